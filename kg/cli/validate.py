"""``kg validate``."""

from __future__ import annotations

from dataclasses import asdict

import typer

from kg.cli.options import GraphArgument, GraphOption, OntologyOption, command
from kg.cli.rows import RowsOption, emit_rows, prints_rows


@prints_rows()
def validate(
    file: GraphArgument = None, graph: GraphOption = None, ontology: OntologyOption = None, format: RowsOption = None
) -> None:
    """Check the graph against the ontology's shapes (SHACL); exit code 1: it does not conform.

    \b
    Examples:
      kg validate
      kg validate -g news/graph.ttl --csv
    """
    from kg.graph.validate import validate as check
    from kg.pipeline.api import graph_file
    from kg.schema import ontology_directory

    report = check(graph_file(file or graph), ontology or ontology_directory())
    emit_rows(
        [asdict(violation) for violation in report.violations],
        format,
        columns=("severity", "focus", "path", "message", "value"),
        text=report.as_text(),
        value=asdict(report),
    )
    if not report.conforms:
        raise typer.Exit(1)


app = command(validate)
