"""The graph in the order in which the page draws it: what is best connected first, each with a number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.model import PHRASE, Claim, GraphRecords
from kg.schema import Ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """All claims of one subject, predicate and object, whatever their status; the ends are numbers of nodes.

    ``phrase`` is what an open relation says, None for a property of the ontology.
    """

    source: int
    target: int
    predicate: str
    phrase: str | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Nodes and edges by number, the best connected first.

    ``nodes`` are ids of entities; ``edges_of`` has the numbers of each node's edges. An edge's number grows with
    its less connected end, so that the edges among the first nodes are the first edges. ``n_drawn_nodes`` and
    ``n_drawn_edges`` say how many of them the page draws at once.
    """

    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]
    edges_of: tuple[tuple[int, ...], ...]
    n_drawn_nodes: int
    n_drawn_edges: int

    @property
    def number(self) -> Mapping[str, int]:
        """Return the number of each node by its id."""
        return {id: i for i, id in enumerate(self.nodes)}


def network(graph: GraphRecords, ontology: Ontology, *, max_edges: int) -> Network:
    """Return the nodes and edges of a graph in drawing order, all of them, with how many are drawn at once.

    An end that the graph lacks is a node too. Ties go by id. The two ends of a symmetric property are taken in sorted
    order, so that a pair has one edge. Drawn at once are the longest run of first nodes with at most ``max_edges``
    edges among them; with fewer edges in all, every node.
    """
    groups: dict[tuple[str, str, str, str], list[Claim]] = defaultdict(list)
    for claim in (*graph.claims.values(), *graph.open_claims.values()):
        declared = ontology.properties.get(claim.predicate)
        ends = (claim.subject, claim.object)
        source, target = sorted(ends) if declared is not None and declared.symmetric else ends
        groups[source, target, claim.predicate, claim.phrase or ""].append(claim)

    degrees: dict[str, int] = dict.fromkeys(graph.entities, 0)
    for source, target, _, _ in groups:
        for end in {source, target}:
            degrees[end] = degrees.get(end, 0) + 1
    nodes = sorted(degrees, key=lambda id: (-degrees[id], id))
    number = {id: i for i, id in enumerate(nodes)}

    keys = sorted(groups, key=lambda key: _place(number[key[0]], number[key[1]], key))
    edges = tuple(
        Edge(
            source=number[source],
            target=number[target],
            predicate=predicate,
            phrase=phrase if predicate == PHRASE else None,
            claims=tuple(sorted(groups[source, target, predicate, phrase], key=lambda c: (-c.confidence, c.id))),
        )
        for source, target, predicate, phrase in keys
    )
    edges_of: list[list[int]] = [[] for _ in nodes]
    for i, edge in enumerate(edges):
        for node in {edge.source, edge.target}:
            edges_of[node].append(i)
    n_nodes = _drawn(edges, len(nodes), max_edges)
    return Network(
        nodes=tuple(nodes),
        edges=edges,
        edges_of=tuple(map(tuple, edges_of)),
        n_drawn_nodes=n_nodes,
        n_drawn_edges=sum(max(edge.source, edge.target) < n_nodes for edge in edges),
    )


def _place(source: int, target: int, key: tuple[str, ...]) -> tuple[int, int, tuple[str, ...]]:
    return max(source, target), min(source, target), key


def _drawn(edges: Sequence[Edge], n_nodes: int, max_edges: int) -> int:
    """Return how many first nodes have at most that many edges among them; edges come in the order of `_place`."""
    if len(edges) <= max_edges:
        return n_nodes
    beyond = edges[max_edges]
    return max(beyond.source, beyond.target)
