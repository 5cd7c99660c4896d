"""Which of several own classes of one kind an entity gets."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from kg.graph.own_classes import with_own_classes
from kg.model import Claim, Entity
from kg.schema import EntityClass, Example, ExampleEntity, Ontology, Property, Relation

CLASSES = ("Club", "Company", "Regulator")


def _example(*names: tuple[str, str]) -> Example:
    entities = tuple(ExampleEntity(start=0, end=1, text=text, type=type_) for text, type_ in names)
    return Example(text="...", entities=entities, claims=())


def _ontology(*examples: Example) -> Ontology:
    fines = Property(name="fines", iri="x#fines", label="", definition="", domain=frozenset({"Regulator"}),
                     range=frozenset({"Club", "Company"}))  # fmt: skip
    relation = Relation(property="fines", path="x.toml", says=(), examples=examples)
    classes = {name: EntityClass(name=name, iri=f"x#{name}", label=name, definition="") for name in CLASSES}
    kinds = dict.fromkeys(CLASSES, "Organization")
    return Ontology(base="x#", classes=classes, properties={"fines": fines}, relations={"fines": relation}, hash="",
                    kinds=kinds)  # fmt: skip


def _claim(subject: str, object_: str) -> Claim:
    return Claim(id=f"{subject}-{object_}", subject=subject, predicate="fines", object=object_, confidence=1.0)


def _types(ontology: Ontology, names: Sequence[str], *claims: Claim) -> list[str]:
    entities = [Entity(id=name, name=name, type="Organization") for name in names]
    return [entity.type for entity in with_own_classes(entities, claims, ontology)]


SHOWN = _ontology(
    _example(("Harlan Securities Commission", "Regulator"), ("Brightwater Bank", "Company")),
    _example(("Ashford United", "Club"), ("Norland Bank", "Company"), ("Fjord Foods", "Company")),
)


def test_claims_tell_the_class_and_outweigh_words() -> None:
    assert _types(SHOWN, ["Gambling Bank", "Alto"], _claim("Gambling Bank", "Alto")) == ["Regulator", "Company"]


@pytest.mark.parametrize(
    ("name", "type_"), [("Salford United", "Club"), ("Salford Commission", "Regulator"), ("Salford Bank", "Company")]
)
def test_words_of_names_tell_the_class(name: str, type_: str) -> None:
    assert _types(SHOWN, [name]) == [type_]


def test_the_commonest_class_is_taken_of_a_name_that_says_nothing() -> None:
    assert _types(SHOWN, ["Zyxel"]) == ["Company"]


def test_nothing_is_guessed_without_examples_or_claims() -> None:
    assert _types(_ontology(), ["Salford United"]) == ["Organization"]


def test_what_is_of_no_own_class_stays() -> None:
    person = Entity(id="a", name="Ann Lee", type="Person")
    assert list(with_own_classes([person], (), SHOWN)) == [person]
