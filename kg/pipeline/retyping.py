"""Read relations again where people gave a class: as if annotating had found it in the first place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from kg.model import AnnotatedDocument, CoreferenceChain, Document, GraphRecords
from kg.resolve import Curation, divide
from kg.resolve.rulings import with_types

#: Yields the records of some documents, each annotated and changed before its relations are read.
ReadAgain = Callable[[Iterable[Document], Callable[[AnnotatedDocument], AnnotatedDocument]], Iterable[GraphRecords]]
#: The stage whose rejections are made anew with the relations.
_EXTRACT = "extract"


def with_given_classes(
    read: GraphRecords, curation: Curation, types: Mapping[str, str], read_again: ReadAgain
) -> GraphRecords:
    """Return what was read, with the relations of each article in which a chain has another class than it was read by.

    ``types`` are the classes that people gave to chains of the divided graph. Reading looks for the relations that a
    class admits, so that only a second look finds those of the new class. Mentions and chains stay as they
    were read: their classes are given again when names are compared, and without the row all is as it was. An article
    on which a stage fails keeps the relations that it had.
    """
    chains = divide(read, curation).chains
    changed = {id: type for id, type in types.items() if id in chains and chains[id].type != type}
    documents = {chains[id].document_id for id in changed} & read.documents.keys()
    if not documents:
        return read

    def with_classes(annotated: AnnotatedDocument) -> AnnotatedDocument:
        return retyped_document(annotated, curation, changed)

    shards = {
        id: shard
        for shard in read_again([read.documents[id] for id in sorted(documents)], with_classes)
        for id in shard.documents
    }
    relations = [m for m in read.relation_mentions.values() if m.document_id not in shards]
    rejected = [r for r in read.rejected.values() if r.document_id not in shards or r.stage != _EXTRACT]
    for shard in shards.values():
        relations += shard.relation_mentions.values()
        rejected += (row for row in shard.rejected.values() if row.stage == _EXTRACT)
    return read.replace(relation_mentions=relations, rejected=rejected)


def retyped_document(annotated: AnnotatedDocument, curation: Curation, types: Mapping[str, str]) -> AnnotatedDocument:
    """Return an annotated document whose chains are divided by its splits and have the given classes.

    The mentions of a chain have its class, too, but for adjectives of countries, which are of no class of their own.
    """
    whole = {chain.id: chain for chain in annotated.chains}
    records = GraphRecords.of(documents=[annotated.document], mentions=annotated.mentions, chains=annotated.chains)
    chains = with_types(divide(records, curation).chains, types)
    given = {mention: types[chain.id] for chain in chains.values() if chain.id in types for mention in chain.mentions}
    part_of = {mention: chain.id for chain in chains.values() for mention in chain.mentions}

    def part(id: str | None) -> str | None:
        chain = whole.get(id or "")
        return id if chain is None or id in chains else _largest(chain, chains, part_of)

    return replace(
        annotated,
        chains=tuple(chains.values()),
        mentions=tuple(
            replace(m, type=given[m.id]) if m.id in given and m.kind != "demonym" else m for m in annotated.mentions
        ),
        quotes=tuple(replace(q, speaker=part(q.speaker), addressee=part(q.addressee)) for q in annotated.quotes),
    )


def _largest(chain: CoreferenceChain, chains: Mapping[str, CoreferenceChain], part_of: Mapping[str, str]) -> str:
    """Return the part with most mentions of a chain that was divided: pronouns stay with it."""
    return max({part_of[mention] for mention in chain.mentions}, key=lambda id: (len(chains[id].mentions), id))
