"""Comparators of what two texts say of the bearers of like names: another place, age, sex, time, whole or kind."""

from __future__ import annotations

from kg.resolve.context import context_stems, stem
from kg.resolve.details import (
    age_beside,
    dates_beside,
    deed_years,
    gender_beside,
    region_beside,
    whole_beside,
    work_kind,
)
from kg.resolve.pair import Comparator, Pair, Row, join

#: Months between two dates that may be one event's: it lasts, or was put off.
_MONTHS_OF_ONE = 1
_MONTHS_OF_YEAR = 12
#: By how much ages may differ that years explain.
_ROUNDING = 2


def other_region(pair: Pair) -> Row | None:
    """Kansas City, Missouri, and Kansas City, Kansas; not Paris, Texas, and Paris, United States."""
    if pair.personal or pair.a.compact != pair.b.compact:
        return None
    left, right = (region_beside(side.name, side.context, pair.lists) for side in (pair.left, pair.right))
    if not left or not right:
        return None
    if any(x[0] == y[0] and (x[1] == y[1] or "" in (x[1], y[1])) for x in left for y in right):
        return None
    value = " / ".join(", ".join(sorted(region or country for country, region in side)) for side in (left, right))
    return ("other state or country beside it", value, pair.settings.told_apart_beside)


def other_age(pair: Pair) -> Row | None:
    """Patrick Reilly, 71, and Patrick Reilly, 38, where the years of the texts do not explain it."""
    left, right = (age_beside(side.name, side.context) for side in (pair.left, pair.right))
    if left is None or right is None or abs(left - right) <= pair.settings.years_between_texts:
        return None
    x, y = pair.contexts()
    if any(abs((left - right) - (m - n)) <= _ROUNDING for m in x.years for n in y.years):
        return None
    return ("other age", f"{left} / {right}", pair.settings.told_apart_beside)


def other_gender(pair: Pair) -> Row | None:
    """Professor Curie, the first woman to teach there, and a Professor Curie and his wife."""
    if pair.a.is_acronym or pair.b.is_acronym:
        return None
    found = []
    for side, parts in ((pair.left, pair.a), (pair.right, pair.b)):
        male, female = (any(pair.lists.has(k, t) for t in parts.titles) for k in ("male_titles", "female_titles"))
        titled = "m" if male and not female else "f" if female and not male else ""
        found.append(titled or gender_beside(side.name, side.context, pair.lists))
    if not all(found) or found[0] == found[1]:
        return None
    return ("other gender", " / ".join(found), pair.settings.told_apart_beside)


def other_life(pair: Pair) -> Row | None:
    """Deeds of persons of like names further apart than a life of deeds lasts, or after the death of one."""
    if not (pair.personal or (pair.a.looks_personal and pair.b.looks_personal)):
        return None
    left, right = (deed_years(side.name, side.context, pair.lists) for side in (pair.left, pair.right))
    for (_, deaths), (deeds, _) in ((left, right), (right, left)):
        if deaths and deeds and min(deeds) > max(deaths) + 1:
            return ("died before", f"{max(deaths)} / {min(deeds)}", pair.settings.told_apart_beside)
    if not left[0] or not right[0]:
        return None
    gap = min(abs(x - y) for x in left[0] for y in right[0])
    if gap < pair.settings.far_deeds_from:
        return None
    return ("deeds a lifetime apart", f"{gap} years apart", pair.settings.far_deeds)


def other_occasion(pair: Pair) -> Row | None:
    """The final in May 2020 and the final in May 2021; not a trial in December and in the January after."""
    if pair.personal or pair.a.numbers or pair.b.numbers:
        return None
    if not all(parts.tokens and pair.lists.has("recurrent_events", parts.tokens[-1]) for parts in (pair.a, pair.b)):
        return None
    left, right = (dates_beside(side.name, side.context) for side in (pair.left, pair.right))
    if not left or not right or any(_may_be_one(x, y) for x in left for y in right):
        return None
    value = " / ".join(", ".join(f"{y}-{m:02}" if m else str(y) for y, m in sorted(side)) for side in (left, right))
    return ("other date beside it", value, pair.settings.told_apart_beside)


def _may_be_one(left: tuple[int, int], right: tuple[int, int]) -> bool:
    if not left[1] or not right[1]:
        return left[0] == right[0]
    return abs((left[0] - right[0]) * _MONTHS_OF_YEAR + left[1] - right[1]) <= _MONTHS_OF_ONE


def unit_of_another(pair: Pair) -> Row | None:
    """Reactor 4 at one plant, Reactor 4 at another; a number alone tells little where the texts share no name."""
    tokens, lists = pair.a.tokens, pair.lists
    if tokens != pair.b.tokens or len(tokens) != 2 or not lists.has("unit_nouns", tokens[0]):
        return None
    if not pair.a.numbers:
        return None
    left, right = (whole_beside(side.name, side.context, lists) for side in (pair.left, pair.right))
    if left and right:
        if left & right or any(pair.same_place_word(word, tuple(right)) for word in left):
            return None
        return ("unit of another whole", f"{join(left)} / {join(right)}", pair.settings.told_apart_beside)
    x, y = pair.contexts()
    return None if x.names & y.names else ("unit of some whole", pair.a.text, pair.settings.unit_of_some_whole)


def other_kind_of_work(pair: Pair) -> Row | None:
    """The song and the album that bear its name; a film and the novel."""
    if pair.personal or pair.a.compact != pair.b.compact:
        return None
    left, right = (work_kind(side.name, side.context, pair.lists) for side in (pair.left, pair.right))
    if not left or not right or left == right:
        return None
    return ("other kind of work", f"{left} / {right}", pair.settings.told_apart_beside)


def spelt_around(pair: Pair) -> Row | None:
    """HEW, whose "education work" was split off: words that the acronym is short for stand in its text."""
    for short, side, full in ((pair.a, pair.left, pair.b), (pair.b, pair.right, pair.a)):
        if not short.is_acronym or full.is_acronym or short.compact not in full.initials:
            continue
        stems = context_stems(side.context)[0]
        told = {t for t in full.tokens if len(t) > 4 and not pair.lists.is_head(t) and stem(t) in stems}
        if told:
            return ("words of the acronym around it", join(frozenset(told)), pair.settings.spelt_around)
    return None


DETAIL_COMPARATORS: tuple[Comparator, ...] = (
    other_region,
    other_age,
    other_gender,
    other_life,
    other_occasion,
    unit_of_another,
    other_kind_of_work,
    spelt_around,
)
