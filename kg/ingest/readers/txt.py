"""Plain text: one article a file."""

from __future__ import annotations

from collections.abc import Iterator

from kg.errors import FormatError
from kg.ingest.article import RawArticle, rejected, sha256
from kg.ingest.decode import decode
from kg.model import Rejected


class TxtReader:
    """Reads a text file as one article; its headline and date are found by cleaning."""

    name = "txt"
    extensions = (".txt", ".text")

    def read(self, raw: bytes, name: str) -> Iterator[RawArticle | Rejected]:
        """Yield the article, or the reason why the bytes are no text."""
        try:
            text, notes = decode(raw)
        except FormatError as error:
            yield rejected(name, str(error))
            return
        yield RawArticle(text=text, raw_sha256=sha256(raw), notes=notes)
