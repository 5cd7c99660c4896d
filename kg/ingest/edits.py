"""Edits of a text, their composition, and the cuts that undo them.

A rule reads a text and returns edits; rules run one after another, each on what the one before left.
:func:`compose` folds two such steps into one, so that the whole cleaning is a single list of edits
from the text as decoded to the text as it is kept, and can be undone from its cuts alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.model import Cut

#: The reason of edits that only tidy up after another one; it gives way to the other's reason.
WHITE_SPACE = "white space"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Edit:
    """Replace ``text[start:end]`` by ``inserted``; offsets are half-open code points of the text before."""

    start: int
    end: int
    inserted: str = ""
    reason: str


def disjoint(edits: Iterable[Edit]) -> list[Edit]:
    """Return the edits sorted, without those that overlap an earlier one or change nothing."""
    kept: list[Edit] = []
    for edit in sorted(edits):
        if kept and edit.start < kept[-1].end:
            continue
        if kept and edit.start == kept[-1].start == edit.end:
            continue
        kept.append(edit)
    return kept


def apply(text: str, edits: Sequence[Edit]) -> str:
    """Return the text after the edits, which are sorted and disjoint.

    >>> apply("one two", [Edit(start=0, end=4, reason="test")])
    'two'
    """
    pieces, position = [], 0
    for edit in edits:
        pieces += [text[position : edit.start], edit.inserted]
        position = edit.end
    return "".join([*pieces, text[position:]])


def _joined(reasons: Iterable[str]) -> str:
    different = dict.fromkeys(part for reason in reasons for part in reason.split("; "))
    return "; ".join(part for part in different if part != WHITE_SPACE) or WHITE_SPACE


def compose(first: Sequence[Edit], second: Sequence[Edit]) -> list[Edit]:
    """Return one list of edits that does what ``first`` and then ``second`` do.

    Edits of the second step that touch what the first one inserted or left out are merged with it, and
    their reasons joined.

    >>> compose([Edit(start=0, end=2, inserted="x", reason="a")], [Edit(start=0, end=2, reason="b")])
    [Edit(start=0, end=3, inserted='', reason='a; b')]
    """
    placed, shift = [], 0  # the first step's edits with where their insertions stand in the middle text
    for edit in first:
        placed.append((edit.start + shift, edit.start + shift + len(edit.inserted), edit))
        shift += len(edit.inserted) - (edit.end - edit.start)
    composed: list[Edit] = []
    shift = taken = 0
    position = 0
    while taken < len(placed) or position < len(second):
        earlier, later = taken, position
        begin = min([p[0] for p in placed[taken : taken + 1]] + [e.start for e in second[position : position + 1]])
        reach = begin
        # All edits of both steps that touch one another, from left to right.
        while True:
            if taken < len(placed) and placed[taken][0] <= reach:
                reach = max(reach, placed[taken][1])
                taken += 1
            elif position < len(second) and second[position].start <= reach:
                reach = max(reach, second[position].end)
                position += 1
            else:
                break
        before = shift
        shift += sum(len(e.inserted) - (e.end - e.start) for _, _, e in placed[earlier:taken])
        if later == position:
            composed += [edit for _, _, edit in placed[earlier:taken]]
        else:
            composed.append(
                Edit(
                    start=begin - before,
                    end=reach - shift,
                    inserted=_inserted(placed[earlier:taken], second[later:position], begin, reach),
                    reason=_joined(
                        e.reason for e in [*(e for _, _, e in placed[earlier:taken]), *second[later:position]]
                    ),
                )
            )
    return composed


def _inserted(placed: Sequence[tuple[int, int, Edit]], second: Sequence[Edit], begin: int, reach: int) -> str:
    """Return what stands between two places of the middle text after the second step.

    Whatever the second step keeps there was inserted by the first one.
    """
    pieces, position = [], begin
    for start, end, inserted in [*((e.start, e.end, e.inserted) for e in second), (reach, reach, "")]:
        pieces += [
            edit.inserted[max(position - left, 0) : max(start - left, 0)]
            for left, right, edit in placed
            if left < start and right > position
        ]
        pieces.append(inserted)
        position = end
    return "".join(pieces)


def cuts_of(text: str, edits: Sequence[Edit]) -> tuple[Cut, ...]:
    """Return the edits of ``text`` as cuts, whose starts are offsets in the text after them."""
    cuts, shift = [], 0
    for edit in edits:
        removed = text[edit.start : edit.end]
        if removed != edit.inserted:
            cuts.append(Cut(start=edit.start + shift, removed=removed, inserted=edit.inserted, reason=edit.reason))
        shift += len(edit.inserted) - len(removed)
    return tuple(cuts)


def restore(text: str, cuts: Sequence[Cut]) -> str:
    """Return the text as it was before the cuts: the last one is undone first.

    >>> restore("two", [Cut(start=0, removed="one ", reason="test")])
    'one two'
    """
    pieces, position = [], len(text)
    for cut in reversed(cuts):
        pieces += [text[cut.start + len(cut.inserted) : position], cut.removed]
        position = cut.start
    return "".join([text[:position], *reversed(pieces)])
