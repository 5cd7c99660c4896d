"""How long the figures of a graph take: networkx against networkit, and a million edges.

    python -m tests.benchmark.statistics [EDGES ...]

Edges join entities by preference, as news does: few have very many, most have one or two. CPU seconds of one thread.
Where both libraries take little time, both compute the same ties, and the row says how far apart the PageRanks are.
"""

from __future__ import annotations

import random
import resource
import sys
import time

from kg.analyse.centrality import EXACT_BETWEENNESS, NETWORKX_PAIRS, Measures, by_networkit, by_networkx
from kg.analyse.statistics import statistics
from kg.analyse.ties import Ties, ties
from kg.model import Claim, Entity, GraphRecords

SIZES = (2_000, 10_000, 100_000, 1_000_000)
_PREDICATES = ("one", "two", "three", "four", "five")


def drawn(n_edges: int, seed: int = 1) -> GraphRecords:
    """Return a graph of so many claims over a quarter as many entities, whose degrees follow a power law."""
    draw = random.Random(seed)
    n_entities = max(4, n_edges // 4)
    ends = [min(int(n_entities ** draw.random()), n_entities) - 1 for _ in range(2 * n_edges)]
    claims = (
        Claim(
            id=f"c{i}",
            subject=f"e{ends[2 * i]}",
            predicate=draw.choice(_PREDICATES),
            object=f"e{draw.randrange(n_entities) if i % 2 else ends[2 * i + 1]}",
            source_count=1,
        )
        for i in range(n_edges)
    )
    entities = (Entity(id=f"e{i}", name=f"Entity {i}", type="Person") for i in range(n_entities))
    return GraphRecords.of(entities=entities, claims=claims)


def main(*sizes: int) -> None:
    """Print a row a size: seconds of each library, of all figures, and how far the libraries are apart."""
    import networkit  # type: ignore[import-untyped]

    assert networkit  # its import takes seconds, which are not the figures'
    print("| edges | entities | pairs | networkx s | networkit s | all figures s | apart | peak MB |")
    print("|---|---|---|---|---|---|---|---|")
    for n_edges in sizes:
        graph = drawn(n_edges)
        network = ties(graph)
        slow_s = fast_s = apart = "-"
        if len(network.pairs) <= 2 * NETWORKX_PAIRS:
            exact = len(network.ids) <= EXACT_BETWEENNESS
            fast, fast_s = _timed(by_networkit, network, exact)
            slow, slow_s = _timed(by_networkx, network, exact)
            apart = f"{max(abs(a - b) for a, b in zip(slow.pagerank, fast.pagerank, strict=True)):.0e}"
        begin = time.process_time()
        statistics(graph)
        whole = time.process_time() - begin
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"| {n_edges:,} | {len(network.ids):,} | {len(network.pairs):,} | {slow_s} | {fast_s} | {whole:.1f} | "
            f"{apart} | {peak:,} |",
            flush=True,
        )


def _timed(compute: object, network: Ties, exact: bool) -> tuple[Measures, str]:
    begin = time.process_time()
    found = compute(network, seed=0, exact=exact)  # type: ignore[operator]
    return found, f"{time.process_time() - begin:.1f}"


if __name__ == "__main__":
    main(*(map(int, sys.argv[1:]) if sys.argv[1:] else SIZES))
