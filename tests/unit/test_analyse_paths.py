"""Paths: how two entities are connected, in which order, and what a step may rest on."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analyse import paths
from kg.errors import InputError
from kg.model import GraphRecords
from tests.strategies import hostile_graph
from tests.unit.ledger_fixture import ledger, statement

NAMES = ("anna", "karl", "vera", "acme", "norland", "oslo", "bergen", "paper")


def _through(graph: GraphRecords, one: str, other: str, **options: object) -> list[tuple[str, ...]]:
    return [path.entity_ids for path in paths(graph, one, other, **options)]  # type: ignore[arg-type]


def test_a_step_is_walked_against_its_direction_and_says_so() -> None:
    graph = ledger([statement("anna", "heads", "acme"), statement("karl", "worksFor", "acme")])
    (path,) = paths(graph, "anna", "karl")
    assert path.names == ("Anna", "Acme", "Karl")
    assert [claim.outgoing for step in path.steps for claim in step.claims] == [True, False]
    text = path.as_text(labels={"worksFor": "works for"})
    assert text.startswith("Anna - Acme - Karl  (2 steps, confidence 0.79)\n")
    assert 'Karl works for Acme\n    "Article one."  [one]' in text


def test_fewer_steps_come_first_then_the_most_believed() -> None:
    graph = ledger(
        [
            statement("anna", "heads", "acme", score=0.5),
            statement("karl", "worksFor", "acme", score=0.5),
            statement("anna", "meets", "vera"),
            statement("vera", "meets", "karl"),
            statement("anna", "visits", "oslo"),
            statement("oslo", "locatedIn", "norland"),
            statement("karl", "visits", "norland"),
        ]
    )
    found = _through(graph, "anna", "karl")
    assert found == [("anna", "vera", "karl"), ("anna", "acme", "karl"), ("anna", "oslo", "norland", "karl")]
    assert _through(graph, "anna", "karl", max_paths=1) == found[:1]
    assert _through(graph, "anna", "karl", max_length=2) == found[:2]


def test_what_happened_comes_before_what_is_only_planned() -> None:
    graph = ledger(
        [
            statement("anna", "meets", "vera", status="planned"),
            statement("vera", "meets", "karl"),
            statement("anna", "visits", "oslo", score=0.4),
            statement("karl", "visits", "oslo", score=0.4),
        ]
    )
    first, second = paths(graph, "anna", "karl")
    assert (first.entity_ids[1], first.happened) == ("oslo", True)
    assert (second.entity_ids[1], second.happened) == ("vera", False)
    assert "not all of it has happened" in second.as_text()
    assert "Anna meets Vera  (planned)" in second.as_text(labels={"meets": "meets"})
    assert _through(graph, "anna", "karl", statuses=["occurred"]) == [("anna", "oslo", "karl")]


def test_a_denied_claim_ties_nobody_unless_asked_for() -> None:
    graph = ledger([statement("anna", "meets", "vera", polarity="negative")])
    assert paths(graph, "anna", "vera") == ()
    (path,) = paths(graph, "anna", "vera", statuses=["denied"])
    assert not path.happened
    assert "(denied)" in path.as_text()


def test_a_hub_comes_after_who_knows_few_and_can_be_avoided() -> None:
    crowd = [statement(name, "visits", "norland") for name in ("anna", "karl", "vera", "paper")]
    graph = ledger([*crowd, statement("anna", "visits", "oslo"), statement("karl", "visits", "oslo")])
    assert _through(graph, "anna", "karl") == [("anna", "oslo", "karl"), ("anna", "norland", "karl")]
    assert _through(graph, "anna", "karl", without=["oslo"]) == [("anna", "norland", "karl")]
    assert _through(graph, "anna", "karl", without=["oslo", "norland"]) == []


def test_a_step_shows_every_claim_between_the_two() -> None:
    graph = ledger([statement("anna", "heads", "acme", score=0.5), statement("anna", "worksFor", "acme")])
    (path,) = paths(graph, "anna", "acme")
    assert [claim.predicate for claim in path.steps[0].claims] == ["worksFor", "heads"]
    assert path.confidence == path.steps[0].claims[0].confidence


def test_bad_ends_are_refused() -> None:
    graph = ledger([statement("anna", "meets", "vera")])
    with pytest.raises(InputError, match="no entity has the id 'nobody'"):
        paths(graph, "anna", "nobody")
    with pytest.raises(InputError, match="both names mean Anna"):
        paths(graph, "anna", "anna")
    with pytest.raises(InputError, match="1 to 10 steps"):
        paths(graph, "anna", "vera", max_length=11)


ties = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES), st.sampled_from([0.2, 0.5, 0.9])).filter(
        lambda tie: tie[0] != tie[1]
    ),
    max_size=14,
)


@settings(deadline=None)
@given(ties, st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_laws_of_paths(rows: list[tuple[str, str, float]], one: str, other: str) -> None:
    graph = ledger([statement(s, "meets", o, score=score) for s, o, score in rows], one="2025")
    if one == other:
        return
    there, back = (paths(graph, *ends, max_paths=100, max_length=10) for ends in ((one, other), (other, one)))
    tied = {frozenset((claim.subject, claim.object)) for claim in graph.claims.values()}
    for path in there:
        assert (path.entity_ids[0], path.entity_ids[-1]) == (one, other)
        assert len(set(path.entity_ids)) == len(path.entity_ids) == len(path.steps) + 1
        assert all(frozenset(pair) in tied for pair in pairwise(path.entity_ids))
        assert 0 <= path.confidence <= 1
    order = [(len(path.steps), not path.happened, -path.confidence) for path in there]
    assert order == sorted(order)
    assert {path.entity_ids for path in there} == {path.entity_ids[::-1] for path in back}
    assert _through(graph, one, other, max_paths=1, max_length=10) == [path.entity_ids for path in there[:1]]
    assert len({path.entity_ids for path in there}) == len(there)


def test_hostile_names_are_no_obstacle() -> None:
    graph = hostile_graph()
    for one, other in pairwise(sorted(graph.entities)):
        for path in paths(graph, one, other, max_paths=2):
            assert path.entity_ids[0] == one
            assert path.as_text().endswith("\n")
