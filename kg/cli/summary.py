"""``kg summary``."""

from __future__ import annotations

from kg.cli.options import GraphOption, command
from kg.cli.output import emit


def summary(graph: GraphOption = None) -> None:
    """Tell in a page of Markdown what the articles say."""
    from kg.pipeline.api import graph_file, load

    emit(load(graph_file(graph)).summary())


app = command(summary)
