"""Records of decisions that a build cannot follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from shlex import quote

from kg.model import Rejected
from kg.resolve.blocking import IndexPair
from kg.resolve.curation import CurationRow
from kg.resolve.nodes import NameNode
from kg.resolve.selector import Selector, name_key, name_of

#: The stage's name in ``Rejected`` records, and who decided in a person's judgements.
STAGE = "curation"
#: How the reason begins where a row speaks of a name that the articles do not have.
UNKNOWN = "nothing is called"


def refusal(row: CurationRow, reason: str) -> Rejected:
    """Return the record of a row that cannot be followed."""
    return Rejected(stage=STAGE, item=str(row), reason=reason)


def unknown(row: CurationRow, name: str, labels: Sequence[str] = ()) -> Rejected:
    """Return the record of a row one of whose names nothing has; ``labels`` are things so called of other classes."""
    if labels:
        choice = "this" if len(labels) == 1 else "one of these"
        return refusal(row, f"{name_of(name)!r} is of another class here: {', '.join(labels)}; write {choice}")
    return refusal(row, f"{UNKNOWN} {name!r}")


def several(row: CurationRow, nodes: Sequence[NameNode], positions: Iterable[int]) -> Rejected:
    """Return the record of a row one of whose names stands for several things."""
    labels = ", ".join(nodes[i].label for i in positions)
    return refusal(row, f"a name stands for several things: {labels}; write one of these")


def unwritten(
    row: CurationRow, names: Sequence[str], groups: Sequence[Sequence[int]], nodes: Sequence[NameNode]
) -> Rejected | None:
    """Return the record of a row that keeps a name apart from what a gazetteer calls by it; None for any other row.

    No article writes "United Kingdom" where all have "Britain" and "British": there is no second thing to be apart
    from, and the adjectives alone are none. ``groups`` are the nodes of each of the ``names``.
    """
    for name, group in zip(names, groups, strict=True):
        key = Selector.of(name).key
        called = {nodes[i].name.canonical for i in group if name_key(nodes[i].name.canonical or "") == key}
        if not called or any(name_key(form) == key for i in group for form in nodes[i].forms):
            continue
        for other, group_ in zip(names, groups, strict=True):
            if other != name and any(nodes[i].name.canonical in called for i in group_):
                plain = name_of(other)
                return refusal(
                    row,
                    f"no article writes {name_of(name)!r}, which is what {plain!r} is known as: where {plain!r} means "
                    f"another thing, kg split {quote(plain)} --in ARTICLE takes it out, and kg retype gives it another "
                    "class",
                )
    return None


def ordered(left: int, right: int) -> IndexPair:
    """Return two positions, the smaller first."""
    return min(left, right), max(left, right)
