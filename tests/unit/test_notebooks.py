"""What a notebook shows of a graph, an entity, a claim and an answer: tables in which text stays text."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest

from kg.graph.answer import Answer, Term
from kg.model import Claim, Entity, GraphRecords
from kg.pipeline.api import Graph
from tests.strategies import HOSTILE, ONTOLOGY, hostile_graph
from tests.unit.test_export_sqlite import small_graph


class Table(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.texts: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        assert attrs == []

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def shown(value: Any) -> list[str]:
    table = Table(value._repr_html_())
    assert table.tags <= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
    return table.texts


def test_a_graph_shows_its_figures_and_who_is_named_most() -> None:
    texts = shown(Graph(small_graph(), ONTOLOGY))
    assert texts[:3] == ["Graph", "articles", "1"]
    assert "Northern Works" in texts
    assert "0" in shown(Graph(GraphRecords(), ONTOLOGY))


def test_a_claim_says_what_it_states() -> None:
    claim = Claim(id="c", subject="ann", predicate="meets", object="bo", polarity="negative", time="2025", until="2026")
    texts = shown(claim)
    assert texts[0] == "ann not meets bo"
    assert "2025/2026" in texts


def test_an_answer_shows_its_first_rows() -> None:
    row = (Term(kind="literal", value="<b>"), None)
    texts = shown(Answer(columns=("name", "place"), rows=(row,) * 60))
    assert texts[:3] == ["60 rows, the first 50", "name", "place"]
    assert texts.count("<b>") == 50
    assert shown(Answer(boolean=True))[-1] == "true"


@pytest.mark.parametrize("text", [*HOSTILE, "<script>alert(1)</script>"], ids=ascii)
def test_hostile_names_stay_text(text: str) -> None:
    assert shown(Entity(id="e", name=text, type=text, aliases=frozenset({text + "."})))
    assert shown(Claim(id="c", subject=text, predicate=text, object=text, titles=frozenset({text})))
    assert shown(Answer(columns=(text,), rows=((Term(kind="literal", value=text),),)))


def test_the_hostile_graph_is_a_table() -> None:
    assert shown(Graph(hostile_graph(), ONTOLOGY))
