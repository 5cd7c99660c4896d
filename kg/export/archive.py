"""Formats of several files: one ZIP archive as a stream, which is written as a folder or as a ``.zip``.

A format of this kind writes and reads an archive, as every other format writes and reads a stream of bytes;
what lies on the disk is decided by the name that the user gives (``kg.export.folders``).
"""

from __future__ import annotations

import io
import struct
import zipfile
from binascii import crc32
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from kg.errors import FormatError
from kg.export.stream import write_text

#: The first file of each archive and folder. It says who wrote it, uncompressed, so that the first bytes of an
#: archive do. Source: the "mimetype" file of the OCF container (EPUB, OpenDocument).
MARK = "newskg.txt"
#: The earliest time that ZIP can say: the same bytes on every day.
_DATE = (1980, 1, 1, 0, 0, 0)
_DATE_BYTES = (1 << 5 | 1) << 16


def mark(name: str) -> str:
    """Return the line that a folder or archive of a format begins with, in the file `MARK`.

    >>> mark("neo4j")
    'newskg: written by kg as neo4j; the next export writes these files anew.\\n'
    """
    return f"newskg: written by kg as {name}; the next export writes these files anew.\n"


def signature(name: str) -> bytes:
    """Return how each archive of a format begins: the ZIP header and content of its `MARK`."""
    content = mark(name).encode()
    size, version = len(content), zipfile.DEFAULT_VERSION
    header = struct.pack("<4sHHHLLLLHH", b"PK\3\4", version, 0, 0, _DATE_BYTES, crc32(content), size, size,
                         len(MARK), 0)  # fmt: skip
    return header + MARK.encode() + content


def write_archive(stream: BinaryIO, name: str, files: Iterable[tuple[str, Iterable[str]]]) -> None:
    """Write the files of a format as an archive, in the order given; each is a path and its pieces of text.

    Paths are relative, with ``/`` between folders, and stand once. Memory stays constant: pieces are encoded and
    packed as they come, as `write_text` encodes them.
    """
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_entry(MARK, zipfile.ZIP_STORED), mark(name))
        for path, pieces in files:
            with archive.open(_entry(path, zipfile.ZIP_DEFLATED), "w", force_zip64=True) as out:
                write_text(out, pieces)  # type: ignore[arg-type]  # typeshed: IO[bytes], which it is


def read_archive(stream: BinaryIO, name: str) -> Mapping[str, str]:
    """Return the texts of an archive that `write_archive` wrote, by path, in its order, without `MARK`.

    FormatError where it is no archive, damaged, or of another format.
    """
    try:
        # a copy: the directory of an archive stands at its end, and not every stream can go there
        with zipfile.ZipFile(io.BytesIO(stream.read())) as archive:
            texts = {path: archive.read(path).decode() for path in archive.namelist()}
    except (zipfile.BadZipFile, UnicodeDecodeError, NotImplementedError, EOFError, RuntimeError) as error:
        raise FormatError("the file is no archive that kg wrote", cause=str(error), remedy="export it again") from error
    if not texts.pop(MARK, "").startswith(mark(name)):
        raise FormatError(f"the archive is not one of {name}", remedy="name its format with -f")
    return texts


def _entry(path: str, compression: int) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(path, date_time=_DATE)
    entry.compress_type = compression
    entry.create_system = 3  # Unix, wherever it is written
    entry.external_attr = 0o644 << 16
    return entry
