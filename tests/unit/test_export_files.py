"""Files are written whole or not at all, and never over somebody else's."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from kg.errors import FormatError, InputError, OutputError, PluginError
from kg.export import exporter, exporter_of, exporters, read_file, registry, write_file
from tests.strategies import ONTOLOGY, hostile_graph

every_name = pytest.mark.parametrize("name", exporters())


@every_name
def test_a_file_of_ours_is_written_again(tmp_path: Path, name: str) -> None:
    path = tmp_path / "new folder" / exporters()[name].file_name
    first = write_file(hostile_graph(), ONTOLOGY, path).read_bytes()
    assert write_file(hostile_graph(), ONTOLOGY, path).read_bytes() == first
    assert read_file(path) is not None


@every_name
def test_a_foreign_file_stays(tmp_path: Path, name: str) -> None:
    path = tmp_path / exporters()[name].file_name
    path.write_text("my notes on newskg\n")
    with pytest.raises(OutputError, match="--force"):
        write_file(hostile_graph(), ONTOLOGY, path)
    assert path.read_text() == "my notes on newskg\n"
    assert os.listdir(tmp_path) == [path.name]


def test_force_overwrites_and_an_empty_file_needs_none(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("mine")
    write_file(hostile_graph(), ONTOLOGY, path, force=True)
    assert path.read_bytes().startswith(b"# newskg")
    (tmp_path / "claims.jsonl").touch()
    write_file(hostile_graph(), ONTOLOGY, tmp_path / "claims.jsonl")


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").mkdir()
    with pytest.raises(OutputError):
        write_file(hostile_graph(), ONTOLOGY, tmp_path / "graph.ttl")
    with pytest.raises(OutputError):
        write_file(hostile_graph(), ONTOLOGY, tmp_path / "graph.ttl", force=True)


def test_a_failure_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_file(hostile_graph(), ONTOLOGY, tmp_path / "graph.nt")
    before = path.read_bytes()

    def full(*_: Any, **__: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kg.export.ntriples.write_text", full)
    with pytest.raises(OutputError, match="No space left"):
        write_file(hostile_graph(), ONTOLOGY, path)
    assert path.read_bytes() == before
    assert os.listdir(tmp_path) == ["graph.nt"]


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    path = write_file(hostile_graph(), ONTOLOGY, tmp_path / "graph.nt")
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize(
    ("name", "format"),
    [
        ("graph.ttl", "turtle"),
        ("GRAPH.TTL", "turtle"),
        ("nodes.csv", "csv-nodes"),
        ("my-nodes.csv", "csv-nodes"),
        ("edges.csv", "csv-edges"),
        ("table.csv", "csv-edges"),
        ("a.b.jsonld", "jsonld"),
        ("claims.ndjson", "jsonl"),
    ],
)
def test_the_file_s_name_says_the_format(name: str, format: str) -> None:
    assert exporter_of(Path("x") / name).name == format


def test_the_named_format_wins_over_the_file_s_name(tmp_path: Path) -> None:
    path = write_file(hostile_graph(), ONTOLOGY, tmp_path / "graph.txt", format="ttl")
    assert read_file(path, format="turtle").entities


@pytest.mark.parametrize(("asked", "near"), [("turtel", "turtle"), ("grapml", "graphml"), ("json", "jsonl")])
def test_an_unknown_format_lists_the_choices_and_the_nearest(asked: str, near: str) -> None:
    with pytest.raises(FormatError, match=f"did you mean '{near}'.*choose one of csv-edges, csv-nodes, gexf"):
        exporter(asked)


def test_an_unknown_extension_writes_nothing(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match="choose one of"):
        write_file(hostile_graph(), ONTOLOGY, tmp_path / "graph.docx")
    assert not os.listdir(tmp_path)


def test_reading_a_missing_or_wrong_file_says_which(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.ttl"):
        read_file(tmp_path / "none.ttl")
    (tmp_path / "bad.gexf").write_text("<html/>")
    with pytest.raises(FormatError, match=r"bad\.gexf.*<html>"):
        read_file(tmp_path / "bad.gexf")
    (tmp_path / "bad.graphml").write_text('<graphml><node id="a"/></graphml>')
    with pytest.raises(FormatError, match="not as kg writes it"):
        read_file(tmp_path / "bad.graphml")


class _Entry:
    def __init__(self, found: object) -> None:
        self.name, self.value, self._found = "x", "plugin:x", found

    def load(self) -> object:
        return self._found


@pytest.mark.parametrize("found", [exporters()["turtle"], "no exporter"])
def test_a_plug_in_that_is_none_or_doubles_a_name_is_refused(monkeypatch: pytest.MonkeyPatch, found: object) -> None:
    monkeypatch.setattr(registry, "entry_points", lambda group: [_Entry(found)])
    with pytest.raises(PluginError):
        exporters.__wrapped__()
