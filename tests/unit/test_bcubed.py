"""B-cubed by hand, and its laws."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.bcubed import bcubed

MENTIONS = st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=30)


def test_one_entity_for_two_things_costs_precision_alone():
    score = bcubed([("a", 1), ("a", 1), ("b", 1)])
    assert score.precision == pytest.approx((4 / 3 + 1 / 3) / 3)
    assert (score.recall, score.wrong_merges, score.splits) == (1.0, 1, 0)


def test_no_mentions_are_all_right():
    assert bcubed([]).f1 == 1.0


@given(MENTIONS)
def test_turned_round_precision_is_recall(mentions):
    there, back = bcubed(mentions), bcubed((made, true) for true, made in mentions)
    assert there.precision == pytest.approx(back.recall)
    assert there.wrong_merges == back.splits


@given(MENTIONS, st.randoms(use_true_random=False))
def test_the_order_does_not_matter_and_truth_scores_one(mentions, random):
    shuffled = random.sample(mentions, len(mentions))
    assert bcubed(mentions) == bcubed(shuffled)
    assert bcubed((true, f"made {true}") for true, _ in mentions).f1 == 1.0
