"""From relation mentions to claims: types, symmetry, evidence, confidence, and what is left out with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.assemble import assemble
from kg.graph.confidence import COMMON_ERROR
from kg.graph.evidence import by_source
from kg.model import Claim, Document, Entity, Evidence, GraphRecords, Mention, RelationMention, Source, Span
from kg.schema.load import load_ontology

ONTOLOGY = load_ontology()
TEXT = "Anna Roth met Karl Weiss in Oslo. Anna Roth met Karl Weiss again."
FIRST, SECOND = Span(start=0, end=33), Span(start=34, end=65)


def _entity(id_: str, type_: str, *, n_mentions: int = 1) -> Entity:
    return Entity(id=id_, name=id_.title(), type=type_, chains=frozenset({f"chain-{id_}"}), n_mentions=n_mentions)


ANNA, KARL, TOYOTA = _entity("anna", "Person"), _entity("karl", "Person"), _entity("toyota", "Organization")
OSLO, NORWAY = _entity("oslo", "Place"), _entity("norway", "Country", n_mentions=0)


def _relation(
    subject: Entity,
    predicate: str,
    object_: Entity,
    *,
    document: str = "one",
    sentence: Span = FIRST,
    score: float = 0.8,
    rule: str = "{S} meets {O}.",
) -> RelationMention:
    cue = Span(start=sentence.start + 10, end=sentence.start + 13)
    ids = f"m-{subject.id}", f"m-{object_.id}"
    return RelationMention(
        id=f"{document} {subject.id} {predicate} {object_.id} {cue.start} {rule}",
        document_id=document,
        subject=f"chain-{subject.id}",
        predicate=predicate,
        object=f"chain-{object_.id}",
        subject_mention=ids[0],
        object_mention=ids[1],
        cue=cue,
        sentence=sentence,
        extractor="cues@1",
        rule=rule,
        score=score,
    )


def _graph(
    relations: Iterable[RelationMention], *, entities: Iterable[Entity] = (ANNA, KARL, TOYOTA, OSLO, NORWAY)
) -> GraphRecords:
    """Return the assembled graph of relation mentions in documents "one", "two" and "three" of the same text."""
    documents = [
        Document(id=name, name=name, text=text, source=Source(uri=name))
        for name, text in (("one", TEXT), ("two", TEXT), ("three", TEXT.replace("Oslo", "Rome")))
    ]
    unnamed = Mention(id="m-nobody", document_id="one", span=FIRST, text="she", kind="pronoun", type=None, score=1.0,
                      annotator="test")  # fmt: skip
    records = GraphRecords.of(documents=documents, mentions=[unnamed], relation_mentions=relations, entities=entities)
    return assemble(records, ONTOLOGY)


def _only(graph: GraphRecords) -> Claim:
    (claim,) = graph.claims.values()
    return claim


def test_a_claim_carries_ends_evidence_and_the_quoted_sentence() -> None:
    graph = _graph([_relation(ANNA, "visits", OSLO)])
    claim = _only(graph)
    assert (claim.subject, claim.predicate, claim.object) == ("anna", "visits", "oslo")
    (evidence,) = graph.evidence.values()
    assert claim.evidence == {evidence.id}
    assert evidence.quote == TEXT[evidence.start : evidence.end] == "Anna Roth met Karl Weiss in Oslo."


@pytest.mark.parametrize(
    ("subject", "predicate", "object_", "reason"),
    [
        (TOYOTA, "bornIn", OSLO, "the types do not fit the property"),
        (ANNA, "bornIn", KARL, "the types do not fit the property"),
        (ANNA, "meets", ANNA, "both ends are one entity"),
        (ANNA, "meets", _entity("nobody", "Person"), "an end is no reported entity"),
    ],
)
def test_what_cannot_be_a_claim_is_rejected_with_its_reason(
    subject: Entity, predicate: str, object_: Entity, reason: str
) -> None:
    graph = _graph([_relation(subject, predicate, object_)])
    assert not graph.claims
    assert not graph.evidence
    (rejected,) = graph.rejected.values()
    assert (rejected.stage, rejected.reason, rejected.document_id) == ("assemble", reason, "one")
    assert predicate in rejected.item


@pytest.mark.parametrize(
    ("rule", "subject", "fits"),
    [
        ("{S:Organization} of {O:Place} closed.", ANNA, False),
        ("{S:Organization} of {O:Place} closed.", TOYOTA, True),
        ("{S}, of {O}, slept.", ANNA, True),
    ],
)
def test_the_corpus_types_fit_the_classes_that_the_template_asks_for(rule: str, subject: Entity, fits: bool) -> None:
    graph = _graph([replace(_relation(subject, "basedIn", OSLO), rule=rule)])
    assert bool(graph.claims) is fits
    assert [rejected.reason for rejected in graph.rejected.values()] == (
        [] if fits else ["the types do not fit the template"]
    )


def test_either_end_of_a_symmetric_relation_may_fit_a_slot() -> None:
    rule = "{S:Person} met {O:Organization}."
    assert _graph([replace(_relation(TOYOTA, "meets", ANNA), rule=rule)]).claims
    assert not _graph([replace(_relation(ANNA, "meets", KARL), rule=rule)]).claims


def test_a_rejection_names_both_ends_with_their_types() -> None:
    graph = _graph([_relation(TOYOTA, "bornIn", OSLO)])
    (rejected,) = graph.rejected.values()
    assert rejected.item == "Toyota (Organization) bornIn Oslo (Place)"


def test_a_symmetric_claim_is_written_once_in_one_order() -> None:
    there, back = _relation(KARL, "meets", ANNA), _relation(ANNA, "meets", KARL, sentence=SECOND)
    claim = _only(_graph([there, back]))
    assert (claim.subject, claim.object) == ("anna", "karl")
    assert len(claim.evidence) == 2


def test_a_claim_with_a_direction_keeps_it() -> None:
    claims = _graph([_relation(KARL, "succeeds", ANNA), _relation(ANNA, "succeeds", KARL)]).claims.values()
    assert {(c.subject, c.object) for c in claims} == {("karl", "anna"), ("anna", "karl")}


def test_two_sentences_of_one_document_are_evidence_for_one_claim() -> None:
    graph = _graph([_relation(ANNA, "meets", KARL), _relation(ANNA, "meets", KARL, sentence=SECOND)])
    claim = _only(graph)
    assert sorted(graph.evidence[i].start for i in claim.evidence) == [0, 34]
    assert (claim.source_count, claim.independent_source_count) == (1, 1)


def test_a_further_sentence_of_a_document_adds_little() -> None:
    weak = _relation(ANNA, "meets", KARL, sentence=SECOND, score=0.5)
    one, two = _graph([_relation(ANNA, "meets", KARL)]), _graph([_relation(ANNA, "meets", KARL), weak])
    assert _only(one).confidence < _only(two).confidence < (1 - COMMON_ERROR) * (1 - 0.2 * 0.5)


def test_confidence_grows_with_independent_documents_as_a_noisy_or() -> None:
    relations = [_relation(ANNA, "meets", KARL), _relation(ANNA, "meets", KARL, document="three", score=0.5)]
    assert _only(_graph(relations)).confidence == pytest.approx((1 - 0.2 * 0.5) * (1 - COMMON_ERROR))


@given(st.lists(st.floats(min_value=0, max_value=1), min_size=1, max_size=3))
def test_confidence_is_a_probability_that_no_evidence_lowers(scores: list[float]) -> None:
    relations = [
        _relation(ANNA, "meets", KARL, document=document, score=score)
        for document, score in zip(("one", "two", "three"), scores, strict=False)
    ]
    fewer, all_ = _only(_graph(relations[:1])).confidence, _only(_graph(relations)).confidence
    assert 0 <= fewer <= all_ <= 1 - COMMON_ERROR


def test_the_same_sentence_in_two_documents_is_one_independent_source() -> None:
    copied = [_relation(ANNA, "meets", KARL), _relation(ANNA, "meets", KARL, document="two")]
    claim = _only(_graph(copied))
    assert (claim.source_count, claim.independent_source_count) == (2, 1)
    reworded = [_relation(ANNA, "meets", KARL), _relation(ANNA, "meets", KARL, document="three")]
    assert _only(_graph(reworded)).independent_source_count == 2


def _quoted(document: str, quote: str, start: int = 0) -> Evidence:
    return Evidence(id=f"{document} {quote}", document_id=document, start=start, end=start + len(quote), quote=quote,
                    extractor="cues@1", rule="", score=0.5)  # fmt: skip


def test_copies_are_told_by_their_words_alone() -> None:
    assert len(by_source([_quoted("a", "They met."), _quoted("b", "“They met”")], {})) == 1
    assert len(by_source([_quoted("a", "They met."), _quoted("b", "They talked.")], {})) == 2
    assert by_source([], {}) == ()


def test_a_document_that_copies_two_others_joins_them() -> None:
    rows = [_quoted("a", "They met."), _quoted("b", "They talked."), _quoted("c", "They met."),
            _quoted("c", "They talked.", 20)]  # fmt: skip
    assert len(by_source(rows, {})) == 1
    assert by_source(reversed(rows), {}) == by_source(rows, {})


def test_a_country_known_only_by_an_adjective_stays_where_the_adjective_says_whose_somebody_is() -> None:
    assert "norway" in _graph([_relation(ANNA, "heads", NORWAY)]).entities  # "Norwegian President Anna"
    assert "norway" in _graph([_relation(ANNA, "citizenOf", NORWAY)]).entities  # "the Norwegian painter Anna"
    team = _graph([_relation(ANNA, "opposes", NORWAY)])  # "Anna criticised the Norwegians": perhaps a team
    assert "norway" not in team.entities
    assert not team.claims
    assert [r.reason for r in team.rejected.values()] == ["no article names the country: its adjective alone"]
    assert "norway" not in _graph([_relation(ANNA, "visits", OSLO)]).entities
    assert "toyota" in _graph([]).entities  # named in the text: it needs no claim


def test_an_adjective_inside_a_name_says_nothing_of_its_country() -> None:
    relation = _relation(TOYOTA, "country", NORWAY)
    ends = [
        Mention(id=id, document_id="one", span=Span(start=0, end=end), text=TEXT[:end], kind=kind, type=None, score=1.0,
                annotator="test")
        for id, end, kind in ((relation.subject_mention, 12, "name"), (relation.object_mention, 5, "demonym"))
    ]  # fmt: skip
    document = Document(id="one", name="one", text=TEXT, source=Source(uri="one"))
    records = {"documents": [document], "relation_mentions": [relation], "entities": [TOYOTA, NORWAY]}
    assert assemble(GraphRecords.of(**records), ONTOLOGY).claims
    assert not assemble(GraphRecords.of(**records, mentions=ends), ONTOLOGY).claims  # "the Irish Stock Exchange"


def test_the_more_specific_property_wins_in_a_sentence() -> None:
    general, special = next(
        (parent, prop.name) for prop in ONTOLOGY.properties.values() for parent in sorted(prop.parents)
    )
    left, right = next(
        (a, b)
        for a in (ANNA, KARL, TOYOTA, OSLO, NORWAY)
        for b in (ANNA, KARL, TOYOTA, OSLO, NORWAY)
        if a is not b and ONTOLOGY.admits(special, a.type, b.type) and ONTOLOGY.admits(general, a.type, b.type)
    )
    graph = _graph([_relation(left, general, right), _relation(left, special, right)])
    assert _only(graph).predicate == special
    assert [r.reason for r in graph.rejected.values()] == ["a more specific property says it"]
    apart = _graph([_relation(left, general, right), _relation(left, special, right, sentence=SECOND)])
    assert {c.predicate for c in apart.claims.values()} == {general, special}


def test_a_denied_claim_is_kept_and_is_no_fact() -> None:
    denied = replace(_relation(ANNA, "meets", KARL), polarity="negative")
    claim = _only(_graph([denied]))
    assert claim.polarity == "negative"
    assert not claim.asserted


def test_a_denied_claim_stands_beside_a_stated_one() -> None:
    stated = _relation(ANNA, "meets", KARL)
    denied = replace(_relation(ANNA, "meets", KARL, sentence=SECOND), polarity="negative")
    claims = _graph([stated, denied]).claims.values()
    assert sorted((c.polarity, len(c.evidence)) for c in claims) == [("negative", 1), ("positive", 1)]


@pytest.mark.parametrize(
    ("status", "is_fact"),
    [("occurred", True), ("past", True), ("acting", True), ("planned", False), ("possible", False)],
)
def test_only_what_holds_or_held_is_a_fact(status: str, is_fact: bool) -> None:
    relation = replace(_relation(ANNA, "heads", TOYOTA), status=status)  # type: ignore[arg-type]
    assert _only(_graph([relation])).asserted is is_fact


def test_a_claim_gathers_titles_and_the_speakers_that_are_entities() -> None:
    relations = [
        replace(_relation(ANNA, "heads", TOYOTA), title="chief", attributed_to="chain-karl"),
        replace(_relation(ANNA, "heads", TOYOTA, sentence=SECOND), title="boss", attributed_to="chain-of-nobody"),
    ]
    claim = _only(_graph(relations))
    assert claim.titles == {"chief", "boss"}
    assert claim.attributed_to == {"karl"}


def test_a_post_is_told_once_whatever_its_capitals() -> None:
    said = ["President", "president", "president", "Director General", "director general"]
    relations = [
        replace(_relation(ANNA, "heads", TOYOTA), id=f"r{i}", cue=Span(start=i, end=i + 1), title=title)
        for i, title in enumerate(said)
    ]
    assert _only(_graph(relations)).titles == {"president", "Director General"}


def test_times_make_separate_claims() -> None:
    relations = [_relation(ANNA, "meets", KARL), replace(_relation(ANNA, "meets", KARL, sentence=SECOND), time="2024")]
    assert sorted(c.time or "" for c in _graph(relations).claims.values()) == ["", "2024"]


@given(st.permutations(range(6)))
def test_the_order_of_relation_mentions_does_not_matter(order: list[int]) -> None:
    relations = [
        _relation(ANNA, "meets", KARL),
        _relation(KARL, "meets", ANNA, sentence=SECOND, score=0.4),
        _relation(KARL, "meets", ANNA, document="two"),
        _relation(ANNA, "heads", TOYOTA, document="three"),
        _relation(TOYOTA, "bornIn", OSLO),
        _relation(ANNA, "citizenOf", NORWAY),
    ]
    assert _graph([relations[i] for i in order]) == _graph(relations)
