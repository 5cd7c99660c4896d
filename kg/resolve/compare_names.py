"""Comparators of two forms: small pure functions, each giving one reason for or against one entity.

A reason is a (name, value, weight) row, the weight in natural log-odds; None means that the comparator
has nothing to say. All of ``VETO_COMPARATORS`` are heard; of ``NAME_COMPARATORS`` the first that speaks
settles how the two forms relate.
"""

from __future__ import annotations

import re

from kg.resolve.context import read_context, stem
from kg.resolve.geography import read_countries
from kg.resolve.names import fold
from kg.resolve.pair import Comparator, Pair, Row, join
from kg.resolve.posts import holders, same_holder
from kg.resolve.settings import VETO
from kg.resolve.spelling import misspelt, one_slip, same_given_sound, sound, sounds_alike
from kg.resolve.words import alias_key

# -- what forbids a merge ------------------------------------------------------------------------


def different_canonical(pair: Pair) -> Row | None:
    """A gazetteer knows the two as two things: United States, United Kingdom."""
    if pair.is_known:
        return None
    left, right = pair.left.canonical, pair.right.canonical
    if left and right and alias_key(left) != alias_key(right):
        return ("gazetteer", f"{left} / {right}", VETO)
    return None


def different_numbers(pair: Pair) -> Row | None:
    """Crew-10 and Crew-11, Apollo and Apollo 13; not Starliner and CST-100 Starliner."""
    if pair.is_known:
        return None
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
    if pair.is_known or pair.names_a_post or pair.is_turned or pair.is_double_surname:
        return None
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
    if pair.is_known or pair.names_a_post or pair.is_turned or pair.is_double_surname:
        return None
    if not pair.personal or pair.same_canonical or pair.known_alias:
        return None
    a, b = pair.a.surname, pair.b.surname
    if a == b or (misspelt(a, b, pair.settings) and pair.a.given and pair.b.given):
        return None
    if sounds_alike(a, b, pair.settings) and (pair.a.given == pair.b.given or not (pair.a.given and pair.b.given)):
        return None
    if pair.a.given and pair.a.given == pair.b.given and min(map(len, (a, b))) >= 5 and one_slip(a, b):
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


def _two_known(pair: Pair) -> tuple[str, bool] | None:
    left, right = pair.senses
    if left is None or right is None or left.thing is right.thing:
        return None
    value = " / ".join(f"{sense.thing.label} ({join(frozenset(sense.clues))})" for sense in (left, right))
    return value, left.is_strong and right.is_strong


def two_known_things(pair: Pair) -> Row | None:
    """Names of two things of public knowledge, told apart by what stands around them."""
    found = _two_known(pair)
    return ("two known things", found[0], VETO) if found and found[1] else None


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
        return ("same name", a.person_key, s.same_person_name if _is_common(pair) else s.rare_person_name)
    if a.compact != b.compact:
        return None
    if a.is_legal != b.is_legal:
        return ("same but for the legal form", a.key, s.same_name)
    if a.is_common:
        return ("same common name", a.key, s.same_common_name)
    if a.numbers:
        return ("same name", a.key, s.same_name)
    if a.is_acronym or len(a.tokens) == 1 or (a.looks_personal and b.looks_personal):
        return ("same single name", a.key, s.same_single_name)
    compass = any(pair.lists.has("distinguishing", t) for t in a.tokens)
    if pair.left.type is None and pair.right.type is None and len(a.tokens) == 2 and not compass:
        # No class is known: two words may be a person of whom there are several.
        common = any(pair.lists.has("common_surnames", t) for t in a.tokens)
        return ("same name of two words", a.key, s.same_person_name if common else s.same_two_words)
    if any(t in pair.lists.lists.get("common_nouns", ()) for t in a.tokens):
        return ("same name with a common noun", a.key, s.same_person_name)
    return ("same name", a.key, s.same_name)


def perhaps_two_known_things(pair: Pair) -> Row | None:
    """As a veto does, where each side has but one clue: the pair is told apart, a whole cluster is not."""
    found = _two_known(pair)
    return ("two known things", found[0], pair.settings.two_known_things) if found else None


def one_known_thing(pair: Pair) -> Row | None:
    """The Star in Toronto and the Toronto Star: one thing of public knowledge, told by what stands around."""
    left, right = pair.senses
    if left is None or right is None or not pair.one_known_thing:
        name = pair.alias_of_known_person if pair.a.compact != pair.b.compact else ""
        return ("name of a known person", name, pair.settings.known_person_name) if name else None
    clues = frozenset((*left.clues, *right.clues))
    return ("known thing", f"{left.thing.label}: {join(clues)}".rstrip(": "), pair.settings.one_known_thing)


def post_holder(pair: Pair) -> Row | None:
    """The poet laureate of a year and the person who was it then; or another person."""
    for post, post_context, person in ((pair.a, pair.left.context, pair.b), (pair.b, pair.right.context, pair.a)):
        found = holders(post, post_context, pair.lists)
        if found is None or holders(person, "", pair.lists) is not None or not person.surname:
            continue
        title, terms = found
        held = [term for term in title.terms if same_holder(person, term.holder, pair.lists)]
        if terms and held:
            value = f"{person.text}: {title.title}"
            if all(term in held for term in terms):
                return ("post holder", value, pair.settings.post_holder)
            if not any(term in held for term in terms):
                return ("other post holder", value, pair.settings.other_post_holder)
    return None


def known_alias(pair: Pair) -> Row | None:
    """Burma and Myanmar: two public names of one thing."""
    if pair.known_alias:
        if pair.has_ambiguous_name and None in (pair.left.type, pair.right.type):
            return ("known alias of several", f"{pair.a.text} = {pair.b.text}", pair.settings.ambiguous_alias)
        return ("known alias", f"{pair.a.text} = {pair.b.text}", pair.settings.known_alias)
    return None


def person_names(pair: Pair) -> Row | None:
    """Dmitry and Dmitri Bakanov, J. Smith and John Smith; Siceloff and Seselov; a lone surname and a full name."""
    if not pair.personal:
        return None
    a, b, s = pair.a, pair.b, pair.settings
    value = f"{a.person_key} ~ {b.person_key}"
    if pair.is_double_surname:
        return ("second surname", value, s.person_variant)
    if a.given and b.given:
        if a.surname == b.surname:
            return ("given name varies", value, s.person_variant if _is_common(pair) else s.rare_person_name)
        return ("surname misspelt", value, s.person_spelling)
    if a.surname == b.surname:
        return ("surname only", value, s.surname_only)
    return ("surname misspelt, alone", value, s.surname_spelling_only)


def _is_common(pair: Pair) -> bool:
    return pair.lists.has("common_surnames", pair.a.surname)


def surname_first(pair: Pair) -> Row | None:
    """Kishida Fumio and Fumio Kishida; not Martin Thomas and Thomas Martin, where either may be the surname."""
    if not pair.is_turned or all(pair.lists.is_given(t) for t in pair.a.tokens):
        return None
    return ("surname first", f"{pair.a.text} = {pair.b.text}", pair.settings.surname_first)


def side_by_side(pair: Pair) -> Row | None:
    """One text names both at once: "the Peruvian space agency Conida", "Conida, the Peruvian space agency"."""
    if pair.personal or pair.a.compact == pair.b.compact:
        return None
    for context in (pair.left.context, pair.right.context):
        plain = fold(context)
        for one, two in ((pair.a, pair.b), (pair.b, pair.a)):
            x, y = re.escape(fold(one.text)), re.escape(fold(two.text))
            if re.search(rf"\b{x}(?:,\s+(?:the|an?)\s+|\s+\(|\s+){y}\b", plain) and one.text[0].isupper():
                return ("side by side", f"{one.text}, {two.text}", pair.settings.side_by_side)
    return None


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
    if starts is False and all(has("ship_prefixes", t) for t in rest):
        return ("ship's prefix", value, s.generic_remainder)
    if full.is_legal and ends and all(pair.lists.is_given(t) for t in rest):
        return ("founder's given name", value, s.head_of_longer)
    if ends and size == 1 and pair.left.type is None and pair.right.type is None and len(short.compact) > 3:
        if not pair.has_ambiguous_name and all(t not in pair.lists.common and not t.isdigit() for t in rest):
            return ("last word of longer name", value, s.surname_only)
        return None
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


def abbreviated_part(pair: Pair) -> Row | None:
    """Airbus DS and Airbus Defence and Space: one word stands for the first letters of several."""
    if pair.personal:
        return None
    for short, full in ((pair.a, pair.b), (pair.b, pair.a)):
        if len(short.tokens) < 2 or len(full.tokens) <= len(short.tokens):
            continue
        for position, token in enumerate(short.tokens):
            head, tail = short.tokens[:position], short.tokens[position + 1 :]
            rest = full.tokens[len(head) : len(full.tokens) - len(tail)]
            if full.tokens[: len(head)] != head or (tail and full.tokens[-len(tail) :] != tail) or len(rest) < 2:
                continue
            content = [word for word in rest if not pair.lists.has("small_words", word)]
            if len(token) >= 2 and token in ("".join(w[0] for w in content), "".join(w[0] for w in rest)):
                return ("part abbreviated", f"{token} = {' '.join(rest)}", pair.settings.same_name)
    return None


def description(pair: Pair) -> Row | None:
    """Colombian army and National Army of Colombia; "Seoul's science ministry" and a ministry of South Korea.

    The kind of thing is one, and each other word of the shorter name stands in the longer name or its
    context, or says its country.
    """
    if pair.personal or (pair.a.numbers - pair.b.numbers and pair.b.numbers - pair.a.numbers):
        return None
    demonyms = pair.lists.geography.demonyms
    sides = ((pair.a, pair.left, pair.b, pair.right), (pair.b, pair.right, pair.a, pair.left))
    for short, _, full, there in sorted(sides, key=lambda side: (len(side[0].tokens), side[0].key)):
        if len(short.tokens) < 2 or full.is_acronym:
            continue
        lists = pair.lists
        full_kinds = frozenset(lists.kind(t) for t in full.tokens)
        heads = [t for t in short.tokens if lists.is_head(t) and lists.kind(t) in full_kinds]
        if not heads:
            continue
        shared, place, outside, unexplained = 0, 0, 0, 0
        around = read_context(there.context, lists)
        seen = {*around.names, *around.words, *around.numbers}
        where = read_countries(f"{there.name}. {there.context}", lists)
        for token in short.tokens:
            if lists.has("small_words", token) or lists.has("droppable_words", token) or token in heads:
                continue
            lands = lists.geography.countries.get(token, frozenset())
            land = demonyms.get(token)
            if lists.kind(token) in full_kinds or (
                land and any(demonyms.get(t) == land and land in (t, token) for t in full.tokens)
            ):
                shared += 1
            elif land and any(demonyms.get(t) == land for t in full.tokens):
                unexplained += 1  # The Scottish and the Welsh government, both of one country.
            elif pair.same_place_word(token, full.tokens):
                place += 1
            elif stem(token) in seen or token in seen or (land in where if land else lands & where):
                outside += 1
            elif lands and not land and not where:
                continue  # It says where the thing is, and the other text does not.
            else:
                unexplained += 1
        rest = [t for t in full.tokens if lists.has("distinguishing", t) and t not in short.tokens]
        if unexplained or (rest and not outside):
            continue
        left, right = pair.contexts()
        if shared + place + outside == 0 and not (left.names & right.names and short.tokens[-1] in heads):
            continue
        weight = pair.settings.description if shared else pair.settings.description_by_context
        weight = pair.settings.same_name if place else weight
        return ("description", f"{short.text} ~ {full.text}", weight)
    return None


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
        return description(pair) or ("distinguished", f"{x} / {y}", s.distinguished)
    if not misspelt(x, y, s):
        return None
    if len(a.tokens) == 1:
        shorter = min(len(x), len(y))
        if (shorter >= s.min_single_misspelt_length and sound(x) == sound(y)) or (
            shorter > s.min_single_misspelt_length and len(x) != len(y) and one_slip(x, y)
        ):
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
    two_known_things,
)
NAME_COMPARATORS: tuple[Comparator, ...] = (
    perhaps_two_known_things,
    one_known_thing,
    same_canonical,
    post_holder,
    same_form,
    side_by_side,
    surname_first,
    known_alias,
    person_names,
    acronym,
    turned,
    abbreviated_part,
    longer_name,
    spelling,
    description,
    other_name,
)
