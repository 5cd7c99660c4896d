"""Countries inside the names of organizations: "Russian Space Agency", "US Air Force"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.annotate.entity_types import best
from kg.annotate.gazetteer import Gazetteer
from kg.annotate.groups import Name
from kg.annotate.parse import Parse
from kg.model import CoreferenceChain, Document, Mention, Span

COUNTRY = "Country"
ORGANIZATION = "Organization"


def countries_inside(
    document: Document, parse: Parse, names: Sequence[Name], gazetteer: Gazetteer, annotator: str
) -> Iterator[Mention]:
    """Yield a demonym mention for each organization's name that begins with a country or its people.

    It lies inside the name's own mention; ambiguous words ("Georgia Tech") are left out.
    """
    for name in names:
        if name.demonym or name.end - name.start < 2 or best(name.votes)[0] != ORGANIZATION:
            continue
        # Two words at most: "Russian Space Agency" is itself listed, and "South Korean" is two words long.
        first = gazetteer.find(parse.words[name.start : name.start + 2])[:1]
        if not first or first[0].start != 0 or first[0].end >= name.end - name.start:
            continue
        entries = first[0].entries
        if any(e.type != COUNTRY or e.ambiguous for e in entries) or len({e.canonical for e in entries}) != 1:
            continue
        tokens = parse.doc[name.start : name.start + first[0].end]
        span = Span(start=tokens.start_char, end=tokens.end_char)
        yield Mention(
            id=Mention.make_id(document_id=document.id, span=span, kind="demonym"),
            document_id=document.id,
            span=span,
            text=span.of(document.text),
            kind="demonym",
            type=COUNTRY,
            score=1.0,
            annotator=annotator,
            canonical=entries[0].canonical,
        )


def join(
    document: Document, mentions: Sequence[Mention], chains: Sequence[CoreferenceChain], inner: Sequence[Mention]
) -> tuple[CoreferenceChain, ...]:
    """Put each inner mention into its country's chain; a country that the document has not gets a chain.

    The chain is then one of demonyms only: it becomes an entity when a claim needs it.
    """
    canonical_of = {m.id: m.canonical for m in mentions if m.type == COUNTRY}
    joined: dict[str, list[Mention]] = {}
    for mention in inner:
        joined.setdefault(mention.canonical or mention.text, []).append(mention)
    result: list[CoreferenceChain] = []
    for chain in chains:
        country = next((canonical_of[m] for m in chain.mentions if canonical_of.get(m)), None)
        added = joined.pop(country, []) if country is not None else []
        ids = (*chain.mentions, *(m.id for m in added))
        result.append(
            replace(chain, id=CoreferenceChain.make_id(document_id=document.id, mention_ids=ids), mentions=ids)
            if added
            else chain
        )
    for _, added in sorted(joined.items()):
        ids = tuple(m.id for m in added)
        result.append(
            CoreferenceChain(
                id=CoreferenceChain.make_id(document_id=document.id, mention_ids=ids),
                document_id=document.id,
                mentions=ids,
                representative=ids[0],
                type=COUNTRY,
                type_votes=((COUNTRY, 1.0),),
                reported=True,
            )
        )
    return tuple(result)
