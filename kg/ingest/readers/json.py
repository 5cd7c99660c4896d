"""JSON: one article, or a list of them, with the field names that crawlers use."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import FormatError
from kg.ingest.article import RawArticle, rejected, sha256
from kg.ingest.dates import iso_date
from kg.ingest.decode import decode
from kg.model import Rejected
from kg.model.newsroom import site

#: What is read from a record: the first of these fields that holds something. Other fields are ignored.
#: Source: the output of news-please, and schema.org's NewsArticle.
FIELDS = {
    "text": ("text", "maintext", "articleBody", "body", "content"),
    "title": ("title", "headline"),
    "published_at": ("date_publish", "published_at", "date", "datePublished", "published", "publish_date"),
    "url": ("url", "link", "uri", "web_url", "webUrl", "source_url", "canonical_url", "permalink"),
    "publisher": ("publisher", "source_domain", "site", "source"),
    "authors": ("authors", "author", "byline"),
    "language": ("language", "lang", "inLanguage"),
    "licence": ("licence", "license"),
    "key": ("id", "_id", "uuid", "guid"),
}
#: Under these names a record may hold the list of the articles.
_LISTS = ("articles", "documents", "items", "results", "data")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


class JsonReader:
    """Reads a file that holds one JSON record or a list of records; JSON lines are seen as such."""

    name = "json"
    extensions = (".json",)

    def read(self, raw: bytes, name: str) -> Iterator[RawArticle | Rejected]:
        """Yield the articles in their order, and a rejection for each record without text."""
        try:
            text, notes = decode(raw)
            value = parse(text)
        except json.JSONDecodeError as error:
            if error.msg == "Extra data" and error.lineno > 1:
                from kg.ingest.readers.jsonl import JsonlReader

                yield from JsonlReader().read(raw, name)
            else:
                yield rejected(name, f"broken JSON at line {error.lineno}: {error.msg}")
            return
        except FormatError as error:
            yield rejected(name, str(error))
            return
        records = _records(value)
        if records is None:
            yield article(value, name=name, raw_sha256=sha256(raw), notes=notes, place=None)
            return
        if not records:
            yield rejected(name, "empty: the list holds no article")
        for number, record in enumerate(records, start=1):
            canonical = json.dumps(record, sort_keys=True).encode()
            yield article(record, name=name, raw_sha256=sha256(canonical), notes=notes, place=str(number))


def parse(text: str) -> Any:
    """Return the JSON value of a text.

    Raises JSONDecodeError, and FormatError for what Python cannot hold: nesting that is too deep and
    numbers of thousands of digits.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        raise
    except RecursionError as error:
        raise FormatError("broken JSON: nested too deeply") from error
    except ValueError as error:
        raise FormatError(f"broken JSON: {error}") from error


def _records(value: Any) -> list[Any] | None:
    if isinstance(value, list):
        return value
    if isinstance(value, dict) and not _text_of(value):
        return next((value[key] for key in _LISTS if isinstance(value.get(key), list)), None)
    return None


def article(
    record: Any, *, name: str, raw_sha256: str, notes: tuple[str, ...], place: str | None
) -> RawArticle | Rejected:
    """Return the article that a record holds; ``place`` is its number where a file holds many."""
    item = name if place is None else f"{name}#{place}"
    if not isinstance(record, dict):
        return rejected(item, f"no text field: the record is a JSON {_kind(record)}")
    text = _text_of(record)
    if text is None:
        return rejected(item, f"no text field: none of {', '.join(FIELDS['text'])} holds text")
    url = _string(record, "url")
    return RawArticle(
        text=text,
        raw_sha256=raw_sha256,
        title=_string(record, "title"),
        published_at=next((iso for v in _values(record, "published_at") if (iso := iso_date(v))), None),
        url=url,
        publisher=_publisher(record, url),
        authors=tuple(_names(next(_values(record, "authors"), None))),
        language=_language(record),
        licence=_string(record, "licence"),
        key=None if place is None else _key(record),
        place=place,
        notes=notes,
    )


def _values(record: Mapping[str, Any], field: str) -> Iterator[Any]:
    return (record[key] for key in FIELDS[field] if record.get(key) not in (None, "", [], {}))


def _string(record: Mapping[str, Any], field: str) -> str | None:
    found = (v.strip() for v in _values(record, field) if isinstance(v, str))
    return next((v for v in found if v), None)


def _text_of(record: Mapping[str, Any]) -> str | None:
    for value in _values(record, "text"):
        parts = value if isinstance(value, list) else [value]
        if all(isinstance(part, str) for part in parts) and any(part.strip() for part in parts):
            return "\n\n".join(parts)
    return None


def _publisher(record: Mapping[str, Any], url: str | None) -> str | None:
    """Return the publisher's name, else the site of its address or of the article's; an address is never a name."""
    for value in _values(record, "publisher"):
        known = [value.get("name"), value.get("url")] if isinstance(value, dict) else [value]
        for named in known:
            if isinstance(named, str) and named.strip():
                return site(named.strip()) or named.strip().removeprefix("www.")
    return site(url)


def _names(value: Any) -> Iterator[str]:
    for name in value if isinstance(value, list) else [value]:
        named = name.get("name") if isinstance(name, dict) else name
        if isinstance(named, str) and named.strip():
            yield " ".join(named.split())


def _language(record: Mapping[str, Any]) -> str:
    written = _string(record, "language")
    return written.replace("_", "-") if written and _LANGUAGE.fullmatch(written) else "en"


def _key(record: Mapping[str, Any]) -> str | None:
    value = next(_values(record, "key"), None)
    if isinstance(value, bool) or not isinstance(value, str | int):
        return None
    return " ".join(str(value).split()) or None


def _kind(value: Any) -> str:
    kinds = {list: "list", str: "string", bool: "boolean", type(None): "null"}
    return kinds.get(type(value), "number")
