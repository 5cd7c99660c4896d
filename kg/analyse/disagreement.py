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
    """Return the disagreements of a graph, sorted by their first side's words; ``entity_id`` keeps those about it.

    Claims that dispute one another directly or through others are one disagreement.
    """
    every = {**graph.claims, **graph.value_claims}
    claims = {id: claim for id, claim in every.items() if claim.disputed_by & every.keys()}
    found: list[Disagreement] = []
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
        ends = {end for member in members for end in (claims[member].subject, claims[member].object)}
        if entity_id is None or entity_id in ends:
            found.append(_disagreement(graph, [claims[member] for member in sorted(members)]))
    return tuple(sorted(found, key=lambda d: (d.sides[0].subject, d.predicate, d.sides[0].claim.other)))


def _disagreement(graph: GraphRecords, members: Sequence[Claim]) -> Disagreement:
    claims = sorted(
        members,
        key=lambda c: (c.polarity == "negative", -c.independent_source_count, -c.confidence, c.object, c.id),
    )
    sides = (
        Side(subject=name_of(graph, claim.subject), claim=card_claim(graph, claim, outgoing=True)) for claim in claims
    )
    return Disagreement(predicate=claims[0].predicate, sides=tuple(sides))
