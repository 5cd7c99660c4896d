"""The Python interface, and that nothing reaches for the network."""

from __future__ import annotations

import socket
from pathlib import Path
from typing import Any

import pytest

import kg
from tests.conftest import SEEDS, call_kg


@pytest.fixture(scope="module")
def built() -> kg.Graph:
    """Build the seeds with every way to the network closed."""
    with pytest.MonkeyPatch.context() as patch:

        def refuse(*_: object, **__: object) -> None:
            raise AssertionError("a build asked for the network")

        for name in ("connect", "connect_ex", "sendto", "bind"):
            patch.setattr(socket.socket, name, refuse)
        patch.setattr(socket, "getaddrinfo", refuse)
        return kg.build([SEEDS])


def test_building_needs_no_network_and_gives_the_same_graph(built: kg.Graph, seed_folder: Path, tmp_path: Path) -> None:
    assert built.write(tmp_path / "graph.ttl").read_bytes() == (seed_folder / "graph.ttl").read_bytes()


def test_the_records_refer_to_one_another(built: kg.Graph) -> None:
    assert repr(built).startswith("<Graph of 5 articles, ")
    for claim in built.claims.values():
        assert {claim.subject, claim.object} <= built.entities.keys()
        assert claim.evidence
        assert claim.evidence <= built.evidence.keys()
    for evidence in built.evidence.values():
        assert evidence.document_id in built.documents
    assert built.rejected_inputs == ()
    with pytest.raises(TypeError):
        built.claims["x"] = None  # type: ignore[index]


def test_what_is_written_is_loaded_again(built: kg.Graph, tmp_path: Path) -> None:
    loaded = kg.load(built.write(tmp_path / "graph.nq"))
    assert loaded.claims == built.claims
    assert loaded.evidence == built.evidence
    assert loaded.stats().as_dict() | {"n_rejected": 0} == built.stats().as_dict() | {"n_rejected": 0}
    assert kg.load(tmp_path / "graph.nq") == loaded
    assert len({loaded, kg.load(tmp_path / "graph.nq")}) == 1


def test_all_views_tell_the_same(built: kg.Graph) -> None:
    (count,) = built.query("SELECT (COUNT(?c) AS ?n) WHERE { ?c a kg:Claim }").values()[0]
    assert count == len(built.claims) + len(built.value_claims)
    assert len(built.claims) == built.stats().n_relations
    rdf = built.to_rdflib()
    (row,) = rdf.query("SELECT (COUNT(?c) AS ?n) WHERE { ?c a kg:Claim }")
    assert int(row[0]) == count
    network = built.to_networkx()
    assert network.number_of_nodes() == len(built.entities)
    assert built.to_networkx(asserted_only=True).number_of_edges() <= network.number_of_edges()


def test_an_entity_is_found_asked_about_and_explained(built: kg.Graph) -> None:
    (best, *_) = built.find("Bakanov")
    assert built.card(best.entity.id).claims
    assert built.ask("who-met", best.entity.name).values()
    assert "one entity" in built.why("Bakanov", best.entity.name)
    assert built.summary().startswith("# What the articles say")


def test_one_input_need_not_stand_in_a_list(tmp_path: Path) -> None:
    with pytest.raises(kg.KgError, match="nothing to read"):
        kg.build(tmp_path / "nowhere")


def test_an_extractor_that_fails_costs_one_article(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from kg.errors import StageError
    from kg.pipeline import extractors

    def fragile(*_: object) -> object:
        def extract(annotated: object, found: object) -> list[object]:
            if "boom" in annotated.document.text:  # type: ignore[attr-defined]
                raise ZeroDivisionError("a bug")
            return []

        return extract

    monkeypatch.setattr(extractors, "load_plugin", lambda *_: fragile)
    (tmp_path / "a.txt").write_text("The minister went boom on Monday.\n")
    (tmp_path / "b.txt").write_text("The minister went home on Monday.\n")
    settings = kg.BuildSettings(voters=("md",))
    graph = kg.build(tmp_path, settings=settings)
    assert [d.name for d in graph.documents.values()] == ["b.txt"]
    (left_out,) = graph.rejected_inputs
    assert left_out.item == "a.txt"
    assert "ZeroDivisionError: a bug" in left_out.reason
    with pytest.raises(StageError, match=r"a\.txt") as raised:
        kg.build(tmp_path, settings=kg.BuildSettings(voters=("md",), strict=True))
    assert isinstance(raised.value.__cause__, ZeroDivisionError)


def test_an_annotation_that_fails_costs_one_article(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    from kg.annotate import Annotator
    from kg.errors import StageError

    whole = Annotator.annotate

    def fragile(self: Annotator, document: Any, parse: Any) -> Any:
        if "boom" in document.text:
            raise ZeroDivisionError("a bug")
        return whole(self, document, parse)

    monkeypatch.setattr(Annotator, "annotate", fragile)
    words = {"a": "home", "b": "boom", "c": "away", "d": "boom", "e": "out"}
    for name, word in words.items():
        (tmp_path / f"{name}.txt").write_text(f"The minister of {name} went {word} on Monday.\n")
    graph = kg.build(tmp_path, settings=kg.BuildSettings(voters=("md",)))
    assert sorted(d.name for d in graph.documents.values()) == ["a.txt", "c.txt", "e.txt"]
    assert sorted(row.item for row in graph.rejected_inputs) == ["b.txt", "d.txt"]
    assert all("annotating" in row.reason and "a bug" in row.reason for row in graph.rejected_inputs)
    assert call_kg("build", tmp_path, "-o", tmp_path.with_name("out"), "--voters", "md").code == 3
    with pytest.raises(StageError, match=r"b\.txt") as raised:
        kg.build(tmp_path, settings=kg.BuildSettings(voters=("md",), strict=True))
    assert isinstance(raised.value.__cause__, ZeroDivisionError)
