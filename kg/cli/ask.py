"""``kg ask``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import GraphOption, MinConfidenceOption, OntologyOption, command, complete_entity, complete_question
from kg.cli.output import emit_answer
from kg.cli.query import FormatOption, list_queries
from kg.cli.rows import prints_rows


@prints_rows("nt")
def ask(
    name: Annotated[
        str | None,
        typer.Argument(help="Name of a query; none: list them.", metavar="NAME", autocompletion=complete_question),
    ] = None,
    arguments: Annotated[
        list[str] | None,
        typer.Argument(help="Names of entities, in quotation marks.", metavar="ENTITY", autocompletion=complete_entity),
    ] = None,
    at: Annotated[
        str | None, typer.Option("--at", help="Only what holds at a date: a year, month or day.", metavar="DATE")
    ] = None,
    graph: GraphOption = None,
    ontology: OntologyOption = None,
    min_confidence: MinConfidenceOption = 0,
    format: FormatOption = None,
) -> None:
    """Run a shipped query by its name.

    \b
    Examples:
      kg ask who-met "Sean Duffy"
      kg ask who-headed NASA --at 2018-10
      kg ask planned --csv
      kg ask who-met "Sean Duffy" --min-confidence 0.8
      kg ask
    """
    if name is None:
        list_queries(format, ontology)
        return
    from kg.graph.query import ask as ask_store
    from kg.graph.query import shipped_query
    from kg.graph.store import GraphStore
    from kg.pipeline.api import graph_file, load

    shipped_query(name, directory=ontology)  # a misspelt name is found before the graph is read
    if at is not None or min_confidence > 0:
        loaded = load(graph_file(graph), ontology=ontology).at_least(min_confidence)
        emit_answer(loaded.ask(name, *(arguments or ()), at=at), format)
        return
    emit_answer(ask_store(GraphStore.open(graph_file(graph)), name, *(arguments or ()), directory=ontology), format)


app = command(ask)
