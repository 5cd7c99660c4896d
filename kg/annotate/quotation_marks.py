"""Finds the stretches between quotation marks."""

from __future__ import annotations

import re

_MARK = re.compile(r"[“”„\"«»\n]|``|''")
_SINGLE = re.compile(r"(?<!\w)‘([^‘\n]{8,400}?[.,!?])’(?!\w)")
_OPENING = {"“", "„", "«", "``"}
_CLOSING = {"”", "»", "''"}


def quoted_ranges(text: str) -> list[tuple[int, int, bool]]:
    """Return (start, end, goes on) of what stands between quotation marks, without the marks, sorted, disjoint.

    ``goes on`` is True where the text's next paragraph continues the same speech: it opens with a mark while this
    one was not closed. A mark that nothing closes within its paragraph quotes nothing else.

    >>> text = 'He said: “We go.”'
    >>> [text[start:end] for start, end, _ in quoted_ranges(text)]
    ['We go.']
    """
    found: list[tuple[int, int, bool]] = []
    opened: int | None = None
    for match in _MARK.finditer(text):
        mark = match[0]
        if mark == "\n":
            following = text[match.end() :].lstrip()[:2] if opened is not None else ""
            if opened is not None and following[:1] and (following[0] in '“"„«' or following == "``"):
                found.append((opened, match.start(), True))
            opened = None
        elif opened is None and mark not in _CLOSING:
            opened = match.end()
        elif opened is not None and mark not in _OPENING:
            found.append((opened, match.start(), False))
            opened = None
        elif opened is not None and mark in _OPENING:
            opened = match.end()
    for match in _SINGLE.finditer(text):
        if not any(start < match.end(1) and match.start(1) < end for start, end, _ in found):
            found.append((match.start(1), match.end(1), False))
    return sorted((*_without_blanks(text, start, end), more) for start, end, more in found if text[start:end].strip())


def _without_blanks(text: str, start: int, end: int) -> tuple[int, int]:
    inner = text[start:end]
    return start + len(inner) - len(inner.lstrip()), end - len(inner) + len(inner.rstrip())
