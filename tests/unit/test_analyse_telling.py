"""Claims as sentences: tense, status, denial, posts, times and speakers come out as English."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analyse.telling import Fragment, Teller, plain
from kg.analyse.wording import in_words, listed, read_irregular, takes_article, verb_forms
from kg.model import Claim, Entity, GraphRecords
from kg.schema import load_ontology
from tests.strategies import HOSTILE
from tests.unit.ledger_fixture import ledger, statement

ONTOLOGY = load_ontology()
IRREGULAR = read_irregular(ONTOLOGY.words["sentences.verbs.irregular"])
GRAPH = ledger([statement("anna", "heads", "acme")])


def _told(predicate: str, **fields: object) -> str:
    claim = Claim(id="c", subject="anna", predicate=predicate, object="acme")
    return plain(Teller(GRAPH, ONTOLOGY).tell(replace(claim, **fields)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("label", "said", "base"),
    [
        ("visits", "visited", "visit"),
        ("supplies", "supplied", "supply"),
        ("launches from", "launched from", "launch from"),
        ("acquires", "acquired", "acquire"),
        ("plans", "planned", "plan"),
        ("dismisses", "dismissed", "dismiss"),
        ("meets", "met", "meet"),
        ("takes place in", "took place in", "take place in"),
        ("is a member of", "was a member of", "be a member of"),
        ("was born in", "was born in", "be born in"),
        ("has an agreement with", "had an agreement with", "have an agreement with"),
        ("founded", "founded", "found"),
        ("died in", "died in", "die in"),
        ("created", "created", "create"),
        ("worksFor", "worked for", "work for"),
    ],
)
def test_a_label_has_a_past_and_a_base_form(label: str, said: str, base: str) -> None:
    forms = verb_forms(label, IRREGULAR)
    assert (forms.said, forms.do, forms.is_verb) == (said, base, True)


@pytest.mark.parametrize("label", ["number of employees", "chief", "", "boss of", "ed"])
def test_a_label_that_is_no_verb_stays_as_it_is(label: str) -> None:
    forms = verb_forms(label, IRREGULAR)
    assert (forms.says, forms.said, forms.do, forms.is_verb) == (label, label, label, False)


@pytest.mark.parametrize("name", sorted(ONTOLOGY.properties))
def test_every_relation_of_the_ontology_is_told_with_a_verb(name: str) -> None:
    assert verb_forms(ONTOLOGY.properties[name].label, IRREGULAR).is_verb
    assert _told(name).startswith("Anna ")


@pytest.mark.parametrize(
    ("predicate", "fields", "expected"),
    [
        ("heads", {}, "Anna heads Acme."),
        ("meets", {}, "Anna met Acme."),
        ("meets", {"time": "2025-07-31"}, "Anna met Acme on 31 July 2025."),
        ("meets", {"time": "2025-07"}, "Anna met Acme in July 2025."),
        ("heads", {"time": "2025"}, "Anna heads Acme (as of 2025)."),
        ("heads", {"status": "past"}, "Anna used to head Acme."),
        ("heads", {"status": "past", "time": "2019", "until": "2021-03"},
         "Anna used to head Acme from 2019 to March 2021."),
        ("heads", {"status": "past", "until": "2021"}, "Anna used to head Acme until 2021."),
        ("heads", {"titles": frozenset({"chief", "Director General"})}, "Anna heads Acme as Director General."),
        ("heads", {"titles": frozenset({"former head"}), "status": "past"}, "Anna used to head Acme."),
        ("visits", {"titles": frozenset({"chief"})}, "Anna visited Acme."),
        ("heads", {"status": "acting"}, "Anna heads Acme for the time being."),
        ("heads", {"status": "acting", "titles": frozenset({"acting chief"})}, "Anna heads Acme as acting chief."),
        ("visits", {"status": "planned"}, "It is planned that Anna will visit Acme."),
        ("visits", {"status": "planned", "outcome": "cancelled"},
         "It is planned that Anna will visit Acme, but that was cancelled."),
        ("visits", {"outcome": "confirmed"}, "Anna visited Acme, as planned."),
        ("visits", {"status": "possible"}, "Anna may visit Acme."),
        ("visits", {"polarity": "negative"}, "It is denied that Anna visited Acme."),
        ("heads", {"polarity": "negative"}, "It is denied that Anna heads Acme."),
        ("visits", {"polarity": "negative", "status": "planned"}, "It is denied that Anna will visit Acme."),
        ("heads", {"disputed_by": frozenset({"x"})}, "Anna heads Acme (disputed)."),
        ("employees", {"object": "13000", "datatype": "integer"}, "The number of employees of Anna is 13000."),
        ("endDate", {"object": "2030", "datatype": "gYear"}, "Anna ends in 2030."),
        ("endDate", {"object": "2030-05-01", "datatype": "date"}, "Anna ends on 1 May 2030."),
        ("likes", {}, "Anna likes Acme."),
    ],
)  # fmt: skip
def test_a_claim_is_told(predicate: str, fields: dict[str, object], expected: str) -> None:
    assert _told(predicate, **fields) == expected


def test_who_is_quoted_comes_first_and_after_those_who_say_it_themselves() -> None:
    graph = ledger(
        [
            statement("anna", "visits", "oslo", said_by="karl"),
            statement("anna", "heads", "acme", said_by="karl"),
            statement("anna", "heads", "acme", "two"),
            statement("anna", "meets", "karl", said_by="karl"),
        ]
    )
    told = {claim.predicate: plain(Teller(graph, ONTOLOGY).tell(claim)) for claim in graph.claims.values()}
    assert told["visits"] == "According to Karl, Anna visited Oslo."
    assert told["heads"] == "Anna heads Acme, as Karl said too."
    assert told["meets"] == "Anna met Karl, according to Karl."


def test_a_post_that_the_relation_says_is_not_said_again() -> None:
    rows = [statement("anna", "heads", "acme", title="head"), statement("karl", "heads", "oslo", title="chief")]
    graph = ledger(rows)
    told = {claim.subject: plain(Teller(graph, ONTOLOGY).tell(claim)) for claim in graph.claims.values()}
    assert told == {"anna": "Anna heads Acme.", "karl": "Karl heads Oslo as chief."}


def test_a_date_that_is_past_is_told_in_the_past() -> None:
    claim = Claim(id="c", subject="u", predicate="endDate", object="2020", datatype="gYear", status="past")
    graph = GraphRecords.of(entities=[Entity(id="u", name="The Station", type="Spacecraft")])
    assert plain(Teller(graph, ONTOLOGY).tell(claim)) == "The Station ended in 2020."


def test_a_name_takes_its_article_and_a_person_none() -> None:
    entities = [
        Entity(id="a", name="Anna States", type="Person"),
        Entity(id="u", name="United States", type="Country"),
    ]
    graph = GraphRecords.of(entities=entities)
    claim = Claim(id="c", subject="u", predicate="supports", object="a")
    fragments = Teller(graph, ONTOLOGY).tell(claim)
    assert plain(fragments) == "The United States supports Anna States."
    assert [f.entity_id for f in fragments if f.entity_id] == ["u", "a"]
    assert fragments[1] == Fragment(text="United States", entity_id="u")


def test_a_name_in_small_letters_keeps_them_at_the_beginning() -> None:
    graph = GraphRecords.of(entities=[Entity(id=i, name=f"{i}Phone", type="Product") for i in "ia"])
    claim = Claim(id="c", subject="i", predicate="supports", object="a")
    assert plain(Teller(graph, ONTOLOGY).tell(claim)) == "iPhone supports aPhone."


def test_an_ontology_without_forms_is_told_by_labels_and_brackets() -> None:
    bare = replace(ONTOLOGY, words={})
    claim = Claim(id="c", subject="anna", predicate="visits", object="acme", status="planned", time="2025")
    assert plain(Teller(GRAPH, bare).tell(claim)) == "Anna visits Acme (planned; 2025)."


@pytest.mark.parametrize("time", ["", "2025-13", "2025-02-30", "0000", "soon", "2018/.."])
def test_what_is_no_date_stays_as_it_is(time: str) -> None:
    assert in_words(time) == time


def test_names_are_listed_as_english_does() -> None:
    assert [listed([]), listed(["a"]), listed("ab"), listed("abc")] == ["", "a", "a and b", "a, b and c"]
    assert not takes_article("The Republic", ["republic"])
    assert not takes_article("Republican", ["republic"])


@settings(deadline=None)
@given(st.text(max_size=30), st.sampled_from(HOSTILE))
def test_any_label_and_name_gives_a_sentence(label: str, name: str) -> None:
    prop = replace(ONTOLOGY.properties["visits"], label=label)
    ontology = replace(ONTOLOGY, properties={"visits": prop})
    graph = GraphRecords.of(entities=[Entity(id="a", name=name, type="Person")])
    told = plain(Teller(graph, ontology).tell(Claim(id="c", subject="a", predicate="visits", object="a")))
    assert name in told
    assert told.endswith(".")
