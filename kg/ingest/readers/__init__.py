"""Readers, one file each: what a format's bytes hold, and which format a file has."""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches
from importlib import import_module

from kg.errors import FormatError
from kg.ingest.article import Reader

#: Reader's name -> where its class is; imported when a file of that format is read.
BUILT_IN = {
    "html": "kg.ingest.readers.html:HtmlReader",
    "json": "kg.ingest.readers.json:JsonReader",
    "jsonl": "kg.ingest.readers.jsonl:JsonlReader",
    "txt": "kg.ingest.readers.txt:TxtReader",
}
#: Kept beside the classes so that a folder can be listed without importing a reader.
EXTENSIONS = {
    ".txt": "txt",
    ".text": "txt",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}
_HTML = re.compile(rb"\s*<(?i:!doctype html|html|head|body|article|div|p)\b")


def reader(name: str) -> Reader:
    """Return a reader by name.

    Raises FormatError, with the choices and the nearest, for an unknown name.

    >>> reader("txt").extensions
    ('.txt', '.text')
    """
    if name not in BUILT_IN:
        nearest = get_close_matches(name, BUILT_IN, n=1)
        raise FormatError(
            f"unknown input format {name!r}",
            cause=f"the formats are {', '.join(sorted(BUILT_IN))}",
            remedy=f"did you mean {nearest[0]!r}?" if nearest else "name one of them",
        )
    module, attribute = BUILT_IN[name].split(":")
    make: Callable[[], Reader] = getattr(import_module(module), attribute)
    return make()


def format_of_name(file_name: str) -> str | None:
    """Return the format that a file's extension stands for, or None.

    >>> format_of_name("news.JSONL.gz"), format_of_name("photo.png")
    ('jsonl', None)
    """
    plain = file_name.casefold().removesuffix(".gz")
    return next((name for ending, name in EXTENSIONS.items() if plain.endswith(ending)), None)


def format_of_bytes(raw: bytes) -> str:
    """Return the format that the bytes look like; "txt" where nothing tells.

    >>> format_of_bytes(b'{"text": "a"}\\n{"text": "b"}'), format_of_bytes(b"<!doctype html><p>")
    ('jsonl', 'html')
    """
    start = raw.removeprefix(b"\xef\xbb\xbf").lstrip()
    if _HTML.match(start):
        return "html"
    if start[:1] == b"[" and re.match(rb"\[\s*[{\]]", start):
        return "json"
    if start[:1] == b"{" and re.match(rb"\{\s*[\"}]", start):
        lines = start.split(b"\n", 2)
        both = len(lines) > 1 and lines[0].rstrip().endswith(b"}") and lines[1].lstrip().startswith(b"{")
        return "jsonl" if both else "json"
    return "txt"
