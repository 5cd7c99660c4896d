"""Remembers the lemma of a word read as a part of speech: the same result, without asking for each token again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

#: What a lemma depends on: the word as it is written, its part of speech, its morphology.
_Key = tuple[int, int, int]


def remember_lemmas(nlp: Language) -> Callable[[], None]:
    """Let a pipeline's lemmatizer by rules keep its answers, and return what makes it forget them.

    They must be forgotten where the string store forgets its strings. A lemmatizer of another kind is left as it is.
    """
    lemmatizer: Any = nlp.get_pipe("lemmatizer") if "lemmatizer" in nlp.pipe_names else None
    if lemmatizer is None or getattr(lemmatizer, "mode", None) != "rule":
        return lambda: None
    memo = LemmaMemo(lemmatizer)
    lemmatizer.pipe = memo.pipe
    return memo.forget


class LemmaMemo:
    """Stands for a lemmatizer's way through documents.

    spaCy's own keeps what its rules give but asks anew for every base form, which most words of a text are.
    """

    def __init__(self, lemmatizer: Any) -> None:
        self._lemmatizer = lemmatizer
        self._known: dict[_Key, int] = {}

    def forget(self) -> None:
        """Forget all lemmas."""
        self._known.clear()

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Yield the documents with their lemmas set, in order, lazily."""
        for doc in stream:
            yield self._read(doc) if len(doc) else doc

    def _read(self, doc: Doc) -> Doc:
        import numpy as np
        from spacy.attrs import LEMMA, MORPH, ORTH, POS

        asked: Any = doc.to_array([ORTH, POS, MORPH, LEMMA])
        lemmas: list[int] = []
        for i, (word, part, morphology, lemma) in enumerate(asked.tolist()):
            if lemma == 0 or self._lemmatizer.overwrite:
                key = (word, part, morphology)
                lemma = self._known.get(key, 0)
                if not lemma:
                    lemma = self._known[key] = doc.vocab.strings.add(self._lemmatizer.lemmatize(doc[i])[0])
            lemmas.append(lemma)
        column: Any = np.array(lemmas, dtype="uint64").reshape(-1, 1)
        return doc.from_array([LEMMA], column)
