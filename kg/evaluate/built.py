"""What is scored of a built graph: entities with their names, claims by document, quotes."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import FormatError, InputError
from kg.evaluate.names import norm
from kg.model import GraphRecords
from kg.rdf.vocabulary import DCTERMS, RDF, RDFS, SKOS
from kg.schema import Ontology

#: Subject, predicate, object: entity ids and a property's local name.
Triple = tuple[str, str, str]


@dataclass(slots=True, kw_only=True)
class BuiltEntity:
    """An entity's classes and normalised names; ``label`` is what a reader sees."""

    label: str
    types: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotedEvidence:
    """A quote and where it claims to stand; None: the graph does not say."""

    document: str | None
    quote: str | None
    start: int | None
    end: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuiltGraph:
    """A graph as the figures see it. Documents are known by file name; None: evidence of no known document.

    ``claims`` leave out what is denied. ``quotes`` hold one row for each claim and evidence.
    """

    entities: dict[str, BuiltEntity]
    claims: dict[str | None, set[Triple]]
    quotes: list[QuotedEvidence]
    texts: dict[str, str]


def from_records(graph: GraphRecords) -> BuiltGraph:
    """Take what is scored from a graph in memory."""
    names = {id: posixpath.basename(document.name) for id, document in graph.documents.items()}
    claims: dict[str | None, set[Triple]] = defaultdict(set)
    quotes = []
    for claim in graph.claims.values():
        if claim.polarity == "negative":
            continue
        for evidence in (graph.evidence.get(id) for id in sorted(claim.evidence)):
            if evidence and evidence.polarity == "negative":
                continue  # what cancelled a plan is no statement of it
            document = names.get(evidence.document_id) if evidence else None
            claims[document].add((claim.subject, claim.predicate, claim.object))
            if evidence:
                quotes.append(
                    QuotedEvidence(document=document, quote=evidence.quote, start=evidence.start, end=evidence.end)
                )
    return BuiltGraph(
        entities={
            id: BuiltEntity(
                label=entity.name, types={entity.type}, names={norm(n) for n in (entity.name, *entity.aliases)}
            )
            for id, entity in graph.entities.items()
        },
        claims=dict(claims),
        quotes=quotes,
        texts={names[id]: document.text for id, document in graph.documents.items()},
    )


def from_file(path: Path, ontology: Ontology) -> BuiltGraph:
    """Take what is scored from an RDF file of any format that its suffix names.

    Raises InputError where the file cannot be read, FormatError where its suffix or content is no RDF.
    """
    facts = _read_facts(path)
    base = ontology.base
    classes = {class_.iri: name for name, class_ in ontology.classes.items()}

    def first(subject: str, predicate: str) -> str | None:
        return next(iter(facts.get(subject, {}).get(predicate, ())), None)

    entities: dict[str, BuiltEntity] = {}
    claims: dict[str | None, set[Triple]] = defaultdict(set)
    quotes: list[QuotedEvidence] = []
    documents = {
        subject: posixpath.basename(identifier)
        for subject, properties in facts.items()
        for identifier in properties.get(DCTERMS + "identifier", ())
    }
    for subject, properties in facts.items():
        types = set(properties.get(RDF + "type", ()))
        if own := {classes[t] for t in types if t in classes}:
            labels = [n for p in _NAMES for n in properties.get(p, ())]
            entities[subject] = BuiltEntity(
                label=labels[0] if labels else subject, types=own, names={norm(n) for n in labels}
            )
        if base + "Claim" not in types or "negative" in properties.get(base + "polarity", ()):
            continue
        if first(subject, RDF + "object") not in facts:
            continue  # a value: gold has relations of entities only
        ends, predicate = [first(subject, RDF + p) for p in ("subject", "object")], first(subject, RDF + "predicate")
        for evidence in properties.get(base + "evidence", ()):
            if "negative" in facts.get(evidence, {}).get(base + "polarity", ()):
                continue
            document = documents.get(first(evidence, base + "document") or "")
            start, end = first(evidence, base + "start"), first(evidence, base + "end")
            quotes.append(
                QuotedEvidence(
                    document=document,
                    quote=first(evidence, base + "quote"),
                    start=None if start is None else int(start),
                    end=None if end is None else int(end),
                )
            )
            if predicate is not None and predicate.startswith(base):
                claims[document].add((str(ends[0]), predicate.removeprefix(base), str(ends[1])))
    texts = {
        documents[subject]: text
        for subject, properties in facts.items()
        if subject in documents
        for text in properties.get(base + "text", ())
    }
    return BuiltGraph(entities=entities, claims=dict(claims), quotes=quotes, texts=texts)


_NAMES = (RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel")


def _read_facts(path: Path) -> dict[str, dict[str, list[str]]]:
    """Return subject -> predicate -> values, in the file's order."""
    from pyoxigraph import RdfFormat, parse

    format = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if format is None:
        raise FormatError(
            f"{path.name}: no RDF format has the suffix {path.suffix!r}", remedy="use .ttl, .nt, .nq, .trig or .jsonld"
        )
    facts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in parse(path=str(path), format=format):
            values = facts[_value(quad.subject)][quad.predicate.value]
            value = _value(quad.object)
            if value not in values:
                values.append(value)
    except OSError as error:
        raise InputError(
            f"cannot read the graph {str(path)!r}", cause=error.strerror or "", remedy="build it first"
        ) from error
    except SyntaxError as error:
        raise FormatError(
            f"{path.name}, line {error.lineno}: not {format.name}", cause=error.msg, remedy="build it again"
        ) from error
    return facts


def _value(node: Any) -> str:
    # A triple term (RDF 1.2) has no value; it is scored nowhere, and only needs a key of its own.
    return str(getattr(node, "value", node))
