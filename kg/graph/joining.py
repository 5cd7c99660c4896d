"""Which statements of one subject, predicate and object are one claim: those whose times overlap."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from kg.model import Period, RelationMention

#: News tells of what happened or will happen about now: an undated statement is taken for a dated one at most this many
#: days from its article. A choice, not a measurement; a month is also how precise many of the dates are.
NEWS_DAYS = 31


class Said(NamedTuple):
    """A relation mention with the date of its article, as ISO, or None where nobody knows it."""

    mention: RelationMention
    published: str | None


def by_time(said: Iterable[Said], *, recurs: bool) -> dict[str | None, list[Said]]:
    """Return statements by the time of the claim they make, sorted; None: a claim without time.

    A vague date joins the only finer one inside it ("2018" and "2018-10"); with two inside it stays by itself, since
    nobody can say which is meant. A statement without date joins the only dated claim too; of a property that
    ``recurs`` (people meet again) only where its article is of that time. Two different dates never join, so the
    result does not depend on the order.
    """
    rows = list(said)
    times = sorted({row.mention.time for row in rows if row.mention.time is not None})
    finest = [time for time in times if not any(other.startswith(time + "-") for other in times)]
    groups: dict[str | None, list[Said]] = defaultdict(list)
    for row in rows:
        groups[_time_of(row, finest, recurs)].append(row)
    return dict(sorted(groups.items(), key=lambda item: item[0] or ""))


def _time_of(row: Said, finest: Sequence[str], recurs: bool) -> str | None:
    time = row.mention.time
    if time is not None:
        inside = [other for other in finest if other == time or other.startswith(time + "-")]
    elif recurs:
        inside = [other for other in finest if near(other, row.published)]
    else:
        inside = list(finest)
    return inside[0] if len(inside) == 1 else time


def near(time: str | None, published: str | None, *, days: int = NEWS_DAYS) -> bool:
    """Say whether a time is so close to an article's date that the article may mean it; False if one is unknown."""
    when, then = Period.read(time), Period.read(published)
    return when is not None and then is not None and when.days_from(then) <= days
