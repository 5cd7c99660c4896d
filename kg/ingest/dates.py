"""Dates as articles write them, to ISO dates that are as precise as what was written."""

from __future__ import annotations

import math
import re
from datetime import UTC, date, datetime

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            *(("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",)),
            *(("jun", "june"), ("jul", "july"), ("aug", "august"), ("sep", "sept", "september")),
            *(("oct", "october"), ("nov", "november"), ("dec", "december")),
        ),
        start=1,
    )
    for name in names
}
_MONTH = r"(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?)"
_WEEKDAY = r"(?:(?:Mon|Tues|Tue|Wednes|Wed|Thurs|Thur|Thu|Fri|Satur|Sat|Sun)(?:day)?,? )?"
_WORDED = (
    re.compile(rf"{_WEEKDAY}{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH},?[ -](?P<year>\d{{4}})\b", re.IGNORECASE),
    re.compile(rf"{_MONTH},? (?P<year>\d{{4}})$", re.IGNORECASE),
)
_NUMERIC = (
    re.compile(r"(?P<year>\d{4})[-/._](?P<month>\d{1,2})(?:[-/._](?P<day>\d{1,2}))?(?=$|[T\s_+Z])"),
    re.compile(r"(?P<year>(?:1[5-9]|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?=$|[T\s])"),
    re.compile(r"(?P<year>\d{4})$"),
)
#: A date alone at the beginning of a line, as newspapers print it under the headline.
DATE_LINE = re.compile(
    rf"(?:(?i:updated|published)(?: on)?:? )?{_WEEKDAY}(?:{_MONTH} \d{{1,2}},? \d{{4}}|"
    rf"\d{{1,2}} {_MONTH.replace('?P<month>', '?:')},? \d{{4}})\b"
)
#: A date with its year, in words or as ISO; without groups.
WRITTEN_DATE = (
    rf"{_WEEKDAY}(?:{_MONTH.replace('?P<month>', '?:')} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)? {_MONTH.replace('?P<month>', '?:')},? \d{{4}}|\d{{4}}[-/._]\d\d[-/._]\d\d)(?!\d)"
)
#: Seconds since 1970 between 1990 and 2100, as some crawlers write dates.
_TIMESTAMPS = range(631_152_000, 4_102_444_800)
_YEARS = range(1500, 2200)


def iso_date(value: object) -> str | None:
    """Return the ISO date that a field holds, as precise as it is, or None where it holds none.

    Times and zones are left out: the date is the one written. A date whose order of day and month
    cannot be told ("03/04/2017") is None.

    >>> [iso_date(v) for v in ("2017-12-30T08:58:16", "December 20, 2007", "1987", "2025-07", "soon")]
    ['2017-12-30', '2007-12-20', '1987', '2025-07', None]
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        if not math.isfinite(value):
            return None
        number = int(value)  # membership of a float in a range would be looked for one by one
        if number in _YEARS:
            return str(number)
        return datetime.fromtimestamp(number, UTC).date().isoformat() if number in _TIMESTAMPS else None
    text = " ".join(str(value).split())[:80]
    for pattern in (*_NUMERIC, *_WORDED):
        if found := pattern.match(text):
            return _checked(found)
    return None


def _checked(found: re.Match[str]) -> str | None:
    parts = found.groupdict()
    year = int(parts["year"])
    if year not in _YEARS:
        return None
    if parts.get("month") is None:
        return f"{year:04}"
    written = parts["month"].rstrip(".").casefold()
    month = int(written) if written.isdecimal() else _MONTHS.get(written, 0)
    if parts.get("day") is None:
        return f"{year:04}-{month:02}" if 1 <= month <= 12 else None
    try:
        return date(year, month, int(parts["day"])).isoformat()
    except ValueError:
        return None
