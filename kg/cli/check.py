"""``kg check``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import OntologyOption, command
from kg.cli.rows import RowsOption, emit_rows, prints_rows


@prints_rows()
def check(
    gephi: Annotated[Path, typer.Option("--gephi", help="A GraphML or GEXF file.", metavar="FILE")],
    ontology: OntologyOption = None,
    format: RowsOption = None,
) -> None:
    """Find what Gephi would misread in a file; exit code 1: something. Notes are worth knowing, and no problem.

    \b
    Examples:
      kg check --gephi exports/graph.gexf
      kg check --gephi drawing.graphml --json
    """
    from kg.export.check import check_gephi
    from kg.model import counted
    from kg.schema import load_ontology

    if ontology is not None:  # nothing here depends on it, but a folder that is none is a mistake
        load_ontology(ontology)

    problems = check_gephi(gephi)
    wrong = sum(not problem.note for problem in problems)
    text = "".join(
        f"{gephi}:{problem.line}: {'note: ' if problem.note else ''}{problem.rule}: {problem.message}\n"
        for problem in problems
    )
    text += f"{counted(wrong, 'problem')}\n" if wrong else "Gephi reads it as it is meant\n"
    emit_rows([asdict(row) for row in problems], format, columns=("line", "rule", "message", "note"), text=text)
    if wrong:
        raise typer.Exit(1)


app = command(check)
