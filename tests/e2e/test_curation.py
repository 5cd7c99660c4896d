"""Decisions from the command line: written down, replayed by a build, and asked for."""

from __future__ import annotations

import json
import shlex
import shutil
from pathlib import Path

import pytest

import kg
from kg.resolve import read_curation
from tests.conftest import SEEDS, Kg

ARTICLE = "000_237286f6ea3dbf95.txt"


@pytest.fixture
def exports(seed_folder: Path, tmp_path: Path) -> Path:
    """Return a built folder that a test may write decisions into."""
    return Path(shutil.copytree(seed_folder, tmp_path / "exports"))


def test_decisions_are_replayed_and_a_removed_file_leaves_nothing(
    kg_command: Kg, exports: Path, seed_folder: Path
) -> None:
    ttl, own = exports / "graph.ttl", exports / "curation.toml"
    for arguments in (
        ("merge", "Sputnik", "RIA Novosti"),
        ("never-merge", "ISS", "Soyuz"),
        ("split", "Seselov", "--in", ARTICLE[:3], "--note", "so it is spelt only here"),
        ("rename", "lyndon b. jonhnson space center", "Lyndon B. Johnson Space Center"),
        ("retype", "Capitol Hill", "organization"),
    ):
        outcome = kg_command(*arguments, "-g", ttl)
        assert (outcome.code, outcome.out) == (0, ""), outcome.err
        assert f"{own}: {arguments[0]} " in outcome.err
    assert kg_command("merge", "RIA Novosti", "Sputnik", "-g", ttl).err.startswith(f"{own} says so already")
    assert [row.documents for row in read_curation(own.read_text()).of_kind("split")] == [(ARTICLE,)]
    own.write_text(own.read_text() + '\n[[merge]]\nnames = ["Nobody", "NASA"]\n')

    outcome = kg_command("build", *sorted(SEEDS.glob("*.txt"), reverse=True), "-o", exports)
    assert outcome.code == 0
    assert "kg: 5 of 6 decisions replayed from" in outcome.err
    assert "; 1 about names that these articles do not have (--curation" in outcome.err
    graph = kg.load(ttl)
    assert {"Sputnik", "RIA Novosti"} & {*graph.entities["ria-novosti"].aliases, graph.entities["ria-novosti"].name}
    assert "sputnik" not in graph.entities
    assert graph.entities["seselov"].name == "Seselov"
    assert graph.entities["capitol-hill"].type == "Organization"
    assert "Lyndon B. Jonhnson space center" in graph.entities["lyndon-b-johnson-space-center"].aliases
    assert "decided by a person" in kg_command("why", "Sputnik", "RIA Novosti", "-g", ttl).out
    assert json.loads((exports / "manifest.json").read_text())["curation"]

    own.unlink()
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
        (("split", "NASA"), "--in ARTICLE"),
        (("split", "NASA"), "'kg retype'"),
        (("split", "NASA", "Roscosmos"), "different entities already"),
        (("split", "NASA", "Sean Duffy"), "'kg never-merge NASA 'Sean Duffy''"),
        (("reject", "NASA", "visits", "Nobody at all"), "nothing in the graph is called"),
        (("reject", "NASA", "bakes", "Roscosmos"), "the graph has no claim 'NASA' bakes 'Roscosmos'"),
        (("reject", "Steven Siceloff", "speaks to", "Sputnik", "--in", "001"), f"rests on {ARTICLE}"),
        (("reject", "Steven Siceloff", "speaks to", "Sputnik", "--undo"), "cannot read"),
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
    assert not (exports / "curation.toml").exists()


def test_a_damaged_file_stops_a_build_before_it_reads_anything(kg_command: Kg, tmp_path: Path) -> None:
    (tmp_path / "curation.toml").write_text("[[marry]]\n")
    outcome = kg_command("build", SEEDS, "-o", tmp_path / "exports")
    assert outcome.code == 2
    assert "marry" in outcome.err
    assert not (tmp_path / "exports").exists()
    assert kg_command("build", SEEDS, "--curation", tmp_path / "none.toml", "-o", tmp_path / "exports").code == 2


def test_the_least_certain_pairs_are_asked_for_with_both_contexts(kg_command: Kg, exports: Path) -> None:
    ttl, own = exports / "graph.ttl", exports / "curation.toml"
    outcome = kg_command("review", "-g", ttl, stdin="perhaps\nk\nsame\nd\nq\n")
    assert outcome.code == 0
    assert "'perhaps' is no answer" in outcome.err
    assert outcome.out.count("same, different, skip or quit?") == 5
    assert all(f'"  [{name}]' in outcome.out for name in (ARTICLE, "001_360a25908e030d46.txt"))
    assert [row.kind for row in read_curation(own.read_text()).rows] == ["merge", "never-merge"]

    again = kg_command("review", "-g", ttl, stdin="")
    assert again.code == 0
    pairs = [row.names for row in read_curation(own.read_text()).rows]
    assert not any(f"{left} and {right}:" in again.out for left, right in pairs)
    everything = kg_command("review", "-g", ttl, stdin="s\n" * 50)
    assert kg_command("review", "-g", ttl, stdin="").err == "nothing is in doubt that you have not decided\n"
    assert everything.code == 0


def test_contradictions_are_refused_and_taken_back_with_undo(kg_command: Kg, exports: Path) -> None:
    ttl, own = exports / "graph.ttl", exports / "curation.toml"
    assert kg_command("never-merge", "NASA", "Roscosmos", "-g", ttl).code == 0
    text = own.read_text()
    refused = kg_command("merge", "Roscosmos", "NASA", "-g", ttl)
    assert refused.code == 2
    assert "says otherwise (it has the row: never-merge 'NASA', 'Roscosmos')" in refused.err
    assert "--undo" in refused.err
    assert own.read_text() == text
    assert f"{own}: taken out: never-merge" in kg_command("never-merge", "Roscosmos", "NASA", "--undo", "-g", ttl).err
    assert kg_command("merge", "Roscosmos", "NASA", "-g", ttl).code == 0
    again = kg_command("never-merge", "Roscosmos", "NASA", "--undo", "-g", ttl)
    assert again.code == 2
    assert "no row that says so" in again.err
    assert "merge 'Roscosmos', 'NASA'" in again.err


STORIES = {
    "a.txt": "South Africa's president Cyril Ramaphosa met Vladimir Putin in Moscow. South Africa signed a deal.",
    "b.txt": "RSA won the match in Paris on Sunday. The RSA met Paul Kagame in Kigali last week. RSA visited Rwanda.",
    "c.txt": "The Republic of South Africa (RSA) held elections. The RSA is led by President Cyril Ramaphosa.",
}


def claims(folder: Path) -> set[tuple[str, str, str]]:
    rows = map(json.loads, (folder / "claims.jsonl").read_text("utf-8").splitlines())
    return {(row["subject"], row["predicate"], row["object"]) for row in rows}


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "curation.toml"}


def test_each_decision_holds_in_the_build_that_its_message_names_and_vanishes_when_undone(
    kg_command: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, text in STORIES.items():
        (tmp_path / "in" / name).parent.mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text(text)
    folder = tmp_path / "news" / "out"
    own = folder / "curation.toml"
    wide = ("--voters", "md", "--formats", "ttl,jsonl,csv")
    assert kg_command("build", tmp_path / "in", "-o", folder, *wide).code == 0
    before, plain = bytes_of(folder), claims(folder)
    monkeypatch.setenv("KG_GRAPH", str(folder / "graph.ttl"))

    def replay(err: str) -> str:
        said = err.splitlines()
        assert any(line.startswith(f"{own}: ") for line in said), err
        words = shlex.split(said[-1].partition(": ")[2])
        assert words[:5] == ["kg", "build", "--add", "-o", str(folder)]
        outcome = kg_command(*words[1:])
        assert outcome.code == 0, outcome.err
        return outcome.err

    def follow(*arguments: str) -> str:
        outcome = kg_command(*arguments)
        assert outcome.code == 0, outcome.err
        return replay(outcome.err)

    assert ("RSA", "visits", "Rwanda") in plain
    assert "1 sentence left out" in follow("reject", "RSA", "visits", "Rwanda", "--note", "a cipher")
    assert claims(folder) == plain - {("RSA", "visits", "Rwanda")}
    assert "Rejected by curation: reject 'RSA' visits 'Rwanda' (a cipher)" in kg_command("why", "Rwanda", "RSA").out
    assert "rejected by curation" in (folder / "summary.md").read_text("utf-8")
    follow("reject", "RSA", "visits", "Rwanda", "--undo")
    assert bytes_of(folder) == before

    aliases = {entity.name: entity.aliases for entity in kg.load(folder / "graph.ttl").entities.values()}
    assert "RSA" in aliases["South Africa"]
    assert "not followed" not in follow("split", "South Africa", "RSA")
    entities = kg.load(folder / "graph.ttl").entities
    assert entities["south-africa"].aliases == {"Republic of South Africa"}
    assert (entities["rsa-country"].name, entities["rsa"].type) == ("RSA", "Organization")
    follow("split", "South Africa", "RSA", "--undo")
    assert bytes_of(folder) == before

    # A person who meets somebody in a town visits the town; a body does not. A work heads nothing.
    follow("retype", "RSA [Organization]", "Person")
    assert claims(folder) >= {("RSA", "visits", "Kigali")}
    assert kg_command("build", tmp_path / "in", "-o", tmp_path / "news" / "at-once", *wide, "--curation", own).code == 0
    assert bytes_of(tmp_path / "news" / "at-once") == bytes_of(folder)
    follow("retype", "Cyril Ramaphosa", "Work")
    assert not {said for said in claims(folder) if said[:2] == ("Cyril Ramaphosa", "heads")}
    follow("retype", "Cyril Ramaphosa", "Work", "--undo")
    follow("retype", "RSA [Organization]", "Person", "--undo")
    assert bytes_of(folder) == before


def test_a_decision_holds_for_its_own_graph_and_not_for_the_one_in_the_next_folder(
    kg_command: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(STORIES["a.txt"])
    monkeypatch.chdir(tmp_path)
    for name in ("one", "two"):
        assert kg_command("build", "a.txt", "-o", f"out/{name}", "--formats", "ttl").code == 0
    untouched = bytes_of(Path("out/two"))
    said = kg_command("rename", "Moscow", "Moskva", "-g", "out/one").err
    assert f"{Path('out/one/curation.toml')}: rename 'Moscow' to 'Moskva'" in said
    assert "kg build --add -o out/one" in said
    for name in ("one", "two"):
        assert kg_command("build", "--add", "-o", f"out/{name}", "--formats", "ttl").code == 0
    assert "moskva" in kg.load("out/one/graph.ttl").entities
    assert bytes_of(Path("out/two")) == untouched

    shutil.move("out/one/curation.toml", "out/curation.toml")  # where earlier versions wrote it
    again = kg_command("build", "--add", "-o", "out/two", "--formats", "ttl").err
    assert "1 decision replayed from out/curation.toml" in again
    assert "out/curation.toml holds for all graphs in out/; moved to out/two/curation.toml, it is" in again
    assert "moskva" in kg.load("out/two/graph.ttl").entities


def test_one_name_tells_why_all_that_its_entity_is_called_is_one_thing(kg_command: Kg, exports: Path) -> None:
    told = kg_command("why", "Siceloff", "-g", exports)
    assert told.code == 0
    assert told.out.startswith("'Siceloff' is Steven Siceloff (Person, steven-siceloff): 4 mentions in 2 articles.")
    assert "surname misspelt" in told.out
    assert "Why its names are one:" in told.out
    assert "All are written alike" in kg_command("why", "NASA", "-g", exports).out


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
