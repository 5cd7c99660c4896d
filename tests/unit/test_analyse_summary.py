"""The page that a person reads."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse import disagreements, summary
from kg.analyse.disagreement import disputed
from kg.analyse.summary import escape
from kg.model import Claim, Entity, GraphRecords
from kg.schema import load_ontology
from tests.unit import ask_fixture

ONTOLOGY = load_ontology()
PAGE = summary(ask_fixture.graph(), ONTOLOGY)


def section(heading: str) -> str:
    """Return one section's text."""
    return PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]


def test_the_sections_stand_in_this_order() -> None:
    assert re.findall(r"^## (.+)$", PAGE, re.MULTILINE) == [
        "What was read",
        "Who and what is in it",
        "What several articles say",
        "What is said by one source only",
        "What is planned",
        "What may happen",
        "What is disputed",
        "What is denied",
        "What was left out",
    ]


def test_what_was_read_has_dates_and_publishers() -> None:
    assert "3 articles (2025-07-30 to 2025-08): 21 entities, 28 relations, 0 values, 1 open claim." in PAGE
    assert "| talks.txt | Space chiefs to talk | 2025-07-30 | news.example | 14 |" in PAGE


def test_people_have_their_posts() -> None:
    who = section("Who and what is in it")
    assert "- **Dmitry Bakanov**: Director General, Roscosmos; 8 mentions" in who
    assert "- **Sean Duffy**: acting Administrator, NASA; 5 mentions" in who
    assert "- **Jim Bridenstine**: former Administrator, NASA; 2 mentions" in who


def test_a_statement_is_a_plain_sentence_with_its_quotation() -> None:
    assert (
        "- **Oleg Platonov** is in the crew of **Crew-11** (2 articles)\n"
        "  > “Oleg Platonov of Crew-11 is a Russian.” (denial.txt)\n"
    ) in section("What several articles say")
    assert "**Russia** cooperates with **United States** (according to Dmitry Peskov)" in section(
        "What is said by one source only"
    )


def test_each_claim_stands_in_one_section() -> None:
    graph = ask_fixture.graph()
    for heading, count in (
        ("What several articles say", sum(c.asserted and c.source_count > 1 for c in graph.claims.values())),
        ("What is said by one source only", sum(c.asserted and c.source_count == 1 for c in graph.claims.values())),
        ("What is planned", 4),
        ("What may happen", 1),
        ("What is denied", 1),
    ):
        assert len(re.findall(r"^- \*\*", section(heading), re.MULTILINE)) == count


def test_disputes_show_both_sides() -> None:
    text = section("What is disputed")
    assert "- **Dmitry Bakanov** visits **Houston**:" in text
    assert "  - denied (disputed; according to Roscosmos)\n    > “Roscosmos denied" in text


def test_the_page_and_the_list_of_disagreements_name_the_same_claims() -> None:
    graph = ask_fixture.graph()
    marked = {claim.id for claim in (*graph.claims.values(), *graph.value_claims.values()) if claim.disputed_by}
    assert {claim.id for claims in disputed(graph) for claim in claims} == marked
    assert (
        len(disputed(graph))
        == len(disagreements(graph))
        == len(re.findall(r"^- \*\*", section("What is disputed"), re.M))
    )


def test_claims_of_two_things_are_told_in_a_sentence_each() -> None:
    graph = GraphRecords.of(
        claims=[
            Claim(id="1", subject="a", predicate="p", object="b", disputed_by=frozenset({"2"})),
            Claim(id="2", subject="a", predicate="p", object="c", disputed_by=frozenset({"1"})),
            Claim(id="3", subject="a", predicate="p", object="d"),
        ]
    )
    text = summary(graph, ONTOLOGY).partition("## What is disputed\n")[2].partition("\n## ")[0]
    assert "- **a** p **b**:\n  - stated" in text
    assert "  - **a** p **c**" in text
    assert "**d**" not in text


def test_a_former_post_is_called_former_once_and_a_title_of_kin_is_no_post() -> None:
    people = {name: Entity(id=name, type="Person", name=name) for name in ("ana", "luis")}
    graph = GraphRecords.of(
        entities=[*people.values(), Entity(id="acme", type="Organization", name="Acme")],
        claims=[
            Claim(
                id="1", subject="ana", predicate="worksFor", object="acme", status="past", titles=frozenset({"ex MEP"})
            ),
            Claim(id="2", subject="ana", predicate="spouseOf", object="luis", titles=frozenset({"wife"})),
        ],
    )
    text = summary(graph, ONTOLOGY)
    assert "**ana**: ex MEP, Acme;" in text
    assert "wife, " not in text


def test_what_was_left_out_is_counted_by_reason() -> None:
    assert "| extract | asked, not stated | 2 |" in PAGE


def test_long_lists_are_cut_and_counted() -> None:
    page = summary(ask_fixture.graph(), ONTOLOGY, max_entities=1, max_claims=2)
    assert "- and 6 more" in page
    assert "- and 16 more" in page


def test_an_empty_graph_gives_a_page() -> None:
    assert "0 articles: 0 entities, 0 relations, 0 values." in summary(GraphRecords(), ONTOLOGY)


def test_the_order_of_the_records_changes_nothing() -> None:
    graph = ask_fixture.graph()
    reversed_graph = GraphRecords(
        documents=dict(reversed(graph.documents.items())),
        entities=dict(reversed(graph.entities.items())),
        claims=dict(reversed(graph.claims.items())),
        open_claims=graph.open_claims,
        evidence=dict(reversed(graph.evidence.items())),
        rejected=dict(reversed(graph.rejected.items())),
    )
    assert summary(reversed_graph, ONTOLOGY) == PAGE


@pytest.mark.parametrize(
    "name",
    [
        "# heading",
        "a\n\n## b",
        "**bold**",
        "<script>alert(1)</script>",
        "[x](http://y)",
        "a|b",
        "`c`",
        "\x1b[31m",
        "&lt;",
    ],
)
def test_a_name_cannot_change_the_page(name: str) -> None:
    graph = ask_fixture.graph()
    hostile = replace(graph.entities["nasa"], name=name)
    others = [entity for entity in graph.entities.values() if entity.id != "nasa"]
    page = summary(graph.replace(entities=[*others, hostile]), ONTOLOGY)
    assert len(page.splitlines()) == len(PAGE.splitlines())
    assert "<script" not in page.replace("\\<", "")
    assert "\x1b" not in page


@given(st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=60))
def test_an_escaped_text_is_one_line_and_reads_back(text: str) -> None:
    escaped = escape(text)
    assert len(escaped.splitlines()) <= 1
    assert re.sub(r"\\([\\`*_{}\[\]<>#|~&$])", r"\1", escaped) == " ".join(text.split())


@pytest.mark.parametrize(("confidence", "said"), [(0.9, ""), (0.53, " (unsure, 0.53)")])
def test_an_entity_without_class_or_property_in_the_ontology_is_shown_by_its_names(
    confidence: float, said: str
) -> None:
    likes = Claim(id="1", subject="a", predicate="likes", object="b", confidence=confidence, independent_source_count=1)
    graph = GraphRecords.of(entities=[Entity(id=i, name=i.upper(), type="Thing") for i in "ab"], claims=[likes])
    page = summary(graph, ONTOLOGY)
    assert "**Thing** (2)" in page
    assert f"- **A** likes **B**{said}\n" in page
