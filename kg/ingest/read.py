"""Reading: inputs in, documents with final text out, and a rejection for each thing left out."""

from __future__ import annotations

import gzip
import re
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import count
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.ingest.article import RawArticle, rejected, sha256
from kg.ingest.clean import clean
from kg.ingest.dates import iso_date
from kg.ingest.inputs import InputFile, find_inputs
from kg.ingest.published import publication_date
from kg.ingest.readers import format_of_bytes, format_of_name, reader
from kg.ingest.split import MAX_CHARS, split
from kg.model import Cut, Document, Rejected, Source
from kg.model.newsroom import site

#: The largest file that is read, unpacked; larger ones should come in pieces.
MAX_FILE_BYTES = 512 * 2**20
#: The largest single article: more is a book or a data file, not news.
MAX_ARTICLE_CHARS = 5_000_000
#: The number that splitting puts behind the name of a long article.
_PART = re.compile(r"#\d+$")
_GZIP = b"\x1f\x8b"
#: How alike a title and a text's first line must be to be the same headline.
_SAME_HEADLINE = 0.9


def read(
    inputs: Sequence[str],
    *,
    format: str | None = None,
    recursive: bool = True,
    max_chars: int = MAX_CHARS,
    known: Iterable[Document] = (),
    is_own: Callable[[Path], bool] | None = None,
) -> Iterator[Document | Rejected]:
    """Return an iterator over the documents of files, folders, patterns and "-" (stdin), sorted by name.

    The order of the inputs does not matter, and the same article given twice is read once. Whatever
    cannot be read is a ``Rejected`` of stage "ingest" and loses nothing else. ``format`` names the
    reader for all files; None: by extension, else by content. An article longer than ``max_chars`` is
    split between paragraphs into documents "name#1", "name#2", ... Names are unique: a second
    "a.txt" becomes "a.txt~2", also where the first one is among the ``known`` documents of earlier builds; an
    article that is known keeps the name that it has there. Files of which ``is_own`` says that this program wrote them
    are no articles (`find_inputs`).

    Raises InputError at once if there is nothing to read, FormatError for an unknown format.
    """
    if max_chars < 1:
        raise ValueError(f"max_chars must be positive, got {max_chars}")
    if format is not None:
        reader(format)
    files, missing = find_inputs([inputs] if isinstance(inputs, str) else inputs, recursive=recursive, is_own=is_own)
    return _read(files, missing, format, max_chars, list(known))


def _read(
    files: Sequence[InputFile],
    missing: Sequence[Rejected],
    format: str | None,
    max_chars: int,
    known: Sequence[Document],
) -> Iterator[Document | Rejected]:
    yield from missing
    ids: set[str] = set()
    known_ids = {document.id for document in known}
    names = {name for document in known for name in (document.name, _PART.sub("", document.name))}
    for file in files:
        for found in _articles(file, format):
            if isinstance(found, Rejected):
                yield found
                continue
            name = _name(found, file.name)
            document = _document(found, name)
            if isinstance(document, Rejected):
                yield document
            elif document.id not in ids:
                ids.add(document.id)
                for unique in _names(name):
                    parts = list(split(_renamed(document, unique, has_url=bool(found.url)), max_chars=max_chars))
                    if unique not in names or parts[0].id in known_ids:
                        break
                names.add(unique)
                yield from parts


def _articles(file: InputFile, format: str | None) -> Iterator[RawArticle | Rejected]:
    try:
        raw = _bytes(file)
    except (OSError, EOFError, zlib.error) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else f"broken gzip: {error}"
        yield rejected(file.name, f"cannot be read: {reason}")
        return
    if raw is None:
        yield rejected(file.name, f"too large: more than {MAX_FILE_BYTES // 2**20} MiB; split the file")
    elif not raw.strip():
        yield rejected(file.name, "empty")
    else:
        chosen = format or (format_of_name(file.name) if file.path else None) or format_of_bytes(raw)
        yield from reader(chosen).read(raw, file.name)


def _bytes(file: InputFile) -> bytes | None:
    """Return a file's bytes, unpacked, or None if there are too many."""
    if file.path is None:
        raw = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    else:
        with Path(file.path).open("rb") as stream:
            raw = stream.read(MAX_FILE_BYTES + 1)
    if raw.startswith(_GZIP):
        import io

        packed: BinaryIO = io.BytesIO(raw)
        with gzip.open(packed) as unpacked:
            raw = unpacked.read(MAX_FILE_BYTES + 1)
    return raw if len(raw) <= MAX_FILE_BYTES else None


def _name(article: RawArticle, file_name: str) -> str:
    if article.place is None:
        return file_name
    return article.key or article.url or f"{file_name}#{article.place}"


def _names(name: str) -> Iterator[str]:
    """Yield a name, then the same with a number behind it: those that a second, a third article gets."""
    yield name
    for number in count(2):
        yield f"{name}~{number}"


def _renamed(document: Document, name: str, *, has_url: bool) -> Document:
    if name == document.name:
        return document
    from dataclasses import replace

    uri = document.source.uri if has_url else name
    return replace(
        document,
        id=Document.make_id(uri=uri, text=document.text),
        name=name,
        source=replace(document.source, uri=uri),
    )


def _document(article: RawArticle, name: str) -> Document | Rejected:
    if len(article.text) > MAX_ARTICLE_CHARS:
        return rejected(name, f"too large: an article of more than {MAX_ARTICLE_CHARS} characters")
    try:
        return read_text(
            article.text,
            name=name,
            title=article.title,
            published_at=article.published_at,
            url=article.url,
            publisher=article.publisher,
            authors=article.authors,
            language=article.language,
            licence=article.licence,
            raw_sha256=article.raw_sha256,
            notes=article.notes,
        )
    except InputError as error:
        return rejected(name, error.what)


def read_text(
    text: str,
    *,
    name: str,
    title: str | None = None,
    published_at: str | None = None,
    url: str | None = None,
    publisher: str | None = None,
    authors: Sequence[str] = (),
    language: str = "en",
    licence: str | None = None,
    raw_sha256: str = "",
    notes: Sequence[str] = (),
) -> Document:
    """Return one article as a document with its final text; it is not split, however long.

    A title that the text does not begin with becomes its first paragraph. ``published_at`` may be
    written in any way that ``iso_date`` reads; None: the article's head is asked (``publication_date``). Without a
    ``publisher`` it is the site of the ``url``.

    Raises InputError if no text is left after cleaning.

    >>> document = read_text("The talks ended.", name="a.txt", title="Talks end without a deal")
    >>> document.text, document.source.uri
    ('Talks end without a deal\\n\\nThe talks ended.', 'a.txt')
    """
    headline = " ".join((title or "").split())
    publisher = publisher or site(url)
    with_title = _with_title(text, headline)
    final, cuts = clean(with_title, publisher=publisher)
    if not text.strip() or not any(character.isalpha() for character in final):
        raise InputError("empty: no text is left after cleaning" if text.strip() else "empty")
    uri = _plain(url) or name
    given = iso_date(published_at)
    if given is None and (unread := _plain(published_at)) is not None:
        notes = (*notes, f"its date was not understood: {unread[:80]!r}")
    return Document(
        id=Document.make_id(uri=uri, text=final),
        name=name,
        text=final,
        source=Source(
            uri=uri,
            publisher=_plain(publisher),
            title=_plain(headline),
            published_at=given or _date(text, final, headline),
            authors=tuple(plain for author in authors if (plain := _plain(author))),
            licence=_plain(licence),
        ),
        language=language,
        raw_sha256=raw_sha256 or sha256(text.encode("utf-8", "surrogatepass")),
        cuts=(*(Cut(start=0, removed="", reason=note) for note in notes), *cuts),
    )


def _date(text: str, final: str, headline: str) -> str | None:
    """Return the date of an article's head, as it came or after lost line breaks have come back."""
    return publication_date(text, title=headline) or publication_date(final, title=headline)


def _plain(value: str | None) -> str | None:
    from kg.ingest.characters import normalise

    return " ".join(normalise(value)[0].split()) or None if value else None


def _with_title(text: str, title: str) -> str:
    """Put the title before the text, unless the text begins with it or it is a single word."""
    if " " not in title:
        return text
    start = text.lstrip()[: 2 * len(title) + 40]
    first_line = start.split("\n", 1)[0]
    wanted, given = _letters(title), _letters(start)
    if wanted and given.startswith(wanted):
        return _title_apart(text, title)
    likeness = SequenceMatcher(None, wanted, _letters(first_line), autojunk=False)
    if likeness.quick_ratio() >= _SAME_HEADLINE and likeness.ratio() >= _SAME_HEADLINE:
        return text
    return f"{title}\n\n{text}"


def _title_apart(text: str, title: str) -> str:
    """Break the line after a title that the text goes on from with a new sentence."""
    found = re.match(r"\s*" + r"\s+".join(map(re.escape, title.split())) + r"(?= +[\"“]?[A-Z])", text)
    if found is None or len(title.split()) < 4:
        return text
    return f"{text[: found.end()]}\n\n{text[found.end() :].lstrip()}"


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
