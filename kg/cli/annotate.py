"""``kg annotate``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import (
    EXTRACTORS,
    ExtractorsOption,
    InputFormatOption,
    JsonOption,
    OntologyOption,
    VotersOption,
    command,
    one_format,
    split_names,
)
from kg.cli.output import emit, emit_json, remark


def annotate(
    file: Annotated[str, typer.Argument(help="An article, or - for stdin.", metavar="FILE")],
    input_format: InputFormatOption = None,
    ontology: OntologyOption = None,
    extractors: ExtractorsOption = EXTRACTORS,
    voters: VotersOption = "md,news",
    json: JsonOption = False,
    format: Annotated[
        str | None,
        typer.Option(
            "-f",
            "--format",
            help="What to print: text, json; html is a page to open in a browser.",
            show_default="text",
            metavar="FORMAT",
        ),
    ] = None,
) -> None:
    """Show what is read from one article: entities with their places in the text, and claims.

    \b
    Examples:
      kg annotate seeds/001_360a25908e030d46.txt
      kg annotate seeds/001_360a25908e030d46.txt -f html > article.html
      kg annotate - --json
    """
    from kg.analyse.doubtful import doubtful_text
    from kg.pipeline.api import build
    from kg.pipeline.readings import readings, readings_as_text
    from kg.pipeline.settings import BuildSettings

    chosen = one_format(format, json=json, choices=("text", "json", "html"))
    settings = BuildSettings(
        ontology=ontology, extractors=split_names(extractors), voters=split_names(voters), format=input_format
    )
    graph = build(file, settings=settings)
    if chosen == "html":
        emit(graph.marked())
    elif chosen == "json":
        emit_json(readings(graph))
    else:
        emit(readings_as_text(readings(graph)))
    for line in doubtful_text(graph.doubtful(), len(graph.documents)):
        remark(f"kg: {line}")


app = command(annotate)
