"""TriG: Turtle with one named graph an article, which holds the evidence read from it.

Facts, entities and documents stay in the default graph: plain queries look nowhere else.
"""

from __future__ import annotations

from typing import BinaryIO

from kg.export.rdf_reader import read_rdf
from kg.export.settings import ExportSettings
from kg.export.stream import COMMENT, write_text
from kg.export.turtle import turtle
from kg.model import GraphRecords
from kg.rdf import carried as carried_by_rdf
from kg.rdf import statements
from kg.schema.ontology import Ontology


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write the graph as TriG."""
    settings = settings or ExportSettings()
    quads = statements(graph, ontology, settings=settings.rdf(graph_per_document=True))
    stream.write(COMMENT.encode())
    write_text(stream, turtle(quads, base=settings.base))


def read(stream: BinaryIO) -> GraphRecords:
    """Read a graph from TriG; FormatError where it is not."""
    return read_rdf(stream, "TRIG")


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> GraphRecords:
    """Return what `read` gives back of a graph that `write` wrote."""
    return carried_by_rdf(graph, include_text=settings.include_text)
