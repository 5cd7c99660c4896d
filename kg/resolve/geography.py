"""Which countries and which sports a text is about, from gazetteers and word lists."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kg.resolve.names import fold

if TYPE_CHECKING:
    from kg.resolve.words import NameWords

_WORD = re.compile(r"[^\W\d_]+(?:[.'-][^\W\d_]+)*\.?")
_LONGEST = 4


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Geography:
    """Look-ups from lower-case words to countries, and to sports; compared by identity.

    ``demonyms`` give the canonical name of the country of an adjective; ``small_words`` tell a country
    though they are written without a capital: currencies. ``sizes`` give, for the first word of each name in
    ``countries``, the number of words of the longest.
    """

    countries: Mapping[str, frozenset[str]] = field(default_factory=dict)
    demonyms: Mapping[str, str] = field(default_factory=dict)
    small_words: frozenset[str] = frozenset()
    sports: Mapping[str, frozenset[str]] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)


def _rows(lines: Iterable[str]) -> Iterable[tuple[str, str]]:
    for line in sorted(lines):
        value, _, words = line.partition("=")
        for word in words.split():
            yield fold(word.replace("_", " ")), value.strip()


def _gazetteer(folder: Path | None) -> Iterable[tuple[str, str]]:
    """Yield the names and the country of the rows that have one and mean nothing else besides."""
    for path in sorted(folder.glob("*.csv")) if folder is not None and folder.is_dir() else ():
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                if row.get("country") and row.get("name") and row.get("ambiguous") != "yes":
                    yield fold(row["name"]).lower(), fold(row["country"]).lower()


def _demonyms(folder: Path | None) -> Iterable[tuple[str, str]]:
    """Yield each name and demonym of a country with the country's canonical name."""
    path = folder / "countries.csv" if folder is not None else None
    if path is not None and path.is_file():
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                yield fold(row["name"]).lower(), fold(row["canonical"]).lower()


def read_geography(lists: Mapping[str, frozenset[str]], gazetteers: Path | None) -> Geography:
    """Read word lists and gazetteers; None: no gazetteers.

    >>> places = read_geography({"geography.country_words": frozenset({"norway = oslo"})}, None)
    >>> places.countries["oslo"]
    frozenset({'norway'})
    """
    countries: dict[str, set[str]] = defaultdict(set)
    for word, country in (*_gazetteer(gazetteers), *_rows(lists.get("geography.country_words", ()))):
        countries[word].add(country)
    sports: dict[str, set[str]] = defaultdict(set)
    for word, sport in _rows(lists.get("geography.disciplines", ())):
        sports[word].add(sport)
    # A word of three countries tells nothing ("Punjab" is in two, and still tells something).
    telling = {word: frozenset(found) for word, found in countries.items() if len(found) < 3}
    sizes: dict[str, int] = {}
    for name in telling:
        first, *rest = name.split()
        sizes[first.rstrip(".")] = max(sizes.get(first.rstrip("."), 0), min(1 + len(rest), _LONGEST))
    return Geography(
        demonyms=dict(_demonyms(gazetteers)),
        countries=telling,
        sizes=sizes,
        small_words=lists.get("geography.small_country_words", frozenset()),
        sports={word: frozenset(found) for word, found in sports.items()},
    )


@lru_cache(maxsize=1 << 15)
def read_countries(text: str, lists: NameWords) -> frozenset[str]:
    """Return the countries that the capitalised words of a text point to; longer names win over shorter ones."""
    words = [match[0].removesuffix("'s") for match in _WORD.finditer(fold(text))]
    found: set[str] = set()
    sizes = lists.geography.sizes
    index = 0
    while index < len(words):
        longest = sizes.get(words[index].lower().rstrip("."), 0)
        for size in range(min(longest, len(words) - index), 0, -1):
            phrase = " ".join(words[index : index + size]).lower()
            hit = lists.geography.countries.get(phrase) or lists.geography.countries.get(phrase.rstrip("."))
            if hit is not None and (words[index][0].isupper() or phrase in lists.geography.small_words):
                found |= hit
                index += size - 1
                break
        index += 1
    return frozenset(found)


@lru_cache(maxsize=1 << 15)
def read_sports(text: str, lists: NameWords) -> frozenset[str]:
    """Return the sports that the words of a text belong to."""
    words = [match[0].lower().removesuffix("'s").rstrip(".") for match in _WORD.finditer(fold(text))]
    phrases = [*words, *(" ".join(pair) for pair in pairwise(words))]
    return frozenset(sport for word in phrases for sport in lists.geography.sports.get(word, ()))
