"""N-Quads: one quad a line; the evidence of each document stands in a graph named by the document."""

from __future__ import annotations

from typing import BinaryIO

from kg.export.rdf_reader import read_rdf
from kg.export.settings import ExportSettings
from kg.export.stream import COMMENT, write_text
from kg.model import GraphRecords
from kg.rdf import carried as carried_by_rdf
from kg.rdf import nquads_line, statements
from kg.schema.ontology import Ontology


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write the graph as N-Quads: facts in the default graph, evidence in its document's graph."""
    settings = settings or ExportSettings()
    quads = statements(graph, ontology, settings=settings.rdf(graph_per_document=True))
    stream.write(COMMENT.encode())
    write_text(stream, map(nquads_line, quads))


def read(stream: BinaryIO) -> GraphRecords:
    """Read a graph from N-Quads; FormatError where it is not."""
    return read_rdf(stream, "N_QUADS")


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> GraphRecords:
    """Return what `read` gives back of a graph that `write` wrote."""
    return carried_by_rdf(graph, include_text=settings.include_text)
