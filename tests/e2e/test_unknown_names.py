"""A name that no entity has is an error for every command, and the nearest names are offered."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Kg

COMMANDS = [
    ("why", "{}", "NASA"),
    ("why", "NASA", "{}"),
    ("show", "{}"),
    ("timeline", "{}"),
    ("summary", "{}"),
    ("disputes", "{}"),
    ("path", "{}", "NASA"),
    ("path", "NASA", "Russia", "--without", "{}"),
    ("ask", "who-headed", "{}"),
    ("merge", "{}", "NASA"),
    ("split", "{}"),
    ("rename", "{}", "Another Name"),
    ("retype", "{}", "Person"),
    ("no-name", "{}"),
    ("reject", "{}", "meets", "NASA"),
    ("reject", "NASA", "meets", "{}"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_misspelt_name_is_an_error_that_offers_the_right_one(
    kg_command: Kg, seed_folder: Path, tmp_path: Path, command: tuple[str, ...]
) -> None:
    curation = (
        ("--curation", tmp_path / "curation.toml")
        if command[0] in ("merge", "split", "rename", "retype", "no-name", "reject")
        else ()
    )
    words = [word.format("Roscosmoss") for word in command]
    outcome = kg_command(*words, "-g", seed_folder / "graph.ttl", *curation)
    assert outcome.code == 2
    assert outcome.out == ""
    assert "nothing in the graph is called 'Roscosmoss'" in outcome.err
    assert "did you mean" in outcome.err
    assert "Roscosmos" in outcome.err.replace("Roscosmoss", "")
    assert not (tmp_path / "curation.toml").exists()


def test_a_name_that_is_like_none_offers_nothing(kg_command: Kg, seed_folder: Path) -> None:
    outcome = kg_command("why", "Qwxyz", "NASA", "-g", seed_folder / "graph.ttl")
    assert outcome.code == 2
    assert "did you mean" not in outcome.err


def test_accents_and_case_do_not_make_a_name_unknown(kg_command: Kg, seed_folder: Path) -> None:
    outcome = kg_command("show", "dmitry BAKÁNOV", "-g", seed_folder / "graph.ttl", "--sentences", "0")
    assert outcome.code == 0
    assert "dmitry-bakanov" in outcome.out


@pytest.mark.parametrize("more", [(), ("-q", "ASK { ?s ?p ?o }")])
def test_a_graph_in_the_place_of_a_query_says_how_graphs_are_named(
    kg_command: Kg, seed_folder: Path, more: tuple[str, ...]
) -> None:
    for graph in (seed_folder, seed_folder / "graph.ttl"):
        outcome = kg_command("query", graph, *more)
        assert outcome.code == 2
        assert "it names a graph" in outcome.err
        assert f"kg query -g '{graph}'" in outcome.err


def test_a_misspelt_term_of_any_vocabulary_is_named(kg_command: Kg, seed_folder: Path) -> None:
    outcome = kg_command("query", "-q", "SELECT * { ?s skos:prefLable ?l }", "-g", seed_folder / "graph.ttl")
    assert outcome.code == 0
    assert "kg: skos:prefLable stands nowhere in this graph (did you mean skos:prefLabel?)" in outcome.err
