"""JSON-LD: plain JSON objects, one a line, with the context inside the file.

Relations and record fields have their plain names (``"knows": "entity/ann-lee"``); terms of other
vocabularies keep their prefix (``"skos:altLabel"``).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, BinaryIO

from kg.export.rdf_reader import read_rdf
from kg.export.settings import ExportSettings
from kg.export.stream import write_text
from kg.model import GraphRecords
from kg.rdf import Quad, statements
from kg.rdf import carried as carried_by_rdf
from kg.rdf.terms import Term, Triple, object_text
from kg.rdf.vocabulary import KG, PREFIXES, RDF, RDFS, RECORD_TERMS, SKOS, TYPE, VOID, XSD
from kg.schema.ontology import Ontology

#: The kinds under the base: no prefixes here, for two of the names are fields of claims and evidence.
_OWN_KINDS = frozenset({"claim", "document", "entity", "evidence"})
_REFERENCES = (
    *(iri for iri, kind, _ in RECORD_TERMS if kind == "ObjectProperty"),
    *(RDF + name for name in ("subject", "predicate", "object")),
    *(RDFS + name for name in ("subClassOf", "subPropertyOf")),
    *(VOID + name for name in ("class", "classPartition", "property", "propertyPartition", "vocabulary")),
)
_ENGLISH = (RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel")
_DECIMALS = (KG + "confidence", KG + "score")
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
#: Beyond it a JSON reader may turn an integer into a rounded float.
_SAFE_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,14}")


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write the graph as JSON-LD 1.1."""
    settings = settings or ExportSettings()
    quads = statements(graph, ontology, settings=settings.rdf())
    write_text(stream, _document(quads, ontology, settings.base))


def read(stream: BinaryIO) -> GraphRecords:
    """Read a graph from JSON-LD; FormatError where it is not."""
    return read_rdf(stream, "JSON_LD")


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> GraphRecords:
    """Return what `read` gives back of a graph that `write` wrote."""
    return carried_by_rdf(graph, include_text=settings.include_text)


def _document(quads: Iterable[Quad], ontology: Ontology, base: str) -> Iterator[str]:
    terms = _Terms(ontology, base)
    yield '{"@context": ' + _json(terms.context()) + ',\n"@graph": [\n'
    separator = ""
    for subject, about in groupby(quads, itemgetter(0)):
        node: dict[str, Any] = {"@id": terms.reference(subject)}
        for predicate, values in groupby(about, itemgetter(1)):
            found = [terms.value(predicate, value[2]) for value in values]
            node[terms.key(predicate)] = found[0] if len(found) == 1 else found
        yield separator + _json(node)
        separator = ",\n"
    yield "\n]}\n"


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


class _Terms:
    """How IRIs and values are written under one context."""

    def __init__(self, ontology: Ontology, base: str) -> None:
        self._base = base
        self._prefixes = {name: iri for name, iri in PREFIXES.items() if name not in _OWN_KINDS}
        self._prefix_of = {namespace: name for name, namespace in self._prefixes.items()}
        self._references = frozenset(_REFERENCES) | {p.iri for p in ontology.properties.values()}

    def context(self) -> dict[str, Any]:
        """Return the context: base, prefixes, and how the values of each term are to be read."""
        kinds = (
            [(iri, {"@type": "@id"}) for iri in self._references]
            + [(iri, {"@language": "en"}) for iri in _ENGLISH]
            + [(iri, {"@type": "xsd:decimal"}) for iri in _DECIMALS]
        )
        terms = {self.key(iri): {"@id": iri} | kind for iri, kind in kinds}
        return {
            "kg": KG,
            **self._prefixes,
            "@base": self._base,
            "@vocab": KG,
            **dict(sorted(terms.items())),
        }

    def key(self, iri: str) -> str:
        """Return a predicate's key."""
        return "@type" if iri == TYPE else self._named(iri)

    def _named(self, iri: str) -> str:
        name = iri.removeprefix(KG)
        if name != iri and _PLAIN_NAME.fullmatch(name) and name not in self._prefixes:
            return name
        return self._prefixed(iri)

    def _prefixed(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        prefix = self._prefix_of.get(iri[:cut])
        return f"{prefix}:{iri[cut:]}" if prefix and _PLAIN_NAME.fullmatch(iri, cut) else iri

    def reference(self, iri: str) -> str:
        """Return an IRI as a value: relative to the base, prefixed, or whole."""
        relative = iri.removeprefix(self._base)
        if relative != iri and relative.partition("/")[0] in _OWN_KINDS:
            return relative
        return self._prefixed(iri)

    def value(self, predicate: str, term: Term) -> Any:
        """Return an object as JSON, as short as the context allows."""
        if isinstance(term, str):
            if predicate == TYPE:
                return self._named(term)
            reference = self.reference(term)
            return reference if predicate in self._references else {"@id": reference}
        if isinstance(term, Triple):  # JSON-LD 1.1 has no triple terms; `statements` makes none.
            return object_text(term)
        value, datatype, language = term
        if predicate in self._references:
            return _expanded(value, datatype, language)
        if language:
            return value if predicate in _ENGLISH and language == "en" else _expanded(*term)
        if datatype == XSD + "integer" and _SAFE_INTEGER.fullmatch(value):
            return int(value)
        if datatype == XSD + "decimal" and predicate in _DECIMALS:
            return value
        return value if not datatype else _expanded(*term)


def _expanded(value: str, datatype: str, language: str) -> dict[str, str]:
    if language:
        return {"@value": value, "@language": language}
    if not datatype:
        return {"@value": value}
    return {"@value": value, "@type": datatype.replace(XSD, "xsd:")}
