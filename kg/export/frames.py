"""The graph as data frames of pandas or polars."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.errors import OutputError
from kg.export.tables import (
    CLAIM_COLUMNS,
    ENTITY_COLUMNS,
    EVIDENCE_COLUMNS,
    Columns,
    TableRow,
    claim_table,
    entity_table,
    evidence_table,
)
from kg.model import GraphRecords

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


@dataclass(frozen=True, slots=True, kw_only=True)
class Frames[Frame]:
    """Three tables that join: ``evidence`` has the ``claim_id`` of ``claims``, whose ends are ids of ``entities``.

    Each is sorted by its id. Value claims stand among the claims, with None as ``object_id``. Lists (aliases, titles,
    speakers) are lists.
    """

    entities: Frame
    claims: Frame
    evidence: Frame


def to_pandas(graph: GraphRecords) -> Frames[pd.DataFrame]:
    """Return the graph as pandas frames; OutputError where pandas is not installed."""
    try:
        import pandas as pd
    except ImportError as error:
        raise _missing("pandas") from error
    types = {"text": "string", "integer": "int64", "number": "float64", "texts": "object"}

    def frame(columns: Columns, cells: dict[str, list[Any]]) -> pd.DataFrame:
        return pd.DataFrame({name: pd.Series(cells[name], dtype=types[kind]) for name, kind in columns.items()})

    return _frames(graph, frame)


def to_polars(graph: GraphRecords) -> Frames[pl.DataFrame]:
    """Return the graph as polars frames; OutputError where polars is not installed."""
    try:
        import polars as pl
    except ImportError as error:
        raise _missing("polars") from error
    types = {"text": pl.String(), "integer": pl.Int64(), "number": pl.Float64(), "texts": pl.List(pl.String())}

    def frame(columns: Columns, cells: dict[str, list[Any]]) -> pl.DataFrame:
        return pl.DataFrame(cells, schema={name: types[kind] for name, kind in columns.items()})

    return _frames(graph, frame)


def _frames[Frame](graph: GraphRecords, frame: Callable[[Columns, dict[str, list[Any]]], Frame]) -> Frames[Frame]:
    def made(columns: Columns, rows: Iterable[TableRow]) -> Frame:
        cells: dict[str, list[Any]] = {name: [] for name in columns}
        for row in rows:
            for name, values in cells.items():
                values.append(row[name])
        return frame(columns, cells)

    return Frames(
        entities=made(ENTITY_COLUMNS, entity_table(graph)),
        claims=made(CLAIM_COLUMNS, claim_table(graph)),
        evidence=made({"claim_id": "text", **EVIDENCE_COLUMNS}, evidence_table(graph)),
    )


def _missing(library: str) -> OutputError:
    return OutputError(f"frames need {library}", cause="it is not installed", remedy="pip install 'newskg[frames]'")
