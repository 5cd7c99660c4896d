"""Gephi Lite's own importers, in a real browser, take from our files exactly what our reader does."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.export import ExportSettings, read_file, write_file
from kg.export.gexf import write_rows as write_gexf
from kg.export.graphml import write_rows as write_graphml
from kg.export.rows import EdgeRow, GraphRows, Look, NodeRow, joined
from kg.model import Claim
from kg.schema import load_ontology
from tests.browser.conftest import Visit
from tests.conftest import ROOT
from tests.graph_rows import NewsRows
from tests.strategies import ONTOLOGY, hostile_graph

PROJECT = Path(__file__).parent / "gephi_lite"

type Import = Callable[[Path], tuple[dict[str, Any], dict[str, Any]]]


@pytest.fixture(scope="session")
def importers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a page with the importers, bundled from the packages that the lock file pins."""
    npm = shutil.which("npm")
    if npm is None:
        pytest.skip("no npm on this machine: apt-get install npm")
    if not _is_installed():
        command = [npm, "ci", "--ignore-scripts", "--prefer-offline", "--no-progress"]
        run = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=120)
        if run.returncode:
            pytest.skip(f"npm cannot install the importers: {run.stderr.strip().splitlines()[-1:]}")
    bundle = subprocess.run(
        [PROJECT / "node_modules" / ".bin" / "esbuild", "importers.js", "--bundle", "--format=iife"],
        cwd=PROJECT, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    page = tmp_path_factory.mktemp("gephi-lite") / "page.html"
    page.write_text(f"<!doctype html><meta charset=utf-8><input type=file><script>{bundle.stdout}</script>")
    return page


def _is_installed() -> bool:
    """Say whether node_modules is what the lock file asks for."""
    asked = json.loads((PROJECT / "package-lock.json").read_text())["packages"]
    try:
        found = json.loads((PROJECT / "node_modules" / ".package-lock.json").read_text())["packages"]
    except OSError:
        return False
    return all(name in asked and asked[name]["integrity"] == row["integrity"] for name, row in found.items())


@pytest.fixture
def imported(visit: Visit, importers: Path) -> Import:
    """Import a file; return its nodes and edges by id, as lists of what the importer knows of each."""
    visit.page.goto(importers.as_uri())

    def import_file(path: Path) -> tuple[dict[str, Any], dict[str, Any]]:
        visit.page.set_input_files("input", path)
        with visit.page.expect_download(timeout=1_800_000) as download:
            seconds = visit.page.evaluate("importFile", path.suffix[1:])
        with download.value.path().open(encoding="utf-8") as lines:
            rows = [json.loads(line) for line in lines]
        visit.assert_clean()
        print(f"{path.name}, {path.stat().st_size / 1e6:.0f} MB: imported in {seconds:.1f} s")
        nodes, edges = ({row[1]: row[2:] for row in rows if row[0] == kind} for kind in ("node", "edge"))
        assert len(nodes) + len(edges) == len(rows)
        return nodes, edges

    return import_file


def _node(node: NodeRow, look: Look | None, lists: Callable[[tuple[str, ...]], Any]) -> list[Any]:
    values: dict[str, Any] = {
        "label": node.name,
        "entity_class": node.entity_class,
        "aliases": lists(node.aliases) if node.aliases else None,
        "mentions": node.mentions,
        "documents": node.documents,
        "n_edges": node.n_edges,
        "community": node.community,
    }
    if look is not None:
        values |= {"color": "rgb({},{},{})".format(*look.colour), "size": look.size}
        values |= dict(zip("xyz", (*look.place, 0), strict=True)) if look.place else {}
    return [{name: value for name, value in values.items() if value not in (None, "")}]


def _edge(edge: EdgeRow, lists: Callable[[tuple[str, ...]], Any], *, gexf: bool) -> list[Any]:
    values: dict[str, Any] = {
        "predicate": edge.predicate,
        "weight": edge.weight,
        "confidence": edge.confidence,
        "since": edge.since,
        **{name: lists(getattr(edge, name)) if getattr(edge, name) else None
           for name in ("statuses", "titles", "said_by", "sentences", "articles")},
    }  # fmt: skip
    if gexf:
        values |= {"kind": edge.predicate, "label": edge.predicate}
    else:
        values |= {"periods": lists(edge.periods) if edge.periods else None}
    known = {name: value for name, value in values.items() if value not in (None, "")}
    return [edge.source, edge.target, False, known]


def _expected(rows: GraphRows, *, gexf: bool) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what the importer should know, by what our reader knows: GEXF has lists, GraphML joined texts."""
    lists: Callable[[tuple[str, ...]], Any] = list if gexf else joined
    looks = rows.looks or [None] * len(rows.nodes)
    nodes = {node.id: _node(node, look, lists) for node, look in zip(rows.nodes, looks, strict=True)}
    return nodes, {edge.id: _edge(edge, lists, gexf=gexf) for edge in rows.edges}


def _assert_same(imported: Import, path: Path) -> GraphRows:
    rows = read_file(path)
    found, expected = imported(path), _expected(rows, gexf=path.suffix == ".gexf")
    for there, ours in zip(found, expected, strict=True):
        different = [id for id in there.keys() | ours.keys() if there.get(id) != ours.get(id)]
        assert [(there.get(id), ours.get(id)) for id in different[:1]] == []
    assert isinstance(rows, GraphRows)
    return rows


every_format = pytest.mark.parametrize("format", ["gexf", "graphml"])


@every_format
def test_the_seed_articles_are_imported_without_loss(imported: Import, tmp_path: Path, format: str) -> None:
    import kg

    graph = kg.load(ROOT / "exports" / "reference" / "graph.nq")
    rows = _assert_same(imported, graph.write(tmp_path / f"graph.{format}", color="community"))
    assert len(rows.edges) > 25
    assert {node.community for node in rows.nodes} > {0, 1}
    assert len(rows.looks) == (len(rows.nodes) if format == "gexf" else 0)


@every_format
def test_any_text_and_parallel_edges_are_imported_without_loss(imported: Import, tmp_path: Path, format: str) -> None:
    ends = {"subject": "e-0", "object": "e-1"}
    parallel = [Claim(id=p, predicate=p, time=t, **ends) for p, t in (("heads", "2024"), ("visits", "in May"))]
    graph = hostile_graph()
    graph = graph.replace(claims=[*graph.claims.values(), *parallel])
    path = write_file(graph, ONTOLOGY, tmp_path / f"graph.{format}", settings=ExportSettings(unasserted_edges=True))
    _assert_same(imported, path)


@every_format
@pytest.mark.parametrize(
    ("n_nodes", "n_edges"),
    [(2_000, 8_000), pytest.param(50_000, 200_000, marks=pytest.mark.benchmark)],
    ids=["8k edges", "200k edges"],
)
def test_a_large_graph_is_imported_without_loss(
    imported: Import, tmp_path: Path, format: str, n_nodes: int, n_edges: int, request: pytest.FixtureRequest
) -> None:
    if n_edges > 10_000 and "benchmark" not in request.config.getoption("markexpr"):
        pytest.skip("a minute in the browser: run it with -m benchmark")
    rows = NewsRows(load_ontology(), n_nodes=n_nodes, n_edges=n_edges)
    path = tmp_path / f"graph.{format}"
    with path.open("wb") as stream:
        if format == "gexf":
            write_gexf(rows.nodes(), rows.edges(), stream, looks=rows.looks(), dated=True)
        else:
            write_graphml(rows.nodes(), rows.edges(), stream)
    read = _assert_same(imported, path)
    assert (len(read.nodes), len(read.edges)) == (n_nodes, n_edges)
    assert {edge.predicate for edge in read.edges} <= load_ontology().properties.keys()
