"""Names in the explorer's picture, and the filter of what is disputed."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from kg.model import GraphRecords
from kg.serve.explorer import explorer_page
from tests.browser.conftest import Visit
from tests.unit.explorer_fixture import HOSTILE, ONTOLOGY, explorer_graph

expect.set_options(timeout=20_000)

# Notes where each text is written: its middle, its angle, how wide it is. A picture's text is in no document.
_NOTE = """
window.written = [];
const write = CanvasRenderingContext2D.prototype.fillText;
CanvasRenderingContext2D.prototype.fillText = function (text, x, y) {
  const { a, b, e, f } = this.getTransform();
  window.written.push({ text, x: x || e, y: y || f, angle: Math.atan2(b, a), width: this.measureText(text).width });
  return write.apply(this, arguments);
};
"""


def _written(visit: Visit, file: Path, *, width: int, height: int) -> list[dict[str, Any]]:
    visit.page.set_viewport_size({"width": width, "height": height})
    visit.page.emulate_media(reduced_motion="reduce")
    visit.page.add_init_script(_NOTE)
    visit.page.goto(file.as_uri())
    expect(visit.page.locator("#shown")).not_to_be_empty()
    visit.page.wait_for_timeout(300)  # nothing more is written by itself
    found: list[dict[str, Any]] = visit.page.evaluate("written")
    return found


def _points(row: dict[str, Any]) -> list[tuple[float, float]]:
    """Return points along the middle of a text, six pixels apart."""
    from math import cos, sin

    n = max(2, int(row["width"] / 6))
    along = [(i / (n - 1) - 0.5) * row["width"] for i in range(n)]
    return [(row["x"] + cos(row["angle"]) * a, row["y"] + sin(row["angle"]) * a) for a in along]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("names") / "graph.html"
    path.write_bytes(explorer_page(explorer_graph(), ONTOLOGY))
    return path


def test_the_first_picture_has_names(visit: Visit, file: Path) -> None:
    texts = {row["text"] for row in _written(visit, file, width=1280, height=800)}
    names = {entity.name for entity in explorer_graph().entities.values()} - {HOSTILE}
    assert names <= texts
    assert any(HOSTILE.startswith(text.removesuffix("…")) for text in texts)
    assert {"visits", "meets"} & texts
    visit.assert_clean()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_no_name_covers_another(visit: Visit, file: Path, width: int, height: int) -> None:
    rows = _written(visit, file, width=width, height=height)
    assert len(rows) > 4
    for one, other in combinations(rows, 2):
        near = min(abs(x - u) + abs(y - v) for x, y in _points(one) for u, v in _points(other))
        assert near > 6, (one["text"], other["text"])
    visit.assert_clean()


def test_only_what_is_disputed(visit: Visit, tmp_path: Path) -> None:
    graph = explorer_graph()
    one, other = (
        next(c for c in graph.claims.values() if c.id.startswith(id)) for id in ("ada-berg-visits", "tom-lee-v")
    )
    disputed = [replace(one, disputed_by=frozenset({other.id})), replace(other, disputed_by=frozenset({one.id}))]
    kept = [claim for claim in graph.claims.values() if claim.id not in (one.id, other.id)]
    changed = GraphRecords.of(
        documents=graph.documents.values(),
        entities=graph.entities.values(),
        claims=[*kept, *disputed],
        evidence=graph.evidence.values(),
    )
    path = tmp_path / "graph.html"
    path.write_bytes(explorer_page(changed, ONTOLOGY))
    visit.page.goto(path.as_uri())
    shown = visit.page.locator("#shown")
    visit.page.get_by_label("only what is disputed").check()
    expect(shown).to_contain_text("1 of 8 lines")  # what is denied waits to be asked for
    visit.page.locator("#filters li", has=visit.page.get_by_text("denied", exact=True)).get_by_role("checkbox").check()
    expect(shown).to_contain_text("2 of 8 lines")
    visit.page.get_by_role("button", name="Reset").click()
    expect(shown).to_contain_text("7 of 8 lines")
    visit.assert_clean()


def test_nothing_is_asked_of_a_graph_without_disputes(visit: Visit, file: Path) -> None:
    visit.page.goto(file.as_uri())
    expect(visit.page.locator("#shown")).not_to_be_empty()
    assert visit.page.get_by_label("only what is disputed").count() == 0
