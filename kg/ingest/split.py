"""Articles too long for one document: split between paragraphs, each part a document of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.model import Cut, Document

#: Longer texts cost spaCy gigabytes, and beyond a million characters it refuses the whole batch.
MAX_CHARS = 100_000


def split(document: Document, *, max_chars: int = MAX_CHARS) -> Iterator[Document]:
    """Yield the document, or its parts "name#1", "name#2", ... if it is longer than ``max_chars``.

    The parts are cut between paragraphs, else after a sentence, else at a space, else anywhere, and
    lose only the white space there. Their source's uri gets the same suffix; each keeps its own cuts.
    """
    if len(document.text) <= max_chars:
        yield document
        return
    for number, (start, end) in enumerate(_parts(document.text, max_chars), start=1):
        text, uri = document.text[start:end], f"{document.source.uri}#{number}"
        yield replace(
            document,
            id=Document.make_id(uri=uri, text=text),
            name=f"{document.name}#{number}",
            text=text,
            source=replace(document.source, uri=uri),
            cuts=tuple(
                _moved(cut, start)
                for cut in document.cuts
                if start <= cut.start < end or cut.start == end == len(document.text)
            ),
        )


def _moved(cut: Cut, start: int) -> Cut:
    return replace(cut, start=cut.start - start)


def _parts(text: str, max_chars: int) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = min(start + max_chars, len(text))
        if end < len(text):
            for mark in ("\n\n", "\n", ". ", " "):
                found = text.rfind(mark, start + max_chars // 4, end)
                if found > start:
                    end = found + (1 if mark == ". " else 0)
                    break
        if text[start:end].strip():
            yield start, end
        start = end
        while start < len(text) and text[start].isspace():
            start += 1
