"""Search in a graph that is too large to compare every name with the text."""

from __future__ import annotations

import pytest

from kg.analyse import find_entities
from kg.model import Entity, GraphRecords
from kg.serve import names
from kg.serve.names import NameIndex


@pytest.fixture(scope="module")
def records() -> GraphRecords:
    people = [
        Entity(id=f"p{n}", name=f"John Smith{n}", type="Person", aliases=frozenset({f"Smith{n}"}), n_mentions=n)
        for n in range(600)
    ]
    others = [
        Entity(id="john", name="John", type="Place"),
        Entity(id="acme-works", name="Acme Works", type="Organization", aliases=frozenset({"AW"})),
    ]
    return GraphRecords.of(entities=[*people, *others])


@pytest.mark.parametrize(
    ("text", "first"),
    [("Acme Works", "acme-works"), ("aw", "acme-works"), ("acme-works", "acme-works"), ("works acm", None),
     ("Acme Wroks", "acme-works"), ("smith77", "p77"), ("john", "john"), ("John Smith599", "p599")],
)  # fmt: skip
def test_the_best_entity_comes_first_as_with_a_full_comparison(
    records: GraphRecords, text: str, first: str | None
) -> None:
    found = NameIndex(records).find(text, limit=3)
    whole = find_entities(records, text, limit=3)
    if first is not None:
        assert found[0].entity.id == whole[0].entity.id == first


def test_an_exact_name_is_found_among_more_candidates_than_are_compared(
    records: GraphRecords, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(names, "_CANDIDATES", 700)
    monkeypatch.setattr(names, "_SMALL", 0)
    assert NameIndex(records).find("john", limit=1)[0].entity.id == "john"
    monkeypatch.setattr(names, "_CANDIDATES", 20)
    assert NameIndex(records).find("smith5", limit=1)[0].entity.id == "p5"


def test_only_the_classes_asked_for_are_found(records: GraphRecords) -> None:
    found = NameIndex(records).find("john", types={"Place"})
    assert [match.entity.id for match in found] == ["john"]
    assert NameIndex(records).find("zzzz qqqq") == ()
    assert NameIndex(records).find("...") == ()
