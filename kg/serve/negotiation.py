"""Content negotiation: which of the media types that there are a client likes best."""

from __future__ import annotations

from collections.abc import Sequence

#: Names that clients use for media types, where the type itself is offered.
ALIASES = {
    "application/json": ("application/sparql-results+json", "application/ld+json"),
    "application/xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "text/xml": ("application/sparql-results+xml", "application/rdf+xml"),
    "application/x-turtle": ("text/turtle",),
    "text/plain": ("application/n-triples",),
}


def preferred(accept: str, offered: Sequence[str]) -> str | None:
    """Return the media type that an Accept header likes best; None: it takes none of them.

    Of those it likes alike, the first offered wins; no header takes all. A name of `ALIASES` stands for its types.

    Source: RFC 9110, section 12.5.1.

    >>> preferred("text/csv;q=0.5, application/*", ["application/json", "text/csv"])
    'application/json'
    >>> preferred("image/png", ["text/csv"]) is None
    True
    """
    ranges = [_media_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    liked = [(_quality(media_type, ranges), -place, media_type) for place, media_type in enumerate(offered)]
    quality, _, best = max(liked)
    return best if quality > 0 else None


def _media_range(text: str) -> tuple[str, float]:
    name, *parameters = (part.strip() for part in text.split(";"))
    quality = 1.0
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip().lower() == "q":
            try:
                quality = min(max(float(value), 0.0), 1.0)
            except ValueError:
                quality = 0.0
    return name.lower(), quality


def _quality(media_type: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return how much a type is liked: the most specific range that fits says so."""
    kind = media_type.partition("/")[0]
    best = (0, 0.0)
    for name, quality in ranges:
        exact = name == media_type or media_type in ALIASES.get(name, ())
        specific = 3 if exact else 2 if name == f"{kind}/*" else 1 if name == "*/*" else 0
        if specific:
            best = max(best, (specific, quality))
    return best[1]
