"""Comparators that forbid a merge: each gives a (name, value, weight) row of veto weight, or None; all are heard."""

from __future__ import annotations

from kg.resolve.metonym import stands_for_country
from kg.resolve.pair import Comparator, Pair, Row, is_part_of_surname, join
from kg.resolve.senses import Sense, rank_readings
from kg.resolve.settings import VETO
from kg.resolve.spelling import misspelt, one_slip, one_surname, same_given_sound, sounds_alike
from kg.resolve.words import alias_key


def different_canonical(pair: Pair) -> Row | None:
    """A gazetteer knows the two as two things: United States, United Kingdom."""
    left, right = pair.left.canonical, pair.right.canonical
    if left and right and alias_key(left) != alias_key(right) and not pair.is_known:
        return ("gazetteer", f"{left} / {right}", VETO)
    return None


def different_numbers(pair: Pair) -> Row | None:
    """Crew-10 and Crew-11, Apollo and Apollo 13; not Starliner and CST-100 Starliner."""
    a, b = pair.a, pair.b
    if pair.personal or a.compact == b.compact or a.numbers == b.numbers or pair.is_known:
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
    """Mr. Clinton and Mrs. Clinton, Mario and Maria Rossi."""
    if not pair.personal:
        return None
    if pair.a.given and pair.b.given and pair.lists.are_of_two_sexes(pair.a.given[0], pair.b.given[0]):
        return ("gender", f"{pair.a.given[0]} / {pair.b.given[0]}", VETO)
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
    if min(map(len, (*a.given, *b.given))) > 1 and same_given_sound("".join(a.given), "".join(b.given)):
        return None  # Abdelaziz, Abdul Aziz
    for left, right in zip(a.given, b.given, strict=False):
        if not _given_agree(left, right, pair):
            size = min(len(a.given), len(b.given))
            if len(a.given) != len(b.given) and a.given[-size:] == b.given[-size:]:
                return None  # F. Scott Fitzgerald and Scott Fitzgerald
            if _is_excused(pair):
                return None
            return ("given name", f"{left} / {right}", VETO)
    return None


def several_persons(pair: Pair) -> Row | None:
    """Matt Lucas & David Walliams are not one of the two."""
    if pair.personal and ("&" in pair.a.tokens) != ("&" in pair.b.tokens):
        return ("persons", f"{pair.a.text} / {pair.b.text}", VETO)
    return None


def different_surname(pair: Pair) -> Row | None:
    """Two persons' names whose surnames neither agree nor sound alike."""
    if not pair.personal or pair.same_canonical or pair.known_alias:
        return None
    a, b = pair.a.surname, pair.b.surname
    if a == b or (misspelt(a, b, pair.settings) and pair.a.given and pair.b.given):
        return None
    if one_surname(a, b):
        return None
    if sounds_alike(a, b, pair.settings) and (pair.a.given == pair.b.given or not (pair.a.given and pair.b.given)):
        return None
    if pair.a.given and pair.a.given == pair.b.given and min(map(len, (a, b))) >= 5 and one_slip(a, b):
        return None
    if is_part_of_surname(pair.a, pair.b) or is_part_of_surname(pair.b, pair.a):
        return None
    if pair.a.compact == pair.b.compact or _is_excused(pair):
        return None
    return ("surname", f"{a} / {b}", VETO)


def _is_excused(pair: Pair) -> bool:
    """Say whether unequal words of two persons' names have a reason; asked last, since what is known costs most."""
    known = pair.is_turned or pair.is_double_surname or pair.is_junior or pair.names_a_post
    return known or pair.is_married_name or pair.is_known


def _given_agree(left: str, right: str, pair: Pair) -> bool:
    if 1 in (len(left), len(right)):
        return left[0] == right[0]
    if left.replace("-", "") == right.replace("-", "") or pair.lists.one_given_name(left, right):
        return True
    return same_given_sound(left, right)


def told_apart(pair: Pair) -> tuple[str, bool] | None:
    left, right = pair.senses
    if left is None or right is None or left.thing is right.thing or pair.same_canonical:
        return None
    if left.presumed and right.presumed:
        return None
    if pair.a.compact != pair.b.compact and _may_be_one(pair, left, right):
        return None
    clues = (f" ({join(frozenset(sense.clues))})" if sense.clues else "" for sense in (left, right))
    value = " / ".join(sense.thing.label + told for sense, told in zip((left, right), clues, strict=True))
    return value, left.is_strong and right.is_strong


def _may_be_one(pair: Pair, left: Sense, right: Sense) -> bool:
    """Say whether a side's text holds clues for what the other side is: "Musk" at Tesla's board may be Elon."""
    sides = ((pair.a, pair.left.context, right), (pair.b, pair.right.context, left))
    return any(
        score >= 1 and thing is other.thing
        for parts, context, other in sides
        for score, thing, _ in rank_readings(parts, context, pair.lists)
    )


def two_known_things(pair: Pair) -> Row | None:
    """Names of two things of public knowledge, told apart by what stands around them."""
    found = told_apart(pair)
    return ("two known things", found[0], VETO) if found and found[1] and not stands_for_country(pair) else None


VETO_COMPARATORS: tuple[Comparator, ...] = (
    different_canonical,
    different_numbers,
    different_generation,
    different_gender,
    different_given,
    several_persons,
    different_surname,
    two_known_things,
)
