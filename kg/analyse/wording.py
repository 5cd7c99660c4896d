"""English round a claim: the forms of a relation's verb, dates in words, and names with their article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

_VOWELS = frozenset("aeiou")
#: After these a third person ends in "es": "passes", "pushes", "goes".
_SIBILANT = ("ss", "sh", "ch", "x", "zz", "o")
_ON = re.compile(r"\bon$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True, kw_only=True)
class VerbForms:
    """A relation's label in three forms; all the same, and ``is_verb`` False, for a label that is no verb."""

    says: str
    said: str
    do: str
    is_verb: bool = True


def verb_forms(label: str, irregular: Mapping[str, tuple[str, str]]) -> VerbForms:
    """Return the forms of a label in the third person or the past; ``irregular`` maps a third person to base and past.

    Only the first word changes. A label that is written as one word, as a property's name is, is taken apart first.

    >>> verb_forms("visits", {}).said, verb_forms("worksFor", {}).do
    ('visited', 'work for')
    >>> verb_forms("is a member of", {"is": ("be", "was")}).do
    'be a member of'
    >>> verb_forms("founded", {}).do, verb_forms("number of deaths", {}).is_verb
    ('found', False)
    """
    words = _CAMEL.sub(" ", label).split() if " " not in label else label.split()
    if not words:
        return VerbForms(says=label, said=label, do=label, is_verb=False)
    first, rest = words[0].lower(), [word if " " in label else word.lower() for word in words[1:]]
    pasts = {past: base for base, past in irregular.values()}
    if first in irregular:
        base, past = irregular[first]
        says = past if first == past else first
    elif first in pasts:
        says, base, past = first, pasts[first], first
    elif first.endswith("ed") and len(first) > 4:
        says, base, past = first, _undone(first), first
    elif first.endswith("s") and not first.endswith("ss") and len(first) > 2:
        base = _base(first)
        says, past = first, _past(base)
    else:
        return VerbForms(says=label, said=label, do=label, is_verb=False)
    return VerbForms(says=" ".join([says, *rest]), said=" ".join([past, *rest]), do=" ".join([base, *rest]))


def fitting(label: str, datatype: str | None) -> str:
    """Return a label as it stands before a value: what ends "on" a day ends "in" a year or month.

    >>> fitting("ends on", "gYear"), fitting("ends on", "date"), fitting("reports on", None)
    ('ends in', 'ends on', 'reports on')
    """
    return _ON.sub("in", label) if datatype in ("gYear", "gYearMonth") else label


def read_irregular(rows: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Return third person to base form and past, of rows like "meets meet met"; other rows are left out.

    >>> read_irregular(["meets meet met"])
    {'meets': ('meet', 'met')}
    """
    parts = (row.split() for row in sorted(rows))
    return {words[0]: (words[1], words[2]) for words in parts if len(words) == 3}


def _base(third: str) -> str:
    if third.endswith("ies") and len(third) > 4:
        return third[:-3] + "y"
    if third.endswith("es") and third[:-2].endswith(_SIBILANT):
        return third[:-2]
    return third[:-1]


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    return base + base[-1] + "ed" if _doubles(base) else base + "ed"


def _undone(past: str) -> str:
    """Return the base form of a regular past; of "based" and "owned" the shorter one, of "created" the longer."""
    stem = past[:-2]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    return stem + "e" if stem.endswith(("at", "iz", "is", "uc", "ag", "rg", "in", "v", "u", "s")) else stem


def _doubles(base: str) -> bool:
    """Say whether a past doubles the last letter: one syllable, one vowel before one consonant ("planned")."""
    vowels = [letter in _VOWELS for letter in base]
    return len(base) > 2 and sum(vowels) == 1 and vowels[-2:] == [True, False] and base[-1] not in "wxy"


def in_words(time: str) -> str:
    """Return an ISO date of any precision in words; another text as it is.

    >>> in_words("2025-07-31"), in_words("2025-07"), in_words("2025")
    ('31 July 2025', 'July 2025', '2025')
    """
    if time.isascii() and re.fullmatch(r"\d{4}-\d\d(-\d\d)?", time):
        try:
            day = date.fromisoformat(time if len(time) == 10 else f"{time}-01")
        except ValueError:
            return time
        return f"{day.day} {day:%B} {day.year}" if len(time) == 10 else f"{day:%B} {day.year}"
    return time


def listed(names: Iterable[str]) -> str:
    """Return names as English lists them.

    >>> listed(["a", "b", "c"])
    'a, b and c'
    """
    *most, last = [*names] or [""]
    return f"{', '.join(most)} and {last}" if most else last


def takes_article(name: str, endings: Iterable[str]) -> bool:
    """Say whether a name stands with "the": its last words are among the endings, and it has no article itself.

    >>> takes_article("United States", ["states"]), takes_article("The Gambia", ["gambia"])
    (True, False)
    """
    folded = " ".join(name.casefold().split())
    return not folded.startswith("the ") and any(folded == e or folded.endswith(" " + e) for e in endings)
