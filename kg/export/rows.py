"""The graph as plain nodes and edges: what GraphML, GEXF and CSV write.

One edge a (subject, predicate, object): tools that draw networks merge parallel edges that look alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import Any

from kg.export.settings import ExportSettings
from kg.export.spells import claim_period, merged
from kg.model import Claim, GraphRecords, content_id
from kg.schema.ontology import Ontology

#: What a claim is that states no fact.
_UNASSERTED = ("planned", "possible", "denied")


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeRow:
    """An entity. ``n_edges`` counts the edges in and out; the other numbers are those of the whole graph.

    ``community`` is the number of the group that it belongs to, 0 the largest; None: in none, or not asked for.
    """

    id: str
    name: str
    entity_class: str
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    documents: int = 0
    n_edges: int = 0
    community: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EdgeRow:
    """All claims of one subject, predicate and object.

    ``weight`` is the number of sentences behind them, at least 1. ``predicate`` is the property's local
    name. ``since`` is the earliest time that a claim gives, as precise as the text, or None; ``periods`` are the
    days in which the claims hold, as `kg.export.spells.merged` writes them. ``confidence`` is that of the surest
    claim. The tuples are sorted and hold no empty text.
    """

    id: str
    source: str
    target: str
    predicate: str
    weight: int
    confidence: float
    since: str | None = None
    periods: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    sentences: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How a node is drawn: red, green and blue from 0 to 255, a size above 0, and x and y or None."""

    colour: tuple[int, int, int]
    size: float
    place: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphRows:
    """Nodes and edges, each sorted by id; ``looks`` are those of the nodes, () in a format that has none."""

    nodes: tuple[NodeRow, ...] = ()
    edges: tuple[EdgeRow, ...] = ()
    looks: tuple[Look, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RowStream:
    """The nodes of a graph, and its edges as they are asked for, each sorted by id; no edge is kept.

    ``ends`` are the edges as indexes of ``nodes``, in the order of the edges. ``dated`` says whether one has a period.
    """

    nodes: tuple[NodeRow, ...]
    ends: tuple[tuple[int, int], ...]
    dated: bool
    edges: Iterable[EdgeRow]


def graph_rows(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> GraphRows:
    """Return the nodes and edges of a graph: those of `row_stream`, all at once."""
    rows = row_stream(graph, ontology, settings)
    return GraphRows(nodes=rows.nodes, edges=tuple(rows.edges))


def row_stream(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> RowStream:
    """Return the nodes and edges of a graph; each end of an edge is a node, each edge id stands once.

    Planned, possible and denied claims make edges only with ``settings.unasserted_edges``. The two ends
    of a symmetric property are taken in sorted order, so that a pair has one edge.
    """
    claims: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in graph.claims.values():
        if claim.asserted or settings.unasserted_edges:
            claims.setdefault(_edge_key(claim, ontology), []).append(claim)

    degrees: dict[str, int] = {}
    for source, _, target in claims:
        for end in (source, target):
            degrees[end] = degrees.get(end, 0) + 1
    ids = sorted(graph.entities.keys() | degrees.keys())
    index = {id: i for i, id in enumerate(ids)}
    keys = sorted((edge_id(*key), key) for key in claims)
    return RowStream(
        nodes=tuple(_node(id, graph, degrees.get(id, 0), settings.communities.get(id)) for id in ids),
        ends=tuple((index[source], index[target]) for _, (source, _, target) in keys),
        dated=any(_periods(key[1], group, ontology) for key, group in claims.items()),
        edges=_edges(keys, claims, graph, ontology),
    )


def unasserted_edges(graph: GraphRecords, ontology: Ontology) -> Mapping[str, int]:
    """Return how many edges only ``settings.unasserted_edges`` makes, by what their claims are; none: empty.

    An edge that is planned and possible, or denied too, counts as the first of these.
    """
    asserted: set[tuple[str, str, str]] = set()
    others: dict[tuple[str, str, str], set[str]] = {}
    for claim in graph.claims.values():
        key = _edge_key(claim, ontology)
        if claim.asserted:
            asserted.add(key)
        else:
            others.setdefault(key, set()).add("denied" if claim.polarity == "negative" else claim.status)
    counts = dict.fromkeys(_UNASSERTED, 0)
    for key, said in others.items():
        if key not in asserted:
            counts[next((word for word in _UNASSERTED if word in said), "denied")] += 1
    return {word: n for word, n in counts.items() if n}


def edge_id(source: str, predicate: str, target: str) -> str:
    """Return the id of an edge, made from what it says."""
    return "edge-" + content_id("edge", source, predicate, target)


def _edge_key(claim: Claim, ontology: Ontology) -> tuple[str, str, str]:
    declared = ontology.properties.get(claim.predicate)
    ends = (claim.subject, claim.object)
    source, target = sorted(ends) if declared is not None and declared.symmetric else ends
    return source, claim.predicate, target


def _node(id: str, graph: GraphRecords, n_edges: int, community: int | None) -> NodeRow:
    entity = graph.entities.get(id)
    if entity is None:
        return NodeRow(id=id, name=id, entity_class="", n_edges=n_edges, community=community)
    return NodeRow(
        id=id,
        name=entity.name,
        entity_class=entity.type,
        aliases=_texts(entity.aliases - {entity.name}),
        mentions=entity.n_mentions,
        documents=len(entity.document_ids),
        n_edges=n_edges,
        community=community,
    )


type _Key = tuple[str, str, str]


def _edges(
    keys: list[tuple[str, _Key]], claims: dict[_Key, list[Claim]], graph: GraphRecords, ontology: Ontology
) -> Iterator[EdgeRow]:
    for id, (source, predicate, target) in keys:
        group = claims[source, predicate, target]
        ids = {id for claim in group for id in claim.evidence}
        found = [graph.evidence[id] for id in ids if id in graph.evidence]
        documents = {e.document_id for e in found}
        yield EdgeRow(
            id=id,
            source=source,
            target=target,
            predicate=predicate,
            weight=max(1, len(ids)),
            confidence=max(claim.confidence for claim in group),
            since=min((claim.time for claim in group if claim.time), default=None),
            periods=_periods(predicate, group, ontology),
            statuses=_texts(claim.status for claim in group),
            titles=_texts(title for claim in group for title in claim.titles),
            said_by=_texts(name_of(id, graph) for claim in group for id in claim.attributed_to),
            sentences=_texts(e.quote for e in found),
            articles=_texts(graph.documents[id].name if id in graph.documents else id for id in documents),
        )


def _periods(predicate: str, claims: list[Claim], ontology: Ontology) -> tuple[str, ...]:
    declared = ontology.properties.get(predicate)
    periods = (claim_period(claim, declared) for claim in claims if claim.time or claim.until)
    return merged(period for period in periods if period is not None)


def _texts(texts: Any) -> tuple[str, ...]:
    return tuple(sorted({text for text in texts if text}))


def map_texts(rows: GraphRows, change: Callable[[str], str]) -> GraphRows:
    """Return the rows with every text changed: what a format that cannot carry all characters gives back."""

    def changed(row: Any) -> Any:
        values = {f.name: getattr(row, f.name) for f in fields(row)}
        return replace(
            row,
            **{name: change(value) for name, value in values.items() if isinstance(value, str)},
            **{name: tuple(map(change, v)) for name, v in values.items() if isinstance(v, tuple)},
        )

    return replace(rows, nodes=tuple(map(changed, rows.nodes)), edges=tuple(map(changed, rows.edges)))


def name_of(id: str, graph: GraphRecords) -> str:
    """Return an entity's name; of one that the graph lacks, its id."""
    return graph.entities[id].name if id in graph.entities else id


def said_cells(claim: Claim, graph: GraphRecords) -> tuple[str, str, str]:
    """Return the cells that say who states a claim: its speakers, sentences and articles.

    Each is a list as `joined` has it, sorted; a sentence or an article stands in it once.
    """
    found = [graph.evidence[id] for id in sorted(claim.evidence & graph.evidence.keys())]
    articles = {graph.documents[e.document_id].name for e in found if e.document_id in graph.documents}
    return (
        joined(tuple(name_of(id, graph) for id in sorted(claim.attributed_to))),
        joined(tuple(sorted({e.quote for e in found}))),
        joined(tuple(sorted(articles))),
    )


def joined(texts: tuple[str, ...]) -> str:
    r"""Return a list as one text, joined with ``|``; a ``|`` or backslash inside gets a backslash before it.

    >>> joined(("a", "b|c")), split(joined(("a", "b|c")))
    ('a|b\\|c', ('a', 'b|c'))
    """
    return "|".join([text.replace("\\", "\\\\").replace("|", "\\|") for text in texts])


def split(text: str) -> tuple[str, ...]:
    """Return the list that `joined` made the text of; "" is the empty list."""
    if not text:
        return ()
    texts, current, characters = [], "", iter(text)
    for character in characters:
        if character == "\\":
            current += next(characters, "")
        elif character == "|":
            texts.append(current)
            current = ""
        else:
            current += character
    return (*texts, current)
