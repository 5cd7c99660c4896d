"""A graph is counted in one way and worded in one way: commands, pages, programs and notebooks agree."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from kg.analyse import statistics, summary
from kg.analyse.story import whole_story
from kg.export import write_file
from kg.model import Document, GraphRecords, Source, counts, headline
from kg.pipeline.api import Graph
from kg.schema import load_ontology
from tests.conftest import Kg
from tests.unit import ask_fixture
from tests.unit.ledger_fixture import ledger, statement

ONTOLOGY = load_ontology()


@pytest.fixture(scope="module")
def graph() -> GraphRecords:
    """Return 28 relations, one value and an open claim."""
    known = ask_fixture.graph()
    value = replace(next(iter(known.claims.values())), id="value", predicate="endDate", object="2030", datatype="gYear")
    return known.replace(value_claims=[value])


def test_every_way_to_see_a_graph_counts_the_same(graph: GraphRecords, kg_command: Kg, tmp_path: Path) -> None:
    said = "28 relations, 1 value, 1 open claim"
    assert counts(graph).claims() == said
    assert str(counts(graph)) == f"3 articles, 21 entities, {said}"
    assert said in repr(Graph(graph, ONTOLOGY))
    assert said in summary(graph, ONTOLOGY)
    assert said in whole_story(graph, ONTOLOGY).about
    figures = statistics(graph)
    assert (figures.n_relations, figures.n_values, figures.n_open_claims) == (28, 1, 1)
    assert "Relations    28 " in figures.as_text()
    assert "Values       1" in figures.as_text()
    notebook = Graph(graph, ONTOLOGY)._repr_html_()
    for name, number in asdict(counts(graph)).items():
        assert f"<td>{name.replace('_', ' ')}</td><td>{number}</td>" in notebook
    path = write_file(graph, ONTOLOGY, tmp_path / "graph.ttl")
    assert said in kg_command("serve", path, "--check").err
    assert said in kg_command("explore", "-g", path).err
    assert json.loads(kg_command("stats", "-g", path, "--json").out)["n_relations"] == 28


def test_a_value_is_told_in_the_summary_in_words(graph: GraphRecords) -> None:
    assert "ends in **2030**" in summary(graph, ONTOLOGY)


@pytest.mark.parametrize(
    ("title", "text", "called"),
    [
        ("Kremlin speaks", "Moscow -- It spoke.", "Kremlin speaks"),
        (None, "\n  Chiefs   meet \nThey did.", "Chiefs meet"),
        (None, "Oslo - Agency:\nChiefs meet\n", "Chiefs meet"),
        (None, "word " * 40, f"{'word ' * 17}word …"),
        (None, "x" * 200, f"{'x' * 90} …"),
        (None, " \n", "a.txt"),
        ("", "", "a.txt"),
    ],
)
def test_an_article_has_one_headline_everywhere(title: str | None, text: str, called: str) -> None:
    document = Document(id="d", name="a.txt", text=text, source=Source(uri="a.txt", title=title))
    assert headline(document) == called


def test_a_post_is_written_once_whatever_its_capitals() -> None:
    graph = ledger([statement("anna", "heads", "acme")])
    titles = frozenset({"CEO", "ceo", "Founder"})  # as a graph of two files that were joined may have them
    graph = graph.replace(claims=[replace(claim, titles=titles) for claim in graph.claims.values()])
    assert "(CEO, Founder)" in Graph(graph, ONTOLOGY).card("anna").as_text()


def test_articles_that_gave_nothing_are_known(graph: GraphRecords) -> None:
    silent = Document(id="silent", name="silent.txt", text="nobody said anything", source=Source(uri="silent.txt"))
    assert Graph(graph, ONTOLOGY).without_claims() == ()
    more = graph.replace(documents=[*graph.documents.values(), silent])
    assert Graph(more, ONTOLOGY).without_claims() == (silent,)
