"""Stories of an entity, a community and a week: every sentence leads to its quotes."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from kg.analyse.story import Story, community_story, entity_story, week_story, whole_story
from kg.analyse.story_text import story_html, story_markdown
from kg.errors import InputError
from kg.model import GraphRecords
from kg.schema import load_ontology
from tests.strategies import hostile_graph
from tests.unit import ask_fixture
from tests.unit.ledger_fixture import ledger, statement

ONTOLOGY = load_ontology()
DATED = {"one": "2025-07-28", "two": "2025-08-05", "three": "2025-08"}


def _graph() -> GraphRecords:
    return ledger(
        [
            statement("anna", "heads", "acme", "one"),
            statement("anna", "heads", "acme", "two"),
            statement("anna", "visits", "oslo", "two", status="planned"),
            statement("vera", "visits", "oslo", "three", polarity="negative"),
            statement("karl", "supports", "norland", "three", status="possible"),
        ],
        **DATED,
    )


def _headings(story: Story) -> list[str]:
    return [section.heading for section in story.sections]


def _texts(story: Story) -> list[str]:
    return [statement.text for section in story.sections for statement in section.statements]


def test_an_entity_is_told_by_what_holds_is_planned_and_is_denied() -> None:
    story = entity_story(_graph(), ONTOLOGY, "anna")
    assert (story.title, story.about) == ("Anna", "Person, named 1 time in 0 articles.")
    assert dict(zip(_headings(story), _texts(story), strict=True)) == {
        "What holds": "Anna heads Acme.",
        "What is planned": "It is planned that Anna will visit Oslo.",
    }
    assert _texts(entity_story(_graph(), ONTOLOGY, "vera")) == ["It is denied that Vera visited Oslo."]
    with pytest.raises(InputError, match="no entity has the id 'nobody'"):
        entity_story(_graph(), ONTOLOGY, "nobody")


def test_each_sentence_has_one_footnote_and_each_footnote_is_used() -> None:
    graph = ask_fixture.graph()
    for story in (whole_story(graph, ONTOLOGY), community_story(graph, ONTOLOGY), week_story(graph, ONTOLOGY)):
        used = {n for section in story.sections for row in section.statements for n in row.notes}
        assert used == {note.number for note in story.footnotes} == set(range(1, len(story.footnotes) + 1))
        assert all(row.notes for section in story.sections for row in section.statements)
        assert len({(note.document, note.quote, note.said_then) for note in story.footnotes}) == len(story.footnotes)


def test_a_footnote_says_where_the_sentence_stands() -> None:
    graph = ledger([statement("anna", "visits", "oslo", said_by="karl")], one="2025-07-28")
    document = graph.documents["one"]
    source = replace(document.source, uri="https://example.org/a", title="A day out", publisher="The Paper")
    graph = graph.replace(documents=[replace(document, source=source)])
    (note,) = entity_story(graph, ONTOLOGY, "anna").footnotes
    assert (note.quote, note.article, note.publisher) == ("Article one.", "A day out", "The Paper")
    assert (note.published_at, note.url, note.speaker) == ("2025-07-28", "https://example.org/a", "Karl")
    page = story_markdown(entity_story(graph, ONTOLOGY, "anna"))
    assert "According to **Karl**, **Anna** visited **Oslo**.[^1]" in page
    assert "[^1]: “Article one.” (A day out, The Paper, 28 July 2025, quoting Karl, <https://example.org/a>)" in page


def test_an_address_that_is_no_web_address_is_no_link() -> None:
    graph = ledger([statement("anna", "visits", "oslo")])
    document = graph.documents["one"]
    wicked = replace(document, source=replace(document.source, uri="javascript:alert(1)"))
    story = entity_story(graph.replace(documents=[wicked]), ONTOLOGY, "anna")
    assert story.footnotes[0].url is None
    assert 'href="javascript' not in story_html(story)


def test_a_claim_is_told_in_the_week_that_first_has_it() -> None:
    story = week_story(_graph(), ONTOLOGY)
    assert _headings(story) == [
        "4 August 2025 to 10 August 2025",
        "28 July 2025 to 3 August 2025",
        "Without a date",
    ]
    assert [s.about for s in story.sections[:2]] == ["Week 32 of 2025; 1 article.", "Week 31 of 2025; 1 article."]
    assert [[row.text for row in s.statements] for s in story.sections[:2]] == [
        ["It is planned that Anna will visit Oslo."],
        ["Anna heads Acme."],
    ]
    assert _texts(week_story(_graph(), ONTOLOGY, entity_id="karl")) == ["Karl may support Norland."]


def test_a_community_is_named_by_its_best_connected_members() -> None:
    graph = ledger(
        [
            statement("anna", "meets", "karl"),
            statement("anna", "meets", "vera"),
            statement("karl", "meets", "vera"),
            statement("anna", "visits", "norland"),
            statement("oslo", "locatedIn", "bergen"),
        ]
    )
    story = community_story(graph, ONTOLOGY)
    assert _headings(story) == ["Anna, Karl and Vera", "Bergen and Oslo"]
    assert story.sections[0].about == "4 entities, most of them of the class person; place: Norland."
    own = community_story(graph, ONTOLOGY, entity_id="oslo")
    assert (own.title, _texts(own)) == ("The community of Oslo", ["Oslo is located in Bergen."])
    alone = community_story(graph, ONTOLOGY, entity_id="paper")
    assert (alone.sections, alone.about) == ((), "Nothing ties Paper to others.")


def test_long_parts_are_cut_and_counted() -> None:
    graph = ledger([statement("anna", "visits", place) for place in ("oslo", "bergen", "norland")])
    (section,) = entity_story(graph, ONTOLOGY, "anna", max_claims=1).sections
    assert (len(section.statements), section.n_more) == (1, 2)
    assert "- and 2 more" in story_markdown(entity_story(graph, ONTOLOGY, "anna", max_claims=1))


def test_the_order_of_the_records_changes_nothing() -> None:
    graph = ask_fixture.graph()
    turned = GraphRecords(
        **{
            name: dict(reversed(getattr(graph, name).items()))
            for name in ("documents", "entities", "claims", "open_claims", "evidence")
        }
    )
    for tell in (whole_story, community_story, week_story):
        assert story_html(tell(turned, ONTOLOGY)) == story_html(tell(graph, ONTOLOGY))


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert not any(name.startswith("on") or name == "style" for name, _ in attrs)
        if tag not in ("meta",):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_hostile_names_stay_text_in_the_page() -> None:
    graph = hostile_graph()
    for id in sorted(graph.entities):
        page = story_html(entity_story(graph, ONTOLOGY, id))
        parser = _Tags()
        parser.feed(page)
        assert parser.open == []
        assert parser.tags <= {
            "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p", "ul", "li", "b", "bdi",
            "sup", "a", "ol", "blockquote", "span",
        }  # fmt: skip
        assert not re.search(r"[\x00-\x08\x0b-\x1f]", page)


def test_hostile_names_do_not_change_the_markdown() -> None:
    graph = hostile_graph()
    for id in sorted(graph.entities):
        lines = story_markdown(entity_story(graph, ONTOLOGY, id)).splitlines()
        assert sum(line.startswith("#") for line in lines) == 1 + len(entity_story(graph, ONTOLOGY, id).sections)
        assert not any(line.startswith("<") for line in lines)


def test_an_empty_graph_has_stories_without_parts() -> None:
    for tell in (whole_story, community_story, week_story):
        story = tell(GraphRecords(), ONTOLOGY)
        assert (story.sections, story.footnotes) == ((), ())
        assert story_html(story).endswith("</html>\n")
