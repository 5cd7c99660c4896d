"""``kg disputes``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import GraphOption, MinConfidenceOption, OntologyOption, command, complete_entity
from kg.cli.output import remark
from kg.cli.rows import WordsOption, emit_rows, prints_rows


@prints_rows(words=True)
def disputes(
    name: Annotated[
        str | None, typer.Argument(help="Only about this entity.", metavar="ENTITY", autocompletion=complete_entity)
    ] = None,
    graph: GraphOption = None,
    ontology: OntologyOption = None,
    min_confidence: MinConfidenceOption = 0,
    format: WordsOption = None,
    sentences: Annotated[int, typer.Option("--sentences", help="Sentences a claim.", min=0)] = 2,
) -> None:
    """Show claims that cannot all be true: who says what, when, and whether as a fact or a plan.

    Plans that differ are told from facts that do ("kind"): a later plan may have replaced an earlier one. CSV, TSV and
    JSON lines have a row a side; sides with one number cannot all be true.

    \b
    Examples:
      kg disputes
      kg disputes NASA --json
    """
    from dataclasses import asdict

    from kg.pipeline.api import graph_file, load

    loaded = load(graph_file(graph), ontology=ontology).at_least(min_confidence)
    found = loaded.disputes(None if name is None else loaded.called(name)[0].entity.id)
    labels = {name: property.label for name, property in loaded.ontology.labelled()}
    sides = [
        {"dispute": number, "kind": row.kind, "subject": side.subject, **asdict(side.claim)}
        for number, row in enumerate(found, start=1)
        for side in row.sides
    ]
    emit_rows(
        sides,
        format,
        columns=("dispute", "kind", "subject", "predicate", "other", "polarity", "status", "time", "confidence"),
        text="\n".join(row.as_text(labels=labels, max_sentences=sentences) for row in found),
        value=[asdict(row) for row in found],
    )
    if not found:
        remark("kg: no two claims of the graph contradict one another")


app = command(disputes)
