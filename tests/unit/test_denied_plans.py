"""What there is no plan, intention or chance to do has not been planned, and least of all been done."""

from __future__ import annotations

import pytest

from tests.unit.marked import relations_of


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[Ann Lee|Person] has no plans to meet [Bob Ray|Person], a spokesman said.", "negative"),
        ("[Ann Lee|Person] had no intention of visiting [Poland|Country].", "negative"),
        ("[Ann Lee|Person] does not have plans to visit [Kyiv|Place].", "negative"),
        ("There are no plans for [Acme|Organization] to buy [Delta Air|Organization].", "negative"),
        ("[Acme|Organization] has no right to sue [Delta Air|Organization].", "negative"),
        ("[Acme|Organization] has plans to acquire [Delta Air|Organization].", "planned"),
        ("There are plans for [Acme|Organization] to buy [Delta Air|Organization].", "planned"),
        ("[Acme|Organization] took a step towards buying [Delta Air|Organization].", "planned"),
        ("The board held talks on visiting [Kyiv|Place], [Ann Lee|Person] said.", None),
        ("[Ann Lee|Person] had no choice but to visit [Moscow|Place].", "occurred"),
        ("[Ann Lee|Person] lost no time in visiting [Berlin|Place].", "occurred"),
    ],
)
def test_no_plan_is_no_plan(text: str, said: str | None) -> None:
    found = relations_of(text)
    assert {m.status if m.polarity == "positive" else m.polarity for m in found} == {said} - {None}
