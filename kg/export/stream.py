"""Text to a binary stream in large pieces, with constant memory."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import batched
from typing import BinaryIO

_SURROGATE = re.compile("[\ud800-\udfff]")

#: How many pieces are joined before they are encoded and written; beyond some thousand nothing is gained.
_PIECES = 4096

#: The first line of a text format that has comments: by it `write_file` knows a file that it may overwrite.
COMMENT = "# newskg: written by kg; the next build writes it anew.\n"


def write_text(stream: BinaryIO, pieces: Iterable[str]) -> None:
    """Write the pieces as UTF-8; lone surrogates, which are no characters, become U+FFFD.

    >>> import io
    >>> out = io.BytesIO(); write_text(out, ["a", "é"]); out.getvalue()
    b'a\\xc3\\xa9'
    """
    for batch in batched(pieces, _PIECES):
        text = "".join(batch)
        try:
            stream.write(text.encode())
        except UnicodeEncodeError:
            stream.write(scalar_text(text).encode())


def scalar_text(text: str) -> str:
    r"""Return a text in which lone surrogates, which are no characters, are U+FFFD.

    >>> scalar_text("half \ud83d pair"), scalar_text("whole")
    ('half � pair', 'whole')
    """
    if _SURROGATE.search(text) is None:
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
