"""Where the nodes stand at first: the largest part as the export lays it out, the others in rows below it."""

from __future__ import annotations

import math
from collections.abc import Sequence

#: Room around a part, in the layout's units: names stand below the nodes.
_COLUMN, _ROW = 110.0, 45.0
_PAIR = [(0.0, 0.0), (_COLUMN, 0.0)]
#: How much wider than high the rows are where the largest part is small.
_WIDE = 1.6

type Place = tuple[float, float]


def places(n_nodes: int, edges: Sequence[tuple[int, int]]) -> list[Place]:
    """Return x and y of each node, y upwards; [] where the largest part is more than the export lays out.

    Parts without a link between them would push one another away and fill the drawing with nothing: each is laid out
    by itself. ``edges`` hold indexes of nodes.

    >>> places(3, [(0, 1)])[2][1] < places(3, [(0, 1)])[0][1]
    True
    """
    from kg.export.layout import positions

    inner = _edges_of_parts(n_nodes, edges)
    known: dict[tuple[int, tuple[tuple[int, int], ...]], list[Place]] = {}
    laid: list[list[Place]] = []
    for part, ties in inner:
        # Small parts have few forms: each form is laid out once.
        key = (len(part), ties)
        if key not in known:
            known[key] = _PAIR if len(part) == 2 else positions(len(part), ties)
        if not known[key]:
            return []
        laid.append(known[key])

    found: list[Place] = [(0.0, 0.0)] * n_nodes
    corners = _packed([_size(part) for part in laid])
    for (part, _), rows, (left, top) in zip(inner, laid, corners, strict=True):
        least, most = min(x for x, _ in rows), max(y for _, y in rows)
        for node, (x, y) in zip(part, rows, strict=True):
            found[node] = (round(x - least + left, 1), round(y - most + top, 1))
    return found


def _edges_of_parts(
    n_nodes: int, edges: Sequence[tuple[int, int]]
) -> list[tuple[tuple[int, ...], tuple[tuple[int, int], ...]]]:
    """Return the connected parts, the largest first, each with its edges by the places of their ends in it."""
    parent = list(range(n_nodes))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for source, target in edges:
        parent[max(root(source), root(target))] = min(root(source), root(target))
    parts: dict[int, list[int]] = {}
    for node in range(n_nodes):
        parts.setdefault(root(node), []).append(node)
    place = {node: i for part in parts.values() for i, node in enumerate(part)}
    ties: dict[int, set[tuple[int, int]]] = {first: set() for first in parts}
    for source, target in edges:
        if source != target:
            ties[root(source)].add((min(place[source], place[target]), max(place[source], place[target])))
    order = sorted(parts, key=lambda first: (-len(parts[first]), first))
    return [(tuple(parts[first]), tuple(sorted(ties[first]))) for first in order]


def _size(rows: Sequence[Place]) -> tuple[float, float]:
    xs, ys = [x for x, _ in rows], [y for _, y in rows]
    return max(xs) - min(xs), max(ys) - min(ys)


def _packed(sizes: Sequence[tuple[float, float]]) -> list[Place]:
    """Return the upper left corners of boxes: the first on top, the others in centred rows below it."""
    if not sizes:
        return []
    rest = sizes[1:]
    area = sum((width + _COLUMN) * (height + _ROW) for width, height in rest)
    wide = max(sizes[0][0], _WIDE * math.sqrt(area))
    corners: list[Place] = [((wide - sizes[0][0]) / 2, 0.0)]
    top = -sizes[0][1] - 2 * _ROW
    row: list[tuple[float, float]] = []
    for i, size in enumerate(rest):
        row.append(size)
        used = sum(width + _COLUMN for width, _ in row) - _COLUMN
        if i + 1 == len(rest) or used + _COLUMN + rest[i + 1][0] > wide:
            left = (wide - used) / 2
            for width, _ in row:
                corners.append((left, top))
                left += width + _COLUMN
            top -= max(height for _, height in row) + _ROW
            row = []
    return corners
