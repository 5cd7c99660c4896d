"""A stretch of text as the relation model reads it: word pieces, with a mark around each mention."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.encoder.wordpiece import WordPiece

#: The classes in the order of their marks; a mention of an open or foreign class has the last one. The order is
#: part of the trained weights: add at the end only.
MARKED_TYPES = (
    "Person", "Organization", "Country", "Place", "Facility", "Spacecraft", "Product", "Mission", "Event",
    "Agreement", "Work", "",
)  # fmt: skip
#: Pieces that the encoder reads at most: it has so many positions.
MAX_PIECES = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedMention:
    """A mention by its words: ``start`` and ``end`` are half-open positions among the window's words."""

    start: int
    end: int
    type: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The pieces of a stretch of text; ``openings`` is where each mention's opening mark stands.

    An opening is None where the text was cut off before the mention.
    """

    pieces: tuple[int, ...]
    openings: tuple[int | None, ...]


def marked(words: Sequence[str], mentions: Sequence[MarkedMention], wordpiece: WordPiece) -> Window:
    """Return the words' pieces with a mark before and after each mention; mentions may nest.

    >>> vocabulary = {"[UNK]": 2, "ana": 3, "left": 4} | {f"[unused{i}]": 9 + i for i in range(40)}
    >>> marked(["Ana", "left"], [MarkedMention(start=0, end=1, type="Person")], WordPiece(vocabulary))
    Window(pieces=(10, 3, 30, 4), openings=(0,))
    """
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for number, mention in sorted(enumerate(mentions), key=lambda item: (item[1].start, -item[1].end, item[0])):
        opening.setdefault(mention.start, []).append(number)
        closing.setdefault(mention.end, []).insert(0, number)
    pieces: list[int] = []
    openings: list[int | None] = [None] * len(mentions)
    for position in range(len(words) + 1):
        for number in closing.get(position, ()):
            pieces.append(wordpiece.id_of(f"[unused{21 + _mark(mentions[number].type)}]"))
        for number in opening.get(position, ()):
            openings[number] = len(pieces)
            pieces.append(wordpiece.id_of(f"[unused{1 + _mark(mentions[number].type)}]"))
        if position < len(words):
            pieces.extend(wordpiece.pieces(words[position]))
    return Window(pieces=tuple(pieces), openings=tuple(openings))


def encode(parts: Sequence[Window], wordpiece: WordPiece) -> Window:
    """Return what the encoder gets of some stretches that follow one another: [CLS], their pieces, [SEP].

    What is longer than ``MAX_PIECES`` is cut off at its end.

    >>> vocabulary = {"[CLS]": 0, "[SEP]": 1}
    >>> encode([Window(pieces=(5, 6), openings=(1,)), Window(pieces=(7,), openings=(0,))], WordPiece(vocabulary))
    Window(pieces=(0, 5, 6, 7, 1), openings=(2, 3))
    """
    pieces = [wordpiece.id_of("[CLS]")]
    openings: list[int | None] = []
    for part in parts:
        openings += [None if at is None else at + len(pieces) for at in part.openings]
        pieces += part.pieces
    kept = pieces[: MAX_PIECES - 1]
    return Window(
        pieces=(*kept, wordpiece.id_of("[SEP]")),
        openings=tuple(at if at is not None and at < len(kept) else None for at in openings),
    )


#: How far apart two opening marks are, in pieces: the last bucket is open.
_DISTANCES = (3, 6, 10, 16, 24, 40)
#: Mentions between two are counted up to this.
_MAX_BETWEEN = 4
#: How many values each number of `pair_layout` can have.
LAYOUT_SIZES = (2 * (len(_DISTANCES) + 1), _MAX_BETWEEN + 1, _MAX_BETWEEN + 1, _MAX_BETWEEN + 1)


def pair_layout(
    openings: Sequence[int | None], types: Sequence[str | None], subject: int, object_: int
) -> tuple[int, int, int, int]:
    """Return how two mentions lie to each other: order and distance, and what stands between them.

    The numbers are indices below `LAYOUT_SIZES`: order and distance, mentions between, those of the subject's class,
    those of the object's. In a list ("A of X, B of Y and C of Z") they tell who goes with whom.

    >>> pair_layout([1, 6, 12], ["Person", "Person", "Organization"], 0, 2)
    (3, 1, 1, 0)
    """
    left, right = openings[subject], openings[object_]
    assert left is not None
    assert right is not None
    distance = sum(abs(left - right) >= limit for limit in _DISTANCES)
    low, high = min(left, right), max(left, right)
    between = [t for at, t in zip(openings, types, strict=True) if at is not None and low < at < high]
    return (
        distance + (len(_DISTANCES) + 1) * (left > right),
        min(len(between), _MAX_BETWEEN),
        min(between.count(types[subject]), _MAX_BETWEEN),
        min(between.count(types[object_]), _MAX_BETWEEN),
    )


def _mark(type_: str | None) -> int:
    return MARKED_TYPES.index(type_) if type_ in MARKED_TYPES else len(MARKED_TYPES) - 1
