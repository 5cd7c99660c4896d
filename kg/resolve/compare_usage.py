"""Comparators of what bears a name in two contexts: a place or a body, a person or a ship, a work, a club."""

from __future__ import annotations

import re

from kg.resolve.bearer import is_work, read_bearer
from kg.resolve.known import KnownThing
from kg.resolve.names import fold
from kg.resolve.pair import Pair, Row, join
from kg.resolve.senses import rank_readings
from kg.resolve.usage import has_article, read_usage

#: Words of the known clubs' rows.
_SPORTS = frozenset(
    {"football", "soccer", "rugby", "baseball", "basketball", "hockey", "cricket", "handball", "fc", "serie"}
)
#: "3-0": the result of a match.
_RESULT = re.compile(r"\b\d-\d\b")


def usage(pair: Pair) -> Row | None:
    """One text speaks of a place and the other of a body that acts under its name; of a ship and of a person."""
    if pair.a.compact != pair.b.compact:
        return None
    s = pair.settings
    if pair.a.looks_personal and not pair.a.titles and len(pair.a.tokens) > 1:
        things = [
            has_article(side.name, side.context) or read_bearer(side.name, side.context, pair.lists) == "thing"
            for side in (pair.left, pair.right)
        ]
        if things[0] != things[1]:
            return ("used as a thing and as a person", pair.a.text, s.other_usage)
        return ("used as a thing", pair.a.text, s.used_as_thing) if all(things) else None
    if len(pair.a.tokens) > 1 and (pair.personal or pair.a.is_common or not pair.has_ambiguous_name):
        return None
    left, right = (read_usage(side.name, side.context, pair.lists) for side in (pair.left, pair.right))
    if not left or not right:
        return None
    if (
        left == right == {"place"}
        and not pair.has_ambiguous_name
        and len(pair.lists.geography.countries.get(pair.a.key, ())) == 1
    ):
        return ("place of one country", pair.a.text, s.place_of_one_country)
    if left == right:
        return ("used alike", join(left), s.same_usage)
    return ("used as " + " and as ".join(sorted((join(left), join(right)))), pair.a.text, s.other_usage)


def _is_team(thing: KnownThing) -> bool:
    """Say whether a known thing is a club or a team, as its names and words tell."""
    names = (word for name in thing.names for word in name.split())
    return not _SPORTS.isdisjoint(thing.words) or not _SPORTS.isdisjoint(names)


def teams(pair: Pair) -> Row | None:
    """Liverpool lost at Anfield; ferries left Liverpool: a club and its city, both known things."""
    if pair.a.compact != pair.b.compact or (pair.left.type is not None and pair.left.type == pair.right.type):
        return None
    things, whole = pair.lists.known.candidates(pair.a, pair.lists)
    clubs = {id(thing) for thing in things if not thing.personal and _is_team(thing)}
    if not whole or not clubs or len(clubs) == len(things):
        return None
    sporting, placed = [], []
    for side, parts, around in zip((pair.left, pair.right), (pair.a, pair.b), pair.contexts(), strict=True):
        readings = rank_readings(parts, side.context, pair.lists, pair.is_personal(side))
        of_club = bool(readings) and readings[0][0] > 0 and id(readings[0][1]) in clubs
        sporting.append(of_club or "field_sport" in around.fields or bool(_RESULT.search(side.context)))
        of_city = any(score > 0 and id(thing) not in clubs for score, thing, _ in readings)
        placed.append(of_city or "place" in read_usage(side.name, side.context, pair.lists))
    if sporting[0] == sporting[1] or not placed[sporting.index(False)]:
        return None
    return ("a club and its city", pair.a.text, pair.settings.club_and_city)


def bearers(pair: Pair) -> Row | None:
    """One text speaks of a person, the other of a company or a ship that bears the name."""
    one = pair.a.compact == pair.b.compact and not pair.a.is_acronym
    if pair.is_known or not (one or (len(pair.a.tokens) == 1) != (len(pair.b.tokens) == 1)):
        return None
    left, right = (read_bearer(side.name, side.context, pair.lists) for side in (pair.left, pair.right))
    if "person" not in (left, right) or left == right or not (left and right):
        return None
    return ("a person and a " + (left if right == "person" else right), pair.a.text, pair.settings.other_bearer)


def works(pair: Pair) -> Row | None:
    """One text speaks of a film or a book of the name, the other of the person, place or body, and of no art."""
    if pair.a.compact != pair.b.compact or (pair.left.type is not None and pair.left.type == pair.right.type):
        return None
    left, right = (is_work(side.name, side.context) for side in (pair.left, pair.right))
    if left == right:
        return None
    other, around = (pair.right, pair.contexts()[1]) if left else (pair.left, pair.contexts()[0])
    # A text may speak of a work without a word of art: "the trilogy sold a million".
    told = read_usage(other.name, other.context, pair.lists) or read_bearer(other.name, other.context, pair.lists)
    if not told or "field_arts" in around.fields:
        return None
    return ("a work and something else", pair.a.text, pair.settings.other_than_work)


def namesakes(pair: Pair) -> Row | None:
    """A text says that another thing bears the name too."""
    for side in (pair.left, pair.right):
        words = fold(side.context).lower().split()
        said = [word for word in words if pair.lists.has("namesake_words", word)]
        if "name" in words or "names" in words:
            said += [word for word in words if pair.lists.has("namesake_words_of_names", word)]
        text = f" {' '.join(word.strip('.,;:()') for word in words)} "
        said += sorted(p for p in pair.lists.lists.get("namesake_phrases", ()) if f" {p} " in text)
        if said:
            return ("speaks of a namesake", said[0], pair.settings.namesakes)
    return None
