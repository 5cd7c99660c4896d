"""Entities, claims and evidence as typed tables: what data frames and Parquet files are made of.

The rows of claims and evidence are those of ``claims.jsonl``, so that a column is called the same everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Literal

from kg.export.jsonl import claim_rows
from kg.export.stream import scalar_text
from kg.model import GraphRecords

#: What a column holds: text, a whole number, a number, or a list of texts. Any text may be None: not known.
type Kind = Literal["text", "integer", "number", "texts"]
type Columns = Mapping[str, Kind]
type TableRow = dict[str, Any]

ENTITY_COLUMNS: Columns = MappingProxyType(
    {
        "entity_id": "text",
        "name": "text",
        "type": "text",
        "aliases": "texts",
        "mentions": "integer",
        "documents": "texts",
        "same_as": "texts",
    }
)
#: ``object`` is the name of an entity, or the text of a value: ``object_id`` is then None, ``object_type`` XSD's.
CLAIM_COLUMNS: Columns = MappingProxyType(
    {
        "claim_id": "text",
        "subject": "text",
        "subject_id": "text",
        "subject_type": "text",
        "predicate": "text",
        "object": "text",
        "object_id": "text",
        "object_type": "text",
        "polarity": "text",
        "status": "text",
        "time": "text",
        "until": "text",
        "title": "texts",
        "attributed_to": "texts",
        "confidence": "number",
        "source_count": "integer",
        "independent_source_count": "integer",
        "outcome": "text",
        "disputed_by": "texts",
    }
)
#: A sentence behind a claim; ``start`` and ``end`` are half-open code-point offsets into the document's text.
EVIDENCE_COLUMNS: Columns = MappingProxyType(
    {
        "sentence": "text",
        "document": "text",
        "start": "integer",
        "end": "integer",
        "extractor": "text",
        "rule": "text",
        "score": "number",
        "status": "text",
        "polarity": "text",
        "time": "text",
        "said_by": "text",
        "evidence_id": "text",
    }
)


def entity_table(graph: GraphRecords) -> Iterator[TableRow]:
    """Yield one row an entity, sorted by id; lists are sorted, and ``documents`` are names of articles."""
    for _, entity in sorted(graph.entities.items()):
        named = (graph.documents[id].name if id in graph.documents else id for id in entity.document_ids)
        yield _scalar(
            {
                "entity_id": entity.id,
                "name": entity.name,
                "type": entity.type,
                "aliases": sorted(entity.aliases - {entity.name}),
                "mentions": entity.n_mentions,
                "documents": sorted(named),
                "same_as": sorted(entity.same_as),
            }
        )


def claim_table(graph: GraphRecords) -> Iterator[TableRow]:
    """Yield one row a claim, value claims among them, sorted by id; ``evidence`` is the list of its sentences' rows."""
    return map(_scalar, claim_rows(graph))


def evidence_table(graph: GraphRecords) -> Iterator[TableRow]:
    """Yield one row a claim and sentence, with the claim's id, sorted by claim, document and place."""
    for claim in claim_table(graph):
        for row in claim["evidence"]:
            yield {"claim_id": claim["claim_id"], **row}


def _scalar(value: Any) -> Any:
    """Return a value without lone surrogates: columns hold UTF-8."""
    if isinstance(value, str):
        return scalar_text(value)
    if isinstance(value, dict):
        return {name: _scalar(inner) for name, inner in value.items()}
    return [_scalar(inner) for inner in value] if isinstance(value, list) else value
