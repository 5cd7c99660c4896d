"""The graph's claims as a networkx graph."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.model import Claim, GraphRecords

if TYPE_CHECKING:
    import networkx as nx


def to_networkx(graph: GraphRecords, *, asserted_only: bool = False) -> nx.MultiDiGraph:
    """Return a graph with one node an entity and one edge a (subject, predicate, object).

    A node is the entity's id and has ``label``, ``type`` and ``mentions``. An edge's key is the predicate;
    it has ``predicate``, ``weight`` (number of distinct evidence), ``statuses`` and ``claims`` (ids), both
    sorted tuples. A denied relation ties nobody, so negative claims give no edge; ``asserted_only`` leaves
    out planned and possible ones too. Nodes and edges are added in sorted order, so algorithms that depend
    on it repeat. A symmetric relation has one edge, in the claim's direction.
    """
    import networkx as nx

    network = nx.MultiDiGraph()
    for id, entity in sorted(graph.entities.items()):
        network.add_node(id, label=entity.name, type=entity.type, mentions=entity.n_mentions)
    for (subject, predicate, object), claims in sorted(_edges(graph, asserted_only).items()):
        for end in (subject, object):
            if end not in network:  # a claim may point at what another shard holds
                network.add_node(end, label=end, type="", mentions=0)
        network.add_edge(
            subject,
            object,
            key=predicate,
            predicate=predicate,
            weight=max(1, len({evidence for claim in claims for evidence in claim.evidence})),
            statuses=tuple(sorted({claim.status for claim in claims})),
            claims=tuple(sorted(claim.id for claim in claims)),
        )
    return network


def _edges(graph: GraphRecords, asserted_only: bool) -> dict[tuple[str, str, str], list[Claim]]:
    edges: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in graph.claims.values():
        if claim.asserted or (claim.polarity == "positive" and not asserted_only):
            edges[claim.subject, claim.predicate, claim.object].append(claim)
    return edges
