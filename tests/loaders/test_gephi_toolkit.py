"""Gephi itself, as its toolkit, opens our files: the same nodes, places, edges, kinds and weights.

The toolkit is a jar of 50 MB that no package index has: name it in ``GEPHI_TOOLKIT_JAR``, else the tests are skipped.
It is at https://gephi.org/toolkit/.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

import kg
from kg.export import read_file
from kg.export.rows import GraphRows
from tests.conftest import ROOT

PROGRAM = Path(__file__).parent / "GephiToolkit.java"


def opened(path: Path) -> dict[str, list[list[str]]]:
    """Return the lines that the toolkit prints of a file, by their first word."""
    jar = os.environ.get("GEPHI_TOOLKIT_JAR", "")
    if not jar:
        pytest.skip("no Gephi toolkit: name its jar in GEPHI_TOOLKIT_JAR")
    if shutil.which("java") is None:
        pytest.skip("there is no java")
    command = ["java", "-Djava.awt.headless=true", "-cp", jar, str(PROGRAM), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    return {kind: [line[1:] for line in lines if line[0] == kind] for kind in ("node", "edge")}


@pytest.mark.parametrize("format", ["gexf", "graphml"])
def test_gephi_has_the_nodes_and_edges_that_our_reader_has(tmp_path: Path, format: str) -> None:
    path = kg.load(ROOT / "exports" / "reference" / "graph.nq").write(tmp_path / f"graph.{format}")
    rows, found = read_file(path), opened(path)
    assert isinstance(rows, GraphRows)
    assert {(id, label) for id, label, *_ in found["node"]} == {(node.id, node.name) for node in rows.nodes}
    assert sorted((id, source, target, kind, float(weight)) for id, source, target, kind, weight in found["edge"]) == [
        (edge.id, edge.source, edge.target, edge.predicate, float(edge.weight)) for edge in rows.edges
    ]
    drawn = {id: tuple(map(float, values)) for id, _, *values in found["node"]}
    for node, look in zip(rows.nodes, rows.looks, strict=False):
        assert look.place is not None
        assert drawn[node.id] == pytest.approx((*look.place, look.size), abs=0.01)
