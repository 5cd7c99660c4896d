"""The examples of the help texts do what they promise, on the seeds."""

from __future__ import annotations

import inspect
import shlex
import shutil
from importlib import import_module
from pathlib import Path

import pytest
from typer.main import get_command

from kg.cli.commands import COMMANDS
from tests.conftest import Kg

#: Commands that read articles or run the models' examples: their own tests call them, at the price of a build.
READERS = {"build", "annotate", "learn", "evaluate", "missed", "ontology"}
#: Those that run until they are stopped only say here that they could.
SERVERS = {"serve", "mcp"}


def _examples(name: str) -> list[str]:
    help_text = inspect.cleandoc(get_command(import_module(COMMANDS[name].module).app).help or "")
    return [line.strip() for line in help_text.partition("\b\nExamples:\n")[2].splitlines() if line.strip()]


@pytest.mark.parametrize("name", sorted(COMMANDS.keys() - READERS))
def test_the_examples_of_a_command_run(name: str, kg_command: Kg, in_project: Path) -> None:
    shutil.copytree("exports", "news")
    shutil.copytree("exports", "more")
    shutil.copy("exports/graph.ttl", "graph.ttl")
    shutil.copy("exports/graph.ttl", "before.ttl")
    shutil.copy("exports/graph.graphml", "drawing.graphml")
    Path("question.rq").write_text("SELECT ?name WHERE { ?p a kg:Person ; skos:prefLabel ?name }")
    lines = _examples(name)
    assert lines
    for line in lines:
        (call,) = [part for part in line.split(" | ") if part.startswith("kg ")]
        words = [word for word in shlex.split(call)[1:] if word != "--open"]
        outcome = kg_command(*words, *(["--check"] if name in SERVERS else []), stdin="k\n" * 50)
        assert outcome.code == 0, f"{line}: {outcome.err}"
        assert outcome.out or outcome.err, line
