"""Lists of public names (``ontology/gazetteers/*.csv``) and their look-up in a row of tokens."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import OntologyError

_COLUMNS = ("name", "type", "canonical", "kind", "country", "ambiguous", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A row: a name, its class, the canonical form, and whether it is a name or a demonym.

    ``ambiguous`` is True where the same word often means something else ("Jordan", "Apple"): the row then counts
    only where a model or the context sees a name too.
    """

    name: str
    type: str
    canonical: str
    kind: str
    country: str | None
    ambiguous: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Entries of one name over a half-open token range."""

    start: int
    end: int
    entries: tuple[Entry, ...]


def read_entries(directory: Path) -> Iterator[Entry]:
    """Read all rows of the CSV files of a folder, in the order of file names.

    Raises:
        OntologyError: a file lacks a column, or a row lacks name, type or source.
    """
    for path in sorted(directory.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            rows = csv.DictReader(lines)
            missing = [column for column in _COLUMNS if column not in (rows.fieldnames or ())]
            if missing:
                raise OntologyError(f"{path.name} lacks the column {missing[0]!r}", remedy="add it to the first line")
            for row in rows:
                if not (row["name"] and row["type"] and row["source"]):
                    raise OntologyError(
                        f"{path.name}, line {rows.line_num}: a row needs name, type and source", remedy="fill it in"
                    )
                yield Entry(
                    name=row["name"],
                    type=row["type"],
                    canonical=row["canonical"] or row["name"],
                    kind=row["kind"] or "name",
                    country=row["country"] or None,
                    ambiguous=row["ambiguous"] == "yes",
                )


#: Letters of a word in capitals that is an acronym and no name in capitals.
_ACRONYM = 3


class Gazetteer:
    """A trie over tokens: the longest name wins, case counts, only whole tokens match.

    A word of three or more capitals is also looked up in title case ("CAIRO" in a dateline, "LOS ANGELES"); three
    capitals alone are an acronym ("GAO" is not the town of Gao).

    >>> entry = Entry(name="New York", type="Place", canonical="New York", kind="name", country=None, ambiguous=False)
    >>> [(m.start, m.end) for m in Gazetteer([entry], str.split).find("in New York City".split())]
    [(1, 3)]
    """

    def __init__(self, entries: Iterable[Entry], tokenize: Callable[[str], Sequence[str]]) -> None:
        self._root: dict[str, Any] = {}
        self._by_name: dict[str, list[Entry]] = {}
        for entry in entries:
            self._by_name.setdefault(entry.name, []).append(entry)
        for name, rows in self._by_name.items():
            node = self._root
            for token in tokenize(name):
                node = node.setdefault(token, {})
            node[""] = node.get("", ()) + tuple(rows)
        self._words = frozenset(word for name in self._by_name for word in name.split() if word[:1].isupper())

    def entries(self, name: str) -> tuple[Entry, ...]:
        """Return the entries of exactly this name."""
        return tuple(self._by_name.get(name, ()))

    def has_word(self, word: str) -> bool:
        """Say whether a capitalised word stands in any name."""
        return word in self._words

    def is_name(self, word: str) -> bool:
        """Say whether a word is a whole name or demonym, as it is written."""
        return word in self._by_name

    def find(self, words: Sequence[str]) -> list[Match]:
        """Return the longest matches, left to right; they do not overlap."""
        found, i = [], 0
        while i < len(words):
            word = words[i]  # of most words no name begins with, and that is all there is to know
            begins = word in self._root or (len(word) > 2 and word.isupper())
            match = self._longest(words, i) if begins else None
            if match is None:
                i += 1
            else:
                found.append(match)
                i = match.end
        return found

    def _longest(self, words: Sequence[str], start: int) -> Match | None:
        node, best = self._root, None
        for i in range(start, len(words)):
            word = words[i]
            step = node.get(word)
            if step is None and len(word) > 2 and word.isupper():
                step = node.get(word.capitalize())
            if step is None:
                break
            node = step
            if "" in node and (i > start or word in self._root or len(word) > _ACRONYM):
                best = Match(start=start, end=i + 1, entries=node[""])
        return best
