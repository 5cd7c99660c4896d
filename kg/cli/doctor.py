"""``kg doctor``."""

from __future__ import annotations

import typer

from kg.cli.options import OntologyOption, command
from kg.cli.rows import WordsOption, emit_rows, prints_rows


@prints_rows(words=True)
def doctor(ontology: OntologyOption = None, format: WordsOption = None) -> None:
    """Say whether everything that kg needs is there; exit code 1: something is missing.

    Python, libraries, models, extras, ontology, where files are written, configuration, completion of commands.

    \b
    Examples:
      kg doctor
      kg doctor --json
    """
    from dataclasses import asdict

    from kg.pipeline.diagnosis import diagnose

    findings = diagnose(ontology)
    text = "".join(f"{finding}\n" for finding in findings)
    rows = [asdict(finding) for finding in findings]
    emit_rows(rows, format, columns=("verdict", "what", "detail"), text=text)
    if any(finding.verdict == "missing" for finding in findings):
        raise typer.Exit(1)


app = command(doctor)
