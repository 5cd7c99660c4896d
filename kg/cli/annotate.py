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
) -> None:
    """Show what is read from one article: entities with their places in the text, and claims.

    \b
    Examples:
      kg annotate seeds/001_b1ea71a17d7b9d2f.txt
      kg annotate - --json
    """
    from kg.pipeline.api import build
    from kg.pipeline.readings import readings, readings_as_text
    from kg.pipeline.settings import BuildSettings

    graph = build(file, settings=BuildSettings(ontology=ontology, voters=split_names(voters), format=format))
    found = readings(graph)
    if json:
        emit_json(found)
    else:
        emit(readings_as_text(found))


app = command(annotate)
