"""Words of near meaning, keys that say the same, and templates worded from keys."""

from __future__ import annotations

import pytest

from kg.extract.learn.lending import Lender, Word, related_keys
from kg.extract.learn.selection import Candidate, Strictness, choose, figures, folds
from kg.extract.learn.thesaurus import read_thesaurus
from kg.extract.learn.wording import merged, wordings
from kg.extract.templates import Key
from kg.schema import ontology_directory

THESAURUS = read_thesaurus(ontology_directory())


def verb(lemma: str, subject: str = "subject", object_: str = "object") -> Key:
    return Key(lemma, "verb", subject, object_, (), False)


def noun(lemma: str, subject: str, object_: str) -> Key:
    return Key(lemma, "noun", subject, object_, (), False)


def _lent(*seeds: str) -> list[str]:
    lender = Lender(THESAURUS, lambda left, right: 0.0)
    return [word for word, _ in lender.lent("r", [(seed, "verb") for seed in seeds])]


@pytest.mark.parametrize(
    ("seeds", "near"),
    [(("buy", "acquire"), "purchase"), (("arrest", "detain"), "jail"), (("teach", "coach"), "tutor")],
)
def test_words_of_near_meaning_are_lent(seeds: tuple[str, ...], near: str) -> None:
    assert near in _lent(*seeds)


@pytest.mark.parametrize(("seeds", "far"), [(("buy", "acquire"), "sell"), (("arrest", "apprehend"), "understand")])
def test_opposites_and_other_senses_are_not_lent(seeds: tuple[str, ...], far: str) -> None:
    assert far not in _lent(*seeds)


def test_a_word_of_another_relation_is_lent_less() -> None:
    words: dict[str, frozenset[Word]] = {"other": frozenset({("purchase", "verb"), ("procure", "verb")})}
    seeds: list[Word] = [("buy", "verb"), ("acquire", "verb")]
    free = Lender(THESAURUS, lambda left, right: 0.0).closeness("r", ("purchase", "verb"), seeds)
    rival = Lender(THESAURUS, lambda left, right: 0.0, words).closeness("r", ("purchase", "verb"), seeds)
    assert rival < free


@pytest.mark.parametrize(
    ("key", "related"),
    [
        (verb("acquire"), noun("acquisition", "possessor", "of")),
        (verb("buy"), noun("buyer", "self", "owner")),
        (verb("employ"), noun("employee", "owner", "self")),
        (verb("own"), noun("ownership", "possessor", "of")),
        (verb("collaborate", object_="with"), noun("collaboration", "possessor", "with")),
        (noun("owner", "self", "owner"), verb("own")),
        (noun("acquisition", "possessor", "of"), verb("acquire")),
    ],
)
def test_a_verb_and_its_nouns_lend_each_other_their_frames(key: Key, related: Key) -> None:
    assert related in set(related_keys(key, THESAURUS))


@pytest.mark.parametrize(
    ("key", "wording"),
    [
        (verb("take_over"), "{S} takes over {O}."),
        (verb("coach"), "{O} was coached by {S}."),
        (verb("hire", "object", "subject"), "{O} hires {S}."),
        (verb("work", object_="for"), "{S} works for {O}."),
        (verb("sell", "to", "object"), "Officials sell {O} to {S}."),
        (verb("meet", object_="subject"), "{S} and {O} meet."),
        (noun("wife", "self", "owner"), "{S} is the wife of {O}."),
        (noun("visit", "possessor", "to"), "{S}'s visit to {O}"),
        (noun("war", "between", "between"), "the war between {S} and {O}"),
        (Key("@name", "name", "self", "in", (), False), "{S} in {O}"),
    ],
)
def test_a_key_is_worded_in_plain_english(key: Key, wording: str) -> None:
    assert wording in wordings(key)


def test_what_no_template_can_say_has_no_wording() -> None:
    assert wordings(noun("jet", "owner", "near")) == ()


def test_templates_that_differ_in_a_word_become_one() -> None:
    rows = [(verb("buy"), "{S} buys {O}."), (noun("fan", "self", "owner"), "{S} is the fan of {O}."),
            (verb("snap_up"), "{S} snaps up {O}.")]  # fmt: skip
    assert merged(rows) == ["{S} (buys|snaps up) {O}.", "{S} is the fan of {O}."]


def _candidate(key: Key, right: int = 0, wrong: int = 0, doubt: float = 0.0) -> Candidate:
    return Candidate(
        key=key,
        template=wordings(key)[0],
        right=frozenset((n, ("A", "B")) for n in range(right)),
        wrong=frozenset((n, ("A", "C")) for n in range(wrong)),
        doubt=doubt,
    )


STRICT = Strictness(least_closeness=0.6, most_doubt=1.0)


def test_what_two_sentences_show_is_taken_unless_it_is_often_wrong() -> None:
    good, bad = _candidate(verb("buy"), right=2), _candidate(verb("see"), right=2, wrong=1)
    assert choose([good, bad], {}, range(3), STRICT) == [good]


def test_of_what_one_sentence_shows_the_least_doubtful_is_taken() -> None:
    sure, vague = _candidate(verb("buy"), right=1, doubt=0.3), _candidate(verb("take"), right=1, doubt=0.9)
    assert choose([vague, sure], {}, range(2), STRICT) == [sure]
    assert choose([_candidate(verb("take"), right=1, doubt=2.0)], {}, range(2), STRICT) == []


def test_a_lent_word_is_taken_if_near_enough_and_never_wrong() -> None:
    near, far, wrong = _candidate(verb("buy")), _candidate(verb("earn")), _candidate(verb("see"), wrong=1)
    closeness = {near.key: 0.9, far.key: 0.3, wrong.key: 0.9}
    assert choose([near, far, wrong], closeness, range(2), STRICT) == [near]


def test_only_the_sentences_of_the_given_numbers_count() -> None:
    candidate = _candidate(verb("buy"), right=3)
    claims = [frozenset({("A", "B")})] * 3
    assert choose([candidate], {}, [], STRICT) == []
    assert figures([candidate], claims, [0, 2]).right == 2


def test_folds_part_the_sentences() -> None:
    claims = [frozenset({("A", "B")}) if n % 2 else frozenset[tuple[str, str]]() for n in range(13)]
    parts = folds(claims)
    assert len(parts) == 5
    assert sorted(n for part in parts for n in part) == list(range(13))
    assert all(any(claims[n] for n in part) for part in parts)
    assert folds(claims[:2]) == []
