"""Positions of nodes for drawing, the same to the last bit on every machine."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

#: Above this the pairwise forces take too long, and Gephi or the browser lays out better.
MAX_NODES = 1000

_SEED = 20250731
_ITERATIONS = 100
#: Width of the drawing for one node, in Gephi's units; the width grows with the root of the number.
_SPACING = 60.0
#: Pull towards the centre, as a share of the distance: keeps unconnected parts in sight.
_GRAVITY = 0.05


def positions(n_nodes: int, edges: Sequence[tuple[int, int]]) -> list[tuple[float, float]]:
    """Return x and y of each node, rounded to 0.1, by force-directed placement; [] above ``MAX_NODES``.

    ``edges`` hold indexes of nodes. The forces are computed with elementwise operations and sums over
    rows only: these round alike everywhere, whereas the matrix products of networkx's ``spring_layout``
    depend on the processor, so that its drawings differ between machines.

    Source: Fruchterman and Reingold, "Graph Drawing by Force-directed Placement", 1991, with a pull to
    the centre added.

    >>> positions(1, [])
    [(0.0, 0.0)]
    >>> positions(3, [(0, 1)]) == positions(3, [(0, 1)])
    True
    """
    if n_nodes > MAX_NODES:
        return []
    if n_nodes < 2:
        return [(0.0, 0.0)] * n_nodes
    import numpy as np

    generator = random.Random(_SEED)
    place = np.array([[generator.random() - 0.5 for _ in range(n_nodes)] for _ in range(2)])
    linked = np.zeros((n_nodes, n_nodes), dtype=bool)
    for source, target in edges:
        if source != target:
            linked[source, target] = linked[target, source] = True

    optimal = 1.0 / math.sqrt(n_nodes)
    for step in range(_ITERATIONS):
        # delta[axis, other, node]: the sum over `other` adds whole rows, in order.
        delta = place[:, None, :] - place[:, :, None]
        distance = np.maximum(np.sqrt(delta[0] * delta[0] + delta[1] * delta[1]), 0.01)
        force = optimal * optimal / (distance * distance) - np.where(linked, distance / optimal, 0.0)
        moves = [(delta[axis] * force).sum(axis=0) - _GRAVITY * n_nodes * optimal * place[axis] for axis in (0, 1)]
        length = np.maximum(np.sqrt(moves[0] * moves[0] + moves[1] * moves[1]), 0.01)
        temperature = 0.1 * (1.0 - step / _ITERATIONS)
        for axis in (0, 1):
            place[axis] += moves[axis] / length * np.minimum(length, temperature)

    place -= (place.max(axis=1, keepdims=True) + place.min(axis=1, keepdims=True)) / 2.0
    scale = _SPACING * math.sqrt(n_nodes) / max(float(np.abs(place).max()), 1e-9)
    # "+ 0.0" turns -0.0 into 0.0.
    return [
        (round(float(x) * scale, 1) + 0.0, round(float(y) * scale, 1) + 0.0)
        for x, y in zip(place[0], place[1], strict=True)
    ]
