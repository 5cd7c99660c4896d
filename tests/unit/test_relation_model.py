"""The relation model: windows, what can stand together, calibration, and the shipped weights."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate import AnnotateSettings, Annotator
from kg.encoder.session import FOLDER as ENCODER
from kg.encoder.session import VOCABULARY
from kg.encoder.wordpiece import WordPiece
from kg.extract.lexicon import Lexicon
from kg.extract.relation_model.calibration import Calibration
from kg.extract.relation_model.choice import Reading, consistent
from kg.extract.relation_model.extractor import RelationModel
from kg.extract.relation_model.path import is_of_another, is_spoken_of, stands_beside
from kg.extract.relation_model.reading import CONTEXT_SENTENCES, PASSAGE_PIECES, read_passages
from kg.extract.relation_model.scorer import FOLDER, PairScorer
from kg.extract.relation_model.window import LAYOUT_SIZES, MAX_PIECES, MarkedMention, encode, pair_layout
from kg.extract.relation_model.window import marked as marked_pieces
from kg.model import AnnotatedDocument, CoreferenceChain, Mention, Rejected, RelationMention, Span
from kg.pipeline.registry import load_plugin
from kg.schema import load_ontology
from kg.schema.ontology import Example, ExampleEntity
from tests.unit.extract_trees import lexicon, tree

ONTOLOGY = load_ontology()
WORDPIECE = WordPiece.read(ENCODER / VOCABULARY)


def mention(name: str) -> Mention:
    return Mention(id=name, document_id="d", span=Span(start=0, end=1), text=name, kind="name", type=None, score=1.0,
                   annotator="test")  # fmt: skip


def reading(left: str, predicate: str, right: str, score: float) -> Reading:
    return Reading(
        predicate=predicate, subject=mention(left), object=mention(right), left=left, right=right, score=score
    )


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(ONTOLOGY, AnnotateSettings(voters=("md",)))


@pytest.fixture(scope="module")
def model() -> RelationModel:
    return RelationModel(ontology=ONTOLOGY, lexicon=Lexicon(ONTOLOGY.words), scorer=PairScorer.read())


def marked(annotator: Annotator, text: str, **names: str) -> AnnotatedDocument:
    entities = tuple(
        ExampleEntity(start=text.index(name), end=text.index(name) + len(name), text=name, type=kind)
        for name, kind in sorted(((n.replace("_", " "), k) for n, k in names.items()), key=lambda p: text.index(p[0]))
    )
    return annotator.mark(Example(text=text, entities=entities, claims=()), next(annotator.parse([text])))


def claims(annotated: AnnotatedDocument, found: Iterator[RelationMention | Rejected]) -> set[tuple[str, str, str]]:
    text = {m.id: m.text for m in annotated.mentions}
    return {
        (text[m.subject_mention], m.predicate, text[m.object_mention]) for m in found if isinstance(m, RelationMention)
    }


@given(st.lists(st.text(min_size=1, max_size=12), max_size=300), st.data())
def test_every_opening_is_a_mark_inside_the_window(words: list[str], data: st.DataObject) -> None:
    ends = st.integers(min_value=0, max_value=max(len(words) - 1, 0))
    mentions = [
        MarkedMention(start=start, end=start + 1, type=data.draw(st.sampled_from(["Person", "Alien", None])))
        for start in (data.draw(st.lists(ends, max_size=5)) if words else [])
    ]
    window = encode([marked_pieces(words, mentions, WORDPIECE)], WORDPIECE)
    assert len(window.pieces) <= MAX_PIECES
    marks = {WORDPIECE.id_of(f"[unused{i}]") for i in range(1, 13)}
    assert all(at is None or window.pieces[at] in marks for at in window.openings)
    assert len(window.openings) == len(mentions)


@given(st.lists(st.integers(0, 190), min_size=2, max_size=8, unique=True), st.data())
def test_a_layout_stays_below_its_sizes(openings: list[int], data: st.DataObject) -> None:
    types = data.draw(st.lists(st.sampled_from(["Person", "Place"]), min_size=len(openings), max_size=len(openings)))
    for left, right in itertools.permutations(range(len(openings)), 2):
        layout = pair_layout(openings, types, left, right)
        assert all(0 <= value < size for value, size in zip(layout, LAYOUT_SIZES, strict=True))


def test_a_pair_keeps_its_likeliest_relation() -> None:
    rivals = [reading("a", "heads", "x", 0.7), reading("a", "worksFor", "x", 0.9)]
    assert consistent(rivals, (), (), ()) == [rivals[1]]


def test_a_single_relation_gives_a_subject_one_object() -> None:
    rivals = [reading("a", "heads", "x", 0.7), reading("a", "heads", "y", 0.9), reading("b", "heads", "x", 0.6)]
    assert consistent(rivals, (), {"heads"}, ()) == rivals[1:]
    assert consistent(rivals, (), (), ()) == rivals


def test_what_the_network_is_sure_of_stands_beside_its_other_readings() -> None:
    fleet = [reading("a", "operates", "x", 0.97), reading("a", "operates", "y", 0.96), reading("a", "owns", "y", 0.95)]
    assert consistent(fleet, (), {"operates"}, ()) == fleet
    assert consistent([fleet[0], reading("a", "operates", "z", 0.94)], (), {"operates"}, ()) == fleet[:1]


def test_what_was_found_before_outweighs_a_reading() -> None:
    rivals = [reading("a", "heads", "y", 0.99), reading("a", "worksFor", "x", 0.99), reading("b", "meets", "x", 0.5)]
    assert consistent(rivals, [("a", "heads", "x")], {"heads"}, ()) == rivals[2:]


def test_a_relation_of_one_subject_gives_an_object_one_subject() -> None:
    rivals = [reading("a", "heads", "x", 0.9), reading("b", "heads", "x", 0.8), reading("b", "heads", "y", 0.7)]
    assert consistent(rivals, (), (), {"heads"}) == [rivals[0], rivals[2]]
    assert consistent(rivals[1:], [("a", "heads", "x")], (), {"heads"}) == rivals[2:]
    both = [rivals[0], reading("b", "heads", "x", 0.96)]  # "A and B lead X"
    assert consistent(both[1:], [("a", "heads", "x")], (), {"heads"}) == both[1:]


@given(st.floats(0, 1), st.floats(0, 1))
def test_a_calibrated_probability_is_one(probability: float, score: float) -> None:
    calibration = Calibration(own=(-1.0, 1.0), cue=(0.1, 0.5, 1.0), relation={"meets": 5.0})
    assert 0 <= calibration.of_own("meets", probability) <= 1
    assert 0 <= calibration.of_cue(score, probability) <= 1


def test_the_shipped_relations_are_those_of_the_ontology(model: RelationModel) -> None:
    assert set(model.scorer.relations) == set(ONTOLOGY.relations)
    assert model.scorer.single <= set(ONTOLOGY.relations)
    weights = [*FOLDER.iterdir(), *(path for path in ENCODER.iterdir() if not path.name.startswith("names"))]
    assert sum(path.stat().st_size for path in weights) < 30_000_000
    assert sum(path.stat().st_size for path in ENCODER.glob("names*")) < 1_500_000


def test_plain_statements_are_read_and_denials_are_not(annotator: Annotator, model: RelationModel) -> None:
    said = [
        ("Ana Ruiz was born in Lima in 1970.", "bornIn", {"Ana_Ruiz": "Person", "Lima": "Place"}),
        ("Norvik, a subsidiary of Atlantic Power, lost money.", "partOf",
         {"Norvik": "Organization", "Atlantic_Power": "Organization"}),
        ("Ana Ruiz is married to Ola Berg.", "spouseOf", {"Ana_Ruiz": "Person", "Ola_Berg": "Person"}),
    ]  # fmt: skip
    for text, relation, names in said:
        annotated = marked(annotator, text, **names)
        scores = {r.predicate: r.score for w in model.weighed(annotated) for r in w.readings}
        assert scores.get(relation, 0) > 0.5, text
    denied = marked(annotator, "Ana Ruiz never met Ola Berg.", Ana_Ruiz="Person", Ola_Berg="Person")
    assert claims(denied, model.extract(denied)) == set()


def test_a_document_gives_the_same_whatever_was_read_before(annotator: Annotator, model: RelationModel) -> None:
    text = "Ana Ruiz, the head of Norvik, met Ola Berg in Lima."
    names = {"Ana_Ruiz": "Person", "Norvik": "Organization", "Ola_Berg": "Person", "Lima": "Place"}
    first = list(model.extract(marked(annotator, text, **names)))
    list(model.extract(marked(annotator, "Ola Berg lives in Lima.", Ola_Berg="Person", Lima="Place")))
    assert list(model.extract(marked(annotator, text, **names))) == first


def test_cues_keep_their_name_and_get_a_weight(annotator: Annotator, model: RelationModel) -> None:
    annotated = marked(annotator, "Ana Ruiz met Ola Berg.", Ana_Ruiz="Person", Ola_Berg="Person")
    cues = load_plugin("kg.extractors", "cues")(ONTOLOGY, annotator)
    found = [m for m in cues(annotated, ()) if isinstance(m, RelationMention)]
    assert found
    again = list(model.extract(annotated, found))
    assert {m.id for m in found} == {m.id if isinstance(m, RelationMention) else m.detail for m in again}
    assert all(m.extractor.startswith("cues@") for m in again if isinstance(m, RelationMention))


def test_a_sentence_of_one_name_is_not_read(annotator: Annotator, model: RelationModel) -> None:
    assert list(model.extract(marked(annotator, "Ana Ruiz slept.", Ana_Ruiz="Person"))) == []


def test_each_sentence_is_read_once_with_those_before_it_as_context(annotator: Annotator) -> None:
    sentence = "Ana Novak of Acme met Lena Berg in Oslo on day {} of the long talks about trade."
    text = " ".join(sentence.format(day) for day in range(40))
    names = (("Ana Novak", "Person"), ("Acme", "Organization"), ("Lena Berg", "Person"), ("Oslo", "Place"))
    entities = sorted(
        (
            ExampleEntity(start=m.start(), end=m.end(), text=name, type=kind)
            for name, kind in names
            for m in re.finditer(name, text)
        ),
        key=lambda entity: entity.start,
    )
    example = Example(text=text, entities=tuple(entities), claims=())
    annotated = annotator.mark(example, next(annotator.parse([text])))
    chain_of = {mention: chain for chain in annotated.chains for mention in chain.mentions}
    passages = list(read_passages(annotated, chain_of, WORDPIECE))
    assert [passage.sentences[i] for passage in passages for i in passage.read] == list(annotated.sentences)
    assert len(passages) > 1
    assert [passage.n_context for passage in passages] == [0, *[CONTEXT_SENTENCES] * (len(passages) - 1)]
    for passage in passages:
        assert len(passage.window.pieces) <= PASSAGE_PIECES
        assert len(passage.places) == len(passage.mentions) == len(passage.window.openings)
        for mention, place in zip(passage.mentions, passage.places, strict=True):
            assert passage.sentences[place].start <= mention.span.start < passage.sentences[place].end


def test_what_stands_in_a_phrase_of_circumstances_is_beside_the_rest() -> None:
    read = tree(
        "Ties=tie/NOUN/NNS/nsubj/grew between/ADP/IN/prep/Ties Russia:Country/PROPN/NNP/pobj/between "
        "and/CCONJ/CC/cc/Russia Ghana:Country/PROPN/NNP/conj/Russia grew=grow/VERB/VBD/ROOT/- "
        "after/ADP/IN/prep/grew the/DET/DT/det/war Ukraine:Country/PROPN/NNP/compound/war war/NOUN/NN/pobj/after"
    )
    russia, ghana, ukraine = (node.mention for node in read.nodes if node.mention is not None)
    assert russia is not None
    assert ghana is not None
    assert ukraine is not None
    assert stands_beside(ghana, ukraine, read, lexicon())
    assert stands_beside(ukraine, russia, read, lexicon())
    assert not stands_beside(russia, ghana, read, lexicon())


def test_somebody_elses_brother_is_no_brother() -> None:
    read = tree(
        "Garcia:Person/PROPN/NNP/nsubj/ran ran=run/VERB/VBD/ROOT/- when/SCONJ/WRB/advmod/fired "
        "Webb:Person/PROPN/NNP/nsubj/fired fired=fire/VERB/VBD/advcl/ran for/ADP/IN/prep/fired "
        "his:Person/PRON/PRP$/poss/brother brother/NOUN/NN/pobj/for Paul:Person/PROPN/NNP/appos/brother"
    )
    garcia, webb, his, paul = (node.mention for node in read.nodes if node.mention is not None)

    def chains(*groups: tuple[Mention, ...]) -> dict[str, CoreferenceChain]:
        made = [
            CoreferenceChain(id=group[0].id, document_id="d", mentions=tuple(m.id for m in group),
                             representative=group[0].id, type="Person")
            for group in groups
        ]  # fmt: skip
        return {mention: chain for chain in made for mention in chain.mentions}

    webbs = chains((garcia,), (webb, his), (paul,))
    assert not is_of_another(webb, paul, read, webbs)
    assert is_of_another(garcia, paul, read, webbs)
    assert is_of_another(garcia, webb, read, webbs)  # in the clause of time
    assert not is_of_another(webb, paul, read, {})  # nobody knows whose


def _spoken(verb: str, preposition: str) -> bool:
    word = verb.partition("=")[0]
    read = tree(
        f"Ann:Person/PROPN/NNP/nsubj/{word} {verb}/VERB/VBD/ROOT/- {preposition}/ADP/IN/prep/{word} "
        f"a/DET/DT/det/visit visit/NOUN/NN/pobj/{preposition} by/ADP/IN/prep/visit Bo:Person/PROPN/NNP/pobj/by"
    )
    ann, bo = (node.mention for node in read.nodes if node.mention is not None)
    assert ann is not None
    assert bo is not None
    return is_spoken_of(ann, bo, read, lexicon())


def test_who_a_quotation_names_does_nothing_with_the_speaker() -> None:
    read = tree(
        "Acme:Organization/PROPN/NNP/compound/spokesman spokesman/NOUN/NN/nsubj/said said=say/VERB/VBD/ROOT/- "
        "you/PRON/PRP/nsubj/know know/VERB/VBP/ccomp/said quarrels=quarrel/NOUN/NNS/dobj/know "
        "with/ADP/IN/prep/quarrels Apex:Organization/PROPN/NNP/pobj/with its:Organization/PRON/PRP$/poss/quarrels"
    )
    acme, apex, its = (node.mention for node in read.nodes if node.mention is not None)
    assert acme is not None
    assert apex is not None
    assert its is not None
    assert is_spoken_of(acme, apex, read, lexicon())
    assert not is_spoken_of(its, apex, read, lexicon())  # "its quarrels with Apex" are told of Acme


def test_who_is_spoken_of_does_nothing_with_the_speaker() -> None:
    assert _spoken("commented=comment", "about")
    assert not _spoken("commented=comment", "before")
    assert not _spoken("agreed=agree", "about")
