"""``kg ontology test``, ``kg ontology check`` and ``kg ontology compile``."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from kg.cli.options import OntologyOption, VotersOption, new_app, split_names
from kg.cli.output import emit, progress
from kg.cli.rows import RowsOption, emit_rows, prints_rows

app = new_app("Check the ontology, run its examples, compile its templates.")


@app.command("test")
def run_tests(
    names: Annotated[
        list[str] | None, typer.Argument(help="Relations, such as meets; none: all.", metavar="RELATION")
    ] = None,
    ontology: OntologyOption = None,
    voters: VotersOption = "md",
) -> None:
    """Run the examples of relations; exit code 1: some fail.

    \b
    Examples:
      kg ontology test
      kg ontology test meets visits
    """
    from kg.pipeline.examples import check_names, run_examples
    from kg.schema import load_ontology

    loaded = load_ontology(ontology)
    chosen = check_names(loaded, names or ())
    n_run = n_failed = 0
    with progress("kg ontology test", quiet=False) as report:
        for result in run_examples(loaded, split_names(voters), properties=chosen):
            n_run += 1
            if report is not None:
                report(n_run, result.property_name)
            if not result.passed:
                n_failed += 1
                emit(result.as_text())
    emit(f"{n_run - n_failed} of {n_run} examples pass\n")
    if n_failed:
        raise typer.Exit(1)


@app.command("check")
@prints_rows()
def check(ontology: OntologyOption = None, format: RowsOption = None) -> None:
    """Find contradictions in the ontology; exit code 1: it is unfit for use.

    \b
    Examples:
      kg ontology check
      kg ontology check --ontology my-ontology --csv
    """
    from kg.schema import check_ontology, load_ontology

    problems = check_ontology(load_ontology(ontology))
    n_errors = sum(problem.severity == "error" for problem in problems)
    text = "".join(f"{problem}\n" for problem in problems)
    text += f"{n_errors} errors, {len(problems) - n_errors} warnings\n"
    rows = [asdict(problem) for problem in problems]
    emit_rows(rows, format, columns=("severity", "where", "what", "remedy"), text=text)
    if n_errors:
        raise typer.Exit(1)


@app.command("compile")
def compile_templates(
    ontology: OntologyOption = None,
    voters: VotersOption = "md",
    failed: Annotated[bool, typer.Option("--failed", help="List the templates that give nothing.")] = False,
) -> None:
    """Read all templates once and keep the result in the ontology's folder, so that builds begin at once.

    \b
    Examples:
      kg ontology compile
      kg ontology compile --ontology my-ontology --failed
    """
    from kg.pipeline.settings import BuildSettings
    from kg.pipeline.templates import compile_ontology
    from kg.schema import load_ontology

    with progress("kg ontology compile", quiet=False):
        done = compile_ontology(load_ontology(ontology), BuildSettings(voters=split_names(voters)))
    if failed:
        emit("".join(f"{name}: {template}\n" for name, template in done.failed))
    emit(f"{done.n_templates} templates, {len(done.failed)} give nothing: {done.path}\n")
