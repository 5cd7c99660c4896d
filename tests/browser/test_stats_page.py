"""The page of figures and the pages of stories in a real browser."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.analyse import statistics
from kg.analyse.charts import charts
from kg.analyse.statistics import Statistics
from kg.analyse.stats_page import stats_html
from kg.analyse.story import entity_story
from kg.analyse.story_text import story_html
from kg.model import GraphRecords
from kg.schema import load_ontology
from tests.browser.conftest import Visit
from tests.unit import ask_fixture

ONTOLOGY = load_ontology()
WICKED = "<script>document.title = 'changed'</script><img src=x onerror=\"document.title = 'changed'\">"


@pytest.fixture(scope="module")
def graph() -> GraphRecords:
    """Return the small graph with one name that would run if it were not escaped."""
    small = ask_fixture.graph()
    entities = [replace(e, name=WICKED) if e.id == "nasa" else e for e in small.entities.values()]
    return small.replace(entities=entities)


@pytest.fixture(scope="module")
def figures(graph: GraphRecords) -> Statistics:
    """Return its figures."""
    return statistics(graph, ontology=ONTOLOGY)


def _open(visit: Visit, folder: Path, page: str, width: int = 1280) -> None:
    (folder / "page.html").write_text(page, encoding="utf-8")
    visit.page.set_viewport_size({"width": width, "height": 844})
    visit.page.goto((folder / "page.html").as_uri())


@pytest.mark.parametrize("width", [1280, 390])
def test_the_figures_are_drawn_and_fit(visit: Visit, tmp_path: Path, figures: Statistics, width: int) -> None:
    _open(visit, tmp_path, stats_html(figures, {}), width)
    page = visit.page
    assert page.title() == "The graph in figures"
    assert page.locator("figure svg").count() == len(charts(figures, {}))
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    bars = page.locator("figure#types svg rect.bar")
    drawn = [bars.nth(i).bounding_box() for i in range(bars.count())]
    widths = [box["width"] for box in drawn if box]
    assert len(widths) == len(figures.entities_by_type)
    assert widths == sorted(widths, reverse=True)
    assert widths[-1] > 0
    # The letters of the smallest text can be read.
    size = page.evaluate(
        "Math.min(...[...document.querySelectorAll('svg text')].map(t => t.getBoundingClientRect().height))"
    )
    assert size >= 10
    visit.assert_clean()


def test_a_table_stands_behind_each_chart(visit: Visit, tmp_path: Path, figures: Statistics) -> None:
    _open(visit, tmp_path, stats_html(figures, {}))
    visit.page.click("figure#types summary")
    assert visit.page.locator("figure#types td").first.is_visible()
    assert "Person" in visit.page.inner_text("figure#types table")
    visit.page.click("figure#communities summary")
    assert visit.page.locator("figure#communities dt").count() == len(figures.communities)
    visit.assert_clean()


def test_dark_and_light_are_followed(visit: Visit, tmp_path: Path, figures: Statistics) -> None:
    _open(visit, tmp_path, stats_html(figures, {}))
    colours = set()
    for scheme in ("light", "dark"):
        visit.page.emulate_media(color_scheme=scheme)
        colours.add(visit.page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(colours) == 2


def test_a_hostile_name_stays_text_and_the_policy_lets_nothing_run(
    visit: Visit, tmp_path: Path, graph: GraphRecords, figures: Statistics
) -> None:
    _open(visit, tmp_path, stats_html(figures, {}))
    assert visit.page.title() == "The graph in figures"
    assert "<script>" in (visit.page.text_content("main") or "")
    _open(visit, tmp_path, story_html(entity_story(graph, ONTOLOGY, "nasa")))
    assert visit.page.inner_text("h1") == WICKED
    assert visit.page.locator("main img, main script").count() == 0
    visit.assert_clean()
    visit.page.evaluate("() => { const s = document.createElement('script'); s.textContent = 'document.title = 1';"
                        " document.body.append(s) }")  # fmt: skip
    assert visit.page.title() != "1"
    assert any("Content Security Policy" in line for line in visit.console_errors)


@pytest.mark.parametrize("width", [1280, 390])
def test_a_footnote_leads_to_its_sentence(visit: Visit, tmp_path: Path, width: int) -> None:
    story = entity_story(ask_fixture.graph(), ONTOLOGY, "dmitry-bakanov")
    _open(visit, tmp_path, story_html(story), width)
    page = visit.page
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.locator("sup a").first.click()
    note = page.locator("ol.notes li:target")
    assert note.count() == 1
    assert story.footnotes[0].quote in note.inner_text()
    visit.assert_clean()
