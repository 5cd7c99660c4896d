"""The page of formats lists every one, with all of its file names, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.export import Exporter, exporters

PAGE = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
ROWS = {cells[1].strip("` "): cells for line in PAGE.splitlines() if len(cells := line.split("|")) == 6}


@pytest.mark.parametrize("exporter", exporters().values(), ids=lambda e: e.name)
def test_a_format_is_on_the_page_with_its_file_names(exporter: Exporter) -> None:
    assert exporter.name in ROWS, f"docs/formats.md lacks a row for {exporter.name}"
    _, _, names, kept, opened, _ = ROWS[exporter.name]
    assert set(re.findall(r"`([^`]+)`", names)) == set(exporter.suffixes)
    assert ("folder" in names) == exporter.folder
    assert kept.strip()
    assert opened.strip()


def test_the_page_lists_no_format_that_is_none() -> None:
    assert ROWS.keys() - exporters().keys() <= {"format", "---"}
