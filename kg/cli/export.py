"""``kg export``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.cli.options import GraphArgument, GraphOption, OntologyOption, command, complete_export
from kg.cli.output import emit, remark
from kg.errors import FormatError


def export(
    output: Annotated[
        Path, typer.Option("-o", "--output", help="File or folder to write, or - for stdout.", metavar="FILE")
    ],
    file: GraphArgument = None,
    graph: GraphOption = None,
    format: Annotated[
        str | None,
        typer.Option(
            "-f",
            "--format",
            help="Format to write.",
            show_default="by the name",
            metavar="FORMAT",
            autocompletion=complete_export,
        ),
    ] = None,
    color: Annotated[
        Literal["type", "community"], typer.Option("--color", help="What colours of nodes stand for, in GEXF.")
    ] = "type",
    profile: Annotated[
        Literal["rdf", "owl2"], typer.Option("--profile", help="owl2: RDF that OWL 2 reasoners accept.")
    ] = "rdf",
    unasserted: Annotated[
        bool,
        typer.Option("--unasserted", help="In networks, edges of what is only planned, possible or denied too."),
    ] = False,
    check: Annotated[
        bool, typer.Option("--check", help="Open the file with another program's reader, and say what is lost.")
    ] = False,
    ontology: OntologyOption = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that kg did not write.")] = False,
) -> None:
    """Write a graph in another format; 'kg formats' lists them. Exit code 1: --check finds something lost.

    \b
    Examples:
      kg export -o graph.jsonld
      kg export exports/graph.ttl -o graph.gexf --color community
      kg export exports/graph.ttl -o plans.gexf --unasserted
      kg export exports/graph.ttl -o vault -f obsidian
      kg export exports/graph.ttl -o graph.nq --check
      kg export exports/graph.ttl -o for-protege.ttl --profile owl2
      kg export exports/graph.ttl -o - -f jsonl | head -1
    """
    from kg.export import exporter_of
    from kg.export.loss import check_readable
    from kg.pipeline.api import graph_file, load

    if str(output) == "-":
        if format is None or check:
            raise FormatError(
                "standard output has no name", remedy="name the format with -f; --check needs a file with -o"
            )
        load(graph_file(file or graph), ontology=ontology).dump(
            sys.stdout.buffer, format=format, color=color, profile=profile, unasserted=unasserted
        )
        return
    if check:
        check_readable(format, output)
    loaded = load(graph_file(file or graph), ontology=ontology)
    path = loaded.write(output, format=format, force=force, color=color, profile=profile, unasserted=unasserted)
    remark(f"wrote {path}")
    left = "" if unasserted else loaded.left_out([format or exporter_of(output).name])
    if left:
        remark(f"kg: {left}; --unasserted keeps them")
    if check:
        report = loaded.loss(path, format=format, color=color, profile=profile, unasserted=unasserted)
        emit(report.as_text())
        if report.n_lost:
            raise typer.Exit(1)


app = command(export)
