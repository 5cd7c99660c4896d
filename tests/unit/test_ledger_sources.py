"""Newsrooms and reprints: what counts as one source."""

from __future__ import annotations

import pytest

from kg.graph.duplicates import containment, reprint_groups
from kg.graph.sources import newsroom, source_groups
from kg.model import Document, Source

STORY = """The harbour of Westerby will be closed from Monday while divers look for the wreck of a ferry that sank in a
storm last week, the port authority said. Two of its crew of nine are still missing. The mayor thanked the fishermen
who had taken the others on board in the dark, and said that the town would pay for their fuel. A second ferry will
take passengers from the old pier until the work is done, which may take until the end of the month."""
OTHER = """Shares of the country's largest brewer fell by a tenth after it said that sales in the spring had been lower
than in any year since it was founded. The chief executive blamed the weather and the price of barley. Analysts had
expected a small loss but not that the company would close two of its five plants before the summer is over."""


def _document(id_: str, text: str, *, uri: str | None = None, publisher: str | None = None) -> Document:
    return Document(id=id_, name=id_, text=text, source=Source(uri=uri or f"{id_}.txt", publisher=publisher))


@pytest.mark.parametrize(
    "reprint",
    [
        STORY,
        "WESTERBY (Wire) - " + STORY + "\n\nRead also: Ten harbours to see before you die",
        STORY[: len(STORY) // 2],
        STORY.replace("said that the town", "added that the town").replace("in the dark", "at night"),
    ],
)
def test_a_reprint_is_found_though_its_ends_or_a_few_words_differ(reprint: str) -> None:
    found = reprint_groups([_document("a", STORY), _document("b", reprint), _document("c", OTHER)])
    assert found == {"a": "a", "b": "a", "c": "c"}


@pytest.mark.parametrize("other", [OTHER, "", "Two of its crew of nine are still missing.", OTHER + STORY[:60]])
def test_an_article_of_its_own_is_no_reprint(other: str) -> None:
    assert reprint_groups([_document("a", STORY), _document("b", other)]) == {"a": "a", "b": "b"}


def test_captions_are_one_text_only_where_all_their_words_agree() -> None:
    rows = [_document("a", "A view of the harbour."), _document("b", "A view of the harbour"),
            _document("c", "A view of the harbour at noon.")]  # fmt: skip
    assert reprint_groups(rows) == {"a": "a", "b": "a", "c": "c"}


def test_the_order_of_the_articles_does_not_matter() -> None:
    rows = [_document("c", STORY), _document("a", OTHER), _document("b", STORY + " More soon.")]
    assert reprint_groups(rows) == reprint_groups(reversed(rows)) == {"a": "a", "b": "b", "c": "b"}


def test_containment_is_that_of_the_shorter_text() -> None:
    assert containment(STORY, STORY + OTHER) == 1.0
    assert containment(STORY, OTHER) == containment(STORY, "") == 0.0


@pytest.mark.parametrize(
    ("uri", "publisher", "expected"),
    [
        ("https://www.example.org/news/1", None, "example.org"),
        ("https://m.example.org/news/2", None, "example.org"),
        ("https://example.org/news/2", "The  Example", "the example"),
        ("story.txt", None, None),
        ("[draft", None, None),
        ("https://[broken", None, None),
        ("story.txt", " ", None),
    ],
)
def test_the_newsroom_is_the_publisher_or_the_host(uri: str, publisher: str | None, expected: str | None) -> None:
    assert newsroom(_document("a", STORY, uri=uri, publisher=publisher)) == expected


def test_articles_of_one_newsroom_and_their_reprints_elsewhere_are_one_source() -> None:
    rows = [
        _document("a", STORY, uri="https://example.org/1"),
        _document("b", OTHER, uri="https://example.org/2"),
        _document("c", OTHER + " By our reporter.", uri="https://paper.example/x"),
        _document("d", "The brewer will sell two plants, it said.", uri="https://other.example/y"),
        _document("e", "A ferry sank in a storm off Westerby."),
    ]
    assert source_groups(rows) == {"a": "a", "b": "a", "c": "a", "d": "d", "e": "e"}
