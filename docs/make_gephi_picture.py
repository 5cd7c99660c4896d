"""Draws a GEXF as Gephi opens it, with its own places, sizes and colours, for docs/gephi.md.

``uv run python docs/make_gephi_picture.py exports/graph.gexf docs/gephi.png``
"""

from __future__ import annotations

import math
import sys
from pathlib import Path

from kg.export import read_file
from kg.export.rows import GraphRows

#: Nodes with fewer edges have no label, in a graph with more nodes than this: as Gephi's label-size slider does.
_LABELLED = 60


def draw(rows: GraphRows, path: Path) -> None:
    """Draw the nodes that have an edge; an edge has the colour of its source, as in Gephi's overview."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt
    from matplotlib.lines import Line2D
    from matplotlib.patches import FancyArrowPatch

    looks = {node.id: look for node, look in zip(rows.nodes, rows.looks, strict=True) if look.place is not None}
    shown = [node for node in rows.nodes if node.n_edges and node.id in looks]
    figure, axes = plt.subplots(figsize=(11, 7.5), dpi=100)
    place = {node.id: looks[node.id].place or (0.0, 0.0) for node in shown}
    colour = {node.id: tuple(channel / 255 for channel in looks[node.id].colour) for node in shown}
    for edge in rows.edges:
        # Parallel edges bend differently, so that each is seen.
        bend = 0.12 + 0.1 * sum(
            (e.source, e.target) == (edge.source, edge.target) for e in rows.edges if e.id < edge.id
        )
        axes.add_patch(
            FancyArrowPatch(
                place[edge.source], place[edge.target], connectionstyle=f"arc3,rad={bend}", arrowstyle="-|>",
                mutation_scale=9, shrinkA=looks[edge.source].size / 2, shrinkB=looks[edge.target].size / 2,
                linewidth=0.7 + 0.5 * math.sqrt(edge.weight), color=colour[edge.source], alpha=0.55,
            )
        )  # fmt: skip
    axes.scatter(
        [place[node.id][0] for node in shown], [place[node.id][1] for node in shown],
        s=[looks[node.id].size ** 2 for node in shown], c=[colour[node.id] for node in shown],
        edgecolors="white", linewidths=1.2, zorder=3,
    )  # fmt: skip
    least = 1 if len(shown) <= _LABELLED else sorted((node.n_edges for node in shown), reverse=True)[_LABELLED]
    for node in shown:
        if node.n_edges >= least:
            axes.annotate(
                node.name, place[node.id], xytext=(0, looks[node.id].size / 2 + 2), textcoords="offset points",
                ha="center", fontsize=6.5 + 0.05 * looks[node.id].size, zorder=4, color="#222222",
            )  # fmt: skip
    groups = {
        node.entity_class if node.community is None else f"community {node.community + 1}": colour[node.id]
        for node in sorted(shown, key=lambda node: (node.community or 0, node.entity_class))
    }
    handles = [Line2D([], [], marker="o", linestyle="", markersize=8, color=c, label=g) for g, c in groups.items()]
    axes.legend(handles=handles, loc="upper left", fontsize=8, frameon=False, ncols=2)
    axes.margins(0.06)
    axes.set_aspect("equal", adjustable="datalim")
    axes.axis("off")
    figure.tight_layout()
    figure.savefig(path, metadata={"Software": None})
    plt.close(figure)


if __name__ == "__main__":
    draw(read_file(sys.argv[1]), Path(sys.argv[2]))
