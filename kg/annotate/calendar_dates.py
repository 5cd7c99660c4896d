"""Dates as precise as they are known: "2018", "2018-10" and "2018-10-04" are the ISO values used throughout."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, Self

#: Which way an undated day or month lies from the article's date; None: nobody knows.
Direction = Literal["past", "future"] | None


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A year, perhaps with a month, perhaps with a day (ISO 8601 reduced precision).

    >>> str(PartialDate(2018, 10))
    '2018-10'
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        return "-".join([f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)])

    @classmethod
    def read(cls, iso: str | None) -> Self | None:
        """Read an ISO date of any precision; what follows the day is ignored; None for anything else.

        >>> PartialDate.read("2025-07-31T08:00:00Z")
        PartialDate(year=2025, month=7, day=31)
        """
        parts = (iso or "").split("T")[0].split(" ")[0].split("-")
        if not 1 <= len(parts) <= 3 or not all(part.isascii() and part.isdigit() for part in parts):
            return None
        return cls.make(*(int(part) for part in parts))

    @classmethod
    def make(cls, year: int, month: int | None = None, day: int | None = None) -> Self | None:
        """Return the date, or None where the calendar has none such."""
        try:
            date(year, month or 1, day or 1)
        except ValueError:
            return None
        return cls(year, month, day)

    @classmethod
    def of_day(cls, day: date) -> Self:
        """Return a day with full precision."""
        return cls(day.year, day.month, day.day)

    @property
    def exact(self) -> date | None:
        """The day, or None where only the month or year is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None


def shift_days(anchor: PartialDate, days: int) -> PartialDate | None:
    """Return the day so many days later (negative: earlier), or None where the anchor has no day."""
    if anchor.exact is None:
        return None
    try:
        return PartialDate.of_day(anchor.exact + timedelta(days=days))
    except OverflowError:
        return None


def shift_months(anchor: PartialDate, months: int) -> PartialDate | None:
    """Return the month so many months later, or None where the anchor has no month.

    >>> str(shift_months(PartialDate(2025, 1, 31), -1))
    '2024-12'
    """
    if anchor.month is None:
        return None
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + months, 12)
    return PartialDate.make(year, month + 1)


def weekday_near(anchor: PartialDate, weekday: int, direction: Direction) -> PartialDate | None:
    """Return the day with that weekday (Monday is 0) closest to the anchor.

    "past" gives one on or before it, "future" on or after it, None the nearest; None where the anchor has no day.

    >>> str(weekday_near(PartialDate(2025, 7, 31), 2, "past"))
    '2025-07-30'
    """
    if anchor.exact is None:
        return None
    ahead = (weekday - anchor.exact.weekday()) % 7
    if direction == "past" or (direction is None and ahead > 3):
        ahead -= 7 if ahead else 0
    return shift_days(anchor, ahead)


def named_month(anchor: PartialDate, month: int, direction: Direction) -> PartialDate | None:
    """Return the month of that number closest to the anchor; the anchor's own month counts both ways.

    None where the anchor has no month, or where the direction is unknown and both sides are as near.
    """
    if anchor.month is None:
        return None
    ahead = (month - anchor.month) % 12
    if direction is None and ahead == 6:
        return None
    if direction == "past" or (direction is None and ahead > 6):
        ahead -= 12 if ahead else 0
    return shift_months(anchor, ahead)


def day_of_month(anchor: PartialDate, month: int, day: int, direction: Direction) -> PartialDate | None:
    """Return the day of that month closest to the anchor, by direction; None as for months.

    A reader's "on July 30" of an article of July 29 is not a year old: a day at most two weeks off on the wrong
    side is taken for a tense that does not mean it.
    """
    if anchor.month is None:
        return None
    options = [d for year in (-1, 0, 1) if (d := PartialDate.make(anchor.year + year, month, day))]
    if anchor.exact is None:
        near = named_month(anchor, month, direction)
        return None if near is None else PartialDate.make(near.year, month, day)
    today = anchor.exact

    def distance(option: PartialDate) -> int:
        assert option.exact is not None
        return (option.exact - today).days

    if direction == "past":
        options = [o for o in options if distance(o) <= 14]
    elif direction == "future":
        options = [o for o in options if distance(o) >= -14]
    return min(options, key=lambda o: (abs(distance(o)), o.year), default=None)


def last_day(month: PartialDate) -> PartialDate | None:
    """Return a month's last day, or None where the month is not known.

    >>> str(last_day(PartialDate(2024, 2)))
    '2024-02-29'
    """
    if month.month is None:
        return None
    return PartialDate(month.year, month.month, calendar.monthrange(month.year, month.month)[1])
