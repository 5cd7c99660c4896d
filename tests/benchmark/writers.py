"""Measures how fast a large network is written, beside networkx's writers, and the memory that it takes.

Run: ``python -m tests.benchmark.writers --edges 1000000``.

Each writer runs in a process of its own, one after the other. Ours is given a stream of rows that are made up while
they are written, and the time that making them takes is measured alone and named; networkx's needs the whole graph
in memory first, which is not in its time. Both write the same nodes, edges and values, apart from what networkx
cannot say: kinds, lists, intervals.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.export import gexf, graphml
from kg.export.rows import joined
from kg.schema import load_ontology
from tests.graph_rows import NewsRows

NODES_AN_EDGE = 0.25
OURS, THEIRS, STREAM = "kg", "networkx", "rows alone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one writer took: seconds of wall clock and of processor, peak memory of its process, size of the file."""

    writer: str
    format: str
    edges: int
    wall_s: float
    cpu_s: float
    peak_mb: int
    file_mb: int


def measure(writer: str, format: str, edges: int) -> Cost:
    """Run one writer in a process of its own."""
    command = [sys.executable, "-m", "tests.benchmark.writers", "--one", writer, format, "--edges", str(edges)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    return Cost(**json.loads(run.stdout))


def _measure_here(writer: str, format: str, edges: int) -> Cost:
    rows = NewsRows(load_ontology(), n_nodes=int(edges * NODES_AN_EDGE), n_edges=edges)
    write = {OURS: _ours, THEIRS: _theirs, STREAM: _stream}[writer](rows, format)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"graph.{format}"
        path.touch()
        wall, cpu = time.perf_counter(), time.process_time()
        write(path)
        wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
        size = path.stat().st_size
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Cost(
        writer=writer,
        format=format,
        edges=edges,
        wall_s=round(wall, 2),
        cpu_s=round(cpu, 2),
        peak_mb=peak // 1024,
        file_mb=size // 1_000_000,
    )


def _ours(rows: NewsRows, format: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        with path.open("wb") as stream:
            if format == "gexf":
                gexf.write_rows(rows.nodes(), rows.edges(), stream, looks=rows.looks(), dated=True)
            else:
                graphml.write_rows(rows.nodes(), rows.edges(), stream)

    return write


def _stream(rows: NewsRows, format: str) -> Callable[[Path], None]:
    def read(path: Path) -> None:
        for stream in (rows.nodes(), rows.edges(), rows.looks() if format == "gexf" else ()):
            for _ in stream:
                pass

    return read


def _theirs(rows: NewsRows, format: str) -> Callable[[Path], None]:
    import networkx as nx

    network = nx.MultiDiGraph()
    looks = rows.looks()
    for node in rows.nodes():
        values: dict[str, Any] = {
            "label": node.name,
            "entity_class": node.entity_class,
            "mentions": node.mentions,
            "documents": node.documents,
            "n_edges": node.n_edges,
        }
        if node.aliases:
            values["aliases"] = joined(node.aliases)
        if format == "gexf":
            look = next(looks)
            (red, green, blue), (x, y) = look.colour, look.place or (0.0, 0.0)
            values["viz"] = {
                "color": {"r": red, "g": green, "b": blue, "a": 1.0},
                "size": look.size,
                "position": {"x": x, "y": y, "z": 0.0},
            }
        network.add_node(node.id, **values)
    for edge in rows.edges():
        values = {"predicate": edge.predicate, "weight": edge.weight, "confidence": edge.confidence}
        values |= {"id": edge.id} if format == "gexf" else {}
        values |= {"since": edge.since} if edge.since else {}
        for name in ("statuses", "titles", "said_by", "sentences", "articles"):
            if texts := getattr(edge, name):
                values[name] = joined(texts)
        network.add_edge(edge.source, edge.target, key=edge.id, **values)

    def write(path: Path) -> None:
        if format == "gexf":
            nx.write_gexf(network, path, version="1.2draft")
        else:
            nx.write_graphml_lxml(network, path, named_key_ids=True)

    return write


def report(costs: Sequence[Cost]) -> str:
    """Return the table of docs/benchmarks.md and the ratios."""
    lines = [
        "| format | writer | edges | wall s | processor s | peak MB | file MB |",
        "|---|---|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {c.format} | {c.writer} | {c.edges:,} | {c.wall_s:.1f} | {c.cpu_s:.1f} | {c.peak_mb:,} | {c.file_mb:,} |"
        for c in costs
    ]
    for format in dict.fromkeys(c.format for c in costs):
        most = max(c.edges for c in costs)
        by_writer = {c.writer: c for c in costs if c.format == format and c.edges == most}
        if by_writer.keys() >= {OURS, THEIRS, STREAM}:
            ours, theirs, stream = by_writer[OURS], by_writer[THEIRS], by_writer[STREAM]
            lines.append(
                f"{format}: networkx takes {theirs.cpu_s / ours.cpu_s:.1f} times as long with our rows made meanwhile, "
                f"{theirs.cpu_s / (ours.cpu_s - stream.cpu_s):.1f} times without (processor); "
                f"{theirs.wall_s / ours.wall_s:.1f} times by the clock"
            )
    return "\n".join(lines)


def main() -> None:
    """Measure both formats at the size asked for, and ours at a tenth of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edges", type=int, default=1_000_000)
    parser.add_argument("--one", nargs=2, metavar=("WRITER", "FORMAT"), help="run one writer here, and print JSON")
    arguments = parser.parse_args()
    if arguments.one:
        print(json.dumps(asdict(_measure_here(*arguments.one, arguments.edges))))
        return
    costs = []
    runs = [(OURS, arguments.edges // 10), *((writer, arguments.edges) for writer in (STREAM, OURS, THEIRS))]
    for format in ("gexf", "graphml"):
        for writer, edges in runs:
            costs.append(measure(writer, format, edges))
            print(costs[-1], file=sys.stderr, flush=True)
    print(report(costs))


if __name__ == "__main__":
    main()
