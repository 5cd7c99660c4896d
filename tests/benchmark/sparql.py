"""Measures the shipped queries on a made-up graph: this project's store beside rdflib, in one run.

Run: ``python -m tests.benchmark.sparql 1000000 [--rounds 3] [--limit-s 120] [--keep FILE.nt]``; a kept file that is
there is read instead of made.

The graph is that of the explorer's benchmark, with real names, and with times, posts, speakers and denials added, so
that most queries have rows. Both libraries read the same file once. Each query then runs in a fork of the process that
holds the graphs, which measures its own CPU time until the last row is read; rounds alternate between the two. A fork
that needs more CPU seconds than the limit is ended: its ratio is then a lower bound. rdflib runs the queries without
their last ORDER BY, since it fails on sorting cells without a value: it is spared that work. The number of rows is
compared.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import re
import resource
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from kg.graph.query import ShippedQuery, queries
from kg.graph.store import GraphStore
from kg.model import GraphRecords
from kg.rdf import PREFIXES, ntriples_line, statements
from kg.schema import load_ontology
from tests.benchmark.explorer import graph

#: Statements that a relation of the made-up graph becomes, with its share of entities and articles.
_TRIPLES_A_RELATION = 34
_RELATIONS_AN_ENTITY = 3
#: More than this is a defect, not a figure.
_OUR_LIMIT_S = 120
_LAST_ORDER = re.compile(r"^ORDER BY .*\Z", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """What one query took with both: CPU seconds, medians of the rounds; None: more than the limit.

    ``ratio`` is a lower bound where rdflib took more than the limit, and None where it failed.
    """

    name: str
    ours_s: float
    theirs_s: float | None
    rows: int
    same_rows: bool
    ratio: float | None


def enriched(records: GraphRecords) -> GraphRecords:
    """Return the graph with times, posts, speakers and denials in some of its claims."""
    claims = []
    for place, claim in enumerate(records.claims.values()):
        changed = replace(claim, time=f"20{15 + place % 10}-0{1 + place % 9}") if place % 3 == 0 else claim
        if place % 11 == 0:
            changed = replace(changed, polarity="negative")
        if place % 5 == 0:
            changed = replace(changed, titles=frozenset({"director", "chair"}))
        if place % 7 == 0:
            changed = replace(changed, attributed_to=frozenset({claim.subject}))
        claims.append(changed)
    return records.replace(claims=claims)


def measure(
    n_triples: int, *, rounds: int, limit_s: int, keep: Path | None = None
) -> tuple[list[Timed], dict[str, float]]:
    """Return the queries' times, and the figures of the graph: triples, and seconds that reading it takes."""
    with tempfile.TemporaryDirectory() as folder:
        path = keep or Path(folder) / "graph.nt"
        if not path.exists():
            _write(n_triples, path)
        store, ours_s = _timed(lambda: GraphStore.open(path))
        other, theirs_s = _timed(lambda: _rdflib(path))
    gc.collect()
    gc.freeze()
    found = [_compare(query, store, other, rounds=rounds, limit_s=limit_s) for query in queries()]
    return found, {"triples": len(store), "read_s": ours_s, "rdflib_read_s": theirs_s}


def _write(n_triples: int, path: Path) -> None:
    ontology = load_ontology()
    n_relations = n_triples // _TRIPLES_A_RELATION
    records = enriched(graph(ontology, n_relations // _RELATIONS_AN_ENTITY, n_relations))
    with path.open("w", encoding="utf-8") as stream:
        stream.writelines(map(ntriples_line, statements(records, ontology)))


def _compare(query: ShippedQuery, store: GraphStore, other: Any, *, rounds: int, limit_s: int) -> Timed:
    def ours() -> int:
        return len(store.query(query.text, timeout_s=float("inf")).rows)

    def theirs() -> int:
        return sum(1 for _ in other.query(_LAST_ORDER.sub("", query.text), initNs=dict(PREFIXES)))

    ours_s, theirs_s, rows, their_rows, failed = [], [], 0, set[int](), False
    for _ in range(rounds):
        seconds, rows = _forked(ours, _OUR_LIMIT_S)
        assert seconds is not None, f"{query.name} took more than {_OUR_LIMIT_S} s"
        ours_s.append(seconds)
        if failed or None in theirs_s:
            continue  # it will be no other the next time
        seconds, found = _forked(theirs, limit_s)
        failed = found < 0
        theirs_s.append(seconds)
        their_rows |= {found} if seconds is not None and not failed else set()
    known = [seconds for seconds in theirs_s if seconds is not None]
    median = statistics.median(known) if len(known) == len(theirs_s) and not failed else None
    ratio = None if failed else (limit_s if median is None else median) / statistics.median(ours_s)
    row = Timed(
        name=query.name, ours_s=statistics.median(ours_s), theirs_s=median, rows=rows,
        same_rows=their_rows <= {rows}, ratio=ratio,
    )  # fmt: skip
    print(row, flush=True)
    return row


def _forked(run: Callable[[], int], limit_s: int) -> tuple[float | None, int]:
    """Run in a fork and return its CPU seconds and result; None: it was ended at the limit; -1: it failed."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        resource.setrlimit(resource.RLIMIT_CPU, (limit_s, limit_s))
        before = time.process_time()
        try:
            rows = run()
        except TypeError:
            rows = -1
        os.write(write, json.dumps([time.process_time() - before, rows]).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read, "rb") as stream:
        reply = stream.read()
    os.waitpid(child, 0)
    seconds, rows = json.loads(reply) if reply else (None, 0)
    return seconds, rows


def _rdflib(path: Path) -> Any:
    import rdflib

    return rdflib.Graph().parse(path, format="nt")


def _timed[T](run: Callable[[], T]) -> tuple[T, float]:
    before = time.process_time()
    return run(), time.process_time() - before


def report(found: list[Timed], figures: dict[str, float]) -> str:
    """Return the table of docs/benchmarks.md, and the median of the ratios."""
    lines = ["| query | rows | store, s | rdflib, s | ratio |", "|---|---|---|---|---|"]
    for row in sorted(found, key=lambda row: -(row.ratio or 0)):
        differ = "" if row.same_rows else " (differ)"
        if row.ratio is None:
            theirs, ratio = "fails", ""
        elif row.theirs_s is None:
            theirs, ratio = "over the limit", f"at least {row.ratio:.1f}"
        else:
            theirs, ratio = f"{row.theirs_s:.2f}", f"{row.ratio:.1f}"
        lines.append(f"| {row.name} | {row.rows:,}{differ} | {row.ours_s:.3f} | {theirs} | {ratio} |")
    ratios = [row.ratio for row in found if row.ratio is not None]
    lines += [
        "",
        f"{int(figures['triples']):,} triples; read in {figures['read_s']:.1f} s, by rdflib in "
        f"{figures['rdflib_read_s']:.1f} s of CPU time. Median of the ratios {statistics.median(ratios):.1f}, least "
        f"{min(ratios):.1f}; {sum(r >= 10 for r in ratios)} of {len(ratios)} are at least 10.",
    ]
    return "\n".join(lines)


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("triples", type=int, nargs="?", default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--limit-s", type=int, default=120, help="CPU seconds that a query may take")
    parser.add_argument("--keep", type=Path, help="where the made-up graph is kept", metavar="FILE.nt")
    given = parser.parse_args()
    print(report(*measure(given.triples, rounds=given.rounds, limit_s=given.limit_s, keep=given.keep)))


if __name__ == "__main__":
    main()
