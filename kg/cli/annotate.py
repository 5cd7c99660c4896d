"""``kg annotate``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import InputFormatOption, JsonOption, OntologyOption, VotersOption, command, split_names
from kg.cli.output import emit, emit_json


def annotate(
    file: Annotated[str, typer.Argument(help="An article, or - for stdin.", metavar="FILE")],
    format: InputFormatOption = None,
    ontology: OntologyOption = None,
    voters: VotersOption = "md,sm",
    json: JsonOption = False,
    to: Annotated[
        str, typer.Option("-f", "--format", help="text, json or html, a page to open in a browser.", metavar="FORMAT")
    ] = "text",
) -> None:
    """Show what is read from one article: entities with their places in the text, and claims.

    \b
    Examples:
      kg annotate seeds/001_360a25908e030d46.txt
      kg annotate seeds/001_360a25908e030d46.txt -f html > article.html
      kg annotate - --json
    """
    from kg.errors import FormatError
    from kg.pipeline.api import build
    from kg.pipeline.readings import readings, readings_as_text
    from kg.pipeline.settings import BuildSettings

    if to not in ("text", "json", "html"):
        raise FormatError(f"unknown format {to!r}", remedy="choose text, json or html")
    graph = build(file, settings=BuildSettings(ontology=ontology, voters=split_names(voters), format=format))
    if to == "html" and not json:
        emit(graph.marked())
    elif to == "json" or json:
        emit_json(readings(graph))
    else:
        emit(readings_as_text(readings(graph)))


app = command(annotate)
