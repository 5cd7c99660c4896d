"""Figures over labelled clusters and relations between them: by mention, soft, hard."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate.coreference import Tally
from kg.evaluate.entity_level import (
    Labelled,
    Related,
    entities_by_mention,
    entities_hard,
    entities_soft,
    match_sets,
    relations_hard,
    relations_soft,
)


def _cluster(mentions: str, label: str = "P") -> Labelled:
    return frozenset(mentions), label


_CLUSTERS = st.lists(
    st.tuples(st.frozensets(st.integers(0, 8), min_size=1), st.sampled_from("PO")), max_size=5, unique=True
)


def test_a_cluster_with_a_mention_too_few_is_hard_wrong_and_soft_nearly_right() -> None:
    key, response = [_cluster("abcd")], [_cluster("abc")]
    assert entities_hard(key, response).f1 == 0
    assert (entities_soft(key, response).precision, entities_soft(key, response).recall) == (1.0, 0.75)


def test_the_wrong_label_is_wrong_in_every_way() -> None:
    key, response = [_cluster("ab")], [_cluster("ab", "O")]
    assert {f(key, response).f1 for f in (entities_by_mention, entities_soft, entities_hard)} == {0.0}


def test_large_and_small_clusters_weigh_the_same_by_entity_and_not_by_mention() -> None:
    key = [_cluster("abcdefgh"), _cluster("z")]
    assert entities_soft(key, key[:1]).recall == 0.5
    assert entities_by_mention(key, key[:1]).recall == 8 / 9


def test_a_relation_counts_the_pairs_of_mentions_that_are_so_related() -> None:
    a, b, c = frozenset("ab"), frozenset("cd"), frozenset("c")
    key: list[Related] = [(a, "in", b)]
    assert relations_soft(key, [(a, "in", c)]).recall == 0.5
    assert relations_soft(key, [(a, "in", c)]).precision == 1.0
    assert relations_hard(key, [(a, "in", c)]).f1 == 0
    assert relations_soft(key, [(b, "in", a)]).f1 == 0
    assert relations_hard(key, key).f1 == 1


@given(_CLUSTERS)
def test_what_equals_the_key_is_perfect(key: list[Labelled]) -> None:
    for figure in (entities_by_mention, entities_soft, entities_hard):
        assert figure(key, key).f1 == (1.0 if key else 0.0)


@given(_CLUSTERS, _CLUSTERS)
def test_turning_the_sides_round_turns_precision_and_recall_round(
    key: list[Labelled], response: list[Labelled]
) -> None:
    for figure in (entities_by_mention, entities_soft, entities_hard):
        one, other = figure(key, response), figure(response, key)
        assert (one.precision, one.recall) == (other.recall, other.precision)


def test_nothing_against_nothing_is_nothing() -> None:
    assert match_sets(set(), set()) == Tally()
