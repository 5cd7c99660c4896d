"""Roles as intervals, and who held one at a date."""

from __future__ import annotations

from typing import Any

import pytest

from kg.analyse import holding_at, tenures, timeline, timeline_text, undated
from kg.analyse.roles import Tenure
from kg.errors import QueryError
from kg.graph.answer import Answer
from kg.model import GraphRecords
from kg.pipeline.api import Graph
from tests.unit.ledger_fixture import ONTOLOGY, ledger, statement


def heads(subject: str, document: str = "one", **fields: Any) -> Any:
    return statement(subject, "heads", "acme", document, **fields)


def only(graph: GraphRecords) -> Tenure:
    (tenure,) = tenures(graph, ONTOLOGY)
    return tenure


def holders(graph: GraphRecords, date: str) -> dict[str, str]:
    """Return who heads at a date, and how surely."""
    return {graph.claims[id_].subject: how for id_, how in holding_at(graph, ONTOLOGY, date).items()}


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"time": "2018", "period": "2018/.."}, ("2018", None, None)),
        ({"period": "../2020"}, (None, "2020", None)),
        ({"time": "2011", "period": "2011/2015"}, ("2011", "2015", None)),
        ({"time": "2018-10", "status": "past"}, (None, None, ("2018-10", "2018-10"))),
        ({}, (None, None, ("2025-07-31", "2025-07-31"))),
        ({"status": "past"}, (None, None, None)),
    ],
)
def test_a_sentence_gives_the_interval_that_it_states(fields: dict[str, Any], expected: tuple[Any, ...]) -> None:
    tenure = only(ledger([heads("anna", **fields)], one="2025-07-31"))
    assert (tenure.since, tenure.until, tenure.seen) == expected


def test_two_sentences_about_one_post_are_one_tenure() -> None:
    rows = [
        heads("anna", time="2018", period="2018/..", title="chief"),
        heads("anna", "two", period="../2022", status="past", title="former head"),
    ]
    tenure = only(ledger(rows))
    assert (tenure.since, tenure.until, tenure.titles) == ("2018", "2022", ("chief", "former head"))


def test_a_return_to_a_post_is_a_second_tenure() -> None:
    rows = [heads("anna", time="2010", period="2010/2012"), heads("anna", "two", time="2018", period="2018/..")]
    assert [(t.since, t.until) for t in tenures(ledger(rows), ONTOLOGY)] == [("2010", "2012"), ("2018", None)]


def test_the_next_holder_s_beginning_ends_an_open_tenure() -> None:
    rows = [
        heads("anna", time="2018", period="2018/..", title="chief"),
        heads("karl", "two", time="2021-05", period="2021-05/..", title="chief"),
        heads("vera", "three", time="2020", period="2020/..", title="chair"),
    ]
    assert {t.holder: t.until for t in tenures(ledger(rows), ONTOLOGY)} == {
        "anna": "2021-05",
        "vera": None,
        "karl": None,
    }


def test_an_appointment_in_the_same_sentence_begins_the_role_and_a_dismissal_ends_it() -> None:
    rows = [
        heads("anna"),
        statement("karl", "appoints", "anna", time="2025-07"),
        statement("karl", "dismisses", "anna", "two", time="2025-09"),
    ]
    tenure = only(ledger(rows))
    assert (tenure.since, tenure.until) == ("2025-07", "2025-09")


def test_an_appointment_elsewhere_may_be_to_another_post() -> None:
    rows = [heads("anna"), statement("anna", "worksFor", "paper", "three"),
            statement("karl", "appoints", "anna", "two", time="2025-07")]  # fmt: skip
    assert {t.since for t in tenures(ledger(rows), ONTOLOGY)} == {None}


def test_a_succession_ends_one_tenure_and_begins_the_other() -> None:
    rows = [heads("anna"), heads("karl", "two"), statement("anna", "succeeds", "karl", "three", time="2025-07")]
    found = {t.holder: (t.since, t.until) for t in tenures(ledger(rows), ONTOLOGY)}
    assert found == {"anna": ("2025-07", None), "karl": (None, "2025-07")}


def test_plans_and_denials_make_no_tenure() -> None:
    assert tenures(ledger([heads("anna", status="planned"), heads("karl", "two", polarity="negative")]), ONTOLOGY) == ()


CHIEFS = [
    heads("karl", time="2018-10", status="past", title="then administrator"),
    heads("anna", "two", status="acting", title="acting administrator"),
]


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        ("2018-10", {"karl": "stated"}),
        ("2018", {"karl": "stated"}),
        ("2018-10-04", {"karl": "stated"}),
        ("2017", {}),
        ("2019-03", {"karl": "likely"}),
        ("2025-07-31", {"anna": "stated"}),
        ("2025-08", {"anna": "likely"}),
    ],
)
def test_who_headed_it_at_a_date(date: str, expected: dict[str, str]) -> None:
    assert holders(ledger(CHIEFS, one="2025-07-30", two="2025-07-31"), date) == expected


def test_a_former_holder_holds_it_no_more() -> None:
    rows = [heads("anna", time="2018", period="2018/.."), heads("anna", "two", status="past")]
    graph = ledger(rows, two="2022-01-01")
    assert holders(graph, "2020") == {"anna": "likely"}
    assert holders(graph, "2023") == {}


def test_what_is_no_role_holds_when_it_is_said_to() -> None:
    graph = ledger([statement("anna", "meets", "karl", time="2018-10")])
    assert set(holding_at(graph, ONTOLOGY, "2018").values()) == {"stated"}
    assert holding_at(graph, ONTOLOGY, "2019") == holding_at(graph, ONTOLOGY, "never") == {}


def test_a_question_can_be_asked_about_a_date() -> None:
    graph = Graph(ledger(CHIEFS, one="2025-07-30", two="2025-07-31"), ONTOLOGY)
    answer = graph.ask("who-headed", "Acme", at="2018-10")
    row = dict(zip(answer.columns, answer.values()[0], strict=True))
    assert (len(answer.rows), row["leader"], row["at"]) == (1, "Karl", "stated")
    assert len(graph.ask("who-headed", "Acme").rows) == 2
    assert isinstance(answer, Answer)


@pytest.mark.parametrize(("name", "at"), [("who-headed", "soon"), ("who-headed", "2018/2019"), ("people", "2018")])
def test_a_question_that_has_no_date_is_refused_with_a_remedy(name: str, at: str) -> None:
    with pytest.raises(QueryError) as raised:
        Graph(ledger(CHIEFS), ONTOLOGY).ask(name, at=at)
    assert raised.value.remedy


def test_a_timeline_shows_roles_and_dated_claims_in_order() -> None:
    rows = [*CHIEFS, statement("anna", "meets", "karl", "two", time="2025-07-31"), statement("anna", "visits", "oslo")]
    graph = ledger(rows, two="2025-07-31")
    lines = timeline_text(timeline(graph, ONTOLOGY, "anna"), max_sentences=0).splitlines()
    assert len(lines) == 2
    assert lines[0].startswith("seen 2025-07-31 ")
    assert lines[1].startswith("2025-07-31 ")
    assert "meets" in lines[1]
    assert [row.kind for row in timeline(graph, ONTOLOGY, "acme")] == ["role", "role"]
    assert timeline(graph, ONTOLOGY, "oslo") == ()


def test_events_without_a_date_are_counted_and_roles_and_lasting_claims_are_not() -> None:
    lasting = statement("anna", "citizenOf", "acme")
    dated = statement("anna", "meets", "karl", "two", time="2025-07-31")
    graph = ledger([*CHIEFS, dated, lasting, statement("anna", "visits", "oslo")], two="2025-07-31")
    for name in ("anna", "oslo"):
        (id,) = undated(graph, ONTOLOGY, name)
        assert graph.claims[id].predicate == "visits"
    assert undated(graph, ONTOLOGY, "acme") == ()
