"""How a text uses a name: as a place, as a body that acts, as a ship or a thing; and where it puts it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from kg.resolve.names import fold
from kg.resolve.words import NameWords

if TYPE_CHECKING:
    from kg.resolve.names import NameParts

_ARTICLE = re.compile(r"^[Tt]he\s+")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
#: "a red 1962 Ferrari": one thing of a make, and not who makes it.
_OF_A_YEAR = re.compile(r"\b[Aa]n?\s+(?:[a-z-]+\s+)?(?:1[89]|20)\d\d\s+$")
_CAPITALS = r"(?:[A-Z][\w.'-]*(?:\s+(?:[A-Z][\w.'-]*))*)"


class _Occurrence(NamedTuple):
    start: int
    end: int


def _is_word(text: str, at: int) -> bool:
    return 0 <= at < len(text) and (text[at].isalnum() or text[at] == "_")


def occurrences(name: str, text: str) -> list[_Occurrence]:
    """Find a name, without its article, as whole words of a text.

    Looked up by hand, since a pattern for each name would be compiled anew.
    """
    bare = _ARTICLE.sub("", name.strip())
    found: list[_Occurrence] = []
    at = text.find(bare) if bare else -1
    while at >= 0:
        end = at + len(bare)
        whole = not _is_word(text, at - 1) and not _is_word(text, end)
        if whole:
            found.append(_Occurrence(start=at, end=end))
        at = text.find(bare, end if whole else at + 1)
    return found


@lru_cache(maxsize=1 << 15)
def read_usage(name: str, context: str, lists: NameWords) -> frozenset[str]:
    """Return how a name is used in its context: as a "place", a "body" or a "make"; often nothing can be told.

    A place stands after "in" or "near", or is called a city; a body says or beats; a make stands after a year.

    >>> words = NameWords(lists={"acting_verbs": frozenset({"warned"}), "place_prepositions": frozenset({"in"})})
    >>> sorted(read_usage("Oslo", "Oslo warned him.", words)), sorted(read_usage("Oslo", "It rained in Oslo.", words))
    (['body'], ['place'])
    """
    plain, bare = fold(context), fold(name)
    found: set[str] = set()
    for match in occurrences(bare, plain):
        before = [word.lower() for word in _WORD.findall(plain[max(0, match.start - 40) : match.start])]
        after_text = plain[match.end : match.end + 160]
        last = before[-1] if before else ""
        touching = plain[: match.start].rstrip().endswith(last) if last else False
        if last == "the":
            last = before[-2] if len(before) > 1 else ""
        nouns = before[-3:-1] if last == "of" else []
        if (touching and lists.has("place_prepositions", last)) or any(
            lists.has("place_nouns_before_of", word) for word in nouns
        ):
            found.add("place")
        if re.match(r",?\s+(?:the|a|an)\s+(?:[\w-]+\s+){0,3}?(?:" + _place_nouns(lists) + r")\b", after_text):
            found.add("place")
        if re.match(r",\s+[A-Z]\w+'s\s+(?:[\w-]+\s+){0,2}?(?:" + _place_nouns(lists) + r")\b", after_text):
            found.add("place")
        if _OF_A_YEAR.search(plain[: match.start]):
            found.add("make")
        following = _verb_after(after_text)
        if any(word in lists.lists.get("acting_verbs", ()) for word in following):
            found.add("body")
        if after_text.startswith(", who "):
            found.add("body")
    return frozenset(found - {"body"}) if "place" in found else frozenset(found)


def _verb_after(text: str) -> list[str]:
    """Return the first words after a name, past a clause between commas."""
    rest = re.sub(r"^,[^,.;]{0,90},", "", text)
    if rest.startswith((",", ".", ";", "'", "-", "(")):
        return []
    return [word.lower() for word in _WORD.findall(rest)[:3]]


@lru_cache(maxsize=4)
def _place_nouns(lists: NameWords) -> str:
    return "|".join(sorted(map(re.escape, lists.lists.get("place_nouns", frozenset({"city"}))))) or "city"


@lru_cache(maxsize=1 << 15)
def has_article(name: str, context: str) -> bool:
    """Say whether the name stands after "the" or "a", as ships, weapons and papers do and persons do not.

    >>> has_article("John Roe", "The John Roe sailed."), has_article("John Roe", "John Roe sailed.")
    (True, False)
    """
    plain, bare = fold(context), fold(name)
    if re.match(r"(?:the|a)\s", bare, re.IGNORECASE):
        return True
    found = occurrences(bare, plain)
    return bool(found) and all(
        re.search(r"\b(?:the|a|an)\s+$", plain[max(0, m.start - 16) : m.start], re.IGNORECASE) for m in found
    )


@lru_cache(maxsize=1 << 15)
def own_place(name: str, context: str) -> str:
    """Return the words that put the name somewhere: "in New Delhi" after it, "Seoul's" or "Sydney tabloid" before it.

    "" where there are none.

    >>> own_place("Ministry of Defence", "The Ministry of Defence in New Delhi cleared it.")
    'New Delhi'
    """
    plain, bare = fold(context), fold(name)
    for match in occurrences(bare, plain):
        after = re.match(rf",?\s+(?:[\w-]+\s+){{0,2}}?(?:in|of|at)\s+(?:the\s+)?({_CAPITALS})", plain[match.end :])
        if after:
            return after[1]
        apposition = re.match(rf",\s+(?:the\s+|an?\s+)?({_CAPITALS})(?:'s)?\s+[a-z]", plain[match.end :])
        if apposition:
            return apposition[1]
        before = re.search(rf"({_CAPITALS})'s\s+(?:[a-z-]+\s+){{0,2}}$", plain[: match.start])
        if before:
            return before[1]
    return ""


@lru_cache(maxsize=1 << 15)
def years_beside(name: str, context: str) -> frozenset[str]:
    """Return the years that stand beside a name: just before it, or after it with "of", a comma or a bracket.

    >>> sorted(years_beside("Pact", "The 1951 Pact and the Pact of 1949, and in 1950 the Pact."))
    ['1949', '1951']
    """
    plain = fold(context)
    found: set[str] = set()
    for place in occurrences(fold(name), plain):
        before = re.search(r"\b(1\d{3}|20\d{2})\s+(?:[A-Z][\w-]*\s+)?$", plain[max(0, place.start - 32) : place.start])
        after = re.match(r"(?:,?\s+(?:of|from)\s+|,\s+|\s+\()(1\d{3}|20\d{2})\b", plain[place.end :])
        found.update(match[1] for match in (before, after) if match)
    return frozenset(found)


def without_name(parts: NameParts, context: str) -> str:
    """Return the context without the name itself, which says nothing about where it is."""
    plain = fold(context)
    for match in reversed(occurrences(fold(parts.text), plain)):
        plain = f"{plain[: match.start]} {plain[match.end :]}"
    return plain
