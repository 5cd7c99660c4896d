"""A small corpus for the tests of the ledger: who states what in which article."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kg.graph.assemble import assemble
from kg.model import Claim, Document, Entity, GraphRecords, RelationMention, Source, Span, content_id
from kg.schema.load import load_ontology

ONTOLOGY = load_ontology()
TYPES = {
    "anna": "Person", "karl": "Person", "vera": "Person", "acme": "Organization", "norland": "Country",
    "oslo": "Place", "bergen": "Place", "paper": "Organization", "station": "Spacecraft",
}  # fmt: skip


def statement(
    subject: str, predicate: str, object_: str, document: str = "one", *, said_by: str | None = None, **fields: Any
) -> RelationMention:
    """Return what a document states; ``fields`` are those of a relation mention."""
    values: dict[str, Any] = {
        "id": content_id(document, subject, predicate, object_, said_by or "", repr(sorted(fields.items()))),
        "document_id": document,
        "subject": f"{subject} in {document}",
        "predicate": predicate,
        "object": f"{object_} in {document}",
        "subject_mention": f"m-{subject}",
        "object_mention": f"m-{object_}",
        "cue": Span(start=0, end=1),
        "sentence": Span(start=0, end=len(f"Article {document}.")),
        "attributed_to": None if said_by is None else f"{said_by} in {document}",
        "extractor": "cues@1",
        "rule": "{S} ... {O}",
        "score": 0.9,
    }
    return RelationMention(**(values | fields))


def ledger(statements: Iterable[RelationMention], **published: str) -> GraphRecords:
    """Return the assembled graph; ``published`` gives the dates of articles."""
    rows = list(statements)
    names = sorted({row.document_id for row in rows} | published.keys())
    documents = [
        Document(id=name, name=name, text=f"Article {name}.",
                 source=Source(uri=f"{name}.txt", published_at=published.get(name)))
        for name in names
    ]  # fmt: skip
    entities = [
        Entity(id=id_, name=id_.title(), type=type_, chains=frozenset(f"{id_} in {name}" for name in names),
               n_mentions=1)
        for id_, type_ in TYPES.items()
    ]  # fmt: skip
    return assemble(GraphRecords.of(documents=documents, entities=entities, relation_mentions=rows), ONTOLOGY)


def one(graph: GraphRecords) -> Claim:
    """Return the graph's only claim."""
    (claim,) = graph.claims.values()
    return claim
