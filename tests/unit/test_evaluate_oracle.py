"""Gold entities are found in the text by their names, longest first, at word edges."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate import GoldDocument, GoldEntity, gold_mentions


def found(text: str, *entities: GoldEntity) -> list[tuple[str, str | None]]:
    mentions, _ = gold_mentions(GoldDocument(id="one.txt", entities=entities), document_id="d", text=text)
    return [(m.text, m.type) for m in mentions]


NASA = GoldEntity(id="nasa", type="Organization", name="NASA", aliases=("NASA's", "US agency"))
US = GoldEntity(id="us", type="Country", name="United States", aliases=("US", "U.S."))
FLIGHT = GoldEntity(id="c1", type="Mission", name="Crew-1", aliases=("O'Hara’s flight",))


def test_every_occurrence_of_a_name_or_alias_is_a_mention() -> None:
    assert found("The US and the United States, U.S.", US) == [(n, "Country") for n in ("US", "United States", "U.S.")]


def test_a_longer_name_wins_over_a_shorter_one_inside_it() -> None:
    assert found("The US agency and the US.", US, NASA) == [("US agency", "Organization"), ("US", "Country")]


def test_a_name_begins_and_ends_at_a_word_s_edge() -> None:
    assert found("Crew-11, the USA and crew-1 of BUS", FLIGHT, US) == []


def test_case_counts_but_neither_the_apostrophe_nor_a_line_break() -> None:
    assert found("Trust us: O’Hara's\nflight", US, FLIGHT) == [("O’Hara's\nflight", "Mission")]


def test_a_shared_form_goes_to_the_entity_whose_name_it_is() -> None:
    state = GoldEntity(id="ga", type="Country", name="Republic of Georgia", aliases=("Georgia",))
    person = GoldEntity(id="gp", type="Person", name="Georgia")
    assert found("Georgia won.", state, person) == [("Georgia", "Person")]


def test_each_entity_that_occurs_has_one_chain_named_by_its_longest_form() -> None:
    document = GoldDocument(id="one.txt", entities=(NASA, US, FLIGHT))
    mentions, chains = gold_mentions(document, document_id="d", text="US, United States. NASA.")
    by_id = {m.id: m for m in mentions}
    assert [by_id[c.representative].text for c in chains] == ["NASA", "United States"]
    assert [m for c in chains for m in c.mentions] == [mentions[2].id, mentions[0].id, mentions[1].id]
    assert {c.type_votes for c in chains} == {(("Organization", 1.0),), (("Country", 1.0),)}
    assert {(m.kind, m.score, m.annotator) for m in mentions} == {("name", 1.0, "oracle")}


@given(st.text(alphabet="US. NAagency'’", max_size=40))
def test_mentions_are_sorted_disjoint_and_verbatim(text: str) -> None:
    document = GoldDocument(id="one.txt", entities=(NASA, US))
    mentions, chains = gold_mentions(document, document_id="d", text=text)
    assert all(m.text == m.span.of(text) for m in mentions)
    assert all(a.span.end <= b.span.start for a, b in pairwise(mentions))
    assert sorted(i for c in chains for i in c.mentions) == sorted(m.id for m in mentions)
