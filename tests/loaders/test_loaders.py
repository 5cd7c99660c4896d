"""Other people's loaders open the files: Jena, RDF4J, Raptor and the OWL API, each with all that was written."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pyoxigraph
import pytest

import kg
from kg.export import ExportSettings, write_file
from kg.graph.answer import shorten
from kg.graph.validate import validate
from kg.model import GraphRecords
from kg.rdf import PREFIXES, RdfSettings, nquads_line, statements
from kg.rdf.terms import object_text
from kg.schema import Ontology, load_ontology, ontology_directory
from tests.loaders.conftest import Java
from tests.strategies import ONTOLOGY, hostile_graph
from tests.unit import ask_fixture

NAMES = ("graph.ttl", "graph.nt", "graph.nq", "graph.trig", "graph.jsonld")
RAPPER = {".ttl": "turtle", ".nt": "ntriples", ".nq": "nquads", ".trig": "trig"}


#: What no program in C can have in a string, or takes for no character; cleaning leaves neither in an article.
_NOT_IN_C = ("\\u0000", "\\uFFFE", "\\uFFFF")


@pytest.fixture(scope="session")
def seeds(seed_folder: Path) -> kg.Graph:
    """Return a build of the seeds."""
    return kg.load(seed_folder / "graph.ttl")


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory, seeds: kg.Graph) -> dict[Path, set[Any]]:
    """Return each written file with the quads that it should have: of the seeds, and of a graph of hostile names."""
    files: dict[Path, set[Any]] = {}
    for name, graph, ontology in (("seeds", seeds.records, seeds.ontology), ("hostile", hostile_graph(), ONTOLOGY)):
        folder = tmp_path_factory.mktemp(name)
        for file in NAMES:
            path = write_file(graph, ontology, folder / file)
            files[path] = _quads(graph, ontology, split=path.suffix in (".nq", ".trig"))
    return files


def _quads(graph: GraphRecords, ontology: Ontology, *, split: bool) -> set[Any]:
    quads = statements(graph, ontology, settings=RdfSettings(graph_per_document=split))
    return _parsed("".join(map(nquads_line, quads)).encode())


def _parsed(nquads: bytes) -> set[Any]:
    return set(pyoxigraph.parse(nquads, format=pyoxigraph.RdfFormat.N_QUADS))


@pytest.mark.parametrize(
    ("program", "library", "package", "ending"),
    [
        ("JenaLoader.java", "jena-arq.jar", "libapache-jena-java", ".jena.nq"),
        ("Rdf4jLoader.java", "rdf4j-rio-turtle.jar", "librdf4j-java", ".rdf4j.nq"),
    ],
)
def test_java_reads_every_triple(
    program: str, library: str, package: str, ending: str, java: Java, written: dict[Path, set[Any]]
) -> None:
    java(program, *written, library=library, package=package)
    for path, quads in written.items():
        assert _parsed(Path(f"{path}{ending}").read_bytes()) == quads, path


def test_raptor_reads_every_triple(written: dict[Path, set[Any]], tmp_path: Path) -> None:
    if shutil.which("rapper") is None:
        pytest.skip("there is no rapper: install raptor2-utils")
    for whole, quads in written.items():
        if whole.suffix in RAPPER:
            lines = whole.read_text(encoding="utf-8").splitlines(keepends=True)
            kept = [line for line in lines if not any(escape in line for escape in _NOT_IN_C)]
            if kept != lines and whole.suffix not in (".nt", ".nq"):
                continue
            path = tmp_path / whole.name
            path.write_text("".join(kept), encoding="utf-8", newline="\n")
            command = ["rapper", "--quiet", "--input", RAPPER[path.suffix], "--output", "nquads", str(path)]
            done = subprocess.run(command, capture_output=True, check=False)
            assert done.returncode == 0, done.stderr
            assert _parsed(done.stdout) == (quads if kept == lines else _parsed("".join(kept[1:]).encode())), whole


@pytest.fixture(scope="session")
def owl(
    java: Java, seeds: kg.Graph, seed_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, dict[str, int]]:
    """Return what the OWL API makes of the plain file, "ttl", and of the one in the profile for OWL 2, "owl2"."""
    path = tmp_path_factory.mktemp("owl") / "owl2.ttl"
    write_file(seeds.records, seeds.ontology, path, settings=ExportSettings(profile="owl2"))
    files = {"ttl": seed_folder / "graph.ttl", "owl2": path}
    out = java("OwlApiLoader.java", *files.values(), library="owlapi-api.jar", package="libowlapi-java")
    rows = [line.split("\t") for line in out.splitlines()]
    return {name: {what: int(n) for file, what, n in rows if file == str(path)} for name, path in files.items()}


@pytest.mark.parametrize("file", ["ttl", "owl2"])
def test_protege_takes_relations_for_object_properties(
    owl: dict[str, dict[str, int]], file: str, seeds: kg.Graph
) -> None:
    found = owl[file]
    relations = {claim.predicate for claim in seeds.claims.values() if claim.asserted}
    iris = {seeds.ontology.properties[name].iri for name in relations}
    as_object = {what.removeprefix("object ") for what in found if what.startswith("object ")}
    as_annotation = {what.removeprefix("annotation ") for what in found if what.startswith("annotation ")}
    assert iris <= as_object
    kg_terms = {iri for iri in as_annotation if iri.startswith(PREFIXES["kg"])}
    assert (iris & as_annotation, kg_terms) == (set(), set())


def test_the_profile_for_owl_2_breaks_no_rule_of_owl_2_dl_or_rl(owl: dict[str, dict[str, int]]) -> None:
    assert {what: n for what, n in owl["owl2"].items() if what.startswith("OWL2")} == {}
    assert any("gYear" in what for what in owl["ttl"]), "the plain file keeps years as years"


BROKEN = {
    "no evidence": lambda s, p, o: None if p.endswith("ontology#evidence") else o,
    "unknown status": lambda s, p, o: '"dreamt"' if p.endswith("ontology#status") else o,
    "confidence over 1": lambda s, p, o: o.replace('"0.', '"7.') if p.endswith("#confidence") else o,
    "end before start": lambda s, p, o: o.replace('"', '"9', 1) if p.endswith("ontology#start") else o,
    "text for a time": lambda s, p, o: '"soon"' if p.endswith("#validFrom") else o,
    "no document": lambda s, p, o: None if p.endswith("ontology#document") else o,
    "two subjects": lambda s, p, o: o if not p.endswith("syntax-ns#subject") else f"{o} , <urn:x:other>",
}


def test_pyshacl_and_jena_find_the_same_violations(java: Java, tmp_path: Path) -> None:
    quads = [(s, p, object_text(o)) for s, p, o, _ in statements(ask_fixture.graph(), load_ontology())]
    files = {"whole": tmp_path / "whole.ttl"}
    files["whole"].write_text("".join(f"<{s}> <{p}> {o} .\n" for s, p, o in quads))
    for number, (name, change) in enumerate(BROKEN.items()):
        changed = ((s, p, change(s, p, o)) for s, p, o in quads)
        files[name] = tmp_path / f"broken-{number}.ttl"
        files[name].write_text("".join(f"<{s}> <{p}> {o} .\n" for s, p, o in changed if o is not None))
    shapes = ontology_directory() / "shapes.ttl"
    out = java("JenaShacl.java", shapes, *files.values(), library="jena-shacl.jar", package="libapache-jena-java")
    rows = [line.split("\t") for line in out.splitlines()]
    for name, path in files.items():
        report = validate(path, ontology_directory())
        by_jena = sorted(
            (shorten(focus, PREFIXES), shorten(where.strip("<>"), PREFIXES), shorten(value, PREFIXES), message)
            for file, focus, where, value, message in rows
            if file == str(path)
        )
        by_pyshacl = sorted((v.focus, v.path, v.value, v.message) for v in report.violations)
        assert by_jena == by_pyshacl, name
        assert report.conforms == (name == "whole")
