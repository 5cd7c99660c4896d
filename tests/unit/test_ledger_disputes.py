"""Claims that cannot all be true dispute one another; those that can do not."""

from __future__ import annotations

import pytest

from kg.analyse import disagreements
from kg.analyse.show import sentences
from kg.model import GraphRecords, RelationMention
from tests.unit.ledger_fixture import ledger, statement


def disputed(graph: GraphRecords) -> set[tuple[str, str, str]]:
    """Return the claims that another one disputes."""
    assert all(id_ in graph.claims[other].disputed_by for id_, c in graph.claims.items() for other in c.disputed_by)
    return {(c.subject, c.predicate, c.object) for c in graph.claims.values() if c.disputed_by}


def test_a_denial_disputes_the_statement() -> None:
    graph = ledger([statement("anna", "meets", "karl"), statement("anna", "meets", "karl", "two", polarity="negative")])
    assert disputed(graph) == {("anna", "meets", "karl")}
    assert all(len(claim.disputed_by) == 1 for claim in graph.claims.values())


def test_news_that_is_denied_within_a_month_is_disputed() -> None:
    rows = [statement("acme", "acquires", "paper"), statement("acme", "acquires", "paper", "two", polarity="negative")]
    assert len(disputed(ledger(rows, one="2024-03-10", two="2024-03-11"))) == 1
    assert not disputed(ledger(rows, one="2024-03-10", two="2024-09-11"))
    dated = [
        statement("anna", "meets", "karl", time="2024-03-10"),
        statement("anna", "meets", "karl", "two", time="2024-03-12", polarity="negative"),
    ]
    assert not disputed(ledger(dated)), "both say which day they mean"


def test_two_places_of_birth_dispute_one_another() -> None:
    graph = ledger([statement("anna", "bornIn", "oslo"), statement("anna", "bornIn", "bergen", "two")])
    assert disputed(graph) == {("anna", "bornIn", "oslo"), ("anna", "bornIn", "bergen")}


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        (
            [
                statement("anna", "bornIn", "oslo"),
                statement("anna", "bornIn", "norland", "two"),
                statement("oslo", "locatedIn", "norland", "three"),
            ],
            "the one lies in the other",
        ),
        ([statement("anna", "bornIn", "oslo"), statement("anna", "bornIn", "bergen")], "one article says both"),
        (
            [statement("anna", "bornIn", "oslo"), statement("anna", "bornIn", "bergen", "two", status="possible")],
            "the one is only possible",
        ),
        (
            [
                statement("anna", "heads", "acme", time="2018"),
                statement("karl", "heads", "acme", "two", time="2020"),
            ],
            "one after the other",
        ),
        ([statement("anna", "heads", "acme"), statement("karl", "heads", "acme", "two")], "nobody knows when"),
        (
            [
                statement("anna", "heads", "norland", time="2020", title="president"),
                statement("karl", "heads", "norland", "two", time="2020", title="prime minister"),
            ],
            "two posts",
        ),
        (
            [statement("anna", "visits", "oslo"), statement("anna", "visits", "bergen", "two")],
            "people visit many places",
        ),
        (
            [
                statement("anna", "meets", "karl", time="2018"),
                statement("anna", "meets", "karl", "two", time="2020", polarity="negative"),
            ],
            "another time",
        ),
    ],
)
def test_what_can_be_true_together_is_not_disputed(rows: list[RelationMention], why: str) -> None:
    assert disputed(ledger(rows)) == set(), why


def test_two_heads_at_one_time_dispute_one_another() -> None:
    rows = [
        statement("anna", "heads", "acme", time="2020", title="chief executive"),
        statement("karl", "heads", "acme", "two", time="2020-05", title="executive"),
    ]
    assert len(disputed(ledger(rows))) == 2


def test_an_article_in_the_present_tense_speaks_of_its_own_date() -> None:
    rows = [statement("anna", "heads", "acme"), statement("karl", "heads", "acme", "two")]
    assert len(disputed(ledger(rows, one="2025-07-31", two="2025-07-31"))) == 2
    assert not disputed(ledger(rows, one="2025-07-31", two="2025-12-01"))


def test_one_article_that_quotes_two_people_against_one_another_is_a_dispute() -> None:
    rows = [
        statement("anna", "meets", "karl", said_by="anna"),
        statement("anna", "meets", "karl", said_by="karl", polarity="negative"),
    ]
    assert disputed(ledger(rows)) == {("anna", "meets", "karl")}


def test_a_cancelled_plan_is_no_dispute() -> None:
    rows = [
        statement("anna", "meets", "karl", status="planned", time="2025-07"),
        statement("anna", "meets", "karl", "two", polarity="negative", time="2025-07"),
    ]
    (claim,) = ledger(rows).claims.values()
    assert (claim.status, claim.outcome, claim.disputed_by) == ("planned", "cancelled", frozenset())


def test_a_disagreement_shows_each_side_with_its_speakers() -> None:
    rows = [
        statement("anna", "bornIn", "oslo", said_by="karl"),
        statement("anna", "bornIn", "bergen", "two"),
        statement("vera", "bornIn", "oslo"),
    ]
    graph = ledger(rows, two="2025-07-31")
    (found,) = disagreements(graph)
    text = found.as_text(labels={"bornIn": "was born in"})
    assert text.startswith("Anna: not all of this can be true\n")
    assert "Anna was born in Oslo" in text
    assert '"Article one."  [Karl, one]' in text
    assert '"Article two."  [two, 2025-07-31]' in text
    assert disagreements(graph, entity_id="vera") == ()
    assert disagreements(graph, entity_id="anna") == (found,)


def end(year: str, document: str = "one", **fields: object) -> RelationMention:
    """Return a planned end date of the station."""
    return statement("station", "endDate", year, document, object=year, datatype="gYear", status="planned", **fields)


def disputed_ends(*rows: RelationMention, **published: str) -> set[str]:
    return {claim.object for claim in ledger(rows, **published).value_claims.values() if claim.disputed_by}


def test_what_one_party_planned_and_later_replaced_is_history_and_no_dispute() -> None:
    first, later = end("2024", said_by="acme", time="2015-03"), end("2028", "two", said_by="acme", time="2023")
    assert disputed_ends(first, later) == set()
    assert (
        disputed_ends(end("2024", said_by="acme", time="2015-03"), end("2028", "two", said_by="acme"), two="2023")
        == set()
    )


def test_plans_of_two_parties_or_of_one_time_disagree() -> None:
    acme = end("2024", said_by="acme", time="2015-03")
    assert disputed_ends(acme, end("2028", "two", said_by="norland", time="2023")) == {"2024", "2028"}
    assert disputed_ends(acme, end("2028", "two", said_by="acme", time="2015")) == {"2024", "2028"}
    assert disputed_ends(acme, end("2028", "two", time="2023")) == {"2024", "2028"}


def test_a_plan_for_a_date_that_had_passed_when_it_was_told_is_history() -> None:
    told = {"one": "2025-07-31", "two": "2025-07-31"}
    agreed = end("2024", said_by="acme", time="2015-03")
    assert disputed_ends(agreed, end("2028", "two", said_by="norland", time="2023"), **told) == set()
    later = end("2030", said_by="acme", time="2015-03")
    assert disputed_ends(later, end("2028", "two", said_by="norland", time="2023"), **told) == {"2030", "2028"}


def test_a_date_that_some_article_calls_given_up_is_history() -> None:
    given_up = statement("station", "endDate", "2024", "two", object="2024", datatype="gYear", status="past")
    assert disputed_ends(end("2024"), end("2030", "two"), given_up) == set()
    assert disputed_ends(end("2024"), end("2030", "two")) == {"2024", "2030"}


def start(day: str, document: str, status: str = "planned") -> RelationMention:
    """Return when the station was to start, or did."""
    datatype = {4: "gYear", 7: "gYearMonth", 10: "date"}[len(day)]
    return statement("station", "startDate", day, document, object=day, datatype=datatype, status=status)


@pytest.mark.parametrize(
    ("planned", "outcome"), [("2024-02-15", "confirmed"), ("2024-02", "confirmed"), ("2024-02-14", "slipped")]
)
def test_a_planned_date_and_the_one_that_it_was_are_one_claim_with_a_history(planned: str, outcome: str) -> None:
    rows = [start(planned, "one"), start("2024-02-15", "two", "occurred")]
    graph = ledger(rows, one="2024-02-01", two="2024-02-16")
    (claim,) = graph.value_claims.values()
    assert (claim.object, claim.status, claim.outcome) == ("2024-02-15", "occurred", outcome)
    assert len(claim.evidence) == 2
    assert (claim.source_count, claim.independent_source_count) == (1, 1)
    assert not claim.disputed_by
    assert graph == ledger(reversed(rows), one="2024-02-01", two="2024-02-16")


@pytest.mark.parametrize(
    ("rows", "published", "why"),
    [
        ([start("2024-02-14", "one"), start("2024-02-15", "one", "occurred")], {}, "one article says both"),
        ([start("2024-02-20", "one"), start("2024-02-15", "two", "occurred")], {}, "the plan is for later"),
        (
            [start("2024-02-14", "one"), start("2024-02-15", "two", "occurred")],
            {"one": "2024-03-01", "two": "2024-02-16"},
            "the plan is told after the event",
        ),
        (
            [
                start("2024-02-14", "one"),
                start("2024-02-15", "two", "occurred"),
                start("2024-02-17", "three", "occurred"),
            ],
            {},
            "two dates fit",
        ),
    ],
)
def test_a_plan_that_did_not_become_the_date_stays_by_itself(
    rows: list[RelationMention], published: dict[str, str], why: str
) -> None:
    claims = ledger(rows, **published).value_claims.values()
    assert len(claims) == len(rows), why
    assert not any(claim.outcome for claim in claims), why


def test_a_plan_that_a_later_article_puts_off_has_slipped_once_and_again() -> None:
    rows = [start("2025", "one"), start("2027", "two"), start("2029-05", "three")]
    graph = ledger(rows, one="2023-03-01", two="2023-11-01", three="2024-02-01")
    (claim,) = graph.value_claims.values()
    assert (claim.object, claim.status, claim.outcome, len(claim.evidence)) == ("2029-05", "planned", "slipped", 3)
    assert claim.source_count == 1
    assert [sentence.document for sentence in sentences(graph, claim)] == ["three", "two", "one"]
    opened = start("2030", "four", "occurred")
    (came,) = ledger([*rows, opened], one="2023", two="2023-11", three="2024-02", four="2030-05").value_claims.values()
    assert (came.object, came.outcome, len(came.evidence)) == ("2030", "slipped", 4)


def test_plans_of_articles_without_date_and_of_named_parties_disagree() -> None:
    assert len(ledger([start("2025", "one"), start("2027", "two")]).value_claims) == 2
    assert disputed_ends(end("2025"), end("2027", "two", said_by="acme"), one="2023-03-01", two="2023-11-01") == {
        "2025",
        "2027",
    }


def test_plans_are_shown_as_plans_in_the_order_in_which_they_were_made_with_what_is_only_possible_beside() -> None:
    possible = statement(
        "station", "endDate", "2035", "two", object="2035", datatype="gYear", status="possible", said_by="vera"
    )
    given_up = statement("station", "endDate", "2020", "two", object="2020", datatype="gYear", status="past")
    rows = [
        end("2030", "two"),
        end("2028", "two", said_by="norland", time="2023"),
        end("2024", said_by="acme", time="2015-03"),
    ]
    (found,) = disagreements(ledger([*rows, possible, given_up]))
    assert found.kind == "plans"
    assert [side.claim.other for side in found.sides] == ["2024", "2028", "2030"]
    assert [(side.claim.other, side.claim.status) for side in found.beside] == [("2020", "past"), ("2035", "possible")]
    text = found.as_text(labels={"endDate": "ends on"})
    assert text.startswith("Station: plans that differ; one at most can come true")
    assert "  Station ends in 2024  (planned)  confidence" in text
    assert "[Acme in March 2015, one]" in text
    assert "[Norland in 2023, two]" in text
    assert text.index("Also said, and no contradiction:") < text.index("2020  (given up since)") < text.index("2035")


def test_a_denial_is_told_from_two_facts_that_differ() -> None:
    rows = [statement("anna", "meets", "karl"), statement("anna", "meets", "karl", "two", polarity="negative")]
    (found,) = disagreements(ledger(rows))
    assert (found.kind, found.beside) == ("denial", ())
    assert found.as_text().startswith("Anna: stated and denied\n")


def test_what_is_only_possible_contradicts_no_plan() -> None:
    possible = statement("station", "endDate", "2035", "two", object="2035", datatype="gYear", status="possible")
    assert disputed_ends(end("2030"), possible) == set()
