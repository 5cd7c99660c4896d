"""SHACL: whether a graph's file is well formed, and where not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import FormatError, InputError, OntologyError
from kg.graph.validate import Report, Violation, validate
from kg.rdf import RdfSettings, nquads_line, statements
from kg.schema import load_ontology, ontology_directory
from tests.unit import ask_fixture

SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix x: <urn:x:> . @prefix kg: <https://w3id.org/newskg/ontology#> .
x:claim a sh:NodeShape ; sh:targetClass kg:Claim ;
    sh:property [ sh:path kg:status ; sh:minCount 1 ; sh:in ( "occurred" ) ; sh:message "A claim has a status." ] .
"""


@pytest.fixture
def shapes(tmp_path: Path) -> Path:
    (tmp_path / "shapes.ttl").write_text(SHAPES)
    return tmp_path


def written(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_shipped_shapes_admit_what_the_rdf_writer_writes(tmp_path: Path) -> None:
    for split in (False, True):
        quads = statements(ask_fixture.graph(), load_ontology(), settings=RdfSettings(graph_per_document=split))
        path = written(tmp_path / f"graph{split}.nq", "".join(map(nquads_line, quads)))
        assert validate(path, ontology_directory()) == Report(conforms=True)


def test_a_violation_says_where_and_what(shapes: Path) -> None:
    path = written(
        shapes / "g.ttl",
        "@prefix kg: <https://w3id.org/newskg/ontology#> . @prefix c: <https://w3id.org/newskg/claim/> .\n"
        'c:b a kg:Claim . c:a a kg:Claim ; kg:status "dreamt" . c:c a kg:Claim ; kg:status "occurred" .\n',
    )
    report = validate(path, shapes)
    assert report == Report(
        conforms=False,
        violations=(
            Violation(focus="claim:a", path="kg:status", message="A claim has a status.", value="dreamt"),
            Violation(focus="claim:b", path="kg:status", message="A claim has a status."),
        ),
    )
    assert report.as_text() == (
        "claim:a kg:status: A claim has a status. Found: dreamt\n"
        "claim:b kg:status: A claim has a status.\n"
        "does not conform: 2 violations\n"
    )
    assert report.as_text(most=1).splitlines()[1:] == ["and 1 more", "does not conform: 2 violations"]


def test_the_shipped_shapes_find_a_claim_without_evidence(tmp_path: Path) -> None:
    lines = [
        nquads_line(quad)
        for quad in statements(ask_fixture.graph(), load_ontology())
        if not quad[1].endswith("#evidence")
    ]
    report = validate(written(tmp_path / "g.nq", "".join(lines)), ontology_directory())
    assert not report.conforms
    graph = ask_fixture.graph()
    assert len(report.violations) == len(graph.claims) + len(graph.open_claims)
    assert {v.path for v in report.violations} == {"kg:evidence"}


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("gone.ttl", None, InputError),
        ("graph.csv", "a,b", FormatError),
        ("graph.ttl", "<urn:a> <urn:b> ", FormatError),
    ],
)
def test_a_file_that_is_no_graph_is_an_error(
    shapes: Path, name: str, content: str | None, error: type[Exception]
) -> None:
    if content is not None:
        written(shapes / name, content)
    with pytest.raises(error):
        validate(shapes / name, shapes)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "no turtle",
        "@prefix sh: <http://www.w3.org/ns/shacl#> . <urn:s> a sh:NodeShape ; sh:targetClass <urn:c> ; sh:property 3 .",
    ],
)
def test_shapes_that_cannot_be_read_are_the_ontologys_fault(tmp_path: Path, text: str | None) -> None:
    if text is not None:
        written(tmp_path / "shapes.ttl", text)
    with pytest.raises(OntologyError):
        validate(written(tmp_path / "g.ttl", "<urn:a> a <urn:c> ."), tmp_path)
