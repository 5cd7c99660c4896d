"""A name that the program missed, and one that is none: decided, replayed by a build, and taken back."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

import kg
from tests.conftest import Kg

ARTICLES = {
    "a.txt": "Nintendo developed monkey island last year. Anna Berg bought monkey\nisland on Monday.",
    "b.txt": "Best Practices met Jane Roe in Kyoto on Monday. Best Practices said so. Jane Roe visited Paris.",
}
FAST = ("--extractors", "cues", "--voters", "md")


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name, text in ARTICLES.items():
        (tmp_path / "in" / name).write_text(text)
    return tmp_path / "in"


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "curation.toml"}


def claims(folder: Path) -> set[tuple[str, str, str]]:
    rows = map(json.loads, (folder / "claims.jsonl").read_text("utf-8").splitlines())
    return {(row["subject"], row["predicate"], row["object"]) for row in rows}


def test_words_become_a_name_or_none_and_are_as_before_when_that_is_undone(
    kg_command: Kg, articles: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    assert kg_command("build", articles, "-o", folder, *FAST).code == 0
    before = bytes_of(folder)

    def decide(*arguments: str) -> None:
        outcome = kg_command(*arguments, "-g", folder)
        assert outcome.code == 0, outcome.err
        replay = shlex.split(outcome.err.splitlines()[-1].partition(": ")[2])
        replayed = kg_command(*replay[1:])
        assert replayed.code == 0, replayed.err
        assert "not followed" not in replayed.err
        assert "that these articles do not have" not in replayed.err

    decide("name", "monkey island", "Product", "--note", "a game")
    graph = kg.load(folder / "graph.ttl")
    assert (graph.entities["monkey-island"].type, graph.entities["monkey-island"].n_mentions) == ("Product", 2)
    assert claims(folder) >= {("Nintendo", "manufactures", "monkey island"), ("Anna Berg", "acquires", "monkey island")}

    decide("no-name", "best-practices")
    assert "best-practices" not in kg.load(folder / "graph.ttl").entities
    assert not any("Best Practices" in said for said in claims(folder))
    assert "no name, as people decided" in (folder / "summary.md").read_text("utf-8")
    assert bytes_of(folder)["readings.jsonl"] == before["readings.jsonl"]

    # A class that is given besides is read with the given names.
    decide("retype", "Jane Roe", "Organization")
    assert ("Nintendo", "manufactures", "monkey island") in claims(folder)
    own = tmp_path / "out" / "curation.toml"
    assert kg_command("build", articles, "-o", tmp_path / "at-once", *FAST, "--curation", own).code == 0
    assert bytes_of(tmp_path / "at-once") == bytes_of(folder)

    refused = kg_command("name", "Best Practices", "Work", "-g", folder)
    assert refused.code == 2
    assert "says otherwise (it has the row: no-name 'Best Practices')" in refused.err

    decide("retype", "Jane Roe", "Organization", "--undo")
    decide("no-name", "best-practices", "--undo")
    decide("name", "monkey island", "Product", "--undo")
    assert bytes_of(folder) == before


def test_a_row_about_words_of_other_articles_is_counted(kg_command: Kg, articles: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "curation.toml").write_text('[[name]]\nname = "sea of thieves"\nclass = "Product"\n')
    outcome = kg_command("build", articles / "b.txt", "-o", folder, *FAST)
    assert outcome.code == 0
    assert "0 of 1 decision replayed" in outcome.err
    assert "1 about names that these articles do not have" in outcome.err
