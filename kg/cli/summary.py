"""``kg summary``."""

from __future__ import annotations

from kg.cli.options import GraphOption, OntologyOption, command
from kg.cli.output import emit


def summary(graph: GraphOption = None, ontology: OntologyOption = None) -> None:
    """Tell in a page of Markdown what the articles say."""
    from kg.pipeline.api import graph_file, load

    emit(load(graph_file(graph), ontology=ontology).summary())


app = command(summary)
