"""Sentences of all kinds of news through the whole pipeline, against what a careful reader takes from them.

Each sentence is an article of its own, so that none helps or harms another. The table is data:
``tests/golden/sentences.toml``; it is no list of what the extractor happens to give.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from kg.graph.assemble import assemble
from kg.ingest import read_text
from kg.model import Claim, GraphRecords
from kg.pipeline.run import Reading
from kg.pipeline.settings import BuildSettings
from kg.resolve import canonicalise
from kg.schema.load import load_ontology
from kg.schema.ontology import Ontology

TABLE: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parents[1] / "golden" / "sentences.toml").read_text(encoding="utf-8")
)["sentence"]

#: How many sentences there are; a table that loses some must say so here.
N_SENTENCES = 267


def _graphs(ontology: Ontology) -> Iterator[GraphRecords]:
    documents = [
        read_text(row["text"], name=f"{number}.txt", published_at="2024-05-10") for number, row in enumerate(TABLE)
    ]
    for shard in Reading(ontology, BuildSettings(extractors=("cues",))).shards(documents):
        yield assemble(canonicalise(shard, ontology), ontology)


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="session")
def graph_of(ontology: Ontology) -> dict[str, GraphRecords]:
    """Return the graph of each sentence."""
    return {row["text"]: graph for row, graph in zip(TABLE, _graphs(ontology), strict=True)}


def _is_named(graph: GraphRecords, entity_id: str, name: str) -> bool:
    entity = graph.entities[entity_id]
    names = {form.removeprefix("the ").removeprefix("The ") for form in (entity.name, *entity.aliases)}
    return name in names


def _states(graph: GraphRecords, ontology: Ontology, claim: Claim, line: str) -> bool:
    """Say whether a claim has the ends and the property of a line; a symmetric one in either order."""
    left, predicate, right = _split(line, ontology)
    ends = [(claim.subject, claim.object)]
    if ontology.properties[predicate].symmetric:
        ends.append((claim.object, claim.subject))
    return claim.predicate == predicate and any(
        _is_named(graph, subject, left) and _is_named(graph, object_, right) for subject, object_ in ends
    )


def _split(line: str, ontology: Ontology) -> tuple[str, str, str]:
    words = line.partition(" | ")[0].split(" ")
    place = next(i for i, word in enumerate(words) if word in ontology.properties)
    return " ".join(words[:place]), words[place], " ".join(words[place + 1 :])


def _written(graph: GraphRecords, claim: Claim) -> str:
    line = f"{graph.entities[claim.subject].name} {claim.predicate} {graph.entities[claim.object].name}"
    return line if claim.status == "occurred" else f"{line} | {claim.status}"


def _cases() -> list[Any]:
    return [
        pytest.param(
            row,
            id=f"{row['construction']}: {row['text']}",
            marks=[pytest.mark.xfail(reason=row["fails"], strict=True)] if "fails" in row else [],
        )
        for row in TABLE
    ]


@pytest.mark.parametrize("row", _cases())
def test_a_sentence_gives_what_it_says_and_no_more(
    row: dict[str, Any], graph_of: dict[str, GraphRecords], ontology: Ontology
) -> None:
    graph = graph_of[row["text"]]
    positive = [claim for claim in graph.claims.values() if claim.polarity == "positive"]
    found = sorted(_written(graph, claim) for claim in positive)
    for line in row.get("claims", ()):
        status = line.partition(" | ")[2] or "occurred"
        fits = [c for c in positive if c.status == status and _states(graph, ontology, c, line)]
        assert fits, f"{row['text']}\n  missing: {line}\n  found: {found}"
    for line in row.get("wrong", ()):
        fits = [c for c in positive if _states(graph, ontology, c, line)]
        if " | " in line:
            fits = [c for c in fits if c.status == line.partition(" | ")[2]]
        assert not fits, f"{row['text']}\n  wrong: {line}\n  found: {found}"


def test_the_table_is_whole(ontology: Ontology) -> None:
    texts = [row["text"] for row in TABLE]
    assert len(texts) == N_SENTENCES
    assert [text for text, count in Counter(texts).items() if count > 1] == []
    for row in TABLE:
        assert set(row) <= {"construction", "text", "claims", "wrong", "fails"}
        assert row.get("claims") or row.get("wrong")
        for line in (*row.get("claims", ()), *row.get("wrong", ())):
            left, _, right = _split(line, ontology)
            assert left
            assert right


def test_every_claim_carries_the_sentence_that_states_it(graph_of: dict[str, GraphRecords]) -> None:
    for graph in graph_of.values():
        (document,) = graph.documents.values()
        for claim in graph.claims.values():
            assert claim.evidence
            for evidence in (graph.evidence[i] for i in claim.evidence):
                assert document.text[evidence.start : evidence.end] == evidence.quote
