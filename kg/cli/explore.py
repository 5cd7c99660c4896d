"""``kg explore``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GraphArgument, GraphOption, OntologyOption, command
from kg.cli.output import remark


def explore(
    file: GraphArgument = None,
    graph: GraphOption = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", help="Page to write.", show_default="graph.html beside the graph", metavar="FILE"
        ),
    ] = None,
    title: Annotated[str, typer.Option("--title", help="What the page is called.")] = "News graph",
    max_edges: Annotated[
        int, typer.Option("--max-edges", help="Lines drawn at once; a click unfolds the others.", min=1)
    ] = 50_000,
    ontology: OntologyOption = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that kg did not write.")] = False,
) -> None:
    """Write the graph as one page to search, filter and read, in any browser and without a connection.

    \b
    Examples:
      kg explore
      kg explore exports/graph.ttl -o graph.html --title "Space agencies, July 2025"
    """
    from kg.model import counts
    from kg.pipeline.api import graph_file, load
    from kg.serve.explorer import explorer_page, write_page

    read = graph_file(file or graph)
    loaded = load(read, ontology=ontology)
    page = explorer_page(loaded.records, loaded.ontology, title=title, max_edges=max_edges)
    path = write_page(output or read.with_name("graph.html"), page, force=force)
    remark(f"wrote {path}: {counts(loaded.records)}; open it in a browser")


app = command(explore)
