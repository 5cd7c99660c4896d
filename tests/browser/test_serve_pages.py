"""The served pages in a real browser: search, questions, links, and names that try to be markup."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from kg.model import Claim, Entity, GraphRecords
from kg.rdf import ntriples_line, statements
from kg.schema import load_ontology
from tests.browser.conftest import Visit
from tests.serving import serving, write_fixture
from tests.unit import ask_fixture

SCRIPT = '<script>document.title = "broken"; console.error("broken")</script>'
HOSTILE = f"{SCRIPT}<img src=x onerror=console.error(1)> \"'&{{{{7*7}}}} </title></script>"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(write_fixture(tmp_path_factory.mktemp("pages") / "graph.nt"), row_limit=1000) as served:
        yield served.url


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path = tmp_path_factory.mktemp("hostile") / "graph.nt"
    quads = statements(hostile_graph(), load_ontology())
    path.write_text("".join(map(ntriples_line, quads)), encoding="utf-8")
    with serving(path) as served:
        yield served.url


def hostile_graph() -> GraphRecords:
    """Return the fixture's graph with markup in every text that the pages show."""
    graph = ask_fixture.graph()
    document = replace(
        next(iter(graph.documents.values())),
        id="d",
        name=HOSTILE,
        text=f"{HOSTILE}\n{HOSTILE}",
        source=replace(ask_fixture.SOURCES["talks.txt"], title=HOSTILE, publisher=HOSTILE, uri="javascript:alert(1)"),
    )
    evidence = replace(
        next(iter(graph.evidence.values())), id="e", document_id="d", start=0, end=len(HOSTILE), quote=HOSTILE,
        rule=HOSTILE, extractor=HOSTILE, said_by="evil",
    )  # fmt: skip
    evil = Entity(
        id="evil", name=HOSTILE, type="Person", aliases=frozenset({HOSTILE + "2"}), document_ids=frozenset({"d"}),
        same_as=frozenset({"javascript:alert(1)"}), n_mentions=99,
    )  # fmt: skip
    claim = Claim(
        id="c", subject="evil", predicate="meets", object="nasa", titles=frozenset({HOSTILE}), time="2025",
        attributed_to=frozenset({"evil"}), evidence=frozenset({"e"}), confidence=0.5, source_count=1,
        independent_source_count=1,
    )  # fmt: skip
    return GraphRecords.of(
        documents=[document], evidence=[evidence], claims=[claim], entities=[evil, graph.entities["nasa"]]
    )


def test_search_suggests_and_finds(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address)
    page.fill("input[name=q]", "bakan")
    page.wait_for_selector(".suggestions li")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/entity/dmitry-bakanov")
    assert page.inner_text("h1") == "Dmitry Bakanov"
    page.fill("input[name=q]", "dufy")
    page.click("text=Search")
    page.click("text=Sean Duffy")
    assert page.inner_text("h1") == "Sean Duffy"
    visit.assert_clean()


def test_links_lead_from_entity_to_claim_to_sentence_to_article(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/entity/cape-canaveral")
    page.click("article.claim >> text=claim")
    assert "Cape Canaveral" in page.inner_text("h1")
    page.click("blockquote a")
    assert page.inner_text("mark").startswith("Cape Canaveral lies in Florida")
    page.click("h1 a")
    assert page.locator(".said").count() > 3
    page.click("aside >> text=NASA")
    assert page.inner_text("h1") == "NASA"
    visit.assert_clean()


def test_a_shipped_question_runs_and_its_rows_lead_to_pages(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/query")
    assert page.locator(".tabsList .tab").count() >= 20
    page.click("text=Who heads what")
    page.click(".tabPanel.active .yasqe_queryButton")
    page.wait_for_selector(".tabPanel.active .yasr_results tbody tr")
    assert "Roscosmos" in page.inner_text(".tabPanel.active .yasr_results")
    page.evaluate(
        "document.querySelector('.tabPanel.active .CodeMirror').CodeMirror"
        ".setValue('SELECT ?e { VALUES ?e { entity:nasa } ?e ?p ?o } LIMIT 1')"
    )
    page.click(".tabPanel.active .yasqe_queryButton")
    page.click(".tabPanel.active a.iri >> text=nasa")
    page.wait_for_url("**/entity/nasa")
    visit.assert_clean()


@pytest.mark.parametrize("width", [1280, 390])
def test_no_head_of_a_table_is_cut(visit: Visit, address: str, width: int) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{address}/query")
    page.click("text=Who heads what")
    page.click(".tabPanel.active .yasqe_queryButton")
    page.wait_for_selector(".tabPanel.active .yasr_results tbody tr")
    page.wait_for_timeout(300)  # widths are set when the rows stand
    cut = page.evaluate(
        """() => [...document.querySelectorAll('.tabPanel.active .yasr_results th')]
            .map((head) => [head.getBoundingClientRect(), head.querySelector('.dt-column-title')])
            .filter(([box, title]) => {
                const text = document.createRange();
                text.selectNodeContents(title);
                const { left, right } = text.getBoundingClientRect();
                return left < box.left || right > box.right;
            }).map(([, title]) => title.textContent)"""
    )
    assert cut == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    visit.assert_clean()


def test_an_error_of_a_query_is_shown_and_a_cut_is_told(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(f"{address}/query")
    editor = "document.querySelector('.tabPanel.active .CodeMirror').CodeMirror"
    page.evaluate(f"{editor}.setValue('SELECT * {{ ?s ?p ?o }}')")
    page.click(".tabPanel.active .yasqe_queryButton")
    page.wait_for_selector("#notice:visible")
    assert "first 1000 rows" in page.inner_text("#notice")
    page.evaluate(f"{editor}.setValue('SELECT * {{ SERVICE <{address}/sparql> {{ ?s ?p ?o }} }}')")
    page.click(".tabPanel.active .yasqe_queryButton")
    page.wait_for_selector("text=SERVICE is refused")
    assert visit.outside_requests == []
    assert all("400" in line for line in visit.console_errors)  # the browser's own note of the refusal


def test_the_explorer_opens_under_its_own_policy(visit: Visit, address: str) -> None:
    page = visit.page
    page.goto(address)
    page.click("nav >> text=Explore")
    page.wait_for_selector("canvas")
    visit.assert_clean()


@pytest.mark.parametrize(
    "path",
    ["/", "/entity/evil", "/claim/c", "/evidence/e", "/document/d", "/search?q=" + "script", "/entity/%3Cscript%3E",
     "/reconcile/preview?id=evil", "/search?q=%3Cscript%3Econsole.error(1)%3C/script%3E"],
)  # fmt: skip
def test_markup_in_names_and_sentences_stays_text(visit: Visit, hostile: str, path: str) -> None:
    visit.page.goto(hostile + path)
    visit.page.wait_for_timeout(100)
    assert visit.page.title() != "broken"
    assert "<script>" in visit.page.inner_text("body")
    assert visit.page.locator("body img[src=x]").count() == 0
    assert visit.page.locator("a[href^='javascript:']").count() == 0
    assert "49" not in visit.page.inner_text("body")  # what is in a name is no template either
    assert [line for line in visit.console_errors if "404" not in line] == []
    assert visit.outside_requests == []


def test_markup_stays_text_in_suggestions_and_in_rows(visit: Visit, hostile: str) -> None:
    page = visit.page
    page.goto(hostile)
    page.fill("input[name=q]", "script")
    page.wait_for_selector(".suggestions li")
    assert "<script>" in page.inner_text(".suggestions li")
    page.goto(f"{hostile}/query")
    page.evaluate(
        "document.querySelector('.tabPanel.active .CodeMirror').CodeMirror"
        ".setValue('SELECT ?n { ?e a kg:Person ; rdfs:label ?n }')"
    )
    page.click(".tabPanel.active .yasqe_queryButton")
    page.wait_for_selector(".tabPanel.active .yasr_results tbody tr")
    assert "<script>" in page.inner_text(".tabPanel.active .yasr_results")
    assert page.locator(".yasr_results img").count() == 0
    visit.assert_clean()


@pytest.mark.parametrize("path", ["/", "/entity/dmitry-bakanov", "/query"])
def test_a_page_fits_a_narrow_screen(visit: Visit, address: str, path: str) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 800})
    visit.page.goto(address + path)
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_bundle_is_what_its_sources_make(tmp_path: Path) -> None:
    import shutil
    import subprocess

    root = Path(__file__).parents[2]
    if shutil.which("npm") is None:
        pytest.skip("no npm on this machine")
    folder = tmp_path / "web" / "sparql"
    shutil.copytree(root / "web" / "sparql", folder, ignore=shutil.ignore_patterns("node_modules"))
    installed = subprocess.run(
        ["npm", "ci", "--prefer-offline"], cwd=folder, capture_output=True, text=True, timeout=300
    )
    if installed.returncode:
        pytest.skip("npm reaches no registry")
    subprocess.run(["node", "build.mjs", str(tmp_path / "out")], cwd=folder, check=True)
    for built in sorted((tmp_path / "out").iterdir()):
        shipped = root / "kg" / "serve" / "static" / built.name
        assert built.read_bytes() == shipped.read_bytes(), f"run npm ci and npm run build in web/sparql: {built.name}"
