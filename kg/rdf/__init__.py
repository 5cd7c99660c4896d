"""The graph as RDF: vocabulary, statements and the way back; what exporters and the store share."""

from kg.rdf.reading import carried, read_statements
from kg.rdf.statements import statements
from kg.rdf.terms import Literal, Quad, nquads_line, ntriples_line
from kg.rdf.vocabulary import PREFIXES, RdfSettings

__all__ = [
    "PREFIXES",
    "Literal",
    "Quad",
    "RdfSettings",
    "carried",
    "nquads_line",
    "ntriples_line",
    "read_statements",
    "statements",
]
