"""``kg timeline``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import GraphOption, MinConfidenceOption, OntologyOption, command, complete_entity
from kg.cli.output import remark, remark_others
from kg.cli.rows import WordsOption, emit_rows, prints_rows


@prints_rows(words=True)
def timeline(
    name: Annotated[
        str,
        typer.Argument(help="A name, an alias, or a part of one.", metavar="ENTITY", autocompletion=complete_entity),
    ],
    graph: GraphOption = None,
    ontology: OntologyOption = None,
    min_confidence: MinConfidenceOption = 0,
    format: WordsOption = None,
    sentences: Annotated[int, typer.Option("--sentences", help="Sentences a line.", min=0)] = 1,
) -> None:
    """Show the roles of an entity, or in it, as intervals, and its dated claims.

    "Seen" are dates at which sources have somebody in a post without saying since when.

    \b
    Examples:
      kg timeline NASA
      kg timeline "Sean Duffy" --csv
    """
    from dataclasses import asdict
    from shlex import quote

    from kg.analyse import timeline_text, undated
    from kg.model import counted
    from kg.pipeline.api import graph_file, load

    loaded = load(graph_file(graph), ontology=ontology).at_least(min_confidence)
    matches = loaded.called(name)
    entity = matches[0].entity
    rows = loaded.timeline(entity.id)
    emit_rows(
        [asdict(row) for row in rows],
        format,
        columns=("since", "until", "seen", "kind", "text", "claims"),
        text=timeline_text(rows, max_sentences=sentences),
    )
    if not rows:
        remark(f"kg: no role and no date of {entity.name} is known")
    left_out = len(undated(loaded.records, loaded.ontology, entity.id))
    if left_out:
        remark(f"kg: {counted(left_out, 'event')} without a date left out; kg show {quote(entity.name)} has them")
    remark_others(matches)


app = command(timeline)
