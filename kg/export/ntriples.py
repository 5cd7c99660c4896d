"""N-Triples: one triple a line.

There are no blank nodes and the escapes are canonical, so the file's lines, sorted by bytes, are its
canonical form (RDFC-1.0).
"""

from __future__ import annotations

from typing import BinaryIO

from kg.export.rdf_reader import read_rdf
from kg.export.settings import ExportSettings
from kg.export.stream import COMMENT, write_text
from kg.model import GraphRecords
from kg.rdf import carried as carried_by_rdf
from kg.rdf import ntriples_line, statements
from kg.schema.ontology import Ontology


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write the graph as N-Triples."""
    settings = settings or ExportSettings()
    stream.write(COMMENT.encode())
    write_text(stream, map(ntriples_line, statements(graph, ontology, settings=settings.rdf())))


def read(stream: BinaryIO) -> GraphRecords:
    """Read a graph from N-Triples; FormatError where it is not."""
    return read_rdf(stream, "N_TRIPLES")


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> GraphRecords:
    """Return what `read` gives back of a graph that `write` wrote."""
    return carried_by_rdf(graph, include_text=settings.include_text)
