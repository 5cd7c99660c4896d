"""Reading names, word lists and contexts."""

from __future__ import annotations

import pytest

from kg.resolve import NameWords
from kg.resolve.context import read_context
from kg.resolve.names import read_name, roman
from kg.resolve.settings import ResolveSettings
from kg.resolve.spelling import sounds_alike
from kg.schema.load import load_ontology

WORDS = NameWords.of(load_ontology())


@pytest.mark.parametrize(
    ("text", "titles", "given", "surname"),
    [
        ("Mr. Petrov", ("mr",), (), "petrov"),
        ("Prof. Dr. Anna Maria Weiß", ("prof", "dr"), ("anna", "maria"), "weiss"),
        ("Ludwig van Beethoven", (), ("ludwig",), "van beethoven"),
        ("J.R. Smith", (), ("j", "r"), "smith"),
        ("JD Vance", (), ("j", "d"), "vance"),
        ("Larry King", (), ("larry",), "king"),
    ],
)
def test_a_persons_name_is_title_given_names_and_surname(text, titles, given, surname):
    parts = read_name(text, WORDS)
    assert (parts.titles, parts.given, parts.surname) == (titles, given, surname)


def test_generations_are_told_apart():
    assert read_name("John Smith Jr.", WORDS).generation != read_name("John Smith Sr.", WORDS).generation
    assert read_name("John Smith", WORDS).generation is None


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The CREW-11", "Crew 11"),
        ("U.S.", "US"),
        ("Apollo XII", "Apollo 12"),
        ("World War Two", "World War II"),
        ("Société Générale S.A.", "Societe Generale"),
        ("Ministry of Defence", "Ministry of Defense"),
        ("Acme Holdings, Inc.", "Acme Holdings"),
    ],
)
def test_equal_keys_for_one_form(left, right):
    assert read_name(left, WORDS).key == read_name(right, WORDS).key


@pytest.mark.parametrize(("name", "initials"), [("International Space Station", "iss"), ("PlayStation 5", "ps5")])
def test_acronyms_of_a_name(name, initials):
    assert initials in read_name(name, WORDS).initials


def test_one_word_has_no_acronym():
    assert not read_name("Station", WORDS).initials


def test_common_names_are_known_by_their_words():
    assert read_name("Supreme Court", WORDS).is_common
    assert read_name("the Archbishop of Canterbury", WORDS).is_common
    assert not read_name("Acme Court Systems", WORDS).is_common


def test_a_name_of_no_letters_is_read():
    assert read_name("!!!", WORDS).key == ""
    assert read_name("", WORDS).tokens == ()


@pytest.mark.parametrize("word", ["", "ABC", "Mix", "iv"])
def test_other_words_are_no_roman_numerals(word):
    assert roman(word) is None


def test_names_that_only_look_alike_do_not_sound_alike():
    settings = ResolveSettings()
    assert sounds_alike("siceloff", "secillof", settings)
    assert not sounds_alike("gambia", "zambia", settings)


def test_a_context_without_its_own_name():
    text = "Kim Ro, a NASA engineer and novelist, spoke in Oslo in 1999."
    parts = read_context(text, WORDS).without(frozenset({"kim", "ro"}))
    assert parts.names == {"nasa", "oslo"}
    assert parts.places == {"oslo"}
    assert parts.years == {1999}
    assert {"engineer", "novelist"} <= parts.roles
    assert "field_arts" in parts.fields


def test_an_ontology_without_word_lists_gives_empty_lists():
    assert not NameWords().is_given("anna")
    assert NameWords().one_given_name("anna", "anna")
