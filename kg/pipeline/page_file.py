"""Pages and pictures on disk: written whole or not at all, and never over somebody else's file."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from kg.errors import FormatError
from kg.export.files import replace_file
from kg.export.registry import Exporter

#: How each kind of page begins that kg writes, by the end of its name.
SIGNATURES = {
    ".html": (
        b'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="generator" content="newskg">'
    ),
    ".md": b"<!-- newskg -->\n",
}


def write_page(text: str, path: Path, *, force: bool = False) -> Path:
    """Write a page of HTML or Markdown, by the end of the path, and return the path.

    Raises:
        FormatError: the path ends in something else.
        OutputError: the file cannot be written, or is somebody else's and ``force`` is not set.
    """
    signature = SIGNATURES.get(path.suffix)
    if signature is None:
        raise FormatError(f"a page cannot be written as {path.name!r}", remedy="name a file that ends in .html or .md")
    data = text.encode()
    return write_signed(data if data.startswith(signature) else signature + data, path, signature, force=force)


def write_signed(data: bytes, path: Path, signature: bytes, *, force: bool = False) -> Path:
    """Write bytes and return the path; a file that does not begin with the signature is somebody else's.

    Raises:
        OutputError: the file cannot be written, or is somebody else's and ``force`` is not set.
    """
    kind = Exporter(
        name=path.suffix[1:], description="", suffixes=(path.suffix,), file_name="", signature=signature, module=""
    )

    def write(stream: BinaryIO) -> None:
        stream.write(data)

    replace_file(path, kind, write, force=force)
    return path
