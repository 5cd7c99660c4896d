"""A plan in one article and what became of it in another are one claim with a history."""

from __future__ import annotations

from typing import Any

import pytest

from kg.graph.history import Draft, drafts
from kg.graph.joining import Said
from kg.model import RelationMention, Span


def said(status: str, document: str, time: str | None = None, published: str | None = None, **fields: Any) -> Said:
    """Return a statement of a document."""
    values: dict[str, Any] = {"polarity": "positive"} | fields
    mention = RelationMention(
        id=f"{document} {status} {time}", document_id=document, subject="s", predicate="meets", object="o",
        subject_mention="ms", object_mention="mo", cue=Span(start=0, end=1), sentence=Span(start=0, end=1),
        status=status, time=time, extractor="cues@1", rule="", score=0.9, **values,
    )  # type: ignore[arg-type]  # fmt: skip
    return Said(mention, published)


def histories(*rows: Said, recurs: bool = True) -> list[tuple[str, str | None, str | None, int]]:
    """Return status, time, outcome and number of statements of each claim."""
    return [(d.status, d.time, d.outcome, len(d.said)) for d in drafts(rows, recurs=recurs)]


def test_due_to_meet_on_thursday_and_met_are_one_claim() -> None:
    plan = said("planned", "a", "2025-07-31", "2025-07-30")
    met = said("occurred", "b", None, "2025-08-01")
    assert histories(plan, met) == [("occurred", "2025-07-31", "confirmed", 2)]


def test_articles_without_dates_are_taken_for_the_same_event() -> None:
    assert histories(said("planned", "a"), said("occurred", "b")) == [("occurred", None, "confirmed", 2)]
    dated = histories(said("planned", "a"), said("occurred", "b", "2025-07-31"))
    assert dated == [("occurred", "2025-07-31", "confirmed", 2)]


@pytest.mark.parametrize(
    ("plan", "later", "why"),
    [
        (said("planned", "a"), said("occurred", "a"), "one article means two meetings"),
        (said("planned", "a", None, "2025-07-30"), said("occurred", "b", None, "2025-07-01"), "it came before"),
        (said("planned", "a", None, "2025-07-30"), said("occurred", "b", None, "2026-07-30"), "a year later"),
        (said("planned", "a", "2025-07-31"), said("occurred", "b", "2018-10"), "another meeting"),
        (said("planned", "a"), said("occurred", "b", "2018-10"), "a look back"),
        (said("planned", "a"), said("occurred", "b", "2018-10-11", "2025-07-30"), "a look back by its article's date"),
        (said("planned", "a", "2025-07-31"), said("occurred", "b", "2025-12-01"), "months later"),
        (said("planned", "a", "2025-07-31"), said("past", "b"), "a state that is over"),
        (said("possible", "a"), said("occurred", "b"), "nobody planned it"),
    ],
)
def test_what_need_not_be_the_same_event_stays_apart(plan: Said, later: Said, why: str) -> None:
    assert len(histories(plan, later)) == 2, why


def test_an_event_a_few_days_late_has_slipped() -> None:
    rows = said("planned", "a", "2025-07-31"), said("occurred", "b", "2025-08-02")
    assert histories(*rows) == [("occurred", "2025-08-02", "slipped", 2)]


def test_a_plan_for_a_later_day_in_a_later_article_takes_its_place() -> None:
    first, second, third = (said("planned", name, f"2025-07-{day}", f"2025-07-{day - 3}")
                            for name, day in (("a", 20), ("b", 24), ("c", 28)))  # fmt: skip
    assert histories(first, second) == [("planned", "2025-07-24", "slipped", 2)]
    assert histories(third, first, second) == [("planned", "2025-07-28", "slipped", 3)]
    met = said("occurred", "d", "2025-07-28")
    assert histories(third, first, met, second) == [("occurred", "2025-07-28", "slipped", 4)]


def test_two_plans_of_articles_without_dates_stay_two() -> None:
    assert len(histories(said("planned", "a", "2025-07-20"), said("planned", "b", "2025-07-24"))) == 2


def test_what_did_not_happen_was_cancelled() -> None:
    rows = said("planned", "a", "2025-07-31"), said("occurred", "b", "2025-07-31", polarity="negative")
    assert histories(*rows) == [("planned", "2025-07-31", "cancelled", 2)]


def test_will_not_meet_cancels_only_in_a_later_article() -> None:
    plan = said("planned", "a", None, "2025-07-30")
    assert histories(plan, said("planned", "b", None, "2025-08-01", polarity="negative")) == [
        ("planned", None, "cancelled", 2)
    ]
    assert len(histories(said("planned", "a"), said("planned", "b", polarity="negative"))) == 2


def test_a_plan_that_two_events_fit_stays_by_itself() -> None:
    rows = [said("planned", "a"), said("occurred", "b", "2025-07-01"), said("occurred", "c", "2025-09-01")]
    assert len(histories(*rows)) == 3
    dated = [said("planned", "a", "2025-09"), *rows[1:]]
    assert histories(*dated) == [("occurred", "2025-07-01", None, 1), ("occurred", "2025-09-01", "confirmed", 2)]


def test_what_happens_once_needs_no_date() -> None:
    rows = said("planned", "a", None, "2025-07-30"), said("occurred", "b", None, "2026-07-30")
    assert histories(*rows, recurs=False) == [("occurred", None, "confirmed", 2)]


def test_the_order_of_the_statements_does_not_matter() -> None:
    rows = [said("planned", "a", "2025-07-31"), said("occurred", "b"), said("occurred", "c", "2025-07-31"),
            said("planned", "c", "2025-08-20")]  # fmt: skip

    def content(found: list[Draft]) -> list[tuple[object, ...]]:
        return [(d.status, d.time, d.outcome, sorted(row.mention.id for row in d.said)) for d in found]

    assert content(drafts(rows, recurs=True)) == content(drafts(rows[::-1], recurs=True))
