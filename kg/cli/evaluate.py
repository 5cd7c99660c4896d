"""``kg evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.options import (
    ExtractorsOption,
    GraphOption,
    JsonOption,
    OntologyOption,
    VotersOption,
    command,
    split_names,
)
from kg.cli.output import emit, emit_json, progress


def evaluate(
    gold: Annotated[Path, typer.Argument(help="A gold file.", metavar="GOLD.json")],
    inputs: Annotated[
        list[str] | None,
        typer.Argument(help="Articles to build the graph from; none: score --graph.", metavar="[INPUT...]"),
    ] = None,
    graph: GraphOption = None,
    articles: Annotated[
        Path | None,
        typer.Option("--articles", help="Their folder, to check quotes of a graph without texts.", metavar="DIR"),
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List each error under its cause.")] = False,
    oracle: Annotated[
        Literal["entities"] | None, typer.Option("--oracle", help="Give the relation step the gold entities.")
    ] = None,
    ontology: OntologyOption = None,
    extractors: ExtractorsOption = "cues",
    voters: VotersOption = "md,sm",
    json: JsonOption = False,
) -> None:
    """Score a graph against gold: entities, types, relations, quotes."""
    from kg.evaluate import cases_as_text
    from kg.pipeline.scoring import score
    from kg.pipeline.settings import BuildSettings

    settings = BuildSettings(ontology=ontology, extractors=split_names(extractors), voters=split_names(voters))
    with progress("kg evaluate", quiet=False) as show:
        scored = score(
            gold,
            inputs or (),
            settings,
            graph=graph,
            articles=articles,
            oracle=oracle == "entities",
            causes=errors,
            progress=show,
        )
    if json:
        emit_json(scored.as_dict())
    else:
        emit(scored.report.as_text())
        if scored.reliability is not None:
            emit("\n" + scored.reliability.as_text())
        if errors:
            emit("\n" + cases_as_text(scored.cases))


app = command(evaluate)
