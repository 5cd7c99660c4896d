"""An edge's times are stretches of days that Gephi takes: whole dates, apart from one another, none lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export.spells import bounds, claim_period, merged, stretch
from kg.model import Claim, Period
from tests.strategies import ONTOLOGY

days = st.dates(min_value=date(1990, 1, 1), max_value=date(1990, 3, 1))
ends = st.one_of(st.none(), days)


@st.composite
def periods(draw: st.DrawFn) -> Period:
    first, last = draw(ends), draw(ends)
    if first is not None and last is not None and last < first:
        first, last = last, first
    return Period(first=first, last=last)


def _days(found: list[Period]) -> set[date]:
    """Return the days of a window wider than all bounds, in which the periods hold."""
    window = [date(1989, 12, 25) + timedelta(days=n) for n in range(80)]
    return {day for day in window for p in found if (p.first or day) <= day <= (p.last or day)}


def _read(text: str) -> Period:
    first, last = bounds(text)
    return Period(first=first and date.fromisoformat(first), last=last and date.fromisoformat(last))


@given(found=st.lists(periods(), max_size=6))
def test_the_stretches_have_the_same_days(found: list[Period]) -> None:
    stretches = [_read(text) for text in merged(found)]
    if stretches or not found:
        assert _days(stretches) == _days(found)
    else:  # open on both sides: nothing to say
        assert len(_days(found)) == 80


@given(found=st.lists(periods(), max_size=6))
def test_no_two_stretches_touch(found: list[Period]) -> None:
    stretches = [_read(text) for text in merged(found)]
    for left, right in pairwise(stretches):
        assert left.last is not None
        assert right.first is not None
        assert right.first - left.last > timedelta(days=1)


@given(found=st.lists(periods(), max_size=6))
def test_the_order_of_periods_does_not_matter(found: list[Period]) -> None:
    assert merged(found) == merged(found[::-1])
    assert merged([_read(text) for text in merged(found)]) == merged(found)


@given(found=st.lists(periods(), max_size=3))
def test_bounds_undo_a_stretch(found: list[Period]) -> None:
    assert all(stretch(*bounds(text)) == text for text in merged(found))


@pytest.mark.parametrize(
    ("property", "claim", "expected"),
    [
        ("heads", {"time": "2018-10"}, ("2018-10-01/..",)),  # a post lasts
        ("heads", {"time": "2018", "until": "2019-05"}, ("2018-01-01/2019-05-31",)),
        ("heads", {"time": "2018", "status": "past"}, ("2018-01-01/2018-12-31",)),  # over, nobody says since when
        ("heads", {"time": "2027", "status": "planned"}, ("2027-01-01/2027-12-31",)),
        ("heads", {"until": "2019-05"}, ("../2019-05-31",)),
        ("heads", {"time": "../2018"}, ("../2018-12-31",)),
        ("heads", {"time": "2018/.."}, ("2018-01-01/..",)),
        ("heads", {"time": "2019", "until": "2018"}, ("2019-01-01/2019-12-31",)),  # contradictory: the beginning alone
        ("recurring", {"time": "2025-07-31T10:00:00Z"}, ("2025-07-31/2025-07-31",)),  # a visit is over in the evening
        ("recurring", {"time": "2025"}, ("2025-01-01/2025-12-31",)),
        ("heads", {"time": "last summer"}, ()),
        ("heads", {"time": "2025-13"}, ()),
        ("heads", {}, ()),
    ],
)
def test_a_claim_holds_in_the_days_that_it_says(
    property: str, claim: dict[str, Any], expected: tuple[str, ...]
) -> None:
    declared = replace(ONTOLOGY.properties["heads"], recurs=property == "recurring")
    period = claim_period(Claim(id="c", subject="a", predicate="heads", object="b", **claim), declared)
    assert (() if period is None else merged([period])) == expected
