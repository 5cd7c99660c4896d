"""Date arithmetic: no model is needed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.calendar_dates import (
    PartialDate,
    day_of_month,
    last_day,
    named_month,
    shift_days,
    shift_months,
    weekday_near,
)

_days = st.dates(min_value=date(1900, 1, 1), max_value=date(2090, 12, 31)).map(PartialDate.of_day)


@given(_days, st.integers(0, 6))
def test_a_past_weekday_is_at_most_six_days_back_and_a_future_one_six_ahead(anchor: PartialDate, weekday: int) -> None:
    for direction, low, high in (("past", -6, 0), ("future", 0, 6), (None, -3, 3)):
        found = weekday_near(anchor, weekday, direction)  # type: ignore[arg-type]
        assert found is not None
        assert found.exact is not None
        assert anchor.exact is not None
        assert found.exact.weekday() == weekday
        assert low <= (found.exact - anchor.exact).days <= high


@given(_days, st.integers(-600, 600))
def test_shifting_months_there_and_back_gives_the_same_month(anchor: PartialDate, months: int) -> None:
    there = shift_months(anchor, months)
    assert there is not None
    assert there.day is None
    assert shift_months(there, -months) == PartialDate(anchor.year, anchor.month)


@given(_days, st.integers(1, 12))
def test_a_named_month_is_on_the_side_that_the_tense_says(anchor: PartialDate, month: int) -> None:
    past, future = named_month(anchor, month, "past"), named_month(anchor, month, "future")
    here = PartialDate(anchor.year, anchor.month)
    assert past is not None
    assert future is not None
    assert str(past) <= str(here) <= str(future)


@given(st.one_of(_days, st.builds(PartialDate, st.integers(1900, 2090))))
def test_what_is_written_is_read_back(value: PartialDate) -> None:
    assert PartialDate.read(str(value)) == value


def test_an_anchor_without_a_day_gives_no_day() -> None:
    assert shift_days(PartialDate(2025, 7), -1) is None
    assert weekday_near(PartialDate(2025), 2, "past") is None
    assert shift_months(PartialDate(2025), -1) is None
    assert day_of_month(PartialDate(2025), 7, 30, "past") is None


def test_a_day_just_ahead_is_not_taken_for_last_years() -> None:
    assert str(day_of_month(PartialDate(2025, 7, 29), 7, 30, "past")) == "2025-07-30"
    assert str(day_of_month(PartialDate(2025, 1, 5), 12, 30, "past")) == "2024-12-30"


@pytest.mark.parametrize("text", ["", "soon", "2025-13", "2025-02-30", "20250731x", "1-2-3-4", None, "２０２５"])
def test_what_is_no_date_is_refused(text: str | None) -> None:
    assert PartialDate.read(text) is None


def test_february_has_a_leap_day() -> None:
    assert str(last_day(PartialDate(2024, 2))) == "2024-02-29"
    assert last_day(PartialDate(2024)) is None
