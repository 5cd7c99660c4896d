"""``kg missed``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import (
    EXTRACTORS,
    ExtractorsOption,
    OntologyOption,
    VotersOption,
    command,
    split_names,
)
from kg.cli.output import progress
from kg.cli.rows import WordsOption, emit_rows, prints_rows


@prints_rows(words=True)
def missed(
    inputs: Annotated[list[str], typer.Argument(help="Files, folders, patterns, or - for stdin.", metavar="INPUT")],
    ontology: OntologyOption = None,
    extractors: ExtractorsOption = EXTRACTORS,
    voters: VotersOption = "md,news",
    limit: Annotated[int, typer.Option("--limit", help="Rows of each list.", min=0)] = 20,
    format: WordsOption = None,
) -> None:
    """Show what a build of articles may have missed.

    Sentences without a claim though a relation takes two of their entities, most promising first; templates that
    never matched; names that can stand in no claim. CSV, TSV and JSON lines have the sentences alone.

    \b
    Examples:
      kg missed seeds --limit 3
      kg missed seeds --csv
    """
    from kg.pipeline.missed import find_missed
    from kg.pipeline.settings import BuildSettings

    settings = BuildSettings(ontology=ontology, extractors=split_names(extractors), voters=split_names(voters))
    with progress("kg missed", quiet=False) as show:
        found = find_missed(inputs, settings, progress=show)
    report = found.as_dict(limit=limit)
    emit_rows(
        report["sentences"],
        format,
        columns=("left", "left_type", "right", "right_type", "words", "relations", "document", "sentence"),
        text=found.as_text(limit=limit),
        value=report,
    )


app = command(missed)
