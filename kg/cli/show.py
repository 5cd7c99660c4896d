"""``kg show``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import GraphOption, MinConfidenceOption, OntologyOption, command, complete_entity
from kg.cli.output import remark_others
from kg.cli.rows import WordsOption, emit_rows, prints_rows


@prints_rows(words=True)
def show(
    name: Annotated[
        str, typer.Argument(help="A name, an alias, or a part of one.", metavar="NAME", autocompletion=complete_entity)
    ],
    graph: GraphOption = None,
    ontology: OntologyOption = None,
    min_confidence: MinConfidenceOption = 0,
    format: WordsOption = None,
    sentences: Annotated[int, typer.Option("--sentences", help="Sentences a claim.", min=0)] = 2,
) -> None:
    """Show an entity with its claims and the sentences behind them.

    CSV, TSV and JSON lines have a row a claim.

    \b
    Examples:
      kg show "Cape Canaveral" --sentences 1
      kg show bakanov --json
      kg show bakanov --csv
    """
    from dataclasses import asdict

    from kg.pipeline.api import graph_file, load

    loaded = load(graph_file(graph), ontology=ontology).at_least(min_confidence)
    matches = loaded.called(name)
    card = loaded.card(matches[0].entity.id)
    labels = {name: property.label for name, property in loaded.ontology.labelled()}
    emit_rows(
        [asdict(claim) for claim in card.claims],
        format,
        columns=(
            "predicate",
            "outgoing",
            "other",
            "status",
            "polarity",
            "time",
            "titles",
            "confidence",
            "source_count",
        ),
        text=card.as_text(labels=labels, max_sentences=sentences),
        value=asdict(card),
    )
    remark_others(matches)


app = command(show)
