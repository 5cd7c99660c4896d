"""Namespaces, the record terms, and how ids and names become IRIs and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Final
from typing import Literal as Literals
from urllib.parse import quote, unquote

from kg.model import PHRASE
from kg.rdf.terms import Literal

BASE: Final = "https://w3id.org/newskg/"
KG: Final = "https://w3id.org/newskg/ontology#"
DCAT: Final = "http://www.w3.org/ns/dcat#"
DCTERMS: Final = "http://purl.org/dc/terms/"
OA: Final = "http://www.w3.org/ns/oa#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
PROV: Final = "http://www.w3.org/ns/prov#"
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
SCHEMA: Final = "https://schema.org/"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
SKOSXL: Final = "http://www.w3.org/2008/05/skos-xl#"
VOID: Final = "http://rdfs.org/ns/void#"
WD: Final = "http://www.wikidata.org/entity/"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"

TYPE: Final = RDF + "type"


#: "rdf": times with their own precision, claims as rdf:Statement; "owl2": what `kg.rdf.owl2` makes of that.
type Profile = Literals["rdf", "owl2"]


@dataclass(frozen=True, slots=True, kw_only=True)
class RdfSettings:
    """How a graph is put into RDF.

    ``base`` begins the IRIs of entities, names, claims, evidence and documents and ends in ``/`` or ``#``.
    ``include_text`` False leaves out the articles' full text; the quoted sentences stay.
    ``graph_per_document`` True puts the evidence of each document into a graph named by the document.
    ``profile`` "owl2" keeps to what OWL 2 reasoners accept; what is written so is not read back.
    """

    base: str = BASE
    include_text: bool = True
    graph_per_document: bool = False
    profile: Profile = "rdf"


def prefixes(base: str = BASE) -> dict[str, str]:
    """Return prefix to namespace, sorted by prefix, for a dataset with the given base.

    >>> prefixes()["entity"]
    'https://w3id.org/newskg/entity/'
    """
    own = {kind: f"{base}{kind}/" for kind in ("claim", "document", "entity", "evidence", "name")}
    return dict(sorted((own | _FOREIGN).items()))


_FOREIGN = {
    "dcat": DCAT,
    "dcterms": DCTERMS,
    "kg": KG,
    "oa": OA,
    "owl": OWL,
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "schema": SCHEMA,
    "skos": SKOS,
    "skosxl": SKOSXL,
    "void": VOID,
    "wd": WD,
    "xsd": XSD,
}

#: Prefix to namespace with the default base, for queries.
PREFIXES: Final = MappingProxyType(prefixes())

_PLAIN_ID = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]*")


def local(name: str) -> str:
    """Return a name as the last part of an IRI: what could break the IRI is percent-encoded.

    >>> local("ann-lee"), local('a/b "c"')
    ('ann-lee', 'a%2Fb%20%22c%22')
    """
    if _PLAIN_ID.fullmatch(name):
        return name
    # "." is legal in an IRI, but rdflib cannot read a Turtle name that ends in one.
    return quote(name, safe="", errors="replace").replace(".", "%2E").replace("~", "%7E")


def local_name(iri: str) -> str:
    """Return the id or name that an IRI ends in: the inverse of `local`.

    >>> local_name("https://w3id.org/newskg/ontology#knows"), local_name("https://w3id.org/newskg/entity/a%2Fb")
    ('knows', 'a/b')
    """
    return unquote(iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :])


_IRI = re.compile(
    r"https?://[A-Za-z0-9][A-Za-z0-9.-]*(?::[0-9]{1,5})?"
    r"(?:[/?#](?:[A-Za-z0-9._~:/?@!$&'()*+,;=\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef-]|%[0-9A-Fa-f]{2})*"
    r"(?:#(?:[A-Za-z0-9._~:/?@!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)?)?"
)


def is_web_iri(text: str) -> bool:
    """Say whether a text can stand as an http(s) IRI without escaping; strict, so every parser agrees.

    >>> is_web_iri("https://example.org/a?b=1"), is_web_iri("https://example.org/a b"), is_web_iri("story.txt")
    (True, False, False)
    """
    return _IRI.fullmatch(text) is not None


def dated(value: str) -> Literal:
    """Return an ISO time as a literal of its own precision; what is no ISO time stays a plain string.

    >>> dated("2025-02").datatype.rpartition("#")[2], dated("2025").datatype.rpartition("#")[2]
    ('gYearMonth', 'gYear')
    >>> dated("last summer").datatype
    ''
    """
    for pattern, filler, datatype in _PRECISIONS:
        if pattern.fullmatch(value):
            try:
                date.fromisoformat(value + filler)
            except ValueError:
                break
            return Literal(value, XSD + datatype)
    if "T" in value and _DATETIME.fullmatch(value):
        try:
            datetime.fromisoformat(value)
        except ValueError:
            return Literal(value)
        return Literal(value, XSD + "dateTime")
    return Literal(value)


_PRECISIONS = (
    (re.compile(r"[0-9]{4}"), "-01-01", "gYear"),
    (re.compile(r"[0-9]{4}-[0-9]{2}"), "-01", "gYearMonth"),
    (re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}"), "", "date"),
)
_DATETIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
)

#: The terms of the record and the outside terms that a file uses: (IRI, OWL kind, label). They are declared
#: in every file: a tool that does not find them declared takes them for annotations.
RECORD_TERMS: Final = tuple(
    sorted(
        (
            (KG + "Claim", "Class", "claim"),
            (KG + "Document", "Class", "document"),
            (KG + "Evidence", "Class", "evidence"),
            (KG + "attributedTo", "ObjectProperty", "attributed to"),
            (KG + "confidence", "DatatypeProperty", "confidence"),
            (KG + "disputedBy", "ObjectProperty", "disputed by"),
            (KG + "document", "ObjectProperty", "document"),
            (KG + "end", "DatatypeProperty", "end"),
            (KG + "evidence", "ObjectProperty", "evidence"),
            (KG + "extractor", "DatatypeProperty", "extractor"),
            (KG + "independentSourceCount", "DatatypeProperty", "independent source count"),
            (KG + "mentionCount", "DatatypeProperty", "mention count"),
            (KG + "ontologyHash", "DatatypeProperty", "ontology hash"),
            (KG + "outcome", "DatatypeProperty", "outcome"),
            (KG + "polarity", "DatatypeProperty", "polarity"),
            (KG + "quote", "DatatypeProperty", "quote"),
            (KG + "rawSha256", "DatatypeProperty", "SHA-256 of the file as it was read"),
            (KG + "retrievedAt", "DatatypeProperty", "retrieved at"),
            (KG + "rule", "DatatypeProperty", "rule"),
            (KG + "score", "DatatypeProperty", "score"),
            (KG + "sourceCount", "DatatypeProperty", "source count"),
            (KG + "start", "DatatypeProperty", "start"),
            (KG + "statedTime", "DatatypeProperty", "stated time"),
            (KG + "status", "DatatypeProperty", "status"),
            (KG + "text", "DatatypeProperty", "text"),
            (KG + "title", "DatatypeProperty", "title"),
            (KG + "validFrom", "DatatypeProperty", "valid from"),
            (KG + "validUntil", "DatatypeProperty", "valid until"),
            (DCTERMS + "identifier", "DatatypeProperty", "identifier"),
            (DCTERMS + "source", "ObjectProperty", "source"),
            (OA + "SpecificResource", "Class", "specific resource"),
            (OA + "TextPositionSelector", "Class", "text position selector"),
            (OA + "TextQuoteSelector", "Class", "text quote selector"),
            (OA + "end", "DatatypeProperty", "end"),
            (OA + "exact", "DatatypeProperty", "exact"),
            (OA + "hasSelector", "ObjectProperty", "has selector"),
            (OA + "hasSource", "ObjectProperty", "has source"),
            (OA + "start", "DatatypeProperty", "start"),
            (PROV + "wasDerivedFrom", "ObjectProperty", "was derived from"),
            (SCHEMA + "NewsArticle", "Class", "news article"),
            (SCHEMA + "datePublished", "DatatypeProperty", "date published"),
            (SCHEMA + "headline", "DatatypeProperty", "headline"),
            (SCHEMA + "subjectOf", "ObjectProperty", "subject of"),
            (SKOS + "closeMatch", "ObjectProperty", "has close match"),
            (SKOSXL + "Label", "Class", "name as documents write it"),
            (SKOSXL + "altLabel", "ObjectProperty", "other name"),
            (SKOSXL + "literalForm", "DatatypeProperty", "form"),
            (SKOSXL + "prefLabel", "ObjectProperty", "name"),
        )
    )
)

#: The terms of links to other data sets, declared only where a file has any.
LINK_TERMS: Final = (
    (KG + "Link", "Class", "link"),
    (KG + "decidedBy", "DatatypeProperty", "decided by"),
)

#: The terms of open claims, declared only where a file has any.
OPEN_TERMS: Final = (
    (KG + "OpenClaim", "Class", "open claim"),
    (KG + PHRASE, "DatatypeProperty", "phrase"),
)
