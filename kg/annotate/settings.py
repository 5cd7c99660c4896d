"""What a user may choose about annotating."""

from __future__ import annotations

from dataclasses import dataclass

#: Best measured batch of ``nlp.pipe``: spaCy's default of 256 reaches 0.85 of its speed at twice the memory.
BATCH_SIZE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotateSettings:
    """Which models read the text, and what people said of its names.

    ``voters`` names the models in order: the first parses and finds names, the others only find names. "md" and
    "sm" are two models that the package installs, "news" is its own name finder, which needs the word vectors of "md",
    "encoder" the network that reads relations too, which knows names better and takes longer; any other name is loaded
    with ``spacy.load``. ``batch_size`` is the number of documents that are read at once. ``given`` are words that
    people said are names, each with its class; None: they are no name.
    """

    voters: tuple[str, ...] = ("md", "news")
    batch_size: int = BATCH_SIZE
    given: tuple[tuple[str, str | None], ...] = ()
