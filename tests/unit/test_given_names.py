"""Names that people gave, and words that they said are no name: in a text, and in what was read of a corpus."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest
from spacy.lang.en import English

from kg.annotate import AnnotateSettings, Annotator
from kg.annotate.given import GIVEN, Given, with_given
from kg.annotate.groups import Name
from kg.annotate.parse import Parse
from kg.errors import InputError
from kg.model import Document, GraphRecords, Source
from kg.pipeline.api import Graph
from kg.pipeline.curation_checks import check_row
from kg.pipeline.naming import with_given_names
from kg.resolve import CurationRow, read_curation
from kg.schema.load import load_ontology
from tests.unit import ask_fixture
from tests.unit.test_resolve_corpus import build, chain

ONTOLOGY = load_ontology()
RUN = ("Super Mario Run", "Product")


def named(text: str, given: Given, *found: str) -> tuple[list[tuple[str, str | None]], list[tuple[str, str]]]:
    """Return the names of a text in which some were found, with the class that was given, and what was left out."""
    doc = English()(text)
    names = []
    for form in found:
        span = doc.char_span(text.index(form), text.index(form) + len(form))
        names.append(Name(start=span.start, end=span.end, form=form, votes={"Person": 3.0}, sources=frozenset({"md"})))
    kept, left_out = with_given(names, Parse(doc=doc, words=tuple(t.text for t in doc), names=()), given)
    assert [name.start for name in kept] == sorted(name.start for name in kept)
    return (
        [(name.form, max(name.votes) if GIVEN in name.sources else None) for name in kept],
        [(doc[name.start : name.end].text, reason) for name, reason in left_out],
    )


def test_without_given_names_all_is_as_it_was_found() -> None:
    assert named("Ann Lee met Super Mario Run.", (), "Ann Lee") == ([("Ann Lee", None)], [])


def test_a_given_name_stands_in_the_place_of_all_that_overlap_it() -> None:
    text = "Ann Lee played Super Mario Run."
    assert named(text, (RUN,), "Ann Lee", "Super Mario") == (
        [("Ann Lee", None), RUN],
        [("Super Mario", "overlaps a name that people gave")],
    )
    assert named(text, (("Mario", "Person"),), "Super Mario Run")[0] == [("Mario", "Person")]
    assert named(text, (RUN,), "Super Mario Run") == ([RUN], [])


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("Super Mario Run's makers and Super Mario Run.", 2),
        ("They bought Super\n  Mario\tRun today.", 1),
        ("super mario run, SUPER MARIO RUN, Super Mario Runs, ASuper Mario Run", 0),
        ("Super, Mario Run", 0),
    ],
)
def test_words_are_whole_case_counts_and_any_white_space_stands_between(text: str, n: int) -> None:
    assert named(text, (RUN,))[0] == [RUN] * n


def test_a_full_stop_that_belongs_to_the_last_word_does_not_hide_a_name() -> None:
    assert named("She joined Zyx Inc. in May.", (("Zyx Inc", "Organization"),))[0] == [("Zyx Inc.", "Organization")]


def test_of_two_given_names_the_longer_one_is_meant() -> None:
    given = (("Super Mario", "Work"), RUN)
    assert named("Super Mario Run and Super Mario", given)[0] == [RUN, ("Super Mario", "Work")]


def test_what_is_no_name_is_left_out_and_what_holds_its_words_stays() -> None:
    given = (("Best Practices", None), ("C", None))
    found = named("Best Practices of Best Practices Inc in C++", given, "Best Practices", "Best Practices Inc", "C++")
    assert found[1] == [("Best Practices", "no name, as people decided")]
    assert [form for form, _ in found[0]] == ["Best Practices Inc", "C++"]


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    given = (("monkey island", "Product"), ("Acme Corporation", "Work"), ("Shelbyville", "Place"), ("Paris", None))
    return Annotator(ONTOLOGY, AnnotateSettings(given=given))


def chains(annotator: Annotator, text: str) -> dict[str, str | None]:
    document = Document(id="a", name="a", text=text, source=Source(uri="a"))
    (annotated,) = annotator.pipe([document])
    mentions = {m.id: m for m in annotated.mentions}
    return {mentions[c.representative].text: c.type for c in annotated.chains if c.reported}


def test_a_given_class_outweighs_models_lists_and_cues(annotator: Annotator) -> None:
    found = chains(annotator, "The company Acme Corporation, its chief said, owns monkey island in Paris.")
    assert found == {"Acme Corporation": "Work", "monkey island": "Product"}
    sport = (
        "Shelbyville beat Springfield 3-1 in the league match. Shelbyville won the cup. Their coach praised the team."
    )
    assert chains(annotator, sport)["Shelbyville"] == "Place"


TEXTS = (
    ("Ann Lee plays monkey island.", chain("Person", "Ann Lee")),
    ("Best Practices met Ann Lee.", chain("Organization", "Best Practices"), chain("Person", "Ann Lee")),
    ("Ann Lee slept.", chain("Person", "Ann Lee")),
)
READ = build(*TEXTS)
BOTH = '[[name]]\nname = "monkey  island"\nclass = "Product"\n[[no-name]]\nnames = ["Best Practices"]\n'


def reread(toml: str) -> tuple[GraphRecords, list[str], dict[str, str]]:
    """Return what is read with some rows, which articles were read for it, and the rows that were not followed."""
    asked: list[str] = []
    again = build(
        (*TEXTS[0], chain("Product", "monkey island")),
        ("Best Practices met Ann Lee.", chain("Person", "Ann Lee")),
        TEXTS[2],
    )

    def read_named(documents: Iterable[Document], names: Given) -> Iterator[GraphRecords]:
        for document in documents:
            asked.append(document.name)
            yield again.replace(
                documents=[document],
                mentions=[m for m in again.mentions.values() if m.document_id == document.id],
                chains=[c for c in again.chains.values() if c.document_id == document.id],
            )

    found = with_given_names(READ, read_curation(toml), ONTOLOGY, read_named)
    return found.read, sorted(asked), {row.item: row.reason for row in found.rejected}


def test_only_articles_that_write_a_given_name_or_have_a_struck_one_are_read_again() -> None:
    read, asked, refused = reread(BOTH)
    assert (asked, refused) == (["0.txt", "1.txt"], {})
    assert sorted(m.text for m in read.mentions.values()) == ["Ann Lee", "Ann Lee", "Ann Lee", "monkey island"]
    assert read.documents == READ.documents


def test_without_such_rows_or_articles_nothing_is_read_again() -> None:
    for toml in ("", '[[split]]\nnames = ["Ann Lee"]', '[[no-name]]\nnames = ["monkey island"]'):
        read, asked, _ = reread(toml)
        assert read is READ
        assert asked == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ('[[name]]\nname = "Zorn"\nclass = "Product"', "nothing is called 'Zorn'"),
        ('[[no-name]]\nnames = ["monkey island"]', "nothing is called 'monkey island'"),
        ('[[name]]\nname = "Zorn"\nclass = "Ship"', "no class 'Ship'"),
        (BOTH + '[[name]]\nname = "monkey island"\nclass = "Work"', "says otherwise of 'monkey island'"),
        (BOTH + '[[name]]\nname = "Best Practices"\nclass = "Work"', "says otherwise of 'Best Practices'"),
    ],
)
def test_a_row_that_cannot_be_followed_is_reported_with_the_reason(row: str, told: str) -> None:
    refused = reread(row)[2]
    assert refused
    assert all(told in reason for reason in refused.values())


GRAPH = Graph(ask_fixture.graph(), ONTOLOGY)


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (CurationRow(kind="name", names=("the members",), to="Ship"), "no class 'Ship'"),
        (CurationRow(kind="name", names=("NASA",), to="Product"), "kg retype NASA Product"),
        (CurationRow(kind="name", names=("Space Chiefs",), to="Person"), "write 'Space chiefs'"),
        (CurationRow(kind="name", names=("Nobody at all",), to="Person"), "copy the words"),
        (CurationRow(kind="no-name", names=("Nobody at all",)), "nothing in the graph is called"),
    ],
)
def test_a_decision_that_cannot_be_followed_says_what_to_write_instead(row: CurationRow, told: str) -> None:
    with pytest.raises(InputError) as error:
        check_row(GRAPH, row)
    assert told in str(error.value)


def test_a_decision_is_written_as_articles_write_the_name() -> None:
    row = check_row(GRAPH, CurationRow(kind="name", names=("the  members",), to="person"))
    assert (row.names, row.to) == (("the members",), "Person")
    documents = GRAPH.records.documents.values()
    entities = [
        replace(
            e,
            uses=frozenset(
                (form, d.id) for d in documents for form in ({"NASA", "Nasa"} if e.id == "nasa" else {e.name})
            ),
        )
        for e in GRAPH.entities.values()
    ]
    used = Graph(GRAPH.records.replace(entities=entities), ONTOLOGY)
    assert check_row(used, CurationRow(kind="no-name", names=("crew-11",))).names == ("Crew-11",)
    assert check_row(used, CurationRow(kind="no-name", names=("Nasa",))).names == ("Nasa",)
    with pytest.raises(InputError, match="in several ways"):
        check_row(used, CurationRow(kind="no-name", names=("nAsA",)))
    silent = Graph(GRAPH.records.replace(documents=[replace(d, text="") for d in documents]), ONTOLOGY)
    assert check_row(silent, CurationRow(kind="name", names=("Zorn",), to="Person")).names == ("Zorn",)
