"""Open relations: phrases of facts, and one claim a proposition."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from kg.extract import open_extractor
from kg.extract.phrases import MAX_WORDS, sayings
from kg.graph.assemble import assemble
from kg.model import (
    PHRASE,
    CoreferenceChain,
    Document,
    Entity,
    GraphRecords,
    Mention,
    RelationMention,
    Source,
    Span,
)
from kg.pipeline.settings import with_open
from kg.schema import load_ontology
from tests.unit.extract_trees import lexicon, said
from tests.unit.parsed import annotated, annotator


def phrases(text: str, found: Iterable[RelationMention] = ()) -> list[str]:
    """Return what the extractor reads, as "subject phrase object", with what qualifies it."""
    document = annotated(text)
    text_of = {mention.id: mention.text for mention in document.mentions}
    rows = []
    for item in open_extractor(load_ontology(), annotator())(document, tuple(found)):
        assert isinstance(item, RelationMention)
        assert item.predicate == PHRASE
        marks = [mark for mark in (item.polarity, item.status) if mark not in ("positive", "occurred")]
        line = f"{text_of[item.subject_mention]} {item.phrase} {text_of[item.object_mention]}"
        rows.append(" | ".join([line, *marks]))
    return rows


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Boris Johnson ridiculed David Cameron.", ["Boris Johnson ridicule David Cameron"]),
        ("David Cameron was ridiculed by Boris Johnson.", ["Boris Johnson ridicule David Cameron"]),
        ("Boris Johnson shared a room with David Cameron.", ["Boris Johnson share a room with David Cameron"]),
        ("Boris Johnson gave David Cameron a warning.", ["Boris Johnson give a warning to David Cameron"]),
        ("Boris Johnson was held in Berlin.", ["Boris Johnson be held in Berlin"]),
        ("Boris Johnson, a critic of Germany, sang.", ["Boris Johnson be a critic of Germany"]),
        ("Boris Johnson plans to ridicule David Cameron.", ["Boris Johnson ridicule David Cameron | planned"]),
        ("Boris Johnson never ridiculed David Cameron.", ["Boris Johnson ridicule David Cameron | negative"]),
        ("Boris Johnson has no link to Germany.", ["Boris Johnson have link to Germany | negative"]),
    ],
)
def test_a_fact_of_two_entities_becomes_a_phrase(text: str, lines: list[str]) -> None:
    assert phrases(text) == lines


@pytest.mark.parametrize(
    "text",
    [
        "Boris Johnson is in Berlin.",  # a copula says nothing by itself
        "Boris Johnson lost three points in Germany.",  # an amount
        "Did Boris Johnson ridicule David Cameron?",
        "If Boris Johnson ridicules David Cameron, voters will laugh.",
        "Boris Johnson sang after David Cameron.",  # beside the clause
        "Boris Johnson talked David Cameron into a pact.",  # half of what is said
        "Mexicans love Germany.",  # a people is no country
        "Boris Johnson praised the Germany plan.",  # the plan is praised
        "Boris Johnson made little impact on David Cameron.",
        "Boris Johnson called on David Cameron to praise Germany.",  # who would praise is a guess
        "BORIS JOHNSON RIDICULES DAVID CAMERON.",  # capitals are parsed too badly
    ],
)
def test_fragments_and_what_is_not_stated_are_left_out(text: str) -> None:
    assert phrases(text) == []


def test_a_pair_that_a_relation_joins_in_the_sentence_is_left_to_it() -> None:
    text = "Boris Johnson ridiculed David Cameron."
    document = annotated(text)
    (found,) = open_extractor(load_ontology(), annotator())(document, ())
    assert isinstance(found, RelationMention)
    closed = RelationMention(
        id="closed", document_id=document.document.id, subject=found.object, predicate="any", object=found.subject,
        subject_mention=found.object_mention, object_mention=found.subject_mention, cue=found.cue,
        sentence=found.sentence, extractor="cues@1", rule="", score=0.9,
    )  # fmt: skip
    assert phrases(text, [closed]) == []


def test_an_article_agrees_with_the_word_that_now_follows_it() -> None:
    facts = said(
        "Ann_Lee:Person/PROPN/NNP/nsubj/signed signed=sign/VERB/VBD/ROOT/- a/DET/DT/det/accord "
        "big/ADJ/JJ/amod/accord accord/NOUN/NN/dobj/signed with/ADP/IN/prep/signed Bo:Person/PROPN/NNP/pobj/with"
    )
    (found,) = [s for fact in facts for s in sayings(fact, lexicon()) if s.object.is_name]
    assert (found.subject.text, found.phrase, found.object.text) == ("Ann Lee", "sign an accord with", "Bo")
    assert len(found.words) <= MAX_WORDS


def test_of_two_subjects_without_and_the_later_does_it() -> None:
    facts = said(
        "Oslo:Place/PROPN/NNP/nsubj/hit planes=plane/NOUN/NNS/nsubj/hit hit/VERB/VBD/ROOT/- "
        "Rome:Place/PROPN/NNP/dobj/hit"
    )
    assert [s.subject.text for fact in facts for s in sayings(fact, lexicon())] == ["planes"]


def test_the_open_extractor_comes_last() -> None:
    assert with_open(("cues", "model")) == ("cues", "model", "open")


def _graph(*rows: tuple[str, str, str, dict[str, Any]]) -> GraphRecords:
    """Return relation mentions of a document each, from (subject, phrase or property, object, fields)."""
    documents, mentions, relations = [], [], []
    chains: dict[str, CoreferenceChain] = {}
    for number, (subject, says, object_, fields) in enumerate(rows):
        document = f"d{number}"
        documents.append(Document(id=document, name=document, text="They said so. " * 2, source=Source(uri=document)))
        ends = []
        for name in (subject, object_):
            chain = f"{name}-{document}"
            chains[chain] = CoreferenceChain(id=chain, document_id=document, mentions=(chain,), representative=chain,
                                             type="Person")  # fmt: skip
            mentions.append(Mention(id=chain, document_id=document, span=Span(start=0, end=4), text=name, kind="name",
                                    type="Person", score=1.0, annotator="test"))  # fmt: skip
            ends.append(chain)
        closed = fields.pop("closed", False)
        values: dict[str, Any] = {
            "id": f"r{number}", "document_id": document, "subject": ends[0], "object": ends[1],
            "predicate": says if closed else PHRASE, "phrase": None if closed else says,
            "subject_mention": ends[0], "object_mention": ends[1], "cue": Span(start=5, end=9),
            "sentence": Span(start=0, end=13), "extractor": "open@1", "rule": says, "score": 0.8,
        }  # fmt: skip
        relations.append(RelationMention(**(values | fields)))
    entities = [
        Entity(id=name, name=name, type="Person", n_mentions=1,
               chains=frozenset(c for c in chains if c.startswith(f"{name}-")))
        for name in sorted({end for row in rows for end in (row[0], row[2])})
    ]  # fmt: skip
    return GraphRecords.of(documents=documents, mentions=mentions, chains=chains.values(), relation_mentions=relations,
                           entities=entities)  # fmt: skip


def test_near_copies_become_one_claim_with_all_evidence() -> None:
    graph = assemble(
        _graph(
            ("ann", "sign a deal with", "bo", {}),
            ("ann", "sign deal with", "bo", {"status": "planned"}),
            ("ann", "sign a deal with", "bo", {"time": "2025"}),
            ("bo", "sign a deal with", "ann", {}),
            ("ann", "sign a deal with", "bo", {"polarity": "negative"}),
            ("ann", "praise", "bo", {}),
        ),
        load_ontology(),
    )
    found = {(c.subject, c.phrase, c.object, c.polarity): c for c in graph.open_claims.values()}
    assert set(found) == {
        ("ann", "sign a deal with", "bo", "positive"),
        ("bo", "sign a deal with", "ann", "positive"),
        ("ann", "sign a deal with", "bo", "negative"),
        ("ann", "praise", "bo", "positive"),
    }
    joined = found["ann", "sign a deal with", "bo", "positive"]
    assert (joined.status, joined.time, joined.source_count, len(joined.evidence)) == ("occurred", "2025", 3, 3)
    assert graph.claims == {}
    assert {e for c in found.values() for e in c.evidence} == set(graph.evidence)


def test_times_that_differ_leave_the_time_open() -> None:
    graph = _graph(*(("ann", "praise", "bo", {"time": time}) for time in ("2024", "2025")))
    (claim,) = assemble(graph, load_ontology()).open_claims.values()
    assert claim.time is None


def test_an_open_claim_gives_way_to_a_property_and_says_so() -> None:
    rows = [("ann", "greet", "bo", {}), ("bo", "meets", "ann", {"closed": True, "document_id": "d0"})]
    assembled = assemble(_graph(*rows), load_ontology())
    assert [c.predicate for c in assembled.claims.values()] == ["meets"]
    assert assembled.open_claims == {}
    assert [r.reason for r in assembled.rejected.values()] == ["a property says it"]
