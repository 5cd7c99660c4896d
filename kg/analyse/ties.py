"""Who is tied to whom, as numbers: what centralities, components and communities are computed from."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import GraphRecords


@dataclass(frozen=True, slots=True, kw_only=True)
class Ties:
    """The network of a graph's claims; a node is a place in ``ids``, which is sorted.

    ``arcs`` are the directed pairs with their weight: the number of distinct evidence, at least 1 an edge, summed over
    the relations; ``pairs`` are the undirected ones, smaller number first, without an entity's tie to itself. Both
    are sorted. ``degrees`` count edges at a node, both directions; an edge is a (subject, predicate, object).
    """

    ids: tuple[str, ...]
    arcs: Mapping[tuple[int, int], int]
    pairs: Mapping[tuple[int, int], int]
    degrees: tuple[int, ...]
    edges_by_type: Mapping[str, int]

    @property
    def n_edges(self) -> int:
        """Return the number of edges, which is that of the drawings."""
        return sum(self.edges_by_type.values())


def ties(graph: GraphRecords) -> Ties:
    """Return the ties of a graph; a denied relation ties nobody, a planned or possible one does.

    A claim's end that no record describes is a node too: another shard holds it.
    """
    evidence: dict[tuple[str, str, str], set[str]] = defaultdict(set)
    for claim in graph.claims.values():
        if claim.polarity == "positive":
            evidence[claim.subject, claim.predicate, claim.object].update(claim.evidence)
    ends = {end for subject, _, object in evidence for end in (subject, object)}
    ids = tuple(sorted(graph.entities.keys() | ends))
    place = {id: number for number, id in enumerate(ids)}
    arcs: Counter[tuple[int, int]] = Counter()
    pairs: Counter[tuple[int, int]] = Counter()
    degrees = [0] * len(ids)
    for (subject, _, object), rows in evidence.items():
        one, other, weight = place[subject], place[object], max(1, len(rows))
        arcs[one, other] += weight
        if one != other:
            pairs[min(one, other), max(one, other)] += weight
        degrees[one] += 1
        degrees[other] += 1
    return Ties(
        ids=ids,
        arcs=dict(sorted(arcs.items())),
        pairs=dict(sorted(pairs.items())),
        degrees=tuple(degrees),
        edges_by_type=Counter(predicate for _, predicate, _ in evidence),
    )
