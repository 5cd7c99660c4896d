"""What a build may have missed, on records written by hand."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from kg.analyse.missed import ContentWord, SentenceWords, cue_uses, missed
from kg.analyse.missed_report import Missed
from kg.model import (
    Claim,
    CoreferenceChain,
    Document,
    Entity,
    Evidence,
    GraphRecords,
    Mention,
    RelationMention,
    Source,
    Span,
)
from kg.schema.ontology import EntityClass, Ontology, Property, Relation

TEXT = "Ann hired Bo. Ann said Bo left. Ann mentors Bo in Oslo. Ann saw Blob and Zed."
_NAMES = {"Ann": "Person", "Bo": "Person", "Oslo": "Place", "Zed": None}


def _ontology() -> Ontology:
    class_ = {n: EntityClass(name=n, iri="urn:" + n, label=n, definition="") for n in ("Person", "Place", "Blob")}
    person = frozenset({"Person"})
    prop = Property(name="hires", iri="urn:hires", label="hires", definition="", domain=person, range=person)
    says = (("{S} (hired|took on) {O}.", "{S} hired {O}."), ("{S} (hired|took on) {O}.", "{S} took on {O}."),
            ("{S} is the boss of {O}.", "{S} is the boss of {O}."))  # fmt: skip
    relation = Relation(property="hires", path="hires.toml", says=says)
    return Ontology(base="urn:", classes=MappingProxyType(class_), properties=MappingProxyType({"hires": prop}),
                    relations=MappingProxyType({"hires": relation}), hash="0",
                    words={"status.report_verbs": frozenset({"say"})})  # fmt: skip


def _graph() -> GraphRecords:
    mentions, chains = [], []
    for name, type_ in (*_NAMES.items(), ("Blob", "Blob")):
        own, start = [], TEXT.find(name)
        while start >= 0:
            span = Span(start=start, end=start + len(name))
            own.append(Mention(id=f"{name}{start}", document_id="d", span=span, text=name, kind="name", type=type_,
                               score=1.0, annotator="test"))  # fmt: skip
            start = TEXT.find(name, start + 1)
        mentions += own
        chains.append(CoreferenceChain(id=name, document_id="d", mentions=tuple(m.id for m in own),
                                       representative=own[0].id, type=type_, reported=type_ is not None))  # fmt: skip
    quoted = Evidence(id="e", document_id="d", start=0, end=13, quote=TEXT[:13], extractor="cues@1",
                      rule="{S} (hired|took on) {O}.", score=0.9)  # fmt: skip
    relation = RelationMention(
        id="r", document_id="d", subject="Ann", predicate="hires", object="Bo", subject_mention="Ann0",
        object_mention="Bo10", cue=Span(start=4, end=9), sentence=Span(start=0, end=13), extractor="cues@1",
        rule="{S} (hired|took on) {O}.", score=0.9,
    )  # fmt: skip
    return GraphRecords.of(
        documents=[Document(id="d", name="d.txt", text=TEXT, source=Source(uri="d.txt"))],
        mentions=mentions,
        chains=chains,
        relation_mentions=[relation],
        claims=[Claim(id="c", subject="ann", predicate="hires", object="bo", evidence=frozenset({"e"}))],
        evidence=[quoted],
        entities=[
            Entity(id=c.id.lower(), name=c.id, type=c.type, chains=frozenset({c.id}), n_mentions=len(c.mentions))
            for c in chains
            if c.type is not None
        ],
    )


def _sentences() -> list[SentenceWords]:
    rows, start = [], 0
    for sentence in TEXT.split(". "):
        words = tuple(
            ContentWord(start=start + sentence.index(word), lemma=lemma, is_verb=True)
            for word, lemma in (("hired", "hire"), ("said", "say"), ("left", "leave"), ("mentors", "mentor"))
            if word in sentence
        )
        span = Span(start=start, end=min(start + len(sentence) + 1, len(TEXT)))
        rows.append(SentenceWords(document_id="d", span=span, words=words))
        start += len(sentence) + 2
    return rows


@pytest.fixture
def report() -> Missed:
    return missed(_graph(), _ontology(), _sentences())


def test_sentences_come_with_their_best_pair_most_promising_first(report: Missed) -> None:
    assert report.n_sentences_with_claim == 1
    assert [(row.sentence, row.left, row.right, row.words, row.relations) for row in report.sentences] == [
        ("Ann mentors Bo in Oslo.", "Ann", "Bo", ("mentor",), ("hires",)),
        ("Ann said Bo left.", "Ann", "Bo", ("say",), ("hires",)),
    ]
    for row in report.sentences:
        assert TEXT[row.start : row.end] == row.sentence


def test_the_order_of_sentences_does_not_matter(report: Missed) -> None:
    assert missed(_graph(), _ontology(), _sentences()[::-1]) == report


def test_templates_count_as_they_are_written(report: Missed) -> None:
    (use,) = report.cues
    assert (use.relation, use.n_templates, use.n_fired, use.n_mentions) == ("hires", 2, 1, 1)
    assert use.never_fired == ("{S} is the boss of {O}.",)
    assert cue_uses((), _ontology())[0].n_fired == 0


def test_names_that_can_stand_in_no_claim_say_why(report: Missed) -> None:
    assert [(row.name, row.why, row.type, row.n_mentions) for row in report.names] == [
        ("Blob", "no relation takes its class", "Blob", 1),
        ("Oslo", "no relation takes its class", "Place", 1),
        ("Zed", "no class", None, 1),
    ]


def test_what_is_cut_is_counted(report: Missed) -> None:
    text = report.as_text(limit=1)
    assert "and 1 more" in text
    assert "and 2 more" in text
    assert "mentor" in text
    cut = report.as_dict(limit=1)
    assert (len(cut["sentences"]), cut["n_sentences_missed"], len(cut["names"]), cut["n_names"]) == (1, 2, 1, 3)
    assert len(report.as_dict()["sentences"]) == 2


def test_the_likeliest_relations_come_first_and_three_at_most() -> None:
    names = ("advises", "hires", "mentors", "meets", "tells")
    ontology = _ontology()
    (prop,), (relation,) = ontology.properties.values(), ontology.relations.values()
    many = replace(
        ontology,
        properties=MappingProxyType({name: replace(prop, name=name) for name in names}),
        relations=MappingProxyType(
            {n: replace(relation, property=n, says=((f"{{S}} {n[:-1]}ed {{O}}.",) * 2,)) for n in names}
        ),
    )
    first, second = missed(_graph(), many, _sentences()).sentences
    assert first.relations == ("mentors", "hires", "advises")  # the word, what the build found, the alphabet
    assert second.relations == ("hires", "advises", "meets")
    assert first.n_relations == 5


def test_an_article_that_gave_nothing_says_why(report: Missed) -> None:
    assert (report.n_articles, report.articles) == (1, ())
    graph = _graph()
    silent = Document(id="s", name="s.txt", text="nobody spoke", source=Source(uri="s.txt"))
    mute = graph.replace(documents=[*graph.documents.values(), silent], evidence=(), claims=())
    found = missed(mute, _ontology(), _sentences())
    assert [(row.document, row.why) for row in found.articles] == [
        ("d.txt", "no template matched in 3 sentences"),
        ("s.txt", "no names were found"),
    ]
    assert "Articles without a claim: 2 of 2" in found.as_text()
