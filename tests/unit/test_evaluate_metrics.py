"""The figures of a built graph are those of the reference scorer, to the digit."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import FormatError, InputError
from kg.evaluate import Gold, GoldDocument, GoldEntity, GoldRelation, evaluate, read_gold
from kg.evaluate.metrics import compare
from kg.evaluate.names import norm
from kg.export.turtle import write as write_turtle
from kg.model import Claim, Document, Entity, Evidence, GraphRecords, Source
from kg.schema import load_ontology

GOLD_DIRECTORY = Path(__file__).parents[1] / "gold"
SMALL_GOLD, SMALL_GRAPH = GOLD_DIRECTORY / "small_gold.json", GOLD_DIRECTORY / "small_graph.ttl"
SCORER = Path(__file__).parents[2].parent / "shared" / "gold" / "score.py"
needs_scorer = pytest.mark.skipif(not SCORER.is_file(), reason="the reference scorer is not beside the checkout")


@pytest.fixture(scope="module")
def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("reference_scorer", SCORER)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def reference(*arguments: object) -> str:
    return subprocess.run(
        [sys.executable, str(SCORER), *map(str, arguments)], capture_output=True, text=True, check=True
    ).stdout


def test_the_small_graph_has_the_figures_that_the_reference_gave() -> None:
    report = evaluate(read_gold(SMALL_GOLD), SMALL_GRAPH)
    assert report.as_dict() == {
        "documents": 3,
        "documents_without_claims": 1,
        "entities": {"precision": 0.625, "recall": 0.833, "f1": 0.714, "tp": 5, "fp": 3, "fn": 1, "type": 0.833},
        "relations": {"precision": 0.571, "recall": 0.571, "f1": 0.571, "tp": 4, "fp": 3, "fn": 3},
        "graph": {"precision": 0.5, "recall": 0.5, "f1": 0.5, "tp": 3, "fp": 3, "fn": 3},
        "quotes": {"checked": 9, "valid": 5},
    }


@needs_scorer
def test_the_figures_and_their_table_are_those_of_the_reference() -> None:
    report = evaluate(read_gold(SMALL_GOLD), SMALL_GRAPH)
    assert report.as_dict() == json.loads(reference(SMALL_GOLD, SMALL_GRAPH, "--json"))
    assert report.as_text() == reference(SMALL_GOLD, SMALL_GRAPH)


@needs_scorer
def test_quotes_are_looked_up_in_the_articles_where_the_graph_has_no_text(tmp_path: Path) -> None:
    graph = tmp_path / "graph.ttl"
    text = SMALL_GRAPH.read_text(encoding="utf-8")
    for cut in (" ; kg:start 0 ; kg:end 34", " ; kg:start 35 ; kg:end 51"):
        assert cut in text
        text = text.replace(cut, "")
    graph.write_text(text, encoding="utf-8")
    (tmp_path / "one.txt").write_text("Orbex chief Ada Marsh met Bo Lind.", encoding="utf-8")
    (tmp_path / "two.txt").write_text("Cai Reed.", encoding="utf-8")
    report = evaluate(read_gold(SMALL_GOLD), graph, articles=tmp_path)
    assert report.as_dict() == json.loads(reference(SMALL_GOLD, graph, "--articles", tmp_path, "--json"))


def test_an_article_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"cannot read the article 'two\.txt'"):
        evaluate(read_gold(SMALL_GOLD), SMALL_GRAPH, articles=tmp_path)


@needs_scorer
@given(st.text(alphabet="Theм MrUS.'’\"“-(a1\n", max_size=12))
def test_names_are_compared_as_the_reference_does(scorer: ModuleType, name: str) -> None:
    assert norm(name) == scorer.norm(name)


@needs_scorer
def test_the_predicates_are_compared_as_the_reference_does(scorer: ModuleType) -> None:
    ontology = load_ontology()
    assert set(ontology.properties) == scorer.PREDICATES
    assert {n for n, p in ontology.properties.items() if p.symmetric} == scorer.SYMMETRIC
    assert set(ontology.classes) == scorer.TYPES
    assert {n: p.parents[0] for n, p in ontology.properties.items() if p.parents} == scorer.BROADER


TRIPLES = st.sets(
    st.tuples(
        st.sampled_from("ab"), st.sampled_from(["worksFor", "spokespersonFor", "heads", "meets"]), st.sampled_from("ab")
    )
)


@needs_scorer
@given(found=TRIPLES, core=TRIPLES, optional=TRIPLES)
def test_triples_are_compared_as_the_reference_does(
    scorer: ModuleType,
    found: set[tuple[str, str, str]],
    core: set[tuple[str, str, str]],
    optional: set[tuple[str, str, str]],
) -> None:
    assert compare(found, core, optional, load_ontology()) == scorer.compare(found, core, optional)


def records_of(gold: Gold) -> GraphRecords:
    """Return the graph that says exactly what a gold file with one document says."""
    (annotated,) = gold.documents
    text = "It is said."
    document = Document(id="d", name=annotated.id, text=text, source=Source(uri=annotated.id))
    evidence = Evidence(
        id="e", document_id="d", start=0, end=len(text), quote=text, extractor="hand@1", rule="", score=1.0
    )
    return GraphRecords.of(
        documents=[document],
        evidence=[evidence],
        entities=[
            Entity(id=e.id + "-1", name=e.name, type=e.type, aliases=frozenset(e.aliases)) for e in annotated.entities
        ],
        claims=[
            Claim(
                id=f"c{n}",
                subject=r.subject + "-1",
                predicate=r.predicate,
                object=r.object + "-1",
                evidence=frozenset({"e"}),
            )
            for n, r in enumerate(annotated.relations)
        ],
    )


TWO = Gold(
    documents=(
        GoldDocument(
            id="one.txt",
            entities=(
                GoldEntity(id="ada", type="Person", name="Ada Marsh", aliases=("Marsh",)),
                GoldEntity(id="bo", type="Person", name="Bo Lind"),
                GoldEntity(id="orbex", type="Organization", name="Orbex"),
            ),
            relations=(
                GoldRelation(subject="ada", predicate="heads", object="orbex"),
                GoldRelation(subject="bo", predicate="meets", object="ada"),
            ),
        ),
    )
)


def test_a_graph_that_says_what_gold_says_is_perfect() -> None:
    report = evaluate(TWO, records_of(TWO))
    assert report.relations.f1 == report.graph.f1 == report.entities.f1 == report.type_share == 1.0
    assert (report.quotes_checked, report.quotes_valid) == (2, 2)
    assert report.matches == {"ada-1": "ada", "bo-1": "bo", "orbex-1": "orbex"}
    assert report.wrong == report.missed == ()


def test_a_denied_claim_is_not_counted() -> None:
    graph = records_of(TWO)
    denied = graph.replace(claims=[replace(c, polarity="negative") for c in graph.claims.values()])
    report = evaluate(TWO, denied)
    assert report.relations.as_dict() == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "tp": 0, "fp": 0, "fn": 2}
    assert report.documents_without_claims == 1
    assert report.quotes_checked == 0


def test_an_empty_graph_scores_nothing() -> None:
    report = evaluate(TWO, GraphRecords())
    assert (report.entities.missed, report.relations.missed, report.type_share) == (3, 2, 0.0)
    assert report.missed_entities == ("ada", "bo", "orbex")


def test_a_duplicate_entity_counts_as_wrong() -> None:
    graph = records_of(TWO)
    twin = Entity(id="zz", name="Marsh", type="Person")
    report = evaluate(TWO, graph.replace(entities=[*graph.entities.values(), twin]))
    assert report.entities.as_dict()["fp"] == 1
    assert report.extra_entities == ("zz",)


def test_a_quote_that_is_not_the_text_at_its_offsets_is_invalid() -> None:
    graph = records_of(TWO)
    shifted = graph.replace(evidence=[replace(e, start=1) for e in graph.evidence.values()])
    assert evaluate(TWO, shifted).quotes_valid == 0


def test_a_graph_in_memory_and_its_export_have_the_same_figures(tmp_path: Path) -> None:
    graph = records_of(TWO)
    wrong = [replace(c, subject=c.object, object=c.subject) if c.id == "c0" else c for c in graph.claims.values()]
    graph = graph.replace(claims=wrong)
    with (tmp_path / "graph.ttl").open("wb") as stream:
        write_turtle(graph, load_ontology(), stream)
    assert evaluate(TWO, graph).relations.as_dict()["tp"] == 1
    assert evaluate(TWO, tmp_path / "graph.ttl").as_dict() == evaluate(TWO, graph).as_dict()


@pytest.mark.parametrize("suffix", [".nt", ".rdf"])
def test_any_rdf_format_gives_the_same_figures(tmp_path: Path, suffix: str) -> None:
    from pyoxigraph import RdfFormat, parse, serialize

    graph = tmp_path / f"graph{suffix}"
    format = RdfFormat.from_extension(suffix[1:])
    assert format is not None
    serialize((quad.triple for quad in parse(path=str(SMALL_GRAPH))), str(graph), format=format)
    gold = read_gold(SMALL_GOLD)
    assert evaluate(gold, graph).as_dict() == evaluate(gold, SMALL_GRAPH).as_dict()


def test_the_pinned_gold_of_the_seeds_is_readable() -> None:
    gold = read_gold(GOLD_DIRECTORY / "seeds.json")
    assert len(gold.documents) == 5
    assert len(gold.sha256) == 64
    assert sum(not r.optional for d in gold.documents for r in d.relations) > 50


@pytest.mark.parametrize(
    ("text", "cause"),
    [
        ("{", "Expecting"),
        ("[]", "list"),
        ("{}", "'documents' is missing"),
        ('{"documents": [{"id": "x", "entities": []}]}', "'relations' is missing"),
        (
            '{"documents": [{"id": "x", "entities": [], '
            '"relations": [{"subject": "a", "predicate": "heads", "object": "b"}]}]}',
            "names 'a', which is no entity",
        ),
    ],
)
def test_a_malformed_gold_file_is_named_with_its_cause(tmp_path: Path, text: str, cause: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FormatError, match=cause):
        read_gold(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"gold\.json"):
        read_gold(tmp_path / "gold.json")
    with pytest.raises(InputError, match=r"graph\.ttl"):
        evaluate(TWO, tmp_path / "graph.ttl")


def test_a_file_that_is_no_rdf_is_refused(tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text("nothing of the kind", encoding="utf-8")
    with pytest.raises(FormatError, match=r"graph\.ttl, line 1: not Turtle"):
        evaluate(TWO, tmp_path / "graph.ttl")
    with pytest.raises(FormatError, match="no RDF format"):
        evaluate(TWO, tmp_path / "graph.graphml")
