"""Names that differ from another one of the document by a slip of spelling."""

from __future__ import annotations

from kg.annotate.groups import Group, merge

_LONG = 8


def misspelt(groups: list[Group]) -> list[Group]:
    """Unite names that sound alike and differ in one or two letters.

    Persons: surnames of six letters or more with the same Double Metaphone, at a distance of two (half their
    length where four sounds agree), with equal given names or none. Others: names
    of eight letters or more at a distance of one, of which the gazetteer knows one at most.

    Source: Philips (2000), Double Metaphone; optimal string alignment distance.
    """
    found = []
    for i, left in enumerate(groups):
        for j, right in enumerate(groups[i + 1 :], i + 1):
            if left.type == right.type == "Person":
                alike = _alike_persons(left.fullest.split(), right.fullest.split())
            else:
                alike = not (left.listed and right.listed) and _alike_names(left.fullest, right.fullest)
            if alike:
                found.append((i, j))
    return merge(groups, found)


def _alike_persons(left: list[str], right: list[str]) -> bool:
    """Say whether two names of persons are spellings of one.

    >>> _alike_persons(["Steven", "Siceloff"], ["Secillof"]), _alike_persons(["Peskov"], ["Platonov"])
    (True, False)
    """
    from metaphone import doublemetaphone
    from rapidfuzz.distance import OSA

    x, y = left[-1], right[-1]
    if min(len(x), len(y)) < 6 or x == y or x[0] != y[0] or abs(len(x) - len(y)) > 2:
        return False
    if len(left) > 1 and len(right) > 1 and left[0] != right[0]:
        return False
    sounds = set(doublemetaphone(x)) & set(doublemetaphone(y)) - {""}
    # Transcriptions differ in every vowel and still sound alike; four sounds or more are no chance.
    return any(len(sound) > 3 and OSA.distance(x, y) * 2 <= max(len(x), len(y)) for sound in sounds) or (
        bool(sounds) and OSA.distance(x, y) <= 2
    )


def _alike_names(left: str, right: str) -> bool:
    """Say whether two other names are spellings of one.

    >>> _alike_names("Untied Nations", "United Nations"), _alike_names("Slovenia", "Slovakia")
    (True, False)
    """
    from rapidfuzz.distance import OSA

    if min(len(left), len(right)) < _LONG or left[0] != right[0] or abs(len(left) - len(right)) > 1:
        return False
    if any(c.isdigit() for c in left + right) or left.casefold() == right.casefold():
        return False
    if left.rstrip("s") == right.rstrip("s"):
        return True
    return left[-2:] == right[-2:] and OSA.distance(left, right) == 1
