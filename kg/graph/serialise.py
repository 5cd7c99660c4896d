"""An answer in the formats of the web: those of the W3C for results, and RDF for triples."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from kg.graph.answer import Answer, Term, as_json, as_ntriples

#: Media type to pyoxigraph's name of the format: for rows and truth values, the preferred first.
RESULTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "application/sparql-results+json": "JSON",
        "application/sparql-results+xml": "XML",
        "text/csv": "CSV",
        "text/tab-separated-values": "TSV",
    }
)
#: The same for triples.
GRAPHS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "text/turtle": "TURTLE",
        "application/ld+json": "JSON_LD",
        "application/n-triples": "N_TRIPLES",
        "application/rdf+xml": "RDF_XML",
    }
)
# What XML 1.0 has no way to write, not even escaped.
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def serialise(answer: Answer, media_type: str) -> bytes:
    """Return the answer as a media type of `RESULTS` or `GRAPHS`, whichever its kind needs.

    Characters that XML cannot hold become U+FFFD there.

    >>> serialise(Answer(columns=("n",), rows=((Term(kind="literal", value="3"),),)), "text/csv")
    b'n\\r\\n3\\r\\n'
    """
    import pyoxigraph

    if media_type.endswith("+xml"):
        answer = _for_xml(answer)
    if answer.triples is not None:
        lines = as_ntriples(answer)
        if media_type == "application/n-triples":
            return lines.encode()
        graph_format = getattr(pyoxigraph.RdfFormat, GRAPHS[media_type])
        triples = [quad.triple for quad in pyoxigraph.parse(lines, format=pyoxigraph.RdfFormat.N_TRIPLES)]
        return pyoxigraph.serialize(triples, format=graph_format, prefixes=_used(answer)) or b""
    if media_type == "application/sparql-results+json":
        return as_json(answer, indent=None).encode()
    # The engine's own writers: as_csv and as_tsv are a shell's, which differ in the ends of lines.
    read = pyoxigraph.parse_query_results(as_json(answer, indent=None), format=pyoxigraph.QueryResultsFormat.JSON)
    return read.serialize(format=getattr(pyoxigraph.QueryResultsFormat, RESULTS[media_type])) or b""


def _used(answer: Answer) -> dict[str, str]:
    """Return the prefixes that the triples need: a short answer with twenty unused ones is hard to read."""
    iris = {t.value if t.kind == "iri" else t.datatype or "" for triple in answer.triples or () for t in triple}
    return {
        prefix: namespace
        for prefix, namespace in sorted(answer.prefixes.items())
        if any(iri.startswith(namespace) for iri in iris)
    }


def _for_xml(answer: Answer) -> Answer:
    def clean(term: Term | None) -> Term | None:
        return term and replace(term, value=_NOT_IN_XML.sub("\ufffd", term.value))

    rows = tuple(tuple(map(clean, row)) for row in answer.rows)
    triples = answer.triples and tuple((s, p, clean(o) or o) for s, p, o in answer.triples)
    return replace(answer, rows=rows, triples=triples)
