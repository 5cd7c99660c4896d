"""A build in which gold entities take the place of the found ones, so that relations are measured alone."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from kg.evaluate import Gold, GoldDocument, gold_mentions
from kg.model import AnnotatedDocument, CoreferenceChain, Mention


def gold_entities(gold: Gold) -> Callable[[AnnotatedDocument], AnnotatedDocument]:
    """Return the change of an annotated document that `build_records` takes: gold names instead of found ones.

    Kept of what was found: demonyms of a country that gold has, and the pronouns and nominals of a chain
    that has a name on the place of a gold name. A document that gold does not have is left as it is.
    """
    documents = {document.id: document for document in gold.documents}

    def change(annotated: AnnotatedDocument) -> AnnotatedDocument:
        document = documents.get(posixpath.basename(annotated.document.name))
        return annotated if document is None else _with_gold(annotated, document)

    return change


def _with_gold(annotated: AnnotatedDocument, gold: GoldDocument) -> AnnotatedDocument:
    names, chains = gold_mentions(gold, document_id=annotated.document.id, text=annotated.document.text)
    chain_of = {mention: chain.id for chain in chains for mention in chain.mentions}
    return with_entities(annotated, names, chains, _chains_by_name(gold, names, chain_of))


def with_entities(
    annotated: AnnotatedDocument,
    names: Sequence[Mention],
    chains: Sequence[CoreferenceChain],
    by_name: Mapping[str, str],
) -> AnnotatedDocument:
    """Return the document with the given names and chains in place of those that were found.

    ``chains`` cover ``names``; ``by_name`` is the chain of a country's name in lower case, for found demonyms that
    are not among ``names``. Kept of what was found: these demonyms, also inside names ("Russian Space Agency"), and
    the pronouns and nominals of a chain that has a name on the place of a given one.
    """
    chain_of = {mention: chain.id for chain in chains for mention in chain.mentions}
    added: dict[str, list[Mention]] = {chain.id: [] for chain in chains}
    found = {mention.id: mention for mention in annotated.mentions}
    for chain in annotated.chains:
        mentions = [found[id] for id in chain.mentions if id in found]
        owner = _owner(mentions, names, chain_of)
        for mention in mentions:
            around = [name.span for name in names if mention.span.overlaps(name.span)]
            inside = mention.kind == "demonym" and all(s.covers(mention.span) and s != mention.span for s in around)
            if around and not inside:
                continue
            if mention.kind == "demonym":
                country = by_name.get((mention.canonical or "").casefold())
                if country is not None:
                    added[country].append(mention)
            elif mention.kind in ("nominal", "pronoun", "set") and owner is not None:
                added[owner].append(mention)
    return replace(
        annotated,
        mentions=tuple(sorted((*names, *(m for row in added.values() for m in row)), key=lambda m: (m.span, m.id))),
        chains=tuple(_longer(chain, added[chain.id]) for chain in chains),
    )


def _chains_by_name(gold: GoldDocument, names: tuple[Mention, ...], chain_of: Mapping[str, str]) -> dict[str, str]:
    """Return the chain of each gold name in lower case, for the entities that occur in the text."""
    entity_of = {name: entity.id for entity in reversed(gold.entities) for name in entity.names}
    chain_of_entity = {entity_of[m.text]: chain_of[m.id] for m in names if m.text in entity_of}
    return {
        name.casefold(): chain_of_entity[entity.id]
        for entity in reversed(gold.entities)
        if entity.id in chain_of_entity
        for name in entity.names
    }


def _owner(mentions: Sequence[Mention], names: Sequence[Mention], chain_of: Mapping[str, str]) -> str | None:
    """Return the gold chain on whose names the found names stand, the first in the text; None: on none."""
    return next(
        (
            chain_of[name.id]
            for mention in mentions
            if mention.kind == "name"
            for name in names
            if name.span.overlaps(mention.span)
        ),
        None,
    )


def _longer(chain: CoreferenceChain, added: list[Mention]) -> CoreferenceChain:
    ids = (*chain.mentions, *(mention.id for mention in sorted(added, key=lambda m: m.span)))
    return replace(chain, id=CoreferenceChain.make_id(document_id=chain.document_id, mention_ids=ids), mentions=ids)
