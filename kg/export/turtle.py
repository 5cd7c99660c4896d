"""Turtle: prefixes, one block a subject, in the statements' sorted order; readable and diffable.

rdflib and Oxigraph write Turtle too, but in an order that changes between processes or with all of the
graph in memory.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from kg.export.rdf_reader import read_rdf
from kg.export.settings import ExportSettings
from kg.export.stream import COMMENT, write_text
from kg.model import GraphRecords
from kg.rdf import Quad, statements
from kg.rdf import carried as carried_by_rdf
from kg.rdf.terms import Term, Triple, quoted
from kg.rdf.vocabulary import TYPE, XSD, prefixes
from kg.schema.ontology import Ontology


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write the graph as Turtle."""
    settings = settings or ExportSettings()
    stream.write(COMMENT.encode())
    write_text(stream, turtle(statements(graph, ontology, settings=settings.rdf()), base=settings.base))


def read(stream: BinaryIO) -> GraphRecords:
    """Read a graph from Turtle; FormatError where it is not."""
    return read_rdf(stream, "TURTLE")


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> GraphRecords:
    """Return what `read` gives back of a graph that `write` wrote."""
    return carried_by_rdf(graph, include_text=settings.include_text)


def turtle(quads: Iterable[Quad], *, base: str, version: str | None = None) -> Iterator[str]:
    """Yield the text of quads as Turtle, and as TriG where they name graphs; neighbours are grouped.

    ``version`` "1.2" announces triple terms.
    """
    if version is not None:
        yield f'@version "{version}" .\n'
    names = Names(prefixes(base))
    for prefix, namespace in names.prefixes.items():
        yield f"@prefix {prefix}: <{namespace}> .\n"
    graph = subject = predicate = None
    for quad in quads:
        if quad[0] == subject and quad[3] == graph:
            # Most quads go here; groupby would say it more shortly and take twice as long.
            if quad[1] == predicate:
                yield f", {names.term(quad[2])}"
            else:
                predicate = quad[1]
                yield f" ;\n    {names.verb(predicate)} {names.term(quad[2])}"
            continue
        if subject is not None:
            yield " .\n"
        if quad[3] != graph:
            if graph is not None:
                yield "}\n"
            graph = quad[3]
            if graph is not None:
                # Without the word GRAPH, which TriG leaves to the writer and Raptor does not know.
                yield f"\n{names.short(graph)} {{"
        subject, predicate = quad[0], quad[1]
        yield f"\n{names.short(subject)} {names.verb(predicate)} {names.term(quad[2])}"
    if subject is not None:
        yield " .\n"
    if graph is not None:
        yield "}\n"


# Turtle allows more, but every parser reads these.
_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*)")
_BARE = {
    XSD + "integer": re.compile(r"-?[0-9]+"),
    XSD + "decimal": re.compile(r"-?[0-9]+\.[0-9]+"),
}


class Names:
    """IRIs and literals in Turtle's short form."""

    def __init__(self, prefixes: dict[str, str]) -> None:
        self.prefixes = prefixes
        self._prefix_of = {namespace: prefix for prefix, namespace in prefixes.items()}
        self._verbs = {TYPE: "a"}

    def verb(self, predicate: str) -> str:
        """Return a predicate's short form, remembered: there are few; rdf:type is ``a``."""
        found = self._verbs.get(predicate)
        if found is None:
            found = self._verbs[predicate] = self.short(predicate)
        return found

    def short(self, iri: str) -> str:
        """Return ``prefix:name`` where that needs no escaping, else ``<iri>``.

        >>> Names({"ex": "urn:x/"}).short("urn:x/a-1"), Names({"ex": "urn:x/"}).short("urn:x/a%20")
        ('ex:a-1', '<urn:x/a%20>')
        """
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefix_of.get(iri[:cut])
        if prefix is not None and _LOCAL.fullmatch(iri, cut):
            return f"{prefix}:{iri[cut:]}"
        return f"<{iri}>"

    def term(self, term: Term) -> str:
        """Return an IRI, literal or triple term; integers and decimals stand bare."""
        if isinstance(term, str):
            return self.short(term)
        if isinstance(term, Triple):
            return f"<<( {' '.join(map(self.term, term))} )>>"
        value, datatype, language = term
        if language:
            return f"{quoted(value)}@{language}"
        if not datatype:
            return quoted(value)
        bare = _BARE.get(datatype)
        if bare is not None and bare.fullmatch(value):
            return value
        return f"{quoted(value)}^^{self.short(datatype)}"
