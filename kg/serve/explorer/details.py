"""What a click asks for: an entity's card, an edge's claims with their sentences, an article's text."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from kg.analyse import Tenure, tenures
from kg.model import Claim, Evidence, GraphRecords
from kg.schema import Ontology
from kg.serve.explorer.columns import STATUS_NAMES, article_numbers, claim_facets, class_numbers
from kg.serve.explorer.network import Network


def name_rows(graph: GraphRecords, ontology: Ontology, net: Network) -> Iterator[list[Any]]:
    """Yield what search reads of each node: name, class, number of edges, other names."""
    classes = class_numbers(graph, ontology, net)
    for i, id in enumerate(net.nodes):
        entity = graph.entities.get(id)
        if entity is None:
            yield [id, classes[""], len(net.edges_of[i]), []]
        else:
            yield [entity.name, classes[entity.type], len(net.edges_of[i]), sorted(entity.aliases - {entity.name})]


def node_rows(graph: GraphRecords, ontology: Ontology, net: Network) -> Iterator[dict[str, Any]]:
    """Yield each node's card: other names, links, articles, edges, values, and the posts on its timeline."""
    classes = class_numbers(graph, ontology, net)
    articles = article_numbers(graph)
    offsets = _offsets(graph)
    values: dict[str, list[Claim]] = defaultdict(list)
    for claim in graph.value_claims.values():
        values[claim.subject].append(claim)
    roles: dict[str, list[Tenure]] = defaultdict(list)
    for tenure in tenures(graph, ontology):
        for end in sorted({tenure.holder, tenure.body}):
            roles[end].append(tenure)
    for i, id in enumerate(net.nodes):
        entity = graph.entities.get(id)
        yield {
            "id": id,
            "name": entity.name if entity else id,
            "class": classes[entity.type if entity else ""],
            "aliases": sorted(entity.aliases - {entity.name}) if entity else [],
            "sameAs": sorted(entity.same_as) if entity else [],
            "mentions": entity.n_mentions if entity else 0,
            "articles": sorted(articles[d] for d in entity.document_ids if d in articles) if entity else [],
            "edges": net.edges_of[i],
            "values": [
                [_label(ontology, claim.predicate), claim.object, _claim(claim, graph, ontology, articles, offsets)]
                for claim in sorted(values[id], key=lambda c: (c.predicate, c.object, c.id))
            ],
            "roles": [_role(tenure, graph, ontology) for tenure in roles[id]],
        }


def edge_rows(graph: GraphRecords, ontology: Ontology, net: Network) -> Iterator[dict[str, Any]]:
    """Yield each edge's ends, relation, and claims with their sentences."""
    relations = {name: i for i, name in enumerate(sorted({edge.predicate for edge in net.edges}))}
    articles = article_numbers(graph)
    offsets = _offsets(graph)
    for edge in net.edges:
        yield {
            "source": edge.source,
            "target": edge.target,
            "relation": relations[edge.predicate],
            "phrase": edge.phrase,
            "facets": [claim_facets(claim, graph, articles) for claim in edge.claims],
            "claims": [_claim(claim, graph, ontology, articles, offsets) for claim in edge.claims],
        }


def article_rows(graph: GraphRecords, net: Network) -> Iterator[dict[str, Any]]:
    """Yield each article's address, text, and the stretches that stand behind edges, as (start, end, edge)."""
    offsets = _offsets(graph)
    marks: dict[str, set[tuple[int, int, int]]] = defaultdict(set)
    for i, edge in enumerate(net.edges):
        for claim in edge.claims:
            for row in _evidence(claim, graph):
                document = graph.documents.get(row.document_id)
                if document is not None and _stands(row, document.text):
                    place = offsets(document.id)
                    marks[document.id].add((place(row.start), place(row.end), i))
    for id in article_numbers(graph):
        document = graph.documents[id]
        yield {"uri": document.source.uri, "text": document.text, "marks": [list(mark) for mark in sorted(marks[id])]}


def _claim(
    claim: Claim, graph: GraphRecords, ontology: Ontology, articles: Mapping[str, int], offsets: _Offsets
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "id": claim.id,
        "status": "denied" if claim.polarity == "negative" else claim.status,
        "confidence": round(claim.confidence, 4),
        "sources": claim.source_count,
        "newsrooms": claim.independent_source_count,
        "sentences": [_sentence(row, graph, articles, offsets) for row in _evidence(claim, graph)],
    }
    optional = {
        "time": claim.time,
        "until": claim.until,
        "outcome": claim.outcome,
        "titles": sorted(claim.titles),
        "speakers": sorted(_name(id, graph) for id in claim.attributed_to),
        "disputed": sorted(_said(graph, ontology, id) for id in claim.disputed_by),
    }
    return row | {name: value for name, value in optional.items() if value}


def _sentence(row: Evidence, graph: GraphRecords, articles: Mapping[str, int], offsets: _Offsets) -> dict[str, Any]:
    """Return where a sentence stands; its words only where no text of its article has them."""
    status = "denied" if row.polarity == "negative" else row.status
    found: dict[str, Any] = {"article": articles.get(row.document_id, -1), "status": STATUS_NAMES.index(status)}
    document = graph.documents.get(row.document_id)
    if document is not None and _stands(row, document.text):
        place = offsets(document.id)
        found |= {"start": place(row.start), "end": place(row.end)}
    else:
        found |= {"quote": row.quote}
    if row.time:
        found["time"] = row.time
    if row.said_by:
        found["speaker"] = _name(row.said_by, graph)
    return found


def _role(tenure: Tenure, graph: GraphRecords, ontology: Ontology) -> dict[str, Any]:
    row = {
        "text": f"{_name(tenure.holder, graph)} {_label(ontology, tenure.predicate)} {_name(tenure.body, graph)}",
        "titles": list(tenure.titles),
        "since": tenure.since,
        "until": tenure.until,
        "seen": tenure.seen,
        "overBy": tenure.over_by,
        "acting": tenure.acting,
        "claims": list(tenure.claims),
    }
    return {name: value for name, value in row.items() if value}


def _evidence(claim: Claim, graph: GraphRecords) -> list[Evidence]:
    """Return the sentences behind a claim: those that state it as it stands first, then the surest, then by place."""
    found = [graph.evidence[id] for id in claim.evidence if id in graph.evidence]
    stands = (claim.status, claim.polarity)
    return sorted(found, key=lambda e: ((e.status, e.polarity) != stands, -e.score, e.document_id, e.start, e.id))


def _said(graph: GraphRecords, ontology: Ontology, claim_id: str) -> str:
    claim = graph.claims.get(claim_id) or graph.value_claims.get(claim_id)
    if claim is None:
        return claim_id
    thing = _name(claim.object, graph) if claim.datatype is None else claim.object
    return f"{_name(claim.subject, graph)} {_label(ontology, claim.predicate)} {thing}"


def _label(ontology: Ontology, predicate: str) -> str:
    declared = ontology.properties.get(predicate) or ontology.values.get(predicate)
    return declared.label if declared is not None else predicate


def _name(id: str, graph: GraphRecords) -> str:
    return graph.entities[id].name if id in graph.entities else id


def _stands(row: Evidence, text: str) -> bool:
    return text[row.start : row.end] == row.quote and row.start < row.end


type _Offsets = Callable[[str], Callable[[int], int]]


def _offsets(graph: GraphRecords) -> _Offsets:
    """Return by a document's id what turns its offsets in code points into JavaScript's, in UTF-16 units."""
    known: dict[str, Callable[[int], int]] = {}

    def of(id: str) -> Callable[[int], int]:
        if id not in known:
            known[id] = utf16_offsets(graph.documents[id].text)
        return known[id]

    return of


def utf16_offsets(text: str) -> Callable[[int], int]:
    """Return the function from an offset in code points to one in UTF-16 units.

    >>> list(map(utf16_offsets("a🚀b"), range(4)))
    [0, 1, 3, 4]
    """
    wide: Sequence[int] = [i for i, character in enumerate(text) if character > "\uffff"]
    return lambda offset: offset + bisect_left(wide, offset)
