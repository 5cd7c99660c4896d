"""``kg stats``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import GraphOption, JsonOption, OntologyOption, command
from kg.cli.output import emit, emit_json, prefers_json


def stats(
    graph: GraphOption = None,
    ontology: OntologyOption = None,
    json: JsonOption = False,
    text: Annotated[bool, typer.Option("--text", help="Print text, also into a pipe.")] = False,
    top: Annotated[int, typer.Option("--top", help="Length of the rankings.", min=1)] = 10,
) -> None:
    """Count and measure the graph: degree, components, centrality, communities."""
    from kg.pipeline.api import graph_file, load

    figures = load(graph_file(graph), ontology=ontology).stats(top=top)
    if json or (not text and prefers_json()):
        emit_json(figures.as_dict())
    else:
        emit(figures.as_text())


app = command(stats)
