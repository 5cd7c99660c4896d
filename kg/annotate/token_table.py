"""The parse as columns of plain Python values: reading them costs a tenth of asking the tokens."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc


@dataclass(frozen=True)
class TokenTable:
    """One row a token of a document; ``head`` holds token numbers (a root heads itself).

    ``start`` and ``end`` are half-open code-point offsets in ``text``. ``sentences`` are half-open token ranges,
    ``sentence`` gives each token's place among them.
    """

    text: str
    words: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    start: list[int]
    end: list[int]
    sentences: list[tuple[int, int]]
    sentence: list[int]

    @classmethod
    def of(cls, parse: Doc) -> TokenTable:
        """Copy a parse."""
        from spacy.attrs import DEP, HEAD, LEMMA, ORTH, POS, SPACY, TAG

        keys = parse.to_array([ORTH, LEMMA, POS, TAG, DEP]).T.tolist()
        spaces, offsets = parse.to_array([SPACY, HEAD]).astype("int64").T.tolist()
        strings = _Strings(parse.vocab.strings)
        words, lemma, pos, tag, dep = ([strings[key] for key in column] for column in keys)
        lengths = [len(word) for word in words]
        edges = list(accumulate(map(add, lengths, spaces), initial=0))
        spans = [(span.start, span.end) for span in parse.sents]
        return cls(
            text=parse.text,
            words=words,
            lower=[word.lower() for word in words],
            lemma=lemma,
            pos=pos,
            tag=tag,
            dep=dep,
            head=[i + offset for i, offset in enumerate(offsets)],
            start=edges[:-1],
            end=list(map(add, edges, lengths)),
            sentences=spans,
            sentence=[number for number, (first, last) in enumerate(spans) for _ in range(first, last)],
        )

    def __len__(self) -> int:
        return len(self.words)

    @cached_property
    def children(self) -> list[list[int]]:
        """The tokens that hang on each token, in text order."""
        found: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.head):
            if head != i:
                found[head].append(i)
        return found

    @cached_property
    def at_start(self) -> dict[int, int]:
        """The token that starts at an offset."""
        return {offset: i for i, offset in enumerate(self.start)}

    @cached_property
    def at_end(self) -> dict[int, int]:
        """The token that ends at an offset."""
        return {offset: i for i, offset in enumerate(self.end)}

    @cached_property
    def left(self) -> list[int]:
        """The first token at or below each token."""
        edges = list(range(len(self)))
        for i in range(len(self)):
            current, above = i, self.head[i]
            while above != current and edges[above] > i:
                edges[above] = i
                current, above = above, self.head[above]
        return edges

    @cached_property
    def right(self) -> list[int]:
        """The last token at or below each token."""
        edges = list(range(len(self)))
        for i in range(len(self) - 1, -1, -1):
            current, above = i, self.head[i]
            while above != current and edges[above] < i:
                edges[above] = i
                current, above = above, self.head[above]
        return edges

    def kids(self, i: int, *deps: str) -> list[int]:
        """Return the children of a token with one of the dependency labels, in text order."""
        return [child for child in self.children[i] if self.dep[child] in deps]

    def subtree(self, i: int) -> list[int]:
        """Return a token and all below it, sorted."""
        found, waiting = [], [i]
        while waiting:
            current = waiting.pop()
            found.append(current)
            waiting += self.children[current]
        return sorted(found)

    def tokens_of(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the half-open token range of a range of code points, or None where tokens straddle its ends."""
        first, last = self.at_start.get(start), self.at_end.get(end)
        return None if first is None or last is None or last < first else (first, last + 1)

    def head_of(self, start: int, end: int) -> int:
        """Return the token of a range that links it to the rest of the sentence."""
        for i in range(start, end):
            if not start <= self.head[i] < end or self.head[i] == i:
                return i
        return end - 1

    def climb(self, i: int, stop: Callable[[int], bool]) -> int | None:
        """Return the first token at or above ``i`` that ``stop`` accepts, or None."""
        for _ in range(200):
            if stop(i):
                return i
            if self.head[i] == i:
                return None
            i = self.head[i]
        return None

    def verb_above(self, i: int) -> int | None:
        """Return the nearest verb or auxiliary above a token, or None."""
        if self.head[i] == i:
            return None
        return self.climb(self.head[i], lambda j: self.pos[j] in ("VERB", "AUX"))


class _Strings(dict[int, str]):
    """The string store's answers, kept while one document is copied."""

    def __init__(self, store: StringStore) -> None:
        self._store = store

    def __missing__(self, key: int) -> str:
        text = self[key] = self._store[key]
        return text
