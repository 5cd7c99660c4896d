"""Statements whose times overlap are one claim; those of different times are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.joining import Said, by_time
from kg.model import Period, RelationMention, Span


def said(time: str | None, published: str | None = None, *, id_: str = "x") -> Said:
    """Return a statement of a time in an article of a date."""
    mention = RelationMention(
        id=id_, document_id="d", subject="s", predicate="meets", object="o", subject_mention="ms", object_mention="mo",
        cue=Span(start=0, end=1), sentence=Span(start=0, end=1), time=time, extractor="cues@1", rule="", score=0.9,
    )  # fmt: skip
    return Said(mention, published)


@pytest.mark.parametrize(
    ("times", "recurs", "expected"),
    [
        (["2018", "2018-10"], True, ["2018-10"]),
        (["2018", "2018-10", "2018-10-04"], True, ["2018-10-04"]),
        (["2018-10", "2019-10"], False, ["2018-10", "2019-10"]),
        (["2018", "2018-03", "2018-10"], False, ["2018", "2018-03", "2018-10"]),
        ([None, "2018"], False, ["2018"]),
        ([None, "2018"], True, [None, "2018"]),
        ([None, "2018", "2020"], False, [None, "2018", "2020"]),
        ([None, None], True, [None]),
        (["20", "2018"], True, ["20", "2018"]),
    ],
)
def test_a_vague_time_joins_the_only_finer_one(
    times: list[str | None], recurs: bool, expected: list[str | None]
) -> None:
    assert list(by_time(map(said, times), recurs=recurs)) == expected


def test_an_undated_statement_means_the_meeting_of_its_article_s_month() -> None:
    meeting, later = said("2025-07-31"), said(None, "2025-08-01")
    assert list(by_time([meeting, later], recurs=True)) == ["2025-07-31"]
    assert list(by_time([meeting, said(None, "2026-03-01")], recurs=True)) == [None, "2025-07-31"]


_times = st.one_of(
    st.none(), st.sampled_from(["2018", "2018-10", "2018-10-04", "2018-11", "2019"]), st.text(max_size=4)
)


@given(st.lists(st.tuples(_times, _times), max_size=6), st.booleans(), st.randoms())
def test_joining_keeps_every_statement_once_in_any_order(
    rows: list[tuple[str | None, str | None]], recurs: bool, random: object
) -> None:
    statements = [said(time, published, id_=str(i)) for i, (time, published) in enumerate(rows)]
    found = by_time(statements, recurs=recurs)
    assert sorted(row.mention.id for group in found.values() for row in group) == sorted(map(str, range(len(rows))))
    shuffled = by_time(sorted(statements, key=lambda _: random.random()), recurs=recurs)  # type: ignore[attr-defined]
    assert {time: {row.mention.id for row in group} for time, group in found.items()} == {
        time: {row.mention.id for row in group} for time, group in shuffled.items()
    }


@pytest.mark.parametrize("text", ["", "..", "../..", "2018/2017", "2018-13", "summer", "2018/x", None, "0000"])
def test_what_is_no_time_is_no_period(text: str | None) -> None:
    assert Period.read(text) is None


@given(st.dates(), st.dates())
def test_days_between_are_the_same_from_either_side(first: object, second: object) -> None:
    left, right = Period.read(str(first)), Period.read(str(second))
    assert left is not None
    assert right is not None
    assert left.days_from(right) == right.days_from(left)
    assert left.overlaps(right) == (first == second)
