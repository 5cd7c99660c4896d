"""Ids made from content: never from time, run, path or random numbers."""

from __future__ import annotations

import hashlib
import re
import unicodedata

#: Hex digits kept of a SHA-256: 64 bits, so about one collision in 4 billion ids.
ID_LENGTH = 16


def content_id(*parts: str | int) -> str:
    """Return a 16-digit hex hash of the parts, in their order.

    >>> content_id("claim", "a", 1) == content_id("claim", "a", 1)
    True
    >>> content_id("ab", "c") == content_id("a", "bc")
    False
    """
    text = "\x1f".join(str(part) for part in parts)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def slug(name: str) -> str:
    """Return a name as ``[a-z0-9-]+``, for IRIs; a name with no Latin letter gives its hash.

    >>> slug("CST-100 Starliner"), slug("São Paulo"), slug("AT&T")
    ('cst-100-starliner', 'sao-paulo', 'at-t')
    """
    ascii_name = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", ascii_name.casefold().replace("'", "")).strip("-")
    return words or "x-" + content_id("slug", name)
