"""JSON Lines of the open claims: as ``claims.jsonl``, with a phrase in place of the predicate."""

from __future__ import annotations

import json
from typing import BinaryIO

from kg.export.jsonl import ClaimRow, claim_row, read_rows
from kg.export.settings import ExportSettings
from kg.export.stream import write_text
from kg.model import GraphRecords
from kg.schema.ontology import Ontology

_ID = "open_claim_id"


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write one line an open claim, sorted by its id; a graph that was built without them gives an empty file."""
    rows = carried(graph, ontology, settings or ExportSettings())
    write_text(stream, (json.dumps(row, ensure_ascii=False) + "\n" for row in rows))


def read(stream: BinaryIO) -> tuple[ClaimRow, ...]:
    """Read the open claims of a file that `write` wrote; FormatError names the line that is none."""
    return read_rows(stream, id_name=_ID)


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> tuple[ClaimRow, ...]:
    """Return what `read` gives back of a graph that `write` wrote."""
    claims = (claim for _, claim in sorted(graph.open_claims.items()))
    return tuple(claim_row(claim, graph, id_name=_ID, says="phrase") for claim in claims)
