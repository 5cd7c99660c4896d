"""A rough split into sentences, for error reports: a graph does not keep the parser's."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_END = re.compile(r"\n+|(?<!\w)(\w*(?:\.\w+)*)[.!?]+[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
# "Mr", "Gen", "U.S": a full stop after such a word ends no sentence. A name as short ("Wu.") hides an end;
# a longer abbreviation ("Capt.") makes one too many.
_ABBREVIATION = re.compile(r"[A-Z]\w{0,2}|[A-Z](?:\.\w+)+")


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of a text: ``starts`` are their first code points, sorted, the first one 0."""

    text: str
    starts: tuple[int, ...]

    def number(self, at: int) -> int:
        """Return which sentence holds the code point, from 0."""
        return bisect_right(self.starts, at) - 1

    def sentence(self, at: int) -> str:
        """Return the sentence that holds the code point, without space around it."""
        n = self.number(at)
        end = self.starts[n + 1] if n + 1 < len(self.starts) else len(self.text)
        return self.text[self.starts[n] : end].strip()


def split_sentences(text: str) -> Sentences:
    """Split a text at line breaks and after marks of end.

    >>> split = split_sentences("Mr. Smith left. He met U.S. officials.")
    >>> [split.sentence(at) for at in split.starts]
    ['Mr. Smith left.', 'He met U.S. officials.']
    """
    ends = (found.end() for found in _END.finditer(text) if not _ABBREVIATION.fullmatch(found.group(1) or ""))
    return Sentences(text, tuple(dict.fromkeys((0, *ends))))
