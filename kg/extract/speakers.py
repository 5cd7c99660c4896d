"""Whose word a relation is: the speaker of the quote around it, but never the author of the article."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import AnnotatedDocument, Quote, Span

#: How a line that names the author opens.
_BYLINE = re.compile(
    r"(?:^|\n)[ \t]*(?:(?:written|reported|story|text|posted|reporting)[ \t]+)?by:?[ \t]+$", re.IGNORECASE
)
_REACH = 40


def speaker_of(cue: Span, quotes: Iterable[Quote], authors: frozenset[str] = frozenset()) -> str | None:
    """Return the chain of who said it: the speaker of the innermost quote that covers the cue.

    ``authors`` are chains of the people who wrote the article; what they say is the article's own word: None.
    """
    covering = [q for q in quotes if q.speaker is not None and q.span.covers(cue)]
    if not covering:
        return None
    speaker = min(covering, key=lambda q: (q.span.end - q.span.start, q.span.start)).speaker
    return None if speaker in authors else speaker


def author_chains(annotated: AnnotatedDocument) -> frozenset[str]:
    """Return the chains of the article's authors: the names that its source gives, and those in a line "By X"."""
    document = annotated.document
    known = {_plain(name) for name in document.source.authors}
    names = {
        mention.id
        for mention in annotated.mentions
        if mention.kind == "name"
        and (
            _plain(mention.text) in known
            or _BYLINE.search(document.text, max(mention.span.start - _REACH, 0), mention.span.start)
        )
    }
    return frozenset(chain.id for chain in annotated.chains if names.intersection(chain.mentions))


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
