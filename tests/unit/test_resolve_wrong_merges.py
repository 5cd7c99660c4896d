"""Two things that looked like one in a corpus of news, by kind, each with a like case that is one thing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.resolve import NameInContext, NameWords, judge_pair
from kg.resolve.nodes import read_nodes
from kg.resolve.settings import ResolveSettings
from kg.resolve.spelling import sounds_alike
from kg.resolve.usage import read_usage
from kg.schema.load import load_ontology
from tests.unit.test_resolve_corpus import aliases, build, chain

ONTOLOGY = load_ontology()
WORDS = NameWords.of(ONTOLOGY)


def relation(
    left: str, right: str, type: str = "Organization", right_type: str | None = None, context: str = ""
) -> str:
    """Return how two names relate, "veto" where something forbids the merge."""
    sides = (
        NameInContext(name=left, type=type, context=context),
        NameInContext(name=right, type=right_type or type, context=""),
    )
    features = judge_pair(*sides, words=WORDS).features
    return features[1][0] if features[0][0] == "prior" else "veto"


@pytest.mark.parametrize(
    ("acronym", "name", "is_one"),
    [
        ("QTF", "Quarrel Tennis Federation", True),
        ("QTF Corp", "Quarrel Tennis Federation", False),
        ("Q-1", "Q-1-A", False),
    ],
)
def test_an_acronym_with_a_legal_form_is_a_company(acronym: str, name: str, is_one: bool) -> None:
    assert (relation(acronym, name) == "acronym") is is_one


@pytest.mark.parametrize(
    ("short", "long", "is_one"),
    [
        ("Zimmel", "Zimmel project", True),
        ("Zimmel Corp", "Zimmel project", False),
        ("Zimmel Corp", "Zimmel Company", True),
    ],
)
def test_a_company_is_no_project_of_its_name(short: str, long: str, is_one: bool) -> None:
    assert (relation(short, long) in ("generic rest", "same but for the legal form")) is is_one


def test_a_company_called_like_a_country_is_not_the_country() -> None:
    assert relation("Finland Ltd", "Finland", right_type="Country") == "a company called like a place"
    assert relation("Zimmel Ltd", "Zimmel") == "same but for the legal form"


def test_an_edition_joins_its_series_only_where_the_text_names_the_year() -> None:
    assert relation("Lantern Open", "2007 Lantern Open", "Event") == "one of a series"
    context = "The Lantern Open of 2007 was won by a junior."
    assert relation("Lantern Open", "2007 Lantern Open", "Event", context=context) == "end of longer name"


def test_a_known_name_behind_another_name_is_another_thing() -> None:
    assert relation("Bank of Canada", "Zimmelbank Bank of Canada") == "other name"
    assert relation("Space Harbour", "Johnson Space Harbour") == "end of longer name"


def test_a_list_of_things_of_one_kind_is_no_apposition() -> None:
    context = "buy it in the Maple Store, the Quarrel Store and elsewhere"
    assert relation("Maple Store", "Quarrel Store", context=context) != "side by side"


@pytest.mark.parametrize(
    ("short", "long", "is_one"),
    [
        ("U.S. Administration", "U.S. Badger Protection Agency", False),
        ("Bolivian museum", "National Museum of Bolivia", True),
        ("Superior Court", "Santa Zimmela County Superior Court", False),
        ("Metropolitan Police", "Indianapolis Metropolitan Police", False),
    ],
)
def test_a_description_that_fits_many_things_describes_none(short: str, long: str, is_one: bool) -> None:
    assert (relation(short, long) == "description") is is_one


def test_an_initial_does_not_prove_a_misspelt_surname() -> None:
    assert relation("Alan Burnet", "A.J. Burnett", "Person") != "surname misspelt"
    assert relation("Alan Burnet", "Alan Burnett", "Person") == "surname misspelt"


def test_two_persons_are_not_one_of_them() -> None:
    assert relation("Ann Lee & Rui Walden", "Ann Walden", "Person") == "veto"


@pytest.mark.parametrize(
    ("left", "right", "alike"),
    [
        ("asher", "usher", False),
        ("gomes", "koumas", False),
        ("krikalyov", "crikalev", True),
        ("seselov", "siceloff", True),
    ],
)
def test_surnames_that_begin_with_other_sounds_are_two(left: str, right: str, alike: bool) -> None:
    assert sounds_alike(left, right, ResolveSettings()) is alike


@pytest.mark.parametrize(
    ("full", "short", "listed", "found"),
    [
        ("Howard Webb", "Webb", "James Webb Telescope", None),
        ("American Pork Congress", "Congress", "Congress", None),
        ("Child Support Agency", "CSA", "Canadian Space Agency", None),
        ("Zimmel City", "Zimmels", "Zimmel City Rovers", "Zimmel City Rovers"),
        ("Ann Marie Lee", "Lee", "Ann Marie Lee", "Ann Marie Lee"),
    ],
)
def test_a_gazetteer_names_the_full_form_and_not_a_part_of_it(
    full: str, short: str, listed: str, found: str | None
) -> None:
    graph = build((f"{full} left. {short} came back.", chain("Organization", full, short)))
    mentions = [replace(m, canonical=listed) if m.text == short else m for m in graph.mentions.values()]
    (node,) = read_nodes(graph.replace(mentions=mentions), ONTOLOGY, WORDS, ResolveSettings())
    assert (node.name.name, node.name.canonical) == (full, found)


def test_no_source_writes_a_body_as_country_and_noun() -> None:
    found = aliases(
        ("The Belgian government fell.", chain("Organization", "Belgian government", canonical="Belgium government"))
    )
    assert found == {"Belgian government": {"Belgian government"}}


def test_an_acronym_spelt_out_in_two_ways_joins_nothing() -> None:
    found = aliases(
        ("Adaptive Signal Appliance, or ASA, broke.", chain("Product", "Adaptive Signal Appliance", "ASA")),
        ("The Albanian Squid Association (ASA) met.", chain("Organization", "Albanian Squid Association", "ASA")),
    )
    assert len(found) == 2


def test_a_place_is_not_the_facility_that_bears_its_name() -> None:
    sides = (NameInContext(name="Zimmel", type="Place"), NameInContext(name="Zimmel Launch Centre", type="Facility"))
    assert judge_pair(*sides, words=WORDS).verdict == "different"
    sides = (NameInContext(name="Zimmel Bay", type="Place"), NameInContext(name="Zimmel Bay", type="Facility"))
    assert judge_pair(*sides, words=WORDS).verdict != "different"


def test_a_thing_of_a_year_is_not_its_maker() -> None:
    assert "make" in read_usage("Zimmel", "A red 1962 Zimmel was sold.", WORDS)
    assert "make" not in read_usage("Zimmel", "In 1962 Zimmel sold a factory.", WORDS)


def test_a_country_is_no_person_of_whom_its_name_is_part() -> None:
    sides = (
        NameInContext(name="Britain", type="Country", canonical="United Kingdom", context="the Queen of Great Britain"),
        NameInContext(name="United Kingdom", type="Country", canonical="United Kingdom", context="London voted."),
    )
    assert judge_pair(*sides, words=WORDS).verdict == "same"


def test_an_acronym_spelt_out_in_nearly_one_way_joins() -> None:
    found = aliases(
        ("The Zimmel Dairy & Milk Board (ZDMB).", chain("Organization", "Zimmel Dairy & Milk Board", "ZDMB")),
        ("Zimmel Dairy and Milk Board Union (ZDMB).", chain("Organization", "Zimmel Dairy and Milk Board", "ZDMB")),
    )
    assert len(found) == 1
