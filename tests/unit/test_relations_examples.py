"""Every example of every relation file, as `kg ontology test` runs them."""

from __future__ import annotations

import pytest

from kg.pipeline.examples import ExampleResult, run_examples
from kg.schema.load import load_ontology
from kg.schema.ontology import Ontology

#: Fewer examples than this: a relation file lost some.
MIN_EXAMPLES = 660


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="module")
def results(ontology: Ontology) -> tuple[ExampleResult, ...]:
    return tuple(run_examples(ontology))


def test_every_example_gives_exactly_its_claims(results: tuple[ExampleResult, ...]) -> None:
    failed = [result.as_text() for result in results if not result.passed]
    assert not failed, f"{len(failed)} of {len(results)} examples\n" + "".join(failed)


def test_every_relation_has_examples_and_counter_examples(
    results: tuple[ExampleResult, ...], ontology: Ontology
) -> None:
    assert len(results) >= MIN_EXAMPLES
    for name in ontology.relations:
        examples = [result.example for result in results if result.property_name == name]
        assert len(examples) >= 5, name
        assert any(example.claims for example in examples), name
        assert any(not example.claims for example in examples), name
