"""What a file says about itself: the dataset's description, and the classes and properties it uses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from kg.model import GraphRecords, Judgement
from kg.rdf.terms import Literal, Quad
from kg.rdf.vocabulary import (
    DCAT,
    DCTERMS,
    KG,
    LINK_TERMS,
    OPEN_TERMS,
    OWL,
    RDFS,
    RECORD_TERMS,
    SCHEMA,
    SKOS,
    TYPE,
    VOID,
    XSD,
    RdfSettings,
    local,
)
from kg.schema.ontology import EntityClass, Ontology, Property


def links(graph: GraphRecords) -> list[Judgement]:
    """Return the judgements behind the links of entities to other data sets, sorted by entity and IRI."""
    found = (
        judgement
        for judgement in graph.judgements.values()
        if judgement.left in graph.entities and judgement.right in graph.entities[judgement.left].same_as
    )
    return sorted(found, key=lambda judgement: (judgement.left, judgement.right, judgement.decided_by))


class Vocabulary:
    """The IRIs of an ontology's classes and properties, each looked up once."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self._base = ontology.base or KG
        self._classes = {name: declared.iri for name, declared in ontology.classes.items()}
        self._properties = {name: declared.iri for name, declared in ontology.properties.items()}
        self._schema_classes = schema_org_classes(ontology.directory)

    def class_iri(self, name: str) -> str:
        """Return the class's IRI; an undeclared name is put under the ontology's base."""
        return self._classes.get(name) or self._base + local(name)

    def property_iri(self, name: str) -> str:
        """Return the property's IRI; an undeclared name is put under the ontology's base."""
        return self._properties.get(name) or self._base + local(name)

    def schema_classes(self, name: str) -> tuple[str, ...]:
        """Return the schema.org classes that the class, or else a broader one, lies under; sorted."""
        found = self._schema_classes.get(self.class_iri(name))
        if found is not None or name not in self.ontology.classes:
            return found or ()
        broader = (self.schema_classes(parent) for parent in self.ontology.classes[name].parents)
        return tuple(sorted({iri for classes in broader for iri in classes}))


_ENTAILING = frozenset({RDFS + "subClassOf", OWL + "equivalentClass", SKOS + "exactMatch"})


@cache
def schema_org_classes(directory: str) -> Mapping[str, tuple[str, ...]]:
    """Return class IRI to its schema.org classes, from ``alignments.ttl`` in the ontology's folder.

    Only what entails the type counts: rdfs:subClassOf, owl:equivalentClass and skos:exactMatch, not a
    close match. No folder or no such file: no alignment.
    """
    path = Path(directory) / "alignments.ttl"
    if not directory or not path.is_file():
        return {}
    import pyoxigraph

    found: dict[str, set[str]] = {}
    for quad in pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE):
        subject, term = quad.subject, quad.object
        if (
            quad.predicate.value in _ENTAILING
            and isinstance(subject, pyoxigraph.NamedNode)
            and isinstance(term, pyoxigraph.NamedNode)
            and term.value.startswith(SCHEMA)
        ):
            found.setdefault(subject.value, set()).add(term.value)
    return {iri: tuple(sorted(classes)) for iri, classes in found.items()}


def _english(text: str) -> Literal:
    return Literal(text, language="en")


def _count(value: int) -> Literal:
    return Literal(str(value), XSD + "integer")


def dataset_quads(
    graph: GraphRecords,
    vocabulary: Vocabulary,
    edges: Mapping[str, set[tuple[str, str]]],
    settings: RdfSettings,
) -> Iterator[Quad]:
    """Yield the VoID and DCAT description: what is in the graph and how much; no time, so bytes repeat."""
    dataset = settings.base + "dataset"
    title = "News knowledge graph"
    yield dataset, TYPE, VOID + "Dataset", None
    yield dataset, TYPE, DCAT + "Dataset", None
    yield dataset, DCTERMS + "title", _english(title), None
    yield (
        dataset,
        DCTERMS + "description",
        _english("Facts that news articles state, each with the sentence that states it."),
        None,
    )
    yield dataset, DCTERMS + "rights", _english("The quoted texts belong to their publishers."), None
    yield dataset, VOID + "uriSpace", Literal(settings.base), None
    yield dataset, VOID + "vocabulary", KG, None
    yield dataset, VOID + "entities", _count(len(graph.entities)), None
    yield dataset, VOID + "documents", _count(len(graph.documents)), None
    yield dataset, KG + "ontologyHash", Literal(vocabulary.ontology.hash), None

    classes = Counter(entity.type for entity in graph.entities.values())
    properties = Counter(predicate for pairs in edges.values() for predicate, _ in pairs)
    class_parts = [(f"{dataset}/class/{local(name)}", name) for name in sorted(classes)]
    property_parts = [(f"{dataset}/property/{local(name)}", name) for name in sorted(properties)]
    for part, _ in class_parts:
        yield dataset, VOID + "classPartition", part, None
    for part, _ in property_parts:
        yield dataset, VOID + "propertyPartition", part, None
    for part, name in class_parts:
        yield part, VOID + "class", vocabulary.class_iri(name), None
        yield part, VOID + "entities", _count(classes[name]), None
    for part, name in property_parts:
        yield part, VOID + "property", vocabulary.property_iri(name), None
        yield part, VOID + "triples", _count(properties[name]), None


def declaration_quads(graph: GraphRecords, vocabulary: Vocabulary) -> Iterator[Quad]:
    """Yield owl:Class, owl:ObjectProperty and owl:DatatypeProperty for all terms used, with their broader ones.

    Nothing is imported: a file must open without the net.
    """
    ontology = vocabulary.ontology
    classes = _closure({entity.type for entity in graph.entities.values()}, ontology.classes)
    properties = _closure({claim.predicate for claim in graph.claims.values()}, ontology.properties)
    outside = {iri for name in classes for iri in vocabulary.schema_classes(name)}
    for iri in sorted(outside - {term[0] for term in RECORD_TERMS}):
        yield iri, TYPE, OWL + "Class", None
    for iri, kind, label in (
        *RECORD_TERMS,
        *(OPEN_TERMS if graph.open_claims else ()),
        *(LINK_TERMS if links(graph) else ()),
    ):
        yield iri, TYPE, OWL + kind, None
        yield iri, RDFS + "label", _english(label), None
    for name in sorted(classes):
        iri, declared = vocabulary.class_iri(name), ontology.classes.get(name)
        yield iri, TYPE, OWL + "Class", None
        yield iri, RDFS + "label", _english(declared.label if declared else name), None
        for parent in sorted(declared.parents if declared else ()):
            yield iri, RDFS + "subClassOf", vocabulary.class_iri(parent), None
    for name in sorted({claim.predicate for claim in graph.value_claims.values()}):
        value = ontology.values.get(name)
        yield vocabulary.property_iri(name), TYPE, OWL + "DatatypeProperty", None
        yield vocabulary.property_iri(name), RDFS + "label", _english(value.label if value else name), None
    for name in sorted(properties):
        iri, relation = vocabulary.property_iri(name), ontology.properties.get(name)
        yield iri, TYPE, OWL + "ObjectProperty", None
        if relation is not None and relation.symmetric:
            yield iri, TYPE, OWL + "SymmetricProperty", None
        yield iri, RDFS + "label", _english(relation.label if relation else name), None
        for parent in sorted(relation.parents if relation else ()):
            yield iri, RDFS + "subPropertyOf", vocabulary.property_iri(parent), None


def _closure(names: set[str], declared: Mapping[str, EntityClass] | Mapping[str, Property]) -> set[str]:
    """Return the names and all the broader ones."""
    closed: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in closed:
            closed.add(name)
            waiting.extend(declared[name].parents if name in declared else ())
    return closed
