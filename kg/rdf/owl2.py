"""The statements of a graph as OWL 2 DL and OWL 2 RL allow them: for Protégé, HermiT and other OWL reasoners.

OWL 2 knows xsd:dateTime but no xsd:date, gYear or gYearMonth, keeps the rdf: vocabulary to itself, and wants every
property to have either things or values, and to be declared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from kg.rdf.terms import Literal, Quad
from kg.rdf.vocabulary import DCAT, DCTERMS, KG, OWL, RDF, RDFS, SKOS, SKOSXL, TYPE, VOID, XSD, local_name

#: What is put after a time of less precision than xsd:dateTime, by its datatype.
_FIRST_INSTANT: Final = {
    XSD + "gYear": "-01-01T00:00:00",
    XSD + "gYearMonth": "-01T00:00:00",
    XSD + "date": "T00:00:00",
}
_OWN_NAMES: Final = {
    RDF + "subject": KG + "subject",
    RDF + "predicate": KG + "predicate",
    RDF + "object": KG + "object",
}
#: The property that holds the values of one whose other values are things.
_OF_VALUES: Final = {KG + "object": KG + "value", DCTERMS + "source": KG + "sourceText"}
#: Declared beside the terms that every file declares: (IRI, OWL kind).
_DECLARED: Final = (
    *((DCAT + name, "Class") for name in ("Dataset",)),
    *(
        (DCTERMS + name, "AnnotationProperty")
        for name in ("creator", "description", "language", "license", "publisher", "rights", "title")
    ),
    *((KG + name, "ObjectProperty") for name in ("object", "predicate", "subject")),
    *((KG + name, "DatatypeProperty") for name in ("sourceText", "value")),
    *((SKOS + name, "AnnotationProperty") for name in ("altLabel", "prefLabel")),
    (VOID + "Dataset", "Class"),
    *(
        (VOID + name, "ObjectProperty")
        for name in ("class", "classPartition", "property", "propertyPartition", "vocabulary")
    ),
    *((VOID + name, "DatatypeProperty") for name in ("documents", "entities", "triples", "uriSpace")),
)


def owl2(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Yield the quads in the terms of OWL 2, in the same order, and then the declarations that it asks for besides.

    A time becomes the first instant of its year, month or day as xsd:dateTime; what the text says, with its precision,
    stands beside it under the property's name with "Text" after it. rdf:subject, rdf:predicate and rdf:object become
    kg:subject, kg:predicate and kg:object, or kg:value where the object is a value. Nothing is left out but the type
    rdf:Statement and the language of skosxl:literalForm.

    Source: OWL 2 Structural Specification, sections 2.4 (reserved vocabulary), 4 (datatypes) and 5.8 (declarations).

    >>> list(owl2([("urn:c", KG + "validFrom", Literal("2025", XSD + "gYear"), None)]))[0][2].value
    '2025-01-01T00:00:00'
    """
    texts: dict[str, None] = {}
    for subject, predicate, term, graph in quads:
        if predicate == TYPE and term == RDF + "Statement":
            continue
        name = _OWN_NAMES.get(predicate, predicate)
        if not isinstance(term, Literal):
            yield subject, name, term, graph
            continue
        name = _OF_VALUES.get(name, name)
        instant = _FIRST_INSTANT.get(term.datatype)
        if instant is not None:
            text = KG + local_name(name) + "Text"
            texts[text] = None
            yield subject, name, Literal(term.value + instant, XSD + "dateTime"), graph
            yield subject, text, Literal(term.value), graph
        elif name == SKOSXL + "literalForm":
            yield subject, name, Literal(term.value), graph
        else:
            yield subject, name, term, graph
    for iri, kind in (*_DECLARED, *((text, "DatatypeProperty") for text in sorted(texts))):
        yield iri, TYPE, OWL + kind, None
        yield iri, RDFS + "label", Literal(local_name(iri), language="en"), None
