"""The commands for Gephi and Neo4j: colours by community, notes beside problems, a folder of tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg.analyse import communities
from kg.export import read_file
from tests.conftest import ROOT, Kg
from tests.unit.test_export_check import EDGE, gexf

REFERENCE = ROOT / "exports" / "reference" / "graph.nq"


def test_a_drawing_is_coloured_by_community(kg_command: Kg, tmp_path: Path) -> None:
    by_class, by_community = tmp_path / "class.gexf", tmp_path / "community.gexf"
    assert kg_command("export", REFERENCE, "-o", by_class).code == 0
    assert kg_command("export", REFERENCE, "-o", by_community, "--color", "community").code == 0
    plain, grouped = read_file(by_class), read_file(by_community)
    known = communities(kg.load(REFERENCE).records)
    assert {node.id: node.community for node in grouped.nodes if node.community is not None} == known
    assert {node.community for node in plain.nodes} == {None}
    colours = {node.community: look.colour for node, look in zip(grouped.nodes, grouped.looks, strict=True)}
    assert len(set(colours.values())) == len(colours) > 3
    assert [look.colour for look in plain.looks] != [look.colour for look in grouped.looks]
    assert [look.place for look in plain.looks] == [look.place for look in grouped.looks]


def test_the_communities_are_numbered_from_the_largest(kg_command: Kg) -> None:
    records = kg.load(REFERENCE).records
    found = communities(records)
    sizes = [list(found.values()).count(number) for number in sorted(set(found.values()))]
    assert sizes == sorted(sizes, reverse=True)
    assert found == communities(records)
    tied = {end for claim in records.claims.values() for end in (claim.subject, claim.object)}
    assert set(found) <= tied


def test_another_colouring_is_refused(kg_command: Kg, tmp_path: Path) -> None:
    assert kg_command("export", REFERENCE, "-o", tmp_path / "x.gexf", "--color", "mood").code == 2


def test_a_note_is_shown_and_is_no_problem(kg_command: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.cli.output.is_terminal", lambda: True)
    path = tmp_path / "bare.gexf"
    path.write_text(gexf())
    outcome = kg_command("check", "--gephi", path)
    assert outcome.code == 0
    assert "note: position" in outcome.out
    assert "Gephi reads it as it is meant" in outcome.out


def test_a_problem_is_told_from_a_note(kg_command: Kg, tmp_path: Path) -> None:
    path = tmp_path / "wrong.gexf"
    path.write_text(gexf(EDGE.replace("kind", 'weight="0" kind')))
    outcome = kg_command("check", "--gephi", path, "--json")
    assert outcome.code == 1
    assert {row["rule"]: row["note"] for row in json.loads(outcome.out)} == {"weight": False, "position": True}


def test_the_neo4j_tables_are_a_folder_or_an_archive(kg_command: Kg, tmp_path: Path) -> None:
    assert kg_command("export", REFERENCE, "-f", "neo4j", "-o", tmp_path / "neo4j").code == 0
    assert kg_command("export", REFERENCE, "-o", tmp_path / "neo4j.zip").code == 0
    assert read_file(tmp_path / "neo4j", format="neo4j") == read_file(tmp_path / "neo4j.zip")
    (tmp_path / "neo4j" / "mine.txt").write_text("my notes")
    assert kg_command("export", REFERENCE, "-f", "neo4j", "-o", tmp_path / "neo4j").code == 0
    assert (tmp_path / "neo4j" / "mine.txt").read_text() == "my notes"
