"""Figures over facts whose ends are stretches of a passage: a fact is right where relation and both ends agree.

Source: Mesquita et al. (2019), "KnowledgeNet: A benchmark dataset for knowledge base population", section 3, and the
set's own scorer with ``span_overlap``: ends agree where they overlap; a prediction counts as wrong only for relations
that the passage was annotated for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from kg.evaluate.coreference import Tally
from kg.model import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanFact:
    """A relation between two ends; an end has several spans where any of them will do."""

    relation: str
    subject: tuple[Span, ...]
    object: tuple[Span, ...]

    def agrees(self, other: SpanFact) -> bool:
        """Say whether relation and both ends agree."""
        return (
            self.relation == other.relation
            and _overlap(self.subject, other.subject)
            and _overlap(self.object, other.object)
        )


def _overlap(left: Iterable[Span], right: Sequence[Span]) -> bool:
    return any(a.overlaps(b) for a in left for b in right)


def score_passage(
    key: Sequence[SpanFact], response: Sequence[SpanFact], annotated: Set[str] | None = None
) -> Mapping[str, Tally]:
    """Return the figures of one passage by relation, sorted.

    Recall is over the key's facts, precision over the response's. ``annotated`` are the relations that the passage was
    annotated for: a prediction of another relation counts only where it is right. None: all were.

    >>> at = lambda start, end: (Span(start=start, end=end),)
    >>> key = [SpanFact(relation="in", subject=at(0, 4), object=at(8, 9))]
    >>> response = [SpanFact(relation="in", subject=at(2, 6), object=at(8, 9))]
    >>> score_passage(key, response)["in"].f1
    1.0
    """
    totals: dict[str, Tally] = {}
    for fact in key:
        found = any(fact.agrees(other) for other in response)
        totals[fact.relation] = totals.get(fact.relation, Tally()) + Tally(recall_right=float(found), recall_of=1)
    for fact in response:
        right = any(fact.agrees(other) for other in key)
        if right or annotated is None or fact.relation in annotated:
            totals[fact.relation] = totals.get(fact.relation, Tally()) + Tally(
                precision_right=float(right), precision_of=1
            )
    return dict(sorted(totals.items()))
