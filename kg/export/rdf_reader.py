"""One reader for all RDF formats: parse, then read the statements."""

from __future__ import annotations

from typing import BinaryIO, Literal

from kg.errors import FormatError
from kg.model import GraphRecords
from kg.rdf import read_statements
from kg.rdf.reading import from_oxigraph

type Syntax = Literal["TURTLE", "N_TRIPLES", "N_QUADS", "TRIG", "JSON_LD"]


def read_rdf(stream: BinaryIO, syntax: Syntax) -> GraphRecords:
    """Parse a stream in one of pyoxigraph's formats; FormatError with the line where it is malformed."""
    import pyoxigraph

    try:
        return read_statements(from_oxigraph(pyoxigraph.parse(stream, format=getattr(pyoxigraph.RdfFormat, syntax))))
    except (SyntaxError, UnicodeDecodeError) as error:
        name = syntax.replace("_", "-").capitalize()
        raise FormatError(
            f"the file is not {name}", cause=str(error), remedy="name its format with -f, or export it again"
        ) from error
