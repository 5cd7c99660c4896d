"""JSON inside HTML: plain for what every page needs at once, in compressed blocks for what a click asks for."""

from __future__ import annotations

import base64
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

#: What closes a script or begins a comment in HTML, and the two line ends that old JavaScript refuses in strings.
_ESCAPES = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def json_text(value: Any) -> str:
    r"""Return a value as JSON that no HTML parser mistakes for markup, in ASCII.

    >>> json_text({"name": "</script><b>"})
    '{"name":"\\u003c/script\\u003e\\u003cb\\u003e"}'
    """
    return json.dumps(value, ensure_ascii=True, separators=(",", ":"), allow_nan=False).translate(_ESCAPES)


def block_text(rows: Sequence[Any]) -> str:
    """Return rows as base64 of their JSON in a zlib stream, which browsers read as "deflate".

    >>> zlib.decompress(base64.b64decode(block_text([1, "a"])))
    b'[1,"a"]'
    """
    plain = json.dumps(rows, ensure_ascii=True, separators=(",", ":"), allow_nan=False).encode("ascii")
    return base64.b64encode(zlib.compress(plain, 9)).decode("ascii")


def blocks(rows: Iterable[Any], size: int) -> Iterator[str]:
    """Yield the text of blocks of ``size`` rows each; the last may hold fewer."""
    iterator = iter(rows)
    while block := list(islice(iterator, size)):
        yield block_text(block)
