"""Whether a written file has everything that it should have, as somebody else's program reads it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import FormatError, PluginError
from kg.export.independent import READERS, Contents, frozen, rdf_contents, rdflib_term
from kg.export.obsidian_names import spaced
from kg.export.registry import exporter, exporter_of
from kg.export.rows import graph_rows, name_of
from kg.export.settings import ExportSettings
from kg.export.turtle12 import reified
from kg.export.xml_text import legal
from kg.model import Claim, GraphRecords
from kg.rdf import RdfSettings, statements
from kg.rdf.terms import Literal, Quad, Triple, object_text
from kg.rdf.vocabulary import XSD, local
from kg.schema.ontology import Ontology

#: So many of the things that are lost are named.
_SHOWN = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many things of a kind should be in a file, and which of them a reader does not find; ``lost`` is sorted."""

    kind: str
    n_written: int
    lost: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LossReport:
    """What a reader found of a graph in a file; ``counts`` has a row a kind, sorted."""

    path: Path
    reader: str
    counts: tuple[Count, ...]

    @property
    def n_lost(self) -> int:
        """Return how many things are lost, of all kinds."""
        return sum(len(count.lost) for count in self.counts)

    def as_text(self) -> str:
        """Return a line with the verdict and, where something is lost, a few lines that say what."""
        kept = ", ".join(f"{count.n_written - len(count.lost):,} {count.kind}" for count in self.counts)
        lines = [f"{self.path}: {self.n_lost} lost; {self.reader} reads {kept}"]
        for count in self.counts:
            if count.lost:
                lines.append(f"  {len(count.lost):,} of {count.n_written:,} {count.kind} lost, such as")
                lines += [f"    {' '.join(thing.split())[:160]}" for thing in count.lost[:_SHOWN]]
        return "\n".join(lines) + "\n"


def check_readable(name: str | None, path: Path) -> None:
    """Raise FormatError where no reader but this project's own knows the format; None: that of the file's name."""
    format = exporter(name) if name is not None else exporter_of(path)
    if format.name not in READERS:
        raise FormatError(
            f"nothing else here reads {format.name!r}",
            remedy=f"leave out --check, or choose one of {', '.join(sorted(READERS))}",
        )


def check_loss(
    graph: GraphRecords,
    ontology: Ontology,
    path: Path,
    *,
    format: str | None = None,
    settings: ExportSettings | None = None,
) -> LossReport:
    """Open a written file with an independent reader and compare it, thing by thing, with the graph.

    Both are held in memory. An edge stands for all claims with its ends and predicate, so drawings and tables of edges
    are compared by relations and by the number of sentences behind each.

    Raises:
        FormatError: no independent reader knows the format, or it cannot read the file at all.
        PluginError: the reader is not installed.
    """
    check_readable(format, path)
    name = (exporter(format) if format is not None else exporter_of(path)).name
    reader = READERS[name]
    try:
        found = reader.contents(path)
    except PluginError:
        raise
    except Exception as error:  # whatever another program's reader raises
        raise FormatError(f"{reader.name} cannot read {path}", cause=str(error), remedy="report this") from error
    expected = _expected(name, graph, ontology, settings or ExportSettings())
    counts = tuple(
        Count(
            kind=kind,
            n_written=len(things),
            lost=tuple(sorted(map(_shown, things - found.get(kind, frozenset())))),
        )
        for kind, things in sorted(expected.items())
    )
    return LossReport(path=path, reader=reader.name, counts=counts)


def _shown(thing: Any) -> str:
    return thing if isinstance(thing, str) else " ".join(str(part) for part in thing if part is not None)


def _expected(name: str, graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> Contents:
    if name in ("turtle", "ntriples", "jsonld"):
        return _rdf(graph, ontology, settings.rdf())
    if name in ("nquads", "trig"):
        return _rdf(graph, ontology, settings.rdf(graph_per_document=True))
    if name == "turtle12":
        quads = reified(statements(graph, ontology, settings=settings.rdf()))
        return rdf_contents((s, p, _oxigraph_text(o), g) for s, p, o, g in quads)
    if name in ("graphml", "gexf", "csv-nodes", "csv-edges"):
        return _network(name, graph, ontology, settings)
    if name == "neo4j":
        edges = graph_rows(graph, ontology, settings).edges
        return frozen({**_database(graph), "edges": ((edge.source, edge.predicate, edge.target) for edge in edges)})
    if name == "web-jsonld":
        return _web(graph, settings)
    return _TABLES[name](graph)


def _web(graph: GraphRecords, settings: ExportSettings) -> Contents:
    def iri(kind: str, id: str) -> str:
        return f"{settings.base}{kind}/{local(id)}"

    entities = graph.entities.values()
    named = {e.id: e.document_ids | {document for _, document in e.uses} for e in entities}
    return frozen(
        {
            "entities": (iri("entity", e.id) for e in entities),
            "labels": ((iri("entity", e.id), _characters(name)) for e in entities for name in (e.name, *e.aliases)),
            "documents": (iri("document", id) for id in graph.documents),
            "mentions": (
                (iri("document", document), iri("entity", id))
                for id, documents in named.items()
                for document in documents & graph.documents.keys()
            ),
        }
    )


def _notes(graph: GraphRecords) -> Contents:
    """Return what notes hold: white space is one space there, and a link has no direction."""
    claims = (*graph.claims.values(), *graph.value_claims.values(), *graph.open_claims.values())
    pairs = {(c.subject, c.object) for c in claims if {c.subject, c.object} <= graph.entities.keys()}
    said = {graph.evidence[id] for claim in claims for id in claim.evidence if id in graph.evidence}
    labels = ((e.id, spaced(name)) for e in graph.entities.values() for name in (e.name, *e.aliases))
    return frozen(
        {
            "entities": graph.entities,
            "labels": ((id, name) for id, name in labels if name),
            "documents": graph.documents,
            "links": (end for one, other in pairs for end in ((one, other), (other, one))),
            "quotes": ((row.document_id, spaced(row.quote)) for row in said if row.document_id in graph.documents),
        }
    )


def _rdf(graph: GraphRecords, ontology: Ontology, settings: RdfSettings) -> Contents:
    return rdf_contents(map(_by_rdflib, statements(graph, ontology, settings=settings)))


def _by_rdflib(quad: Quad) -> tuple[str, str, Any, str | None]:
    import rdflib

    subject, predicate, term, name = quad
    if isinstance(term, Literal):
        typed = {"lang": term.language} if term.language else {"datatype": term.datatype or None}
        return subject, predicate, rdflib_term(rdflib.Literal(_characters(term.value), **typed)), name
    return subject, predicate, term, name


def _oxigraph_text(term: Any) -> Any:
    if isinstance(term, Literal):
        datatype = RDF_LANG_STRING if term.language else term.datatype or XSD + "string"
        return (_characters(term.value), datatype, term.language)
    return object_text(term).removeprefix("<<( ").removesuffix(" )>>") if isinstance(term, Triple) else term


RDF_LANG_STRING = "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"


def _characters(text: str) -> str:
    """Return a text as UTF-8 can have it: lone surrogates, which are no characters, become U+FFFD."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _network(name: str, graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> Contents:
    text = legal if name in ("graphml", "gexf") else _characters
    rows = graph_rows(graph, ontology, settings)
    if name == "csv-nodes":
        return frozen(
            {
                "entities": ((text(n.id),) for n in rows.nodes),
                "labels": ((text(n.id), text(n.name)) for n in rows.nodes),
            }
        )
    ends = [(text(edge.source), text(edge.predicate), text(edge.target)) for edge in rows.edges]
    if name == "csv-edges":
        return frozen({"edges": ends, "sentence counts": ((text(e.id), str(e.weight)) for e in rows.edges)})
    return frozen(
        {
            "entities": (text(node.id) for node in rows.nodes),
            "labels": ((text(node.id), text(node.name)) for node in rows.nodes),
            "edges": ends,
            "sentence counts": ((*end, edge.weight) for end, edge in zip(ends, rows.edges, strict=True)),
        }
    )


def _lines(kind: str, claims: Mapping[str, Claim], graph: GraphRecords) -> Contents:
    ids: dict[str, list[str]] = {name: [] for name in ([kind] if kind else ["relations", "values"])}
    for id, claim in claims.items():
        ids[kind or ("relations" if claim.datatype is None else "values")].append(id)
    evidence = {id for claim in claims.values() for id in claim.evidence} & graph.evidence.keys()
    ends = {c.subject for c in claims.values()} | {c.object for c in claims.values() if c.datatype is None}
    return frozen(
        {
            **ids,
            "evidence": ((id, _characters(graph.evidence[id].quote)) for id in evidence),
            "labels": ((id, _characters(name_of(id, graph))) for id in ends),
        }
    )


def _claim_table(kind: str, claims: Mapping[str, Claim], graph: GraphRecords) -> Contents:
    labels = ((claim.subject, _characters(name_of(claim.subject, graph))) for claim in claims.values())
    return frozen({kind: ((id,) for id in claims), "labels": labels})


def _entity_table(graph: GraphRecords) -> Contents:
    names = ((e.id, _characters(name)) for e in graph.entities.values() for name in (e.name, *e.aliases))
    return frozen({"entities": graph.entities, "labels": names})


def _database(graph: GraphRecords) -> Contents:
    return frozen(
        {
            "entities": graph.entities,
            "labels": ((entity.id, _characters(entity.name)) for entity in graph.entities.values()),
            "relations": graph.claims,
            "values": graph.value_claims,
            **({"open claims": graph.open_claims} if graph.open_claims else {}),
            "evidence": ((row.id, _characters(row.quote)) for row in graph.evidence.values()),
        }
    )


_TABLES: Mapping[str, Callable[[GraphRecords], Contents]] = {
    "jsonl": lambda graph: _lines("", {**graph.claims, **graph.value_claims}, graph),
    "open-jsonl": lambda graph: _lines("open claims", graph.open_claims, graph),
    "open-csv": lambda graph: _claim_table("open claims", graph.open_claims, graph),
    "value-csv": lambda graph: _claim_table("values", graph.value_claims, graph),
    "parquet": lambda graph: _lines("", {**graph.claims, **graph.value_claims}, graph),
    "parquet-entities": _entity_table,
    "obsidian": _notes,
    "sqlite": _database,
}
