"""``kg show``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import GraphOption, JsonOption, OntologyOption, command, complete_entity
from kg.cli.output import emit, emit_json, remark_others


def show(
    name: Annotated[str, typer.Argument(help="A name, an alias, or a part of one.", autocompletion=complete_entity)],
    graph: GraphOption = None,
    ontology: OntologyOption = None,
    json: JsonOption = False,
    sentences: Annotated[int, typer.Option("--sentences", help="Sentences a claim.", min=0)] = 2,
) -> None:
    """Show an entity with its claims and the sentences behind them.

    \b
    Examples:
      kg show "Cape Canaveral" --sentences 1
      kg show bakanov --json
    """
    from dataclasses import asdict

    from kg.pipeline.api import graph_file, load

    loaded = load(graph_file(graph), ontology=ontology)
    matches = loaded.called(name)
    card = loaded.card(matches[0].entity.id)
    if json:
        emit_json(asdict(card))
    else:
        labels = {name: property.label for name, property in loaded.ontology.labelled()}
        emit(card.as_text(labels=labels, max_sentences=sentences))
    remark_others(matches)


app = command(show)
