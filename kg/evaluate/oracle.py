"""Gold entities as mentions, so that the relation step can be measured apart from entity recognition."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.evaluate.gold import GoldDocument
from kg.model import CoreferenceChain, Mention, Span

#: Named in ``Mention.annotator``.
ANNOTATOR = "oracle"
_QUOTES = str.maketrans({"’": "'", "‘": "'"})


def gold_mentions(
    document: GoldDocument, *, document_id: str, text: str
) -> tuple[tuple[Mention, ...], tuple[CoreferenceChain, ...]]:
    """Find every occurrence of a gold document's names and aliases in a text.

    A longer name wins over a shorter one that it overlaps, then the earlier one; a name begins and ends
    at a word's edge; case counts ("US" is not "us"), the kind of apostrophe and of white space does not.
    A form that two entities share goes to the one whose name it is, else to the first. Mentions are
    sorted by span, with score 1 and the gold class; each entity that occurs has one chain, in the gold's
    order, whose representative is the first mention in its longest form.
    """
    owners: dict[str, str] = {}
    for entity in document.entities:
        owners.setdefault(entity.name, entity.id)
    for entity in document.entities:
        for alias in entity.aliases:
            owners.setdefault(alias, entity.id)
    types = {entity.id: entity.type for entity in document.entities}
    spans = _without_overlaps(
        (Span(start=found.start(), end=found.end()), owner)
        for form, owner in owners.items()
        if form.strip()
        for found in _pattern(form).finditer(text.translate(_QUOTES))
    )
    of_entity: dict[str, list[Mention]] = {entity.id: [] for entity in document.entities}
    for span, owner in spans:
        of_entity[owner].append(
            Mention(
                id=Mention.make_id(document_id=document_id, span=span, kind="name"),
                document_id=document_id,
                span=span,
                text=span.of(text),
                kind="name",
                type=types[owner],
                score=1.0,
                annotator=ANNOTATOR,
            )
        )
    mentions = sorted((m for found in of_entity.values() for m in found), key=lambda m: m.span)
    chains = tuple(_chain(found) for found in of_entity.values() if found)
    return tuple(mentions), chains


def _pattern(form: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in form.translate(_QUOTES).split())
    return re.compile(rf"(?<!\w){words}(?!\w)")


def _without_overlaps(found: Iterable[tuple[Span, str]]) -> list[tuple[Span, str]]:
    kept: list[tuple[Span, str]] = []
    for span, owner in sorted(found, key=lambda row: (row[0].start - row[0].end, row[0].start)):
        if not any(span.overlaps(other) for other, _ in kept):
            kept.append((span, owner))
    return sorted(kept)


def _chain(mentions: list[Mention]) -> CoreferenceChain:
    ids = tuple(mention.id for mention in mentions)
    type_ = mentions[0].type
    return CoreferenceChain(
        id=CoreferenceChain.make_id(document_id=mentions[0].document_id, mention_ids=ids),
        document_id=mentions[0].document_id,
        mentions=ids,
        representative=max(mentions, key=lambda m: (len(m.text), -m.span.start)).id,
        type=type_,
        type_votes=((type_, 1.0),) if type_ else (),
    )
