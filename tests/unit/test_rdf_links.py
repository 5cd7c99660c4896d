"""The score of a link to another data set, in RDF and back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from kg.graph.validate import validate
from kg.model import Entity, GraphRecords, Judgement
from kg.rdf import nquads_line
from kg.rdf.reading import read_statements
from kg.rdf.statements import statements
from kg.rdf.vocabulary import KG, RDF, SKOS
from kg.resolve.link import LinkRow, link
from kg.schema import load_ontology, ontology_directory
from tests.unit import ask_fixture

ONTOLOGY = load_ontology()
WIKIDATA = "http://www.wikidata.org/entity/"


def linked() -> GraphRecords:
    rows = [
        LinkRow(id="Q23548", label="NASA", description="space agency", type="Organization"),
        LinkRow(id="Q812", label="Florida", type="Place"),
    ]
    return link(ask_fixture.graph(), rows)


def test_a_link_has_its_score_on_a_node_of_its_own() -> None:
    quads = [quad for quad in statements(linked(), ONTOLOGY) if "/link/" in quad[0]]
    said = {(predicate.removeprefix(KG), str(getattr(object, "value", object))) for _, predicate, object, _ in quads}
    assert {("decidedBy", "link@1"), (RDF + "predicate", SKOS + "closeMatch")} <= said
    assert (RDF + "object", f"{WIKIDATA}Q23548") in said
    assert not any(quad[0].startswith("_:") for quad in quads)


def test_links_travel_there_and_back_with_their_scores() -> None:
    graph = linked()
    wanted = {(j.left, j.right, j.verdict, j.score, j.decided_by) for j in graph.judgements.values()}
    back = read_statements(statements(graph, ONTOLOGY))
    assert {(j.left, j.right, j.verdict, j.score, j.decided_by) for j in back.judgements.values()} == wanted
    assert len(wanted) == 2
    assert back.entities == read_statements(statements(back, ONTOLOGY)).entities
    assert list(statements(graph, ONTOLOGY)) == list(statements(back, ONTOLOGY))


def test_judgements_that_are_no_links_stay_out_and_so_does_the_term() -> None:
    graph = ask_fixture.graph()
    graph = graph.replace(judgements=[Judgement(left="A [Person]", right="B [Person]", verdict="same", score=0.9)])
    assert not any("/link/" in quad[0] or quad[0] == KG + "Link" for quad in statements(graph, ONTOLOGY))


def test_an_unsure_link_is_none() -> None:
    entity = Entity(id="x", name="X", type="Place")
    unsure = Judgement(left="x", right=f"{WIKIDATA}Q1", verdict="unsure", score=0.5, decided_by="link@1")
    graph = GraphRecords.of(entities=[entity], judgements=[unsure])
    assert not any("/link/" in quad[0] for quad in statements(graph, ONTOLOGY))
    sure = graph.replace(entities=[replace(entity, same_as=frozenset({f"{WIKIDATA}Q1"}))])
    assert any("/link/" in quad[0] for quad in statements(sure, ONTOLOGY))


@pytest.mark.parametrize(("score", "conforms"), [(0.97, True), (1.7, False)])
def test_the_shapes_agree(tmp_path: Path, score: float, conforms: bool) -> None:
    graph = linked()
    rows = [replace(row, score=score) for row in graph.judgements.values()]
    path = tmp_path / "graph.nq"
    path.write_text("".join(map(nquads_line, statements(graph.replace(judgements=rows), ONTOLOGY))), encoding="utf-8")
    assert validate(path, ontology_directory()).conforms is conforms
