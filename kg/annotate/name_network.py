"""The voter "encoder": names in the ontology's classes, read by the network that reads relations too."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.annotate.tag_chances import TagChances
from kg.encoder.session import FOLDER, VOCABULARY, Opened, open_graph, runs
from kg.encoder.wordpiece import UNKNOWN, WordPiece

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

#: What the settings call it.
ENCODER = "encoder"
#: Where a read document keeps the `TagChances` of its words, in its user data.
CHANCES = "name_chances"
#: A sentence has at most so many pieces in one reading; what is left of a longer one is read by itself.
MAX_PIECES = 250
_BEGIN, _END = "[CLS]", "[SEP]"


class NameNetwork:
    """Marks every token of a sentence as the beginning, a further part or no part of a name of a class.

    Source: the tagging of Devlin et al. 2019 (BERT), by the first piece of a word. How a word is capitalised is added
    to its vector, since the encoder reads small letters only.
    """

    def __init__(self, opened: Opened, labels: Sequence[str], wordpiece: WordPiece) -> None:
        self._opened, self._labels, self._wordpiece = opened, tuple(labels), wordpiece

    @staticmethod
    @cache
    def read(folder: Path = FOLDER) -> NameNetwork:
        """Read graph, labels, weights and vocabulary from a folder."""
        labels = json.loads((folder / "names.json").read_text(encoding="utf-8"))["labels"]
        return NameNetwork(open_graph(folder / "names.onnx", folder), labels, WordPiece.read(folder / VOCABULARY))

    def find(self, bare: list[Doc], parsed: list[Doc]) -> list[Doc]:
        """Set the names of bare documents, whose sentences are those of the parsed ones, and the `CHANCES` of words."""
        from spacy.tokens import Span

        for doc, other in zip(bare, parsed, strict=True):
            parts = [part for sentence in other.sents for part in self._parts(doc[sentence.start : sentence.end])]
            # One document at a time: 8-bit numbers are scaled by all that is read together.
            found = self._chances([words for _, words in parts])
            doc.set_ents(
                [
                    Span(doc, first + start, first + end, label=kind)
                    for (first, _), chances in zip(parts, found, strict=True)
                    for start, end, kind in _names(chances.best())
                ]
            )
            if found:
                doc.user_data[CHANCES] = TagChances.joined(found)
        return bare

    def _parts(self, sentence: Span) -> Iterator[tuple[int, list[str]]]:
        """Yield the words of a sentence with the token they begin at, in parts of at most `MAX_PIECES` pieces."""
        start, words, pieces = sentence.start, list[str](), 0
        for token in sentence:
            more = max(1, len(self._wordpiece.pieces(token.text)))
            if words and pieces + more > MAX_PIECES:
                yield start, words
                start, words, pieces = token.i, [], 0
            words.append(token.text)
            pieces += more
        if words:
            yield start, words

    def _chances(self, texts: Sequence[list[str]]) -> list[TagChances]:
        """Return the chances of the labels of every word, text by text."""
        import numpy

        begin, end = self._wordpiece.id_of(_BEGIN), self._wordpiece.id_of(_END)
        unknown = self._wordpiece.id_of(UNKNOWN)
        pieces, shapes, heads = [], [], []
        for words in texts:
            row, shape, head = [begin], [0], []
            for i, word in enumerate(words):
                head.append(len(row))
                own = self._wordpiece.pieces(word) or (unknown,)
                row += own[:MAX_PIECES]
                shape += [shape_of(word, first=i == 0)] * len(own[:MAX_PIECES])
            pieces.append([*row, end])
            shapes.append([*shape, 0])
            heads.append(head)
        lengths = [len(row) for row in pieces]
        found: list[Any] = [None] * len(texts)
        for run in runs(sorted(range(len(texts)), key=lambda i: (lengths[i], i)), lengths):
            width = max(lengths[i] for i in run)
            feeds = {name: numpy.zeros((len(run), width), numpy.int64) for name in ("pieces", "mask", "shape")}
            for number, i in enumerate(run):
                feeds["pieces"][number, : lengths[i]] = pieces[i]
                feeds["mask"][number, : lengths[i]] = 1
                feeds["shape"][number, : lengths[i]] = shapes[i]
            (scores,) = self._opened.session.run(["scores"], feeds)
            for number, i in enumerate(run):
                found[i] = TagChances.of_scores(self._labels, scores[number, heads[i]])
        return found


def shape_of(word: str, *, first: bool) -> int:
    """Return a number for how a word is written; ``first`` says that it opens its sentence.

    >>> [shape_of(word, first=False) for word in ("Oslo", "NASA", "A", "iPhone", "de", "1999", ",")]
    [5, 3, 4, 9, 8, 1, 2]
    """
    if not any(c.isalpha() for c in word):
        return 1 if any(c.isdigit() for c in word) else 2
    if word.isupper():
        return 3 if len(word) > 1 else 4
    if word[0].isupper():
        return (6 if first else 5) if word[1:].islower() else 7
    return 8 if word.islower() else 9


def _names(tags: Sequence[str]) -> Iterator[tuple[int, int, str]]:
    """Yield the half-open ranges of the names of tagged words with their classes.

    >>> list(_names(["B-Person", "I-Person", "O", "I-Place", "B-Place"]))
    [(0, 2, 'Person'), (3, 4, 'Place'), (4, 5, 'Place')]
    """
    start = 0
    while start < len(tags):
        kind, end = tags[start][2:], start + 1
        if kind:
            while end < len(tags) and tags[end] == "I-" + kind:
                end += 1
            yield start, end, kind
        start = end
