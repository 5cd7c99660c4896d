"""Take names out of coreference chains where a person says that they mean something else there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.model import CoreferenceChain, GraphRecords, Mention, RelationMention
from kg.resolve.curation import Curation, CurationRow
from kg.resolve.nodes import clean_form
from kg.resolve.selector import Selector


def divide(graph: GraphRecords, curation: Curation) -> GraphRecords:
    """Return the graph with the chains divided that splits ask for, in the articles that they name, or in all.

    A chain that is called by the name goes as a whole; where the split is for all articles, only if its other names
    are parts of that name. Otherwise the mentions of the name become a chain of their own; pronouns and nominals stay
    with the rest, and so do relations whose end is one of these. Doing it twice changes nothing.
    """
    chains = dict(graph.chains)
    parts: dict[str, tuple[CoreferenceChain, CoreferenceChain]] = {}
    for row in curation.of_kind("split"):
        for chain in _chains_of(row, graph, chains.values()):
            taken = _taken(row, chain, graph.mentions)
            if taken and not _is_called(row, chain, graph.mentions):
                parts[chain.id] = _part(chain, taken), _part(chain, [m for m in chain.mentions if m not in taken])
                del chains[chain.id]
                chains |= {part.id: part for part in parts[chain.id]}
    if not parts:
        return graph
    relations = [_moved(relation, parts) for relation in graph.relation_mentions.values()]
    return graph.replace(chains=chains.values(), relation_mentions=relations)


def apart(graph: GraphRecords, curation: Curation) -> dict[str, str]:
    """Return, for each chain that a split of single articles takes out, what its node's label says: which articles."""
    return {
        chain.id: ", ".join(sorted(row.documents))
        for row in curation.of_kind("split")
        if row.documents
        for chain in _chains_of(row, graph, graph.chains.values())
        if _is_called(row, chain, graph.mentions)
    }


def _chains_of(row: CurationRow, graph: GraphRecords, chains: Iterable[CoreferenceChain]) -> list[CoreferenceChain]:
    """Return the reported chains of the articles that a row names, or of all where it names none, sorted."""
    wanted = set(row.documents)
    inside = {document.id for document in graph.documents.values() if document.name in wanted}
    return sorted((c for c in chains if c.reported and (not wanted or c.document_id in inside)), key=lambda c: c.id)


def _taken(row: CurationRow, chain: CoreferenceChain, mentions: Mapping[str, Mention]) -> list[str]:
    """Return the name mentions of a chain that have one of the row's names."""
    selectors = [Selector.of(name) for name in row.names]
    names = [mentions[i] for i in chain.mentions if i in mentions and mentions[i].kind == "name"]
    return [m.id for m in names if any(s.takes(clean_form(m.text), chain.type) for s in selectors)]


def _is_called(row: CurationRow, chain: CoreferenceChain, mentions: Mapping[str, Mention]) -> bool:
    """Say whether a chain has one of the row's names and is known by it: as representative, or by no other name."""
    taken = _taken(row, chain, mentions)
    names = [mentions[i] for i in chain.mentions if i in mentions and mentions[i].kind == "name"]
    if not taken or len(taken) == len(names):
        return bool(taken)
    if chain.representative not in taken:
        return False
    called = _words(mentions[chain.representative])
    return bool(row.documents) or all(m.id in taken or _words(m) <= called for m in names)


def _words(mention: Mention) -> set[str]:
    return set(clean_form(mention.text).casefold().split())


def _part(chain: CoreferenceChain, mentions: Sequence[str]) -> CoreferenceChain:
    """Return some mentions of a chain as a chain."""
    return replace(
        chain,
        id=CoreferenceChain.make_id(document_id=chain.document_id, mention_ids=tuple(mentions)),
        mentions=tuple(mentions),
        representative=chain.representative if chain.representative in mentions else mentions[0],
    )


def _moved(
    relation: RelationMention, parts: Mapping[str, tuple[CoreferenceChain, CoreferenceChain]]
) -> RelationMention:
    """Return a relation mention whose ends are the chains that hold its mentions now; a speaker has no mention."""

    def end(chain: str, mention: str | None) -> str:
        while chain in parts:  # a part may have been divided again
            taken, rest = parts[chain]
            chain = taken.id if mention in taken.mentions else rest.id
        return chain

    subject, object = end(relation.subject, relation.subject_mention), end(relation.object, relation.object_mention)
    speaker = end(relation.attributed_to, None) if relation.attributed_to else relation.attributed_to
    if (subject, object, speaker) == (relation.subject, relation.object, relation.attributed_to):
        return relation
    return replace(relation, subject=subject, object=object, attributed_to=speaker)
