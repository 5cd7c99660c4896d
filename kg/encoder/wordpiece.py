"""WordPiece: words to the vocabulary entries of an uncased BERT encoder."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

UNKNOWN = "[UNK]"
#: Longer words are unknown, as in the encoder's own training.
_MAX_CHARACTERS = 100


class WordPiece:
    """Cuts words into the longest known pieces from the left; remembers the words it has cut.

    Source: Devlin et al. 2019 (BERT), the uncased tokenizer: lower case, accents off, punctuation apart.

    >>> vocabulary = {"[UNK]": 0, "re": 1, "##launch": 2, "##ed": 3, "'": 4, "s": 5}
    >>> wordpiece = WordPiece(vocabulary)
    >>> wordpiece.pieces("Relaunched"), wordpiece.pieces("'s"), wordpiece.pieces("x")
    ((1, 2, 3), (4, 5), (0,))
    """

    def __init__(self, vocabulary: Mapping[str, int]) -> None:
        self._vocabulary = vocabulary
        self._known: dict[str, tuple[int, ...]] = {}

    @staticmethod
    def read(path: Path) -> WordPiece:
        """Read a vocabulary of an entry a line; the entry's number is that of its line, from 0."""
        lines = path.read_text(encoding="utf-8").split("\n")
        return WordPiece({entry: number for number, entry in enumerate(lines) if entry})

    def id_of(self, entry: str) -> int:
        """Return the number of one entry.

        Raises:
            KeyError: the vocabulary lacks it.
        """
        return self._vocabulary[entry]

    def pieces(self, word: str) -> tuple[int, ...]:
        """Return the numbers of a word's pieces, none for white space."""
        known = self._known.get(word)
        if known is None:
            known = tuple(piece for part in _parts(word) for piece in self._cut(part))
            self._known[word] = known
        return known

    def _cut(self, part: str) -> list[int]:
        unknown = [self._vocabulary[UNKNOWN]]
        if len(part) > _MAX_CHARACTERS:
            return unknown
        pieces, start = [], 0
        while start < len(part):
            for end in range(len(part), start, -1):
                piece = self._vocabulary.get(part[start:end] if start == 0 else "##" + part[start:end])
                if piece is not None:
                    pieces.append(piece)
                    start = end
                    break
            else:
                return unknown
        return pieces


def _parts(word: str) -> Iterator[str]:
    """Yield the runs of letters and the single punctuation marks of a word, in lower case without accents."""
    run = ""
    for character in unicodedata.normalize("NFD", word.lower()):
        category = unicodedata.category(character)
        if category == "Mn" or (category.startswith("C") and character not in "\t\n\r"):
            continue
        if character.isspace() or _stands_alone(character, category):
            if run:
                yield run
            run = ""
            if not character.isspace():
                yield character
        else:
            run += character
    if run:
        yield run


def _stands_alone(character: str, category: str) -> bool:
    code = ord(character)
    ascii_mark = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    return ascii_mark or category.startswith("P") or 0x4E00 <= code <= 0x9FFF
