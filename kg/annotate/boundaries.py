"""Where a name begins and ends: articles, titles, possessives and line ends are no part of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.annotate.candidates import Candidate, is_capital
from kg.annotate.lexicon import Lexicon
from kg.annotate.parse import Parse

_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my"})
_POSSESSIVE = frozenset({"'s", "'", "’s"})
_OPEN, _CLOSE = frozenset("([{\"'"), frozenset(")]}\"'.,;:!?-–—/…")


def repair(candidates: Iterable[Candidate], parse: Parse, lexicon: Lexicon) -> Iterator[Candidate]:
    """Yield each candidate with its boundaries put right; one that spans a line end gives several."""
    for candidate in candidates:
        for part in _lines(candidate, parse.words):
            trimmed = _trim(part, parse, lexicon)
            if trimmed is not None:
                yield trimmed


def _lines(candidate: Candidate, words: Sequence[str]) -> Iterator[Candidate]:
    start = candidate.start
    for i in range(candidate.start, candidate.end):
        if "\n" in words[i] or words[i] == "|":
            if i > start:
                yield candidate.moved(start, i)
            start = i + 1
    if start < candidate.end:
        yield candidate.moved(start, candidate.end)


def _trim(candidate: Candidate, parse: Parse, lexicon: Lexicon) -> Candidate | None:
    words, start, end = parse.words, candidate.start, candidate.end
    person = "Person" in candidate.votes and len(candidate.votes) == 1
    changed = True
    while changed and start < end:
        before = (start, end)
        first, last = words[start], words[end - 1]
        if first.lower() in _ARTICLES or first in _OPEN or first.isspace() or first in _CLOSE or first in _POSSESSIVE or (person and end - start > 1 and first.lower() in lexicon["honorifics"] | lexicon["titles"]):
            start += 1
        if start < end and (last in _POSSESSIVE or last.isspace() or (last in _CLOSE and last != ".")):
            if not (last == ")" and "(" in words[start:end]):
                end -= 1
        elif start < end and last.endswith("'s") and len(last) > 2:
            break
        changed = (start, end) != before
    if person:
        start = _after_title(words, start, end, lexicon)
        end = _before_small_words(words, start, end)
    start, end = _whole_hyphens(parse, start, end)
    if start >= end:
        return None
    return replace(candidate, start=start, end=end)


def _after_title(words: Sequence[str], start: int, end: int, lexicon: Lexicon) -> int:
    """Skip everything up to a title inside a person's name: "NASA Administrator Sean Duffy"."""
    for i in range(end - 2, start - 1, -1):
        if words[i].lower() in lexicon["titles"] and i + 1 < end:
            return i + 1
    return start


def _before_small_words(words: Sequence[str], start: int, end: int) -> int:
    while end > start + 1 and words[end - 1].islower() and words[end - 1].isalpha():
        end -= 1
    return end


def _whole_hyphens(parse: Parse, start: int, end: int) -> tuple[int, int]:
    """Take in the rest of a hyphenated name that was cut: "Abdel" of "Abdel-Fattah", "Crew" of "Crew-11"."""
    words, doc = parse.words, parse.doc
    while (
        end + 1 < len(words)
        and end > start
        and words[end] == "-"
        and not doc[end - 1].whitespace_
        and not doc[end].whitespace_
        and (is_capital(words[end + 1]) or words[end + 1].isdigit())
    ):
        end += 2
    while (
        start >= 2
        and end > start
        and words[start - 1] == "-"
        and not doc[start - 1].whitespace_
        and not doc[start - 2].whitespace_
        and (is_capital(words[start - 2]) or words[start - 2].lower() in {"al", "el", "bin"})
    ):
        start -= 2
    return start, end
