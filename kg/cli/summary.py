"""``kg summary``."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kg.cli.options import GraphOption, JsonOption, MinConfidenceOption, OntologyOption, command, complete_entity
from kg.cli.output import remark_others
from kg.cli.pages import ForceOption, FormatOption, PageFileOption, emit_page, emit_story, page_format


class Parts(StrEnum):
    """What a summary is divided by."""

    community = "community"
    week = "week"


def summary(
    name: Annotated[
        str | None, typer.Argument(help="Only about this entity.", metavar="ENTITY", autocompletion=complete_entity)
    ] = None,
    by: Annotated[
        Parts | None, typer.Option("--by", help="Tell each community, or each week.", metavar="community|week")
    ] = None,
    graph: GraphOption = None,
    ontology: OntologyOption = None,
    min_confidence: MinConfidenceOption = 0,
    format: FormatOption = None,
    json: JsonOption = False,
    output: PageFileOption = None,
    force: ForceOption = False,
    max_claims: Annotated[int, typer.Option("--max-claims", help="Sentences a section.", min=1)] = 30,
) -> None:
    """Tell what the articles say: of everything, of an entity, of each community or each week.

    Every sentence has footnotes to the quotes behind it. What is planned, possible, denied or only attributed is
    said so.

    \b
    Examples:
      kg summary
      kg summary NASA -o nasa.html
      kg summary --by community
      kg summary NASA --by week -f html
    """
    from kg.pipeline.api import graph_file, load

    chosen = page_format(format, json=json, output=output)
    loaded = load(graph_file(graph), ontology=ontology).at_least(min_confidence)
    matches = () if name is None else loaded.called(name)
    story = loaded.story(
        matches[0].entity.id if matches else None, by=None if by is None else by.value, max_claims=max_claims
    )
    if name is None and by is None and chosen == "md":
        emit_page(loaded.summary(), output, force=force)
    else:
        emit_story(story, chosen, output, force=force)
    remark_others(matches)


app = command(summary)
