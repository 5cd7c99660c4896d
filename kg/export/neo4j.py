"""Neo4j: tables that ``neo4j-admin database import`` loads, in an archive or a folder.

Facts are relationships between entities, typed by the property's name: the same edges as in the drawings. Every
claim, also a planned or denied one, is a node with its subject, its object and its sentences, so that no pattern
matches a denied fact by accident, and all that is known of one can be asked.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from kg.errors import FormatError
from kg.export.archive import read_archive, write_archive
from kg.export.rows import name_of, row_stream
from kg.export.settings import ExportSettings
from kg.export.stream import scalar_text
from kg.model import Claim, GraphRecords
from kg.schema.ontology import Ontology

NAME = "neo4j"
README = "README.txt"
#: Between the values of a list, as ``--array-delimiter`` names it: a character that no article has. A comma or a
#: semicolon stands in names, and the importer knows no escape for it.
LIST_DELIMITER = "\x1f"
#: An article is one cell; the csv module's own limit is 131,072 characters.
_MAX_CELL = 2**31 - 1

#: One cell: a text, a number, a list, or None for a property that the node or relationship lacks.
type Cell = str | int | float | tuple[str, ...] | None
#: The tables by file name, in order; each row is its cells as text, "" for None.
type Tables = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A file: its name, its columns as the importer reads them, and rows of as many cells."""

    file: str
    columns: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]

    @property
    def of_nodes(self) -> bool:
        """Say whether the table is one of nodes, not of relationships."""
        return ":LABEL" in self.columns


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write the tables, and a text that says how to load them, as an archive."""
    found = list(tables(graph, ontology, settings or ExportSettings()))
    files = [(table.file, _lines(table)) for table in found]
    write_archive(stream, NAME, [(README, [readme(found)]), *files])


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> Tables:
    """Return what `read` gives back of a graph that `write` wrote."""
    return {
        table.file: (table.columns, *(tuple(map(_text, row)) for row in table.rows))
        for table in tables(graph, ontology, settings)
    }


def read(stream: BinaryIO) -> Tables:
    """Read the tables of an archive that `write` wrote, columns first; FormatError where it is not one."""
    limit = csv.field_size_limit(_MAX_CELL)
    try:
        return _read(stream)
    finally:
        csv.field_size_limit(limit)


def _read(stream: BinaryIO) -> Tables:
    found = {}
    for file, text in read_archive(stream, NAME).items():
        if file == README:
            continue
        try:
            rows = tuple(tuple(row) for row in csv.reader(io.StringIO(text, newline="")))
        except csv.Error as error:
            raise FormatError(f"{file} is not CSV", cause=str(error)) from error
        if not rows or any(len(row) != len(rows[0]) for row in rows):
            raise FormatError(f"{file} has rows of different length", remedy="export the tables again")
        found[file] = rows
    return found


def readme(found: Iterable[Table]) -> str:
    """Return the text beside the tables: the command that loads them."""
    files = "".join(f" \\\n  {'--nodes' if table.of_nodes else '--relationships'}={table.file}" for table in found)
    return (
        "Load these tables into an empty Neo4j database, in this folder, while the server is stopped:\n\n"
        "neo4j-admin database import full neo4j --overwrite-destination=true --multiline-fields=true"
        f" \\\n  --array-delimiter=U+001F{files}\n"
    )


def _lines(table: Table) -> Iterator[str]:
    # The names of columns stand bare; texts are quoted, for the importer strips spaces of others.
    yield ",".join(table.columns) + "\n"
    line = io.StringIO()
    writer = csv.writer(line, quoting=csv.QUOTE_STRINGS, lineterminator="\n")
    for row in table.rows:
        writer.writerow([_text(cell) or None if isinstance(cell, str | tuple) else cell for cell in row])
        yield line.getvalue()
        line.seek(0)
        line.truncate()


def _text(cell: Cell) -> str:
    """Return a cell as text; what delimits lists becomes U+FFFD where it stands within a text."""
    if isinstance(cell, tuple):
        return LIST_DELIMITER.join(map(_text, cell))
    if isinstance(cell, str):
        return scalar_text(cell).replace(LIST_DELIMITER, "\ufffd")
    return "" if cell is None else repr(cell)


def tables(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> Iterator[Table]:
    """Yield the tables of nodes, then those of relationships, their rows sorted; every end of a relationship is a node.

    What a claim names and no record describes is a node with its id alone; only a dispute with a claim that the graph
    lacks is left out.
    """
    claims = dict(sorted({**graph.claims, **graph.open_claims, **graph.value_claims}.items()))
    yield from _nodes(graph, ontology, settings, claims)
    yield from _relationships(graph, ontology, settings, claims)


def _nodes(
    graph: GraphRecords, ontology: Ontology, settings: ExportSettings, claims: Mapping[str, Claim]
) -> Iterator[Table]:
    said = {id for claim in claims.values() for id in claim.evidence}
    ends = {id for claim in claims.values() for _, id in _entities_of(claim)}
    documents = {e.document_id for e in graph.evidence.values()}
    documents |= {id for entity in graph.entities.values() for id in entity.document_ids}
    yield Table(
        file="entities.csv",
        columns=("id:ID(Entity)", ":LABEL", "name", "aliases:string[]", "mentions:long", "documents:long",
                 "same_as:string[]", "community:long"),
        rows=(_entity(id, graph, ontology, settings) for id in sorted(graph.entities.keys() | ends)),
    )  # fmt: skip
    yield Table(
        file="articles.csv",
        columns=("id:ID(Article)", ":LABEL", "name", "title", "url", "publisher", "published", "language", "text"),
        rows=(_article(id, graph, settings) for id in sorted(graph.documents.keys() | documents)),
    )
    yield Table(
        file="claims.csv",
        columns=("id:ID(Claim)", ":LABEL", "name", "predicate", "phrase", "value", "datatype", "polarity", "status",
                 "time", "until", "titles:string[]", "confidence:double", "source_count:long",
                 "independent_source_count:long", "outcome"),
        rows=(_claim(claim, graph, ontology) for claim in claims.values()),
    )  # fmt: skip
    yield Table(
        file="evidence.csv",
        columns=("id:ID(Evidence)", ":LABEL", "quote", "start:long", "end:long", "extractor", "rule", "score:double",
                 "status", "polarity", "time"),
        rows=(_evidence(id, graph) for id in sorted(graph.evidence.keys() | said)),
    )  # fmt: skip


def _relationships(
    graph: GraphRecords, ontology: Ontology, settings: ExportSettings, claims: Mapping[str, Claim]
) -> Iterator[Table]:
    edges = row_stream(graph, ontology, settings).edges
    yield Table(
        file="relations.csv",
        columns=(":START_ID(Entity)", ":END_ID(Entity)", ":TYPE", "id", "weight:long", "confidence:double", "since",
                 "periods:string[]", "statuses:string[]", "titles:string[]", "said_by:string[]",
                 "sentences:string[]", "articles:string[]"),
        rows=((e.source, e.target, e.predicate, e.id, e.weight, e.confidence, e.since, e.periods, e.statuses,
               e.titles, e.said_by, e.sentences, e.articles) for e in edges),
    )  # fmt: skip
    yield Table(
        file="claim_entities.csv",
        columns=(":START_ID(Claim)", ":END_ID(Entity)", ":TYPE"),
        rows=((claim.id, id, role) for claim in claims.values() for role, id in _entities_of(claim)),
    )
    yield Table(
        file="claim_evidence.csv",
        columns=(":START_ID(Claim)", ":END_ID(Evidence)", ":TYPE"),
        rows=((claim.id, id, "HAS_EVIDENCE") for claim in claims.values() for id in sorted(claim.evidence)),
    )
    yield Table(
        file="disputes.csv",
        columns=(":START_ID(Claim)", ":END_ID(Claim)", ":TYPE"),
        rows=((claim.id, id, "DISPUTED_BY") for claim in claims.values() for id in sorted(claim.disputed_by)
              if id in claims),
    )  # fmt: skip
    yield Table(
        file="evidence_articles.csv",
        columns=(":START_ID(Evidence)", ":END_ID(Article)", ":TYPE"),
        rows=((id, evidence.document_id, "IN") for id, evidence in sorted(graph.evidence.items())),
    )
    yield Table(
        file="mentioned_in.csv",
        columns=(":START_ID(Entity)", ":END_ID(Article)", ":TYPE"),
        rows=((id, document, "MENTIONED_IN") for id, entity in sorted(graph.entities.items())
              for document in sorted(entity.document_ids)),
    )  # fmt: skip


def _entities_of(claim: Claim) -> Iterator[tuple[str, str]]:
    """Yield what a claim says of whom: the type of the relationship, and the entity."""
    yield "SUBJECT", claim.subject
    if claim.datatype is None:
        yield "OBJECT", claim.object
    for id in sorted(claim.attributed_to):
        yield "ATTRIBUTED_TO", id


def _entity(id: str, graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> tuple[Cell, ...]:
    entity = graph.entities.get(id)
    if entity is None:
        return (id, ("Entity",), id, None, None, None, None, None)
    return (
        id,
        ("Entity", *_classes(entity.type, ontology)),
        entity.name,
        tuple(sorted(alias for alias in entity.aliases - {entity.name} if alias)),
        entity.n_mentions,
        len(entity.document_ids),
        tuple(sorted(entity.same_as)),
        settings.communities.get(id),
    )


def _classes(name: str, ontology: Ontology) -> tuple[str, ...]:
    """Return a class after all that it is a kind of, so that a query for those finds it too."""
    declared = ontology.classes.get(name)
    above = [] if declared is None else [up for parent in sorted(declared.parents) for up in _classes(parent, ontology)]
    return tuple(dict.fromkeys((*above, name))) if name else ()


def _article(id: str, graph: GraphRecords, settings: ExportSettings) -> tuple[Cell, ...]:
    document = graph.documents.get(id)
    if document is None:
        return (id, "Article", *(None,) * 7)
    source = document.source
    text = document.text if settings.include_text else None
    return (id, "Article", document.name, source.title, source.uri, source.publisher, source.published_at,
            document.language, text)  # fmt: skip


def _claim(claim: Claim, graph: GraphRecords, ontology: Ontology) -> tuple[Cell, ...]:
    declared: Any = ontology.properties.get(claim.predicate) or ontology.values.get(claim.predicate)
    says = claim.phrase or (claim.predicate if declared is None else declared.label)
    object = claim.object if claim.datatype else name_of(claim.object, graph)
    return (
        claim.id,
        "Claim",
        f"{name_of(claim.subject, graph)} {says} {object}",
        None if claim.phrase is not None else claim.predicate,
        claim.phrase,
        claim.object if claim.datatype else None,
        claim.datatype,
        claim.polarity,
        claim.status,
        claim.time,
        claim.until,
        tuple(sorted(title for title in claim.titles if title)),
        claim.confidence,
        claim.source_count,
        claim.independent_source_count,
        claim.outcome,
    )


def _evidence(id: str, graph: GraphRecords) -> tuple[Cell, ...]:
    found = graph.evidence.get(id)
    if found is None:
        return (id, "Evidence", *(None,) * 9)
    return (id, "Evidence", found.quote, found.start, found.end, found.extractor, found.rule, found.score,
            found.status, found.polarity, found.time)  # fmt: skip
