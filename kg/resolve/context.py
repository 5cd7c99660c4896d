"""Read what stands around a name: other names, years, telling words, fields of life."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from kg.resolve.names import fold
from kg.resolve.words import NameWords

_TOKEN = re.compile(r"[^\W\d_]+(?:['.-][^\W\d_]+)*|\d[\d,.]*")
#: Between two words: a sentence ends here, or a line.
_STOP = re.compile(r"[.!?:]['\")]*\s+['\"(]*$|\n\s*['\"(]*$")
#: A name is a place after the first words, also with one of the others between.
_AT = frozenset({"in", "at", "near", "outside"})
_OF_PLACES = frozenset({"the", "downtown", "central"})
#: Letters of a word that are compared: "Liberia" and "Liberian", "Russia" and "Russian" share six.
STEM = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class ContextParts:
    """The telling parts of a context, all as lower-case stems.

    ``names`` stand with a capital inside a sentence, ``places`` are those of them after "in" or "at",
    ``words`` are the other words of five letters or more, ``roles`` jobs, ``fields`` the lists of
    trades ("field_sport") of which a word stands here.
    """

    names: frozenset[str]
    places: frozenset[str]
    words: frozenset[str]
    numbers: frozenset[str]
    years: frozenset[int]
    roles: frozenset[str]
    fields: frozenset[str]
    kin: bool

    def without(self, stems: frozenset[str]) -> ContextParts:
        """Return the parts without some stems: those of the name itself say nothing."""
        if stems.isdisjoint(self.names) and stems.isdisjoint(self.words):
            return self
        return replace(self, names=self.names - stems, places=self.places - stems, words=self.words - stems)


def stem(word: str) -> str:
    """Return a lower-case word's first six letters, without a plural or possessive ending.

    >>> stem("liberian"), stem("cosmonaut's"), stem("dogs")
    ('liberi', 'cosmon', 'dog')
    """
    bare = word if word.isalnum() else word.removesuffix("'s").strip(".'-")
    return bare[:STEM] if len(bare) > STEM else bare.removesuffix("s") if len(bare) > 3 else bare


class _Word(NamedTuple):
    """What a lower-case word tells wherever it stands; ``key`` is "" where the word itself tells nothing."""

    kin: bool
    role: str
    fields: frozenset[str]
    key: str
    is_long: bool


@lru_cache(maxsize=1 << 17)
def _read_word(lower: str, lists: NameWords) -> _Word:
    singular = lower.removesuffix("s")
    idle = len(lower) < 3 or lists.has("common_context", lower) or lists.has("calendar", lower)
    return _Word(
        kin=lists.has("kin", lower),
        role=singular if lists.has("roles", lower) or lists.has("roles", singular) else "",
        fields=lists.fields.get(lower, frozenset()) | lists.fields.get(singular, frozenset()),
        key="" if idle else stem(lower),
        is_long=len(lower) >= 4,
    )


@lru_cache(maxsize=1 << 17)
def read_context(text: str, lists: NameWords) -> ContextParts:
    """Read a context, the name that it is about included.

    >>> parts = read_context("Ann Lee came to Oslo in 1974.", NameWords())
    >>> sorted(parts.without(frozenset({"lee"})).names), sorted(parts.years)
    (['oslo'], [1974])
    """
    plain = fold(text)
    names: set[str] = set()
    places: set[str] = set()
    words: set[str] = set()
    numbers: set[str] = set()
    roles: set[str] = set()
    fields: set[str] = set()
    kin = False
    end, before, last = 0, "", ""  # Of the word before: where it ends, the word before it, the word.
    for match in _TOKEN.finditer(plain):
        token, start = match[0], match.start()
        gap, end = plain[end:start], match.end()
        two_before, before, last = before, last, token
        if token[0].isdigit():
            numbers.add(token.strip(",."))
            continue
        word = _read_word(token.lower().strip(".'-").removesuffix("'s"), lists)
        kin = kin or word.kin
        if word.role:
            roles.add(word.role)
        if word.fields:
            fields |= word.fields
        if not word.key:
            continue
        if token[0].isupper() and before and not _STOP.search(gap):
            names.add(word.key)
            if gap.isspace() and (before in _AT or (before in _OF_PLACES and two_before in _AT)):
                places.add(word.key)
        elif word.is_long:
            words.add(word.key)
    years = frozenset(int(n) for n in numbers if len(n) == 4 and n.isdigit() and 1000 <= int(n) <= 2100)
    return ContextParts(
        names=frozenset(names),
        places=frozenset(places),
        words=frozenset(words - names),
        numbers=frozenset(n for n in numbers if len(n) > 1),
        years=years,
        roles=frozenset(roles),
        fields=frozenset(fields),
        kin=kin,
    )


@lru_cache(maxsize=1 << 15)
def context_stems(text: str) -> tuple[frozenset[str], tuple[int, ...]]:
    """Return the stems of all words and the numbers of a context, and the years among them, sorted.

    >>> stems, years = context_stems("Born in Oslo in 1974, aged 3.")
    >>> sorted(stems), years
    (['1974', '3', 'aged', 'born', 'in', 'oslo'], (1974,))
    """
    found: set[str] = set()
    for match in _TOKEN.finditer(fold(text)):
        token = match[0].lower()
        if token[0].isdigit():
            found.add(token.strip(",."))
            continue
        found.update(stem(part) for part in (token, *token.split("-")) if part)
    years = sorted(int(n) for n in found if len(n) == 4 and n.isdigit() and 1000 <= int(n) <= 2100)
    return frozenset(found), tuple(years)
