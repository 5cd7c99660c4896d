"""Rows in five formats, with the same options in every command."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import output
from kg.cli.rows import FORMATS, emit_rows
from kg.rdf import ntriples_line, statements
from kg.schema import load_ontology
from tests.conftest import Kg
from tests.unit import ask_fixture

#: What a command prints where a program reads, by whether it prints a page.
ROWS = [
    {"name": 'say "hi", then\ngo', "many": ["a", "b"], "n": 3, "none": None, "more": {"x": 1}},
    {"name": "plain", "many": [], "n": 0, "none": None, "more": {}},
]
COLUMNS = ("name", "many", "n", "none", "more")


def _emitted(capsys: pytest.CaptureFixture[str], format: str | None, **options: object) -> str:
    emit_rows(ROWS, format, columns=COLUMNS, **options)  # type: ignore[arg-type]
    return capsys.readouterr().out


@pytest.mark.parametrize(("format", "delimiter"), [("csv", ","), ("tsv", "\t")])
def test_a_spreadsheet_gets_the_same_cells(format: str, delimiter: str, capsys: pytest.CaptureFixture[str]) -> None:
    header, one, two = csv.reader(io.StringIO(_emitted(capsys, format)), delimiter=delimiter)
    assert tuple(header) == COLUMNS
    assert one == ['say "hi", then\ngo', "a|b", "3", "", '{"x": 1}']
    assert two == ["plain", "", "0", "", "{}"]


def test_json_has_the_rows_whole(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(_emitted(capsys, "json")) == ROWS
    assert [json.loads(line) for line in _emitted(capsys, "nl").splitlines()] == ROWS
    assert json.loads(_emitted(capsys, "json", value={"rows": 2})) == {"rows": 2}


def test_a_person_gets_a_table_and_a_program_json(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert json.loads(_emitted(capsys, None)) == ROWS
    monkeypatch.setattr(output, "is_terminal", lambda: True)
    assert _emitted(capsys, None).startswith("name ")
    assert _emitted(capsys, None, text="in words\n") == "in words\n"


def test_words_for_people_go_into_a_pipe_when_they_are_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(_emitted(capsys, None, text="in words\n")) == ROWS
    assert _emitted(capsys, "text", text="in words\n") == "in words\n"


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph.nt"
    path.write_text("".join(map(ntriples_line, statements(ask_fixture.graph(), load_ontology()))))
    return path


@pytest.mark.parametrize(
    "command",
    [
        ("ask", "planned"),
        ("show", "NASA"),
        ("timeline", "NASA"),
        ("path", "NASA", "Duffy"),
        ("disputes",),
        ("stats",),
        ("query", "-q", "SELECT * {?s ?p 1}"),
    ],
)
def test_a_short_form_is_its_format(command: tuple[str, ...], kg_command: Kg, graph: Path) -> None:
    for name in set(FORMATS) - {"table"}:
        long, short = (kg_command(*command, "-g", graph, *end) for end in (("-f", name), (f"--{name}",)))
        assert (long.code, long.out) == (0, short.out), long.err
    assert kg_command(*command, "-g", graph, "-f", "text").out == kg_command(*command, "-g", graph, "-f", "table").out
    assert kg_command(*command, "-g", graph).out == kg_command(*command, "-g", graph, "--json").out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--csv", "--json"), "two output formats"),
        (("-f", "csv", "--nl"), "two output formats"),
        (("-f", "xml"), "choose table, json, csv, tsv, nl or nt"),
    ],
)
def test_formats_that_contradict_or_do_not_exist_are_refused_before_anything_is_read(
    options: tuple[str, ...], said: str, kg_command: Kg
) -> None:
    outcome = kg_command("ask", "planned", "-g", "nowhere.nt", *options)
    assert (outcome.code, said in outcome.err) == (2, True)


def test_the_same_format_twice_is_one(kg_command: Kg, graph: Path) -> None:
    assert kg_command("ask", "planned", "-g", graph, "--csv", "-f", "csv").code == 0


def test_lines_of_an_answer_have_numbers_and_nulls(kg_command: Kg, graph: Path) -> None:
    (line, *_) = kg_command("ask", "planned", "-g", graph, "--nl").out.splitlines()
    assert isinstance(json.loads(line)["sources"], int)
    assert kg_command("query", "-q", "ASK {}", "-g", graph, "--nl").out == '{"boolean": true}\n'
    (row, *_) = kg_command("query", "-q", "DESCRIBE entity:nasa", "-g", graph, "--nl").out.splitlines()
    assert list(json.loads(row)) == ["subject", "predicate", "object"]


def test_no_color_is_heeded(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    shown = []
    for value in ("", "1"):
        monkeypatch.setenv("NO_COLOR", value)
        monkeypatch.setenv("TERM", "xterm-256color")
        monkeypatch.setattr(sys, "stderr", Terminal())
        with output.progress("reading", quiet=False) as report:
            assert report is not None
            report(1, "a.txt")
        shown.append(sys.stderr.getvalue())  # type: ignore[attr-defined]
    colours = ["\x1b[3" in text or "\x1b[9" in text or "\x1b[38" in text for text in shown]
    assert colours == [True, False]


def test_an_export_goes_to_standard_output(graph: Path, tmp_path: Path) -> None:
    call = [sys.executable, "-c", "from kg.cli import main; main()", "export", str(graph), "-o", "-", "-f", "jsonl"]
    done = subprocess.run(call, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == len(ask_fixture.graph().claims)


def test_standard_output_needs_a_format(kg_command: Kg, graph: Path) -> None:
    assert "-f" in kg_command("export", graph, "-o", "-").err
    assert kg_command("export", graph, "-o", "-", "-f", "nt", "--check").code == 2
