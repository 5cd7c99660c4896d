"""Each missed and each wrong relation is told with its cause."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.evaluate import (
    ErrorCase,
    Gold,
    GoldDocument,
    GoldEntity,
    GoldRelation,
    cases_as_text,
    count_causes,
    error_cases,
    evaluate,
    gold_mentions,
    read_gold,
)
from kg.evaluate.sentences import split_sentences
from kg.model import Claim, Document, Entity, Evidence, GraphRecords, Rejected, RelationMention, Source, Span

GOLD_DIRECTORY = Path(__file__).parents[1] / "gold"
TEXT = "Ada Marsh spoke with Bo Lind. Mr. Lind is the chief of Orbex."
GOLD = Gold(
    documents=(
        GoldDocument(
            id="one.txt",
            entities=(
                GoldEntity(id="ada", type="Person", name="Ada Marsh"),
                GoldEntity(id="bo", type="Person", name="Bo Lind", aliases=("Mr. Lind",)),
                GoldEntity(id="orbex", type="Organization", name="Orbex"),
            ),
            relations=(GoldRelation(subject="bo", predicate="heads", object="orbex"),),
        ),
    )
)


def read_graph(gold: Gold = GOLD) -> GraphRecords:
    """Return the graph of a reader that finds every entity and no relation."""
    (annotated,) = gold.documents
    document = Document(id="d", name=annotated.id, text=TEXT, source=Source(uri=annotated.id))
    mentions, chains = gold_mentions(annotated, document_id="d", text=TEXT)
    by_id = {m.id: m for m in mentions}
    entities = [
        Entity(id=f"e-{g.id}", name=g.name, type=g.type, chains=frozenset({c.id}))
        for g in annotated.entities
        for c in chains
        if by_id[c.mentions[0]].text in g.names
    ]
    return GraphRecords.of(documents=[document], mentions=mentions, chains=chains, entities=entities)


def chain_of(graph: GraphRecords, gold_id: str) -> str:
    (chain,) = graph.entities[f"e-{gold_id}"].chains
    return chain


def with_relation(graph: GraphRecords, subject: str, predicate: str, object: str, **changes: Any) -> GraphRecords:
    relation = RelationMention(
        id="r",
        document_id="d",
        subject=chain_of(graph, subject),
        predicate=predicate,
        object=chain_of(graph, object),
        subject_mention="",
        object_mention="",
        cue=Span(start=0, end=1),
        sentence=Span(start=0, end=1),
        extractor="hand@1",
        rule="{S} is with {O}",
        score=1.0,
    )
    return graph.replace(relation_mentions=[replace(relation, **changes)])


def with_claim(graph: GraphRecords, subject: str, predicate: str, object: str) -> GraphRecords:
    evidence = Evidence(id="e", document_id="d", start=0, end=1, quote="A", extractor="hand@1", rule="", score=1.0)
    claim = Claim(id="c", subject=subject, predicate=predicate, object=object, evidence=frozenset({"e"}))
    return graph.replace(claims=[claim], evidence=[evidence])


def causes(graph: GraphRecords, gold: Gold = GOLD) -> list[ErrorCase]:
    return list(error_cases(gold, graph, evaluate(gold, graph)))


def missed_cause(graph: GraphRecords, gold: Gold = GOLD) -> tuple[str, str]:
    (case,) = [case for case in causes(graph, gold) if case.kind == "missed"]
    return case.cause, case.detail


def wrong_cause(graph: GraphRecords) -> tuple[str, str]:
    (case,) = [case for case in causes(graph) if case.kind == "wrong"]
    return case.cause, case.detail


def gold_with(subject: str, predicate: str, object: str) -> Gold:
    relation = GoldRelation(subject=subject, predicate=predicate, object=object)
    return Gold(documents=(replace(GOLD.documents[0], relations=(relation,)),))


def test_an_end_that_is_nowhere_in_the_graph_is_named() -> None:
    graph = read_graph()
    without = graph.replace(entities=[e for e in graph.entities.values() if e.id != "e-bo"])
    assert missed_cause(without) == ("entity not found", "nowhere in the graph: bo")


def test_an_end_that_is_not_found_in_this_document_is_named() -> None:
    graph = read_graph()
    entities = dict(graph.entities)
    entities["e-orbex"] = replace(entities["e-orbex"], chains=frozenset())
    graph = graph.replace(entities=entities.values())
    assert missed_cause(graph) == ("entity not found", "not in this document: orbex")


def test_ends_that_share_no_sentence_come_with_the_nearest_sentences() -> None:
    cause, detail = missed_cause(read_graph(), gold_with("ada", "worksFor", "orbex"))
    assert cause == "not in one sentence"
    assert detail == "Ada Marsh spoke with Bo Lind.\nMr. Lind is the chief of Orbex."


def test_ends_in_one_sentence_without_relation_mention_come_with_the_sentence() -> None:
    assert missed_cause(read_graph()) == ("no relation mention", "Mr. Lind is the chief of Orbex.")


def test_a_relation_mention_of_another_property_is_shown_with_its_rule() -> None:
    graph = with_relation(read_graph(), "bo", "owns", "orbex")
    assert missed_cause(graph) == ("other property", "read: owns ({S} is with {O})")


def test_a_relation_mention_the_other_way_round_is_reversed() -> None:
    assert missed_cause(with_relation(read_graph(), "orbex", "heads", "bo"))[0] == "reversed"


def test_a_symmetric_property_is_never_reversed() -> None:
    gold = gold_with("ada", "meets", "bo")
    assert missed_cause(with_relation(read_graph(), "bo", "meets", "ada"), gold)[0] == "lost on the way"


def test_a_relation_mention_that_became_no_claim_is_lost_on_the_way() -> None:
    assert missed_cause(with_relation(read_graph(), "bo", "heads", "orbex")) == ("lost on the way", "{S} is with {O}")


def test_a_relation_that_the_reader_took_for_denied_is_denied() -> None:
    assert missed_cause(with_relation(read_graph(), "bo", "heads", "orbex", polarity="negative"))[0] == "denied"


def test_what_a_stage_refused_is_shown_with_its_reason() -> None:
    refused = Rejected(
        stage="extract", item="Mr. Lind heads Orbex", reason="type Organization is no subject", document_id="d"
    )
    other = Rejected(stage="extract", item="Ada Marsh heads Orbex", reason="asked", document_id="d")
    graph = read_graph().replace(rejected=[other, refused])
    assert missed_cause(graph) == ("refused", "type Organization is no subject")
    assert missed_cause(read_graph().replace(rejected=[other]))[0] == "no relation mention"


def test_a_claim_of_another_property_of_a_gold_pair_is_wrong_and_explains_the_miss() -> None:
    graph = with_claim(read_graph(), "e-bo", "owns", "e-orbex")
    assert missed_cause(graph) == ("other property", "claimed: bo owns orbex")
    assert wrong_cause(graph) == ("wrong property", "gold: bo heads orbex")


def test_a_claim_the_other_way_round_is_reversed() -> None:
    graph = with_claim(read_graph(), "e-orbex", "heads", "e-bo")
    assert missed_cause(graph)[0] == wrong_cause(graph)[0] == "reversed"


def test_a_claim_of_a_pair_that_gold_does_not_relate_is_unrelated() -> None:
    assert wrong_cause(with_claim(read_graph(), "e-ada", "heads", "e-orbex"))[0] == "pair unrelated"


def test_a_claim_of_an_entity_that_gold_does_not_have_names_it() -> None:
    graph = read_graph()
    ghost = Entity(id="ghost", name="The Ghost", type="Person")
    graph = with_claim(graph.replace(entities=[*graph.entities.values(), ghost]), "ghost", "heads", "e-orbex")
    assert wrong_cause(graph) == ("end unmatched", "no gold entity: The Ghost")


def test_of_a_file_the_claims_alone_tell_the_causes() -> None:
    gold, path = read_gold(GOLD_DIRECTORY / "small_gold.json"), GOLD_DIRECTORY / "small_graph.ttl"
    report = evaluate(gold, path)
    cases = error_cases(gold, path, report)
    assert count_causes(cases) == (
        ("missed", "entity not found", 1),
        ("missed", "other property", 1),
        ("missed", "reversed", 1),
        ("wrong", "end unmatched", 1),
        ("wrong", "reversed", 1),
        ("wrong", "wrong property", 1),
    )
    assert len(cases) == len(report.wrong) + len(report.missed)


def test_the_text_counts_first_and_then_lists_each_case_below_its_cause() -> None:
    text = cases_as_text(causes(read_graph()))
    assert text == (
        "   1  missed  no relation mention\n"
        "\n"
        "missed: no relation mention\n"
        "  one.txt: bo heads orbex\n"
        "      Mr. Lind is the chief of Orbex.\n"
    )
    assert cases_as_text([]) == ""


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("", [""]),
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Gen. Ode of the U.S. Army left.", ["Gen. Ode of the U.S. Army left."]),
        ("“We go.” He left!\nMore news", ["“We go.”", "He left!", "More news"]),
        ("It cost 2.5 million. 30 came.", ["It cost 2.5 million.", "30 came."]),
    ],
)
def test_a_text_is_split_into_sentences(text: str, sentences: list[str]) -> None:
    split = split_sentences(text)
    assert [split.sentence(at) for at in split.starts] == sentences
