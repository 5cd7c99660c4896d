"""Draws docs/seeds.png from a built graph: ``uv run python docs/make_picture.py exports/graph.ttl docs/seeds.png``."""

from __future__ import annotations

import sys
from pathlib import Path

import kg

COLOURS = {
    "Person": "#d1495b",
    "Organization": "#2e86ab",
    "Country": "#3c896d",
    "Place": "#7fb069",
    "Facility": "#a4a24a",
    "Spacecraft": "#8e6c8a",
    "Product": "#b39bc8",
    "Mission": "#e08e45",
    "Event": "#e0b345",
    "Agreement": "#5f6c7b",
    "Work": "#9aa5b1",
}


def draw(graph: kg.Graph, path: Path) -> None:
    """Draw the largest component: size by relations, colour by class, dashed where only planned or possible."""
    import matplotlib as mpl

    mpl.use("Agg")
    import matplotlib.pyplot as plt
    import networkx as nx
    from matplotlib.lines import Line2D

    network = graph.to_networkx()
    largest = max(nx.weakly_connected_components(network), key=len)
    shown = nx.MultiDiGraph(network.subgraph(sorted(largest)))
    places = nx.kamada_kawai_layout(nx.Graph(shown))
    figure, axes = plt.subplots(figsize=(12, 8), dpi=100)
    asserted = [(s, o) for s, o, d in shown.edges(data=True) if {"occurred", "acting", "past"} & set(d["statuses"])]
    open_ = [(s, o) for s, o in shown.edges() if (s, o) not in set(asserted)]
    sizes = [160 + 110 * degree for _, degree in shown.degree()]
    for edges, style in ((asserted, "solid"), (open_, "dashed")):
        nx.draw_networkx_edges(
            nx.DiGraph(shown), places, edgelist=edges, ax=axes, style=style, edge_color="#9aa5b1", arrowsize=10,
            nodelist=list(shown), node_size=sizes, connectionstyle="arc3,rad=0.06",
        )  # fmt: skip
    classes = [data["type"] for _, data in shown.nodes(data=True)]
    nx.draw_networkx_nodes(
        shown, places, ax=axes, node_size=sizes, node_color=[COLOURS.get(c, "#888888") for c in classes], alpha=0.95
    )
    nx.draw_networkx_labels(
        shown, {n: (x, y + 0.045) for n, (x, y) in places.items()},
        {n: d["label"] for n, d in shown.nodes(data=True)}, ax=axes, font_size=8.5,
    )  # fmt: skip
    labels: dict[tuple[str, str], list[str]] = {}
    for subject, object_, data in shown.edges(data=True):
        labels.setdefault((subject, object_), []).append(data["predicate"])
    nx.draw_networkx_edge_labels(
        nx.DiGraph(list(labels)), places, {pair: ", ".join(sorted(names)) for pair, names in labels.items()}, ax=axes,
        font_size=6, font_color="#5f6c7b", bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.4, "alpha": 0.8},
    )  # fmt: skip
    present = [c for c in COLOURS if c in classes]
    handles = [Line2D([], [], marker="o", linestyle="", color=COLOURS[c], label=c) for c in present]
    axes.legend(handles=handles, loc="lower left", fontsize=8, frameon=False, ncols=2)
    axes.margins(0.08)
    axes.axis("off")
    figure.tight_layout()
    figure.savefig(path, metadata={"Software": None})
    plt.close(figure)


if __name__ == "__main__":
    draw(kg.load(sys.argv[1]), Path(sys.argv[2]))
