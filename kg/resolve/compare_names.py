"""Comparators of two forms: small pure functions, each giving one reason for or against one entity.

A reason is a (name, value, weight) row, the weight in natural log-odds; None means that the comparator
has nothing to say. All of ``VETO_COMPARATORS`` are heard; of ``NAME_COMPARATORS`` the first that speaks
settles how the two forms relate.
"""

from __future__ import annotations

from kg.resolve.pair import Comparator, Pair, Row, join
from kg.resolve.settings import VETO
from kg.resolve.spelling import misspelt, one_slip, same_given_sound, sound, sounds_alike
from kg.resolve.words import alias_key

# -- what forbids a merge ------------------------------------------------------------------------


def different_canonical(pair: Pair) -> Row | None:
    """A gazetteer knows the two as two things: United States, United Kingdom."""
    left, right = pair.left.canonical, pair.right.canonical
    if left and right and alias_key(left) != alias_key(right):
        return ("gazetteer", f"{left} / {right}", VETO)
    return None


def different_numbers(pair: Pair) -> Row | None:
    """Crew-10 and Crew-11, Apollo and Apollo 13; not Starliner and CST-100 Starliner."""
    a, b = pair.a, pair.b
    if pair.personal or a.compact == b.compact or a.numbers == b.numbers:
        return None
    if a.numbers and b.numbers:
        if pair.same_canonical or pair.known_alias or a.numbers < b.numbers or b.numbers < a.numbers:
            return None
        return ("numbers", f"{join(a.numbers)} / {join(b.numbers)}", VETO)
    longer, shorter = (a, b) if a.numbers else (b, a)
    if longer.tokens[-1] in longer.numbers and longer.tokens[: len(shorter.tokens)] == shorter.tokens:
        return ("numbers", f"{longer.text} is one of a series", VETO)
    return None


def different_generation(pair: Pair) -> Row | None:
    """George Bush Jr. and George Bush Sr."""
    a, b = pair.a.generation, pair.b.generation
    if pair.personal and a and b and a != b:
        return ("generation", f"{pair.a.text} / {pair.b.text}", VETO)
    return None


def different_gender(pair: Pair) -> Row | None:
    """Mr. Clinton and Mrs. Clinton."""
    if not pair.personal:
        return None
    genders = []
    for parts in (pair.a, pair.b):
        male = any(pair.lists.has("male_titles", t) for t in parts.titles)
        female = any(pair.lists.has("female_titles", t) for t in parts.titles)
        genders.append("m" if male and not female else "f" if female and not male else "")
    if all(genders) and genders[0] != genders[1]:
        return ("gender", " / ".join(genders), VETO)
    return None


def different_given(pair: Pair) -> Row | None:
    """One surname, two given names or middle initials: Serena and Venus Williams, George W. and George H. W. Bush."""
    a, b = pair.a, pair.b
    if not pair.personal or not a.given or not b.given:
        return None
    for left, right in zip(a.given, b.given, strict=False):
        if not _given_agree(left, right, pair):
            size = min(len(a.given), len(b.given))
            if len(a.given) != len(b.given) and a.given[-size:] == b.given[-size:]:
                return None  # F. Scott Fitzgerald and Scott Fitzgerald
            return ("given name", f"{left} / {right}", VETO)
    return None


def different_surname(pair: Pair) -> Row | None:
    """Two persons' names whose surnames neither agree nor sound alike."""
    if not pair.personal or pair.same_canonical or pair.known_alias:
        return None
    a, b = pair.a.surname, pair.b.surname
    if a == b or sounds_alike(a, b, pair.settings) or (misspelt(a, b, pair.settings) and pair.a.given and pair.b.given):
        return None
    if pair.a.compact == pair.b.compact:
        return None
    return ("surname", f"{a} / {b}", VETO)


def _given_agree(left: str, right: str, pair: Pair) -> bool:
    if 1 in (len(left), len(right)):
        return left[0] == right[0]
    if left.replace("-", "") == right.replace("-", "") or pair.lists.one_given_name(left, right):
        return True
    return same_given_sound(left, right)


# -- how the two forms relate: the first that speaks -----------------------------------------------


def same_canonical(pair: Pair) -> Row | None:
    """U.S. and USA: one entry of a gazetteer."""
    if pair.same_canonical:
        return ("gazetteer", pair.left.canonical or "", pair.settings.canonical_equal)
    return None


def same_form(pair: Pair) -> Row | None:
    """CREW-11 and Crew-11; weaker where many things share the form (Army, ICC, Smith)."""
    a, b, s = pair.a, pair.b, pair.settings
    if pair.personal and a.person_key == b.person_key:
        if not a.given:
            return ("same surname", a.surname, s.same_single_name)
        return ("same name", a.person_key, s.same_person_name)
    if a.compact != b.compact:
        return None
    if a.is_legal != b.is_legal:
        return ("same but for the legal form", a.key, s.same_name)
    if a.is_common:
        return ("same common name", a.key, s.same_common_name)
    if a.numbers:
        return ("same name", a.key, s.same_name)
    if a.is_acronym or len(a.tokens) == 1 or a.looks_personal:
        return ("same single name", a.key, s.same_single_name)
    if any(t in pair.lists.lists.get("common_nouns", ()) for t in a.tokens):
        return ("same name with a common noun", a.key, s.same_person_name)
    return ("same name", a.key, s.same_name)


def known_alias(pair: Pair) -> Row | None:
    """Burma and Myanmar: two public names of one thing."""
    if pair.known_alias:
        return ("known alias", f"{pair.a.text} = {pair.b.text}", pair.settings.known_alias)
    return None


def person_names(pair: Pair) -> Row | None:
    """Dmitry and Dmitri Bakanov, J. Smith and John Smith; Siceloff and Seselov; a lone surname and a full name."""
    if not pair.personal:
        return None
    a, b, s = pair.a, pair.b, pair.settings
    value = f"{a.person_key} ~ {b.person_key}"
    if a.given and b.given:
        if a.surname == b.surname:
            return ("given name varies", value, s.person_variant)
        return ("surname misspelt", value, s.person_spelling)
    if a.surname == b.surname:
        return ("surname only", value, s.surname_only)
    return ("surname misspelt, alone", value, s.surname_spelling_only)


def acronym(pair: Pair) -> Row | None:
    """ISS and International Space Station, PS5 and PlayStation 5; not an acronym that a gazetteer knows otherwise."""
    sides = ((pair.a, pair.left, pair.b, pair.right), (pair.b, pair.right, pair.a, pair.left))
    for short, known, full, name in sides:
        if known.canonical and not name.canonical:
            continue
        if short.is_acronym and short.compact in full.initials:
            s = pair.settings
            weight = s.acronym if len(short.compact) >= 3 else s.short_acronym
            return ("acronym", f"{short.text} = {full.text}", weight)
    return None


def longer_name(pair: Pair) -> Row | None:
    """Roscosmos and Russian Space Agency Roscosmos, Crew-11 and Crew-11 mission, Dragon and Crew Dragon."""
    short, full = sorted((pair.a, pair.b), key=lambda parts: (len(parts.tokens), parts.key))
    size = len(short.tokens)
    if pair.personal or size == len(full.tokens):
        return None
    s, has = pair.settings, pair.lists.has
    value = f"{short.text} in {full.text}"
    starts, ends = full.tokens[:size] == short.tokens, full.tokens[-size:] == short.tokens
    if not starts and not ends:
        return None
    rest = full.tokens[size:] if starts else full.tokens[:-size]
    if any(has("distinguishing", t) for t in rest):
        return ("distinguished", value, s.distinguished)
    if short.is_common:
        return ("common part", value, s.same_common_name)
    if has("generic_nouns", rest[-1]) and all(t in pair.lists.common or has("small_words", t) for t in rest):
        return ("generic rest", value, s.generic_remainder)
    if ends and has("generic_nouns", rest[-1]) and not starts:
        return ("description before", value, s.generic_remainder)
    if ends and (size > 1 or pair.one_class_with_short_names):
        return ("end of longer name", value, s.head_of_longer)
    return None


def turned(pair: Pair) -> Row | None:
    """Defence Ministry and Ministry of Defence; not Miami University and University of Miami."""
    if pair.personal or pair.a.numbers != pair.b.numbers:
        return None
    left, right = (
        frozenset(t for t in parts.tokens if not pair.lists.has("small_words", t)) for parts in (pair.a, pair.b)
    )
    if left != right or not any(pair.lists.has("turnable_nouns", t) for t in left):
        return None
    weight = pair.settings.same_common_name if pair.a.is_common else pair.settings.same_name
    return ("other order", " ".join(sorted(left)), weight)


def spelling(pair: Pair) -> Row | None:
    """Lyndon B. Jonhnson and Johnson space center; Riscosmos and Roscosmos."""
    a, b, s = pair.a, pair.b, pair.settings
    if pair.personal or len(a.tokens) != len(b.tokens):
        return None
    unequal = [(x, y) for x, y in zip(a.tokens, b.tokens, strict=True) if x != y]
    if len(unequal) != 1:
        return None
    x, y = unequal[0]
    if any(pair.lists.has("distinguishing", t) for t in (x, y)):
        return ("distinguished", f"{x} / {y}", s.distinguished)
    if not misspelt(x, y, s):
        return None
    if len(a.tokens) == 1:
        long_enough = min(len(x), len(y)) >= s.min_single_misspelt_length
        if long_enough and sound(x) == sound(y):
            return ("one word misspelt", f"{x} ~ {y}", s.single_misspelt)
        return None
    telling = any(t not in (x, y) and len(t) > 2 for t in a.tokens)
    if telling and (sound(x) == sound(y) or one_slip(x, y)):
        return ("misspelt", f"{x} ~ {y}", s.misspelt)
    return None


def other_name(pair: Pair) -> Row | None:
    """Nothing relates the two forms."""
    return ("other name", f"{pair.a.key} / {pair.b.key}", pair.settings.other_name)


VETO_COMPARATORS: tuple[Comparator, ...] = (
    different_canonical,
    different_numbers,
    different_generation,
    different_gender,
    different_given,
    different_surname,
)
NAME_COMPARATORS: tuple[Comparator, ...] = (
    same_canonical,
    same_form,
    known_alias,
    person_names,
    acronym,
    turned,
    longer_name,
    spelling,
    other_name,
)
