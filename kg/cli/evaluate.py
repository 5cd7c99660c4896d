"""``kg evaluate``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.options import (
    EXTRACTORS,
    ExtractorsOption,
    GraphOption,
    JsonOption,
    OntologyOption,
    TextFormatOption,
    VotersOption,
    command,
    one_format,
    split_names,
)
from kg.cli.output import emit, emit_json, progress


def evaluate(
    gold: Annotated[Path | None, typer.Argument(help="A gold file; none: with --pairs.", metavar="GOLD.json")] = None,
    inputs: Annotated[
        list[str] | None,
        typer.Argument(help="Articles to build the graph from; none: score --graph.", metavar="INPUT"),
    ] = None,
    graph: GraphOption = None,
    articles: Annotated[
        Path | None,
        typer.Option("--articles", help="Their folder, to check quotes of a graph without texts.", metavar="DIR"),
    ] = None,
    pairs: Annotated[
        Path | None,
        typer.Option("--pairs", help="Judge the name pairs of this file instead.", metavar="PAIRS.jsonl"),
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="List each error under its cause.")] = False,
    oracle: Annotated[
        Literal["entities"] | None, typer.Option("--oracle", help="Give the relation step the gold entities.")
    ] = None,
    ontology: OntologyOption = None,
    extractors: ExtractorsOption = EXTRACTORS,
    voters: VotersOption = "md,news",
    format: TextFormatOption = None,
    json: JsonOption = False,
) -> None:
    """Score a graph against gold: entities, types, relations, quotes. With --pairs: the judging of names.

    \b
    Examples:
      kg evaluate tests/gold/seeds.json seeds
      kg evaluate tests/gold/seeds.json --graph exports/graph.ttl --errors
      kg evaluate --pairs pairs.jsonl --json
    """
    from kg.errors import InputError
    from kg.evaluate import cases_as_text
    from kg.pipeline.name_pairs import score_pairs
    from kg.pipeline.scoring import score
    from kg.pipeline.settings import BuildSettings

    as_json = one_format(format, json=json) == "json"
    if pairs is not None:
        judged = score_pairs(pairs, ontology=ontology)
        if as_json:
            emit_json(judged.as_dict())
        else:
            emit(judged.as_text(errors=errors) + "\n")
        return
    if gold is None:
        raise InputError("no gold file", remedy="name one, or a file of name pairs with --pairs")
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
    if as_json:
        emit_json(scored.as_dict())
    else:
        emit(scored.report.as_text())
        if scored.mentions is not None:
            emit(f"\nnames of one entity gathered: {scored.mentions}\n")
        if scored.reliability is not None:
            emit("\n" + scored.reliability.as_text())
        if errors:
            emit("\n" + cases_as_text(scored.cases))


app = command(evaluate)
