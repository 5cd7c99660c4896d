"""``kg missed``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import (
    ExtractorsOption,
    OntologyOption,
    VotersOption,
    command,
    split_names,
)
from kg.cli.output import emit, emit_json, prefers_json, progress
from kg.errors import FormatError


def missed(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, patterns, or - for stdin.", metavar="INPUT...")],
    ontology: OntologyOption = None,
    extractors: ExtractorsOption = "cues",
    voters: VotersOption = "md,sm",
    limit: Annotated[int, typer.Option("--limit", help="Rows of each list.", min=0)] = 20,
    format: Annotated[
        str | None, typer.Option("-f", "--format", help="text or json.", show_default="text, or json in a pipe")
    ] = None,
) -> None:
    """Show what a build of articles may have missed.

    Sentences without a claim though a relation takes two of their entities, most promising first; templates that
    never matched; names that can stand in no claim.
    """
    from kg.pipeline.missed import find_missed
    from kg.pipeline.settings import BuildSettings

    if format not in (None, "text", "json"):
        raise FormatError(f"unknown output format {format!r}", remedy="choose text or json")
    settings = BuildSettings(ontology=ontology, extractors=split_names(extractors), voters=split_names(voters))
    with progress("kg missed", quiet=False) as report:
        found = find_missed(inputs, settings, progress=report)
    if prefers_json(format):
        emit_json(found.as_dict(limit=limit))
    else:
        emit(found.as_text(limit=limit))


app = command(missed)
