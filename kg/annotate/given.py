"""Names that people gave, and words that they said are no name: they outweigh all that was found."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kg.annotate.groups import Name
from kg.annotate.parse import Parse

#: Words as they are written, each with its class; None: they are no name.
Given = tuple[tuple[str, str | None], ...]
#: The source of a name that people gave.
GIVEN = "given"
#: A given name is as sure as a listed one, so that no rule takes it for a part of another thing's name.
_SOURCES = frozenset({GIVEN, "gazetteer"})
#: More than all votes that the other names of a chain may have.
_VOTE = 1000.0
_STRUCK, _OVERLAPS = "no name, as people decided", "overlaps a name that people gave"


def written_as(forms: Iterable[str]) -> re.Pattern[str]:
    """Return what finds forms in a text as they are written, the longest first.

    Words are whole, case counts, and any white space may stand between words.

    >>> written_as(["Mario Run", "Run"]).findall("Mario\\n Run, Runs, run, Run's")
    ['Mario\\n Run', 'Run']
    """
    return re.compile(rf"(?<!\w)(?:{_any_of(forms)})(?!\w)")


def struck_as(forms: Iterable[str]) -> re.Pattern[str]:
    """Return what a whole name matches that is written as one of the forms, a possessive ending left aside.

    >>> [bool(struck_as(["Best Practices"]).fullmatch(name)) for name in ("Best Practices'", "Best Practices Inc")]
    [True, False]
    """
    return re.compile(rf"[ ,;:\"“”]*(?:{_any_of(forms)})(?:['’]s?)?[ ,;:\"“”]*")


def with_given(names: Sequence[Name], parse: Parse, given: Given) -> tuple[list[Name], list[tuple[Name, str]]]:
    """Return the names that were found with those that people gave, in text order, and what they leave out, and why.

    A given name stands in the place of all that overlap it; of two that overlap one another the first counts.
    """
    if not given:
        return list(names), []
    added = list(_named(parse, given))
    ranges = {(name.start, name.end) for name in added}
    taken = {i for start, end in ranges for i in range(start, end)}
    struck = struck_as(form for form, type in given if type is None)
    kept, left_out = added, []
    for name in names:
        if struck.fullmatch(parse.doc[name.start : name.end].text):
            left_out.append((name, _STRUCK))
        elif taken.isdisjoint(range(name.start, name.end)):
            kept.append(name)
        elif (name.start, name.end) not in ranges:
            left_out.append((name, _OVERLAPS))
    return sorted(kept, key=lambda name: name.start), left_out


def _named(parse: Parse, given: Given) -> Iterator[Name]:
    """Yield a name wherever the text writes a given form in whole tokens."""
    types = {form: type for form, type in given if type is not None}
    text = parse.doc.text
    for match in written_as(types).finditer(text):
        span = parse.doc.char_span(*match.span())
        if span is None and text[match.end() : match.end() + 1] == ".":
            span = parse.doc.char_span(match.start(), match.end() + 1)  # "Acme Inc." is two tokens
        if span is None:
            continue
        type = types[" ".join(match[0].split())]
        form = " ".join(parse.form(span.start, span.end).split())
        yield Name(start=span.start, end=span.end, form=form, votes={type: _VOTE}, sources=_SOURCES)


def _any_of(forms: Iterable[str]) -> str:
    ways = (r"\s+".join(map(re.escape, form.split())) for form in sorted(set(forms), key=lambda f: (-len(f), f)))
    return "|".join(ways) or "(?!)"  # none: nothing is found
