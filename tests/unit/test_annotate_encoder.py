"""The voter "encoder": what it tags, how long sentences are cut, and what its word counts."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.annotate import selection, verdict
from kg.annotate.annotator import Annotator
from kg.annotate.candidates import Candidate
from kg.annotate.groups import Group, Name
from kg.annotate.name_finder import NEWS
from kg.annotate.name_network import ENCODER, MAX_PIECES, NameNetwork
from kg.annotate.settings import AnnotateSettings
from kg.model import AnnotatedDocument, Document, Source
from kg.pipeline.extractors import voters_of
from kg.schema.load import load_ontology
from kg.schema.ontology import Ontology

TEXT = """Nasdaq veteran Karin Sjöberg left Brimstone Analytics for the Museo Nacional de la Estampa in Mexico City.

Her successor is Władysław Okada, said Sjöberg."""


@pytest.fixture(scope="module")
def ontology() -> Ontology:
    return load_ontology()


@pytest.fixture(scope="module")
def annotator(ontology: Ontology) -> Annotator:
    return Annotator(ontology, AnnotateSettings(voters=("md", ENCODER)))


def _annotated(annotator: Annotator, text: str) -> AnnotatedDocument:
    document = Document(id=Document.make_id(uri="a", text=text), name="a", text=text, source=Source(uri="a"))
    return next(iter(annotator.pipe([document])))


def _names(found: AnnotatedDocument) -> dict[str, str | None]:
    types = {m: chain.type for chain in found.chains if chain.reported for m in chain.mentions}
    return {m.text: types[m.id] for m in found.mentions if m.id in types and m.kind == "name"}


def test_names_are_found_with_their_classes(annotator: Annotator) -> None:
    names = _names(_annotated(annotator, TEXT))
    assert names["Karin Sjöberg"] == names["Władysław Okada"] == "Person"
    assert names["Brimstone Analytics"] == "Organization"
    assert names["Mexico City"] == "Place"
    assert "Museo Nacional de la Estampa" in names


def test_a_common_word_that_begins_a_sentence_may_be_its_name(annotator: Annotator) -> None:
    found = _annotated(
        annotator, "Macron meets Scholz in Berlin\n\nEmmanuel Macron met Olaf Scholz in Berlin on Monday."
    )
    first = min(found.mentions, key=lambda mention: mention.span.start)
    (chain,) = (chain for chain in found.chains if first.id in chain.mentions)
    assert (first.text, chain.type, len(chain.mentions)) == ("Macron", "Person", 2)
    assert "Talks" not in _names(_annotated(annotator, "Talks with Scholz began in Berlin."))


def test_what_it_finds_does_not_depend_on_what_is_read_beside_it(annotator: Annotator) -> None:
    alone = _names(_annotated(annotator, TEXT))
    documents = [
        Document(id=Document.make_id(uri=str(i), text=text), name=str(i), text=text, source=Source(uri=str(i)))
        for i, text in enumerate([TEXT, "Short.", " ".join(["Paul met Anna in Oslo."] * 60)])
    ]
    assert _names(next(iter(annotator.pipe(documents)))) == alone


@given(st.lists(st.sampled_from(["Oslo", "é", "\n", "x" * 300, "anna-lena", "", "🛰", "…"]), max_size=400))
@settings(deadline=None, max_examples=15)
def test_any_sentence_is_tagged_word_by_word(words: list[str]) -> None:
    import spacy
    from spacy.tokens import Doc

    words = [word for word in words if word]
    nlp = spacy.blank("en")
    parsed, bare = (Doc(nlp.vocab, words=words, sent_starts=[i == 0 for i in range(len(words))]) for _ in range(2))
    (found,) = NameNetwork.read().find([bare], [parsed])
    assert [t.text for t in found] == words
    assert all(0 <= e.start < e.end <= len(words) for e in found.ents)


def test_a_long_sentence_is_read_in_parts(annotator: Annotator) -> None:
    text = "Those who came were " + ", ".join(f"Anna Karlsson of Group {i}" for i in range(150)) + " and Peter Novak."
    assert len(text.split()) > MAX_PIECES
    assert "Peter Novak" in _names(_annotated(annotator, text))


def test_it_stands_where_the_network_reads_relations(ontology: Ontology, tmp_path: Path) -> None:
    assert voters_of(ontology, ["cues"], ["md", "news"]) == ("md", "news")
    assert voters_of(ontology, ["cues", "model"], ["md", "news"]) == ("md", ENCODER)
    assert voters_of(ontology, ["model"], ["md", "sm"]) == ("md", "sm")


def _candidate(start: int, end: int, *sources: str) -> Candidate:
    return Candidate(start=start, end=end, sources=frozenset(sources))


def test_its_longer_names_hold_what_two_others_saw() -> None:
    inner = _candidate(0, 2, "gazetteer", "listed", "md")
    for finder, kept in (({NEWS}, (0, 2)), ({NEWS, ENCODER}, (0, 3))):
        (chosen,) = selection.choose([inner, _candidate(0, 3, *finder)])
        assert (chosen.start, chosen.end) == kept


def test_its_name_needs_no_second_voter() -> None:
    def reported(*sources: str) -> bool:
        name = Name(start=0, end=2, form="Bo Chan", votes={"Person": 1.0}, sources=frozenset(sources), demonym=False)
        return verdict.by_model(Group([name]), {"": 0.3, "Person": 0.7}).reported

    assert reported(NEWS, ENCODER)
    assert not reported(NEWS)
