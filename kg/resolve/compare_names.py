"""How two forms relate: small pure functions, each giving one reason for or against one entity.

A reason is a (name, value, weight) row, the weight in natural log-odds; None means that the comparator
has nothing to say. Of ``NAME_COMPARATORS`` the first that speaks settles how the two forms relate.
"""

from __future__ import annotations

from kg.resolve.compare_forms import description, side_by_side, turned
from kg.resolve.compare_known import (
    described_person,
    described_thing,
    identifiers,
    known_alias,
    known_in_part,
    metonym,
    national_thing,
    one_known_thing,
    one_reading,
    perhaps_two_known_things,
    post_holder,
    same_canonical,
)
from kg.resolve.compare_short_forms import abbreviated_part, acronym, longer_name
from kg.resolve.compare_spelling import spelling
from kg.resolve.names import NameParts
from kg.resolve.pair import Comparator, Pair, Row, is_part_of_surname
from kg.resolve.spelling import one_surname
from kg.resolve.words import NameWords


def same_form(pair: Pair) -> Row | None:
    """CREW-11 and Crew-11; weaker where many things share the form (Army, ICC, Smith)."""
    a, b, s = pair.a, pair.b, pair.settings
    if pair.personal and a.person_key == b.person_key:
        if not a.given:
            return ("same surname", a.surname, s.same_single_name)
        if len(a.person_tokens) > 2:
            return ("same name", a.person_key, s.same_name)  # "George R.R. Martin" twice
        return ("same name", a.person_key, s.same_person_name if _is_common(pair) else s.rare_person_name)
    if a.compact != b.compact:
        return None
    if a.is_legal != b.is_legal:
        plain = (pair.right if a.is_legal else pair.left).type
        if plain in s.place_classes:
            return ("a company called like a place", a.key, s.distinguished)
        return ("same but for the legal form", a.key, s.same_name)
    if a.text.islower() and b.text.islower():
        return ("same description", a.key, s.same_description)
    if a.is_common:
        return ("same common name", a.key, s.same_common_name)
    if a.numbers:
        return ("same name", a.key, s.same_person_name if pair.has_ambiguous_name else s.same_name)
    if a.is_acronym or len(a.tokens) == 1 or (a.looks_personal and b.looks_personal):
        return ("same single name", a.key, s.same_single_name)
    compass = any(pair.lists.has("distinguishing", t) for t in a.tokens)
    if pair.left.type is None and pair.right.type is None and len(a.tokens) == 2 and not compass:
        # No class is known: two words may be a person of whom there are several.
        common = pair.lists.has("common_surnames", a.tokens[-1])
        if _is_place_and_noun(a, pair.lists):
            return ("same name of a place and a noun", a.key, s.same_place_and_noun)
        return ("same name of two words", a.key, s.same_person_name if common else s.same_two_words)
    if any(t in pair.lists.lists.get("common_nouns", ()) for t in a.tokens):
        return ("same name with a common noun", a.key, s.same_person_name)
    return ("same name", a.key, s.same_name)


def person_names(pair: Pair) -> Row | None:
    """Dmitry and Dmitri Bakanov, J. Smith and John Smith; Siceloff and Seselov; a lone surname and a full name."""
    if not pair.personal:
        return None
    a, b, s = pair.a, pair.b, pair.settings
    value = f"{a.person_key} ~ {b.person_key}"
    if pair.is_double_surname:
        return ("second surname", value, s.person_variant)
    if a.given and b.given:
        if a.surname == b.surname and a.person_tokens == b.person_tokens:
            return ("one generation named", value, s.generation_of_one)
        if a.surname == b.surname and _is_spelt_out(a.given, b.given):
            weight = s.initials_spelt_out if len(a.given) == 2 else s.surname_first
            return ("initials spelt out", value, weight)
        if a.surname == b.surname and not _is_common(pair) and _lacks_middle(a.given, b.given):
            return ("middle name left out", value, s.middle_left_out)
        if a.surname == b.surname:
            return ("given name varies", value, s.person_variant if _is_common(pair) else s.rare_person_name)
        if one_surname(a.surname, b.surname):
            known = _slip_in_known_person(pair)
            return known or ("surname transliterated", value, s.rare_person_name)
        if max(map(len, a.given)) == 1 or max(map(len, b.given)) == 1:
            return ("other name", value, s.other_name)  # Alan Burnet, A.J. Burnett: an initial proves too little.
        return _misspelt_surname(pair, value)
    if a.surname == b.surname or is_part_of_surname(a, b) or is_part_of_surname(b, a):
        return ("surname only", value, s.surname_only)
    if one_surname(a.surname, b.surname):
        return ("surname transliterated, alone", value, s.surname_only)
    return ("surname misspelt, alone", value, s.surname_spelling_only)


def _misspelt_surname(pair: Pair, value: str) -> Row:
    """Weigh one given name with two surnames that sound alike: Nelson Mandella; Davis and Davies are two surnames."""
    s = pair.settings
    common = [pair.lists.has("common_surnames", parts.surname) for parts in (pair.a, pair.b)]
    if all(common):
        return ("two surnames", value, s.two_surnames)
    return _slip_in_known_person(pair) or ("surname misspelt", value, s.person_spelling)


def _slip_in_known_person(pair: Pair) -> Row | None:
    """Robert Levandowski: one whole name is that of a known person, and nobody known has the other's surname."""
    known = pair.lists.known
    bearers = [known.candidates(parts, pair.lists) for parts in (pair.a, pair.b)]
    for (things, whole), (_, other), parts in zip(bearers, reversed(bearers), (pair.b, pair.a), strict=True):
        if not whole or other or not any(thing.personal for thing in things):
            continue
        if parts.surname not in known.by_surname and not pair.lists.has("common_surnames", parts.surname):
            return ("slip in a known name", f"{pair.a.text} ~ {pair.b.text}", pair.settings.slip_in_known_person)
    return None


def _is_spelt_out(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Say whether each given name is equal to, or the initial of, the other's, and two or more of them are."""
    agree = [x == y or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in zip(left, right, strict=False)]
    return len(left) == len(right) >= 2 and all(agree)


def _is_place_and_noun(parts: NameParts, lists: NameWords) -> bool:
    """Say whether a name says no more than where and what: Vienna Convention, Wall Street."""
    nouns = [t for t in parts.tokens if t in lists.common or t in lists.common_parts]
    places = [t for t in parts.tokens if t not in nouns and (t in lists.geography.countries or lists.is_public(t))]
    return bool(nouns) and len(nouns) + len(places) == len(parts.tokens)


def _lacks_middle(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Say whether one has only the other's first given name, written out: Dwight D. and Dwight."""
    short, full = sorted((left, right), key=len)
    return len(short) == 1 < len(full) and len(short[0]) > 1 and short[0] == full[0]


def _is_common(pair: Pair) -> bool:
    return pair.lists.has("common_surnames", pair.a.surname)


def surname_first(pair: Pair) -> Row | None:
    """Kishida Fumio and Fumio Kishida; not Martin Thomas and Thomas Martin, where either may be the surname."""
    if not pair.is_turned or all(pair.lists.is_given(t) for t in pair.a.tokens):
        return None
    return ("surname first", f"{pair.a.text} = {pair.b.text}", pair.settings.surname_first)


def junior(pair: Pair) -> Row | None:
    """Vlad Jr. and Vladimir Guerrero Jr.: a son is called so where his father is known too."""
    if not pair.is_junior:
        return None
    return ("given name and generation", f"{pair.a.text} = {pair.b.text}", pair.settings.given_and_generation)


def married_name(pair: Pair) -> Row | None:
    """Petra Hollander, who "married her lawyer, Emil Zauner", and Petra Zauner."""
    if not pair.is_married_name:
        return None
    return ("married name", f"{pair.a.text} = {pair.b.text}", pair.settings.married_name)


def other_name(pair: Pair) -> Row | None:
    """Nothing relates the two forms."""
    return ("other name", f"{pair.a.key} / {pair.b.key}", pair.settings.other_name)


NAME_COMPARATORS: tuple[Comparator, ...] = (
    identifiers,
    metonym,
    perhaps_two_known_things,
    one_known_thing,
    same_canonical,
    post_holder,
    known_in_part,
    same_form,
    side_by_side,
    surname_first,
    junior,
    one_reading,
    known_alias,
    married_name,
    person_names,
    acronym,
    turned,
    abbreviated_part,
    longer_name,
    spelling,
    description,
    national_thing,
    described_thing,
    described_person,
    other_name,
)
