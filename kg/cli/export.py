"""``kg export``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import OntologyOption, command
from kg.cli.output import remark


def export(
    graph: Annotated[Path, typer.Argument(help="A graph in an RDF format.", metavar="GRAPH")],
    output: Annotated[Path, typer.Option("-o", "--output", help="File to write.", metavar="FILE")],
    format: Annotated[
        str | None,
        typer.Option("-f", "--format", help="Format to write.", show_default="by the name", metavar="FORMAT"),
    ] = None,
    ontology: OntologyOption = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that kg did not write.")] = False,
) -> None:
    """Write a graph in another format; 'kg formats' lists them."""
    from kg.pipeline.api import load

    path = load(graph, ontology=ontology).write(output, format=format, force=force)
    remark(f"wrote {path}")


app = command(export)
