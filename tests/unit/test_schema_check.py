"""``kg ontology check`` names each contradiction of an ontology."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from kg.schema import (
    EntityClass,
    Example,
    ExampleClaim,
    ExampleEntity,
    Ontology,
    Property,
    Relation,
    check_ontology,
    load_ontology,
    ontology_directory,
)


def class_(name: str, *parents: str, label: str = "a label") -> EntityClass:
    return EntityClass(name=name, iri=f"x#{name}", label=label, definition="What it is.", parents=parents)


KNOWS = Property(
    name="knows",
    iri="x#knows",
    label="knows",
    definition="Knows it.",
    domain=frozenset({"Person"}),
    range=frozenset({"Person"}),
    symmetric=True,
)
EXAMPLE = Example(
    text="Ann knows Bo.",
    entities=(
        ExampleEntity(start=0, end=3, text="Ann", type="Person"),
        ExampleEntity(start=10, end=12, text="Bo", type=None),
    ),
    claims=(ExampleClaim(subject="Ann", predicate="knows", object="Bo", qualifiers=("past", "time=2018")),),
)
SAID = Relation(
    property="knows",
    path="relations/knows.toml",
    says=(("{S} knows {O}", "{S} knows {O}"),),
    examples=(EXAMPLE,) * 5,
)
GOOD = Ontology(
    base="x#", classes={"Person": class_("Person")}, properties={"knows": KNOWS}, relations={"knows": SAID}, hash=""
)


def said(**changes: object) -> Ontology:
    return replace(GOOD, relations={"knows": replace(SAID, **changes)})  # type: ignore[arg-type]


def with_property(**changes: object) -> Ontology:
    return replace(GOOD, properties={"knows": replace(KNOWS, **changes)})  # type: ignore[arg-type]


def with_template(template: str) -> Ontology:
    return said(says=((template, template),))


def with_claim(**changes: object) -> Ontology:
    claim = replace(EXAMPLE.claims[0], **changes)  # type: ignore[arg-type]
    return said(examples=(*SAID.examples, replace(EXAMPLE, claims=(claim,))))


def test_a_sound_ontology_has_no_problem() -> None:
    assert check_ontology(GOOD) == ()


def test_the_packaged_ontology_is_sound() -> None:
    assert [str(p) for p in check_ontology(load_ontology())] == []


@pytest.mark.parametrize(
    ("ontology", "message"),
    [
        (said(property="nose"), "kg:nose is no property"),
        (said(says=(), examples=()), "has no template"),
        (with_template("{S} knows him"), "has {O} 0 times"),
        (with_template("somebody knows {O}"), "has {S} 0 times"),
        (with_template("{S} knows {S} and {O}"), "has {S} 2 times"),
        (with_template(" {S} {O}"), "is empty"),
        (with_claim(subject="Cy"), "names 'Cy', which its text does not mark"),
        (with_claim(predicate="likes"), "of another property than the file"),
        (with_claim(qualifiers=("soon",)), "unknown qualifier 'soon'"),
        (with_claim(qualifiers=("when=2018",)), "unknown qualifier 'when=2018'"),
        (
            said(examples=(replace(EXAMPLE, entities=(replace(EXAMPLE.entities[0], type="Dog"),), claims=()),) * 5),
            "[Ann|Dog]: no such class",
        ),
        (with_property(domain=frozenset({"Dog"}), range=frozenset({"Dog"})), "its domain Dog is no class"),
        (with_property(range=frozenset({"Dog"})), "its range Dog is no class"),
        (with_property(range=frozenset()), "has no range"),
        (with_property(parents=("likes",)), "its parent likes is no property"),
        (with_property(parents=("knows",)), "lies under itself"),
        (replace(GOOD, classes={"Person": class_("Person", "Being")}), "its parent Being is no class"),
    ],
)
def test_a_contradiction_is_an_error_with_a_remedy(ontology: Ontology, message: str) -> None:
    errors = [p for p in check_ontology(ontology) if p.severity == "error"]
    assert any(message in p.what for p in errors), errors
    assert all(p.where and p.remedy for p in errors)


@pytest.mark.parametrize(
    ("ontology", "message"),
    [
        (with_property(label=" "), "has no label"),
        (with_property(definition=""), "has no definition"),
        (replace(GOOD, classes={"Person": class_("Person", label="")}), "has no label"),
    ],
)
def test_what_only_a_reader_misses_is_a_warning(ontology: Ontology, message: str) -> None:
    assert [(p.what, p.severity) for p in check_ontology(ontology)] == [(message, "warning")]


def test_a_shipped_class_may_be_named_without_a_declaration() -> None:
    place = replace(KNOWS, symmetric=False, range=frozenset({"Place"}))
    assert not check_ontology(replace(GOOD, properties={"knows": place}))
    nothing = replace(KNOWS, symmetric=False, range=frozenset({"Quark"}))
    assert [str(p.what) for p in check_ontology(replace(GOOD, properties={"knows": nothing}))] == [
        "its range Quark is no class"
    ]


def test_an_is_a_cycle_is_found() -> None:
    cycle = replace(
        GOOD,
        classes={"Person": class_("Person", "Being"), "Being": class_("Being", "Person")},
        _ancestors={"Person": frozenset({"Person", "Being"}), "Being": frozenset({"Person", "Being"})},
    )
    assert [p.where for p in check_ontology(cycle)] == ["kg:Being", "kg:Person"]


def test_a_symmetric_property_needs_one_class_on_both_sides() -> None:
    ontology = replace(
        with_property(range=frozenset({"Dog"})), classes={"Person": class_("Person"), "Dog": class_("Dog")}
    )
    (problem,) = check_ontology(ontology)
    assert "is symmetric" in problem.what


def test_an_inverse_must_name_its_partner_back_with_its_sides_swapped() -> None:
    left = replace(KNOWS, symmetric=False, inverse="known")
    right = replace(left, name="known", inverse=None)
    (problem,) = check_ontology(replace(GOOD, properties={"knows": left, "known": right}))
    assert problem.what == "its inverse known does not name it back"
    swapped = replace(right, inverse="knows", range=frozenset({"Dog"}))
    problems = check_ontology(
        replace(
            GOOD,
            properties={"knows": left, "known": swapped},
            classes={"Person": class_("Person"), "Dog": class_("Dog")},
        )
    )
    assert len(problems) == 2


def test_few_examples_are_a_warning_and_come_after_the_errors() -> None:
    ontology = with_template("{S} {O}")
    few = replace(ontology, relations={"knows": replace(ontology.relations["knows"], examples=(EXAMPLE,))})
    assert [p.severity for p in check_ontology(few)] == ["error", "warning"]


def test_files_that_cannot_be_parsed_are_problems_with_their_names(tmp_path: Path) -> None:
    shutil.copy(ontology_directory() / "news.ttl", tmp_path)
    for name, text in (("relations/heads.toml", "property = "), ("words/status.toml", "n = 3")):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    problems = check_ontology(load_ontology(tmp_path))
    assert [p.where for p in problems] == ["relations/heads.toml", "words/status.toml"]
    assert all(p.remedy for p in problems)
