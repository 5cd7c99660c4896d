"""``kg why``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import GraphOption, OntologyOption, command, complete_entity
from kg.cli.output import emit


def why(
    left: Annotated[str, typer.Argument(help="A name.", metavar="LEFT", autocompletion=complete_entity)],
    right: Annotated[str, typer.Argument(help="Another name.", metavar="RIGHT", autocompletion=complete_entity)],
    graph: GraphOption = None,
    ontology: OntologyOption = None,
) -> None:
    """Say why two names are one entity, or why they are not, from the judgements beside the graph.

    \b
    Examples:
      kg why Bakanov "Dmitry Bakanov"
      kg why NASA Roscosmos -g news/graph.ttl
    """
    from kg.pipeline.api import graph_file
    from kg.pipeline.judgements import load_with_judgements

    emit(load_with_judgements(graph_file(graph), ontology=ontology).why(left, right) + "\n")


app = command(why)
