"""Whole documents through the models: laws of the records, and names that must be found or left out."""

from itertools import pairwise

import pytest

from kg.annotate import AnnotateSettings, Annotator
from kg.errors import PluginError
from kg.model import AnnotatedDocument, Document, Source
from kg.schema.load import load_ontology

_TEXT = """Agency Sends Crew To Orbit

The European Space Agency (ESA) said on Tuesday Laura Brandt, a German astronaut, flies on the SpaceX Crew-14 mission.
Brandt told Reuters’s reporter “we are ready.” ESA’s director, Mr. Paul Lemaire, thanked the Irish government.
The U.S. agency NASA and the Japanese company Toyota signed the Lunar Transport Agreement in Paris, France.
Boeing’s CST-100 Starliner and the frigate HMS Daring were not part of the deal, the American official said on Monday.
(Reporting by Jane Roe; editing by John Doe)"""


def _document(text: str, name: str = "a.txt") -> Document:
    return Document(id=Document.make_id(uri=name, text=text), name=name, text=text, source=Source(uri=name))


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(load_ontology())


@pytest.fixture(scope="module")
def annotated(annotator: Annotator) -> AnnotatedDocument:
    return next(iter(annotator.pipe([_document(_TEXT)])))


def _types(annotated: AnnotatedDocument) -> dict[str, str | None]:
    """Return the class of every reported name."""
    mentions = {m.id: m for m in annotated.mentions}
    return {
        mentions[i].text: chain.type
        for chain in annotated.chains
        if chain.reported
        for i in chain.mentions
        if mentions[i].kind == "name"
    }


def test_the_parse_holds_the_original_text(annotated: AnnotatedDocument) -> None:
    assert annotated.parse.text == _TEXT


def test_every_mention_is_the_text_at_its_span(annotated: AnnotatedDocument) -> None:
    assert annotated.mentions
    assert all(m.span.of(_TEXT) == m.text for m in annotated.mentions)


def test_names_do_not_overlap_and_cross_no_line_end(annotated: AnnotatedDocument) -> None:
    names = sorted(
        (m for m in annotated.mentions if m.kind in {"name", "demonym"}), key=lambda m: (m.span.start, -m.span.end)
    )
    for a, b in pairwise(names):
        # Only a people or country may lie inside a name, at its beginning: "Irish" in "Irish government".
        inside = b.kind == "demonym" and a.span.covers(b.span) and a.span.start == b.span.start
        assert inside or a.span.end <= b.span.start
    assert not any("\n" in m.text for m in names)


def test_every_mention_is_in_exactly_one_chain(annotated: AnnotatedDocument) -> None:
    members = [i for chain in annotated.chains for i in chain.mentions]
    assert sorted(members) == sorted(m.id for m in annotated.mentions)
    assert all(chain.representative in chain.mentions for chain in annotated.chains)


def test_sentences_are_sorted_and_disjoint_and_end_at_line_ends(annotated: AnnotatedDocument) -> None:
    spans = annotated.sentences
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert not any("\n" in span.of(_TEXT).strip() for span in spans)


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("European Space Agency", "Organization"),
        ("ESA", "Organization"),
        ("Laura Brandt", "Person"),
        ("Brandt", "Person"),
        ("Crew-14", "Mission"),
        ("SpaceX", "Organization"),
        ("Paul Lemaire", "Person"),
        ("Irish government", "Organization"),
        ("U.S.", "Country"),
        ("Paris", "Place"),
        ("France", "Country"),
        ("CST-100 Starliner", "Spacecraft"),
        ("HMS Daring", "Product"),
        ("Lunar Transport Agreement", "Agreement"),
    ],
)
def test_a_name_is_found_with_its_class(annotated: AnnotatedDocument, name: str, type_: str) -> None:
    assert _types(annotated).get(name) == type_


@pytest.mark.parametrize("word", ["Tuesday", "Monday", "American", "German", "Jane Roe", "John Doe", "Mr.", "Sends"])
def test_dates_demonyms_titles_and_credits_are_no_names(annotated: AnnotatedDocument, word: str) -> None:
    assert word not in _types(annotated)


def test_what_is_left_out_is_told_with_its_reason(annotated: AnnotatedDocument) -> None:
    assert any(r.item.startswith("Jane") and r.reason == "credit" for r in annotated.rejected)


def test_a_demonym_joins_the_chain_of_its_country(annotated: AnnotatedDocument) -> None:
    mentions = {m.id: m for m in annotated.mentions}
    chain = next(c for c in annotated.chains if any(mentions[i].text == "U.S." for i in c.mentions))
    assert any(mentions[i].text == "American" and mentions[i].kind == "demonym" for i in chain.mentions)
    assert all(mentions[i].canonical == "United States" for i in chain.mentions if mentions[i].kind != "nominal")


def test_the_order_and_number_of_documents_change_nothing(annotator: Annotator, annotated: AnnotatedDocument) -> None:
    others = [_document("Anna Kovacs met Peter Toth in Budapest.", "b.txt"), _document("", "c.txt"), _document(_TEXT)]
    found = list(annotator.pipe(others))
    assert [a.document.name for a in found] == ["b.txt", "c.txt", "a.txt"]
    assert found[1].mentions == ()
    assert found[2].mentions == annotated.mentions
    assert found[2].chains == annotated.chains


def test_an_unknown_model_is_refused_with_what_to_do() -> None:
    with pytest.raises(PluginError, match="install it"):
        Annotator(load_ontology(), AnnotateSettings(voters=("no_such_model",)))


def test_the_speed_ups_change_no_annotation() -> None:
    from kg.annotate.parse import load_model, look_up_words_in_sets, mark_sentence_starts, use_numpy_blas

    plain = load_model("md")
    text = "".join(_TEXT.translate(str.maketrans("’“”", '\'""')).partition("\n")[2:])
    doc = plain.make_doc(text)
    mark_sentence_starts(doc)
    doc = plain(doc)
    fast = load_model("md")
    use_numpy_blas(fast)
    look_up_words_in_sets(fast)
    other = fast.make_doc(text)
    mark_sentence_starts(other)
    other = fast(other)
    assert [(t.lemma_, t.tag_, t.dep_, t.head.i, t.ent_type_) for t in doc] == [
        (t.lemma_, t.tag_, t.dep_, t.head.i, t.ent_type_) for t in other
    ]


def test_a_word_that_british_papers_hyphenate_is_one_token(annotator: Annotator) -> None:
    parse = next(annotator.parse(["Their co-operation grew, and co-ops co-operated."]))
    assert [t.text for t in parse if "-" in t.text] == ["co-operation", "-", "co-operated"]
