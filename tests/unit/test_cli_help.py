"""Help, errors and exit codes of the command line, without a graph."""

from __future__ import annotations

import io
import subprocess
import sys
from importlib import import_module

import pytest
import typer

import kg
from kg.cli import main, output
from kg.cli.commands import COMMANDS, help_text
from kg.graph.answer import Answer, Term
from kg.pipeline.registry import plugin_names
from tests.conftest import Kg

SECTIONS = ["Build:", "Ask:", "Curate:", "Check:", "Look around:", "Options:"]


def test_help_names_every_command_once_with_its_section() -> None:
    lines = help_text().splitlines()
    assert [line for line in lines if line.endswith(":")] == SECTIONS
    for name, command in COMMANDS.items():
        assert sum(line.startswith(f"  {name} ") and line.endswith(command.help) for line in lines) == 1
    assert max(map(len, lines)) <= 100


def test_each_way_to_ask_for_help_gives_the_same(
    kg_command: Kg, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in ([], ["--help"], ["-h"]):
        monkeypatch.setattr(sys, "argv", ["kg", *arguments])
        main()
        assert capsys.readouterr().out == help_text()
    assert kg_command("--help").out == help_text()


def test_the_package_runs_as_a_module_of_python() -> None:
    outcome = subprocess.run([sys.executable, "-m", "kg", "--version"], capture_output=True, text=True, check=True)
    assert outcome.stdout == f"kg {kg.__version__}\n"


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_a_command_is_where_the_list_says(name: str) -> None:
    assert isinstance(import_module(COMMANDS[name].module).app, typer.Typer)


def test_the_version_is_that_of_the_package(kg_command: Kg) -> None:
    assert kg_command("--version").out == f"kg {kg.__version__}\n"


def test_completion_is_offered(kg_command: Kg) -> None:
    assert "--install-completion" in help_text()


def test_an_interrupt_ends_with_130(kg_command: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kg.export.exporters", interrupted)
    outcome = kg_command("formats")
    assert (outcome.code, outcome.err) == (130, "kg: interrupted\n")


def test_a_reader_that_stops_reading_is_no_error(kg_command: Kg, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(text: str) -> None:
        raise BrokenPipeError(32, "Broken pipe")

    monkeypatch.setattr("kg.cli.rows.emit", closed)
    outcome = kg_command("formats")
    assert "Traceback" not in outcome.err
    assert outcome.err == ""


def test_an_answer_is_a_table_for_a_person_and_json_for_a_program(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = Answer(columns=("n",), rows=((Term(kind="literal", value="3"),),))
    output.emit_answer(answer, None)
    assert capsys.readouterr().out.startswith("{")
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    output.emit_answer(answer, None)
    assert capsys.readouterr().out == "n\n-\n3\n"


def test_an_unknown_output_format_lists_the_choices() -> None:
    with pytest.raises(kg.KgError, match="xml") as raised:
        output.emit_answer(Answer(boolean=True), "xml")
    assert "tsv" in str(raised.value)


def test_progress_is_shown_to_a_person_only(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    with output.progress("reading", quiet=False) as report:
        assert report is None
    monkeypatch.setattr(sys, "stderr", Terminal())
    with output.progress("reading", quiet=True) as report:
        assert report is None
    with output.progress("reading", quiet=False) as report:
        assert report is not None
        report(1, "a.txt")


def test_public_names_are_sorted_and_there() -> None:
    assert kg.__all__ == sorted(kg.__all__)
    assert all(getattr(kg, name) is not None for name in kg.__all__)
    assert set(kg.__all__) <= set(dir(kg))
    with pytest.raises(AttributeError, match="nothing"):
        kg.nothing  # noqa: B018


def test_the_help_of_a_build_names_the_extractors(kg_command: Kg) -> None:
    said = " ".join(kg_command("build", "--help").out.replace("│", " ").split())
    assert f"Extractors, with commas: {', '.join(plugin_names('kg.extractors'))}" in said
