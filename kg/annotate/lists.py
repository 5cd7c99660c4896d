"""What the neighbours in a list tell: "Cardiff, Swansea and Llanelli" are of one kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.annotate.entity_types import best
from kg.annotate.groups import Name
from kg.annotate.parse import Parse

#: A row of this many names is of one kind: a line-up, the firms that were tested. What it tells is a strong vote,
#: but no more than the gazetteer's.
_ROW, _ROW_WEIGHT = 5, 2.5
#: The source that a name in such a row gets.
ROW = "row"
_ROW_JOINTS = frozenset({(",",), (";",), (",", "and"), ("and",)})
_JOINTS = frozenset({(",",), ("and",), (",", "and"), ("or",), ("&",), (",", "or")})
_WEIGHT = 0.8
#: A neighbour tells only where its own class has this share of its votes.
_SURE = 0.7


def with_neighbours(names: Sequence[Name], parse: Parse) -> list[Name]:
    """Give each name a vote for the class of the name before and after it in the same list.

    A list needs three names, or "and" between two: "Slidell, Louisiana" is none.
    """
    joined = [tuple(parse.words[a.end : b.start]) in _JOINTS for a, b in pairwise(names)]
    strict = [tuple(parse.words[a.end : b.start]) != (",",) for a, b in pairwise(names)]
    votes = [dict(name.votes) for name in names]
    for i, (a, b) in enumerate(pairwise(names)):
        if not joined[i]:
            continue
        chained = strict[i] or any(0 <= k < len(joined) and joined[k] and strict[k] for k in (i - 1, i + 1))
        if chained:
            for source, target in ((a, votes[i + 1]), (b, votes[i])):
                type_, share = best(source.votes)
                if type_ is not None and share >= _SURE and not source.demonym:
                    target[type_] = target.get(type_, 0.0) + _WEIGHT
    sources = [name.sources for name in names]
    for run in _rows(names, parse):
        type_ = _common_class(run)
        if type_ is not None:
            for i in run:
                sources[i] |= {ROW}
                votes[i][type_] = votes[i].get(type_, 0.0) + _ROW_WEIGHT
    return [replace(name, votes=v, sources=s) for name, v, s in zip(names, votes, sources, strict=True)]


def _rows(names: Sequence[Name], parse: Parse) -> Iterator[dict[int, Name]]:
    """Yield the names of each long row with nothing but commas and semicolons between, by their positions."""
    row: dict[int, Name] = {}
    for i, name in enumerate(names):
        if row and tuple(parse.words[names[i - 1].end : name.start]) not in _ROW_JOINTS:
            if len(row) >= _ROW:
                yield row
            row = {}
        row[i] = name
    if len(row) >= _ROW:
        yield row


def _common_class(row: Mapping[int, Name]) -> str | None:
    """Return the class of at least half of a row's names, where it is one of line-ups and firms, or None."""
    count = Counter(best(name.votes)[0] for name in row.values())
    return next((t for t in ("Person", "Organization") if 2 * count[t] >= len(row)), None)
