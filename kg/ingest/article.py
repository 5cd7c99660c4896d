"""What a reader hands on, and the protocol of readers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from kg.model import Rejected

STAGE = "ingest"


@dataclass(frozen=True, slots=True, kw_only=True)
class RawArticle:
    """One article as a reader found it, before cleaning.

    ``key`` is the record's own id where many articles share a file, or None for the file's only one;
    ``place`` is then its place in the file, such as "12" for the twelfth line. ``published_at`` is an
    ISO date or None. ``notes`` say what decoding had to change.
    """

    text: str
    raw_sha256: str
    title: str | None = None
    published_at: str | None = None
    url: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    language: str = "en"
    licence: str | None = None
    key: str | None = None
    place: str | None = None
    notes: tuple[str, ...] = ()


@runtime_checkable
class Reader(Protocol):
    """Reads the bytes of one file; what cannot be read is a Rejected, never an exception.

    ``extensions`` are lower-case and begin with a full stop; a ".gz" after them is taken off before.
    """

    name: str
    extensions: tuple[str, ...]

    def read(self, raw: bytes, name: str) -> Iterator[RawArticle | Rejected]:
        """Yield the articles of a file in their order; ``name`` stands in the rejections."""
        ...


def rejected(item: str, reason: str) -> Rejected:
    """Return the record of something that ingest left out; ``reason`` is one line."""
    return Rejected(stage=STAGE, item=item, reason=" ".join(reason.split()))


def sha256(raw: bytes) -> str:
    """Return the hex digest that documents carry of the bytes they came from."""
    return hashlib.sha256(raw).hexdigest()
