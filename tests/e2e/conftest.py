"""What the tests of the service share: a small graph, served at a real socket."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from tests.serving import Served, serving, write_fixture

ROW_LIMIT = 50


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = write_fixture(tmp_path_factory.mktemp("served") / "graph.nt")
    with serving(path, timeout_s=6, row_limit=ROW_LIMIT, max_queries=2) as running:
        yield running


@pytest.fixture(scope="module")
def client(served: Served) -> httpx.Client:
    return served.client
