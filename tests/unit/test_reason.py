"""Reasoning adds what follows about entities, apart from what is stated, and never to the record."""

from __future__ import annotations

import sys
from pathlib import Path

import pyoxigraph
import pytest

from kg.errors import FormatError, InputError, PluginError
from kg.graph.reason import Inference, infer
from kg.rdf import nquads_line, ntriples_line, statements
from kg.rdf.vocabulary import KG, PREFIXES, TYPE
from kg.schema import load_ontology, ontology_directory
from tests.conftest import Kg
from tests.unit import ask_fixture

ENTITY = PREFIXES["entity"]
RULES = [ontology_directory() / name for name in ("news.ttl", "alignments.ttl")]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("graph") / "graph.nt"
    path.write_text("".join(map(ntriples_line, statements(ask_fixture.graph(), load_ontology()))))
    return path


@pytest.fixture(scope="module")
def inference(graph: Path) -> Inference:
    return infer(graph, RULES)


def test_classes_and_relations_of_other_vocabularies_follow(inference: Inference) -> None:
    triples = {quad[:3] for quad in inference.inferred}
    assert (ENTITY + "nasa", TYPE, PREFIXES["prov"] + "Organization") in triples
    assert (ENTITY + "kennedy-space-center", TYPE, KG + "Place") in triples
    assert (ENTITY + "cape-canaveral", PREFIXES["schema"] + "containedInPlace", ENTITY + "florida") in triples


def test_what_is_inferred_is_not_what_is_stated(inference: Inference) -> None:
    assert not {quad[:3] for quad in inference.inferred} & {quad[:3] for quad in inference.asserted}
    assert {quad[3] for quad in inference.inferred} == {inference.graph_name}
    assert len(inference.asserted) == len(set(statements(ask_fixture.graph(), load_ontology())))


def test_nothing_is_added_to_claims_evidence_and_documents(inference: Inference) -> None:
    record = tuple(PREFIXES[kind] for kind in ("claim", "evidence", "document", "name"))
    assert not [quad for quad in inference.inferred if quad[0].startswith(record)]
    assert not [q for q in inference.inferred if q[2] in (KG + "Claim", KG + "Evidence", KG + "Document")]


def test_a_planned_visit_is_no_visit(inference: Inference, graph: Path) -> None:
    visited = {(s, o) for s, p, o, _ in (*inference.asserted, *inference.inferred) if p == KG + "visitedBy"}
    assert visited == {
        (object, subject)
        for subject, p, object, _ in inference.asserted
        if p == KG + "visits" and isinstance(object, str)
    }


def test_the_order_of_the_file_does_not_matter(graph: Path, inference: Inference, tmp_path: Path) -> None:
    other = tmp_path / "other.nt"
    other.write_text("".join(sorted(graph.read_text().splitlines(keepends=True), reverse=True)))
    assert infer(other, RULES[::-1]) == inference


def test_rules_of_ones_own_are_followed(graph: Path, tmp_path: Path) -> None:
    rules = tmp_path / "mine.ttl"
    rules.write_text(
        f"<{KG}partOf> a <http://www.w3.org/2002/07/owl#TransitiveProperty> .\n"
        f"<{KG}Person> <http://www.w3.org/2000/01/rdf-schema#subClassOf> <urn:x:mortal> .\n"
    )
    mortal = {quad[0] for quad in infer(graph, [rules]).inferred if quad[2] == "urn:x:mortal"}
    assert ENTITY + "sean-duffy" in mortal
    assert ENTITY + "nasa" not in mortal


def test_a_file_or_a_named_graph_keeps_inferences_apart(kg_command: Kg, graph: Path, tmp_path: Path) -> None:
    assert kg_command("reason", graph, "-o", tmp_path / "i.ttl").code == 0
    assert kg_command("reason", graph, "-o", tmp_path / "all.nq", "--asserted").code == 0
    alone = set(pyoxigraph.parse(path=str(tmp_path / "i.ttl")))
    quads = set(pyoxigraph.parse(path=str(tmp_path / "all.nq")))
    stated = {quad.triple for quad in quads if isinstance(quad.graph_name, pyoxigraph.DefaultGraph)}
    assert {quad.triple for quad in alone} == {quad.triple for quad in quads if quad.triple not in stated}
    assert stated == {quad.triple for quad in pyoxigraph.parse(path=str(graph))}
    refused = kg_command("reason", graph, "-o", tmp_path / "all.ttl", "--asserted")
    assert (refused.code, "nquads or trig" in refused.err) == (2, True)
    assert kg_command("reason", graph).out == (tmp_path / "i.ttl").read_text()


def test_a_missing_reasoner_says_what_to_install(graph: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "reasonable", None)
    with pytest.raises(PluginError, match="not installed") as raised:
        infer(graph, RULES)
    assert "newskg[reason]" in str(raised.value)


@pytest.mark.parametrize(("name", "text", "error"), [
    ("rules.owl", "", FormatError),
    ("rules.ttl", "<urn:a> <urn:b>", FormatError),
    ("gone.ttl", None, InputError),
])  # fmt: skip
def test_rules_that_cannot_be_read_are_refused(
    name: str, text: str | None, error: type[Exception], graph: Path, tmp_path: Path
) -> None:
    if text is not None:
        (tmp_path / name).write_text(text)
    with pytest.raises(error):
        infer(graph, [tmp_path / name])


def test_things_without_a_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "g.nt").write_text("_:a <urn:p> <urn:o> .\n")
    with pytest.raises(FormatError, match="without a name"):
        infer(tmp_path / "g.nt", [])


def test_inferences_are_written_as_canonical_lines(inference: Inference, tmp_path: Path) -> None:
    from kg.export.quads import quad_lines

    comment, *lines = quad_lines(inference.inferred, "nquads")
    assert comment.startswith("#")
    assert lines == [nquads_line(quad) for quad in inference.inferred]


def test_the_ontology_makes_no_claim_of_a_sentence(graph: Path) -> None:
    reasonable = pytest.importorskip("reasonable")
    reasoner = reasonable.PyReasoner()
    for path in (graph.with_suffix(".ttl"), *RULES):
        if not path.is_file():
            path.write_bytes(graph.read_bytes())  # the reasoner goes by the name
        reasoner.load_file(str(path))
    stated = set(reasoner.get_base_triples())
    record = {KG + name for name in ("Claim", "OpenClaim", "Evidence", "Document")}
    assert not [t for t in set(reasoner.reason()) - stated if str(t[1]) == TYPE and str(t[2]) in record]
