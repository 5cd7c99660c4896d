"""What is said of a merge that overrules the program, or that says nothing new."""

from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.pipeline.api import Graph
from kg.pipeline.curation_checks import check_row
from kg.pipeline.curation_remarks import remarks_about
from kg.resolve import CurationRow
from kg.schema.load import load_ontology
from tests.unit import ask_fixture

GRAPH = Graph(ask_fixture.graph(), load_ontology())
BY_NAME = {entity.name: entity for entity in GRAPH.entities.values()}


def remarks(kind: str, *names: str) -> str:
    row = CurationRow(kind=kind, names=names)  # type: ignore[arg-type]
    return "\n".join(remarks_about(GRAPH, row, [BY_NAME.get(name) for name in names]))


def test_a_merge_against_a_veto_says_what_it_overrules() -> None:
    said = remarks("merge", "Dmitry Bakanov", "Sean Duffy")
    assert "'Dmitry Bakanov' and 'Sean Duffy' apart (given name: " in said
    assert "of class Person and 'NASA' of Organization" in remarks("merge", "Sean Duffy", "NASA")


def test_names_that_are_one_entity_already_are_named_with_it() -> None:
    nasa = BY_NAME["NASA"]
    row = CurationRow(kind="merge", names=("NASA", "the space agency"))
    assert remarks_about(GRAPH, row, [nasa, nasa]) == (
        "'NASA' and 'the space agency' are one entity already, NASA: the row keeps them so",
    )


def test_a_decision_that_changes_something_and_overrules_nothing_is_not_remarked_on() -> None:
    assert remarks("merge", "Cape Canaveral", "Houston") == ""
    assert "are different entities already" in remarks("never-merge", "NASA", "Roscosmos")
    assert remarks("rename", "NASA") == ""


@pytest.mark.parametrize("kind", ["merge", "never-merge"])
def test_one_name_alone_is_refused_in_plain_words(kind: str) -> None:
    with pytest.raises(InputError, match=f"only one name was given: 'NASA'.*kg {kind} 'NASA' 'OTHER NAME'"):
        check_row(GRAPH, CurationRow(kind=kind, names=("NASA",)))  # type: ignore[arg-type]
