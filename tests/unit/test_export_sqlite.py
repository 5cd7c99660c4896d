"""The SQLite file as other programs see it: sound, searchable, readable, and opened by Datasette."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import FormatError, OutputError
from kg.export import ExportSettings, read_file, write_file
from kg.model import Claim, Document, Entity, Evidence, GraphRecords, Source
from kg.schema import load_ontology
from tests.strategies import ONTOLOGY, hostile_graph

TEXT = "Élodie Müller visited the Northern Works on Monday. She plans to head it."


def small_graph() -> GraphRecords:
    quote = TEXT[: TEXT.index(" She")]
    document = Document(id="d1", name="one.txt", text=TEXT, source=Source(uri="one.txt", title="A visit"))
    evidence = Evidence(id="v1", document_id="d1", start=0, end=len(quote), quote=quote, extractor="cues@1",
                        rule="{S} visits {O}", score=0.9)  # fmt: skip
    return GraphRecords.of(
        documents=[document],
        entities=[
            Entity(id="elodie-muller", name="Élodie Müller", type="Person", aliases=frozenset({"Minister Mueller"})),
            Entity(id="northern-works", name="Northern Works", type="Organization"),
        ],
        claims=[
            Claim(id="c1", subject="elodie-muller", predicate="visits", object="northern-works",
                  evidence=frozenset({"v1"}), confidence=0.9, source_count=1, time="2025-07"),
            Claim(id="c2", subject="elodie-muller", predicate="heads", object="northern-works", status="planned"),
        ],
        evidence=[evidence],
    )  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return write_file(small_graph(), load_ontology(), tmp_path / "graph.sqlite")


@pytest.fixture
def database(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path)) as connection:
        yield connection


def rows(database: sqlite3.Connection, query: str, *values: str) -> list[Any]:
    return database.execute(query, values).fetchall()


def test_names_are_found_without_accents_and_by_alias(database: sqlite3.Connection) -> None:
    found = "SELECT id FROM entities WHERE rowid IN (SELECT rowid FROM entities_fts WHERE entities_fts MATCH ?)"
    for words in ("elodie", "Muller", "mueller"):
        assert rows(database, found, words) == [("elodie-muller",)]
    assert rows(database, found, "visited") == []


def test_sentences_are_found_by_any_form_of_a_word(database: sqlite3.Connection) -> None:
    found = "SELECT id FROM evidence WHERE rowid IN (SELECT rowid FROM evidence_fts WHERE evidence_fts MATCH ?)"
    assert rows(database, found, "visits") == [("v1",)]
    assert rows(database, found, "plans") == []


def test_views_show_names_and_the_sentence(database: sqlite3.Connection) -> None:
    assert rows(database, "SELECT subject, relation, object, time, sentence FROM readable_claims WHERE status = ?",
                "occurred") == [
        ("Élodie Müller", "visits", "Northern Works", "2025-07",
         "Élodie Müller visited the Northern Works on Monday."),
    ]  # fmt: skip
    assert rows(database, "SELECT subject, article FROM readable_sentences") == [("Élodie Müller", "A visit")]


def test_a_sentence_stands_at_its_offsets(database: sqlite3.Connection) -> None:
    query = """SELECT substr(text, start_offset + 1, end_offset - start_offset) = quote
               FROM evidence JOIN documents ON documents.id = document_id"""
    assert rows(database, query) == [(1,)]


def test_the_file_says_what_it_is(database: sqlite3.Connection) -> None:
    about = dict(rows(database, "SELECT key, value FROM metadata"))
    assert about["written_by"].startswith("newskg ")
    assert (about["n_entities"], about["n_claims"], about["ontology_sha256"]) == ("2", "2", load_ontology().hash)
    (visits,) = rows(database, "SELECT label, iri FROM properties WHERE name = 'visits'")
    assert visits == ("visits", "https://w3id.org/newskg/ontology#visits")


@pytest.mark.parametrize("graph", [small_graph(), hostile_graph(), GraphRecords()], ids=["small", "hostile", "empty"])
def test_the_database_is_sound_and_every_foreign_key_holds(tmp_path: Path, graph: GraphRecords) -> None:
    with closing(sqlite3.connect(write_file(graph, ONTOLOGY, tmp_path / "graph.db"))) as database:
        assert rows(database, "PRAGMA integrity_check") == [("ok",)]
        assert rows(database, "PRAGMA foreign_key_check") == []
        for table in ("entities_fts", "evidence_fts"):
            database.execute(f"INSERT INTO {table}({table}) VALUES ('integrity-check')")


def test_what_a_record_names_and_the_graph_lacks_is_a_row_with_its_id(tmp_path: Path) -> None:
    graph = small_graph()
    parts = GraphRecords(claims=graph.claims, evidence=graph.evidence)
    path = write_file(parts, ONTOLOGY, tmp_path / "graph.sqlite")
    with closing(sqlite3.connect(path)) as database:
        assert rows(database, "PRAGMA foreign_key_check") == []
        assert rows(database, "SELECT id, class FROM entities") == [("elodie-muller", None), ("northern-works", None)]
        assert rows(database, "SELECT DISTINCT subject FROM readable_claims") == [("elodie-muller",)]
    assert read_file(path) == parts


def test_the_text_can_be_left_out(tmp_path: Path) -> None:
    path = write_file(small_graph(), ONTOLOGY, tmp_path / "a.db", settings=ExportSettings(include_text=False))
    assert TEXT.encode() not in path.read_bytes()
    assert read_file(path).documents["d1"].text == ""


def test_another_program_s_database_stays_and_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "graph.sqlite"
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE entities (id TEXT)")
        database.commit()
    with pytest.raises(OutputError, match="--force"):
        write_file(small_graph(), ONTOLOGY, path)
    with pytest.raises(FormatError, match="not one that kg wrote"):
        read_file(path)
    write_file(small_graph(), ONTOLOGY, path, force=True)
    assert write_file(small_graph(), ONTOLOGY, path)


def test_tables_of_a_later_version_are_refused_by_number(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA user_version = 99")
    with pytest.raises(FormatError, match="version 99"):
        read_file(path)


def test_a_row_that_is_changed_to_nonsense_is_refused(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE claims SET titles = 'no list'")
        database.commit()
    with pytest.raises(FormatError, match="not a database that kg wrote"):
        read_file(path)


def test_datasette_lists_the_tables_searches_and_follows_keys(path: Path) -> None:
    from datasette.app import Datasette

    async def get(*addresses: str) -> list[Any]:
        opened = Datasette([str(path)])
        await opened.invoke_startup()
        return [(await opened.client.get(address)) for address in addresses]

    listed, entities, sentences, claim, view, page = asyncio.run(
        get(
            "/graph.json",
            "/graph/entities.json?_search=mueller&_shape=array",
            "/graph/evidence.json?_search=visiting&_shape=array",
            "/graph/claims.json?_shape=array&_labels=on&id=c1",
            "/graph/readable_claims.json?_shape=array&status=occurred",
            "/graph/claims",
        )
    )
    found = {table["name"] for table in listed.json()["tables"] if not table["hidden"]}
    assert {"entities", "aliases", "claims", "value_claims", "evidence", "documents", "metadata"} <= found
    assert {view["name"] for view in listed.json()["views"]} == {
        "readable_claims", "readable_sentences", "readable_values"
    }  # fmt: skip
    assert [row["id"] for row in entities.json()] == ["elodie-muller"]
    assert [row["id"] for row in sentences.json()] == ["v1"]
    assert claim.json()[0]["subject_id"] == {"value": "elodie-muller", "label": "Élodie Müller"}
    assert view.json()[0]["sentence"].startswith("Élodie")
    assert page.status_code == 200
    assert 'href="/graph/entities/elodie-muller"' in page.text


def test_a_hostile_name_stays_text_in_datasette(tmp_path: Path) -> None:
    from datasette.app import Datasette

    graph = small_graph()
    named = replace(graph.entities["elodie-muller"], name="<script>alert(1)</script>")
    path = write_file(graph.replace(entities=[named]), ONTOLOGY, tmp_path / "graph.sqlite")

    async def page() -> str:
        opened = Datasette([str(path)])
        await opened.invoke_startup()
        text: str = (await opened.client.get("/graph/readable_claims")).text
        return text

    assert "<script>alert" not in asyncio.run(page())
