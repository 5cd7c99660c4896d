"""The chances of labels: what they say of a range of words, and the likeliest labels of all."""

from __future__ import annotations

from itertools import pairwise, product
from math import log

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.tag_chances import NOTHING, OUTSIDE, TagChances

LABELS = (OUTSIDE, "B-Person", "I-Person", "B-Work", "I-Work")

_scores = st.lists(st.lists(st.floats(-5, 5), min_size=len(LABELS), max_size=len(LABELS)), min_size=1, max_size=4)


def _chances(scores: list[list[float]]) -> TagChances:
    return TagChances.of_scores(LABELS, numpy.array(scores))


def _may_follow(first: str, second: str) -> bool:
    return not second.startswith("I-") or first[2:] == second[2:]


def _chance_of(chances: TagChances, labels: tuple[str, ...]) -> float:
    return sum(float(row[LABELS.index(label)]) for row, label in zip(chances.rows, labels, strict=True))


@given(_scores)
def test_what_a_range_is_sums_to_one_at_most(scores: list[list[float]]) -> None:
    chances = _chances(scores)
    for start in range(len(scores)):
        for end in range(start + 1, len(scores) + 1):
            found = chances.of(start, end)
            assert set(found) == {NOTHING, "Person", "Work"}
            assert all(p >= 0 for p in found.values())
            assert sum(found.values()) <= 1 + 1e-6


@given(_scores)
def test_no_admitted_labels_are_likelier_than_the_best(scores: list[list[float]]) -> None:
    chances = _chances(scores)
    best = tuple(chances.best())
    admitted = [
        labels
        for labels in product(LABELS, repeat=len(scores))
        if all(_may_follow(a, b) for a, b in pairwise((OUTSIDE, *labels)))
    ]
    assert best in admitted
    assert _chance_of(chances, best) == pytest.approx(max(_chance_of(chances, labels) for labels in admitted), abs=1e-4)


@given(_scores, _scores)
def test_joined_texts_keep_what_was_said_of_each(one: list[list[float]], other: list[list[float]]) -> None:
    joined = TagChances.joined([_chances(one), _chances(other)])
    assert len(joined.rows) == len(one) + len(other)
    assert joined.of(len(one), len(joined.rows)) == pytest.approx(_chances(other).of(0, len(other)))


def test_a_class_that_one_word_gives_does_not_tear_a_name() -> None:
    even = log(0.05)
    first, second = [even, log(0.8), even, even, even], [even, even, log(0.4), even, log(0.45)]
    assert _chances([first, second]).best() == ["B-Person", "I-Person"]


def test_there_is_nothing_to_say_of_no_words() -> None:
    assert TagChances(LABELS, numpy.zeros((0, len(LABELS)), numpy.float32)).best() == []
