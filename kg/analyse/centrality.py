"""Components, centralities and communities: with networkx for small graphs, with networkit for large ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.analyse.ties import Ties
from kg.errors import PluginError

if TYPE_CHECKING:
    import networkx as nx

#: Above so many nodes betweenness is estimated: the exact figure takes nodes times edges steps.
EXACT_BETWEENNESS = 500
#: So many sampled sources then. A random graph of 1,200 nodes and 4,000 edges takes 2 s instead of 12; on one
#: of 400 and 900 the first three stay and the order below them shifts a little.
BETWEENNESS_SAMPLE = 100
#: Above so many pairs networkit computes. `python -m tests.benchmark.statistics` measures both.
NETWORKX_PAIRS = 5_000
_DAMPING = 0.85
#: The change of all PageRanks together at which the iteration ends; both libraries then agree to eight decimals.
_TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What is computed of ties; each list is by node, and groups of nodes are sorted by their first node.

    ``betweenness`` is normalised to [0, 1], and estimated where ``sampled``. Components do not look at direction.
    ``groups`` are communities of the nodes that have an edge; ``modularity`` is how well they part the ties.
    """

    component_sizes: tuple[int, ...]
    pagerank: tuple[float, ...]
    betweenness: tuple[float, ...]
    sampled: bool
    groups: tuple[tuple[int, ...], ...]
    modularity: float


def measures(ties: Ties, *, seed: int = 0, exact: bool | None = None) -> Measures:
    """Return the measures of a network in bounded time; the same seed gives the same figures.

    ``exact`` says whether betweenness is computed from every node; None: up to ``EXACT_BETWEENNESS`` nodes.

    Source: PageRank, Page et al. 1999 (damping 0.85, weighted by evidence); betweenness, Brandes 2001, sampled as in
    Brandes and Pich 2007 (networkx) or Geisberger, Sanders and Schultes 2008 (networkit); communities, Louvain,
    Blondel et al. 2008.

    Raises:
        PluginError: the network is large and networkit is not installed.
    """
    whole = len(ties.ids) <= EXACT_BETWEENNESS if exact is None else exact
    compute = by_networkx if len(ties.pairs) <= NETWORKX_PAIRS else by_networkit
    return compute(ties, seed=seed, exact=whole)


def by_networkx(ties: Ties, *, seed: int, exact: bool) -> Measures:
    """Compute with networkx."""
    import networkx as nx

    arcs, pairs = nx.DiGraph(), nx.Graph()
    for network, rows in ((arcs, ties.arcs), (pairs, ties.pairs)):
        network.add_nodes_from(range(len(ties.ids)))
        network.add_edges_from((one, other, {"weight": weight}) for (one, other), weight in rows.items())
    # networkx takes its tolerance a node.
    tolerance = _TOLERANCE / max(1, len(ties.ids))
    ranks = nx.pagerank(arcs, alpha=_DAMPING, weight="weight", tol=tolerance, max_iter=1000)
    between = nx.betweenness_centrality(pairs, k=None if exact else min(BETWEENNESS_SAMPLE, len(ties.ids)), seed=seed)
    tied = _tied(pairs, ties)
    groups = nx.community.louvain_communities(tied, seed=seed) if len(tied) else []
    return Measures(
        component_sizes=tuple(sorted((len(c) for c in nx.connected_components(pairs)), reverse=True)),
        pagerank=tuple(ranks[node] for node in range(len(ties.ids))),
        betweenness=tuple(between[node] for node in range(len(ties.ids))),
        sampled=not exact,
        groups=_sorted(groups),
        modularity=nx.community.modularity(tied, groups) if groups and tied.size() else 0.0,
    )


def _tied(pairs: nx.Graph, ties: Ties) -> nx.Graph:
    """Return the network without lone nodes, its nodes and edges in sorted order, which Louvain depends on."""
    import networkx as nx

    copy = nx.Graph()
    copy.add_nodes_from(node for node, degree in enumerate(ties.degrees) if degree)
    copy.add_edges_from(pairs.edges(data=True))
    return copy


def by_networkit(ties: Ties, *, seed: int, exact: bool) -> Measures:
    """Compute with networkit, in one thread: with several, sums and samples come in another order each time.

    Raises:
        PluginError: networkit is not installed.
    """
    nk = _networkit()
    threads = nk.getMaxNumberOfThreads()
    nk.setNumberOfThreads(1)
    nk.setSeed(seed, False)
    try:
        return _computed(nk, ties, exact)
    finally:
        nk.setNumberOfThreads(threads)


def _computed(nk: Any, ties: Ties, exact: bool) -> Measures:
    n = len(ties.ids)
    arcs, pairs = (
        nk.GraphFromCoo(_columns(rows), n=n, weighted=True, directed=directed)
        for rows, directed in ((ties.arcs, True), (ties.pairs, False))
    )
    sinks = nk.centrality.SinkHandling.DistributeSinks
    rank = nk.centrality.PageRank(arcs, damp=_DAMPING, tol=_TOLERANCE, distributeSinks=sinks).run()
    steps = nk.graphtools.toUnweighted(pairs)
    if exact or n <= BETWEENNESS_SAMPLE:
        between = nk.centrality.Betweenness(steps, normalized=True)
    else:
        between = nk.centrality.EstimateBetweenness(steps, BETWEENNESS_SAMPLE, normalized=True, parallel=False)
    components = nk.components.ConnectedComponents(pairs).run()
    plm = nk.community.PLM(pairs, refine=True, par="none randomized").run().getPartition()
    groups: dict[int, list[int]] = {}
    for node, group in enumerate(plm.getVector()):
        if ties.degrees[node]:
            groups.setdefault(group, []).append(node)
    return Measures(
        component_sizes=tuple(sorted(components.getComponentSizes().values(), reverse=True)),
        pagerank=tuple(rank.scores()),
        betweenness=tuple(between.run().scores()),
        sampled=not exact,
        groups=_sorted(groups.values()),
        modularity=nk.community.Modularity().getQuality(plm, pairs) if ties.pairs else 0.0,
    )


def _columns(rows: Any) -> Any:
    """Return pairs with weights as the three columns that networkit reads."""
    import numpy as np

    ends = np.fromiter((end for pair in rows for end in pair), dtype=np.uint64, count=2 * len(rows)).reshape(-1, 2)
    weights = np.fromiter(rows.values(), dtype=np.float64, count=len(rows))
    return weights, (ends[:, 0].copy(), ends[:, 1].copy())


def _networkit() -> Any:
    try:
        import networkit  # type: ignore[import-untyped]
    except ImportError as error:
        raise PluginError(
            f"a network of more than {NETWORKX_PAIRS:,} pairs needs networkit",
            cause="it is not installed",
            remedy="pip install 'newskg[network]'",
        ) from error
    return networkit


def _sorted(groups: Iterable[Iterable[int]]) -> tuple[tuple[int, ...], ...]:
    return tuple(sorted(tuple(sorted(group)) for group in groups))
