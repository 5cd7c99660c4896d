"""entities.parquet: one entity a row, with its aliases and articles as lists."""

from __future__ import annotations

from typing import BinaryIO

from kg.export.parquet import is_table, read_parquet, write_parquet
from kg.export.settings import ExportSettings
from kg.export.tables import ENTITY_COLUMNS, TableRow, entity_table
from kg.model import GraphRecords
from kg.schema.ontology import Ontology

_TABLE = "entities"


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write the entities, sorted by id."""
    write_parquet(stream, entity_table(graph), ENTITY_COLUMNS, table=_TABLE)


def read(stream: BinaryIO) -> tuple[TableRow, ...]:
    """Read the rows of a file that `write` wrote; FormatError where it is not one."""
    return read_parquet(stream, ENTITY_COLUMNS, table=_TABLE)


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> tuple[TableRow, ...]:
    """Return what `read` gives back of a graph that `write` wrote."""
    return tuple(entity_table(graph))


def is_own(stream: BinaryIO) -> bool:
    """Say whether a Parquet file is one that `write` wrote."""
    return is_table(stream, _TABLE)
