"""Stretches of days that ISO dates of any precision, and EDTF intervals, stand for."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Self

_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?(?:T.*)?")
#: An open end, as EDTF (ISO 8601-2) writes it.
OPEN = ".."


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """The days from ``first`` to ``last``, both within it; None: open, or not known.

    >>> Period.read("2018-10")
    Period(first=datetime.date(2018, 10, 1), last=datetime.date(2018, 10, 31))
    """

    first: date | None
    last: date | None

    @classmethod
    def read(cls, text: str | None) -> Self | None:
        """Read an ISO date of any precision, or an interval of two; None for anything else.

        >>> Period.read("2018/..").last is None, Period.read("last summer"), Period.read("../..")
        (True, None, None)
        """
        begin, slash, end = (text or "").partition("/")
        if not slash:
            day = _day(begin, last=False)
            return None if day is None else cls(first=day, last=_day(begin, last=True))
        first, last = _day(begin, last=False), _day(end, last=True)
        if any(found is None and part != OPEN for found, part in ((first, begin), (last, end))):
            return None
        if (first is None and last is None) or (first is not None and last is not None and last < first):
            return None
        return cls(first=first, last=last)

    def overlaps(self, other: Period) -> bool:
        """Say whether the two share a day.

        >>> Period.read("2018").overlaps(Period.read("2018-10")), Period.read("2018/..").overlaps(Period.read("2017"))
        (True, False)
        """
        return self.days_from(other) == 0

    def covers(self, other: Period) -> bool:
        """Say whether every day of the other is one of this."""
        begins = self.first is None or (other.first is not None and self.first <= other.first)
        return begins and (self.last is None or (other.last is not None and other.last <= self.last))

    def days_from(self, other: Period) -> int:
        """Return how many days lie between the two; 0 where they share one.

        >>> Period.read("2018-10-04").days_from(Period.read("2018-11"))
        28
        """
        for early, late in ((self, other), (other, self)):
            if early.last is not None and late.first is not None and early.last < late.first:
                return (late.first - early.last).days
        return 0


def _day(text: str, *, last: bool) -> date | None:
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        year = int(match["year"])
        month = int(match["month"] or (12 if last else 1))
        return date(year, month, int(match["day"] or (calendar.monthrange(year, month)[1] if last else 1)))
    except ValueError:
        return None
