"""Templates learned from marked sentences, with the parser: what they find in sentences that they never saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.annotate import AnnotateSettings, Annotator
from kg.extract import cue_extractor
from kg.extract.learn import learner_of, with_learned
from kg.extract.learn.ontology import read_examples
from kg.extract.learn.sentences import observed
from kg.extract.lexicon import Lexicon
from kg.model import RelationMention
from kg.schema import Example, Ontology, Property, Relation, load_ontology
from kg.schema.relations import read_example

NAME = "insures"
EXAMPLES = (
    ("[Nordic Mutual|Organization] insures [Acme Corporation|Organization].", True),
    ("[Acme Corporation|Organization] has been insured by [Nordic Mutual|Organization] since May.", True),
    ("[Delta Bank|Organization], the insurer of [Olga Berg|Person], went bankrupt.", True),
    ("[Acme Corporation|Organization] bought [Delta Bank|Organization].", False),
    ("[Olga Berg|Person] works for [Acme Corporation|Organization].", False),
)


def _example(text: str, *claims: str) -> Example:
    return read_example({"text": text, "claims": list(claims)}, "x.toml", NAME, frozenset({NAME}))


def _first_claim(text: str) -> str:
    names = [entity.text for entity in _example(text).entities]
    left, right = names if "been insured" not in text else reversed(names)
    return f"{left} {NAME} {right}"


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(load_ontology(), AnnotateSettings(voters=("md",)))


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    """Return the shipped classes with one relation, which examples alone describe."""
    loaded = load_ontology()
    examples = tuple(_example(text, *([_first_claim(text)] if holds else [])) for text, holds in EXAMPLES)
    either = frozenset({"Organization", "Person"})
    prop = Property(name=NAME, iri=f"x#{NAME}", label=NAME, definition="", domain=either, range=either)
    relation = Relation(property=NAME, path="x.toml", says=(), examples=examples)
    return replace(loaded, properties={NAME: prop}, relations={NAME: relation})


def _found(ontology: Ontology, annotator: Any, texts: Sequence[str]) -> list[set[tuple[str, str]]]:
    extract = cue_extractor(ontology, annotator)
    examples = [_example(text) for text in texts]
    rows = []
    for example, parse in zip(examples, annotator.parse(e.text for e in examples), strict=True):
        annotated = annotator.mark(example, parse)
        text_of = {mention.id: mention.text for mention in annotated.mentions}
        rows.append(
            {
                (text_of[r.subject_mention], text_of[r.object_mention])
                for r in extract(annotated, ())
                if isinstance(r, RelationMention) and r.polarity == "positive"
            }
        )
    return rows


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_CACHE_DIR", str(tmp_path / "cache"))
    return tmp_path / "cache"


@pytest.mark.parametrize(
    "text",
    [
        "[Zeta Life|Organization] will insure [Peter Novak|Person].",
        "[Peter Novak|Person] was insured by [Zeta Life|Organization].",
        "[Peter Novak|Person], insured by [Zeta Life|Organization], sued.",
        "[Zeta Life|Organization] is the insurer of [Peter Novak|Person].",
    ],
)
def test_what_is_learned_holds_for_other_constructions_and_near_words(
    ontology: Ontology, annotator: Annotator, text: str
) -> None:
    assert _found(ontology, annotator, [text]) == [{("Zeta Life", "Peter Novak")}]


def test_what_is_learned_does_not_fire_on_other_statements(ontology: Ontology, annotator: Annotator) -> None:
    texts = [
        "[Zeta Life|Organization] does not insure [Peter Novak|Person].",
        "[Zeta Life|Organization] hired [Peter Novak|Person].",
        "Did [Zeta Life|Organization] insure [Peter Novak|Person]?",
    ]
    assert _found(ontology, annotator, texts) == [set(), set(), set()]


def test_the_figures_are_of_sentences_held_out(ontology: Ontology, annotator: Annotator) -> None:
    sentences = read_examples(ontology, ontology.relations[NAME], annotator)
    learned = learner_of(ontology, annotator, but=NAME).learn(NAME, sentences)
    assert learned.held_out is not None
    assert learned.held_out.right + learned.held_out.missed == 3
    assert learned.own.wrong == 0
    assert learned.uncovered == ()


def test_learning_is_cached_and_a_changed_example_is_learned_anew(
    ontology: Ontology, annotator: Annotator, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = with_learned(ontology, annotator)
    assert len(list(cache.glob("learned-*.json"))) == 1
    with monkeypatch.context() as patch:
        patch.setattr("kg.extract.learn.ontology.learner_of", lambda *a: pytest.fail("learned again"))
        assert with_learned(ontology, annotator).relations[NAME].says == first.relations[NAME].says
    changed = replace(ontology, hash="another")
    assert with_learned(changed, annotator).relations[NAME].says == first.relations[NAME].says
    assert len(list(cache.glob("learned-*.json"))) == 2


def test_a_relation_with_templates_is_left_as_it_is(ontology: Ontology, annotator: Annotator) -> None:
    said = replace(ontology.relations[NAME], says=(("{S} covers {O}.", "{S} covers {O}."),))
    whole = replace(ontology, relations={NAME: said})
    assert with_learned(whole, annotator) is whole


def test_a_verb_that_the_parser_takes_for_a_noun_still_shows_its_key(ontology: Ontology, annotator: Annotator) -> None:
    relation = replace(
        ontology.relations[NAME],
        examples=(_example("[Anna Berg|Person] mentors [Tom Lee|Person].", f"Anna Berg {NAME} Tom Lee"),),
    )
    (sentence,) = read_examples(ontology, relation, annotator)
    keys = {o.key[:4] for o in observed(sentence, Lexicon(ontology.words), symmetric=False)}
    assert ("mentor", "verb", "subject", "object") in keys
