"""nodes.csv: one entity a row; with edges.csv, for spreadsheets, pandas, Gephi's data laboratory."""

from __future__ import annotations

from typing import BinaryIO

from kg.errors import FormatError
from kg.export.csv_cells import csv_lines, read_cells
from kg.export.rows import GraphRows, NodeRow, graph_rows, joined, split
from kg.export.settings import ExportSettings
from kg.export.stream import write_text
from kg.model import GraphRecords
from kg.schema.ontology import Ontology

HEADER = ("Id", "Label", "entity_class", "aliases", "mentions", "documents", "n_edges", "community")


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write the nodes as CSV; aliases are joined with ``|``."""
    settings = settings or ExportSettings()
    cells = (
        (
            node.id,
            node.name,
            node.entity_class,
            joined(node.aliases),
            str(node.mentions),
            str(node.documents),
            str(node.n_edges),
            "" if node.community is None else str(node.community),
        )
        for node in graph_rows(graph, ontology, settings).nodes
    )
    write_text(stream, csv_lines(HEADER, cells, excel_safe=settings.excel_safe))


def read(stream: BinaryIO) -> GraphRows:
    """Read the nodes of a file that `write` wrote; FormatError where it is not one."""
    nodes = []
    for id, name, entity_class, aliases, *numbers, community in read_cells(stream, HEADER):
        try:
            mentions, documents, n_edges = map(int, numbers)
            group = int(community) if community else None
        except ValueError as error:
            raise FormatError(f"the row of {id!r} lacks a whole number", cause=str(error)) from error
        nodes.append(
            NodeRow(
                id=id,
                name=name,
                entity_class=entity_class,
                aliases=split(aliases),
                mentions=mentions,
                documents=documents,
                n_edges=n_edges,
                community=group,
            )
        )
    return GraphRows(nodes=tuple(nodes))


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> GraphRows:
    """Return what `read` gives back of a graph that `write` wrote."""
    return GraphRows(nodes=graph_rows(graph, ontology, settings).nodes)
