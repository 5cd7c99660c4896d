"""What the page reads at once: the drawn nodes and edges as columns, and what their claims are filtered by."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from kg.model import PHRASE, STATUSES, Claim, GraphRecords, Period, headline
from kg.schema import Ontology
from kg.serve.explorer.network import Edge, Network
from kg.serve.explorer.places import places

#: What a claim is filtered by: its status, or that it is denied.
STATUS_NAMES = (*STATUSES, "denied")
#: What the filter calls relations that stand in words of their own.
_OPEN_LABEL = "said in other words"
_EPOCH = date(1970, 1, 1)


def columns(graph: GraphRecords, ontology: Ontology, net: Network) -> dict[str, Any]:
    """Return classes, relations, publishers, articles, drawn nodes, drawn edges and their claims, as JSON values.

    Numbers stand for what has a place in a list; -1 for what is not known. Colours and shapes go by a class's place
    among all classes of the ontology, ``place``, so that they are the same in every graph.
    """
    classes = class_numbers(graph, ontology, net)
    relations = {name: i for i, name in enumerate(sorted({edge.predicate for edge in net.edges}))}
    articles = article_numbers(graph)
    publishers = {name: i for i, name in enumerate(sorted(_publishers(graph)))}
    edges = net.edges[: net.n_drawn_edges]
    return {
        "classes": [_class(name, ontology) for name in classes],
        "relations": [_relation(name, ontology) for name in relations],
        "statuses": STATUS_NAMES,
        "publishers": list(publishers),
        "articles": [
            [d.name, headline(d), publishers.get(d.source.publisher or "", -1), d.source.published_at]
            for d in (graph.documents[id] for id in articles)
        ],
        "nodes": _nodes(graph, net, classes, edges),
        "edges": {
            "source": [edge.source for edge in edges],
            "target": [edge.target for edge in edges],
            "relation": [relations[edge.predicate] for edge in edges],
            "phrase": {str(i): edge.phrase for i, edge in enumerate(edges) if edge.phrase is not None},
            "claims": [[claim_facets(claim, graph, articles) for claim in edge.claims] for edge in edges],
        },
    }


def class_numbers(graph: GraphRecords, ontology: Ontology, net: Network) -> dict[str, int]:
    """Return the place of each class that occurs: those of the ontology by name, then others, "" for none."""
    found = {class_of(id, graph) for id in net.nodes}
    order = sorted(found, key=lambda name: (name not in ontology.classes, not name, name))
    return {name: i for i, name in enumerate(order)}


def article_numbers(graph: GraphRecords) -> dict[str, int]:
    """Return the place of each article by its id: newest first, those without date last, then by name."""
    documents = sorted(graph.documents.values(), key=lambda d: (d.name, d.id))
    dated = sorted(documents, key=lambda d: d.source.published_at or "", reverse=True)
    return {document.id: i for i, document in enumerate(dated)}


def class_of(id: str, graph: GraphRecords) -> str:
    """Return an entity's class, "" for one that the graph lacks."""
    entity = graph.entities.get(id)
    return entity.type if entity is not None else ""


def claim_facets(claim: Claim, graph: GraphRecords, articles: dict[str, int]) -> list[Any]:
    """Return what a claim is filtered by: status, confidence in percent, first and last day, articles; disputed: and 1.

    Days count from 1970-01-01; they are those that the claim states, or else those on which its articles came out;
    None where neither is known.
    """
    documents = sorted({graph.evidence[id].document_id for id in claim.evidence if id in graph.evidence})
    first, last = _days(claim, [graph.documents[id].source.published_at for id in documents if id in graph.documents])
    status = len(STATUSES) if claim.polarity == "negative" else STATUSES.index(claim.status)
    found = sorted(articles[id] for id in documents if id in articles)
    return [status, round(100 * claim.confidence), first, last, found, *([1] if claim.disputed_by else [])]


def _days(claim: Claim, published: Sequence[str | None]) -> tuple[int | None, int | None]:
    stated = [day for text in (claim.time, claim.until) for day in _ends(text)]
    days = stated or [day for text in published for day in _ends(text)]
    return (min(days), max(days)) if days else (None, None)


@lru_cache(maxsize=100_000)
def _ends(text: str | None) -> tuple[int, ...]:
    """Return the first and last day of an ISO date or interval, as far as it has them; dates are few, claims many."""
    period = Period.read(text)
    if period is None:
        return ()
    return tuple((day - _EPOCH).days for day in (period.first, period.last) if day is not None)


def _nodes(graph: GraphRecords, net: Network, classes: dict[str, int], edges: Sequence[Edge]) -> dict[str, Any]:
    ids = net.nodes[: net.n_drawn_nodes]
    found = [graph.entities.get(id) for id in ids]
    laid = places(len(ids), [(edge.source, edge.target) for edge in edges])
    return {
        "id": list(ids),
        "name": [entity.name if entity else id for id, entity in zip(ids, found, strict=True)],
        "class": [classes[entity.type if entity else ""] for entity in found],
        "degree": [len(net.edges_of[i]) for i in range(len(ids))],
        # Two columns, empty above the size that the export lays out: the page then does it.
        "x": [x for x, _ in laid],
        "y": [y for _, y in laid],
    }


def _publishers(graph: GraphRecords) -> set[str]:
    return {d.source.publisher for d in graph.documents.values() if d.source.publisher}


def _class(name: str, ontology: Ontology) -> dict[str, Any]:
    declared = ontology.classes.get(name)
    place = sorted(ontology.classes).index(name) if declared else len(ontology.classes)
    return {
        "label": (declared.label if declared else name) or "unknown",
        "definition": declared.definition if declared else "",
        "place": place,
    }


def _relation(name: str, ontology: Ontology) -> dict[str, Any]:
    declared = ontology.properties.get(name)
    if declared is None:
        return {"label": _OPEN_LABEL if name == PHRASE else name, "definition": "", "symmetric": False}
    return {"label": declared.label, "definition": declared.definition, "symmetric": declared.symmetric}
