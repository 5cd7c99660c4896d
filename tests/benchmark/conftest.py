"""Keeps measurements out of a normal run: they take minutes, and machines differ."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if "benchmark" not in config.getoption("markexpr", ""):
        for item in items:
            if item.get_closest_marker("benchmark") is not None:
                item.add_marker(pytest.mark.skip(reason="a measurement: run it with -m benchmark"))
