"""Which of a sentence's readings can stand together: the rest is what a list of names leads a network into."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kg.model import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A relation that the network reads between two mentions of a sentence, with its probability.

    ``left`` and ``right`` are the ids of the chains of subject and object.
    """

    predicate: str
    subject: Mention
    object: Mention
    left: str
    right: str
    score: float

    @property
    def pair(self) -> frozenset[str]:
        """The two chains, in no order."""
        return frozenset((self.left, self.right))


def consistent(
    readings: Sequence[Reading], found: Collection[tuple[str, str, str]], single: Collection[str]
) -> list[Reading]:
    """Return the readings that neither each other nor what was found before speaks against, in their order.

    A pair of entities has one relation in a sentence, the likeliest; and of a relation in ``single`` a subject has
    one object: "A of X and B of Y" puts A in X or in Y. What was found before, (subject, relation, object) by chain,
    is likelier than any reading.
    """
    pairs = {frozenset((left, right)) for left, _, right in found}
    taken = {(left, relation) for left, relation, _ in found if relation in single}
    kept: list[Reading] = []
    for reading in sorted(readings, key=lambda r: (-r.score, r.left, r.right, r.predicate)):
        if reading.pair in pairs or (reading.left, reading.predicate) in taken:
            continue
        pairs.add(reading.pair)
        if reading.predicate in single:
            taken.add((reading.left, reading.predicate))
        kept.append(reading)
    return sorted(kept, key=readings.index)
