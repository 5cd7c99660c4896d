"""The Neo4j tables load into a Cypher database that is not ours, with every node, relationship and value."""

from __future__ import annotations

import csv
import io
import re
import shlex
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.export import ExportSettings, read_file, write_file
from kg.export.neo4j import LIST_DELIMITER, README, Tables
from kg.model import Claim, GraphRecords
from tests.conftest import ROOT
from tests.strategies import HOSTILE, ONTOLOGY, hostile_graph

REFERENCE = ROOT / "exports" / "reference" / "graph.nq"
_COLUMN = re.compile(r"(?P<name>\w*):(?P<kind>ID|START_ID|END_ID|LABEL|TYPE|string|long|double)"
                     r"(?:\((?P<space>\w+)\))?(?P<list>\[\])?")  # fmt: skip
_TYPES = {"long": "INT64", "double": "DOUBLE"}


def _column(text: str) -> re.Match[str]:
    match = _COLUMN.fullmatch(text if ":" in text else f"{text}:string")
    assert match is not None, f"neo4j-admin knows no column {text!r}"
    return match


def written(graph: GraphRecords, folder: Path, **options: Any) -> Path:
    return write_file(graph, ONTOLOGY, folder / "tables", format="neo4j", settings=ExportSettings(**options))


def rows_of(folder: Path, file: str) -> list[dict[str, str]]:
    """Return a table as the standard library reads it."""
    with (folder / file).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def head_of(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").split("\n", 1)[0].split(",")


class Cypher:
    """An embedded database with the tables of a folder in it: a node table a label of ids, relationships by type."""

    def __init__(self, folder: Path) -> None:
        import ladybug

        self._connection = ladybug.Connection(ladybug.Database(":memory:"))
        heads = {path.name: head_of(path) for path in folder.glob("*.csv")}
        nodes = {file: head for file, head in heads.items() if ":LABEL" in head}
        for file, head in sorted(nodes.items()):
            columns = [_column(text) for text in head]
            names = [match["name"] or "labels" for match in columns]
            kinds = [_TYPES.get(match["kind"], "STRING") for match in columns]
            declared = ", ".join(f"`{name}` {kind}" for name, kind in zip(names, kinds, strict=True))
            self.run(f"CREATE NODE TABLE {columns[0]['space']} ({declared}, PRIMARY KEY (id))")
            self.run(f"COPY {columns[0]['space']} FROM '{folder / file}' {_OPTIONS}")
        for file, head in sorted(heads.items()):
            if file in nodes:
                continue
            start, end, _, *properties = [_column(text) for text in head]
            declared = "".join(f", `{p['name']}` {_TYPES.get(p['kind'], 'STRING')}" for p in properties)
            for type in sorted({row[":TYPE"] for row in rows_of(folder, file)}):
                table = f"`{type}`"
                self.run(f"CREATE REL TABLE {table} (FROM {start['space']} TO {end['space']}{declared})")
                names = [f"c{i}" for i in range(len(head))]
                kinds = ["STRING"] * 3 + [_TYPES.get(p["kind"], "STRING") for p in properties]
                typed = ", ".join(f"{name} {kind}" for name, kind in zip(names, kinds, strict=True))
                kept = ", ".join(name for name in names if name != "c2")
                self.run(
                    f"COPY {table} FROM (LOAD WITH HEADERS ({typed}) FROM '{folder / file}' {_OPTIONS} "
                    f"WHERE c2 = '{type}' RETURN {kept})"
                )

    def run(self, query: str) -> list[list[Any]]:
        """Return the rows of a query."""
        result = self._connection.execute(query)
        assert not isinstance(result, list)
        return [list(row) for row in result]


_OPTIONS = "(header=true, escape='\"', parallel=false)"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[kg.Graph, Cypher]:
    """Return the graph of the seed articles, and the database that its tables were loaded into."""
    graph = kg.load(REFERENCE)
    return graph, Cypher(graph.write(tmp_path_factory.mktemp("neo4j") / "tables", format="neo4j"))


def test_every_record_is_a_node_with_its_values(loaded: tuple[kg.Graph, Cypher]) -> None:
    graph, cypher = loaded
    entities = {row[0]: row[1:] for row in cypher.run("MATCH (e:Entity) RETURN e.id, e.name, e.mentions, e.aliases")}
    assert entities == {
        e.id: [e.name, e.n_mentions, LIST_DELIMITER.join(sorted(e.aliases - {e.name})) or None]
        for e in graph.entities.values()
    }
    columns = ", ".join(f"c.`{name}`" for name in ("id", "predicate", "status", "polarity", "time", "confidence"))
    claims = {row[0]: row[1:] for row in cypher.run(f"MATCH (c:Claim) RETURN {columns}, c.source_count")}
    assert claims == {
        c.id: [c.predicate, c.status, c.polarity, c.time, c.confidence, c.source_count]
        for c in (*graph.claims.values(), *graph.value_claims.values())
    }
    evidence = {row[0]: row[1:] for row in cypher.run(
        "MATCH (s:Evidence)-[:`IN`]->(a:Article) RETURN s.id, s.quote, s.start, s.`end`, s.score, a.id")}  # fmt: skip
    assert evidence == {e.id: [e.quote, e.start, e.end, e.score, e.document_id] for e in graph.evidence.values()}
    articles = {row[0]: row[1:] for row in cypher.run("MATCH (a:Article) RETURN a.id, a.name, a.text")}
    assert articles == {d.id: [d.name, d.text] for d in graph.documents.values()}


def test_every_fact_is_a_relationship_of_its_type(loaded: tuple[kg.Graph, Cypher]) -> None:
    graph, cypher = loaded
    found = cypher.run("MATCH (a:Entity)-[r]->(b:Entity) RETURN a.id, label(r), b.id, r.weight, r.confidence")
    claims: dict[tuple[str, str, str], list[Claim]] = {}
    for claim in graph.claims.values():
        if claim.asserted:
            ends = (claim.subject, claim.object)
            source, target = sorted(ends) if graph.ontology.properties[claim.predicate].symmetric else ends
            claims.setdefault((source, claim.predicate, target), []).append(claim)
    assert sorted(map(tuple, found)) == sorted(
        (*key, len({id for claim in rows for id in claim.evidence}), max(claim.confidence for claim in rows))
        for key, rows in claims.items()
    )
    assert len(found) > 25


def test_every_claim_keeps_its_ends_and_sentences(loaded: tuple[kg.Graph, Cypher]) -> None:
    graph, cypher = loaded
    ends = cypher.run("MATCH (s:Entity)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o:Entity) RETURN c.id, s.id, o.id")
    assert sorted(ends) == sorted([c.id, c.subject, c.object] for c in graph.claims.values())
    said = cypher.run("MATCH (c:Claim)-[:HAS_EVIDENCE]->(s:Evidence) RETURN c.id, s.id")
    kept = (*graph.claims.values(), *graph.value_claims.values())
    assert Counter(map(tuple, said)) == Counter((c.id, id) for c in kept for id in c.evidence)
    mentioned = cypher.run("MATCH (e:Entity)-[:MENTIONED_IN]->(a:Article) RETURN e.id, a.id")
    assert sorted(mentioned) == sorted([e.id, id] for e in graph.entities.values() for id in e.document_ids)


def test_cypher_answers_who_and_in_which_words(loaded: tuple[kg.Graph, Cypher]) -> None:
    _, cypher = loaded
    (row,) = cypher.run(
        "MATCH (p:Entity)<-[:SUBJECT]-(c:Claim {predicate: 'visits', status: 'planned'})-[:OBJECT]->(o:Entity), "
        "(c)-[:HAS_EVIDENCE]->(s:Evidence)-[:`IN`]->(a:Article) WHERE o.name = 'Cape Canaveral' "
        "RETURN p.name, s.quote, a.name"
    )
    assert row[0] == "Sean Duffy"
    assert "will visit Cape Canaveral" in row[1]
    assert cypher.run("MATCH (:Entity)-[r:visits]->(o:Entity {name: 'Cape Canaveral'}) RETURN r") == []


def test_any_text_loads(tmp_path: Path) -> None:
    graph = hostile_graph()
    cypher = Cypher(written(graph, tmp_path))
    found = {row[0]: row[1] for row in cypher.run("MATCH (e:Entity) RETURN e.id, e.name")}
    assert found == {e.id: e.name for e in graph.entities.values()}
    assert len(found) == len(HOSTILE)


def _tables(graph: GraphRecords, folder: Path) -> Tables:
    tables: Tables = read_file(written(graph, folder), format="neo4j")
    return tables


def _ids(tables: Tables, kind: str) -> Iterator[tuple[str | None, str]]:
    """Yield the id space and the id of each cell of a kind of column."""
    for head, *rows in tables.values():
        for place, match in enumerate(map(_column, head)):
            if match["kind"] == kind:
                yield from ((match["space"], row[place]) for row in rows)


def test_the_importer_finds_each_id_once_and_both_ends_of_all_relationships(tmp_path: Path) -> None:
    graph = hostile_graph()
    strange = [Claim(id="strange", subject="nobody", predicate="heads", object="e-1", evidence=frozenset({"lost"}),
                     attributed_to=frozenset({"somebody"}))]  # fmt: skip
    tables = _tables(graph.replace(claims=[*graph.claims.values(), *strange]), tmp_path)
    ids = list(_ids(tables, "ID"))
    assert len(ids) == len(set(ids))
    assert {*_ids(tables, "START_ID"), *_ids(tables, "END_ID")} <= set(ids)
    assert {("Entity", "nobody"), ("Entity", "somebody"), ("Evidence", "lost")} <= set(ids)


def test_a_denied_or_planned_claim_is_a_node_and_no_relationship(tmp_path: Path) -> None:
    ends = {"subject": "e-0", "object": "e-1", "predicate": "heads"}
    claims = [Claim(id="no", polarity="negative", **ends), Claim(id="soon", status="planned", **ends)]
    tables = _tables(hostile_graph().replace(claims=claims), tmp_path)
    assert len(tables["relations.csv"]) == 1
    place = tables["claims.csv"][0].index("id:ID(Claim)")
    assert {"no", "soon"} <= {row[place] for row in tables["claims.csv"]}


def test_a_country_is_also_a_place(tmp_path: Path) -> None:
    graph = hostile_graph()
    land = replace(graph.entities["e-0"], type="Country")
    tables = _tables(graph.replace(entities=[*[*graph.entities.values()][1:], land]), tmp_path)
    rows = {row[0]: row[1].split(LIST_DELIMITER) for row in tables["entities.csv"]}
    assert rows["e-0"] == ["Entity", "Place", "Country"]


def test_what_delimits_lists_cannot_stand_in_a_name(tmp_path: Path) -> None:
    graph = hostile_graph()
    entity = replace(graph.entities["e-0"], aliases=frozenset({f"a{LIST_DELIMITER}b", "c"}))
    tables = _tables(graph.replace(entities=[entity]), tmp_path)
    place = tables["entities.csv"][0].index("aliases:string[]")
    assert tables["entities.csv"][1][place] == f"a\ufffdb{LIST_DELIMITER}c"


def test_the_readme_s_command_names_every_table(tmp_path: Path) -> None:
    folder = written(hostile_graph(), tmp_path)
    words = shlex.split((folder / README).read_text().split("\n\n", 1)[1])
    assert words[:4] == ["neo4j-admin", "database", "import", "full"]
    named = {word.partition("=")[2] for word in words if word.startswith(("--nodes=", "--relationships="))}
    assert named == {path.name for path in folder.glob("*.csv")}
    assert all((":LABEL" in head_of(folder / file)) == (f"--nodes={file}" in words) for file in named)


def test_an_article_of_any_length_reads_back(tmp_path: Path) -> None:
    graph = hostile_graph()
    long = replace(next(iter(graph.documents.values())), text="word " * 100_000)
    tables = _tables(graph.replace(documents=[long]), tmp_path)
    assert max(len(cell) for row in tables["articles.csv"] for cell in row) == len(long.text)
    assert csv.field_size_limit() == 131_072


def test_without_texts_the_articles_have_none(tmp_path: Path) -> None:
    rows = rows_of(written(hostile_graph(), tmp_path, include_text=False), "articles.csv")
    assert {row["text"] for row in rows} == {""}


def test_the_archive_holds_what_the_folder_holds(tmp_path: Path) -> None:
    graph = hostile_graph()
    archive = write_file(graph, ONTOLOGY, tmp_path / "neo4j.zip")
    with zipfile.ZipFile(io.BytesIO(archive.read_bytes())) as found:
        there = {name: found.read(name) for name in found.namelist() if name.endswith(".csv")}
    assert there == {path.name: path.read_bytes() for path in written(graph, tmp_path).glob("*.csv")}
