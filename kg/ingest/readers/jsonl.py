"""JSON lines: one record a line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from kg.errors import FormatError
from kg.ingest.article import RawArticle, rejected, sha256
from kg.ingest.decode import decode
from kg.ingest.readers.json import article, parse
from kg.model import Rejected


class JsonlReader:
    """Reads a file line by line: a broken line loses that line only."""

    name = "jsonl"
    extensions = (".jsonl", ".ndjson")

    def read(self, raw: bytes, name: str) -> Iterator[RawArticle | Rejected]:
        """Yield the articles in their order, and a rejection for each line that holds none."""
        notes: tuple[str, ...] = ()
        if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):  # UTF-16: its line ends are not single bytes
            try:
                text, notes = decode(raw)
            except FormatError as error:
                yield rejected(name, str(error))
                return
            raw = text.encode("utf-8", "surrogatepass")
        start, number, found = 0, 0, False
        while start < len(raw):
            end = raw.find(b"\n", start)
            end = len(raw) if end < 0 else end
            line, start, number = raw[start:end], end + 1, number + 1
            if line.strip():
                found = True
                yield self._line(line, name, number, notes)
        if not found:
            yield rejected(name, "empty")

    @staticmethod
    def _line(line: bytes, name: str, number: int, notes: tuple[str, ...]) -> RawArticle | Rejected:
        item = f"{name}#{number}"
        try:
            text, more = decode(line)
            record = parse(text)
        except json.JSONDecodeError as error:
            return rejected(item, f"broken JSON at line {number}, column {error.colno}: {error.msg}")
        except FormatError as error:
            return rejected(item, f"{error} (line {number})")
        return article(record, name=name, raw_sha256=sha256(line), notes=(*notes, *more), place=str(number))
