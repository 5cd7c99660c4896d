"""Pronouns and definite noun phrases go to the entity that they stand for, or to none where it is unsure."""

from __future__ import annotations

from itertools import pairwise

import pytest

from kg.model import Span
from tests.unit.parsed import annotated


def _links(text: str) -> set[tuple[str, str]]:
    """Return (word or phrase, name of its chain) of what was linked."""
    document = annotated(text)
    by_id = {mention.id: mention for mention in document.mentions}
    return {
        (by_id[id_].text, by_id[chain.representative].text)
        for chain in document.chains
        for id_ in chain.mentions
        if by_id[id_].kind in ("pronoun", "nominal")
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Angela Merkel arrived in Paris. She met Francois Hollande.", ("She", "Angela Merkel")),
        ("Boris Johnson met Angela Merkel. He praised her.", ("He", "Boris Johnson")),
        ("Boris Johnson met Angela Merkel. He praised her.", ("her", "Angela Merkel")),
        ("Microsoft raised its bid for the network.", ("its", "Microsoft")),
        ("Boris Johnson said he would resign.", ("he", "Boris Johnson")),
        ('"I will resign," Boris Johnson said.', ("I", "Boris Johnson")),
        ("Microsoft posted a profit. Analysts praised the company.", ("the company", "Microsoft")),
        (
            "Lufthansa, a German airline, cut jobs. Unions criticised the airline on Monday.",
            ("the airline", "Lufthansa"),
        ),
        ("For his part, Boris Johnson praised the plan.", ("his", "Boris Johnson")),
        (
            "Angela Merkel spoke. Emmanuel Macron said he agreed. For his part, Boris Johnson, a deputy of Acme, left.",
            ("his", "Boris Johnson"),
        ),
        ("Unions criticised Lufthansa and its chief executive.", ("its", "Lufthansa")),
        ("Angela Merkel arrived in Paris. Unions marched. Police watched. She met workers.", ("She", "Angela Merkel")),
        ("Microsoft said they would raise their bid for the network.", ("they", "Microsoft")),
        (
            "NASA's Crew-11 mission is ready. The crew trained in Houston. They will launch on Monday.",
            ("They", "Crew-11"),
        ),
        ('"We will appeal," Microsoft said.', ("We", "Microsoft")),
        (
            "Boris Johnson, a former president of the club, spoke. The former president, who lives in London, left.",
            ("The former president", "Boris Johnson"),
        ),
    ],
)
def test_it_is_linked(text: str, expected: tuple[str, str]) -> None:
    assert expected in _links(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Microsoft posted a profit. It is clear that prices will rise.", "It"),
        ("Microsoft posted a profit. It rained in London.", "It"),
        ("A man shot Boris Johnson's friend. Police said he fled.", "he"),
        ("Boris Johnson praised him.", "him"),
        ("NASA's Crew-11 mission is ready. Engineers met the crew. They cheered on Monday.", "They"),
        ("Microsoft sued Apple. Analysts backed the company.", "the company"),
        ("Angela Merkel went home. He slept.", "He"),
        ("The Labour Party lost. Analysts bought shares of the company.", "the company"),
        ("Boris Johnson met Angela Merkel. The president of France left.", "The president"),
        ('"We will appeal," Boris Johnson said.', "We"),
        ("Protesters met Angela Merkel. They shouted.", "They"),
        ('"He is wrong," Boris Johnson said.', "He"),
        ("The president who hailed from Paris met Boris Johnson.", "The president"),
    ],
)
def test_what_is_unsure_is_left_alone(text: str, word: str) -> None:
    assert word not in {found for found, _ in _links(text)}


def test_every_mention_lies_in_one_chain_and_the_lists_are_sorted() -> None:
    text = "Angela Merkel said she would meet Boris Johnson. He thanked her. Microsoft praised its staff."
    document = annotated(text)
    in_chains = [id_ for chain in document.chains for id_ in chain.mentions]
    assert sorted(in_chains) == sorted(mention.id for mention in document.mentions)
    assert all(left.span <= right.span for left, right in pairwise(document.mentions))
    assert all(mention.span.of(text) == mention.text for mention in document.mentions)
    assert {q.speaker for q in document.quotes} - {None} <= {chain.id for chain in document.chains}


@pytest.mark.parametrize("text", ["", "\n", ".", '"', "He", "said said said", "“", "the the the"])
def test_any_text_is_read(text: str) -> None:
    document = annotated(text)
    assert all(Span(start=0, end=len(text)).covers(quote.span) for quote in document.quotes)


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        ("Michael Dell founded Dell in Texas.", {("Michael Dell",), ("Dell",)}),
        ("William Clay Ford Jr. leads Ford. Ford said it would close plants.", {("William Clay Ford Jr.",), ("Ford",)}),
        ("Harrison Ford arrived on Monday. Ford said he was happy.", {("Harrison Ford", "Ford")}),
        ("Denzel Washington is here. Washington smiled at the crowd.", {("Denzel Washington", "Washington")}),
    ],
)
def test_a_firm_is_not_the_person_who_bears_its_name(text: str, chains: set[tuple[str, ...]]) -> None:
    document = annotated(text)
    by_id = {mention.id: mention for mention in document.mentions}
    found = {
        tuple(dict.fromkeys(by_id[m].text for m in c.mentions if by_id[m].kind == "name")) for c in document.chains
    }
    assert chains <= found
