"""``kg validate``."""

from __future__ import annotations

from dataclasses import asdict

import typer

from kg.cli.options import GraphOption, JsonOption, OntologyOption, command
from kg.cli.output import emit, emit_json


def validate(graph: GraphOption = None, ontology: OntologyOption = None, json: JsonOption = False) -> None:
    """Check the graph against the ontology's shapes (SHACL); exit code 1: it does not conform."""
    from kg.graph.validate import validate as check
    from kg.pipeline.api import graph_file
    from kg.schema import ontology_directory

    report = check(graph_file(graph), ontology or ontology_directory())
    if json:
        emit_json(asdict(report))
    else:
        emit(report.as_text())
    if not report.conforms:
        raise typer.Exit(1)


app = command(validate)
