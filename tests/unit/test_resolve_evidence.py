"""What tells that two names mean one thing, by kind, each with a like case in which they do not."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from kg.resolve import NameInContext, NameWords, judge_pair
from kg.resolve.bearer import is_work
from kg.resolve.known import read_thing
from kg.resolve.names import fold, read_name
from kg.resolve.words import alias_key
from kg.schema.load import load_ontology

ONTOLOGY = load_ontology()
WORDS = NameWords.of(ONTOLOGY)


def relations(left: str, left_context: str, right: str, right_context: str) -> frozenset[str]:
    """Return the names of the reasons of a pair of names in their contexts."""
    sides = (NameInContext(name=left, context=left_context), NameInContext(name=right, context=right_context))
    return frozenset(name for name, _, _ in judge_pair(*sides, words=WORDS).features)


def verdict(left: str, left_context: str, right: str, right_context: str) -> str:
    """Return the verdict on two names in their contexts."""
    sides = (NameInContext(name=left, context=left_context), NameInContext(name=right, context=right_context))
    return judge_pair(*sides, words=WORDS).verdict


@pytest.mark.parametrize(
    ("capital", "context", "country", "other", "is_state"),
    [
        ("Tokyo", "Tokyo has summoned the Chinese ambassador.", "Japan", "Japan will arm itself.", True),
        ("Paris", "Paris would veto it, Moscow was told.", "France", "France sent soldiers to Romania.", True),
        ("Paris", "Paris was full of tourists from China.", "France", "France sent soldiers to Romania.", False),
        ("Rome", "Rome lost the match against Spain.", "Italy", "Italy elected a parliament.", False),
        ("London", "Shops in London must close, a minister said.", "United Kingdom", "The United Kingdom left.", False),
        ("Tokyo", "Tokyo has summoned the Chinese ambassador.", "China", "China will arm itself.", False),
    ],
)
def test_a_capital_that_acts_as_a_state_is_its_country(
    capital: str, context: str, country: str, other: str, is_state: bool
) -> None:
    assert ("capital for its country" in relations(capital, context, country, other)) is is_state


@pytest.mark.parametrize(
    ("context", "other", "is_one"),
    [
        ("Ida Zimmel married the baker Odo Quarrel in spring.", "Ida Quarrel sold bread.", True),
        ("Ida Zimmel, who met the baker Odo Quarrel in spring, sold bread.", "Ida Quarrel sold bread.", False),
        ("Ida Zimmel married Odo Quarrel, the son of Ida Quarrel.", "Ida Quarrel sold bread.", False),
        ("Ida Zimmel was Ida Quarrel until she married in 2004.", "In 2023 Ida Quarrel, 22, sold bread.", False),
    ],
)
def test_a_text_that_tells_of_a_marriage_joins_two_surnames(context: str, other: str, is_one: bool) -> None:
    assert ("married name" in relations("Ida Zimmel", context, "Ida Quarrel", other)) is is_one


@pytest.mark.parametrize(
    ("left", "right", "is_one"),
    [
        ("Angela Merckel", "Angela Merkel", True),
        ("Robert Levandowski", "Robert Lewandowski", True),
        ("Angela Merkle-Jones", "Angela Merkel", False),
        ("David Davies", "David Davis", False),
        ("Sarah Thompson", "Sarah Thomson", False),
    ],
)
def test_a_slip_in_a_known_persons_surname_is_no_other_surname(left: str, right: str, is_one: bool) -> None:
    assert (verdict(left, f"{left} slept.", right, f"{right} woke.") == "same") is is_one


@pytest.mark.parametrize(
    ("acronym", "term", "is_one"),
    [
        ("QEMO", "quarrelectric membrane oxidation", True),
        ("QXMO", "quarrelectric membrane oxidation", False),
        ("QEMO", "Quarrelectric Membrane Oxidation", False),
        ("QEM", "quarrelectric membrane", False),
    ],
)
def test_a_term_may_give_letters_from_inside_its_words(acronym: str, term: str, is_one: bool) -> None:
    assert ("acronym of letters" in relations(acronym, "", term, "")) is is_one


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("She sang in the new staging of Zimmel.", True),
        ("Zimmel, a five-part drama, was shown in May.", True),
        ("Zimmel took three Oscars.", True),
        ("She sang in Zimmel.", False),
        ("Zimmel, a five-part plan, was shown in May.", False),
        ("Zimmel took three towns.", False),
    ],
)
def test_a_work_is_told_by_the_words_beside_it(text: str, told: bool) -> None:
    assert is_work("Zimmel", text) is told


def test_a_work_is_no_place_of_its_name_where_the_other_text_knows_no_art() -> None:
    context = "She starred in Zimmel, a five-part drama."
    assert "a work and something else" in relations("Zimmel", context, "Zimmel", "It rained in Zimmel.")
    assert "a work and something else" not in relations("Zimmel", context, "Zimmel", "The actors of Zimmel met.")
    assert not is_work("Zimmel", "It rained in Zimmel.")


@pytest.mark.parametrize(
    ("left", "right", "is_two"),
    [
        ("Milan beat Inter in the final.", "Milan will charge more for flats in Lombardy's capital.", True),
        ("Milan beat Inter in the final.", "Milan lost the match to Juventus.", False),
        ("It rained in Milan.", "Milan will charge more for flats in Lombardy's capital.", False),
    ],
)
def test_a_club_is_not_its_city(left: str, right: str, is_two: bool) -> None:
    assert ("a club and its city" in relations("Milan", left, "Milan", right)) is is_two


@pytest.mark.parametrize(
    ("description", "context", "is_one"),
    [
        ("Vermont senator", "In mittens at Biden's inauguration, the Vermont senator froze.", True),
        ("Vermont senator", "The Vermont senator Patrick Leahy retired.", False),
        ("Texas senator", "In mittens at Biden's inauguration, the Texas senator froze.", False),
    ],
)
def test_a_description_of_a_known_person_needs_its_text(description: str, context: str, is_one: bool) -> None:
    other = "Bernie Sanders, an independent from Burlington, spoke in Iowa."
    assert ("description of a known person" in relations(description, context, "Bernie Sanders", other)) is is_one


@pytest.mark.parametrize(
    ("context", "is_one"),
    [
        ("Few ships passed the canal, for Gatun Lake was low.", True),
        ("Few ships passed the canal, for the lake was low.", False),
    ],
)
def test_a_common_noun_is_a_known_thing_where_a_clue_tells_it(context: str, is_one: bool) -> None:
    found = relations("the canal", context, "Panama Canal", "The Panama Canal has locks.")
    assert ("common part of a known thing" in found) is is_one


@pytest.mark.parametrize(
    ("context", "is_one"),
    [
        ("The central bank of Turkey's president cut rates.", True),
        ("Turkey's central bank cut rates.", True),
        ("Egypt's central bank cut rates.", False),
        ("The central bank cut rates.", False),
    ],
)
def test_a_common_name_is_the_thing_of_the_country_of_which_its_text_speaks(context: str, is_one: bool) -> None:
    found = relations("central bank", context, "Merkez Bankası", "The Merkez Bankası is in Ankara.")
    assert ("known thing of its country" in found) is is_one


@pytest.mark.parametrize(
    ("short", "full", "is_one"),
    [
        ("Trellvik", "Trellvik Seafood Holding ASA", True),
        ("Trellvik", "Trellvik Seafood", False),
        ("Oslo", "Oslo Seafood Holding ASA", False),
        ("Trust", "Trust Seafood Holding ASA", False),
    ],
)
def test_the_one_word_of_its_own_stands_for_a_company(short: str, full: str, is_one: bool) -> None:
    assert ("first word of a company" in relations(short, "", full, "")) is is_one


@pytest.mark.parametrize(
    ("right", "is_one"),
    [("Prof. Zimmel", True), ("Prof. Quarrel", True), ("Prof. Lantern", False), ("Zimmel", False)],
)
def test_a_titled_surname_may_be_one_of_a_double_surname(right: str, is_one: bool) -> None:
    found = relations("Ida Quarrel-Zimmel", "", right, "")
    assert ("surname only" in found) is is_one


def test_of_a_family_a_lone_surname_tells_nobody() -> None:
    left, right = "Quarrel beat her younger sister in the final.", "Quarrel won in Melbourne in the final."
    assert verdict("Quarrel", left, "Quarrel", right) != "same"
    assert verdict("Ida Quarrel", f"Ida {left}", "Ida Quarrel", f"Ida {right}") == "same"


def test_what_a_text_says_of_an_acronym_outweighs_its_letters() -> None:
    other = "The Billings Bus Company cut its service."
    assert verdict("BBC", "The BBC broadcast it from London.", "Billings Bus Company", other) == "different"
    assert "acronym" in relations("BBC", "The BBC cut its service.", "Billings Bus Company", other)


def test_a_title_means_a_person_and_a_title_of_a_place_is_no_surname() -> None:
    known = WORDS.known
    assert all("higgs" in thing.label for thing in known.by_surname["higgs"])
    assert "eswatini" not in known.by_surname
    assert "two known things" not in relations("Swaziland", "Swaziland's king.", "Eswatini", "The last absolute king.")


def test_a_byname_with_an_article_is_a_person() -> None:
    harvard = "Ted Kaczynski entered Harvard at 16."
    assert verdict("Unabomber", "The Unabomber sent bombs by mail.", "Ted Kaczynski", harvard) == "same"
    assert (
        verdict("Kalashnikov", "He shot the Kalashnikov.", "Mikhail Kalashnikov", "Mikhail Kalashnikov slept.")
        != "same"
    )


def test_no_name_alone_means_somebody_who_was_a_child() -> None:
    left = "President Assad had the old town flattened in 1982."
    right = "Assad, an eye doctor, flew to Moscow in December 2024."
    assert verdict("President Assad", left, "Assad", right) != "same"
    assert verdict("President Assad", left.replace("1982", "2012"), "Assad", right) == "same"


@pytest.mark.parametrize(
    ("name", "is_common"),
    [("National Gallery", True), ("National Archives", True), ("Guggenheim Museum", False), ("global south", True)],
)
def test_national_institutions_are_common_names(name: str, is_common: bool) -> None:
    assert read_name(name, WORDS).is_common is is_common


def test_letters_of_other_alphabets_are_made_plain() -> None:
    assert [fold(word) for word in ("Bankası", "Þór", "Guðmundur")] == ["Bankasi", "Thor", "Gudmundur"]


def test_no_two_rows_of_a_list_tell_of_one_thing_in_the_same_words() -> None:
    folder = Path(__file__).parents[2] / "ontology" / "words"
    for path in sorted(folder.glob("known_*.toml")):
        if path.stem in ("known_posts", "known_teams"):
            continue
        rows = [read_thing(line, personal=False) for line in path.read_text("utf-8").split("\n") if " = " in line]
        same = Counter((alias_key(row.label), row.since, row.clues) for row in rows if row.clues)
        assert [label for (label, _, _), number in same.items() if number > 1] == []


def test_mrs_and_a_surname_may_be_the_wife_of_whom_the_surname_means() -> None:
    raid = "President Obama ordered the raid on Abbottabad."
    assert verdict("Mrs. Obama", "Mrs. Obama's memoir sold 17m copies.", "President Obama", raid) != "same"
    other = "Margaret Thatcher sent the fleet to the Falklands."
    assert verdict("Mrs Thatcher", "Mrs Thatcher shut the mines.", "Margaret Thatcher", other) == "same"


def test_whom_a_text_calls_somebodys_son_is_not_the_known_person() -> None:
    jump = "Ukrainian Sergei Bubka cleared six metres with a pole and broke the world record 35 times."
    assert verdict("Sergei Bubka", jump, "Serhiy Bubka", "Serhiy Bubka, the vaulter's son, fell in Paris.") != "same"
    assert verdict("Sergei Bubka", jump, "Serhiy Bubka", "Serhiy Bubka fell.") == "same"
