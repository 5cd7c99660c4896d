"""SQLite: the whole graph as tables with foreign keys, views to read, and full-text search; Datasette opens it.

``sqlite_schema.sql`` says what each table and column is. A record that another one names and that the graph lacks
is a row with its id alone, so that every foreign key holds; reading leaves those rows out.
"""

from __future__ import annotations

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, BinaryIO

from kg.errors import FormatError
from kg.export.settings import ExportSettings
from kg.export.stream import scalar_text
from kg.model import PHRASE, Claim, Document, Entity, Evidence, GraphRecords, Source
from kg.schema.ontology import Ontology

#: "nwkg" in the header's field for the program that a database belongs to (https://sqlite.org/fileformat2.html).
_APPLICATION_ID = 0x6E776B67
_APPLICATION_ID_AT = 68
#: Raised with every change of the tables.
_VERSION = 1
_QUALIFIERS = ("polarity", "status", "asserted", "time", "until", "titles", "attributed_to", "confidence",
               "source_count", "independent_source_count", "outcome", "disputed_by")  # fmt: skip
#: Columns of the tables that are read back, in the order in which `_tables` gives a row.
_COLUMNS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "metadata": ("key", "value"),
        "properties": ("name", "label", "definition", "iri"),
        "documents": ("id", "name", "title", "publisher", "published_at", "authors", "uri", "language", "licence",
                      "retrieved_at", "raw_sha256", "text"),
        "entities": ("id", "name", "class", "also_called", "n_mentions", "same_as"),
        "aliases": ("entity_id", "alias"),
        "entity_documents": ("entity_id", "document_id"),
        "name_uses": ("entity_id", "form", "document_id"),
        "claims": ("id", "subject_id", "predicate", "object_id", *_QUALIFIERS),
        "value_claims": ("id", "subject_id", "predicate", "value", "datatype", *_QUALIFIERS),
        "open_claims": ("id", "subject_id", "phrase", "object_id", *_QUALIFIERS),
        "evidence": ("id", "document_id", "start_offset", "end_offset", "quote", "extractor", "rule", "score",
                     "status", "polarity", "time", "said_by"),
        "claim_evidence": ("claim_id", "evidence_id"),
        "value_claim_evidence": ("claim_id", "evidence_id"),
        "open_claim_evidence": ("claim_id", "evidence_id"),
    }
)  # fmt: skip

type _Row = tuple[Any, ...]


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write the graph as a database; memory beside the graph's own stays constant.

    The bytes depend on the records and on the version of SQLite alone. ``settings.include_text`` False leaves the
    articles' text out.
    """
    settings = settings or ExportSettings()
    with tempfile.TemporaryDirectory(prefix="kg-sqlite-") as folder:
        path = Path(folder) / "graph.sqlite"
        with closing(sqlite3.connect(path, isolation_level=None)) as database:
            # Nobody else sees the file before it is whole, so nothing need be safe against a crash.
            for pragma in ("journal_mode = OFF", "synchronous = OFF", f"application_id = {_APPLICATION_ID}",
                           f"user_version = {_VERSION}"):  # fmt: skip
                database.execute(f"PRAGMA {pragma}")
            database.execute("BEGIN")
            _execute(database, "sqlite_schema.sql")
            for table, rows in _tables(graph, ontology, settings):
                _insert(database, table, rows)
            _execute(database, "sqlite_search.sql")
            database.execute("COMMIT")
        with path.open("rb") as made:
            shutil.copyfileobj(made, stream)


def _execute(database: sqlite3.Connection, name: str) -> None:
    """Run the statements of a file one by one: ``executescript`` would end the transaction."""
    statement = ""
    for line in files("kg.export").joinpath(name).read_text(encoding="utf-8").splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            database.execute(statement)
            statement = ""


def _insert(database: sqlite3.Connection, table: str, rows: Iterable[_Row]) -> None:
    columns = _COLUMNS[table]
    slots = ", ".join("?" * len(columns))
    database.executemany(
        f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({slots})",
        (tuple(scalar_text(cell) if isinstance(cell, str) else cell for cell in row) for row in rows),
    )


def _tables(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> Iterator[tuple[str, Iterable[_Row]]]:
    """Yield each table with its rows, both in one fixed order."""
    kinds = (
        ("claims", "claim_evidence", graph.claims),
        ("value_claims", "value_claim_evidence", graph.value_claims),
        ("open_claims", "open_claim_evidence", graph.open_claims),
    )
    yield "metadata", sorted(_metadata(graph, ontology, settings).items())
    yield "properties", _properties(graph, ontology)
    yield "documents", _documents(graph, settings)
    yield "entities", _entities(graph)
    entities = [entity for _, entity in sorted(graph.entities.items())]
    yield "aliases", ((e.id, alias) for e in entities for alias in sorted(e.aliases))
    yield "entity_documents", ((e.id, id) for e in entities for id in sorted(e.document_ids))
    yield "name_uses", ((e.id, *use) for e in entities for use in sorted(e.uses))
    yield "evidence", (_evidence_row(evidence) for _, evidence in sorted(graph.evidence.items()))
    for table, links, claims in kinds:
        yield table, (_claim_row(claim) for _, claim in sorted(claims.items()))
        yield (
            links,
            (
                (id, evidence_id)
                for id, claim in sorted(claims.items())
                for evidence_id in sorted(claim.evidence & graph.evidence.keys())
            ),
        )


def _metadata(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> dict[str, str]:
    from kg import __version__

    counted = ("documents", "entities", "claims", "value_claims", "open_claims", "evidence")
    return {
        "written_by": f"newskg {__version__}",
        "tables_version": str(_VERSION),
        "ontology_sha256": ontology.hash,
        "base_iri": settings.base,
        **{f"n_{name}": str(len(getattr(graph, name))) for name in counted},
    }


def _properties(graph: GraphRecords, ontology: Ontology) -> Iterator[_Row]:
    declared = {**ontology.properties, **ontology.values}
    used = {claim.predicate for claims in (graph.claims, graph.value_claims) for claim in claims.values()}
    for name in sorted(declared.keys() | used):
        found = declared.get(name)
        yield (name, found.label, found.definition, found.iri) if found else (name, None, None, None)


def _documents(graph: GraphRecords, settings: ExportSettings) -> Iterator[_Row]:
    named = {evidence.document_id for evidence in graph.evidence.values()}
    for entity in graph.entities.values():
        named |= entity.document_ids | {document_id for _, document_id in entity.uses}
    for id in sorted(graph.documents.keys() | named):
        document = graph.documents.get(id)
        if document is None:
            yield (id, None, None, None, None, "[]", None, None, None, None, None, None)
            continue
        source = document.source
        yield (id, document.name, source.title, source.publisher, source.published_at, _list(source.authors),
               source.uri, document.language, source.licence, source.retrieved_at, document.raw_sha256,
               document.text if settings.include_text else None)  # fmt: skip


def _entities(graph: GraphRecords) -> Iterator[_Row]:
    named = {evidence.said_by for evidence in graph.evidence.values() if evidence.said_by is not None}
    for claims in (graph.claims, graph.value_claims, graph.open_claims):
        for claim in claims.values():
            named.add(claim.subject)
            if claim.datatype is None:
                named.add(claim.object)
    for id in sorted(graph.entities.keys() | named):
        entity = graph.entities.get(id)
        if entity is None:
            yield (id, id, None, "", 0, "[]")
            continue
        also = " | ".join(sorted(entity.aliases - {entity.name}))
        yield (id, entity.name, entity.type, also, entity.n_mentions, _list(sorted(entity.same_as)))


def _evidence_row(evidence: Evidence) -> _Row:
    return (evidence.id, evidence.document_id, evidence.start, evidence.end, evidence.quote, evidence.extractor,
            evidence.rule, evidence.score, evidence.status, evidence.polarity, evidence.time,
            evidence.said_by)  # fmt: skip


def _claim_row(claim: Claim) -> _Row:
    if claim.datatype is not None:
        says: _Row = (claim.predicate, claim.object, claim.datatype)
    else:
        says = (claim.predicate if claim.phrase is None else claim.phrase, claim.object)
    return (claim.id, claim.subject, *says, claim.polarity, claim.status, int(claim.asserted), claim.time, claim.until,
            _list(sorted(claim.titles)), _list(sorted(claim.attributed_to)), claim.confidence, claim.source_count,
            claim.independent_source_count, claim.outcome, _list(sorted(claim.disputed_by)))  # fmt: skip


def _list(texts: Iterable[str]) -> str:
    return json.dumps(list(texts), ensure_ascii=False)


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> GraphRecords:
    """Return what `read` gives back of a graph that `write` wrote: everything but the way there.

    Left out are mentions, chains, relation mentions, judgements, rejections, the cuts of documents, and evidence that
    a claim names and the graph lacks.
    """

    def kept(claims: Mapping[str, Claim]) -> Iterator[Claim]:
        return (replace(claim, evidence=claim.evidence & graph.evidence.keys()) for claim in claims.values())

    return GraphRecords.of(
        documents=(
            replace(document, cuts=(), text=document.text if settings.include_text else "")
            for document in graph.documents.values()
        ),
        entities=(replace(entity, chains=frozenset()) for entity in graph.entities.values()),
        claims=kept(graph.claims),
        open_claims=kept(graph.open_claims),
        value_claims=kept(graph.value_claims),
        evidence=graph.evidence.values(),
    )


def is_own(stream: BinaryIO) -> bool:
    """Say whether a SQLite database is one that `write` wrote, by the application id in its header."""
    header = stream.read(_APPLICATION_ID_AT + 4)
    return header[_APPLICATION_ID_AT:] == _APPLICATION_ID.to_bytes(4)


def read(stream: BinaryIO) -> GraphRecords:
    """Read the graph of a database that `write` wrote; FormatError where it is not one, or damaged."""
    with _opened(stream) as database:
        return _graph(database)


@contextmanager
def _opened(stream: BinaryIO) -> Iterator[sqlite3.Connection]:
    with tempfile.TemporaryDirectory(prefix="kg-sqlite-") as folder:
        path = Path(folder) / "graph.sqlite"
        with path.open("wb") as copy:
            shutil.copyfileobj(stream, copy)
        try:
            with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
                # a database from elsewhere may hold triggers and views that call functions
                database.execute("PRAGMA trusted_schema = OFF")
                (found,) = database.execute("PRAGMA application_id").fetchone()
                (version,) = database.execute("PRAGMA user_version").fetchone()
                if (found, version) != (_APPLICATION_ID, _VERSION):
                    raise FormatError(
                        "the database is not one that kg wrote" if found != _APPLICATION_ID else
                        f"the database has tables of version {version}, this kg reads version {_VERSION}",
                        remedy="export the graph again",
                    )  # fmt: skip
                yield database
        except (sqlite3.DatabaseError, ValueError, TypeError) as error:
            raise FormatError(
                "the file is not a database that kg wrote", cause=str(error), remedy="export the graph again"
            ) from error


def _graph(database: sqlite3.Connection) -> GraphRecords:
    def rows(table: str) -> Iterator[_Row]:
        return database.execute(f"SELECT {', '.join(_COLUMNS[table])} FROM {table}")

    def lists(table: str) -> dict[str, set[Any]]:
        found: dict[str, set[Any]] = {}
        for id, *values in rows(table):
            found.setdefault(id, set()).add(values[0] if len(values) == 1 else tuple(values))
        return found

    aliases, about, uses = lists("aliases"), lists("entity_documents"), lists("name_uses")
    entities = [
        Entity(
            id=id,
            name=name,
            type=type,
            aliases=frozenset(aliases.get(id, ())),
            uses=frozenset(uses.get(id, ())),
            document_ids=frozenset(about.get(id, ())),
            same_as=frozenset(json.loads(same_as)),
            n_mentions=n_mentions,
        )
        for id, name, type, _, n_mentions, same_as in rows("entities")
        if type is not None
    ]
    linked = lists("claim_evidence")
    claims = [
        Claim(id=id, subject=subject, predicate=predicate, object=object, **_qualifiers(id, how, linked))
        for id, subject, predicate, object, *how in rows("claims")
    ]
    linked = lists("value_claim_evidence")
    valued = [
        Claim(id=id, subject=subject, predicate=said, object=value, datatype=of, **_qualifiers(id, how, linked))
        for id, subject, said, value, of, *how in rows("value_claims")
    ]
    linked = lists("open_claim_evidence")
    opened = [
        Claim(id=id, subject=subject, predicate=PHRASE, phrase=said, object=object, **_qualifiers(id, how, linked))
        for id, subject, said, object, *how in rows("open_claims")
    ]
    return GraphRecords.of(
        documents=[_document(row) for row in rows("documents") if row[1] is not None],
        entities=entities,
        claims=claims,
        value_claims=valued,
        open_claims=opened,
        evidence=map(_evidence, rows("evidence")),
    )


def _document(row: _Row) -> Document:
    id, name, title, publisher, published_at, authors, uri, language, licence, retrieved_at, raw_sha256, text = row
    return Document(
        id=id,
        name=name,
        text=text or "",
        source=Source(
            uri=uri,
            publisher=publisher,
            title=title,
            published_at=published_at,
            authors=tuple(json.loads(authors)),
            retrieved_at=retrieved_at,
            licence=licence,
        ),
        language=language,
        raw_sha256=raw_sha256,
    )


def _qualifiers(id: str, row: list[Any], linked: Mapping[str, set[Any]]) -> dict[str, Any]:
    fields = dict(zip(_QUALIFIERS, row, strict=True))
    del fields["asserted"]  # follows from polarity and status
    for name in ("titles", "attributed_to", "disputed_by"):
        fields[name] = frozenset(json.loads(fields[name]))
    return fields | {"evidence": frozenset(linked.get(id, ()))}


def _evidence(row: _Row) -> Evidence:
    id, document_id, start, end, quote, extractor, rule, score, status, polarity, time, said_by = row
    return Evidence(id=id, document_id=document_id, start=start, end=end, quote=quote, extractor=extractor, rule=rule,
                    score=score, status=status, polarity=polarity, time=time, said_by=said_by)  # fmt: skip
