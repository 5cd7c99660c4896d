"""What becomes of a name that the name finder saw: what cuts it, what holds it, and which credits are none."""

from __future__ import annotations

import pytest

from kg.annotate import boundaries, selection
from kg.annotate.annotator import Annotator
from kg.annotate.candidates import Candidate
from kg.annotate.name_finder import NEWS
from kg.model import AnnotatedDocument, Document, Source
from kg.schema.load import load_ontology


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(load_ontology())


def _annotated(annotator: Annotator, text: str) -> AnnotatedDocument:
    document = Document(id=Document.make_id(uri="a", text=text), name="a", text=text, source=Source(uri="a"))
    return next(iter(annotator.pipe([document])))


def _names(annotator: Annotator, text: str) -> set[str]:
    found = _annotated(annotator, text)
    reported = {m for chain in found.chains if chain.reported for m in chain.mentions}
    return {m.text for m in found.mentions if m.id in reported and m.kind == "name"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The army of Stephen of Blois met that of the king near York.", "Stephen of Blois"),
        ("The 36th Division and the 1st Marine Division crossed the river.", "36th Division"),
        ("They played in the Armenian Premier League last year.", "Armenian Premier League"),
        ("Cars crossed the Mid-Hudson Bridge on Sunday.", "Mid-Hudson Bridge"),
        ("Mr Sukarno spoke first. She is the daughter of Sukarno, said a legislator.", "Sukarno"),
        ('"Salt" was written by Maria Irene Fornes, a mainstay of the theatre.', "Maria Irene Fornes"),
        ("The book was edited by Anna Karlsson in Oslo.", "Anna Karlsson"),
    ],
)
def test_what_the_finder_saw_stays_whole(annotator: Annotator, text: str, name: str) -> None:
    assert name in _names(annotator, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Felipe Nasr of Sauber finished fifth.", "Felipe Nasr of Sauber"),
        ("Britain fined Facebook 500,000 pounds.", "Facebook 500,000"),
        ("The counter-ISIL coalition met in Rome.", "ISIL"),
        ("Prices rose on Monday.\n\nReporting by Gillian Karlsson; editing by Dan Novak", "Gillian Karlsson"),
        ("Prices rose on Monday.\n\nReporting by Gillian Karlsson; editing by Dan Novak", "Dan Novak"),
        ("Prices rose on Monday. (Written by Gillian Karlsson)", "Gillian Karlsson"),
        ("Prices rose on Monday. Edited by Gillian Karlsson", "Gillian Karlsson"),
    ],
)
def test_what_is_no_part_of_a_name_or_of_the_story_is_left_out(annotator: Annotator, text: str, name: str) -> None:
    assert name not in _names(annotator, text)


def test_a_credit_goes_on_after_a_mark(annotator: Annotator) -> None:
    found = _annotated(annotator, "Prices rose.\n\nReporting by Gillian Karlsson; editing by Dan Novak")
    assert {r.item for r in found.rejected if r.reason == "credit"} == {"Gillian Karlsson", "Dan Novak"}


def _candidate(start: int, end: int, *sources: str) -> Candidate:
    return Candidate(start=start, end=end, sources=frozenset(sources))


@pytest.mark.parametrize(
    ("inner", "outer", "kept"),
    [
        (_candidate(0, 2, "md", "capitals"), _candidate(0, 3, NEWS), (0, 3)),
        (_candidate(0, 2, "gazetteer", "listed"), _candidate(0, 3, NEWS), (0, 3)),
        # Two others agree on the shorter one: their strengths decide.
        (_candidate(0, 2, "gazetteer", "listed", "md"), _candidate(0, 3, NEWS), (0, 2)),
        (_candidate(2, 3, "pattern"), _candidate(0, 3, NEWS), (2, 3)),
        (_candidate(0, 2, NEWS), _candidate(0, 3, "capitals"), (0, 2)),
    ],
)
def test_a_longer_name_of_the_finder_holds_what_one_other_saw(
    inner: Candidate, outer: Candidate, kept: tuple[int, int]
) -> None:
    assert [(c.start, c.end) for c in selection.choose([inner, outer])] == [kept]


def test_a_name_that_holds_what_another_saw_says_so() -> None:
    (chosen,) = selection.choose([_candidate(0, 2, "md"), _candidate(0, 3, NEWS)])
    assert selection.AROUND in chosen.sources
    (alone,) = selection.choose([_candidate(0, 2, "capitals"), _candidate(0, 3, NEWS)])
    assert selection.AROUND not in alone.sources


def test_other_voters_names_are_cut_where_the_finders_are_not(annotator: Annotator) -> None:
    text = "The army of Stephen of Blois met the king near York."
    document = Document(id="a" * 16, name="a", text=text, source=Source(uri="a"))
    (_, parse) = next(iter(annotator.parsed([document])))
    person = {"Person": 1.0}
    spans = {}
    for voter in ("md", NEWS):
        seen = Candidate(start=3, end=6, votes=person, sources=frozenset({voter}))
        lexicon = annotator._lexicon
        spans[voter] = [(c.start, c.end) for c in boundaries.repair([seen], parse, lexicon, lambda _: False)]
    assert spans == {"md": [(3, 4)], NEWS: [(3, 6)]}


def _people(start: int, end: int) -> Candidate:
    return Candidate(start=start, end=end, sources=frozenset({"people", "gazetteer"}), demonym=True)


def _listed(start: int, end: int, type_: str) -> Candidate:
    return Candidate(start=start, end=end, votes={type_: 1.0}, sources=frozenset({"gazetteer"}))


@pytest.mark.parametrize(("type_", "start"), [("Spacecraft", 1), ("Product", 1), ("Organization", 0), ("Place", 0)])
def test_a_peoples_adjective_is_taken_off_what_they_make(type_: str, start: int) -> None:
    words = ["Russian", "Soyuz"]
    seen = [_people(0, 1), _candidate(0, 2, NEWS), _listed(1, 2, type_)]
    spans = {(c.start, c.end) for c in selection.without_country(seen, words) if NEWS in c.sources}
    assert spans == {(start, 2)}
