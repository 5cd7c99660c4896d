"""Who said what: quotations in marks and reported clauses."""

from __future__ import annotations

import pytest

from kg.annotate.quotation_marks import quoted_ranges
from tests.unit.parsed import annotated


def _said(text: str) -> set[tuple[str | None, str, bool]]:
    """Return (speaker's name, what was said, direct) of a text's quotes."""
    document = annotated(text)
    by_id = {mention.id: mention.text for mention in document.mentions}
    names = {chain.id: by_id[chain.representative] for chain in document.chains}
    return {(names.get(q.speaker or ""), q.span.of(text), q.direct) for q in document.quotes}


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('He said: "We go."', ["We go."]),
        ("“We go,” he said. “We stay.”", ["We go,", "We stay."]),
        ("He said: `` We go. ''", ["We go."]),
        ("“First.\n\n“Second.”", ["First.", "Second."]),
        ('A 5" screen\nis “nice”.', ["nice"]),
        ("It’s the men’s own.", []),
    ],
)
def test_marks_of_every_style_are_paired(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end, _ in quoted_ranges(text)] == quoted


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Angela Merkel said that Germany would help Greece.", ("Angela Merkel", "Germany would help Greece", False)),
        ("Germany would help Greece, Angela Merkel said.", ("Angela Merkel", "Germany would help Greece", False)),
        ("“Germany will help Greece,” said Angela Merkel.", ("Angela Merkel", "Germany will help Greece,", True)),
        ('Angela Merkel said, "Germany will help Greece."', ("Angela Merkel", "Germany will help Greece.", True)),
        (
            "According to Angela Merkel, Germany would help Greece.",
            ("Angela Merkel", "Germany would help Greece", False),
        ),
        (
            'Angela Merkel arrived late. "Germany will help Greece," she said.',
            ("Angela Merkel", "Germany will help Greece,", True),
        ),
    ],
)
def test_the_speaker_of_a_quote_is_found(text: str, expected: tuple[str, str, bool]) -> None:
    assert expected in _said(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        # What stands before the mark is the narrator's, also where the mark is never closed.
        ("In a talk with Angela Merkel, head of the CDU, “we will go, said Barack Obama.", "we will go"),
        ("Angela Merkel, head of the CDU, “will go”, Barack Obama said.", "Angela Merkel, head of the CDU, “will go"),
    ],
)
def test_a_reported_clause_begins_at_the_mark_that_opens_it(text: str, said: str) -> None:
    assert ("Barack Obama", said, False) in _said(text)


def test_a_quotation_split_by_its_frame_has_one_speaker() -> None:
    said = _said('"Germany will help," Angela Merkel said. "But it takes time for all of us."')
    assert {speaker for speaker, _, direct in said if direct} == {"Angela Merkel"}


def test_the_listener_is_kept() -> None:
    document = annotated("Angela Merkel told Reuters that Germany would help Greece.")
    by_id = {mention.id: mention.text for mention in document.mentions}
    names = {chain.id: by_id[chain.representative] for chain in document.chains}
    assert [names.get(q.addressee or "") for q in document.quotes] == ["Reuters"]


@pytest.mark.parametrize(
    "text", ["Angela Merkel did not say that Germany would help Greece.", "Angela Merkel denied that Germany failed."]
)
def test_what_is_denied_is_no_quote(text: str) -> None:
    assert not _said(text)
