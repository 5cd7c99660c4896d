"""``kg path``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import GraphOption, MinConfidenceOption, OntologyOption, command, complete_entity, split_names
from kg.cli.output import remark, remark_others
from kg.cli.rows import WordsOption, emit_rows, prints_rows
from kg.errors import InputError


@prints_rows(words=True)
def path(
    source: Annotated[
        str,
        typer.Argument(help="A name, an alias, or a part of one.", metavar="ENTITY", autocompletion=complete_entity),
    ],
    target: Annotated[str, typer.Argument(help="Another.", metavar="ENTITY", autocompletion=complete_entity)],
    graph: GraphOption = None,
    ontology: OntologyOption = None,
    min_confidence: MinConfidenceOption = 0,
    format: WordsOption = None,
    sentences: Annotated[int, typer.Option("--sentences", help="Sentences a claim.", min=0)] = 1,
    paths: Annotated[int, typer.Option("--paths", help="How many paths.", min=1)] = 5,
    max_length: Annotated[int, typer.Option("--max-length", help="Steps a path may have.", min=1, max=10)] = 4,
    status: Annotated[
        str,
        typer.Option(
            "--status",
            help="What a step may rest on: occurred, acting, past, planned, possible, denied.",
            show_default="all but denied",
            metavar="STATUSES",
        ),
    ] = "",
    without: Annotated[
        list[str] | None, typer.Option("--without", help="Lead no path through this entity.", metavar="ENTITY")
    ] = None,
) -> None:
    """Show how two entities are connected: the shortest chains of claims, with the sentences of each step.

    Fewest steps first, then what has happened, then the greatest confidence.

    \b
    Examples:
      kg path NASA Roscosmos
      kg path Duffy Houston --without "United States"
      kg path NASA SpaceX --status occurred,acting --json
    """
    from dataclasses import asdict

    from kg.analyse.paths import PATH_COLUMNS, STEP_STATUSES, StepStatus, path_rows
    from kg.model import STATUSES
    from kg.pipeline.api import graph_file, load

    wanted: list[StepStatus] = []
    for word in split_names(status):
        if word not in STEP_STATUSES:
            raise InputError(f"no status {word!r}", remedy=f"choose of {', '.join(STEP_STATUSES)}")
        wanted.append(word)
    loaded = load(graph_file(graph), ontology=ontology).at_least(min_confidence)
    ends = [loaded.called(name) for name in (source, target)]
    one, other = (matches[0].entity for matches in ends)
    found = loaded.paths(
        one.id,
        other.id,
        max_paths=paths,
        max_length=max_length,
        statuses=wanted or STATUSES,
        without=[loaded.called(name)[0].entity.id for name in without or ()],
    )
    labels = {name: property.label for name, property in loaded.ontology.labelled()}
    emit_rows(
        path_rows(found),
        format,
        columns=PATH_COLUMNS,
        text="\n".join(path.as_text(labels=labels, max_sentences=sentences) for path in found),
        value=[asdict(path) for path in found],
    )
    for matches in ends:
        remark_others(matches)
    if not found:
        steps = "one step" if max_length == 1 else f"{max_length} steps"
        remark(f"kg: no path of at most {steps} connects {one.name} and {other.name}; --max-length 10 looks further")


app = command(path)
