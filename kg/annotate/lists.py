"""What the neighbours in a list tell: "Cardiff, Swansea and Llanelli" are of one kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.annotate.entity_types import best
from kg.annotate.groups import Name
from kg.annotate.parse import Parse

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
    return [replace(name, votes=v) for name, v in zip(names, votes, strict=True)]
