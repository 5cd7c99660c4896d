"""One entity with everything that is claimed of it: found by any of its names, shown with its sentences."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal
from unicodedata import combining

from kg.analyse.forms import FormUse, also_called, form_uses
from kg.analyse.wording import fitting
from kg.errors import InputError
from kg.model import Claim, Entity, GraphRecords, Outcome, Polarity, Status, counted, named, posts

How = Literal["name", "alias", "part", "spelling"]
_ORDER: tuple[How, ...] = ("name", "alias", "part", "spelling")
#: Least likeness (0 to 100, rapidfuzz WRatio) of a name that is only spelt in a similar way. At 80 a doubled
#: or swapped letter in a surname still fits, and two different short surnames do not.
CLOSE_SPELLING = 80
#: Names that are offered in place of an unknown one: at most so many, each at least this like it (0 to 100, WRatio).
_OFFERED, _LIKE_ENOUGH = 3, 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An entity that a name may mean; ``name`` is the form that fits, ``score`` its likeness in [0, 1]."""

    entity: Entity
    name: str
    how: How
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence behind a claim, with the name and date of its document.

    ``status`` and ``time`` are what the sentence itself says: "planned" behind a claim that happened since.
    ``speaker`` is whom it quotes, or None.
    """

    text: str
    document: str
    published_at: str | None
    start: int
    status: Status = "occurred"
    polarity: Polarity = "positive"
    time: str | None = None
    speaker: str | None = None
    document_id: str = ""


#: Below this confidence a reader is told: of the claims above it nine in ten are right (docs/quality.md).
UNSURE = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class CardClaim:
    """A claim as its card shows it: names instead of ids. ``other`` is the entity or the value at the other end."""

    id: str
    predicate: str
    outgoing: bool
    other_id: str
    other: str
    polarity: Polarity
    status: Status
    time: str | None
    titles: tuple[str, ...]
    speakers: tuple[str, ...]
    confidence: float
    source_count: int
    sentences: tuple[Sentence, ...]
    outcome: Outcome | None = None
    disputed_by: tuple[str, ...] = ()
    datatype: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityCard:
    """Everything that the graph has of one entity; claims by predicate, outgoing before incoming."""

    id: str
    name: str
    type: str
    aliases: tuple[str, ...]
    uses: tuple[FormUse, ...]
    same_as: tuple[str, ...]
    n_mentions: int
    documents: tuple[str, ...]
    claims: tuple[CardClaim, ...]

    def as_text(self, *, labels: dict[str, str] | None = None, max_sentences: int = 2) -> str:
        """Return the card as plain text; ``labels`` gives predicates a wording, else their names stand."""
        return _text(self, labels or {}, max_sentences)


def claims_between(
    graph: GraphRecords,
    ones: Iterable[Entity],
    others: Iterable[Entity],
    *,
    value: str = "",
    predicate: str | None = None,
    labels: dict[str, str] | None = None,
    max_sentences: int = 2,
) -> str:
    """Return in plain text the claims of some entities that have others, or a value, at their other end; "" for none.

    ``predicate`` limits them to one property, in either direction.
    """
    ends, wanted, lines = {entity.id for entity in others}, _folded(value), list[str]()
    for one in sorted(ones, key=lambda e: (-e.n_mentions, e.id)):
        whole = card(graph, one.id)
        claims = tuple(
            claim
            for claim in whole.claims
            if predicate in (None, claim.predicate)
            and (claim.other_id in ends if claim.datatype is None else wanted and _folded(claim.other) == wanted)
        )
        lines += _claim_lines(replace(whole, claims=claims), labels or {}, max_sentences)
    return "\n".join(lines[1:]) + "\n" if lines else ""


def find_entities(graph: GraphRecords, name: str, *, limit: int = 10) -> tuple[Match, ...]:
    """Return the entities that a name may mean, best first; empty where nothing comes near.

    The id or full name comes first, then an alias, then whole names or aliases that contain the text, then
    similar spellings. Inside each kind: likeness, number of mentions, name. Case, accents and spacing do not count.
    """
    wanted = _folded(name)
    if not wanted:
        return ()
    matches = []
    for entity in graph.entities.values():
        best = _exact(entity, wanted)
        if best is None:
            best = _near(entity, wanted)
        if best is None:
            continue
        matches.append(best)
    matches.sort(key=lambda m: (_ORDER.index(m.how), -m.score, -m.entity.n_mentions, m.entity.name, m.entity.id))
    return tuple(matches[:limit])


def unknown_name(graph: GraphRecords, name: str) -> InputError:
    """Return the error for a name that no entity has, which offers names that are like it."""
    from rapidfuzz import fuzz, process

    bearers = {form: entity.id for entity in graph.entities.values() for form in (entity.name, *entity.aliases)}
    hits = process.extract(
        name, sorted(bearers), scorer=fuzz.WRatio, processor=_folded, limit=None, score_cutoff=_LIKE_ENOUGH
    )
    best: dict[str, str] = {}
    for form, _, _ in sorted(hits, key=lambda hit: (-hit[1], hit[0])):
        best.setdefault(bearers[form], form)
    offered = " or ".join(map(repr, list(best.values())[:_OFFERED]))
    return InputError(
        f"nothing in the graph is called {name!r}",
        remedy=f"did you mean {offered}?" if offered else "'kg stats' names the best known entities",
    )


def entity_with(graph: GraphRecords, entity_id: str) -> Entity:
    """Return the entity that has an id.

    Raises:
        InputError: the graph has no entity with this id.
    """
    entity = graph.entities.get(entity_id)
    if entity is None:
        near = ", ".join(match.entity.id for match in find_entities(graph, entity_id.replace("-", " "), limit=3))
        raise InputError(
            f"no entity has the id {entity_id!r}", remedy=f"did you mean {near}?" if near else "search by name"
        )
    return entity


def card(graph: GraphRecords, entity_id: str) -> EntityCard:
    """Return an entity's card.

    Raises:
        InputError: the graph has no entity with this id.
    """
    entity = entity_with(graph, entity_id)
    every = (*graph.claims.values(), *graph.value_claims.values())
    claims = [card_claim(graph, c, outgoing=True) for c in every if c.subject == entity_id]
    claims += [
        card_claim(graph, c, outgoing=False)
        for c in graph.claims.values()
        if c.object == entity_id and c.subject != entity_id
    ]
    claims.sort(
        key=lambda c: (
            not c.outgoing,
            c.predicate,
            c.polarity == "negative",
            -c.source_count,
            c.other,
            c.time or "",
            c.status,
            c.id,
        )
    )
    return EntityCard(
        id=entity.id,
        name=entity.name,
        type=entity.type,
        aliases=tuple(sorted(entity.aliases - {entity.name})),
        uses=form_uses(graph, entity),
        same_as=tuple(sorted(entity.same_as)),
        n_mentions=entity.n_mentions,
        documents=tuple(
            sorted(graph.documents[id].name if id in graph.documents else id for id in entity.document_ids)
        ),
        claims=tuple(claims),
    )


def sentences(graph: GraphRecords, claim: Claim) -> tuple[Sentence, ...]:
    """Return the sentences behind a claim, each sentence of a document once.

    Those that state it as it stands come before those that only planned it (of a plan that was put off, before those
    that told of it earlier), then the most certain.
    """
    best: dict[tuple[str, int], tuple[bool, float, Sentence]] = {}
    for id in sorted(claim.evidence):
        evidence = graph.evidence.get(id)
        if evidence is None:
            continue
        document = graph.documents.get(evidence.document_id)
        sentence = Sentence(
            text=" ".join(evidence.quote.split()),
            document=document.name if document else evidence.document_id,
            published_at=document.source.published_at if document else None,
            start=evidence.start,
            status=evidence.status,
            polarity=evidence.polarity,
            time=evidence.time,
            speaker=None if evidence.said_by is None else name_of(graph, evidence.said_by),
            document_id=evidence.document_id,
        )
        stands = (evidence.status, evidence.polarity) == (claim.status, claim.polarity)
        key = (sentence.document, sentence.start)
        if key not in best or best[key][:2] < (stands, evidence.score):
            best[key] = (stands, evidence.score, sentence)
    ranked = sorted(best.values(), key=lambda row: (not row[0], -row[1], row[2].document, row[2].start))
    if claim.status == "planned" and claim.outcome == "slipped":
        # All of them are plans: the claim's own is that of the latest article.
        ranked.sort(key=lambda row: row[2].published_at or "", reverse=True)
    return tuple(sentence for _, _, sentence in ranked)


#: How a page words what became of a plan.
_OUTCOMES: dict[Outcome, str] = {
    "confirmed": "as planned",
    "slipped": "later than planned",
    "cancelled": "cancelled",
}


def qualifiers(claim: Claim | CardClaim, speakers: Iterable[str] = ()) -> list[str]:
    """Return in words what qualifies a claim: titles, status, outcome, time, speakers; nothing for a plain fact.

    >>> qualifiers(Claim(id="c", subject="a", predicate="p", object="b", status="planned", time="2025"))
    ['planned', '2025']
    >>> qualifiers(Claim(id="c", subject="a", predicate="p", object="b", status="acting", titles={"acting chief"}))
    ['acting chief']
    """
    words = [", ".join(posts(claim.titles))] if claim.titles else []
    # "Acting" is often a part of the title, and need not be said twice.
    if claim.status != "occurred" and not any(claim.status in title.casefold().split() for title in claim.titles):
        words.append(claim.status)
    if claim.outcome is not None:
        words.append(_OUTCOMES[claim.outcome])
    if claim.time is not None:
        words.append(claim.time)
    if claim.disputed_by:
        words.append("disputed")
    named = sorted(speakers)
    return [*words, f"according to {', '.join(named)}"] if named else words


def source_words(sentence: Sentence, claim: Claim | CardClaim) -> str:
    """Return in words where a sentence stands, and what it says where that is not what the claim came to."""
    words = [sentence.document]
    if (sentence.status, sentence.polarity) != (claim.status, claim.polarity):
        denied = "not " if sentence.polarity != claim.polarity else ""
        words.append(denied + sentence.status + (f" for {sentence.time}" if sentence.time else ""))
    return ", ".join(words)


def name_of(graph: GraphRecords, entity_id: str) -> str:
    """Return an entity's name, or its id where another shard holds it."""
    entity = graph.entities.get(entity_id)
    return entity.name if entity else entity_id


def _exact(entity: Entity, wanted: str) -> Match | None:
    if wanted in (_folded(entity.name), entity.id):
        return Match(entity=entity, name=entity.name, how="name", score=1.0)
    for alias in sorted(entity.aliases):
        if _folded(alias) == wanted:
            return Match(entity=entity, name=alias, how="alias", score=1.0)
    return None


def _near(entity: Entity, wanted: str) -> Match | None:
    """Return the best match by part or by spelling; a part that is made of whole words scores 0.9."""
    from rapidfuzz import fuzz

    forms = [entity.name, *sorted(entity.aliases - {entity.name})]
    parts = []
    for form in forms:
        if wanted in (folded := _folded(form)):
            whole = f" {wanted} " in f" {folded} "
            parts.append((0.9 if whole else 0.009 * fuzz.ratio(wanted, folded), form))
    spelt = [(fuzz.WRatio(wanted, _folded(form)) / 100, form) for form in forms]
    score, form = max(parts or spelt, key=lambda pair: pair[0])
    if not parts and score < CLOSE_SPELLING / 100:
        return None
    return Match(entity=entity, name=form, how="part" if parts else "spelling", score=round(score, 4))


def _folded(name: str) -> str:
    """Return a name as it is compared: without case, accents and spare spaces."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", name.casefold()) if not combining(letter))
    return " ".join(bare.split())


def card_claim(graph: GraphRecords, claim: Claim, *, outgoing: bool) -> CardClaim:
    """Return a claim as a card shows it; ``outgoing`` says that the card is the subject's."""
    other = claim.object if outgoing else claim.subject
    return CardClaim(
        id=claim.id,
        predicate=claim.predicate,
        outgoing=outgoing,
        other_id=other,
        other=name_of(graph, other) if claim.datatype is None else other,
        polarity=claim.polarity,
        status=claim.status,
        time=claim.time,
        titles=tuple(sorted(claim.titles)),
        speakers=tuple(sorted(name_of(graph, id) for id in claim.attributed_to)),
        confidence=claim.confidence,
        source_count=claim.source_count,
        sentences=sentences(graph, claim),
        outcome=claim.outcome,
        disputed_by=tuple(sorted(claim.disputed_by)),
        datatype=claim.datatype,
    )


def _text(card: EntityCard, labels: dict[str, str], max_sentences: int) -> str:
    lines = [f"{card.name}  ({card.type}, {card.id})"]
    lines += also_called(card.name, card.uses)
    if card.same_as:
        lines.append(f"same as {', '.join(card.same_as)}")
    where = f" in {counted(len(card.documents), 'document')}" if card.documents else ""
    lines.append(f"{named(card.n_mentions)}{where}, {counted(len(card.claims), 'claim')}")
    return "\n".join([*lines, *_claim_lines(card, labels, max_sentences)]) + "\n"


def _claim_lines(card: EntityCard, labels: dict[str, str], max_sentences: int) -> list[str]:
    """Return the claims of a card by predicate, an empty line before each."""
    lines: list[str] = []
    groups: dict[str, list[CardClaim]] = defaultdict(list)
    for claim in card.claims:
        label = fitting(labels.get(claim.predicate, claim.predicate), claim.datatype)
        groups[f"{card.name} {label} ..." if claim.outgoing else f"... {label} {card.name}"].append(claim)
    for heading, claims in groups.items():
        lines += ["", heading]
        for claim in claims:
            denied = "not " if claim.polarity == "negative" else ""
            said = qualifiers(claim, claim.speakers)
            if claim.confidence < UNSURE:
                said.append(f"unsure, {claim.confidence:.2f}")
            lines.append(f"  {denied}{claim.other}" + (f"  ({'; '.join(said)})" if said else ""))
            lines += [f'    "{s.text}"  [{source_words(s, claim)}]' for s in claim.sentences[:max_sentences]]
            hidden = len(claim.sentences) - max_sentences
            if hidden > 0:
                shown = f"and {counted(hidden, 'other sentence')}" if max_sentences else counted(hidden, "sentence")
                lines.append(f"    {shown}")
    return lines
