"""Comparators of the words of two names that are no persons': short forms, other orders, descriptions, slips."""

from __future__ import annotations

import re

from kg.resolve.context import read_context, stem
from kg.resolve.geography import read_countries
from kg.resolve.names import NameParts, fold
from kg.resolve.pair import Pair, Row
from kg.resolve.spelling import misspelt, one_slip, sound, transliterated
from kg.resolve.usage import occurrences
from kg.resolve.words import NameWords

_BETWEEN = re.compile(r",\s+(?:the|an?)\s+|\s+\(|\s+")


def side_by_side(pair: Pair) -> Row | None:
    """One text names both at once: "the Peruvian space agency Conida", "Conida, the Peruvian space agency"."""
    if pair.personal or pair.a.compact == pair.b.compact:
        return None
    if pair.a.tokens[-1:] == pair.b.tokens[-1:] and not set(pair.a.tokens[:-1]) & set(pair.b.tokens[:-1]):
        return None  # "the Apple Store, the Google Play Store and Amazon" lists things of one kind.
    if pair.a.is_acronym != pair.b.is_acronym:
        return None  # That the one text spells an acronym out does not say what the other text means by it.
    for context in (pair.left.context, pair.right.context):
        plain = fold(context)
        for one, two in ((pair.a, pair.b), (pair.b, pair.a)):
            named = one.text[:1].isupper() or (
                two.text[:1].isupper()
                and any(
                    f"{fold(one.text)}{between}" in plain for between in (f", {fold(two.text)},", f" {fold(two.text)}")
                )
            )
            if named and _stands_before(fold(one.text), fold(two.text), plain):
                return ("side by side", f"{one.text}, {two.text}", pair.settings.side_by_side)
    return None


def _stands_before(one: str, two: str, text: str) -> bool:
    """Say whether a text names one thing and at once the other: "one two", "one, the two", "one (two)"."""
    if one not in text or two not in text:
        return False
    for place in occurrences(one, text):
        between = _BETWEEN.match(text, place.end)
        if between and any(other.start == between.end() for other in occurrences(two, text)):
            return True
    return False


def acronym(pair: Pair) -> Row | None:
    """ISS and International Space Station, PS5 and PlayStation 5; not an acronym that a gazetteer knows otherwise."""
    sides = ((pair.a, pair.left, pair.b, pair.right), (pair.b, pair.right, pair.a, pair.left))
    for short, known, full, name in sides:
        if known.canonical and not name.canonical:
            continue
        if full.tokens[: len(short.tokens)] == short.tokens or (short.is_legal and not full.is_legal):
            continue  # M-1 and M-1-A; FMC Corp and the Ford Motor Company
        if short.is_acronym and short.compact in full.initials:
            s = pair.settings
            weight = s.acronym if len(short.compact) >= 3 else s.short_acronym
            if len(short.compact) >= 3 and not pair.lists.is_known_alias(short.text):
                weight = s.unlisted_acronym
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
    if all(t in full.numbers for t in rest):
        around = (pair.left if short is pair.a else pair.right).context
        if rest[0] in read_context(around, pair.lists).numbers:
            return ("end of longer name", value, s.head_of_longer)
        return ("one of a series", value, s.distinguished)  # World Cup, 2007 World Cup
    if ends and any(len(number) >= 3 for number in short.numbers):
        return ("numbered name with its owner", value, s.same_name)  # Resolution 1973, UN Resolution 1973
    if starts and len(rest) == 1 and has("thing_nouns", rest[0]):
        return ("generic rest", value, s.generic_remainder)  # "Leopard 2 tank"; a "Kherson region" is no Kherson
    if ends and not starts and _is_described(short.text, full.text, pair):
        return ("description before", value, s.generic_remainder)
    if has("generic_nouns", rest[-1]) and all(t in pair.lists.common or has("small_words", t) for t in rest):
        if short.is_legal and not full.is_legal and not _names_company(rest, pair.lists):
            return ("other name", value, s.other_name)  # ZERO CORP, Project Zero
        if _is_of_place(short, rest, pair):
            return ("something of a place", value, s.distinguished)
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
    if ends and size > 1 and _is_known_within(short, full, rest, pair.lists):
        return ("other name", value, s.other_name)
    if ends and (size > 1 or pair.one_class_with_short_names):
        return ("end of longer name", value, s.head_of_longer)
    return None


def _names_company(words: tuple[str, ...], lists: NameWords) -> bool:
    """Say whether the words that one name adds call it a company."""
    return any(lists.has("corporate_nouns", word) or lists.kind(word) == lists.kind("company") for word in words)


def _is_known_within(short: NameParts, full: NameParts, rest: tuple[str, ...], lists: NameWords) -> bool:
    """Say whether the end of a name is itself a known name, and what stands before it names something else.

    Bank of Canada and HongKong Bank of Canada; not Space Center and Johnson Space Center, or UN Security Council.
    """
    if not lists.is_known_alias(short.text) or lists.is_known_alias(full.text):
        return False
    whose = [
        t for t in rest if not lists.has("small_words", t) and not lists.has("titles", t) and not lists.is_given(t)
    ]
    country = {land for t in whose for land in lists.geography.countries.get(t, ())}
    said = {land for t in short.tokens for land in lists.geography.countries.get(t, ())}
    foreign = bool(country) and bool(said) and not country & said
    return foreign or any(
        len(t) > 1 and not lists.geography.countries.get(t) and not lists.is_head(t) and t not in lists.common
        for t in whose
    )


def _is_of_place(short: NameParts, rest: tuple[str, ...], pair: Pair) -> bool:
    """Say whether the longer name is of something in the place that the shorter one names: Oslo, Oslo Airport."""
    if rest[-1] in pair.lists.lists.get("place_nouns", ()):
        return False
    types = (pair.left.type, pair.right.type)
    if None not in types:
        return types[0] != types[1] and any(type_name in pair.settings.place_classes for type_name in types)
    return pair.lists.geography.countries.get(short.key) is not None and "club" not in rest


def _is_described(short: str, full: str, pair: Pair) -> bool:
    """Say whether a word for a kind of thing stands before the shorter name: "German tabloid Bild"."""
    before, lists = full.removesuffix(short).split()[-1:], pair.lists
    return full.endswith(short) and any(lists.has("thing_nouns", word) or lists.is_head(word) for word in before)


def turned(pair: Pair) -> Row | None:
    """Defence Ministry and Ministry of Defence; not Miami University and University of Miami."""
    if pair.personal or pair.a.numbers != pair.b.numbers:
        return None
    if any(len(number) == 4 for number in pair.a.numbers) and sorted(pair.a.tokens) == sorted(pair.b.tokens):
        rest = [[t for t in parts.tokens if t not in parts.numbers] for parts in (pair.a, pair.b)]
        if rest[0] == rest[1]:
            return ("other order", pair.b.key, pair.settings.same_name)  # 2026 World Cup, World Cup 2026
    left, right = (
        frozenset(t for t in parts.tokens if not pair.lists.has("small_words", t)) for parts in (pair.a, pair.b)
    )
    if left != right:
        return None
    if "university" in left and len(left) > 1:
        # The few that are two, such as Miami's, are known; of one country others are one.
        return ("other order", " ".join(sorted(left)), pair.settings.turned_university)
    if not any(pair.lists.has("turnable_nouns", t) for t in left):
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
    known = pair.lists.geography.countries
    places = [{t for t in parts.tokens if t in known} for parts in (pair.a, pair.b) if "university" in parts.tokens]
    if len(places) == 2 and all(places) and places[0] != places[1]:
        return None  # The University of Chicago and that of Illinois at Chicago
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
        if set(short.tokens[-1:]) <= short.numbers and full.tokens[: len(short.tokens)] == short.tokens:
            continue  # iPhone 3, iPhone 3 GS
        shared, place, outside, unexplained, of_country = 0, 0, 0, 0, 0
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
                of_country += land is not None
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
        if not (place or outside) and _says_more(short, full, pair, no_more_than_country=0 < shared == of_country):
            continue
        left, right = pair.contexts()
        if shared + place + outside == 0 and not (left.names & right.names and short.tokens[-1] in heads):
            continue
        weight = pair.settings.description if shared else pair.settings.description_by_context
        weight = pair.settings.same_name if place else weight
        return ("description", f"{short.text} ~ {full.text}", weight)
    return None


def _says_more(short: NameParts, full: NameParts, pair: Pair, *, no_more_than_country: bool) -> bool:
    """Say whether the longer name has telling words that the shorter one's text lacks.

    "Metropolitan Police" describes that of any city, "Superior Court" that of any county: a place or two words that are
    no common nouns tell. "U.S. Administration", which says ``no_more_than_country``, describes any agency: all tell.
    """
    if not no_more_than_country and not short.is_common:
        return False
    lists, kinds = pair.lists, frozenset(pair.lists.kind(t) for t in short.tokens)
    around = read_context((pair.left if short is pair.a else pair.right).context, lists)
    seen = {*around.names, *around.words}
    lands = {land for t in short.tokens for land in lists.geography.countries.get(t, ())}
    more = [
        t
        for t in full.tokens
        if t not in seen
        and stem(t) not in seen
        and not lists.geography.countries.get(t, frozenset()) & lands
        and lists.kind(t) not in kinds
        and not any(lists.has(name, t) for name in ("small_words", "droppable_words"))
    ]
    if no_more_than_country:
        return bool(more)
    proper = [t for t in more if t not in lists.common and t not in lists.common_parts]
    return len(proper) > 1 or any(lists.geography.countries.get(t) for t in more)


def _is_one_word(left: str, right: str, pair: Pair) -> bool:
    """Say whether two words are one in two alphabets' ways, or one given name: Mikhail and Michail."""
    if min(len(left), len(right)) < pair.settings.min_transliterated_length:
        return False
    return transliterated(left) == transliterated(right) or pair.lists.one_given_name(left, right)


def spelling(pair: Pair) -> Row | None:
    """Lyndon B. Jonhnson and Johnson space center; Riscosmos and Roscosmos."""
    a, b, s = pair.a, pair.b, pair.settings
    if pair.personal or len(a.tokens) != len(b.tokens):
        return None
    unequal = [(x, y) for x, y in zip(a.tokens, b.tokens, strict=True) if x != y]
    if len(unequal) > 1 and all(_is_one_word(x, y, pair) for x, y in unequal):
        return ("transliterated", f"{a.key} ~ {b.key}", s.transliterated)
    if len(unequal) != 1:
        return None
    x, y = unequal[0]
    if len(a.tokens) > 1 and min(len(x), len(y)) > 3 and one_slip(x, y):
        known = [pair.lists.is_known_alias(parts.text) for parts in (a, b)]
        wrong = x if known[1] else y
        if known[0] != known[1] and not pair.lists.is_public(wrong) and not wrong.isdigit():
            return ("slip in a known name", f"{x} ~ {y}", s.slip_in_known_name)
    if any(pair.lists.has("distinguishing", t) for t in (x, y)):
        return description(pair) or ("distinguished", f"{x} / {y}", s.distinguished)
    if not misspelt(x, y, s) and transliterated(x) != transliterated(y):
        return None
    if len(a.tokens) == 1 and len(x) >= s.min_single_misspelt_length + 1:
        if transliterated(x) == transliterated(y):
            return ("transliterated", f"{x} ~ {y}", s.transliterated)
        if one_slip(x, y) and pair.lists.is_public(x) != pair.lists.is_public(y):
            return ("slip in a known name", f"{x} ~ {y}", s.slip_in_known_name)
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
