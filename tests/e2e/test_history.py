"""Plans of some articles and what became of them in others, read off the text."""

from __future__ import annotations

import json
from pathlib import Path

import kg

ARTICLES = [
    (
        "2025-07-29",
        "Alpha News",
        "Angela Merkel is due to meet Emmanuel Macron in Paris on Thursday. Tim Cook will visit Berlin on Friday. "
        "Elon Musk will visit Tokyo on July 31.",
    ),
    ("2025-07-30", "Gamma Times", "Elon Musk will visit Tokyo on August 5, Tesla said, after the trip was postponed."),
    (
        "2025-08-01",
        "Beta Post",
        "Angela Merkel met Emmanuel Macron for talks. Tim Cook did not visit Berlin, a spokesman said.",
    ),
    ("2025-08-02", "Beta Post", "Emmanuel Macron met Angela Merkel on Thursday in Paris, aides said."),
]


def test_each_plan_becomes_one_claim_with_its_outcome(tmp_path: Path) -> None:
    path = tmp_path / "articles.jsonl"
    rows = (
        {"id": str(i), "date": date, "publisher": publisher, "text": text}
        for i, (date, publisher, text) in enumerate(ARTICLES)
    )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    claims = kg.build([path]).claims.values()
    found = {(c.subject, c.object): (c.status, c.time, c.outcome) for c in claims if c.outcome}
    assert found == {
        ("angela-merkel", "emmanuel-macron"): ("occurred", "2025-07-31", "confirmed"),
        ("elon-musk", "tokyo"): ("planned", "2025-08-05", "slipped"),
        ("tim-cook", "berlin"): ("planned", "2025-08-01", "cancelled"),
    }
    (meeting,) = (c for c in claims if c.outcome == "confirmed")
    assert (len(meeting.evidence), meeting.source_count, meeting.independent_source_count) == (3, 2, 1)
