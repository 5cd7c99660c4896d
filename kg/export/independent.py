"""What other readers find in a file: rdflib, networkx, polars, markdown-it, and Python's csv, json and sqlite3.

Nothing here calls a reader of this project, so that a mistake that writer and reader share does not go unseen.
"""

from __future__ import annotations

import csv
import json
import sqlite3
import warnings
import zipfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.errors import PluginError
from kg.export.independent_notes import notes_contents, web_contents
from kg.rdf.vocabulary import KG, RDF, SKOS, TYPE

#: Kind of thing to the things of that kind: what can be compared, as plain tuples of text.
type Contents = Mapping[str, frozenset[Any]]

_LABELS = (SKOS + "prefLabel", SKOS + "altLabel")
_CLASSES = {
    KG + "Claim": "relations",
    KG + "OpenClaim": "open claims",
    KG + "Evidence": "evidence",
    KG + "Document": "documents",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class IndependentReader:
    """A reader: its name, and what it finds in a file of one format."""

    name: str
    contents: Callable[[Path], Contents]


def frozen(found: Mapping[str, Iterable[Any]]) -> Contents:
    """Return contents that do not change."""
    return MappingProxyType({kind: frozenset(things) for kind, things in found.items()})


def rdf_contents(quads: Iterable[tuple[str, str, Any, str | None]]) -> Contents:
    """Return triples, entities, labels, relations, values, evidence and documents among quads of text.

    An object is an IRI, or a tuple of text, datatype and language; an entity is what has a skos:prefLabel.
    """
    kinds = ("triples", "entities", "labels", "values", *_CLASSES.values())
    found: dict[str, set[Any]] = {kind: set() for kind in kinds}
    for quad in quads:
        subject, predicate, term, _ = quad
        found["triples"].add(quad)
        if predicate in _LABELS and not isinstance(term, str):
            found["labels"].add((subject, predicate, term[0]))
            if predicate == _LABELS[0]:
                found["entities"].add(subject)
        elif predicate == TYPE and term in _CLASSES:
            found[_CLASSES[term]].add(subject)
        elif (predicate == RDF + "object" and not isinstance(term, str)) or (
            predicate == RDF + "reifies" and '"' in term  # no IRI has a quotation mark: the object is a literal
        ):
            found["values"].add(subject)
    found["relations"] -= found["values"]
    return frozen({kind: things for kind, things in found.items() if things or not kind.startswith("open")})


def rdflib_term(term: Any) -> Any:
    """Return an rdflib term as text: rdflib writes numbers in its own way, so both sides must come from it."""
    from rdflib import Literal

    if isinstance(term, Literal):
        return (str(term), str(term.datatype or ""), term.language or "")
    return str(term)


def _by_rdflib(format: str) -> Callable[[Path], Contents]:
    def contents(path: Path) -> Contents:
        from rdflib import Dataset, Graph
        from rdflib.graph import DATASET_DEFAULT_GRAPH_ID

        dataset = Dataset() if format in ("nquads", "trig") else Graph()
        with path.open("rb") as stream, warnings.catch_warnings():
            # rdflib's own parsers use what rdflib has deprecated.
            warnings.simplefilter("ignore", DeprecationWarning)
            dataset.parse(stream, format=format)
        if not isinstance(dataset, Dataset):
            return rdf_contents((str(s), str(p), rdflib_term(o), None) for s, p, o in dataset)
        return rdf_contents(
            (str(s), str(p), rdflib_term(o), None if g in (None, DATASET_DEFAULT_GRAPH_ID) else str(g))
            for s, p, o, g in dataset.quads()
        )

    return contents


def _by_oxigraph(path: Path) -> Contents:
    import pyoxigraph

    def text(term: Any) -> Any:
        if isinstance(term, pyoxigraph.Literal):
            return (term.value, term.datatype.value, term.language or "")
        return term.value if isinstance(term, pyoxigraph.NamedNode) else str(term)

    return rdf_contents(
        (str(text(q.subject)), q.predicate.value, text(q.object), None)
        for q in pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE)
    )


def _by_networkx(name: str) -> Callable[[Path], Contents]:
    def contents(path: Path) -> Contents:
        import networkx

        graph: Any = getattr(networkx, name)(path)
        edges = [(u, v, data) for u, v, data in graph.edges(data=True)]
        return frozen(
            {
                "entities": graph.nodes,
                "labels": ((id, data.get("label", "")) for id, data in graph.nodes(data=True)),
                "edges": ((u, data.get("predicate", ""), v) for u, v, data in edges),
                "sentence counts": ((u, data.get("predicate", ""), v, int(data["weight"])) for u, v, data in edges),
            }
        )

    return contents


def _by_csv(columns: Mapping[str, tuple[str, ...]]) -> Callable[[Path], Contents]:
    def contents(path: Path) -> Contents:
        with path.open(newline="", encoding="utf-8-sig") as stream:
            rows = list(csv.DictReader(stream))
        return frozen({kind: [tuple(row[name] for name in names) for row in rows] for kind, names in columns.items()})

    return contents


def _neo4j_tables(path: Path) -> Contents:
    """Read the tables of a folder or an archive with the csv module."""
    root: Any = zipfile.Path(path) if path.is_file() else path

    def rows(name: str) -> list[list[str]]:
        with (root / name).open("r", encoding="utf-8", newline="") as stream:
            return list(csv.reader(stream))[1:]

    entities = rows("entities.csv")
    return frozen(
        {
            "entities": (row[0] for row in entities),
            "labels": ((row[0], row[2]) for row in entities),
            "relations": (row[0] for row in rows("claims.csv")),
            "values": (row[0] for row in rows("claims.csv")),
            "open claims": (row[0] for row in rows("claims.csv")),
            "evidence": ((row[0], row[2]) for row in rows("evidence.csv")),
            "edges": ((row[0], row[2], row[1]) for row in rows("relations.csv")),
        }
    )


def _by_json(id_name: str, kind: str = "") -> Callable[[Path], Contents]:
    def contents(path: Path) -> Contents:
        with path.open(encoding="utf-8") as stream:
            return _of_claim_rows([json.loads(line) for line in stream], id_name, kind)

    return contents


def _of_claim_rows(rows: list[dict[str, Any]], id_name: str, kind: str = "") -> Contents:
    """Return what rows of claims hold; without a kind they are relations and values, which have no second entity."""
    kind_of = {row[id_name]: kind or ("relations" if row["object_id"] else "values") for row in rows}
    return frozen(
        {
            **{name: [id for id, of in kind_of.items() if of == name] for name in (kind or "relations", "values")},
            "evidence": ((e["evidence_id"], e["sentence"]) for row in rows for e in row["evidence"]),
            "labels": (
                (row[f"{end}_id"], row[end]) for row in rows for end in ("subject", "object") if row[f"{end}_id"]
            ),
        }
    )


def _by_sqlite(path: Path) -> Contents:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        return frozen(
            {
                "entities": (row[0] for row in connection.execute("SELECT id FROM entities")),
                "labels": connection.execute("SELECT id, name FROM entities"),
                "relations": (row[0] for row in connection.execute("SELECT id FROM claims")),
                "values": (row[0] for row in connection.execute("SELECT id FROM value_claims")),
                "open claims": (row[0] for row in connection.execute("SELECT id FROM open_claims")),
                "evidence": connection.execute("SELECT id, quote FROM evidence"),
            }
        )


def _polars() -> Any:
    try:
        import polars
    except ImportError as error:
        raise PluginError(
            "another reader of Parquet is not installed",
            cause="it is an extra",
            remedy="run pip install 'newskg[frames]'",
        ) from error
    return polars


def _claims_by_polars(path: Path) -> Contents:
    rows = _polars().read_parquet(path).to_dicts()
    return _of_claim_rows(rows, "claim_id")


def _entities_by_polars(path: Path) -> Contents:
    rows = _polars().read_parquet(path).to_dicts()
    return frozen(
        {
            "entities": (row["entity_id"] for row in rows),
            "labels": ((row["entity_id"], name) for row in rows for name in (row["name"], *row["aliases"])),
        }
    )


#: Format to the reader that opens its files.
READERS: Mapping[str, IndependentReader] = MappingProxyType(
    {
        "turtle": IndependentReader(name="rdflib", contents=_by_rdflib("turtle")),
        "ntriples": IndependentReader(name="rdflib", contents=_by_rdflib("nt")),
        "nquads": IndependentReader(name="rdflib", contents=_by_rdflib("nquads")),
        "trig": IndependentReader(name="rdflib", contents=_by_rdflib("trig")),
        "jsonld": IndependentReader(name="rdflib", contents=_by_rdflib("json-ld")),
        # rdflib does not know RDF 1.2 yet; the text is this project's own, so Oxigraph's parser is another's.
        "turtle12": IndependentReader(name="Oxigraph", contents=_by_oxigraph),
        "graphml": IndependentReader(name="networkx", contents=_by_networkx("read_graphml")),
        "gexf": IndependentReader(name="networkx", contents=_by_networkx("read_gexf")),
        "csv-nodes": IndependentReader(
            name="Python's csv", contents=_by_csv({"entities": ("Id",), "labels": ("Id", "Label")})
        ),
        "csv-edges": IndependentReader(
            name="Python's csv",
            contents=_by_csv({"edges": ("Source", "Kind", "Target"), "sentence counts": ("Id", "Weight")}),
        ),
        "open-csv": IndependentReader(
            name="Python's csv", contents=_by_csv({"open claims": ("id",), "labels": ("subject_id", "subject")})
        ),
        "value-csv": IndependentReader(
            name="Python's csv", contents=_by_csv({"values": ("id",), "labels": ("subject_id", "subject")})
        ),
        "jsonl": IndependentReader(name="Python's json", contents=_by_json("claim_id")),
        "open-jsonl": IndependentReader(name="Python's json", contents=_by_json("open_claim_id", "open claims")),
        "neo4j": IndependentReader(name="Python's csv", contents=_neo4j_tables),
        # pyarrow writes these files; polars reads them with code of its own.
        "parquet": IndependentReader(name="polars", contents=_claims_by_polars),
        "parquet-entities": IndependentReader(name="polars", contents=_entities_by_polars),
        "sqlite": IndependentReader(name="Python's sqlite3", contents=_by_sqlite),
        "obsidian": IndependentReader(name="markdown-it", contents=lambda path: frozen(notes_contents(path))),
        "web-jsonld": IndependentReader(name="rdflib", contents=lambda path: frozen(web_contents(path))),
    }
)
