"""What changed between two graphs: told in sentences, and as a patch that turns the triples of one into the other's."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.analyse.diff import GraphDiff, diff
from kg.analyse.diff_story import diff_story
from kg.analyse.rdf_patch import rdf_patch
from kg.model import Entity, GraphRecords
from kg.rdf import ntriples_line, statements
from kg.schema import load_ontology
from tests.strategies import graphs, hostile_graph
from tests.unit import ask_fixture
from tests.unit.ledger_fixture import ledger, statement

ONTOLOGY = load_ontology()
slow = settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))


def _texts(old: GraphRecords, new: GraphRecords) -> dict[str, list[str]]:
    return {s.heading: [row.text for row in s.statements] for s in diff_story(old, new, ONTOLOGY).sections}


def _triples(graph: GraphRecords) -> set[ox.Quad]:
    lines = "".join(map(ntriples_line, statements(graph, ONTOLOGY)))
    return set(ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))


def _applied(patch: list[str], triples: set[ox.Quad]) -> set[ox.Quad]:
    """Apply a patch as RDF Patch says: row by row, inside its one transaction."""
    assert (patch[0], patch[-1]) == ("TX .\n", "TC .\n")
    result = set(triples)
    for row in patch[1:-1]:
        operation, _, rest = row.partition(" ")
        (quad,) = ox.parse(rest, format=ox.RdfFormat.N_TRIPLES)
        if operation == "D":
            result.remove(quad)
        else:
            assert operation == "A"
            assert quad not in result
            result.add(quad)
    return result


def test_equal_graphs_do_not_differ() -> None:
    for graph in (ask_fixture.graph(), hostile_graph(), GraphRecords()):
        assert diff(graph, graph, ONTOLOGY) == GraphDiff()
        assert diff(graph, graph, ONTOLOGY).is_empty
        assert diff_story(graph, graph, ONTOLOGY).about == "Nothing changed."
        assert list(rdf_patch(graph, graph, ONTOLOGY)) == ["TX .\n", "TC .\n"]


def test_a_plan_that_came_true_is_told_with_what_was_planned() -> None:
    plan = statement("anna", "visits", "oslo", "one", status="planned", time="2025-07")
    old = ledger([plan], one="2025-06-30")
    new = ledger(
        [plan, statement("anna", "visits", "oslo", "two", time="2025-07-03")], one="2025-06-30", two="2025-07-04"
    )
    told = _texts(old, new)
    assert list(told) == ["What has happened of what was planned", "New articles"]
    (text,) = told["What has happened of what was planned"]
    assert text.startswith("Anna visited Oslo on 3 July 2025, as planned.")
    assert text.endswith("Before: It is planned that Anna will visit Oslo in July 2025.")
    assert told["New articles"] == ["Article two, two, 4 July 2025."]


def test_an_entity_of_another_class_is_no_new_one() -> None:
    old = ledger([statement("anna", "visits", "oslo")])
    (oslo,) = (e for e in old.entities.values() if e.name == "Oslo")
    other = replace(oslo, id="other", type="Facility")
    moved = [replace(c, object="other") for c in old.claims.values()]
    new = GraphRecords.of(
        documents=old.documents.values(),
        entities=[other if e is oslo else e for e in old.entities.values()],
        evidence=old.evidence.values(),
        claims=moved,
    )
    found = diff(old, new, ONTOLOGY)
    assert found.retyped == ((oslo, other),)
    assert found == GraphDiff(retyped=found.retyped)
    assert _texts(old, new) == {"Entities of another class": ["Oslo, now facility, before place."]}


def test_new_and_gone_claims_and_entities_are_told() -> None:
    old, new = (ledger([statement("anna", "visits", place)]) for place in ("oslo", "bergen"))
    kept = [entity for entity in new.entities.values() if entity.id != "oslo"]
    told = _texts(old, new.replace(entities=kept))
    assert told == {
        "What is new": ["Anna visited Bergen."],
        "What is no longer said": ["Anna visited Oslo."],
        "Entities that are gone": ["Oslo, place."],
    }


def test_more_articles_for_a_claim_are_counted() -> None:
    first = statement("anna", "visits", "oslo", "one")
    told = _texts(ledger([first], two="2025"), ledger([first, statement("anna", "visits", "oslo", "two")], two="2025"))
    assert told == {"What more articles say": ["Anna visited Oslo. In 2 articles, 1 before."]}


def test_posts_that_begin_and_end_stand_by_themselves() -> None:
    head = statement("anna", "heads", "acme", "one")
    over = statement("anna", "heads", "acme", "two", status="past", time="2025-08", period="../2025-08")
    old = ledger([head], one="2025-01-01")
    new = ledger([head, over, statement("karl", "heads", "acme", "two")], one="2025-01-01", two="2025-09-01")
    told = _texts(old, new)
    assert "Karl heads Acme." in told["Who holds which post"]
    assert any(text.startswith("Over") and "Anna" in text for text in told["Who holds which post"])
    assert "What is new" not in told


def test_an_entity_of_another_name_is_neither_new_nor_gone() -> None:
    old = ledger([statement("anna", "visits", "oslo")])
    renamed = {"anna": "anna-berg"}
    entities = [
        replace(e, id="anna-berg", name="Anna Berg", aliases=frozenset({"Anna"})) if e.id == "anna" else e
        for e in old.entities.values()
    ]
    claims = [replace(c, id="x", subject=renamed.get(c.subject, c.subject)) for c in old.claims.values()]
    assert _texts(old, old.replace(entities=entities, claims=claims)) == {
        "Entities that are called otherwise": ["Anna is now Anna Berg."]
    }
    twins = [*entities, Entity(id="other", name="Other", type="Person", aliases=frozenset({"Anna"}))]
    assert diff(old, old.replace(entities=twins, claims=claims), ONTOLOGY).renamed == ()


def test_a_symmetric_claim_is_the_same_from_either_side() -> None:
    old, new = (ledger([statement(*ends)]) for ends in (("anna", "meets", "karl"), ("karl", "meets", "anna")))
    assert diff(old, new, ONTOLOGY).is_empty


def test_a_second_meeting_is_new_and_the_first_stays() -> None:
    first = statement("anna", "meets", "karl", "one", time="2024-05-01")
    second = statement("anna", "meets", "karl", "two", time="2025-05-01")
    told = _texts(ledger([first], two="2025"), ledger([first, second], two="2025"))
    assert told == {"What is new": ["Anna met Karl on 1 May 2025."]}


def test_the_patch_of_a_small_change_is_small_and_sorted() -> None:
    old = ledger([statement("anna", "visits", "oslo", status="planned")])
    new = ledger([statement("anna", "visits", "oslo")])
    patch = list(rdf_patch(old, new, ONTOLOGY))
    assert len(patch) < 80
    rows = patch[1:-1]
    assert rows == sorted(rows, key=lambda row: (row[0] != "D", row))
    assert _applied(patch, _triples(old)) == _triples(new)


def test_applying_the_patch_gives_the_new_triples_also_of_hostile_ones() -> None:
    every = (GraphRecords(), ask_fixture.graph(), hostile_graph(), GraphRecords())
    for old, new in pairwise(every):
        assert _applied(list(rdf_patch(old, new, ONTOLOGY)), _triples(old)) == _triples(new)


@slow
@given(st.tuples(graphs(), graphs()))
def test_laws_of_differences(pair: tuple[GraphRecords, GraphRecords]) -> None:
    old, new = pair
    there, back = diff(old, new, ONTOLOGY), diff(new, old, ONTOLOGY)
    assert diff(old, old, ONTOLOGY).is_empty
    assert there.new_documents == back.gone_documents
    assert {e.id for e in there.new_entities} <= new.entities.keys() - old.entities.keys()
    n_old, n_new = (len(g.claims) + len(g.value_claims) + len(g.open_claims) for g in pair)
    assert n_new - n_old == len(there.new_claims) - len(there.gone_claims)
    assert diff_story(old, new, ONTOLOGY).about
    assert _applied(list(rdf_patch(old, new, ONTOLOGY)), _triples(old)) == _triples(new)


@pytest.mark.parametrize("most", [1, 2])
def test_long_parts_are_cut_and_have_no_footnotes_that_nothing_uses(most: int) -> None:
    new = ask_fixture.graph()
    story = diff_story(GraphRecords(), new, ONTOLOGY, max_rows=most)
    assert all(len(section.statements) <= most for section in story.sections)
    used = {n for section in story.sections for row in section.statements for n in row.notes}
    assert used == {note.number for note in story.footnotes}


def test_what_reads_alike_before_and_after_did_not_change() -> None:
    old = ledger([statement("anna", "heads", "acme", "one", title="head")])
    both = [statement("anna", "heads", "acme", "one", title="head"), statement("anna", "heads", "acme", "two")]
    told = _texts(old, ledger(both))
    assert "What is told otherwise" not in told
    assert list(told["What more articles say"]) == ["Anna heads Acme. In 2 articles, 1 before."]
