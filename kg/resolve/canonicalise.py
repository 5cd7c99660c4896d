"""The corpus stage: fill a graph's judgements and entities from its chains."""

from __future__ import annotations

from kg.model import Entity, GraphRecords, Rejected
from kg.resolve.blocking import STAGE, candidate_pairs
from kg.resolve.canonical import make_entity, number_ids
from kg.resolve.decide import decide
from kg.resolve.nodes import read_nodes
from kg.resolve.settings import ResolveSettings
from kg.resolve.words import NameWords
from kg.schema.ontology import Ontology


def canonicalise(graph: GraphRecords, ontology: Ontology, *, settings: ResolveSettings | None = None) -> GraphRecords:
    """Return the graph with ``judgements`` and ``entities`` made from its chains, and what was left out.

    Chains that are not reported, or have no name (nor, for a country, a demonym that a gazetteer knows),
    give no entity. The result depends on the set of chains alone: not on their order, and not on
    judgements or entities that the graph held before, so doing it twice changes nothing. An entity
    whose ``n_mentions`` is 0 is a country of which only demonyms stand.
    """
    chosen = settings or ResolveSettings()
    lists = NameWords.of(ontology)
    nodes = read_nodes(graph, ontology, lists, chosen)
    pairs, capped = candidate_pairs(nodes, lists, chosen)
    groups, judgements = decide(nodes, pairs, lists, chosen)
    entities: list[Entity] = []
    left_out: list[Rejected] = list(capped)
    for group in groups:
        members = [nodes[index] for index in group]
        entity = make_entity(members, graph.chains, ontology, lists, chosen)
        if entity is None:
            left_out.extend(
                Rejected(stage=STAGE, item=node.name.name, reason="no class", detail=node.label) for node in members
            )
        else:
            entities.append(entity)
    others = [row for row in graph.rejected.values() if row.stage != STAGE]
    return graph.replace(judgements=judgements, entities=number_ids(entities), rejected=[*others, *left_out])
