"""values.csv: one value claim a row, a date or a number of an entity, with the sentences behind it."""

from __future__ import annotations

from typing import BinaryIO

from kg.export.csv_cells import csv_lines, read_cells
from kg.export.rows import joined, name_of, said_cells
from kg.export.settings import ExportSettings
from kg.export.stream import write_text
from kg.model import Claim, GraphRecords
from kg.schema.ontology import Ontology

HEADER = ("subject", "predicate", "value", "datatype", "subject_id", "polarity", "status", "disputed_by", "confidence",
          "said_by", "sentences", "articles", "id")  # fmt: skip
#: The cells of one value claim, in the order of `HEADER`.
type Cells = tuple[str, ...]


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write the value claims as CSV, sorted by id; lists are joined with ``|``."""
    settings = settings or ExportSettings()
    write_text(stream, csv_lines(HEADER, carried(graph, ontology, settings), excel_safe=settings.excel_safe))


def read(stream: BinaryIO) -> tuple[Cells, ...]:
    """Read the rows of a file that `write` wrote; FormatError where it is not one."""
    return tuple(read_cells(stream, HEADER))


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> tuple[Cells, ...]:
    """Return what `read` gives back of a graph that `write` wrote."""
    return tuple(_cells(claim, graph) for _, claim in sorted(graph.value_claims.items()))


def _cells(claim: Claim, graph: GraphRecords) -> Cells:
    return (
        name_of(claim.subject, graph),
        claim.predicate,
        claim.object,
        f"xsd:{claim.datatype}",
        claim.subject,
        claim.polarity,
        claim.status,
        joined(tuple(sorted(claim.disputed_by))),
        repr(claim.confidence),
        *said_cells(claim, graph),
        claim.id,
    )
