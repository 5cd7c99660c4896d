"""When an article was published, as its head says: label, tag, a line that is a date, dateline, the title's end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import islice

from kg.ingest.boilerplate import words
from kg.ingest.dates import WRITTEN_DATE, iso_date

#: So many lines that are not empty are an article's head: headline, standfirst, byline, date.
_HEAD_LINES = 6
#: A longer line is a paragraph, unless a dateline opens it.
_MAX_LINE = 120
_TAG = re.compile(r"<(?:date|pubdate|published)>\s*(?P<date>[^<\n]{4,40}?)\s*</", re.IGNORECASE)
_CLOCK = r"(?:\d{1,2}[:.]\d\d(?:[:.]\d\d)? ?(?:[ap]\.?m\.?)?)"
#: What may stand behind a date that is a line of its own: a time and its zone.
_TIME = rf"(?:[T ,|•·-]*(?:at )?{_CLOCK}?[ ,]*(?:\(?[A-Z]{{1,4}}\)?|[+-]\d\d:?\d\d)?)"
_ALONE = re.compile(rf"(?P<date>{WRITTEN_DATE}){_TIME}\.?", re.IGNORECASE)
#: "NEW YORK, March 12, 2024 (Reuters) - The ...".
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Z .'’-]+[A-Z](?:, [A-Z][A-Za-z. ]{1,20})?), "
    rf"(?P<date>{WRITTEN_DATE}) *(?:\([^()\n]{{2,40}}\)|/[^/\n]{{2,40}}/)? *(?:--|[—–-]) *\S"
)
#: "Talks end – 12 March 2024", "Talks end (March 12, 2024)".
_TITLE_END = re.compile(rf"\S.* (?:[—–|-] (?P<date>{WRITTEN_DATE})|\((?P<inside>{WRITTEN_DATE})\))\W*", re.IGNORECASE)
_PARTS = re.compile(r"\s+[|•·]\s+")


def publication_date(text: str, *, title: str = "", today: date | None = None) -> str | None:
    """Return the ISO date that an article's head gives for it, or None where it gives none or two that differ.

    ``text`` is the article as it came, with what cleaning takes away. A label or tag ("Published: 12 March 2024")
    counts before one of an update, and both before dates without a label: a line that is a date, a dateline, the end
    of the title. A date inside a sentence is none, nor one more than a day after ``today`` (None: by the clock).

    >>> publication_date("Talks end\\n\\nPublished: 12 March 2024\\n\\nThe talks ended.")
    '2024-03-12'
    >>> publication_date("Talks end\\n\\nOn 12 March 2024 the talks ended.") is None
    True
    """
    latest = ((today or datetime.now(UTC).date()) + timedelta(days=1)).isoformat()
    found: dict[str, set[str]] = {"published": set(), "updated": set(), "bare": set()}
    for strength, written in _written(text, title):
        value = iso_date(written)
        if value is not None and value <= latest:
            found[strength].add(value)
    for values in found.values():
        if values:
            return next(iter(values)) if len(values) == 1 else None
    return None


def _written(text: str, title: str) -> Iterator[tuple[str, str]]:
    """Yield the dates of a head as they are written, each with how strongly it speaks."""
    lines = list(islice((line for raw in text.split("\n", 40) if (line := " ".join(raw.split()))), _HEAD_LINES))
    for line in lines:
        tag = _TAG.search(line)
        if tag:
            yield "published", tag["date"]
        elif len(line) <= _MAX_LINE:
            for part in _PARTS.split(line):
                yield from _of_part(part)
        if dateline := _DATELINE.match(line):
            yield "bare", dateline["date"]
    for headline in dict.fromkeys((" ".join(title.split()), *lines[:1])):
        end = _TITLE_END.fullmatch(headline) if len(headline) <= 2 * _MAX_LINE else None
        if end:
            yield "bare", end["date"] or end["inside"]


def _of_part(part: str) -> Iterator[tuple[str, str]]:
    label = _label().match(part)
    alone = _ALONE.fullmatch(part[label.end() :] if label else part)
    if alone:
        strength = "bare"
        if label:
            strength = "published" if label["published"] else "updated"
        yield strength, alone["date"]


@cache
def _label() -> re.Pattern[str]:
    """Return the pattern of what stands before a date: "Published on", "Last updated at 12:24 PM on"."""
    groups = "|".join(
        f"(?P<{name}>{'|'.join(map(re.escape, sorted(words(name), key=lambda w: (-len(w), w))))})"
        for name in ("published", "updated")
    )
    return re.compile(
        rf"(?:{groups})\b ?:? ?(?:(?:on|at) )?(?:{_CLOCK} ?(?:[A-Z]{{2,4}} )?(?:on )?)?:? ?", re.IGNORECASE
    )
