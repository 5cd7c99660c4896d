"""``kg build --open``: a second layer, and nothing else changes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import kg
from tests.conftest import SEEDS, Kg


@pytest.fixture(scope="module")
def open_folder(kg_command: Kg, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the files of a build of the seeds with open claims."""
    folder = tmp_path_factory.mktemp("open") / "exports"
    outcome = kg_command("build", SEEDS, "--open", "--formats", "ttl,graphml,gexf,jsonl,open-csv", "-o", folder)
    assert outcome.code == 0, outcome.err
    return folder


def test_edges_claims_and_summary_keep_their_bytes(open_folder: Path, seed_folder: Path) -> None:
    for name in ("graph.graphml", "graph.gexf", "claims.jsonl", "judgements.jsonl"):
        assert (open_folder / name).read_bytes() == (seed_folder / name).read_bytes(), name
    with_open, without = ((f / "summary.md").read_text("utf-8") for f in (open_folder, seed_folder))
    assert re.sub(r", \d+ open claims?", "", with_open) == without, "the page says how many there are and nothing else"


def test_without_open_no_file_knows_of_open_claims(seed_folder: Path) -> None:
    assert not [p.name for p in seed_folder.iterdir() if "open" in p.name or b"OpenClaim" in p.read_bytes()]


def test_the_graph_holds_both_layers_and_conforms(kg_command: Kg, open_folder: Path, seed_folder: Path) -> None:
    both, plain = kg.load(open_folder / "graph.ttl"), kg.load(seed_folder / "graph.ttl")
    assert both.open_claims
    assert (both.claims, both.entities) == (plain.claims, plain.entities)
    told = both.stats().as_dict() | {"n_open_claims": 0, "n_evidence": plain.stats().n_evidence}
    assert told == plain.stats().as_dict(), "what is loose is counted by itself"
    for claim in both.open_claims.values():
        assert claim.phrase
        for evidence in (both.evidence[id] for id in claim.evidence):
            assert both.documents[evidence.document_id].text[evidence.start : evidence.end] == evidence.quote
    assert kg_command("validate", "-g", open_folder / "graph.ttl", "-f", "table").out == "conforms\n"


def test_open_claims_are_asked_for_and_written_as_tables(kg_command: Kg, open_folder: Path, seed_folder: Path) -> None:
    graph = open_folder / "graph.ttl"
    rows = json.loads(kg_command("ask", "open-claims", "-g", graph).out)["results"]["bindings"]
    lines = [json.loads(line) for line in (open_folder / "open-claims.jsonl").read_text("utf-8").splitlines()]
    table = (open_folder / "open-claims.csv").read_text("utf-8").splitlines()
    assert len(rows) == len(lines) == len(table) - 1 == len(kg.load(graph).open_claims)
    assert sorted(row["phrase"]["value"] for row in rows) == sorted(line["phrase"] for line in lines)
    for name in ("people", "places", "sources"):
        assert kg_command("ask", name, "-g", graph).out == kg_command("ask", name, "-g", seed_folder / "graph.ttl").out
