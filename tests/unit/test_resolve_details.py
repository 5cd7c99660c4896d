"""What texts say beside two like names: another place, age, sex, time, whole or kind; and like cases that are one."""

from __future__ import annotations

import pytest

from kg.resolve import NameInContext, NameWords, judge_pair
from kg.resolve.details import gender_beside
from kg.resolve.names import read_name
from kg.resolve.senses import read_sense
from kg.resolve.settings import ResolveSettings
from kg.resolve.spelling import one_surname
from kg.schema.load import load_ontology
from tests.unit.test_resolve_corpus import aliases, chain

WORDS = NameWords.of(load_ontology())


def reasons(left: str, left_context: str, right: str, right_context: str) -> dict[str, float]:
    """Return the weights of the reasons by their names."""
    sides = (NameInContext(name=left, context=left_context), NameInContext(name=right, context=right_context))
    return {name: weight for name, _, weight in judge_pair(*sides, words=WORDS).features}


@pytest.mark.parametrize(
    ("left", "right", "is_two"),
    [
        ("A barn burned in Zimmelton, Ohio, today.", "Zimmelton, Texas, has a fair.", True),
        ("A barn burned in Zimmelton, Ohio, today.", "Zimmelton (Canada) has a fair.", True),
        ("A barn burned in Zimmelton, Ohio, today.", "Zimmelton, United States, has a fair.", False),
        ("A barn burned in Zimmelton, Tex., today.", "Zimmelton, Texas, has a fair.", False),
        ("A barn burned in Zimmelton, Georgia.", "Zimmelton, United States, has a fair.", False),
        ("A barn burned in Zimmelton.", "Zimmelton, Texas, has a fair.", False),
    ],
)
def test_a_town_of_another_state_is_another(left: str, right: str, is_two: bool) -> None:
    found = reasons("Zimmelton", left, "Zimmelton", right)
    assert ("other state or country beside it" in found) is is_two


@pytest.mark.parametrize(
    ("left", "right", "is_two"),
    [
        ("Rui Zimmel, 71, wept.", "Rui Zimmel, 38, was jailed.", True),
        ("Rui Zimmel (71) wept.", "The 38-year-old baker Rui Zimmel was jailed.", True),
        ("Rui Zimmel, 71, wept.", "Rui Zimmel, 66, was jailed.", False),
        ("In 2020 Rui Zimmel, 71, wept.", "In 1987 Rui Zimmel, 38, was jailed.", False),
        ("Rui Zimmel wept for 71 days.", "Rui Zimmel, 38, was jailed.", False),
    ],
)
def test_ages_far_apart_are_of_two(left: str, right: str, is_two: bool) -> None:
    assert ("other age" in reasons("Rui Zimmel", left, "Rui Zimmel", right)) is is_two


@pytest.mark.parametrize(
    ("context", "gender"),
    [
        ("Zimmel, the first woman to teach there, slept.", "f"),
        ("Zimmel, a farmer's widow, slept.", "f"),
        ("Constable Zimmel was stabbed as she chased a thief.", "f"),
        ("Zimmel buried her late husband on Monday.", "f"),
        ("Zimmel shot himself.", "m"),
        ("Zimmel slept after he had won.", "m"),
        ("Zimmel attacked the senator after she resigned.", ""),
        ("Zimmel met Mary before she left.", ""),
        ("Zimmel denied her claims.", ""),
        ("Zimmel said that she lied.", ""),
        ("Zimmel, whose mother was ill, slept.", ""),
        ("Zimmel, a friend of the woman, slept.", ""),
    ],
)
def test_a_clause_tells_the_sex_of_its_subject_alone(context: str, gender: str) -> None:
    assert gender_beside("Zimmel", context, WORDS) == gender


def test_a_man_and_a_woman_of_one_surname_are_two() -> None:
    woman = "Professor Zimmel, the first woman to teach there, slept."
    assert "other gender" in reasons("Professor Zimmel", woman, "Professor Zimmel", "Professor Zimmel shot himself.")
    other = "Professor Zimmel was ill as she slept."
    assert "other gender" not in reasons("Professor Zimmel", woman, "Professor Zimmel", other)


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("Amy Zimmel was wounded in June 1958.", "Amy Zimmel was elected in May 2020.", "deeds a lifetime apart"),
        ("Amy Zimmel was killed in June 1988.", "Amy Zimmel was elected in May 2020.", "died before"),
        ("Amy Zimmel slipped and was killed in 1988.", "Amy Zimmel won in May 2020.", "died before"),
        ("Amy Zimmel was wounded in June 1988.", "Amy Zimmel was elected in May 2020.", ""),
        ("Amy Zimmel was killed in June 1988.", "A statue of Amy Zimmel was unveiled in 2020.", ""),
        ("Amy Zimmel was killed in June 1988.", "Amy Zimmel was honoured in 2020.", ""),
    ],
)
def test_nobody_acts_for_longer_than_a_life_or_after_death(left: str, right: str, reason: str) -> None:
    found = reasons("Amy Zimmel", left, "Amy Zimmel", right).keys() & {"deeds a lifetime apart", "died before"}
    assert found == ({reason} if reason else set())


def test_a_year_of_death_tells_which_known_person_is_meant() -> None:
    words = NameWords(
        public={
            "known_people.people": frozenset(
                {"ann zimmel = !main chemist oslo @1850-1934", "rui zimmel = chemist oslo @1850-1906"}
            )
        },
        lists={"death_verbs": frozenset({"killed"}), "titles": frozenset({"professor"})},
    )
    left = NameInContext(name="Professor Zimmel", context="Professor Zimmel was killed in 1906.")
    right = NameInContext(name="Rui Zimmel", context="Rui Zimmel worked in Oslo.")
    assert "known thing" in {row[0] for row in judge_pair(left, right, words=words).features}


def test_of_a_titled_surname_a_spouse_is_no_clue() -> None:
    words = NameWords(
        public={
            "known_people.people": frozenset(
                {"ann zimmel = !main chemist oslo radium @1850-", "rui zimmel = chemist husband wagon @1850-"}
            )
        },
        lists={"titles": frozenset({"professor"}), "spouses": frozenset({"husband"})},
    )
    context = "Professor Zimmel mourned a husband."
    settings = ResolveSettings()
    sense = read_sense(read_name("Professor Zimmel", words), context, words, settings)
    assert sense is not None
    assert (sense.thing.label, sense.presumed) == ("ann zimmel", True)
    sense = read_sense(read_name("Professor Zimmel", words), "Professor Zimmel fell off a wagon.", words, settings)
    assert sense is not None
    assert sense.thing.label == "rui zimmel"


@pytest.mark.parametrize(
    ("name", "left", "right", "is_two"),
    [
        ("Zimmel's trial", "at Zimmel's trial in February 2020", "at Zimmel's trial in February 2021", True),
        ("Zimmel final", "the Zimmel final of 3 May 2020", "the May 2021 Zimmel final", True),
        ("Zimmel final", "the 2020 Zimmel final", "the 2021 Zimmel final", True),
        ("Zimmel's trial", "at Zimmel's trial in December 2020", "at Zimmel's trial in January 2021", False),
        ("Zimmel's trial", "at Zimmel's trial in February 2020", "at Zimmel's trial in 2020", False),
        ("Zimmel Brewery", "at Zimmel Brewery in February 2020", "at Zimmel Brewery in February 2021", False),
    ],
)
def test_what_happens_again_is_told_by_its_date(name: str, left: str, right: str, is_two: bool) -> None:
    found = reasons(name, f"Seen {left}.", name, f"Heard {right}.")
    assert ("other date beside it" in found) is is_two
    assert "other date beside it" not in found or "other year beside it" not in found  # One fact counts once.


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("Reactor 4 at Zimmel burned.", "The roof of Reactor 4 at Quarrel Bay fell.", "unit of another whole"),
        ("The Zimmel Air Reactor 4 burned.", "Quarrel Power's Reactor 4 fell.", "unit of another whole"),
        ("Reactor 4 at Zimmel burned.", "Reactor 4 at the Zimmel plant fell.", ""),
        ("Reactor 4 at Chernobyl burned.", "Reactor 4 at Chornobyl fell.", ""),
        ("Reactor 4 burned.", "Reactor 4 fell.", "unit of some whole"),
    ],
)
def test_a_number_counts_within_a_whole(left: str, right: str, reason: str) -> None:
    found = {name for name in reasons("Reactor 4", left, "Reactor 4", right) if name.startswith("unit")}
    assert found == ({reason} if reason else set())


@pytest.mark.parametrize(
    ("left", "right", "is_two"),
    [
        ("She wrote Zimmel, the song of the year.", "He made all of Zimmel, the best-selling album of all.", True),
        ("the film Zimmel opened", "the novel Zimmel sold well", True),
        ("the single Zimmel was out", "Zimmel, a song by two boys, was out", False),
        ("Zimmel, an album of songs, was out", "the album Zimmel was out", False),
        ("the film of the novel was called Zimmel", "the novel Zimmel sold well", False),
    ],
)
def test_works_of_two_kinds_are_two(left: str, right: str, is_two: bool) -> None:
    assert ("other kind of work" in reasons("Zimmel", left, "Zimmel", right)) is is_two


def test_the_first_word_of_a_firm_stands_for_it_where_the_texts_share_words() -> None:
    firm = "Zimmeldal Foods ASA lost salmon to lice in Troms."
    reason = "first word of a company"
    name = "Zimmeldal Sjomat ASA"
    firm = firm.replace("Zimmeldal Foods ASA", name)
    assert reason in reasons("Zimmeldal", "Shares in Zimmeldal fell as lice killed salmon.", name, firm)
    assert reason not in reasons("Zimmeldal", "Zimmeldal is a wet valley.", name, firm)
    person = "Hamilton Sjomat ASA"
    assert reason not in reasons("Hamilton", "Hamilton fed salmon with lice.", person, firm.replace(name, person))


def test_words_that_an_acronym_stands_for_in_its_text_speak_for_it() -> None:
    full = "Department of Zeal, Quarrels and Uproar"
    reason = "words of the acronym around it"
    assert reason in reasons("ZQU", "Ann Lee ran ZQU and its quarrels.", full, f"The {full} shut.")
    assert reason not in reasons("ZQU", "Ann Lee ran ZQU.", full, f"The {full} shut.")


def test_two_brands_of_one_molecule_are_two() -> None:
    for left, right in (("Ozempic", "Wegovy"), ("Mounjaro", "Zepbound"), ("Victoza", "Saxenda")):
        assert "known thing" not in reasons(left, f"{left} is a drug.", right, f"{right} is a drug.")
        assert "one reading" not in reasons(left, f"{left} is a drug.", right, f"{right} is a drug.")
    assert "one reading" in reasons("Viagra", "Viagra is a drug.", "sildenafil", "It is called sildenafil.")


def test_two_that_share_a_short_name_are_two() -> None:
    pairs = (
        ("House of Cards UK", "House of Cards US"),
        ("Ghana Broadcasting Corporation", "Gibraltar Broadcasting Corporation"),
    )
    for left, right in pairs:
        assert "two known things" in reasons(left, f"{left} is aired.", right, f"{right} is aired.")


@pytest.mark.parametrize(
    ("left", "right", "is_one"),
    [
        ("khadafy", "gaddafi", True),
        ("qadhafi", "gaddafi", True),
        ("tchaikovsky", "chaikovskii", True),
        ("dostoevskii", "dostoyevsky", True),
        ("geller", "keller", False),
        ("burnet", "burnett", False),
        ("khan", "gan", False),
        ("gamal", "kamal", False),
    ],
)
def test_a_surname_from_another_alphabet_has_many_spellings(left: str, right: str, is_one: bool) -> None:
    assert one_surname(left, right) is is_one


def test_a_text_that_denies_kinship_speaks_of_two() -> None:
    found = reasons("Zimmel", "Zimmel, no relation of the officer, slept.", "Zimmel", "Zimmel, an officer, ran.")
    assert "speaks of a namesake" in found


def test_surnames_put_from_another_alphabet_in_two_ways_meet_in_a_build() -> None:
    found = aliases(
        ("Moammar Khadzimy ruled.", chain("Person", "Moammar Khadzimy")),
        ("Muammar Gadzimi ruled.", chain("Person", "Muammar Gadzimi")),
        ("Muammar Kellern ruled.", chain("Person", "Muammar Kellern")),
    )
    assert sorted(map(sorted, found.values())) == [["Moammar Khadzimy", "Muammar Gadzimi"], ["Muammar Kellern"]]
