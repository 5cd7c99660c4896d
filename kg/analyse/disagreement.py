"""What the sources disagree about: claims that cannot all be true, with who says what, when, and how surely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.analyse.show import CardClaim, card_claim, name_of, qualifiers
from kg.analyse.wording import fitting, in_words
from kg.model import Claim, GraphRecords

#: Plans that differ, a statement and its denial, or facts of which only one can be.
Kind = Literal["plans", "denial", "facts"]
_HEADS: Mapping[Kind, str] = {
    "plans": "plans that differ; one at most can come true, and a later one may have replaced an earlier one",
    "denial": "stated and denied",
    "facts": "not all of this can be true",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One claim of a disagreement: the name it gives for the subject, and the claim as a card shows it."""

    subject: str
    claim: CardClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Disagreement:
    """Claims of which not all can be true; each disputes at least one of the others.

    Of facts and denials the best supported comes first, of plans the one that was made first: plans change, and
    those of different times need not contradict one another in the mouth of one party. ``beside`` are other values
    that sources give for the same, which contradict nothing: possible ones, and those that were given up.
    """

    predicate: str
    kind: Kind
    sides: tuple[Side, ...]
    beside: tuple[Side, ...] = ()

    def as_text(self, *, labels: Mapping[str, str] | None = None, max_sentences: int = 2) -> str:
        """Return the sides in plain text: what each says, how surely, and its sentences with who said them when."""
        label = (labels or {}).get(self.predicate, self.predicate)
        lines = [f"{self.sides[0].subject}: {_HEADS[self.kind]}"]
        lines += [line for side in self.sides for line in _said(side, label, max_sentences)]
        if self.beside:
            lines.append("  Also said, and no contradiction:")
            lines += [line for side in self.beside for line in _said(side, label, max_sentences)]
        return "\n".join(lines) + "\n"


def _said(side: Side, label: str, max_sentences: int) -> Iterator[str]:
    claim = side.claim
    denied = "not: " if claim.polarity == "negative" else ""
    words = ["given up since" if word == "past" and claim.datatype else word for word in qualifiers(claim)]
    said = [word for word in words if word != "disputed"]
    fit = fitting(label, claim.datatype)
    yield (
        f"  {denied}{side.subject} {fit} {claim.other}"
        f"{f'  ({"; ".join(said)})' if said else ''}  confidence {claim.confidence:.2f}"
    )
    for sentence in claim.sentences[:max_sentences]:
        # Of a value the sentence's time is when it was said or settled, of a relation when it held.
        when = _on(sentence.time) if claim.datatype and sentence.time else ""
        who = " ".join(word for word in (sentence.speaker, when) if word)
        where = [who, sentence.document, sentence.published_at]
        yield f'    "{sentence.text}"  [{", ".join(word for word in where if word)}]'


def _on(time: str) -> str:
    return f"{'on' if len(time) == len('2025-07-31') else 'in'} {in_words(time)}"


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
    slots = {(claim.subject, claim.predicate) for claim in claims if claim.datatype is not None}
    ids = {claim.id for claim in claims}
    beside = [c for c in graph.value_claims.values() if (c.subject, c.predicate) in slots and c.id not in ids]
    kind = _kind(claims)
    sides = [_side(graph, claim) for claim in claims]
    return Disagreement(
        predicate=claims[0].predicate,
        kind=kind,
        sides=tuple(sorted(sides, key=_first_said) if kind == "plans" else sides),
        beside=tuple(_side(graph, claim) for claim in sorted(beside, key=lambda c: (c.object, c.status, c.id))),
    )


def _kind(claims: Sequence[Claim]) -> Kind:
    if any(claim.polarity == "negative" for claim in claims):
        return "denial"
    return "facts" if any(claim.asserted for claim in claims) else "plans"


def _side(graph: GraphRecords, claim: Claim) -> Side:
    return Side(subject=name_of(graph, claim.subject), claim=card_claim(graph, claim, outgoing=True))


def _first_said(side: Side) -> tuple[bool, str, str]:
    """Order by when a side was first said: as its sentences state it, else by their articles; unknown dates last."""
    dates = [date for row in side.claim.sentences if (date := row.time or row.published_at)]
    return not dates, min(dates, default=""), side.claim.other
