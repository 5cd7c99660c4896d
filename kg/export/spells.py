"""When an edge holds: the periods of its claims as stretches of whole days that do not touch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from kg.model import OPEN, Claim, Period
from kg.schema.ontology import Property


def claim_period(claim: Claim, declared: Property | None) -> Period | None:
    """Return the days in which a claim held or happened, as far as its times say; None: they say nothing.

    What may happen again (a visit), is over, or is only planned has the days of its stated time; any other relation
    (a post, a membership) lasts from the first of them until an end is stated.
    """
    time, until = Period.read(claim.time), Period.read(claim.until)
    if time is None or until is None:
        lasts = claim.status in ("occurred", "acting") and not (declared is not None and declared.recurs)
        if time is not None and time.first is not None and lasts:
            return replace(time, last=None)
        return time or (None if until is None else Period(first=None, last=until.last))
    if time.first is not None and until.last is not None and until.last < time.first:
        return time
    return Period(first=time.first, last=until.last)


def merged(periods: Iterable[Period]) -> tuple[str, ...]:
    """Return the same days as the fewest stretches, earliest first, each in EDTF with whole dates or an open end.

    Stretches that overlap or follow one another from day to day are one: Gephi stops the import of a file in which
    two intervals of an edge overlap. Days without any end, on either side, say nothing: they are no stretch.

    >>> merged([Period.read("2025-07"), Period.read("2025-07-31/2025-08-02"), Period.read("2026/..")])
    ('2025-07-01/2025-08-02', '2026-01-01/..')
    """
    found: list[tuple[date, date]] = []
    for first, last in sorted((p.first or date.min, p.last or date.max) for p in periods):
        if found and (found[-1][1] == date.max or first <= found[-1][1] + timedelta(days=1)):
            found[-1] = (found[-1][0], max(found[-1][1], last))
        else:
            found.append((first, last))
    return tuple(
        stretch(None if first == date.min else first.isoformat(), None if last == date.max else last.isoformat())
        for first, last in found
        if (first, last) != (date.min, date.max)
    )


def bounds(stretch: str) -> tuple[str | None, str | None]:
    """Return the first and the last date of a stretch that `merged` made; None: open.

    >>> bounds("2026-01-01/..")
    ('2026-01-01', None)
    """
    first, _, last = stretch.partition("/")
    return (None if first == OPEN else first, None if last == OPEN else last)


def stretch(first: str | None, last: str | None) -> str:
    """Return the stretch that has these bounds: what `bounds` takes apart."""
    return f"{first or OPEN}/{last or OPEN}"
