"""Claims that news wording suggests and does not make: presidents of states, opponents, loans, what is against whom."""

from __future__ import annotations

import pytest

from tests.unit.marked import relations_of


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[The Dawn Front|Organization] sent men to support President [Ann Lee|Person]'s army.", set()),
        ("[Acme|Organization] rejected the offer, with president [Ann Lee|Person] arguing that it was low.", {"heads"}),
        ("He may be fit for Saturday's opener against [Leeds|Organization] in [Hull|Place].", set()),
        ("The war against [the Dawn Front|Organization] in [Mali|Country] goes on.", {"basedIn"}),
        ("[Leeds|Organization] are set to loan midfielder [Dan Moss|Person] to another club.", set()),
        ("[Barclays|Organization] lent [Delta Air|Organization] two billion dollars.", {"funds"}),
        ("The company may turn to its rivals [Acme|Organization] and [Delta Air|Organization].", set()),
    ],
)
def test_nothing_is_said_of_whom_the_words_do_not_mean(text: str, said: set[str]) -> None:
    found = relations_of(text)
    assert {m.predicate for m in found} & {"heads", "basedIn", "funds", "conflictsWith"} == said


def test_an_interim_leader_is_acting_and_an_interim_agreement_is_made() -> None:
    leader = relations_of("[Ann Lee|Person], interim leader of [Acme|Organization], resigned.")
    agreement = relations_of("[Acme|Organization] has an interim agreement with [Delta Air|Organization].")
    assert {m.status for m in leader} == {"acting"}
    assert {m.status for m in agreement} == {"occurred"}
