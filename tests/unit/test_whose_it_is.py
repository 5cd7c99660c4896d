"""Claims that news wording suggests and does not make: presidents of states, opponents, loans, what is against whom."""

from __future__ import annotations

import pytest

from kg.annotate import AnnotateSettings, Annotator
from kg.extract import Extractor, cue_extractor
from kg.model import RelationMention
from kg.schema import load_ontology
from kg.schema.relations import read_example


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(load_ontology(), AnnotateSettings(voters=("md",)))


@pytest.fixture(scope="module")
def cues(annotator: Annotator) -> Extractor:
    return cue_extractor(load_ontology(), annotator)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[The Dawn Front|Organization] sent men to support President [Ann Lee|Person]'s army.", set()),
        ("[Acme|Organization] rejected the offer, with president [Ann Lee|Person] arguing that it was low.", {"heads"}),
        ("He may be fit for Saturday's opener against [Leeds|Organization] in [Hull|Place].", set()),
        ("The war against [the Dawn Front|Organization] in [Mali|Country] goes on.", {"basedIn"}),
        ("[Leeds|Organization] are set to loan midfielder [Dan Moss|Person] to another club.", set()),
        ("[Barclays|Organization] lent [Delta Air|Organization] two billion dollars.", {"funds"}),
        ("The company may turn to its rivals [Acme|Organization] and [Delta Air|Organization].", set()),
    ],
)
def test_nothing_is_said_of_whom_the_words_do_not_mean(
    annotator: Annotator, cues: Extractor, text: str, said: set[str]
) -> None:
    found = _found(annotator, cues, text)
    assert {m.predicate for m in found} & {"heads", "basedIn", "funds", "conflictsWith"} == said


def test_an_interim_leader_is_acting_and_an_interim_agreement_is_made(annotator: Annotator, cues: Extractor) -> None:
    leader = _found(annotator, cues, "[Ann Lee|Person], interim leader of [Acme|Organization], resigned.")
    agreement = _found(annotator, cues, "[Acme|Organization] has an interim agreement with [Delta Air|Organization].")
    assert {m.status for m in leader} == {"acting"}
    assert {m.status for m in agreement} == {"occurred"}


def _found(annotator: Annotator, cues: Extractor, text: str) -> list[RelationMention]:
    example = read_example({"text": text, "claims": []}, "x", "meets", frozenset({"meets"}))
    annotated = annotator.mark(example, next(annotator.parse([example.text])))
    return [m for m in cues(annotated, ()) if isinstance(m, RelationMention)]
