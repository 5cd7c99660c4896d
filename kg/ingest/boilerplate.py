"""What publishers put around an article: patterns and word lists, read from ``ontology/words``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from kg.ingest.edits import Edit
from kg.schema import ontology_directory

#: A line without a full stop that is not longer than this may be a headline.
MAX_HEADLINE = 160
#: Longer lines are paragraphs, whatever they begin with.
MAX_LINE = 1000
_SENTENCE_END = re.compile(r"[.!?…:;,]['\"”’)\]]*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate:
    """One kind of boilerplate: where its patterns apply, what they match, and texts that test them."""

    kind: Literal["line", "label", "inline"]
    reason: str
    pattern: re.Pattern[str]
    hints: tuple[str, ...]
    cut: tuple[str, ...]
    keep: tuple[str, ...]


@cache
def _tables() -> dict[str, dict[str, Any]]:
    path = ontology_directory() / "words" / "boilerplate.toml"
    tables: dict[str, dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))
    return tables


@cache
def patterns() -> tuple[Boilerplate, ...]:
    """Return all kinds, in the order of the file."""
    kinds: tuple[Literal["line", "label", "inline"], ...] = ("label", "line", "inline")
    return tuple(
        Boilerplate(
            kind=kind,
            reason=f"boilerplate: {name.replace('-', ' ')}",
            pattern=re.compile(
                "|".join(f"(?:{pattern})" for pattern in table["pattern"]).replace(r"\p{Lu}", "[A-ZÀ-ÖØ-Þ]"),
                re.MULTILINE if kind == "inline" else 0,
            ),
            hints=tuple(table.get("hint", [""])),
            cut=tuple(table["cut"]),
            keep=tuple(table["keep"]),
        )
        for kind in kinds
        for name, table in _tables()[kind].items()
    )


@cache
def words(name: str) -> frozenset[str]:
    """Return a word list of the file, in lower case."""
    return frozenset(_tables()["words"][name])


def is_headline(line: str) -> bool:
    """Say whether a line may be a headline: not long, and not ended like a sentence."""
    return 0 < len(line) <= MAX_HEADLINE and not _SENTENCE_END.search(line)


def boilerplate_lines(text: str) -> Iterator[Edit]:
    """Cut lines that are boilerplate as a whole, and the headline that follows a label such as "READ MORE:"."""
    kinds = [kind for kind in patterns() if kind.kind != "inline"]
    lines = list(re.finditer(r"[^\n]+", text))
    skip = -1
    for index, line in enumerate(lines):
        if index <= skip or len(line.group()) > MAX_LINE:
            continue
        kind = next((kind for kind in kinds if kind.pattern.fullmatch(line.group())), None)
        if kind is None:
            continue
        last = index
        if kind.kind == "label" and index + 1 < len(lines) and is_headline(lines[index + 1].group()):
            last = skip = index + 1
        yield line_edit(text, line.start(), lines[last].end(), reason=kind.reason)


def line_edit(text: str, start: int, end: int, *, reason: str) -> Edit:
    """Return the edit that takes out whole lines with the line ends after them (before, at the text's end)."""
    after = re.compile(r"\n*").match(text, end)
    assert after is not None  # a pattern that matches the empty text always matches
    if after.end() == len(text):
        start = len(text[:start].rstrip("\n"))
    return Edit(start=start, end=after.end(), reason=reason)


def boilerplate_inside(text: str) -> Iterator[Edit]:
    """Cut boilerplate that stands inside a paragraph: credits in brackets, tags, embedded posts."""
    folded = text.lower()
    for kind in patterns():
        if kind.kind == "inline" and any(hint in folded for hint in kind.hints):
            for match in kind.pattern.finditer(text):
                start, end = match.span()
                broken = kind.reason.endswith("tag") and text[max(start - 1, 0) : start].isalpha()
                yield Edit(
                    start=start,
                    end=end,
                    inserted=" " if broken and text[end : end + 1].isupper() else "",
                    reason=kind.reason,
                )
