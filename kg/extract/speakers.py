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
_AUTHORS = re.compile(r"by:?\s+(?P<names>[^\n]{3,120})$", re.IGNORECASE)
_BETWEEN = re.compile(r",|\||&|\band\b", re.IGNORECASE)


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
    """Return the chains of the article's authors: the names that its source gives, and those in a line "By X and Y".

    Cleaning takes most such lines out of the text and keeps them as cuts.
    """
    document = annotated.document
    known = {_plain(name) for name in document.source.authors}
    known |= {name for cut in document.cuts for name in _named_in_byline(cut.removed)}
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


def _named_in_byline(removed: str) -> list[str]:
    """Return the plain names of a line that cleaning took for one of authors; [] for other lines.

    >>> _named_in_byline("By Jane Roe and JOHN DOE, AP Writers")
    ['jane roe', 'john doe', 'ap writers']
    """
    found = _AUTHORS.match(removed.strip())
    return [] if found is None else [name for part in _BETWEEN.split(found["names"]) if (name := _plain(part))]


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
