"""The lines of a text: headlines given twice, site names, date lines and hard-wrapped paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.ingest.boilerplate import is_headline, line_edit, words
from kg.ingest.dates import DATE_LINE
from kg.ingest.edits import WHITE_SPACE, Edit

_LINE = re.compile(r"[^\n]+")
#: Equal neighbours shorter than this are more likely cells of a table than a headline given twice.
_MIN_DOUBLED = 12
#: How far down a headline may be given again: labels and a sub-headline may stand between.
_MAX_HEADLINE_GAP = 4
_SITE_TAIL = re.compile(r"(?P<dash> [—–|»·-]{1,2} )(?P<site>[^—–|»\n]{2,40})$")
_UNTIDY = ("  ", " \n", "\n ", "\n\n\n")
_TIDY = re.compile(r"[ \n]*(?:  | \n|\n |\n\n\n)[ \n]*|\A[ \n]+|[ \n]+\Z")
#: Columns beyond which a line is a paragraph of its own and not a piece of a hard-wrapped one.
_MAX_COLUMNS = 90
_MIN_COLUMNS = 40
_SENTENCE_END = re.compile(r"[.!?:…]['\"”’)\]]*$")


def doubled_lines(text: str) -> Iterator[Edit]:
    """Cut a line that says the same as the one before it, and the headline given again near the top."""
    lines = list(_LINE.finditer(text))
    for index, line in enumerate(lines):
        if len(line.group()) < _MIN_DOUBLED or index == 0:
            continue
        again = line.group() == lines[index - 1].group()
        top = index <= _MAX_HEADLINE_GAP and is_headline(line.group()) and line.group() == lines[0].group()
        if again or top:
            yield line_edit(text, line.start(), line.end(), reason="headline given twice")


def site_name(text: str, *, publisher: str | None = None) -> Iterator[Edit]:
    """Cut the site's name after a dash in the headline: "Talks end — Example World News".

    A tail is a site's name if it holds a word of the list ``site`` and nothing but names, or spells the
    publisher ("CBS News" for "cbsnews.com").
    """
    headline = _LINE.match(text)
    tail = _SITE_TAIL.search(headline.group()) if headline else None
    if headline is None or tail is None or not is_headline(headline.group()):
        return
    site = tail["site"].strip()
    parts = re.findall(r"[\w’'&]+", site.casefold())
    spelled = "".join(parts).removeprefix("the")
    domain = re.sub(r"^(www|edition|m|news)\.", "", (publisher or "").casefold()).split(".")[0]
    is_publisher = len(spelled) > 1 and spelled in (domain, "".join((publisher or "").casefold().split()))
    named = site[0].isupper() or "." in site
    if is_publisher or (named and len(parts) <= 5 and _is_site(parts)):
        yield Edit(start=tail.start(), end=headline.end(), reason="site name after the headline")


def _is_site(parts: list[str]) -> bool:
    return bool(parts) and (parts[-1] in words("site") or (parts[0] in words("site") and len(parts) == 1))


def date_line(text: str) -> Iterator[Edit]:
    """Give a date that opens one of the first two paragraphs a paragraph of its own."""
    for line in list(_LINE.finditer(text))[:2]:
        date = DATE_LINE.match(line.group())
        if date and re.match(r" +[A-Z“\"]", line.group()[date.end() :]):
            start = line.start() + date.end()
            yield Edit(start=start, end=start + 1, inserted="\n\n", reason="lost line break after a date")


def white_space(text: str) -> Iterator[Edit]:
    """Tidy what the other rules leave: double spaces, spaces at line ends, more than one empty line."""
    if text == text.strip(" \n") and not any(sign in text for sign in _UNTIDY):
        return
    for match in _TIDY.finditer(text):
        found = match.group()
        tidy = "" if match.start() == 0 or match.end() == len(text) else " "
        if tidy and "\n" in found:
            tidy = "\n" * min(found.count("\n"), 2)
        if found != tidy:
            yield Edit(start=match.start(), end=match.end(), inserted=tidy, reason=WHITE_SPACE)


def hard_wraps(text: str) -> Iterator[Edit]:
    """Join the lines of paragraphs that were wrapped at a fixed width, by a space.

    A break was made by wrapping if the first word of the next line would not have fitted into the text's
    width, or goes on in lower case. A text is taken as wrapped if no line is longer than 90 columns and
    more than half of its breaks look like that and end no sentence. A line that ends a sentence early
    ends a paragraph.
    """
    breaks = list(re.finditer(r"(?<=[^\n])\n(?=[^\n])", text))
    if len(breaks) < 2:
        return
    widths = [len(block) for chunk in text.split("\n\n") if "\n" in chunk for block in chunk.split("\n")]
    columns = max(widths)
    if not _MIN_COLUMNS <= columns <= _MAX_COLUMNS:
        return
    wrapped = [_wrapped(text, found.start(), columns) for found in breaks]
    if sum(wrapped) <= len(breaks) / 2:
        return
    for found, joins in zip(breaks, wrapped, strict=True):
        if joins or _full_line(text, found.start(), columns):
            hyphen = text[found.start() - 1] == "-" and text[found.start() - 2 : found.start() - 1].isalpha()
            yield Edit(
                start=found.start(),
                end=found.end(),
                inserted="" if hyphen else " ",
                reason="line break inside a paragraph",
            )


def _around(text: str, position: int) -> tuple[str, str]:
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position + 1)
    return text[start:position], text[position + 1 : end if end >= 0 else len(text)]


def _full_line(text: str, position: int, columns: int) -> bool:
    """Say whether the next line's first word would not have fitted into this line."""
    line, following = _around(text, position)
    return len(line) + 1 + len(following.split(" ", 1)[0]) > columns - 1


def _wrapped(text: str, position: int, columns: int) -> bool:
    """Say whether a break stands inside a sentence."""
    line, following = _around(text, position)
    if _SENTENCE_END.search(line):
        return False
    goes_on = following[:1].islower() or line.endswith((",", ";"))
    cut_short = len(line) > columns / 2 and line.rsplit(" ", 1)[-1] in words("small")
    return (goes_on and len(line) > columns / 3) or cut_short or _full_line(text, position, columns)
