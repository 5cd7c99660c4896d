"""``kg ask``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import GraphOption, OntologyOption, command
from kg.cli.output import emit_answer
from kg.cli.query import FormatOption, list_queries


def ask(
    name: Annotated[str | None, typer.Argument(help="Name of a query; none: list them.", metavar="[NAME]")] = None,
    arguments: Annotated[
        list[str] | None, typer.Argument(help="Names of entities, in quotation marks.", metavar="[ENTITY...]")
    ] = None,
    graph: GraphOption = None,
    ontology: OntologyOption = None,
    format: FormatOption = None,
) -> None:
    """Run a shipped query by its name."""
    if name is None:
        list_queries(format, ontology)
        return
    from kg.graph.query import ask as ask_store
    from kg.graph.query import shipped_query
    from kg.graph.store import GraphStore
    from kg.pipeline.api import graph_file

    shipped_query(name, directory=ontology)  # a misspelt name is found before the graph is read
    emit_answer(ask_store(GraphStore.open(graph_file(graph)), name, *(arguments or ()), directory=ontology), format)


app = command(ask)
