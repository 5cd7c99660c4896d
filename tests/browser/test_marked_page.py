"""The page of one article in a browser: what a chosen claim marks, and that hostile text stays text."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.analyse.marked import MarkedArticle, MarkedClaim, MarkedMention, marked_articles
from kg.analyse.marked_page import marked_html
from kg.model import Document, GraphRecords, Source, Span
from kg.schema import load_ontology
from tests.browser.conftest import Visit
from tests.strategies import HOSTILE, ONTOLOGY
from tests.unit.test_export_sqlite import small_graph

TEXT = "Ann Lee of Bank of Rome met Bo Ek.\n<script>document.title = 'hit'</script> & <b>bold</b>"


def span(words: str, text: str = TEXT) -> Span:
    return Span(start=text.index(words), end=text.index(words) + len(words))


def mention(words: str, type: str, kind: str = "name") -> MarkedMention:
    return MarkedMention(span=span(words), entity_id=words, name=words, type=type, kind=kind)


def claim(subject: str, object: str, cue: str) -> MarkedClaim:
    return MarkedClaim(
        subject=subject, relation=f"<i>{cue}</i>", object=object, denied=False, qualifiers=("planned",),
        sentence=Span(start=0, end=34), subject_span=span(subject), object_span=span(object), cue=span(cue),
    )  # fmt: skip


ARTICLE = MarkedArticle(
    document=Document(id="d", name="a.txt", text=TEXT, source=Source(uri="a", title="<img src=x onerror=alert(1)>")),
    mentions=(
        mention("Ann Lee", "Person"),
        mention("Bank of Rome", "Organization"),
        mention("Rome", "Place"),
        # crosses the one before, as no reader of articles should give it, and none may break the page
        mention("Rome met", "Place"),
        mention("Bo Ek", "Person", "nominal"),
    ),
    claims=(claim("Ann Lee", "Bo Ek", "met"), claim("Ann Lee", "Bank of Rome", "of")),
)  # fmt: skip


@pytest.fixture
def page(visit: Visit, tmp_path: Path) -> Visit:
    path = tmp_path / "article.html"
    path.write_text(marked_html((ARTICLE,), ONTOLOGY), encoding="utf-8")
    visit.page.goto(path.as_uri())
    return visit


def underlined(visit: Visit) -> list[str]:
    """Return the pieces of the text that a chosen claim underlines, puts in a box or lays a colour under."""
    script = """() => [...document.querySelectorAll('div.text mark, div.text span')]
        .filter(e => getComputedStyle(e).textDecorationLine === 'underline').map(e => e.textContent)"""
    found: list[str] = visit.page.evaluate(script)
    return found


def boxed(visit: Visit) -> list[str]:
    script = """() => [...document.querySelectorAll('div.text mark, div.text span')]
        .filter(e => getComputedStyle(e).outlineStyle === 'solid').map(e => e.textContent)"""
    found: list[str] = visit.page.evaluate(script)
    return found


def test_pointing_at_a_claim_marks_its_subject_its_object_and_its_cue(page: Visit) -> None:
    assert underlined(page) == boxed(page) == []
    page.page.hover("#c0 a")
    assert (underlined(page), boxed(page)) == (["Ann Lee", "Bo Ek"], ["met"])
    page.page.hover("#c1 a")
    assert underlined(page) == ["Ann Lee", "Bank of ", "Rome"]
    page.page.hover("h1")
    assert underlined(page) == []
    page.assert_clean()


def test_a_tap_or_the_keyboard_keeps_it_marked(page: Visit) -> None:
    page.page.click("#c0 a")
    page.page.mouse.move(1, 1)
    assert underlined(page) == ["Ann Lee", "Bo Ek"]
    for _ in range(2):  # what comes after the sentence is the first claim
        page.page.keyboard.press("Tab")
    assert "Rome" in underlined(page)
    page.assert_clean()


def test_every_mention_says_its_class_also_where_mentions_overlap(page: Visit) -> None:
    labels = page.page.locator("div.text small").all_inner_texts()
    assert labels == ["person", "place", "organization", "place", "→ Bo Ek"]
    rome = page.page.locator("div.text mark", has_text="Rome").last
    assert rome.get_attribute("title") == "Bank of Rome (organization) · Rome (place) · Rome met (place)"


def test_hostile_text_stays_text(page: Visit) -> None:
    shown = page.page.evaluate(
        "() => { const d = document.querySelector('div.text').cloneNode(true);"
        " d.querySelectorAll('small').forEach(e => e.remove()); return d.textContent }"
    )
    assert shown == TEXT
    assert page.page.inner_text("h1") == "<img src=x onerror=alert(1)>"
    assert page.page.title() != "hit"
    assert page.page.locator("script, img, b:not(.s):not(.o)").count() == 0
    page.assert_clean()


def test_the_policy_refuses_script_even_where_escaping_were_forgotten(visit: Visit, tmp_path: Path) -> None:
    path = tmp_path / "article.html"
    page = marked_html((ARTICLE,), ONTOLOGY).replace("</main>", "<script>document.title = 'hit'</script></main>")
    path.write_text(page, encoding="utf-8")
    visit.page.goto(path.as_uri())
    assert visit.page.title() != "hit"


def test_a_telephone_needs_no_sideways_scrolling(page: Visit) -> None:
    page.page.set_viewport_size({"width": 390, "height": 844})
    assert page.page.evaluate("() => document.documentElement.scrollWidth") <= 390
    page.page.click("#c0 a")
    assert page.page.locator("#c0").is_visible()
    page.assert_clean()


@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_the_page_holds_any_text_on_any_place(text: str) -> None:
    document = Document(id="d", name="x", text=text, source=Source(uri="x", title=text))
    found = MarkedMention(span=Span(start=0, end=len(text)), entity_id="e", name=text, type=text, kind="name")
    said = MarkedClaim(
        subject=text, relation=text, object=text, denied=True, qualifiers=(text,), sentence=Span(start=0, end=len(text))
    )
    page = marked_html((MarkedArticle(document=document, mentions=(found,), claims=(said,)),), ONTOLOGY)
    assert page == marked_html((MarkedArticle(document=document, mentions=(found,), claims=(said,)),), ONTOLOGY)
    assert "<script" not in page.partition("</style>")[2]


def test_a_graph_from_a_file_shows_the_sentences_of_its_claims() -> None:
    (article,) = marked_articles(small_graph(), load_ontology())
    assert article.mentions == ()
    (said,) = article.claims
    assert (said.subject, said.relation, said.object) == ("Élodie Müller", "visits", "Northern Works")
    assert said.sentence.of(article.document.text).endswith("on Monday.")
    assert said.cue is None


def test_no_article_is_a_page_too() -> None:
    assert "0 articles" in marked_html(marked_articles(GraphRecords(), ONTOLOGY), ONTOLOGY)
