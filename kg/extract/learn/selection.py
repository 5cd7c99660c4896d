"""Which of the candidate templates a relation gets: what its examples bear out, and how far words are lent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.extract.learn.sentences import Pair
from kg.extract.templates import Key

Origin = Literal["said", "related", "lent"]

#: The closeness of the verb that the relation itself is named with, which is believed sooner than others.
NAMED = 3.0
LEAST_PRECISION_OF_NAME = 0.5

#: A claim of a sentence: (number of the sentence, pair).
Place = tuple[int, Pair]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A template that reads as its key, with the claims it finds: right and wrong, by sentence.

    ``origin``: "said" in an example, "related" to what is said (a verb's noun), or "lent" by a word near it.
    ``closeness`` says how near a lent word lies to those of the examples. ``doubt`` ranks what is said once: 0 for a
    predicate with few meanings, growing with their number.
    """

    key: Key
    template: str
    right: frozenset[Place]
    wrong: frozenset[Place]
    doubt: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Strictness:
    """How careful the learner is; cross-validation chooses.

    ``least_closeness`` of a lent word; infinity lends none. ``most_doubt`` of a template that only one example shows.
    ``least_precision`` of a template on the examples.
    """

    least_closeness: float
    most_doubt: float
    least_precision: float = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts of claims: found and right, found and wrong, missed."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """The share of the found that is right; 1 where nothing is found."""
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """The share of the stated that is found; 1 where nothing is stated."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (2 * self.right + self.wrong + self.missed) if self.right else 0.0


def choose(
    candidates: Sequence[Candidate],
    closeness: Mapping[Key, float],
    numbers: Collection[int],
    strictness: Strictness,
) -> list[Candidate]:
    """Return the candidates that the sentences of these numbers bear out, best first.

    ``closeness`` is that of what no sentence shows but a near word says; a key that it lacks is not lent. What two
    sentences show is taken; of what only one shows, the least doubtful for its claim, unless something taken says it.
    """
    chosen: list[Candidate] = []
    single: list[Candidate] = []
    for candidate in candidates:
        right = {place for place in candidate.right if place[0] in numbers}
        wrong = {place for place in candidate.wrong if place[0] in numbers}
        least = strictness.least_precision if closeness.get(candidate.key, 0.0) < NAMED else LEAST_PRECISION_OF_NAME
        if right and len(right) / (len(right) + len(wrong)) < least:
            continue
        n_sentences = len({number for number, _ in right})
        if n_sentences > 1 and candidate.doubt < n_sentences / 2:
            chosen.append(candidate)
        elif right:
            single.append(candidate)
        elif not wrong and closeness.get(candidate.key, 0.0) >= strictness.least_closeness:
            chosen.append(candidate)
    covered = {place for candidate in chosen for place in candidate.right}
    for candidate in sorted(single, key=lambda c: (c.doubt - closeness.get(c.key, 0.0), c.template)):
        right = {place for place in candidate.right if place[0] in numbers}
        doubt = candidate.doubt - closeness.get(candidate.key, 0.0)
        if doubt <= strictness.most_doubt and right - covered:
            chosen.append(candidate)
            covered |= right
    return sorted(chosen, key=lambda c: (-len(c.right), c.template))


def figures(chosen: Sequence[Candidate], claims: Sequence[frozenset[Pair]], numbers: Collection[int]) -> Figures:
    """Count what the chosen templates find in the sentences of these numbers."""
    right = {place for c in chosen for place in c.right if place[0] in numbers}
    wrong = {place for c in chosen for place in c.wrong if place[0] in numbers}
    stated = sum(len(claims[number]) for number in numbers)
    return Figures(right=len(right), wrong=len(wrong), missed=stated - len(right))


def total(rows: Sequence[Figures]) -> Figures:
    """Add figures up."""
    return Figures(
        right=sum(r.right for r in rows), wrong=sum(r.wrong for r in rows), missed=sum(r.missed for r in rows)
    )


def folds(claims: Sequence[frozenset[Pair]], most: int = 5) -> list[list[int]]:
    """Deal the sentences into at most ``most`` folds, those with claims and the counter-examples each evenly.

    There are no more folds than sentences with claims; with one such sentence, or none, there are none.

    >>> folds([frozenset({("A", "B")}), frozenset({("C", "D")}), frozenset()])
    [[0, 2], [1]]
    """
    with_claims = [n for n, pairs in enumerate(claims) if pairs]
    without = [n for n, pairs in enumerate(claims) if not pairs]
    k = min(most, len(with_claims))
    if k < 2:
        return []
    return [sorted(with_claims[start::k] + without[start::k]) for start in range(k)]
