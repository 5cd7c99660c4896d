"""What follows from a graph by the ontology and its links to other vocabularies: OWL 2 RL, with ``reasonable``."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import FormatError, InputError, PluginError
from kg.graph.store import FORMATS
from kg.rdf import Literal, Quad
from kg.rdf.terms import Term, object_text
from kg.rdf.vocabulary import BASE, KG, OWL, RDF, RDFS, RECORD_TERMS, SKOS, TYPE, VOID, XSD

#: Types that say nothing, or say that something is part of the record: no reasoner may add to what was read.
_NO_NEWS = frozenset(
    {OWL + "Thing", OWL + "NamedIndividual", RDFS + "Resource", RDF + "Statement"}
    | {KG + name for name in ("Claim", "Document", "Evidence", "OpenClaim")}
)

#: Properties of the record, which come from an article and from nowhere else.
_RECORD = frozenset(iri for iri, _, _ in RECORD_TERMS if iri.startswith(KG))


@dataclass(frozen=True, slots=True, kw_only=True)
class Inference:
    """What a graph states, and what follows from it: sorted quads, no triple in both.

    ``inferred`` stand in the graph named ``graph_name``, ``asserted`` where the file has them.
    """

    asserted: tuple[Quad, ...]
    inferred: tuple[Quad, ...]
    graph_name: str


def infer(path: Path, rules: Sequence[Path]) -> Inference:
    """Return what follows from a graph's file by the OWL in ``rules``, such as an ontology and its alignments.

    Only about the entities: claims, evidence and documents say what was read, and nothing is added to them. Left out is
    what says nothing (owl:Thing, what equals itself) and what names a class without a name.

    Raises:
        InputError: a file cannot be read.
        FormatError: a file is not of the format that its name says.
        PluginError: the reasoner is not installed.
    """
    reasoner = _reasoner()
    graph = _parsed(path)
    with tempfile.TemporaryDirectory() as folder:
        # The reasoner tells the format by the name, and N-Triples are Turtle.
        everything = Path(folder) / "everything.ttl"
        with everything.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(f"{quad.triple} .\n" for quads in (graph, *map(_parsed, rules)) for quad in quads)
        reasoner.load_file(str(everything))
        found = reasoner.reason()
    asserted = [_quad(quad) for quad in graph]
    stated = {quad[:3] for quad in asserted}
    entities = {subject for subject, predicate, _, _ in asserted if predicate == SKOS + "prefLabel"}
    datasets = [s for s, p, o, _ in asserted if (p, o) == (TYPE, VOID + "Dataset")]
    name = min(datasets, default=BASE + "dataset") + "/inferred"
    inferred: set[Quad] = set()
    for subject, predicate, value in found:
        term = _from_rdflib(value)
        if term is None or str(subject) not in entities:
            continue
        triple = (str(subject), str(predicate), term)
        if triple not in stated and _is_news(*triple):
            inferred.add((*triple, name))
    return Inference(
        asserted=tuple(sorted(asserted, key=_order)), inferred=tuple(sorted(inferred, key=_order)), graph_name=name
    )


def _is_news(subject: str, predicate: str, term: Term) -> bool:
    if predicate == OWL + "sameAs" and term == subject:
        return False
    return predicate not in _RECORD and not (predicate == TYPE and term in _NO_NEWS)


def _order(quad: Quad) -> tuple[str, str, str, str]:
    subject, predicate, term, name = quad
    return name or "", subject, predicate, object_text(term)


def _reasoner() -> Any:
    try:
        import reasonable
    except ImportError as error:
        raise PluginError(
            "the reasoner is not installed", cause="it is an extra", remedy="run pip install 'newskg[reason]'"
        ) from error
    return reasonable.PyReasoner()


def _parsed(path: Path) -> list[Any]:
    import pyoxigraph

    format = FORMATS.get(path.suffix.lower())
    if format is None:
        raise FormatError(f"cannot reason with {path.name!r}", remedy=f"name a file that ends in {' '.join(FORMATS)}")
    try:
        return list(pyoxigraph.parse(path=str(path), format=getattr(pyoxigraph.RdfFormat, format)))
    except OSError as error:
        raise InputError(f"cannot read '{path}'", cause=error.strerror or str(error)) from error
    except (SyntaxError, ValueError) as error:
        raise FormatError(
            f"cannot read {path.name}", cause=str(error), remedy="check that the file is whole"
        ) from error


def _quad(quad: Any) -> Quad:
    import pyoxigraph

    if not all(isinstance(term, pyoxigraph.NamedNode | pyoxigraph.Literal) for term in (quad.subject, quad.object)):
        raise FormatError(
            "the graph has things without a name", cause=str(quad), remedy="name a file that 'kg build' wrote"
        )
    name = quad.graph_name
    term: Term = quad.object.value
    if isinstance(quad.object, pyoxigraph.Literal):
        term = _literal(quad.object.value, quad.object.datatype.value, quad.object.language)
    return (
        quad.subject.value,
        quad.predicate.value,
        term,
        name.value if isinstance(name, pyoxigraph.NamedNode) else None,
    )


def _from_rdflib(term: Any) -> Term | None:
    """Return a term; None for one without a name."""
    import rdflib

    if isinstance(term, rdflib.Literal):
        return _literal(str(term), str(term.datatype or ""), term.language)
    return str(term) if isinstance(term, rdflib.URIRef) else None


def _literal(value: str, datatype: str, language: str | None) -> Literal:
    if language:
        return Literal(value, language=language)
    return Literal(value, "" if datatype == XSD + "string" else datatype)
