"""Time expressions in sentences, against an article of Wednesday, 30 July 2025."""

from __future__ import annotations

import pytest

from kg.annotate.times import find_times
from tests.unit.parsed import parsed

_CASES = [
    ("He met her on Wednesday.", {"Wednesday": "2025-07-30"}),
    ("He met her on Thursday.", {"Thursday": "2025-07-24"}),
    ("She will meet him on Thursday.", {"Thursday": "2025-07-31"}),
    ("The launch is scheduled for Friday.", {"Friday": "2025-08-01"}),
    ("He left yesterday.", {"yesterday": "2025-07-29"}),
    ("Prices rose last week.", {"last week": None}),
    ("Prices rose last month.", {"last month": "2025-06"}),
    ("The plant will open next year.", {"next year": "2026"}),
    ("It was announced earlier this month.", {"earlier this month": "2025-07"}),
    ("It will open in October.", {"October": "2025-10"}),
    ("It opened in October.", {"October": "2024-10"}),
    ("They agreed in March 2015 on it.", {"March 2015": "2015-03"}),
    ("The meeting is set for the last day of July.", {"the last day of July": "2025-07-31"}),
    ("He will speak on July 30 and 31, she said.", {"July 30": "2025-07-30", "31": "2025-07-31"}),
    ("He worked there from 2009 to 2011.", {"2009": "2009", "2011": "2011"}),
    ("He died on Friday, July 21, 2017.", {"Friday, July 21, 2017": "2017-07-21"}),
    ("It was sold two days ago.", {"two days ago": "2025-07-28"}),
    ("It was sold about two years ago.", {"about two years ago": None}),
    ("It will close by mid-2026.", {"mid-2026": "2026"}),
    ("It was built in the 1990s.", {"the 1990s": None}),
    ("Profit fell in the third quarter of 2018.", {"third quarter of 2018": "2018"}),
    ("They may march to the palace.", {}),
    ("WASHINGTON, May 3, 2025 -- He met her on Friday.", {"Friday": "2025-07-25"}),
    ("PARIS, May 3 (Reuters) - He left on May 1.", {"May 1": "2025-05-01"}),
    ("WASHINGTON, May 3: he met her.", {"May 3": "2025-05-03"}),
    ("Some 2000 people came.", {}),
    ("He is 70 years old.", {}),
]


@pytest.mark.parametrize(("text", "expected"), _CASES)
def test_a_sentence_gives_its_times(text: str, expected: dict[str, str | None]) -> None:
    found = find_times(parsed(text), "2025-07-30")
    assert {time.text: time.value for time in found} == expected
    assert all(time.span.of(text) == time.text for time in found)


def test_without_an_articles_date_only_full_dates_have_a_value() -> None:
    found = find_times(parsed("He left on Wednesday, in July, yesterday and in May 2014."), None)
    assert {time.text: time.value for time in found} == {
        "Wednesday": None,
        "July": None,
        "yesterday": None,
        "May 2014": "2014-05",
    }


def test_a_date_on_a_line_of_its_own_serves_as_the_articles_date() -> None:
    found = find_times(parsed("Ship sinks\n\nMonday, May 18, 2015\n\nThe ship sank on Friday."), None)
    assert ("Friday", "2015-05-15") in {(time.text, time.value) for time in found}


@pytest.mark.parametrize("anchor", ["2025", "2025-07"])
def test_a_value_is_never_more_precise_than_the_articles_date_allows(anchor: str) -> None:
    for time in find_times(parsed("He left yesterday, on Monday, last month and this year."), anchor):
        assert time.value is None or len(time.value) <= len(anchor)
