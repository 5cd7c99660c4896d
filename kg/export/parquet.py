"""Parquet: what the files of claims and of entities share. Columns and rows are those of ``kg.export.tables``."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import batched
from typing import TYPE_CHECKING, Any, BinaryIO

from kg.errors import FormatError, OutputError
from kg.export.tables import Columns, TableRow

if TYPE_CHECKING:
    import pyarrow as pa

#: Beginning and end of each Parquet file, whoever wrote it; the mark stands in its metadata.
MAGIC = b"PAR1"
_MARK = b"newskg"
#: Rows in a row group: those of 10,000 claims take some megabytes, and are what is in memory at a time.
_ROWS = 10_000


def write_parquet(
    stream: BinaryIO, rows: Iterable[TableRow], columns: Columns, *, table: str, nested: Columns | None = None
) -> None:
    """Write rows under the given columns, and under ``evidence`` a list of rows with the columns ``nested``.

    OutputError where pyarrow is not installed.
    """
    arrow = _arrow()
    import pyarrow.parquet

    schema = _schema(columns, nested, table)
    # Zstandard: a third smaller than Snappy on claims, and as widely read.
    with pyarrow.parquet.ParquetWriter(arrow.PythonFile(stream, mode="w"), schema, compression="zstd") as writer:
        for batch in batched(rows, _ROWS):
            writer.write_table(arrow.Table.from_pylist(list(batch), schema=schema))


def read_parquet(
    stream: BinaryIO, columns: Columns, *, table: str, nested: Columns | None = None
) -> tuple[TableRow, ...]:
    """Read the rows of a file that `write_parquet` wrote; FormatError where it is not one, or of another table."""
    arrow = _arrow()
    import pyarrow.parquet

    try:
        with pyarrow.parquet.ParquetFile(stream) as file:
            if not file.schema_arrow.equals(_schema(columns, nested, table), check_metadata=False) or (
                _table_of(file.schema_arrow) != table.encode()
            ):
                raise FormatError(f"the file has other columns than kg writes for {table}")
            return tuple(file.read().to_pylist())
    except (arrow.ArrowException, OSError) as error:
        raise FormatError("the file is not Parquet", cause=str(error), remedy="export it again") from error


def is_table(stream: BinaryIO, table: str) -> bool:
    """Say whether a Parquet file is a table that `write_parquet` wrote, by the mark in its metadata."""
    arrow = _arrow()
    import pyarrow.parquet

    try:
        return _table_of(pyarrow.parquet.read_schema(stream)) == table.encode()
    except arrow.ArrowException:
        return False


def _table_of(schema: pa.Schema) -> bytes | None:
    found: bytes | None = (schema.metadata or {}).get(_MARK)
    return found


def _schema(columns: Columns, nested: Columns | None, table: str) -> pa.Schema:
    import pyarrow as pa

    types: dict[str, Any] = {
        "text": pa.string(),
        "integer": pa.int64(),
        "number": pa.float64(),
        "texts": pa.list_(pa.string()),
    }
    fields = [pa.field(name, types[kind]) for name, kind in columns.items()]
    if nested is not None:
        row = pa.struct([pa.field(name, types[kind]) for name, kind in nested.items()])
        fields.append(pa.field("evidence", pa.list_(row)))
    return pa.schema(fields, metadata={_MARK: table.encode()})


def _arrow() -> Any:
    try:
        import pyarrow
    except ImportError as error:
        raise OutputError(
            "Parquet needs pyarrow", cause="it is not installed", remedy="pip install 'newskg[parquet]'"
        ) from error
    return pyarrow
