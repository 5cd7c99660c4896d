"""Figures of a graph: counts, degree, components, centrality, communities, months and newsrooms."""

from __future__ import annotations

import heapq
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from statistics import fmean, median
from typing import Any

from kg.analyse.centrality import EXACT_BETWEENNESS, measures
from kg.analyse.communities import name_groups
from kg.analyse.show import name_of
from kg.analyse.stats_text import stats_text
from kg.analyse.ties import Ties, ties
from kg.model import Document, GraphRecords, counts
from kg.model.newsroom import newsroom
from kg.schema import Ontology

__all__ = ["EXACT_BETWEENNESS", "Community", "Newsroom", "Ranked", "Statistics", "statistics"]

_MONTH = re.compile(r"(\d{4}-\d\d)")
#: Decimals that scores are rounded to, so that the last bits of a sum do not change order or bytes.
DECIMALS = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranked:
    """One entity in a ranking."""

    id: str
    name: str
    type: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """Entities that are tied more to one another than to the others; ``names`` holds the most tied first.

    ``name`` lists the best connected, ``type`` is the label of the commonest class and ``place`` the place that most
    of their claims name; "" where there is none.
    """

    size: int
    names: tuple[str, ...]
    name: str = ""
    type: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Newsroom:
    """A publisher, or the host of an address, with its documents, the claims in them, and those only it has."""

    name: str
    n_documents: int
    n_claims: int
    n_alone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Statistics:
    """Figures of a graph. Counts by a key are sorted by count, then key; rankings by score, then name.

    A relation is a claim between two entities; ``claims_*``, ``months`` and ``newsrooms`` are about relations. An edge
    is a (subject, predicate, object) that some text states, also as planned or possible: relations that differ in
    status or time alone are one edge. ``n_unasserted_edges`` of them are only planned or possible: drawings leave them
    out, unless they are asked for.
    ``degree_*`` count edges at an entity, both directions. ``density`` is the share of ordered pairs of
    entities that have an edge. Components are weak: direction does not matter. ``degrees`` has how many entities have
    each degree. ``months`` has, for each month of publication (ISO, "" where none is known), how many claims of each
    relation it was the first to have. ``betweenness_sampled``: the brokers are estimated.
    """

    n_documents: int
    n_entities: int
    n_relations: int
    n_values: int
    n_open_claims: int
    n_evidence: int
    n_rejected: int
    n_edges: int
    n_unasserted_edges: int
    entities_by_type: Mapping[str, int]
    edges_by_type: Mapping[str, int]
    claims_by_status: Mapping[str, int]
    claims_by_polarity: Mapping[str, int]
    claims_with_one_source: int
    claims_attributed: int
    degree_min: int
    degree_median: float
    degree_mean: float
    degree_max: int
    density: float
    n_components: int
    largest_component: int
    n_isolated: int
    top_degree: tuple[Ranked, ...]
    top_pagerank: tuple[Ranked, ...]
    top_betweenness: tuple[Ranked, ...]
    betweenness_sampled: bool
    n_communities: int
    communities: tuple[Community, ...]
    modularity: float
    degrees: Mapping[int, int]
    months: Mapping[str, Mapping[str, int]]
    newsrooms: tuple[Newsroom, ...]

    def as_dict(self) -> dict[str, Any]:
        """Return plain dicts, lists and numbers, ready for JSON."""
        plain: dict[str, Any] = asdict(self)
        return plain

    def as_rows(self) -> list[dict[str, Any]]:
        """Return one row a number: ``figure`` is what is counted, ``key`` of what, ``about`` says more of the key."""
        rows = []
        for figure, value in self.as_dict().items():
            if isinstance(value, dict):
                for key, count in value.items():
                    parts = count.items() if isinstance(count, dict) else [("", count)]
                    rows += [_row(figure, key, about, n) for about, n in parts]
            elif not isinstance(value, tuple | list):
                rows.append(_row(figure, "", "", value))
        for figure in ("top_degree", "top_pagerank", "top_betweenness"):
            rows += [_row(figure, row.name, row.type, row.score) for row in getattr(self, figure)]
        for group in self.communities:
            about = "; ".join(word for word in (group.type, group.place) if word)
            rows.append(_row("communities", group.name, about, group.size))
        for room in self.newsrooms:
            for about, count in (
                ("documents", room.n_documents),
                ("claims", room.n_claims),
                ("in no other", room.n_alone),
            ):
                rows.append(_row("newsrooms", room.name, about, count))
        return rows

    def as_text(self) -> str:
        """Return the figures as plain text."""
        return stats_text(self)


def statistics(graph: GraphRecords, *, top: int = 10, seed: int = 0, ontology: Ontology | None = None) -> Statistics:
    """Return a graph's figures.

    ``top`` is the length of the rankings and the number of communities shown. ``seed`` steers the sample of
    betweenness (above ``EXACT_BETWEENNESS`` nodes) and the search for communities; the same seed gives the same
    figures. Isolated entities are no community. The ontology says which classes are places, for their names.

    Raises:
        PluginError: the graph is large and networkit, which computes large ones, is not installed.
    """
    network = ties(graph)
    found = measures(network, seed=seed)
    n_nodes, degrees = len(network.ids), network.degrees
    claims, size = graph.claims.values(), counts(graph)
    groups = name_groups(graph, ontology, network, found.groups)
    return Statistics(
        n_documents=size.articles,
        n_entities=size.entities,
        n_relations=size.relations,
        n_values=size.values,
        n_open_claims=size.open_claims,
        n_evidence=size.sentences,
        n_rejected=len(graph.rejected),
        n_edges=network.n_edges,
        n_unasserted_edges=network.n_edges - len({(c.subject, c.predicate, c.object) for c in claims if c.asserted}),
        entities_by_type=_counts(e.type for e in graph.entities.values()),
        edges_by_type=_sorted_counts(network.edges_by_type),
        claims_by_status=_counts(c.status for c in claims),
        claims_by_polarity=_counts(c.polarity for c in claims),
        claims_with_one_source=sum(c.source_count == 1 for c in claims),
        claims_attributed=sum(bool(c.attributed_to) for c in claims),
        degree_min=min(degrees, default=0),
        degree_median=float(median(degrees)) if degrees else 0.0,
        degree_mean=round(fmean(degrees), DECIMALS) if degrees else 0.0,
        degree_max=max(degrees, default=0),
        density=round(len(network.arcs) / (n_nodes * (n_nodes - 1)), DECIMALS) if n_nodes > 1 else 0.0,
        n_components=len(found.component_sizes),
        largest_component=max(found.component_sizes, default=0),
        n_isolated=sum(degree == 0 for degree in degrees),
        top_degree=_ranking(graph, network, degrees, top),
        top_pagerank=_ranking(graph, network, found.pagerank, top),
        top_betweenness=_ranking(graph, network, found.betweenness, top),
        betweenness_sampled=found.sampled,
        n_communities=len(groups),
        communities=tuple(
            Community(
                size=len(group.ids),
                names=tuple(name_of(graph, id) for id in group.ids[:top]),
                name=group.name,
                type=group.type,
                place=group.place,
            )
            for group in groups[:top]
        ),
        modularity=round(found.modularity, DECIMALS),
        degrees=dict(sorted(Counter(degrees).items())),
        months=_months(graph),
        newsrooms=_newsrooms(graph)[:top],
    )


def _months(graph: GraphRecords) -> dict[str, dict[str, int]]:
    """Return for each month how many claims of each relation it was the first to have, in the order of the months."""
    months: dict[str, Counter[str]] = defaultdict(Counter)
    for claim in graph.claims.values():
        dates = (_document(graph, id) for id in claim.evidence)
        known = (d.source.published_at for d in dates if d is not None and d.source.published_at is not None)
        months[min((month[1] for date in known if (month := _MONTH.match(date))), default="")][claim.predicate] += 1
    return {month: _sorted_counts(months[month]) for month in sorted(months)}


def _newsrooms(graph: GraphRecords) -> tuple[Newsroom, ...]:
    """Return the newsrooms, most claims first."""
    room_of = {id: newsroom(document) or "" for id, document in graph.documents.items()}
    documents, claims, alone = Counter(room_of.values()), Counter[str](), Counter[str]()
    for claim in graph.claims.values():
        rooms = {room_of.get(graph.evidence[id].document_id, "") for id in claim.evidence if id in graph.evidence}
        claims.update(rooms)
        alone.update(rooms if len(rooms) == 1 else ())
    rows = [
        Newsroom(name=room, n_documents=n, n_claims=claims[room], n_alone=alone[room]) for room, n in documents.items()
    ]
    return tuple(sorted(rows, key=lambda row: (-row.n_claims, -row.n_documents, row.name)))


def _document(graph: GraphRecords, evidence_id: str) -> Document | None:
    evidence = graph.evidence.get(evidence_id)
    return graph.documents.get(evidence.document_id) if evidence else None


def _counts(keys: Iterable[str]) -> dict[str, int]:
    return _sorted_counts(Counter(keys))


def _sorted_counts(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _ranking(graph: GraphRecords, network: Ties, scores: Sequence[float], top: int) -> tuple[Ranked, ...]:
    rounded = [score if isinstance(score, int) else round(float(score), DECIMALS) for score in scores]
    # A large graph has many nodes and few winners: names are looked up for those only that may be among them.
    least = heapq.nlargest(top, rounded)[-1:] or [0]
    rows = []
    for node, score in enumerate(rounded):
        if score >= least[0]:
            entity = graph.entities.get(network.ids[node])
            id = network.ids[node]
            rows.append(Ranked(id=id, name=name_of(graph, id), type=entity.type if entity else "", score=score))
    return tuple(sorted(rows, key=lambda row: (-row.score, row.name, row.id))[:top])


def _row(figure: str, key: object, about: str, value: object) -> dict[str, Any]:
    return {"figure": figure, "key": str(key), "about": about, "value": value}
