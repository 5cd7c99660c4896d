"""Files are opened with other people's readers, and what is lost is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import FormatError
from kg.export import ExportSettings, exporter, exporters, write_file
from kg.export.independent import READERS
from kg.export.loss import check_loss, check_readable
from kg.model import GraphRecords
from kg.rdf import ntriples_line, statements
from kg.schema import load_ontology
from tests.conftest import Kg
from tests.strategies import ONTOLOGY, hostile_graph
from tests.unit import ask_fixture


def test_every_format_has_another_reader() -> None:
    assert READERS.keys() == exporters().keys()


@pytest.mark.parametrize("name", sorted(READERS))
def test_another_reader_finds_every_hostile_name(name: str, tmp_path: Path) -> None:
    graph = hostile_graph()
    path = write_file(graph, ONTOLOGY, tmp_path / exporter(name).file_name, format=name)
    report = check_loss(graph, ONTOLOGY, path, format=name)
    assert report.n_lost == 0, report.as_text()
    assert sum(count.n_written for count in report.counts) > len(graph.entities)
    assert "0 lost" in report.as_text()


@pytest.mark.parametrize("name", sorted(READERS))
def test_an_empty_graph_loses_nothing(name: str, tmp_path: Path) -> None:
    path = write_file(GraphRecords(), ONTOLOGY, tmp_path / exporter(name).file_name, format=name)
    assert check_loss(GraphRecords(), ONTOLOGY, path, format=name).n_lost == 0


@pytest.mark.parametrize(
    ("file", "gone", "kinds"),
    [
        ("graph.nt", "ontology#quote", {"triples"}),
        ("graph.nt", "skos/core#prefLabel", {"triples", "entities", "labels"}),
        ("graph.nq", "ontology#Evidence", {"triples", "evidence"}),
        ("claims.jsonl", '"claim_id"', {"relations", "evidence", "labels"}),
        ("nodes.csv", "Roscosmos", {"entities", "labels"}),
        ("edges.csv", "heads", {"edges", "sentence counts"}),
    ],
)
def test_what_is_taken_out_is_named(file: str, gone: str, kinds: set[str], tmp_path: Path) -> None:
    graph, ontology = ask_fixture.graph(), load_ontology()
    path = write_file(graph, ontology, tmp_path / file)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(line for line in lines if gone.encode() not in line))
    report = check_loss(graph, ontology, path)
    assert {count.kind for count in report.counts if count.lost} == kinds
    assert f": {report.n_lost} lost" in report.as_text()
    assert report.n_lost == sum(len(count.lost) for count in report.counts) > 0


@pytest.mark.parametrize(
    ("file", "gone", "put", "kinds"),
    [
        ("web.jsonl", '"mentions"', '"about"', {"mentions"}),
        ("web.jsonl", '"Roscosmos"', '"Rosaviakosmos"', {"labels"}),
        ("notes/Organization/NASA.md", "newskg: ", "kind: ", {"entities", "labels", "links"}),
        ("notes/Organization/NASA.md", "[[Roscosmos]]", "Roscosmos", {"links"}),
        ("notes/Articles/Space chiefs to talk.md", "\n  > ", "\n", {"quotes"}),
    ],
)
def test_what_is_broken_in_notes_and_pages_is_named(
    file: str, gone: str, put: str, kinds: set[str], tmp_path: Path
) -> None:
    graph, ontology = ask_fixture.graph(), load_ontology()
    format = "obsidian" if file.startswith("notes") else "web-jsonld"
    path = write_file(graph, ontology, tmp_path / file.partition("/")[0], format=format)
    assert check_loss(graph, ontology, path, format=format).n_lost == 0
    text = (tmp_path / file).read_text()
    assert gone in text
    (tmp_path / file).write_text(text.replace(gone, put))
    report = check_loss(graph, ontology, path, format=format)
    assert {count.kind for count in report.counts if count.lost} == kinds


def test_a_changed_label_is_a_lost_one(tmp_path: Path) -> None:
    graph = hostile_graph()
    path = write_file(graph, ONTOLOGY, tmp_path / "graph.graphml")
    path.write_text(path.read_text().replace("emoji", "image"))
    (labels,) = [count for count in check_loss(graph, ONTOLOGY, path).counts if count.kind == "labels"]
    assert [text for text in labels.lost if "emoji" in text] == list(labels.lost) != []


def test_a_file_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("<urn:a> <urn:b>")
    with pytest.raises(FormatError, match="rdflib cannot read"):
        check_loss(GraphRecords(), ONTOLOGY, tmp_path / "graph.ttl")


def test_a_format_without_another_reader_is_refused_before_it_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.export.loss.READERS", {})  # as for the format of a plug-in
    with pytest.raises(FormatError, match="nothing else"):
        check_readable("turtle", Path("x"))


def test_the_command_says_what_another_program_reads(kg_command: Kg, tmp_path: Path) -> None:
    graph = tmp_path / "graph.nt"
    graph.write_text("".join(map(ntriples_line, statements(ask_fixture.graph(), load_ontology()))))
    for name in ("a.ttl", "a.gexf", "a.jsonl"):
        outcome = kg_command("export", graph, "-o", tmp_path / name, "--check")
        assert (outcome.code, ": 0 lost; " in outcome.out) == (0, True), outcome.err
    outcome = kg_command("export", graph, "-o", tmp_path / "b.ttl", "--profile", "owl2", "--check")
    assert (outcome.code, "0 lost" in outcome.out) == (0, True)


def test_the_command_fails_where_something_is_lost(
    kg_command: Kg, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = tmp_path / "graph.nt"
    graph.write_text("".join(map(ntriples_line, statements(ask_fixture.graph(), load_ontology()))))
    monkeypatch.setattr(
        "kg.export.csv_nodes.write", lambda graph, ontology, stream, settings: stream.write(b"Id,Label\r\n")
    )
    outcome = kg_command("export", graph, "-o", tmp_path / "nodes.csv", "--check")
    assert outcome.code == 1
    assert "21 of 21 entities lost" in outcome.out


def test_a_reasoner_takes_the_profile_for_owl_2(tmp_path: Path) -> None:
    reasonable = pytest.importorskip("reasonable")
    path = tmp_path / "owl2.ttl"
    write_file(ask_fixture.graph(), load_ontology(), path, settings=ExportSettings(profile="owl2"))
    reasoner = reasonable.PyReasoner()
    reasoner.load_file(str(path))
    assert len(reasoner.reason()) > len(reasoner.get_base_triples()) > 1000
    text = path.read_text()
    assert "xsd:gYear" not in text
    assert "xsd:date " not in text
    assert 'kg:validFromText "2018-10"' in text
    assert '"2018-10-01T00:00:00"^^xsd:dateTime' in text


def test_the_profile_for_owl_2_is_the_same_in_every_format(tmp_path: Path) -> None:
    import pyoxigraph

    graph, ontology = hostile_graph(), ONTOLOGY
    settings = ExportSettings(profile="owl2")
    files = [write_file(graph, ontology, tmp_path / f"g{e}", settings=settings) for e in (".ttl", ".nt", ".jsonld")]
    triples = [{quad.triple for quad in pyoxigraph.parse(path=str(file))} for file in files]
    assert triples[0] == triples[1] == triples[2]
