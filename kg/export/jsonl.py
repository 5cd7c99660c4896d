"""JSON Lines: one claim a line, with names instead of ids where a person reads it.

All claims stand here, planned, possible and denied ones too; ``status`` and ``polarity`` tell them apart.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO, Literal

from kg.errors import FormatError
from kg.export.rows import name_of
from kg.export.settings import ExportSettings
from kg.export.stream import write_text
from kg.model import Claim, GraphRecords
from kg.schema.ontology import Ontology

#: One claim as JSON: text, numbers, None, and lists and objects of these.
type ClaimRow = dict[str, Any]


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write one line a claim, sorted by claim id."""
    write_text(stream, (json.dumps(row, ensure_ascii=False) + "\n" for row in claim_rows(graph)))


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> tuple[ClaimRow, ...]:
    """Return what `read` gives back of a graph that `write` wrote."""
    return tuple(claim_rows(graph))


def claim_rows(graph: GraphRecords) -> Iterator[ClaimRow]:
    """Yield each claim as a JSON object, sorted by id.

    ``evidence`` is sorted by document name and place; ``start`` and ``end`` are half-open code-point
    offsets into the document's text. ``time`` is None where it is not known. Of a value claim the ``object`` is the
    value's text and ``object_type`` its XSD type.
    """
    for _, claim in sorted({**graph.claims, **graph.value_claims}.items()):
        yield claim_row(claim, graph, id_name="claim_id", says="predicate")


def claim_row(claim: Claim, graph: GraphRecords, *, id_name: str, says: Literal["predicate", "phrase"]) -> ClaimRow:
    """Return a claim as a JSON object; ``says`` is the field that stands between subject and object."""
    return {
        id_name: claim.id,
        **_end("subject", claim.subject, graph),
        says: claim.predicate if says == "predicate" else claim.phrase,
        **(_end("object", claim.object, graph) if claim.datatype is None else _value(claim)),
        "polarity": claim.polarity,
        "status": claim.status,
        "time": claim.time,
        "until": claim.until,
        "title": sorted(claim.titles),
        "attributed_to": [name_of(id, graph) for id in sorted(claim.attributed_to)],
        "confidence": claim.confidence,
        "source_count": claim.source_count,
        "independent_source_count": claim.independent_source_count,
        "outcome": claim.outcome,
        "disputed_by": sorted(claim.disputed_by),
        "evidence": _evidence(claim, graph),
    }


def _end(role: str, id: str, graph: GraphRecords) -> ClaimRow:
    entity = graph.entities.get(id)
    return {role: name_of(id, graph), f"{role}_id": id, f"{role}_type": None if entity is None else entity.type}


def _value(claim: Claim) -> ClaimRow:
    return {"object": claim.object, "object_id": None, "object_type": f"xsd:{claim.datatype}"}


def _evidence(claim: Claim, graph: GraphRecords) -> list[ClaimRow]:
    rows = []
    for id in claim.evidence & graph.evidence.keys():
        evidence = graph.evidence[id]
        document = graph.documents.get(evidence.document_id)
        rows.append(
            {
                "sentence": evidence.quote,
                "document": evidence.document_id if document is None else document.name,
                "start": evidence.start,
                "end": evidence.end,
                "extractor": evidence.extractor,
                "rule": evidence.rule,
                "score": evidence.score,
                "status": evidence.status,
                "polarity": evidence.polarity,
                "time": evidence.time,
                "said_by": None if evidence.said_by is None else name_of(evidence.said_by, graph),
                "evidence_id": id,
            }
        )
    return sorted(rows, key=lambda row: (row["document"], row["start"], row["end"], row["evidence_id"]))


def read(stream: BinaryIO) -> tuple[ClaimRow, ...]:
    """Read the claims of a file that `write` wrote; FormatError names the line that is no claim."""
    return read_rows(stream, id_name="claim_id")


def read_rows(stream: BinaryIO, *, id_name: str) -> tuple[ClaimRow, ...]:
    """Read JSON objects, one a line, that have an id of this name; FormatError names the line that is none."""
    rows = []
    for number, line in enumerate(stream, start=1):
        try:
            row = json.loads(line)
        except ValueError as error:
            raise FormatError(f"line {number} is not JSON", cause=str(error)) from error
        if not isinstance(row, dict) or id_name not in row:
            raise FormatError(f"line {number} is no claim", cause=f'it has no "{id_name}"')
        rows.append(row)
    return tuple(rows)
