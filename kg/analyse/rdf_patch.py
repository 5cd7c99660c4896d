"""The difference of two graphs as an RDF Patch: what to delete from the triples of the one to have the other's."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model import GraphRecords
from kg.rdf import ntriples_line, statements
from kg.schema import Ontology


def rdf_patch(
    old: GraphRecords, new: GraphRecords, ontology: Ontology, *, old_ontology: Ontology | None = None
) -> Iterator[str]:
    """Yield the lines of the patch: one transaction, deletions before additions, each sorted.

    The triples are those that the RDF formats write. A patch between equal graphs is an empty transaction.

    Source: RDF Patch, https://jena.apache.org/documentation/rdf-patch/.
    """
    before = set(map(ntriples_line, statements(old, old_ontology or ontology)))
    after = set(map(ntriples_line, statements(new, ontology)))
    yield "TX .\n"
    yield from (f"D {line}" for line in sorted(before - after))
    yield from (f"A {line}" for line in sorted(after - before))
    yield "TC .\n"
