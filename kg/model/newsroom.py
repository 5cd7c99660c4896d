"""Which newsroom wrote a document."""

from __future__ import annotations

from urllib.parse import urlsplit

from kg.model.records import Document

#: What outlets put before their host names for other views of the same articles.
_VIEWS = ("www.", "m.", "amp.", "mobile.")


def newsroom(document: Document) -> str | None:
    """Return who published a document: the publisher's name, else the host of its address; None if neither is known.

    >>> from kg.model import Document, Source
    >>> newsroom(Document(id="1", name="a", text="", source=Source(uri="https://www.example.org/a?b")))
    'example.org'
    """
    if document.source.publisher is not None and (name := " ".join(document.source.publisher.casefold().split())):
        return name
    return site(document.source.uri)


def site(address: str | None) -> str | None:
    """Return the host of a web address, without what outlets put before it for other views; None for anything else.

    >>> site("https://www.example.org/a"), site("https://amp.example.org/a"), site("a.txt")
    ('example.org', 'example.org', None)
    """
    try:
        host = urlsplit(address or "").hostname or ""
    except ValueError:  # a file may be called "[draft"
        return None
    view = next((view for view in _VIEWS if host.startswith(view)), "")
    return host.removeprefix(view) or None
