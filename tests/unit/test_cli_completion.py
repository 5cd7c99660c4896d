"""A shell that asks gets commands, options and ids of entities."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main
from kg.export import write_file
from kg.pipeline.completion import entity_ids
from kg.schema import load_ontology
from tests.strategies import ONTOLOGY, hostile_graph
from tests.unit import ask_fixture


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_file(ask_fixture.graph(), load_ontology(), tmp_path_factory.mktemp("graph") / "graph.ttl")


def _asked(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    for name, value in {"_KG_COMPLETE": "complete_bash", "COMP_WORDS": " ".join(("kg", *words))}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("COMP_CWORD", str(len(words)))
    monkeypatch.setattr(sys, "argv", ["kg"])
    with pytest.raises(SystemExit):
        main()
    return capsys.readouterr().out.split()


def test_commands_and_options_are_offered(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert _asked(monkeypatch, capsys, "exp")[0].startswith("exp")
    assert "--force" in _asked(monkeypatch, capsys, "export", "--fo")
    assert _asked(monkeypatch, capsys, "ontology", "ch") == ["check"]


def test_entities_are_offered_by_their_ids(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], graph: Path
) -> None:
    monkeypatch.setenv("KG_GRAPH", str(graph))
    assert _asked(monkeypatch, capsys, "show", "dm") == ["dmitry-bakanov", "dmitry-peskov", "dmitry-rogozin"]
    assert _asked(monkeypatch, capsys, "merge", "nasa", "rosc") == ["roscosmos"]
    monkeypatch.setenv("KG_GRAPH", "nowhere.ttl")
    assert _asked(monkeypatch, capsys, "show", "dm") == []
    assert _asked(monkeypatch, capsys, "show", "-g", str(graph), "sean") == ["sean-duffy"]


def test_questions_classes_and_formats_are_offered(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert {"who-met", "who-heads"} <= set(_asked(monkeypatch, capsys, "ask", "who"))
    assert _asked(monkeypatch, capsys, "retype", "nasa", "Org") == ["Organization"]
    assert _asked(monkeypatch, capsys, "name", "Soyuz", "Prod") == ["Product"]
    assert _asked(monkeypatch, capsys, "export", "-f", "turtle") == ["turtle", "turtle12"]
    assert _asked(monkeypatch, capsys, "show", "-f", "t") == ["text", "tsv"]
    assert _asked(monkeypatch, capsys, "formats", "-f", "t") == ["table", "tsv"]


def test_case_and_spaces_do_not_count(graph: Path) -> None:
    assert entity_ids(graph, "Sean D") == ["sean-duffy"]
    assert len(entity_ids(graph, "")) == len(ask_fixture.ENTITIES)
    assert len(entity_ids(graph, "", limit=2)) == 2


def test_another_base_is_read_too(tmp_path: Path) -> None:
    from kg.export import ExportSettings

    settings = ExportSettings(base="https://example.org/mine/")
    path = write_file(hostile_graph(), ONTOLOGY, tmp_path / "g.ttl", settings=settings)
    assert entity_ids(path, "e-1")[:2] == ["e-1", "e-10"]


def test_what_is_no_turtle_offers_nothing(tmp_path: Path) -> None:
    (tmp_path / "g.ttl").write_bytes(b"\x89PNG\xff\xfe")
    assert entity_ids(tmp_path / "g.ttl", "") == []
    assert entity_ids(tmp_path / "g.nt", "") == []
    assert entity_ids(tmp_path, "") == []


def test_bash_itself_completes() -> None:
    bash, command = shutil.which("bash"), Path(sys.executable).with_name("kg")
    if bash is None or not command.is_file():
        pytest.skip("there is no bash, or kg is not installed beside this Python")
    asked = 'eval "$(kg --show-completion bash)"; COMP_WORDS=(kg exp); COMP_CWORD=1; _kg_completion kg; '
    asked += 'echo "${COMPREPLY[*]}"'
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [bash, "--norc", "-c", asked], env={**os.environ, "PATH": path}, capture_output=True, text=True
    )
    assert done.stdout.split() == ["export", "explore"], done.stderr
