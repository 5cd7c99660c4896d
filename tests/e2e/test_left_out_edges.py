"""What a network leaves out is said, and can be kept."""

from __future__ import annotations

from pathlib import Path

import networkx as nx

import kg
from tests.conftest import Kg


def test_a_network_says_how_many_edges_it_lacks_and_can_have_them(
    kg_command: Kg, seed_folder: Path, tmp_path: Path
) -> None:
    ttl = seed_folder / "graph.ttl"
    figures = kg.load(ttl).stats()
    assert figures.n_unasserted_edges > 0
    plain = kg_command("export", ttl, "-o", tmp_path / "plain.graphml")
    assert (
        f"kg: {figures.n_unasserted_edges} edges left out of the network (only planned); --unasserted keeps them"
        in plain.err
    )
    every = kg_command("export", ttl, "-o", tmp_path / "every.graphml", "--unasserted", "--check")
    assert every.code == 0
    assert "left out" not in every.err
    n_plain, n_every = (
        nx.read_graphml(tmp_path / f"{name}.graphml", force_multigraph=True).number_of_edges()
        for name in ("plain", "every")
    )
    assert n_every == figures.n_edges
    assert n_every - n_plain == figures.n_unasserted_edges


def test_formats_that_hold_all_claims_say_nothing(kg_command: Kg, seed_folder: Path, tmp_path: Path) -> None:
    outcome = kg_command("export", seed_folder / "graph.ttl", "-o", tmp_path / "graph.nt")
    assert outcome.code == 0
    assert "left out" not in outcome.err
