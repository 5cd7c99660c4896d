"""``kg diff``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import JsonOption, OntologyOption, command
from kg.cli.output import emit, remark
from kg.cli.pages import PAGE_FORMATS, ForceOption, PageFileOption, emit_story, page_format
from kg.errors import FormatError

#: What a difference is printed as; the first is what people read.
_FORMATS = (*PAGE_FORMATS, "rdf-patch")


def diff(
    old: Annotated[Path, typer.Argument(help="A graph in an RDF format.", metavar="OLD")],
    new: Annotated[Path, typer.Argument(help="A later one.", metavar="NEW")],
    ontology: OntologyOption = None,
    format: Annotated[
        str | None,
        typer.Option(
            "-f",
            "--format",
            help="What to print or write.",
            show_default="md, or by -o's name",
            metavar="md|html|json|rdf-patch",
        ),
    ] = None,
    json: JsonOption = False,
    output: PageFileOption = None,
    force: ForceOption = False,
    max_rows: Annotated[int, typer.Option("--max-rows", help="Sentences a section.", min=1)] = 30,
) -> None:
    """Tell what changed from one graph to another: claims, plans that came true, posts, entities, articles.

    With rdf-patch: what to delete from the triples of OLD and to add to have those of NEW (RDF Patch, as Jena reads
    it).

    \b
    Examples:
      kg diff before.ttl exports/graph.ttl
      kg diff before.ttl exports/graph.ttl -o changes.html
      kg diff before.ttl exports/graph.ttl -f rdf-patch
    """
    from kg.pipeline.api import load

    if format == "rdf-patch":
        if json or output is not None:
            raise FormatError("an RDF patch goes to standard output alone", remedy="leave out --json and -o")
        for line in load(old, ontology=ontology).patch(load(new, ontology=ontology)):
            emit(line)
        return
    chosen = page_format(format, json=json, output=output, choices=_FORMATS)
    story = load(old, ontology=ontology).diff(load(new, ontology=ontology), max_rows=max_rows)
    emit_story(story, chosen, output, force=force)
    if not story.sections:
        remark("kg: nothing changed")


app = command(diff)
