"""Relations that the network learns from a few examples: what it finds in sentences that it never saw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy
import pytest

from kg.annotate import AnnotateSettings, Annotator
from kg.extract.relation_model.few_shot import LEAST_EXAMPLES, Background, ShownPairs, learn
from kg.extract.relation_model.scorer import PairScorer
from kg.extract.relation_model.taught import BACKGROUND, right_and_wrong, shown_pairs, taught, teaches
from kg.model import RelationMention
from kg.pipeline.extractors import extractors_of
from kg.schema import Example, Ontology, Property, Relation, load_ontology
from kg.schema.relations import read_example

NAME = "sues"
SHOWN = (
    ("[Corvina Pharma|Organization] is suing [Helix Labs|Organization] over a patent on a drug.", "0 1"),
    ("The singer [Jade Moreno|Person] has filed a lawsuit against her old label, [Bluebird|Organization].", "0 1"),
    ("[Oakmont Bank|Organization] was sued on Monday by the [Teachers Fund|Organization].", "1 0"),
    ("[Ecuador|Country] took the oil company [Petrolane|Organization] to court in [New York|Place].", "0 1"),
    ("[Skyport|Organization] faces a lawsuit from [Laura Benning|Person], a passenger who was burned.", "1 0"),
    ("The lawsuit brought by [Nordbank|Organization] against [Estonia|Country] was thrown out in May.", "0 1"),
    ("[Martin Gale|Person] bought shares of [Swiftride|Organization] after the verdict.", ""),
    ("[Acme|Organization] and [Delta|Organization] will build a ship together, [Kevin Tran|Person] said.", ""),
    ("The judge [Ann Lee|Person] praised [Helix Labs|Organization] for its patience.", ""),
)


def _example(text: str, claim: str = "") -> Example:
    names = [
        entity.text for entity in read_example({"text": text, "claims": []}, "x", NAME, frozenset({NAME})).entities
    ]
    left, _, right = claim.partition(" ")
    claims = [f"{names[int(left)]} {NAME} {names[int(right)]}"] if claim else []
    return read_example({"text": text, "claims": claims}, "x", NAME, frozenset({NAME}))


def _ontology(name: str = NAME, n_examples: int = len(SHOWN), **changes: object) -> Ontology:
    ends = frozenset({"Organization", "Person", "Country"})
    prop = Property(name=name, iri=f"x#{name}", label=name, definition="", domain=ends, range=ends)
    examples = tuple(_example(text, claim) for text, claim in SHOWN[:n_examples])
    relation = Relation(property=name, path="x.toml", says=(), examples=examples)
    relation = replace(relation, **changes)  # type: ignore[arg-type]
    return replace(load_ontology(), properties={name: prop}, relations={name: relation})


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(load_ontology(), AnnotateSettings(voters=("md",)))


@pytest.fixture(scope="module")
def scorer() -> PairScorer:
    return PairScorer.read()


def _found(ontology: Ontology, annotator: Annotator, text: str, names: Sequence[str] = ("cues",)) -> set[str]:
    example = _example(text)
    annotated = annotator.mark(example, next(annotator.parse([example.text])))
    text_of = {mention.id: mention.text for mention in annotated.mentions}
    found: dict[str, RelationMention] = {}
    for extract in extractors_of(ontology, names, annotator):
        found |= {r.id: r for r in extract(annotated, tuple(found.values())) if isinstance(r, RelationMention)}
    return {
        f"{text_of[r.subject_mention]} {r.predicate} {text_of[r.object_mention]} {r.extractor.partition('@')[0]}"
        for r in found.values()
    }


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("[Olga Berg|Person] dragged [Fjordline|Organization] through the courts for nine years.",
         "Olga Berg sues Fjordline model"),
        ("Lawyers for [Dara Quinn|Person] have lodged a complaint against [Acme|Organization] with a court.",
         "Dara Quinn sues Acme model"),
    ],
)  # fmt: skip
def test_what_no_learned_template_says_is_read_by_the_network(annotator: Annotator, text: str, claim: str) -> None:
    assert claim in _found(_ontology(), annotator, text)


@pytest.mark.parametrize(
    "text",
    [
        "[Olga Berg|Person] left [Fjordline|Organization] in May to sail around the world.",
        "[Dara Quinn|Person] met [Olga Berg|Person] in the courtyard of the museum.",
        "[Acme|Organization] opened a shop beside that of [Fjordline|Organization].",
    ],
)
def test_other_sentences_give_nothing(annotator: Annotator, text: str) -> None:
    assert _found(_ontology(), annotator, text) == set()


def test_who_has_templates_asks_for_the_network(annotator: Annotator) -> None:
    text = "[Olga Berg|Person] dragged [Fjordline|Organization] through the courts for nine years."
    says = {"says": (("{S} sues {O}.", "{S} sues {O}."),)}
    assert _found(_ontology(**says), annotator, text) == set()
    assert _found(_ontology(**says, by_example=True), annotator, text)
    assert _found(_ontology(**says), annotator, text, ("cues", "model"))


def test_few_examples_and_known_relations_teach_nothing(annotator: Annotator, scorer: PairScorer) -> None:
    few = _ontology(n_examples=LEAST_EXAMPLES - 1)
    assert taught(scorer, few, annotator) is scorer
    assert taught(scorer, load_ontology(), annotator) is scorer
    assert not teaches(scorer, "meets", _ontology().relations[NAME].examples)
    assert taught(scorer, _ontology(), annotator).relations == (*scorer.trained, NAME)


def test_the_trained_relations_are_read_as_before(annotator: Annotator, scorer: PairScorer) -> None:
    pupil = taught(scorer, _ontology(), annotator)
    rows = shown_pairs(scorer, _ontology(), NAME, _ontology().relations[NAME].examples, annotator)
    assert pupil.calibration.of_own("meets", 0.8) == scorer.calibration.of_own("meets", 0.8)
    assert pupil.calibration.of_own(NAME, 0.8) == pytest.approx(2 / 3)  # log-odds are halved
    assert [len(row.holds) for row in rows] == [len(row.names) for row in rows] == [len(row.vectors) for row in rows]


def test_what_is_held_out_is_counted_once_a_claim(annotator: Annotator, scorer: PairScorer) -> None:
    ontology = _ontology()
    folds = [[0, 6], [1, 7], [2, 8], [3], [4], [5]]
    right, wrong = right_and_wrong(scorer, ontology, NAME, ontology.relations[NAME].examples, annotator, folds)
    assert 3 <= right <= 6
    assert wrong <= 2


def _pairs(vectors: numpy.ndarray[tuple[int, int], numpy.dtype[numpy.float32]], holds: Sequence[bool]) -> ShownPairs:
    return ShownPairs(vectors=vectors, names=(("a", "b"),) * len(holds), holds=tuple(holds))


def test_a_pair_of_the_background_that_looks_like_the_examples_is_no_counter_example() -> None:
    random = numpy.random.default_rng(0)
    away = random.normal(size=(300, 8)).astype(numpy.float32) * 0.1
    like = away[:20] + numpy.float32(1)
    own = random.normal(size=(10, 8)).astype(numpy.float32) * 0.1 + numpy.float32(1)
    shown = {"r": _pairs(own, [True] * 10)}
    background = Background(vectors=numpy.concatenate([away, like]), types=((None, None),) * 320)
    found = learn(shown, background, lambda name, left, right: True)
    assert found.probabilities(own).min() > 0.5 > found.probabilities(away).max()
    assert (learn(shown, background, lambda name, left, right: True).weights == found.weights).all()


def test_the_background_has_all_classes_and_fits_the_weights(scorer: PairScorer) -> None:
    background = Background.read(BACKGROUND)
    assert {name for types in background.types for name in types} >= {"Person", "Organization", "Place", "Event"}
    width = next(output.shape[1] for output in scorer.opened.session.get_outputs() if output.name == "vectors")
    assert background.vectors.shape == (len(background.types), width)
    assert numpy.abs(background.vectors).max() <= 1
