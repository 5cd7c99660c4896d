"""Comparators of two names that are no persons': the same said in another order, or as a description."""

from __future__ import annotations

import re

from kg.resolve.context import read_context, stem
from kg.resolve.geography import read_countries
from kg.resolve.names import NameParts, fold
from kg.resolve.pair import Pair, Row
from kg.resolve.usage import occurrences

_BETWEEN = re.compile(r",\s+(?:the|an?)\s+|\s+\(|\s+")


def side_by_side(pair: Pair) -> Row | None:
    """One text names both at once: "the Peruvian space agency Conida", "Conida, the Peruvian space agency"."""
    if pair.personal or pair.a.compact == pair.b.compact:
        return None
    if pair.a.tokens[-1:] == pair.b.tokens[-1:] and not set(pair.a.tokens[:-1]) & set(pair.b.tokens[:-1]):
        return None  # "the Apple Store, the Google Play Store and Amazon" lists things of one kind.
    rests = pair.a.tokens[1:], pair.b.tokens[1:]
    if pair.a.tokens[:1] == pair.b.tokens[:1] and all(rests) and not set(rests[0]) & set(rests[1]):
        return None  # "Acrobat 2017, Acrobat DC, and Acrobat Reader" lists things of one make.
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
            said = two.text[:1].isupper() and f"{fold(one.text)}, {fold(two.text)}," in plain
            if named and (said or _stands_before(fold(one.text), fold(two.text), plain)):
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
