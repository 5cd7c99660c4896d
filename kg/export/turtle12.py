"""RDF 1.2 Turtle: each claim, under the same IRI, is a reifier of the triple that it states.

``claim:1 rdf:reifies <<( entity:a kg:knows entity:b )>>`` stands in place of rdf:subject, rdf:predicate and
rdf:object. For stores that read RDF 1.2; Turtle (1.1) stays the default.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kg.export.rdf_reader import read_rdf
from kg.export.settings import ExportSettings
from kg.export.stream import COMMENT, write_text
from kg.export.turtle import turtle
from kg.model import GraphRecords
from kg.rdf import Quad, statements
from kg.rdf import carried as carried_by_rdf
from kg.rdf.terms import Literal, Triple
from kg.rdf.vocabulary import RDF, TYPE
from kg.schema.ontology import Ontology

_PARTS = (RDF + "subject", RDF + "predicate", RDF + "object")


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write the graph as RDF 1.2 Turtle."""
    settings = settings or ExportSettings()
    quads = reified(statements(graph, ontology, settings=settings.rdf()))
    stream.write(COMMENT.encode())
    write_text(stream, turtle(quads, base=settings.base, version="1.2"))


def read(stream: BinaryIO) -> GraphRecords:
    """Read a graph from RDF 1.2 Turtle; FormatError where it is not."""
    return read_rdf(stream, "TURTLE")


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> GraphRecords:
    """Return what `read` gives back of a graph that `write` wrote."""
    return carried_by_rdf(graph, include_text=settings.include_text)


def reified(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the quads with each statement's rdf:subject, rdf:predicate, rdf:object as one rdf:reifies triple.

    What is no rdf:Statement, as an open claim, has no predicate and stays as it is.
    """
    parts: list[str | Literal] = []
    statement = ""
    for subject, predicate, term, graph in quads:
        if (predicate, term) == (TYPE, RDF + "Statement"):
            statement = subject
        elif subject == statement and predicate in _PARTS and not isinstance(term, Triple):
            parts.append(term)
            if len(parts) == len(_PARTS):
                about, relation, value = parts
                yield subject, RDF + "reifies", Triple(str(about), str(relation), value), graph
                parts.clear()
        else:
            yield subject, predicate, term, graph
