"""Decisions from the command line: written down, replayed by a build, and asked for."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import kg
from kg.resolve import read_curation
from tests.conftest import SEEDS, Kg

ARTICLE = "000_237286f6ea3dbf95.txt"


@pytest.fixture
def exports(seed_folder: Path, tmp_path: Path) -> Path:
    """Return a built folder with room for a curation file beside it."""
    return Path(shutil.copytree(seed_folder, tmp_path / "exports"))


def test_decisions_are_replayed_and_a_removed_file_leaves_nothing(
    kg_command: Kg, exports: Path, seed_folder: Path
) -> None:
    ttl, beside = exports / "graph.ttl", exports.parent / "curation.toml"
    for arguments in (
        ("merge", "Sputnik", "RIA Novosti"),
        ("never-merge", "ISS", "Soyuz"),
        ("split", "Seselov", "--in", ARTICLE[:3], "--note", "so it is spelt only here"),
        ("rename", "lyndon b. jonhnson space center", "Lyndon B. Johnson Space Center"),
        ("retype", "Capitol Hill", "Organization"),
    ):
        outcome = kg_command(*arguments, "-g", ttl)
        assert (outcome.code, outcome.out) == (0, ""), outcome.err
        assert f"curation.toml: {arguments[0]} " in outcome.err
    assert kg_command("merge", "RIA Novosti", "Sputnik", "-g", ttl).err.startswith("curation.toml says so already")
    assert [row.documents for row in read_curation(beside.read_text()).of_kind("split")] == [(ARTICLE,)]
    beside.write_text(beside.read_text() + '\n[[merge]]\nnames = ["Nobody", "NASA"]\n')

    outcome = kg_command("build", *sorted(SEEDS.glob("*.txt"), reverse=True), "-o", exports)
    assert outcome.code == 0
    assert "kg: 6 decisions about names replayed from" in outcome.err
    assert "; 1 about names that these articles do not have (--curation" in outcome.err
    graph = kg.load(ttl)
    assert {"Sputnik", "RIA Novosti"} & {*graph.entities["ria-novosti"].aliases, graph.entities["ria-novosti"].name}
    assert "sputnik" not in graph.entities
    assert graph.entities["seselov"].name == "Seselov"
    assert graph.entities["capitol-hill"].type == "Organization"
    assert "Lyndon B. Jonhnson space center" in graph.entities["lyndon-b-johnson-space-center"].aliases
    assert "decided by a person" in kg_command("why", "Sputnik", "RIA Novosti", "-g", ttl).out
    assert json.loads((exports / "manifest.json").read_text())["curation"]

    beside.unlink()
    assert kg_command("build", SEEDS, "-o", exports).code == 0
    assert {p.name: p.read_bytes() for p in exports.iterdir()} == {
        p.name: p.read_bytes() for p in seed_folder.iterdir()
    }


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("merge", "Sean Dufy", "NASA"), "did you mean 'Sean Duffy'"),
        (("merge", "Nobody at all", "NASA"), "nothing in the graph is called"),
        (("merge", "NASA"), "only one name was given"),
        (("never-merge", "CREW-11", "Crew-11"), "one name, however it is written"),
        (("split", "Seselov"), f"--in, with one of {ARTICLE}"),
        (("split", "NASA"), "--in"),
        (("split", "Seselov", "--in", "001"), "does not use 'Seselov'"),
        (("split", "NASA", "--in", "0"), "5 begin so"),
        (("split", "NASA", "--in", "9"), "none begins so"),
        (("retype", "NASA", "Agency"), "Organization"),
        (("rename", "NASA", " "), "new name"),
    ],
)
def test_what_cannot_be_followed_is_said_and_not_written(
    kg_command: Kg, exports: Path, arguments: tuple[str, ...], told: str
) -> None:
    outcome = kg_command(*arguments, "-g", exports / "graph.ttl")
    assert outcome.code == 2
    assert told in outcome.err
    assert not (exports.parent / "curation.toml").exists()


def test_a_damaged_file_stops_a_build_before_it_reads_anything(kg_command: Kg, tmp_path: Path) -> None:
    (tmp_path / "curation.toml").write_text("[[marry]]\n")
    outcome = kg_command("build", SEEDS, "-o", tmp_path / "exports")
    assert outcome.code == 2
    assert "marry" in outcome.err
    assert not (tmp_path / "exports").exists()
    assert kg_command("build", SEEDS, "--curation", tmp_path / "none.toml", "-o", tmp_path / "exports").code == 2


def test_the_least_certain_pairs_are_asked_for_with_both_contexts(kg_command: Kg, exports: Path) -> None:
    ttl, beside = exports / "graph.ttl", exports.parent / "curation.toml"
    outcome = kg_command("review", "-g", ttl, stdin="perhaps\nk\nsame\nd\nq\n")
    assert outcome.code == 0
    assert "'perhaps' is no answer" in outcome.err
    assert outcome.out.count("same, different, skip or quit?") == 5
    assert all(f'"  [{name}]' in outcome.out for name in (ARTICLE, "001_360a25908e030d46.txt"))
    assert [row.kind for row in read_curation(beside.read_text()).rows] == ["merge", "never-merge"]

    again = kg_command("review", "-g", ttl, stdin="")
    assert again.code == 0
    pairs = [row.names for row in read_curation(beside.read_text()).rows]
    assert not any(f"{left} and {right}:" in again.out for left, right in pairs)
    everything = kg_command("review", "-g", ttl, stdin="s\n" * 50)
    assert kg_command("review", "-g", ttl, stdin="").err == "nothing is in doubt that you have not decided\n"
    assert everything.code == 0


def test_a_card_names_the_articles_of_each_form(kg_command: Kg, exports: Path) -> None:
    text = kg_command("show", "Siceloff", "-g", exports / "graph.ttl", "-f", "text").out
    assert text.startswith("Steven Siceloff  (Person, steven-siceloff)")
    assert f"also called Secillof  [{ARTICLE}]" in text
    card = json.loads(kg_command("show", "Siceloff", "-g", exports / "graph.ttl", "--json").out)
    assert {"form": "Seselov", "documents": [ARTICLE]} in card["uses"]


def test_each_form_stands_in_the_graph_with_its_articles(kg_command: Kg, exports: Path) -> None:
    query = """SELECT ?form ?article WHERE { ?e skos:prefLabel "Roscosmos"@en ; skosxl:altLabel|skosxl:prefLabel ?n .
               ?n skosxl:literalForm ?form ; dcterms:source/dcterms:identifier ?article }"""
    rows = kg_command("query", "-q", query, "-g", exports / "graph.ttl", "-f", "tsv").out
    assert "003_4e1cf28ef9ce245c.txt" in rows
    assert "Riscosmos" in rows
