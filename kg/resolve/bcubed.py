"""B-cubed: how well mentions are gathered into entities, mention by mention."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class BCubed:
    """B-cubed precision and recall over ``n_mentions`` mentions, both in [0, 1]; 1.0 where there are none.

    ``wrong_merges`` adds up, over the entities made, the true entities beyond the first; ``splits``, over the
    true entities, the entities made beyond the first.

    Source: A. Bagga, B. Baldwin, "Algorithms for Scoring Coreference Chains", LREC workshop, 1998.
    """

    n_mentions: int
    precision: float
    recall: float
    wrong_merges: int
    splits: int

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0

    def __str__(self) -> str:
        return (
            f"B-cubed of {self.n_mentions} mentions: P {self.precision:.3f}, R {self.recall:.3f}, F1 {self.f1:.3f}; "
            f"{self.wrong_merges} wrong merges, {self.splits} splits"
        )


def bcubed(mentions: Iterable[tuple[Hashable, Hashable]]) -> BCubed:
    """Score mentions, each given as (true entity, entity made).

    >>> str(bcubed([("a", 1), ("a", 1), ("b", 2), ("b", 3)]))
    'B-cubed of 4 mentions: P 1.000, R 0.750, F1 0.857; 0 wrong merges, 1 splits'
    """
    both = Counter(mentions)
    true: Counter[Hashable] = Counter()
    made: Counter[Hashable] = Counter()
    for (gold, entity), number in both.items():
        true[gold] += number
        made[entity] += number
    n = both.total()
    if not n:
        return BCubed(n_mentions=0, precision=1.0, recall=1.0, wrong_merges=0, splits=0)
    # Sums of fractions in a fixed order: equal input gives equal bytes.
    shares = sorted(
        (number * number / made[entity], number * number / true[gold]) for (gold, entity), number in both.items()
    )
    return BCubed(
        n_mentions=n,
        precision=sum(p for p, _ in shares) / n,
        recall=sum(r for _, r in shares) / n,
        wrong_merges=len(both) - len(made),
        splits=len(both) - len(true),
    )
