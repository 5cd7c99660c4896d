"""``kg doctor``."""

from __future__ import annotations

import typer

from kg.cli.options import JsonOption, OntologyOption, command
from kg.cli.output import emit, emit_json


def doctor(ontology: OntologyOption = None, json: JsonOption = False) -> None:
    """Say whether everything that kg needs is there; exit code 1: something is missing."""
    from dataclasses import asdict

    from kg.pipeline.diagnosis import diagnose

    findings = diagnose(ontology)
    if json:
        emit_json([asdict(finding) for finding in findings])
    else:
        emit("".join(f"{finding}\n" for finding in findings))
    if any(finding.verdict == "missing" for finding in findings):
        raise typer.Exit(1)


app = command(doctor)
