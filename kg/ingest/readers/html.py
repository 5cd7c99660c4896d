"""HTML: the article that a saved web page holds."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.errors import FormatError
from kg.ingest.article import RawArticle, rejected, sha256
from kg.ingest.dates import iso_date
from kg.ingest.decode import decode
from kg.model import Rejected
from kg.model.newsroom import site

#: libxml2 drops in silence what is nested deeper.
MAX_DEPTH = 256
#: A page of this size is no article; extraction takes seconds a megabyte.
MAX_BYTES = 8 * 2**20
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,40})[^<>]*?(/?)>")
_ENCODING = re.compile(r"^(?:\s*<\?xml[^<>]{0,200}\?>)?")
#: Elements without an end tag, and those whose end tag is commonly left out.
_FLAT = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source"),
        *("track", "wbr", "p", "li", "td", "th", "tr", "dt", "dd", "option", "thead", "tbody", "tfoot"),
    )
)
_META_CHARSET = re.compile(rb"<meta[^<>]{0,200}?charset=[\"']?\s*([\w-]{2,30})", re.IGNORECASE)


class HtmlReader:
    """Reads a page with trafilatura: main text, headline, date, site, authors and address."""

    name = "html"
    extensions = (".html", ".htm", ".xhtml")

    def read(self, raw: bytes, name: str) -> Iterator[RawArticle | Rejected]:
        """Yield the page's article, or the reason why it holds none."""
        if len(raw) > MAX_BYTES:
            yield rejected(name, f"too large: a page of more than {MAX_BYTES // 2**20} MiB")
            return
        try:
            page, notes = _decode(raw)
        except FormatError as error:
            yield rejected(name, str(error))
            return
        depth = tag_depth(page)
        if depth > MAX_DEPTH:
            yield rejected(name, f"HTML nested {depth} tags deep: text below {MAX_DEPTH} would be lost in silence")
            return
        found = _extract(page)
        if found is None:
            yield rejected(name, "no article found in the HTML")
            return
        text, fields = found
        yield RawArticle(
            text=text,
            raw_sha256=sha256(raw),
            title=fields["title"],
            published_at=iso_date(fields["date"]),
            url=fields["url"],
            publisher=fields["sitename"] or site(fields["url"]),
            authors=tuple(n.strip() for n in (fields["author"] or "").split(";") if n.strip()),
            language=fields["language"] or "en",
            notes=notes,
        )


def _decode(raw: bytes) -> tuple[str, tuple[str, ...]]:
    """Read the encoding that the page declares where it is not UTF-8."""
    declared = _META_CHARSET.search(raw[:4096])
    name = declared[1].decode("ascii").casefold() if declared else ""
    if name in ("iso-8859-1", "latin-1", "windows-1252", "cp1252") and b"\x00" not in raw:
        try:
            return raw.decode("utf-8"), ()
        except UnicodeDecodeError:
            return raw.decode("cp1252", "replace"), ("decoded as cp1252",)
    return decode(raw)


def _extract(page: str) -> tuple[str, dict[str, str | None]] | None:
    import logging

    import trafilatura

    for logger in ("trafilatura", "htmldate", "readability", "justext", "courlan"):
        logging.getLogger(logger).setLevel(logging.CRITICAL)
    found = trafilatura.bare_extraction(
        _ENCODING.sub("", page, count=1),
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        # The largest date is fixed: today's would make the result depend on the day.
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": "2100-01-01"},
    )
    if found is None:
        return None
    fields = found if isinstance(found, dict) else found.as_dict()
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        return None
    names = ("title", "date", "url", "sitename", "author", "language")
    return text, {n: fields[n] if isinstance(fields.get(n), str) else None for n in names}


def tag_depth(page: str) -> int:
    """Return how deep the tags are nested, without elements whose end tag may be left out.

    >>> tag_depth("<div><p>One<p>Two<b>bold</b></div>")
    2
    """
    depth = deepest = 0
    for closing, tag, empty in _TAG.findall(page):
        if empty or tag.casefold() in _FLAT:
            continue
        depth = max(depth - 1, 0) if closing else depth + 1
        deepest = max(deepest, depth)
    return deepest
