"""Finding an entity by name, and its card."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyse import card, find_entities
from kg.errors import InputError
from kg.model import Claim, Entity, GraphRecords
from tests.unit import ask_fixture

GRAPH = ask_fixture.graph()


def people(*names: str) -> GraphRecords:
    return GraphRecords.of(entities=[Entity(id=f"e{i}", name=n, type="Person") for i, n in enumerate(names)])


@pytest.mark.parametrize(
    ("text", "name", "how"),
    [
        ("Dmitry Bakanov", "Dmitry Bakanov", "name"),
        ("dmitry-bakanov", "Dmitry Bakanov", "name"),
        ("  bakanov ", "Dmitry Bakanov", "alias"),
        ("us", "United States", "alias"),
        ("space center", "Kennedy Space Center", "part"),
        ("Bakanow", "Dmitry Bakanov", "spelling"),
        ("Roskosmos", "Roscosmos", "spelling"),
    ],
)
def test_the_best_match_and_why(text: str, name: str, how: str) -> None:
    best = find_entities(GRAPH, text)[0]
    assert (best.entity.name, best.how) == (name, how)


def test_whole_words_come_before_parts_of_words_and_the_most_named_first() -> None:
    assert [m.entity.name for m in find_entities(GRAPH, "dmitry")] == [
        "Dmitry Bakanov",
        "Dmitry Peskov",
        "Dmitry Rogozin",
    ]
    names = [m.entity.name for m in find_entities(people("Annabel Lee", "Joe Ann", "Bea"), "ann")]
    assert names == ["Joe Ann", "Annabel Lee"]


@pytest.mark.parametrize("text", ["", "   ", "zzz", "Quetzalcoatl"])
def test_what_comes_near_nothing_finds_nothing(text: str) -> None:
    assert find_entities(GRAPH, text) == ()


def test_limit() -> None:
    assert len(find_entities(GRAPH, "dmitry", limit=2)) == 2


@given(st.text(max_size=20))
def test_any_text_gives_a_ranked_list(text: str) -> None:
    order = ["name", "alias", "part", "spelling"]
    matches = find_entities(GRAPH, text, limit=99)
    ranks = [(order.index(m.how), -m.score) for m in matches]
    assert ranks == sorted(ranks)
    assert all(0 < m.score <= 1 for m in matches)
    assert len({m.entity.id for m in matches}) == len(matches)


def test_every_entity_is_found_by_each_of_its_names() -> None:
    for entity in GRAPH.entities.values():
        for name in (entity.name, *entity.aliases, entity.id):
            assert entity in [m.entity for m in find_entities(GRAPH, name) if m.how in ("name", "alias")]


def test_a_card_has_the_claims_of_both_directions_with_their_sentences() -> None:
    shown = card(GRAPH, "crew-11")
    assert (shown.name, shown.type, shown.aliases, shown.n_mentions) == ("Crew-11", "Mission", ("CREW-11",), 5)
    assert shown.documents == ("denial.txt", "talks.txt")
    assert [(c.outgoing, c.predicate, c.other) for c in shown.claims] == [
        (True, "launchesFrom", "Kennedy Space Center"),
        (True, "usesVehicle", "Dragon"),
        (False, "crews", "Oleg Platonov"),
        (False, "crews", "Zena Cardman"),
        (False, "launches", "SpaceX"),
        (False, "meets", "Dmitry Bakanov"),
        (False, "operates", "NASA"),
    ]
    crew = shown.claims[2]
    assert [(s.document, s.text) for s in crew.sentences] == [
        ("denial.txt", "Oleg Platonov of Crew-11 is a Russian."),
        ("talks.txt", "The crew includes Russian cosmonaut Oleg Platonov and US astronaut Zena Cardman."),
    ]


def test_the_text_of_a_card_says_status_time_speaker_and_denial() -> None:
    text = card(GRAPH, "dmitry-bakanov").as_text(labels={"visits": "travels to"})
    assert text.startswith("Dmitry Bakanov  (Person, dmitry-bakanov)\nalso called Bakanov, Dmitri Bakanov\n")
    assert "8 mentions in 3 documents, 7 claims" in text
    assert "  Sean Duffy  (planned; 2025-07-31)\n" in text
    assert "  Sean Duffy  (according to Dmitry Peskov)\n" in text
    assert "  not Houston  (disputed; according to Roscosmos)\n" in text
    assert "Dmitry Bakanov travels to ..." in text
    assert "[bridge.txt]" in text


def test_more_sentences_are_counted() -> None:
    assert "and 1 other sentence" in card(GRAPH, "oleg-platonov").as_text(max_sentences=1)


def test_a_claim_about_itself_stands_once() -> None:
    graph = people("A").replace(claims=[Claim(id="1", subject="e0", predicate="p", object="e0")])
    assert len(card(graph, "e0").claims) == 1


def test_what_another_shard_holds_is_shown_by_its_id() -> None:
    graph = people("A").replace(
        claims=[Claim(id="1", subject="e0", predicate="p", object="gone", evidence=frozenset({"gone"}))]
    )
    assert card(graph, "e0").claims[0].other == "gone"


def test_an_unknown_id_offers_near_ones() -> None:
    with pytest.raises(InputError, match="dmitry-bakanov"):
        card(GRAPH, "dmitri-bakanof")
