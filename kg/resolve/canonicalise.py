"""The corpus stage: fill a graph's judgements and entities from its chains."""

from __future__ import annotations

from collections import Counter

from kg.model import Entity, GraphRecords, Rejected
from kg.resolve.blocking import STAGE, candidate_pairs
from kg.resolve.canonical import make_entity, number_ids
from kg.resolve.curation import Curation
from kg.resolve.decide import Decider, decide
from kg.resolve.divide import apart
from kg.resolve.nodes import read_nodes
from kg.resolve.rulings import STAGE as CURATION
from kg.resolve.rulings import Rulings, retyped, rule, with_rulings, with_types
from kg.resolve.settings import ResolveSettings
from kg.resolve.words import NameWords
from kg.schema.ontology import Ontology


def canonicalise(
    graph: GraphRecords,
    ontology: Ontology,
    *,
    settings: ResolveSettings | None = None,
    curation: Curation | None = None,
) -> GraphRecords:
    """Return the graph with ``judgements`` and ``entities`` made from its chains, and what was left out.

    Chains that are not reported, or have no name (nor, for a country, a demonym that a gazetteer knows),
    give no entity. The result depends on the set of chains and of decisions alone: not on their order, and not on
    judgements or entities that the graph held before, so doing it twice changes nothing. An entity
    whose ``n_mentions`` is 0 is a country of which only demonyms stand. ``curation`` are the decisions of
    people, for a graph that `divide` has prepared; what of them cannot be done is rejected with the reason.
    """
    chosen, decisions = settings or ResolveSettings(), curation or Curation()
    lists = NameWords.of(ontology)
    parted = apart(graph, decisions)
    types: dict[str, str] = {}
    left_out: list[Rejected] = []
    if decisions.of_kind("retype"):
        types, untyped = retyped(read_nodes(graph, ontology, lists, chosen, parted), decisions, ontology.classes)
        left_out.extend(untyped)
    read = graph.replace(chains=with_types(graph.chains, types).values()) if types else graph
    nodes = read_nodes(read, ontology, lists, chosen, parted)
    pairs, capped = candidate_pairs(nodes, lists, chosen)
    left_out.extend(capped)
    rulings: Rulings | None = None
    if decisions.rows:
        decider = Decider(nodes, lists, chosen)
        rulings = rule(nodes, decisions, types=types, differs=decider.differs)
    groups, judgements = decide(nodes, pairs, lists, chosen, rulings)
    vocabulary = Counter(token for node in nodes for token in set(node.parts.tokens))
    entities: dict[int, Entity] = {}
    for number, group in enumerate(groups):
        members = [nodes[index] for index in group]
        entity = make_entity(members, read.chains, ontology, lists, chosen, vocabulary)
        if entity is None:
            left_out.extend(
                Rejected(stage=STAGE, item=node.name.name, reason="no class", detail=node.label) for node in members
            )
        else:
            entities[number] = entity
    if rulings is not None:
        entities, unnamed = with_rulings(entities, groups, rulings)
        judgements = (*judgements, *rulings.judgements(nodes, pairs))
        left_out.extend((*rulings.rejected, *unnamed))
    others = [row for row in graph.rejected.values() if row.stage not in (STAGE, CURATION)]
    return graph.replace(judgements=judgements, entities=number_ids(entities.values()), rejected=[*others, *left_out])
