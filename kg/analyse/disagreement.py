"""What the sources disagree about: claims that cannot all be true, with who says what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.analyse.show import CardClaim, card_claim, name_of, qualifiers
from kg.analyse.wording import fitting
from kg.model import Claim, GraphRecords


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One claim of a disagreement: the name it gives for the subject, and the claim as a card shows it."""

    subject: str
    claim: CardClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Claims of which not all can be true, the best supported first; each disputes at least one of the others."""

    predicate: str
    sides: tuple[Side, ...]

    def as_text(self, *, labels: Mapping[str, str] | None = None, max_sentences: int = 2) -> str:
        """Return the sides in plain text, each with its sentences, dates and speakers."""
        label = (labels or {}).get(self.predicate, self.predicate)
        lines = []
        for side in self.sides:
            claim = side.claim
            denied = "not: " if claim.polarity == "negative" else ""
            words = [word for word in qualifiers(claim) if word != "disputed"]
            said = f"  ({'; '.join(words)})" if words else ""
            fit = fitting(label, claim.datatype)
            lines.append(f"{denied}{side.subject} {fit} {claim.other}{said}  confidence {claim.confidence:.2f}")
            for sentence in claim.sentences[:max_sentences]:
                who = f"{sentence.speaker}, " if sentence.speaker else ""
                when = f", {sentence.published_at}" if sentence.published_at else ""
                lines.append(f'    "{sentence.text}"  [{who}{sentence.document}{when}]')
        return "\n".join(lines) + "\n"


def disagreements(graph: GraphRecords, *, entity_id: str | None = None) -> tuple[Disagreement, ...]:
    """Return the disagreements of a graph, sorted by their first side's words; ``entity_id`` keeps those about it."""
    found = [
        _disagreement(graph, claims)
        for claims in disputed(graph)
        if entity_id is None or any(entity_id in (claim.subject, claim.object) for claim in claims)
    ]
    return tuple(sorted(found, key=lambda d: (d.sides[0].subject, d.predicate, d.sides[0].claim.other)))


def disputed(graph: GraphRecords) -> tuple[tuple[Claim, ...], ...]:
    """Return the claims that are marked as disputed, in groups sorted by their least id, the best supported first.

    Claims that dispute one another directly or through others are one group.
    """
    every = {**graph.claims, **graph.value_claims}
    claims = {id: claim for id, claim in every.items() if claim.disputed_by & every.keys()}
    found: list[tuple[Claim, ...]] = []
    left = set(claims)
    for id in sorted(claims):
        if id not in left:
            continue
        todo, members = [id], {id}
        while todo:
            new = (claims[todo.pop()].disputed_by & claims.keys()) - members
            members |= new
            todo += sorted(new)
        left -= members
        found.append(tuple(sorted((claims[member] for member in members), key=_support)))
    return tuple(found)


def _support(claim: Claim) -> tuple[bool, int, float, str, str]:
    denied = claim.polarity == "negative"
    return denied, -claim.independent_source_count, -claim.confidence, claim.object, claim.id


def _disagreement(graph: GraphRecords, claims: Sequence[Claim]) -> Disagreement:
    sides = (
        Side(subject=name_of(graph, claim.subject), claim=card_claim(graph, claim, outgoing=True)) for claim in claims
    )
    return Disagreement(predicate=claims[0].predicate, sides=tuple(sides))
