"""edges.csv: one (subject, predicate, object) a row, with the sentences behind it."""

from __future__ import annotations

from typing import BinaryIO

from kg.errors import FormatError
from kg.export.csv_cells import csv_lines, read_cells
from kg.export.rows import EdgeRow, GraphRows, graph_rows, joined, split
from kg.export.settings import ExportSettings
from kg.export.stream import write_text
from kg.model import GraphRecords
from kg.schema.ontology import Ontology

_LISTS = ("periods", "statuses", "titles", "said_by", "sentences", "articles")
#: Gephi's spreadsheet import knows Source, Target, Type, Kind, Id and Weight.
HEADER = ("Source", "Target", "Type", "Kind", "Id", "Weight", "confidence", "since", *_LISTS)


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write the edges as CSV; lists are joined with ``|``."""
    settings = settings or ExportSettings()
    cells = (
        (
            edge.source,
            edge.target,
            "Directed",
            edge.predicate,
            edge.id,
            str(edge.weight),
            repr(edge.confidence),
            edge.since or "",
            *(joined(getattr(edge, name)) for name in _LISTS),
        )
        for edge in graph_rows(graph, ontology, settings).edges
    )
    write_text(stream, csv_lines(HEADER, cells, excel_safe=settings.excel_safe))


def read(stream: BinaryIO) -> GraphRows:
    """Read the edges of a file that `write` wrote; FormatError where it is not one."""
    edges = []
    for source, target, _, predicate, id, weight, confidence, since, *lists in read_cells(stream, HEADER):
        try:
            edges.append(
                EdgeRow(
                    id=id,
                    source=source,
                    target=target,
                    predicate=predicate,
                    weight=int(weight),
                    confidence=float(confidence),
                    since=since or None,
                    **{name: split(text) for name, text in zip(_LISTS, lists, strict=True)},
                )
            )
        except ValueError as error:
            raise FormatError(f"the row of {id!r} lacks a number", cause=str(error)) from error
    return GraphRows(edges=tuple(edges))


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> GraphRows:
    """Return what `read` gives back of a graph that `write` wrote."""
    return GraphRows(edges=graph_rows(graph, ontology, settings).edges)
