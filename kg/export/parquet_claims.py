"""claims.parquet: one claim a row, as in ``claims.jsonl``, its sentences as a list of rows in the column ``evidence``.

One file instead of two: Parquet nests, ``unnest`` (DuckDB) and ``explode`` (pandas, polars) give a row a sentence.
"""

from __future__ import annotations

from typing import BinaryIO

from kg.export.parquet import is_table, read_parquet, write_parquet
from kg.export.settings import ExportSettings
from kg.export.tables import CLAIM_COLUMNS, EVIDENCE_COLUMNS, TableRow, claim_table
from kg.model import GraphRecords
from kg.schema.ontology import Ontology

_TABLE = "claims"


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write the claims, value claims among them, sorted by id."""
    write_parquet(stream, claim_table(graph), CLAIM_COLUMNS, table=_TABLE, nested=EVIDENCE_COLUMNS)


def read(stream: BinaryIO) -> tuple[TableRow, ...]:
    """Read the rows of a file that `write` wrote; FormatError where it is not one."""
    return read_parquet(stream, CLAIM_COLUMNS, table=_TABLE, nested=EVIDENCE_COLUMNS)


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> tuple[TableRow, ...]:
    """Return what `read` gives back of a graph that `write` wrote."""
    return tuple(claim_table(graph))


def is_own(stream: BinaryIO) -> bool:
    """Say whether a Parquet file is one that `write` wrote."""
    return is_table(stream, _TABLE)
