"""GraphRecords to quads, streaming, in one fixed order.

The order is the reader's: the dataset, entities, their names, links, claims, open claims, evidence, documents and the
vocabulary, each sorted; a subject's quads stand together. It depends on nothing but the records' content.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kg.model import PHRASE, Claim, Document, Entity, Evidence, GraphRecords, Judgement, content_id
from kg.rdf.declarations import Vocabulary, dataset_quads, declaration_quads, links
from kg.rdf.owl2 import owl2
from kg.rdf.terms import Literal, Quad
from kg.rdf.vocabulary import (
    DCTERMS,
    KG,
    OA,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    SKOSXL,
    TYPE,
    XSD,
    RdfSettings,
    dated,
    is_web_iri,
    local,
)
from kg.schema.ontology import Ontology

_INTEGER = XSD + "integer"
_DECIMAL = XSD + "decimal"


def statements(graph: GraphRecords, ontology: Ontology, *, settings: RdfSettings | None = None) -> Iterator[Quad]:
    """Return the quads of a graph, lazily, in one fixed order, with no blank node.

    A direct edge stands only for a claim that is asserted (positive, and occurred, acting or past), once
    however many claims state it; a symmetric property's edge stands in both directions, so that a query
    finds it from either end. Broader properties and inverses are left to reasoning. Memory beside the
    graph's own grows with the number of edges only.
    """
    settings = settings or RdfSettings()
    quads = _statements(graph, ontology, settings)
    return owl2(quads) if settings.profile == "owl2" else quads


def _statements(graph: GraphRecords, ontology: Ontology, settings: RdfSettings) -> Iterator[Quad]:
    vocabulary = Vocabulary(ontology)
    edges = direct_edges(graph, ontology)
    yield from dataset_quads(graph, vocabulary, edges, settings)
    prefix = settings.base + "entity/"
    values = value_edges(graph)
    for id in sorted(graph.entities.keys() | edges.keys() | values.keys()):
        subject = prefix + local(id)
        if id in graph.entities:
            yield from _entity(subject, graph.entities[id], vocabulary, settings)
        for predicate, object in sorted(edges.get(id, ())):
            yield subject, vocabulary.property_iri(predicate), prefix + local(object), None
        for predicate, value in sorted(values.get(id, ())):
            yield subject, vocabulary.property_iri(predicate), value, None
    for _, entity in sorted(graph.entities.items()):
        for name in _names(entity, settings):
            yield from _name(*name, settings)
    for judgement in links(graph):
        yield from _link(judgement, settings)
    for _, claim in sorted({**graph.claims, **graph.value_claims}.items()):
        yield from _claim(claim, vocabulary, settings)
    for _, claim in sorted(graph.open_claims.items()):
        yield from _open_claim(claim, settings)
    for evidence in sorted(graph.evidence.values(), key=lambda e: (e.document_id, e.start, e.end, e.id)):
        yield from _evidence(evidence, settings)
    for _, document in sorted(graph.documents.items()):
        yield from _document(document, settings)
    yield from declaration_quads(graph, vocabulary)


def direct_edges(graph: GraphRecords, ontology: Ontology) -> dict[str, set[tuple[str, str]]]:
    """Return subject id to its (property name, object id) pairs, of asserted claims, both ways if symmetric."""
    edges: dict[str, set[tuple[str, str]]] = {}
    for claim in graph.claims.values():
        if not claim.asserted:
            continue
        edges.setdefault(claim.subject, set()).add((claim.predicate, claim.object))
        declared = ontology.properties.get(claim.predicate)
        if declared is not None and declared.symmetric:
            edges.setdefault(claim.object, set()).add((claim.predicate, claim.subject))
    return edges


def value_edges(graph: GraphRecords) -> dict[str, set[tuple[str, Literal]]]:
    """Return subject id to its (property name, literal) pairs, of asserted value claims."""
    edges: dict[str, set[tuple[str, Literal]]] = {}
    for claim in graph.value_claims.values():
        if claim.asserted:
            edges.setdefault(claim.subject, set()).add((claim.predicate, _value(claim)))
    return edges


def _value(claim: Claim) -> Literal:
    return Literal(claim.object, "" if claim.datatype == "string" else f"{XSD}{claim.datatype}")


def decimal(value: float) -> Literal:
    """Return a number as an xsd:decimal that reads back as the same float, never in exponent form.

    >>> decimal(0.97).value, decimal(1e-07).value
    ('0.97', '0.0000001')
    """
    text = format(Decimal(repr(float(value))), "f")
    return Literal(text if "." in text else text + ".0", _DECIMAL)


def _integer(value: int) -> Literal:
    return Literal(str(value), _INTEGER)


def _entity(subject: str, entity: Entity, vocabulary: Vocabulary, settings: RdfSettings) -> Iterator[Quad]:
    yield subject, TYPE, vocabulary.class_iri(entity.type), None
    for outside in vocabulary.schema_classes(entity.type):
        yield subject, TYPE, outside, None
    name = Literal(entity.name, language="en")
    yield subject, RDFS + "label", name, None
    yield subject, SKOS + "prefLabel", name, None
    for alias in sorted(entity.aliases - {entity.name}):
        yield subject, SKOS + "altLabel", Literal(alias, language="en"), None
    for same in sorted(entity.same_as):
        # Found by a program: owl:sameAs would claim more than anybody has checked.
        other = same if is_web_iri(same) else f"{settings.base}entity/{local(same)}"
        yield subject, SKOS + "closeMatch", other, None
    if entity.n_mentions:
        yield subject, KG + "mentionCount", _integer(entity.n_mentions), None
    for document_id in sorted(entity.document_ids):
        yield subject, SCHEMA + "subjectOf", f"{settings.base}document/{local(document_id)}", None
    # All of one property together, as writers expect them.
    for name_iri, form, _ in sorted(_names(entity, settings), key=lambda row: row[1] == entity.name):
        yield subject, SKOSXL + ("prefLabel" if form == entity.name else "altLabel"), name_iri, None


def _names(entity: Entity, settings: RdfSettings) -> list[tuple[str, str, list[str]]]:
    """Return the names of an entity that documents use: IRI, form and ids of the documents, sorted by form."""
    documents: dict[str, list[str]] = {}
    for form, document_id in sorted(entity.uses):
        documents.setdefault(form, []).append(document_id)
    return [
        (f"{settings.base}name/{content_id('name', entity.id, form)}", form, ids) for form, ids in documents.items()
    ]


def _name(name_iri: str, form: str, document_ids: list[str], settings: RdfSettings) -> Iterator[Quad]:
    """Yield a name as SKOS-XL has it: plain skos:altLabel has no room for who writes it."""
    yield name_iri, TYPE, SKOSXL + "Label", None
    yield name_iri, SKOSXL + "literalForm", Literal(form, language="en"), None
    for document_id in document_ids:
        yield name_iri, DCTERMS + "source", f"{settings.base}document/{local(document_id)}", None


def _link(judgement: Judgement, settings: RdfSettings) -> Iterator[Quad]:
    """Yield the score of a link: skos:closeMatch itself has no room for it."""
    subject = f"{settings.base}link/{local(judgement.id)}"
    other = judgement.right
    yield subject, TYPE, KG + "Link", None
    yield subject, TYPE, RDF + "Statement", None
    yield subject, RDF + "subject", f"{settings.base}entity/{local(judgement.left)}", None
    yield subject, RDF + "predicate", SKOS + "closeMatch", None
    yield subject, RDF + "object", other if is_web_iri(other) else f"{settings.base}entity/{local(other)}", None
    yield subject, KG + "score", decimal(judgement.score), None
    yield subject, KG + "decidedBy", Literal(judgement.decided_by), None


def _claim(claim: Claim, vocabulary: Vocabulary, settings: RdfSettings) -> Iterator[Quad]:
    base = settings.base
    subject = f"{base}claim/{local(claim.id)}"
    yield subject, TYPE, KG + "Claim", None
    yield subject, TYPE, RDF + "Statement", None
    yield subject, RDF + "subject", f"{base}entity/{local(claim.subject)}", None
    yield subject, RDF + "predicate", vocabulary.property_iri(claim.predicate), None
    value = f"{base}entity/{local(claim.object)}" if claim.datatype is None else _value(claim)
    yield subject, RDF + "object", value, None
    yield from _qualifiers(subject, claim, settings)


def _open_claim(claim: Claim, settings: RdfSettings) -> Iterator[Quad]:
    """Yield an open claim: no rdf:Statement, for it has no predicate, and no direct edge."""
    subject = f"{settings.base}claim/{local(claim.id)}"
    yield subject, TYPE, KG + "OpenClaim", None
    yield subject, RDF + "subject", f"{settings.base}entity/{local(claim.subject)}", None
    yield subject, KG + PHRASE, Literal(claim.phrase or ""), None
    yield subject, RDF + "object", f"{settings.base}entity/{local(claim.object)}", None
    yield from _qualifiers(subject, claim, settings)


def _qualifiers(subject: str, claim: Claim, settings: RdfSettings) -> Iterator[Quad]:
    base = settings.base
    yield subject, KG + "status", Literal(claim.status), None
    yield subject, KG + "polarity", Literal(claim.polarity), None
    for title in sorted(claim.titles):
        yield subject, KG + "title", Literal(title), None
    yield subject, KG + "confidence", decimal(claim.confidence), None
    if claim.time is not None:
        yield subject, KG + "validFrom", dated(claim.time), None
    if claim.until is not None:
        yield subject, KG + "validUntil", dated(claim.until), None
    for speaker in sorted(claim.attributed_to):
        yield subject, KG + "attributedTo", f"{base}entity/{local(speaker)}", None
    yield subject, KG + "sourceCount", _integer(claim.source_count), None
    yield subject, KG + "independentSourceCount", _integer(claim.independent_source_count), None
    if claim.outcome is not None:
        yield subject, KG + "outcome", Literal(claim.outcome), None
    for other in sorted(claim.disputed_by):
        yield subject, KG + "disputedBy", f"{base}claim/{local(other)}", None
    for evidence_id in sorted(claim.evidence):
        yield subject, KG + "evidence", f"{base}evidence/{local(evidence_id)}", None


def _evidence(evidence: Evidence, settings: RdfSettings) -> Iterator[Quad]:
    subject = f"{settings.base}evidence/{local(evidence.id)}"
    position, exact = subject + "-pos", subject + "-quote"
    document = f"{settings.base}document/{local(evidence.document_id)}"
    graph = document if settings.graph_per_document else None
    quote, start, end = Literal(evidence.quote), _integer(evidence.start), _integer(evidence.end)
    yield subject, TYPE, KG + "Evidence", graph
    yield subject, TYPE, OA + "SpecificResource", graph
    yield subject, KG + "document", document, graph
    yield subject, KG + "quote", quote, graph
    yield subject, KG + "start", start, graph
    yield subject, KG + "end", end, graph
    yield subject, OA + "hasSource", document, graph
    yield subject, OA + "hasSelector", position, graph
    yield subject, OA + "hasSelector", exact, graph
    yield subject, PROV + "wasDerivedFrom", document, graph
    yield subject, KG + "extractor", Literal(evidence.extractor), graph
    yield subject, KG + "rule", Literal(evidence.rule), graph
    yield subject, KG + "score", decimal(evidence.score), graph
    yield subject, KG + "status", Literal(evidence.status), graph
    yield subject, KG + "polarity", Literal(evidence.polarity), graph
    if evidence.time is not None:
        yield subject, KG + "statedTime", dated(evidence.time), graph
    if evidence.said_by is not None:
        yield subject, KG + "attributedTo", f"{settings.base}entity/{local(evidence.said_by)}", graph
    yield position, TYPE, OA + "TextPositionSelector", graph
    yield position, OA + "start", start, graph
    yield position, OA + "end", end, graph
    yield exact, TYPE, OA + "TextQuoteSelector", graph
    yield exact, OA + "exact", quote, graph


def _document(document: Document, settings: RdfSettings) -> Iterator[Quad]:
    subject = f"{settings.base}document/{local(document.id)}"
    source = document.source
    yield subject, TYPE, KG + "Document", None
    yield subject, TYPE, SCHEMA + "NewsArticle", None
    yield subject, DCTERMS + "identifier", Literal(document.name), None
    if source.title is not None:
        yield subject, SCHEMA + "headline", Literal(source.title), None
    if source.published_at is not None:
        yield subject, SCHEMA + "datePublished", dated(source.published_at), None
    if source.uri != document.name:
        uri = source.uri
        yield subject, DCTERMS + "source", uri if is_web_iri(uri) else Literal(uri), None
    if source.publisher is not None:
        yield subject, DCTERMS + "publisher", Literal(source.publisher), None
    for author in sorted(set(source.authors)):
        yield subject, DCTERMS + "creator", Literal(author), None
    if source.licence is not None:
        yield subject, DCTERMS + "license", Literal(source.licence), None
    if source.retrieved_at is not None:
        yield subject, KG + "retrievedAt", dated(source.retrieved_at), None
    yield subject, DCTERMS + "language", Literal(document.language), None
    if document.raw_sha256:
        yield subject, KG + "rawSha256", Literal(document.raw_sha256), None
    if settings.include_text:
        yield subject, KG + "text", Literal(document.text), None
