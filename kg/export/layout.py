"""Positions of nodes for drawing, the same to the last bit on every machine."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

#: Above this the pairwise forces take too long; ForceAtlas2 approximates them.
MAX_NODES = 1000
#: Above this ForceAtlas2 takes more than a minute or two, and Gephi lays out better, while one watches.
MAX_FORCE_ATLAS_NODES = 100_000

_SEED = 20250731
_ITERATIONS = 100
#: Width of the drawing for one node, in Gephi's units; the width grows with the root of the number.
_SPACING = 60.0
#: Pull towards the centre, as a share of the distance: keeps unconnected parts in sight. Chosen by eye among .05, .2
#: and .3, as was the mass: with less of either, distant pairs press all others into a knot.
_GRAVITY = 0.3
#: Rounds of ForceAtlas2: many where they are cheap. Measured with 4 edges a node on two busy cores: 200 rounds of
#: 5,000 nodes 11 s, 10 rounds of 50,000 nodes 5.5 s.
_ROUNDS = (50, 200)
_NODE_ROUNDS = 1_000_000
#: How coarsely far nodes are lumped together. Source: Gephi's own default; the library's 0.5 takes 12 times as long.
_THETA = 1.2


def positions(n_nodes: int, edges: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """Return x and y of each node, rounded to 0.1, by force-directed placement; [] where `no_positions` says why.

    ``edges`` hold indexes of nodes.

    >>> positions(1, [])
    [(0.0, 0.0)]
    >>> positions(3, [(0, 1)]) == positions(3, [(0, 1)])
    True
    """
    if no_positions(n_nodes) is not None:
        return []
    if n_nodes < 2:
        return [(0.0, 0.0)] * n_nodes
    generator = random.Random(_SEED)
    start = [[generator.random() - 0.5 for _ in range(n_nodes)] for _ in range(2)]
    ties = sorted({(min(pair), max(pair)) for pair in edges if pair[0] != pair[1]})
    place = _pairwise(start, ties) if n_nodes <= MAX_NODES else _force_atlas(start, ties)
    place -= (place.max(axis=1, keepdims=True) + place.min(axis=1, keepdims=True)) / 2.0
    scale = _SPACING * math.sqrt(n_nodes) / max(float(abs(place).max()), 1e-9)
    # "+ 0.0" turns -0.0 into 0.0.
    return [
        (round(float(x) * scale, 1) + 0.0, round(float(y) * scale, 1) + 0.0)
        for x, y in zip(place[0], place[1], strict=True)
    ]


def no_positions(n_nodes: int) -> str | None:
    """Return why a graph of so many nodes gets no positions, and what to do; None: it gets them.

    >>> no_positions(1000), no_positions(1_000_000)
    (None, 'more than 100,000 nodes: let Gephi lay them out')
    """
    from importlib.util import find_spec

    if n_nodes > MAX_FORCE_ATLAS_NODES:
        return f"more than {MAX_FORCE_ATLAS_NODES:,} nodes: let Gephi lay them out"
    if n_nodes > MAX_NODES and find_spec("crategraph_forceatlas2") is None:
        return f"more than {MAX_NODES:,} nodes: pip install 'newskg[layout]', or let Gephi lay them out"
    return None


def _pairwise(start: list[list[float]], ties: Sequence[tuple[int, int]]) -> np.ndarray:
    """Return the places, one row an axis, after forces between all pairs.

    The forces are computed with elementwise operations and sums over rows only: these round alike everywhere,
    whereas the matrix products of networkx's ``spring_layout`` depend on the processor, so that its drawings differ
    between machines.

    Source: Fruchterman and Reingold, "Graph Drawing by Force-directed Placement", 1991, with a pull to the centre
    and, as in ForceAtlas2, with a mass that grows with the degree, here to the power 3/4, so that hubs keep their
    distance.
    """
    import numpy as np

    place = np.array(start)
    n_nodes = place.shape[1]
    linked = np.zeros((n_nodes, n_nodes), dtype=bool)
    for source, target in ties:
        linked[source, target] = linked[target, source] = True
    # Square roots round alike everywhere, and powers do not.
    root = np.sqrt(linked.sum(axis=0) + 1.0)
    mass = root * np.sqrt(root)
    masses = mass[:, None] * mass[None, :]

    optimal = 1.0 / math.sqrt(n_nodes)
    for step in range(_ITERATIONS):
        # delta[axis, other, node]: the sum over `other` adds whole rows, in order.
        delta = place[:, None, :] - place[:, :, None]
        distance = np.maximum(np.sqrt(delta[0] * delta[0] + delta[1] * delta[1]), 0.01)
        force = masses * (optimal * optimal) / (distance * distance) - np.where(linked, distance / optimal, 0.0)
        pull = _GRAVITY * n_nodes * optimal * mass
        moves = [(delta[axis] * force).sum(axis=0) - pull * place[axis] for axis in (0, 1)]
        length = np.maximum(np.sqrt(moves[0] * moves[0] + moves[1] * moves[1]), 0.01)
        temperature = 0.1 * (1.0 - step / _ITERATIONS)
        for axis in (0, 1):
            place[axis] += moves[axis] / length * np.minimum(length, temperature)
    return place


def _force_atlas(start: list[list[float]], ties: Sequence[tuple[int, int]]) -> np.ndarray:
    """Return the places, one row an axis, by ForceAtlas2; any number of threads gives the same.

    Source: Jacomy, Venturini, Heymann and Bastian, "ForceAtlas2", PLoS ONE 9(6), 2014.
    """
    import numpy as np
    from crategraph_forceatlas2 import infer_settings, layout

    n_nodes = len(start[0])
    rounds = min(max(_NODE_ROUNDS // n_nodes, _ROUNDS[0]), _ROUNDS[1])
    # A start as wide as the drawing will be: from a small square, the first rounds would only push outwards.
    init = np.array(start).T * (_SPACING * math.sqrt(n_nodes))
    settings = infer_settings(n_nodes) | {"barnesHutTheta": _THETA, "barnesHutOptimize": True}
    return np.ascontiguousarray(layout(n_nodes, ties, init=init, iterations=rounds, **settings).T)
