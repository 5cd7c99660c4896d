"""Every command and sub-command, walked: help with examples that parse, the same options, and a page that says so."""

from __future__ import annotations

import inspect
import runpy
import shlex
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from typer.main import get_command

from kg.cli.commands import COMMANDS
from kg.cli.configured import option_name, options, variable_name
from kg.cli.rows import SHORT_FORMS
from tests.conftest import ROOT

#: An option means the same in every command: short form to long forms.
SHORT = {
    "-f": {"--format"},
    "-g": {"--graph"},
    "-h": {"--help"},
    "-o": {"--output"},
    "-p": {"--port"},
    "-q": {"--query"},
}


def _walk(command: Any, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
    members = getattr(command, "commands", None)
    if members is None:
        yield words, command
        return
    for name, member in members.items():
        yield from _walk(member, (*words, name))


WALKED = [pair for name in COMMANDS for pair in _walk(get_command(import_module(COMMANDS[name].module).app), (name,))]
every_command = pytest.mark.parametrize(("words", "command"), WALKED, ids=[" ".join(words) for words, _ in WALKED])


def _examples(command: Any) -> list[str]:
    _, _, shown = inspect.cleandoc(command.help or "").partition("\b\nExamples:\n")
    return [line.strip() for line in shown.splitlines() if line.strip()]


@every_command
def test_a_help_text_ends_in_examples(words: tuple[str, ...], command: Any) -> None:
    assert _examples(command), f"end the help of kg {' '.join(words)} with \\b, a line 'Examples:' and indented lines"


@every_command
def test_each_example_is_a_call_of_its_command(words: tuple[str, ...], command: Any) -> None:
    for line in _examples(command):
        piped = [part for part in line.split(" | ") if part.startswith("kg ")]
        call = shlex.split(piped[0].partition(" < ")[0].partition(" > ")[0])
        assert tuple(call[: len(words) + 1]) == ("kg", *words), line
        command.make_context(" ".join(words), call[len(words) + 1 :])


@every_command
def test_each_option_and_argument_says_what_it_is(words: tuple[str, ...], command: Any) -> None:
    assert [parameter.name for parameter in command.params if not parameter.help] == []


@every_command
def test_a_short_option_means_the_same_everywhere(words: tuple[str, ...], command: Any) -> None:
    for parameter in options(command):
        for short in (name for name in parameter.opts if len(name) == 2):
            assert set(parameter.opts) & SHORT[short], f"kg {' '.join(words)} {short}"


@every_command
def test_a_command_with_output_formats_has_their_short_forms(words: tuple[str, ...], command: Any) -> None:
    names = {name for parameter in options(command) for name in parameter.opts}
    if {"--csv", "--tsv", "--nl"} & names:
        assert {f"--{name}" for name in SHORT_FORMS} | {"-f", "--format"} <= names


@every_command
def test_an_option_has_one_variable(words: tuple[str, ...], command: Any) -> None:
    variables = [variable_name(words, parameter) for parameter in options(command)]
    assert len(variables) == len(set(variables))
    assert all(name.startswith("KG_") and name == name.upper() for name in variables)
    assert len({option_name(parameter) for parameter in options(command)}) == len(variables)


def test_the_page_of_commands_is_what_the_commands_say() -> None:
    page = runpy.run_path(str(ROOT / "docs" / "make_reference.py"))["page"]()
    assert (ROOT / "docs" / "cli.md").read_text(encoding="utf-8") == page, "run python docs/make_reference.py"
