"""``kg check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import OntologyOption, command
from kg.cli.output import emit


def check(
    gephi: Annotated[Path, typer.Option("--gephi", help="A GraphML or GEXF file.", metavar="FILE")],
    ontology: OntologyOption = None,
) -> None:
    """Find what Gephi would misread in a file; exit code 1: something."""
    from kg.export.check import check_gephi
    from kg.schema import load_ontology

    if ontology is not None:  # nothing here depends on it, but a folder that is none is a mistake
        load_ontology(ontology)

    problems = check_gephi(gephi)
    for problem in problems:
        emit(f"{gephi}:{problem.line}: {problem.rule}: {problem.message}\n")
    emit(f"{len(problems)} problems\n" if problems else "Gephi reads it as it is meant\n")
    if problems:
        raise typer.Exit(1)


app = command(check)
