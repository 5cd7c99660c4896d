"""Quads back to GraphRecords, and what of a graph RDF carries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from kg.errors import FormatError
from kg.model import (
    PHRASE,
    Claim,
    Document,
    Entity,
    Evidence,
    GraphRecords,
    Judgement,
    Outcome,
    Polarity,
    Source,
    Status,
)
from kg.rdf.terms import Literal, Quad, Triple
from kg.rdf.vocabulary import DCTERMS, KG, RDF, SCHEMA, SKOS, SKOSXL, TYPE, XSD, local_name

if TYPE_CHECKING:
    import pyoxigraph


def carried(graph: GraphRecords, *, include_text: bool = True) -> GraphRecords:
    """Return what RDF carries of a graph: ``read_statements(statements(graph)) == carried(graph)``.

    Left out are what belongs to the work of building: mentions, chains, relation mentions, judgements,
    rejections, the cuts of documents, and the chains of entities. An alias that is the name itself goes
    (SKOS keeps the two apart), and authors are a sorted set.
    """
    return GraphRecords.of(
        documents=(
            replace(
                document,
                cuts=(),
                text=document.text if include_text else "",
                source=replace(document.source, authors=tuple(sorted(set(document.source.authors)))),
            )
            for document in graph.documents.values()
        ),
        entities=(
            replace(entity, chains=frozenset(), aliases=entity.aliases - {entity.name})
            for entity in graph.entities.values()
        ),
        claims=graph.claims.values(),
        open_claims=graph.open_claims.values(),
        value_claims=graph.value_claims.values(),
        evidence=graph.evidence.values(),
    )


class _Subject:
    """All values of one subject by predicate."""

    __slots__ = ("iri", "values")

    def __init__(self, iri: str) -> None:
        self.iri = iri
        self.values: dict[str, list[str | Literal]] = {}

    def texts(self, predicate: str) -> list[str]:
        """Return literal values and IRIs as text."""
        return [v if isinstance(v, str) else v.value for v in self.values.get(predicate, ())]

    def text_or_none(self, predicate: str) -> str | None:
        texts = self.texts(predicate)
        return min(texts) if texts else None

    def text(self, predicate: str) -> str:
        """Return the one value; FormatError if there is none."""
        found = self.text_or_none(predicate)
        if found is None:
            raise FormatError(
                f"<{self.iri}> has no <{predicate}>",
                cause="the file was cut off or changed after it was written",
                remedy="export the graph again",
            )
        return found

    def id(self, predicate: str) -> str:
        return local_name(self.text(predicate))

    def ids(self, predicate: str) -> frozenset[str]:
        return frozenset(map(local_name, self.texts(predicate)))

    def number(self, predicate: str) -> float:
        text = self.text(predicate)
        try:
            return float(text)
        except ValueError as error:
            raise FormatError(f"<{self.iri}> has {text!r} as <{predicate}>", cause="a number is needed") from error


def read_statements(quads: Iterable[Quad]) -> GraphRecords:
    """Return the documents, entities, claims, open claims, evidence and links that the quads describe, in any order.

    A link is a judgement without its reasons.

    Quads about anything else are ignored, and so are graph names. FormatError where a record lacks a
    value that it needs or has an impossible one.
    """
    subjects: dict[str, _Subject] = {}
    for iri, predicate, term, _ in _plain(quads):
        subject = subjects.get(iri)
        if subject is None:
            subject = subjects[iri] = _Subject(iri)
        subject.values.setdefault(predicate, []).append(term)

    documents, entities, evidence = [], [], []
    claims: list[Claim] = []
    open_claims: list[Claim] = []
    value_claims: list[Claim] = []
    judgements: list[Judgement] = []
    for subject in subjects.values():
        types = subject.values.get(TYPE, ())
        if KG + "Claim" in types:
            claim = _claim(subject, predicate=subject.id(RDF + "predicate"))
            (claims if claim.datatype is None else value_claims).append(claim)
        elif KG + "OpenClaim" in types:
            open_claims.append(_claim(subject, predicate=PHRASE, phrase=subject.text(KG + PHRASE)))
        elif KG + "Link" in types:
            judgements.append(_link(subject))
        elif KG + "Evidence" in types:
            evidence.append(_evidence(subject))
        elif KG + "Document" in types:
            documents.append(_document(subject))
        elif SKOS + "prefLabel" in subject.values:
            entities.append(_entity(subject, subjects))
    return GraphRecords.of(
        documents=documents,
        entities=entities,
        claims=claims,
        open_claims=open_claims,
        value_claims=value_claims,
        evidence=evidence,
        judgements=judgements,
    )


def _plain(quads: Iterable[Quad]) -> Iterator[tuple[str, str, str | Literal, str | None]]:
    """Yield the quads with each reified triple (RDF 1.2) as rdf:subject, rdf:predicate and rdf:object."""
    for iri, predicate, term, graph in quads:
        if isinstance(term, Triple):
            yield iri, RDF + "subject", term.subject, graph
            yield iri, RDF + "predicate", term.predicate, graph
            yield iri, RDF + "object", term.object, graph
        else:
            yield iri, predicate, term, graph


def from_oxigraph(quads: Iterable[pyoxigraph.Quad]) -> Iterator[Quad]:
    """Yield pyoxigraph's quads as light tuples; a blank node becomes ``_:`` and its label."""
    import pyoxigraph

    def light(term: object) -> str | Literal | Triple:
        if isinstance(term, pyoxigraph.NamedNode):
            return term.value
        if isinstance(term, pyoxigraph.Literal):
            datatype = term.datatype.value
            if term.language:
                return Literal(term.value, language=term.language)
            return Literal(term.value, "" if datatype == XSD + "string" else datatype)
        if isinstance(term, pyoxigraph.Triple):
            end = light(term.object)
            return Triple(str(light(term.subject)), term.predicate.value, end if isinstance(end, Literal) else str(end))
        return str(term)

    for quad in quads:
        graph = quad.graph_name
        name = graph.value if isinstance(graph, pyoxigraph.NamedNode) else None
        yield str(light(quad.subject)), quad.predicate.value, light(quad.object), name


def _entity(subject: _Subject, subjects: Mapping[str, _Subject]) -> Entity:
    types = sorted(text for text in subject.texts(TYPE) if not text.startswith(SCHEMA))
    own = [text for text in types if text.startswith(KG)] or types
    if not own:
        raise FormatError(f"<{subject.iri}> has a name but no class", remedy="export the graph again")
    entities = subject.iri[: subject.iri.rfind("/") + 1]
    labels = [*subject.texts(SKOSXL + "prefLabel"), *subject.texts(SKOSXL + "altLabel")]
    names = [subjects[label] for label in labels if label in subjects]
    return Entity(
        id=local_name(subject.iri),
        name=subject.text(SKOS + "prefLabel"),
        type=local_name(own[0]),
        aliases=frozenset(subject.texts(SKOS + "altLabel")),
        uses=frozenset((n.text(SKOSXL + "literalForm"), id) for n in names for id in n.ids(DCTERMS + "source")),
        document_ids=subject.ids(SCHEMA + "subjectOf"),
        same_as=frozenset(
            local_name(same) if same.startswith(entities) else same for same in subject.texts(SKOS + "closeMatch")
        ),
        n_mentions=int(subject.text_or_none(KG + "mentionCount") or 0),
    )


def _link(subject: _Subject) -> Judgement:
    left = subject.text(RDF + "subject")
    entities = left[: left.rfind("/") + 1]
    right = subject.text(RDF + "object")
    return Judgement(
        left=local_name(left),
        right=local_name(right) if right.startswith(entities) else right,
        verdict="same",
        score=subject.number(KG + "score"),
        decided_by=subject.text(KG + "decidedBy"),
    )


def _claim(subject: _Subject, *, predicate: str, phrase: str | None = None) -> Claim:
    polarity, status = _said_how(subject)
    value = next((v for v in subject.values.get(RDF + "object", ()) if isinstance(v, Literal)), None)
    return Claim(
        id=local_name(subject.iri),
        subject=subject.id(RDF + "subject"),
        predicate=predicate,
        phrase=phrase,
        object=subject.id(RDF + "object") if value is None else value.value,
        datatype=None if value is None else local_name(value.datatype or XSD + "string"),
        polarity=polarity,
        status=status,
        time=subject.text_or_none(KG + "validFrom"),
        until=subject.text_or_none(KG + "validUntil"),
        titles=frozenset(subject.texts(KG + "title")),
        attributed_to=subject.ids(KG + "attributedTo"),
        evidence=subject.ids(KG + "evidence"),
        confidence=subject.number(KG + "confidence"),
        source_count=int(subject.number(KG + "sourceCount")),
        independent_source_count=int(subject.number(KG + "independentSourceCount")),
        outcome=_outcome(subject),
        disputed_by=subject.ids(KG + "disputedBy"),
    )


def _said_how(subject: _Subject) -> tuple[Polarity, Status]:
    polarity, status = subject.text(KG + "polarity"), subject.text(KG + "status")
    if polarity not in get_args(Polarity) or status not in get_args(Status):
        raise FormatError(f"<{subject.iri}> has the polarity {polarity!r} and the status {status!r}")
    return polarity, status  # type: ignore[return-value]  # checked above


def _outcome(subject: _Subject) -> Outcome | None:
    outcome = subject.text_or_none(KG + "outcome")
    if outcome is not None and outcome not in get_args(Outcome):
        raise FormatError(f"<{subject.iri}> has the outcome {outcome!r}")
    return outcome  # type: ignore[return-value]  # checked above


def _evidence(subject: _Subject) -> Evidence:
    polarity, status = _said_how(subject)
    return Evidence(
        id=local_name(subject.iri),
        document_id=subject.id(KG + "document"),
        start=int(subject.number(KG + "start")),
        end=int(subject.number(KG + "end")),
        quote=subject.text(KG + "quote"),
        extractor=subject.text(KG + "extractor"),
        rule=subject.text(KG + "rule"),
        score=subject.number(KG + "score"),
        status=status,
        polarity=polarity,
        time=subject.text_or_none(KG + "statedTime"),
        said_by=min(subject.ids(KG + "attributedTo"), default=None),
    )


def _document(subject: _Subject) -> Document:
    name = subject.text(DCTERMS + "identifier")
    uri = subject.text_or_none(DCTERMS + "source")
    return Document(
        id=local_name(subject.iri),
        name=name,
        text=subject.text_or_none(KG + "text") or "",
        source=Source(
            uri=name if uri is None else uri,
            publisher=subject.text_or_none(DCTERMS + "publisher"),
            title=subject.text_or_none(SCHEMA + "headline"),
            published_at=subject.text_or_none(SCHEMA + "datePublished"),
            authors=tuple(sorted(subject.texts(DCTERMS + "creator"))),
            retrieved_at=subject.text_or_none(KG + "retrievedAt"),
            licence=subject.text_or_none(DCTERMS + "license"),
        ),
        language=subject.text(DCTERMS + "language"),
        raw_sha256=subject.text_or_none(KG + "rawSha256") or "",
    )
