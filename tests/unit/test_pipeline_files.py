"""Judgements on disk, query files, plug-ins, examples by name, and what the doctor looks at."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import FormatError, InputError, PluginError
from kg.model import GraphRecords, Judgement
from kg.pipeline.api import Graph
from kg.pipeline.diagnosis import diagnose
from kg.pipeline.examples import check_names
from kg.pipeline.judgements import judgement_lines, read_judgements
from kg.pipeline.output import MANIFEST, check_formats, write_folder
from kg.pipeline.questions import read_query
from kg.pipeline.registry import load_plugin, plugin_names
from kg.pipeline.settings import BuildSettings
from kg.schema import load_ontology
from tests.unit import ask_fixture

_judgements = st.builds(
    Judgement,
    left=st.text(),
    right=st.text(),
    verdict=st.sampled_from(["same", "different", "unsure"]),
    score=st.floats(0, 1),
    features=st.lists(st.tuples(st.text(), st.text(), st.floats(-20, 20)), max_size=3).map(tuple),
    decided_by=st.text(),
)


@given(st.lists(_judgements, max_size=4, unique_by=lambda row: row.id))
def test_judgements_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, rows: list[Judgement]) -> None:
    graph = GraphRecords.of(judgements=rows)
    path = tmp_path_factory.mktemp("judgements") / "judgements.jsonl"
    path.write_text(judgement_lines(graph), encoding="utf-8", newline="\n")
    assert GraphRecords.of(judgements=read_judgements(path)).judgements == graph.judgements


@pytest.mark.parametrize("content", ["{", "[1]", '{"left": "a"}', "\udcff"])
def test_damaged_judgements_are_an_error_with_a_remedy(tmp_path: Path, content: str) -> None:
    path = tmp_path / "judgements.jsonl"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(FormatError, match="build the graph again"):
        raise_with_text(path)


def raise_with_text(path: Path) -> None:
    """Read, and put the whole message where ``match`` looks."""
    try:
        read_judgements(path)
    except FormatError as error:
        raise FormatError(str(error)) from error


def test_a_query_file_that_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "latin.rq").write_bytes("# é".encode("latin-1"))
    with pytest.raises(InputError, match="not UTF-8"):
        read_query(tmp_path / "latin.rq")
    with pytest.raises(InputError, match="cannot read"):
        read_query(tmp_path)


def test_an_unknown_plugin_lists_the_choices() -> None:
    assert plugin_names("kg.extractors")
    with pytest.raises(PluginError) as raised:
        load_plugin("kg.extractors", "cuse")
    assert "did you mean 'cues'?" in str(raised.value)


def test_formats_are_known_by_name_and_by_ending_and_each_counts_once() -> None:
    assert check_formats(["ttl", "turtle", ".gexf"]) == ("turtle", "gexf")


def test_relations_are_named_as_users_write_them() -> None:
    ontology = load_ontology()
    name = sorted(ontology.relations)[0]
    assert check_names(ontology, [name, f"kg:{name}", f"{name}.toml"]) == (name, name, name)
    with pytest.raises(InputError, match="no relation"):
        check_names(ontology, ["nonsense"])


def test_the_doctor_says_what_is_missing(tmp_path: Path) -> None:
    assert not [finding for finding in diagnose() if finding.verdict == "missing"]
    (missing,) = (finding for finding in diagnose(tmp_path) if finding.verdict == "missing")
    assert missing.what == "ontology"
    assert "no .ttl file" in str(missing)


def test_a_build_in_fewer_formats_removes_what_the_earlier_one_left(tmp_path: Path) -> None:
    graph, settings = Graph(ask_fixture.graph(), load_ontology()), BuildSettings()
    (tmp_path / "nodes.csv").write_text("my own")
    write_folder(graph, tmp_path, settings, formats=("ttl", "jsonl", "gexf"))
    (tmp_path / "graph.gexf").write_bytes((tmp_path / "graph.gexf").read_bytes() + b"<!-- mine -->")
    removed = write_folder(graph, tmp_path, settings, formats=("ttl",)).removed
    assert [path.name for path in removed] == ["claims.jsonl"]
    left = {path.name for path in tmp_path.iterdir()}
    assert {"graph.ttl", "graph.gexf", "nodes.csv"} <= left  # what somebody changed or wrote stays
    assert "claims.jsonl" not in left


@pytest.mark.parametrize("manifest", ["{", "[]", '{"files": ["claims.jsonl"]}', '{"files": {"claims.jsonl": "0"}}'])
def test_a_manifest_that_says_otherwise_removes_nothing(tmp_path: Path, manifest: str) -> None:
    graph, settings = Graph(ask_fixture.graph(), load_ontology()), BuildSettings()
    write_folder(graph, tmp_path, settings, formats=("jsonl",))
    (tmp_path / MANIFEST).write_text(manifest)
    assert write_folder(graph, tmp_path, settings, formats=("ttl",), force=True).removed == ()
    assert (tmp_path / "claims.jsonl").is_file()
