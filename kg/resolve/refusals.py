"""Records of decisions that a build cannot follow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.model import Rejected
from kg.resolve.blocking import IndexPair
from kg.resolve.curation import CurationRow
from kg.resolve.nodes import NameNode

#: The stage's name in ``Rejected`` records, and who decided in a person's judgements.
STAGE = "curation"
#: How the reason begins where a row speaks of a name that the articles do not have.
UNKNOWN = "nothing is called"


def refusal(row: CurationRow, reason: str) -> Rejected:
    """Return the record of a row that cannot be followed."""
    return Rejected(stage=STAGE, item=str(row), reason=reason)


def unknown(row: CurationRow, name: str) -> Rejected:
    """Return the record of a row one of whose names nothing has."""
    return refusal(row, f"{UNKNOWN} {name!r}")


def several(row: CurationRow, nodes: Sequence[NameNode], positions: Iterable[int]) -> Rejected:
    """Return the record of a row one of whose names stands for several things."""
    labels = ", ".join(nodes[i].label for i in positions)
    return refusal(row, f"a name stands for several things: {labels}; write one of these")


def ordered(left: int, right: int) -> IndexPair:
    """Return two positions, the smaller first."""
    return min(left, right), max(left, right)
