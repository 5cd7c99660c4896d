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
    composed: list[Edit] = []
    done, shift = 0, 0  # edits of the first step already passed; middle offset - original offset
    for edit in second:
        while done < len(first) and first[done].start + shift + len(first[done].inserted) < edit.start:
            shift += len(first[done].inserted) - (first[done].end - first[done].start)
            composed.append(first[done])
            done += 1
        start, before = edit.start - shift, ""
        end_shift, after = shift, ""
        reasons: list[str] = []
        while done < len(first) and first[done].start + end_shift <= edit.end:
            touched = first[done]
            middle = touched.start + end_shift
            if middle < edit.start:
                start, before = touched.start, touched.inserted[: edit.start - middle]
            elif middle == edit.start and not reasons:
                start = touched.start
            after = touched.inserted[max(edit.end - middle, 0) :]
            reasons.append(touched.reason)
            end_shift += len(touched.inserted) - (touched.end - touched.start)
            done += 1
        end = edit.end - end_shift if not after else first[done - 1].end
        merged = Edit(
            start=start,
            end=end,
            inserted=before + edit.inserted + after,
            reason=_joined([*reasons, edit.reason]),
        )
        if composed and composed[-1].end > merged.start:
            raise AssertionError("edits of one step overlap")
        shift = end_shift
        composed.append(merged)
    return [*composed, *first[done:]]


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
