"""The date that an article's head gives for it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.ingest import read_text
from kg.ingest.published import publication_date

STORY = "The talks in Geneva ended without a deal on Friday, officials said, after two days of talks between the sides."
TODAY = date(2025, 7, 31)


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<date>2010_06_08</date>", "2010-06-08"),
        ("<pubDate>Tue, 05 Jul 2016 10:00:00 GMT</pubDate>", "2016-07-05"),
        ("Published: 12 March 2024", "2024-03-12"),
        ("Published 2024-03-12T10:15:00Z", "2024-03-12"),
        ("First published on Tuesday, 12 March 2024 at 10:15 GMT", "2024-03-12"),
        ("Date: 2024-03-12", "2024-03-12"),
        ("March 12, 2024", "2024-03-12"),
        ("By Jane Roe\n\nMarch 12, 2024", "2024-03-12"),
        ("By Jane Roe | 12 March 2024 | Geneva", "2024-03-12"),
        ("Last updated at 12:24 PM on 3rd May 2011", "2011-05-03"),
        ("Published: 12 March 2024\nUpdated: 14 March 2024", "2024-03-12"),
        ("Published: 12 March 2024\n\n14 March 2024", "2024-03-12"),
        # Counter-examples: two that differ, the future, no date, no label, too far down.
        ("12 March 2024\n14 March 2024", None),
        ("Published: 12 March 2024\nPublished: 14 March 2024", None),
        ("12 March 2094", None),
        ("31 February 2015", None),
        ("03/04/2017", None),
        ("On 12 March 2024 the talks ended.", None),
        ("March 12, 2024 was the day of the talks.", None),
        ("The talks are set for 12 March 2024", None),
        ("Published 12 March 2024 by Penguin, the book sold well.", None),
        ("One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSix.\n\n12 March 2024", None),
    ],
)
def test_the_head_of_an_article_dates_it(head: str, expected: str | None) -> None:
    assert publication_date(f"Talks end\n\n{head}\n\n{STORY}", today=TODAY) == expected


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Talks end – 12 March 2024", "2024-03-12"),
        ("Talks end | March 12, 2024", "2024-03-12"),
        ("Talks end (March 12, 2024)", "2024-03-12"),
        ("Talks end on March 12, 2024", None),
        ("The massacre of 12 March 2014", None),
        ("12 March 2024 – a day of talks", None),
    ],
)
def test_the_end_of_a_title_dates_its_article(title: str, expected: str | None) -> None:
    assert publication_date(STORY, title=title, today=TODAY) == expected
    assert publication_date(f"{title}\n\n{STORY}", today=TODAY) == expected


@pytest.mark.parametrize(
    ("opening", "expected"),
    [
        ("NEW YORK, March 12, 2024 (Reuters) - ", "2024-03-12"),
        ("PARIS, 12 March 2024 – ", "2024-03-12"),
        ("In New York, March 12, 2024 - a Tuesday - was wet. ", None),
    ],
)
def test_a_dateline_dates_its_article(opening: str, expected: str | None) -> None:
    assert publication_date(f"Talks end\n\n{opening}{STORY}", today=TODAY) == expected


def test_the_title_and_a_date_line_that_differ_give_no_date() -> None:
    assert publication_date(f"12 March 2024\n\n{STORY}", title="Talks end – 13 March 2024", today=TODAY) is None


def test_a_line_that_cleaning_takes_away_still_dates_the_document() -> None:
    document = read_text(f"Talks end\n\nPublished: 12 March 2024\n\n{STORY}", name="a.txt")
    assert "Published" not in document.text
    assert document.source.published_at == "2024-03-12"


def test_a_field_counts_before_the_text() -> None:
    assert read_text(f"12 March 2024\n\n{STORY}", name="a.txt", published_at="2016").source.published_at == "2016"


@given(st.text(), st.text())
def test_any_text_has_a_date_or_none(text: str, title: str) -> None:
    found = publication_date(text, title=title, today=TODAY)
    assert found is None or found <= "2025-08-01"
