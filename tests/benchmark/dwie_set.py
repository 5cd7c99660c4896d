"""Reads DWIE: tokens become text as news is written, and entities and relations get offsets and classes."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.model import Span

#: What stands at the end of the word before it.
_NO_SPACE_BEFORE = re.compile(r"^(?:[,.;:!?)\]%…]|\.\.\.|['’](?:s|re|ve|ll|d|m)|n['’]t)$", re.IGNORECASE)
#: A dash before one of these words is a dash; before others it is a hyphen.
_AFTER_DASH = frozenset(
    {"a", "an", "the", "and", "but", "or", "with", "which", "who", "whose", "where", "something", "also", "even", "not",
     "in", "of", "for", "at", "as", "it", "they", "he", "she", "this"}
)  # fmt: skip
#: Half a paragraph's end: the set writes the last full stop of a paragraph twice.
_PARAGRAPH = ".."


@dataclass(frozen=True, slots=True, kw_only=True)
class DwieEntity:
    """An entity: its class in our terms, None for what is none of ours; ``adjective``: it is "German", "Germans"."""

    type: str | None
    adjective: bool
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DwieDocument:
    """A document; relations are (number of the subject, relation, number of the object)."""

    name: str
    text: str
    entities: tuple[DwieEntity, ...]
    relations: frozenset[tuple[int, str, int]]


def as_text(sentences: Sequence[Sequence[str]]) -> tuple[str, list[list[Span]]]:
    """Return tokens as running text with the place of each token; the first sentence is the headline.

    >>> as_text([["Talks", "go", "on"], ["The", "EU", "-", "wide", "deal", "(", "a", '"', "win", '"', ")", ".."]])[0]
    'Talks go on\\n\\nThe EU-wide deal (a "win").\\n\\n'
    """
    text, spans = "", list[list[Span]]()
    for number, sentence in enumerate(sentences):
        row, quoted, glued = list[Span](), False, True
        if text and not text.endswith("\n"):
            text += "\n\n" if number == 1 else " "
        for i, word in enumerate(sentence):
            following = sentence[i + 1] if i + 1 < len(sentence) else ""
            hyphen = word in ("-", "/") and bool(i) and following[:1].isalnum() and following not in _AFTER_DASH
            closing = word in ('"', "”") and (quoted or word == "”")
            possessive = word in ("'", "’") and bool(i) and sentence[i - 1].endswith("s")
            if not (glued or hyphen or closing or possessive or word == _PARAGRAPH or _NO_SPACE_BEFORE.match(word)):
                text += " "
            start = len(text)
            text += "." if word == _PARAGRAPH else word
            row.append(Span(start=start, end=len(text)))
            if word == _PARAGRAPH:
                text += "\n\n"
            glued = hyphen or text.endswith(("\n", "(", "[", "$", "“")) or (word == '"' and not quoted)
            if word == '"':
                quoted = not quoted
        spans.append(row)
    return text, spans


def read_dwie(path: Path, table: Mapping[str, Any]) -> Iterator[DwieDocument]:
    """Read documents, sorted by id; ``table`` holds ``classes`` and ``adjectives`` as in dwie.toml."""
    lines = path.read_text(encoding="utf-8").splitlines()
    for row in sorted(map(json.loads, lines), key=lambda row: str(row["id"])):
        text, spans = as_text(row["sents"])
        yield DwieDocument(
            name=row["id"],
            text=text,
            entities=tuple(_entity(entity, spans, table) for entity in row["entities"]),
            relations=frozenset((r["h"], r["r"], r["t"]) for r in row["relations"]),
        )


def _entity(row: Mapping[str, Any], spans: Sequence[Sequence[Span]], table: Mapping[str, Any]) -> DwieEntity:
    tags = set(row["tags"])
    adjective = table["adjectives"] in tags
    places = {
        Span(start=spans[m["sent"]][m["start"]].start, end=spans[m["sent"]][m["end"] - 1].end) for m in row["mentions"]
    }
    type_ = "Country" if adjective else next((name for tag, name in table["classes"] if tag in tags), None)
    return DwieEntity(type=type_, adjective=adjective, spans=tuple(sorted(places)))
