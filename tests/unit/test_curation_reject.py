"""Claims that people reject, classes that they give before relations are read, and decisions taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import FormatError, InputError
from kg.graph.assemble import assemble
from kg.model import AnnotatedDocument, Document, GraphRecords, RelationMention, Span
from kg.pipeline.api import Graph
from kg.pipeline.curation import add_row, remove_row
from kg.pipeline.curation_checks import check_row
from kg.pipeline.curation_remarks import remarks_about
from kg.pipeline.replay import replay_command
from kg.pipeline.retyping import with_given_classes
from kg.resolve import (
    Curation,
    CurationRow,
    canonicalise,
    divide,
    given_classes,
    read_curation,
    reject_claims,
    with_row,
    without_row,
)
from kg.resolve.selector import name_key
from kg.schema.load import load_ontology
from tests.unit import ask_fixture
from tests.unit.test_curation_file import BY_HAND, rows
from tests.unit.test_resolve_corpus import build, chain

ONTOLOGY = load_ontology()


def relation(
    graph: GraphRecords, number: int, predicate: str, document: str, *ends: str, **more: str
) -> RelationMention:
    """Return a relation mention between two chains of a document, by their first form; or of one and a value."""
    (doc,) = (d for d in graph.documents.values() if d.name == document)
    of = {graph.mentions[c.mentions[0]].text: c for c in graph.chains.values() if c.document_id == doc.id}
    subject, object_ = of[ends[0]], of.get(ends[1])
    return RelationMention(
        id=f"r{number}",
        document_id=doc.id,
        subject=subject.id,
        predicate=predicate,
        object=object_.id if object_ else ends[1],
        subject_mention=subject.mentions[0],
        object_mention=object_.mentions[0] if object_ else "",
        cue=Span(start=number, end=number + 1),
        sentence=Span(start=0, end=len(doc.text)),
        extractor="test",
        rule="{S} x {O}",
        score=1.0,
        **more,  # type: ignore[arg-type]
    )


PEOPLE = (chain("Person", "Anna Zorn"), chain("Person", "Ben Karl"), chain("Place", "Houston"))
TEXT = "Anna Zorn met Ben Karl in Houston."
GRAPH = build((TEXT, *PEOPLE), (TEXT + " Again.", *PEOPLE))
GRAPH = GRAPH.replace(
    relation_mentions=[
        relation(GRAPH, 1, "meets", "0.txt", "Anna Zorn", "Ben Karl"),
        relation(GRAPH, 2, "meets", "1.txt", "Ben Karl", "Anna Zorn"),
        relation(GRAPH, 3, "visits", "0.txt", "Anna Zorn", "Houston"),
        relation(GRAPH, 4, "phrase", "1.txt", "Anna Zorn", "Houston", phrase="sing in"),
    ]
)


def built(toml: str = "", graph: GraphRecords = GRAPH) -> GraphRecords:
    curation = read_curation(toml)
    named = canonicalise(divide(graph, curation), ONTOLOGY, curation=curation)
    return assemble(reject_claims(named, ONTOLOGY, curation), ONTOLOGY)


def said(graph: GraphRecords) -> set[tuple[str, str, str]]:
    every = [*graph.claims.values(), *graph.open_claims.values()]
    return {(c.subject, c.phrase or c.predicate, c.object) for c in every}


def row(subject: str, predicate: str, object: str, *documents: str, note: str = "") -> CurationRow:
    return CurationRow(kind="reject", names=(subject, object), predicate=predicate, documents=documents, note=note)


def toml(*some: CurationRow) -> str:
    text = ""
    for one in some:
        text = with_row(text, one)
    return text


def refusals(graph: GraphRecords) -> list[str]:
    return [r.reason for r in graph.rejected.values() if r.stage == "curation"]


MEETS, VISITS = ("anna-zorn", "meets", "ben-karl"), ("anna-zorn", "visits", "houston")
SINGS = ("anna-zorn", "sing in", "houston")


def test_a_rejected_claim_leaves_the_graph_and_is_on_record_with_each_sentence() -> None:
    assert said(built()) == {MEETS, VISITS, SINGS}
    found = built(toml(row("anna zorn", "meets", "Ben Karl", note="another Anna")))
    assert said(found) == {VISITS, SINGS}
    records = [r for r in found.rejected.values() if r.stage == "reject"]
    assert {(r.item, r.reason) for r in records} == {("anna zorn meets Ben Karl", "rejected by curation")}
    assert len(records) == 2
    assert all(r.detail.endswith("another Anna") for r in records)
    assert not refusals(found)


@pytest.mark.parametrize(
    ("wanted", "left"),
    [
        (row("Ben Karl", "meets", "Anna Zorn"), {VISITS, SINGS}),  # symmetric
        (row("anna-zorn", "kg:visits", "Houston [Place]"), {MEETS, SINGS}),
        (row("Anna Zorn", "sing in", "Houston"), {MEETS, VISITS}),
        (row("Houston", "visits", "Anna Zorn"), {MEETS, VISITS, SINGS}),  # the other way round is another claim
    ],
)
def test_a_row_is_for_one_claim_alone(wanted: CurationRow, left: set[tuple[str, str, str]]) -> None:
    assert said(built(toml(wanted))) == left


def test_in_some_articles_only_their_sentences_are_left_out() -> None:
    found = built(toml(row("Anna Zorn", "meets", "Ben Karl", "0.txt")))
    assert said(found) == said(built())
    (claim,) = (c for c in found.claims.values() if c.predicate == "meets")
    assert claim.source_count == 1
    both = built(toml(row("Anna Zorn", "meets", "Ben Karl", "0.txt"), row("Anna Zorn", "meets", "Ben Karl", "1.txt")))
    assert said(both) == {VISITS, SINGS}


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        (row("Nobody", "meets", "Ben Karl"), "nothing is called 'Nobody'"),
        (row("Anna Zorn", "heads", "Houston"), "no sentence says so (any more)"),
        (row("Anna Zorn", "visits", "Houston", "1.txt"), "no sentence of such an article says so, but of 0.txt"),
    ],
)
def test_a_rejection_that_matches_nothing_is_reported(wanted: CurationRow, reason: str) -> None:
    found = built(toml(wanted))
    assert refusals(found) == [reason]
    assert said(found) == said(built())


def test_a_value_is_rejected_as_it_stands() -> None:
    name, prop = min(ONTOLOGY.values.items())
    graph = build(("Zarya flew.", chain(min(prop.domain), "Zarya")))
    graph = graph.replace(relation_mentions=[relation(graph, 1, name, "0.txt", "Zarya", "2030", datatype="gYear")])
    assert len(built("", graph).value_claims) == 1
    assert not built(toml(row("Zarya", name, "2030")), graph).value_claims
    assert refusals(built(toml(row("Zarya", name, "2031")), graph)) == ["no sentence says so (any more)"]


SHIPPED = Graph(ask_fixture.graph(), ONTOLOGY)
CLAIM = min(SHIPPED.records.claims.values(), key=lambda c: c.id)
ENDS = tuple(SHIPPED.entities[end].name for end in (CLAIM.subject, CLAIM.object))


def test_the_command_takes_what_the_graph_has_and_says_what_it_has_instead() -> None:
    checked = check_row(SHIPPED, row(ENDS[0], f"kg:{CLAIM.predicate.upper()}", ENDS[1]))
    assert checked.predicate == CLAIM.predicate
    with pytest.raises(InputError, match=f"of these two it says: .*{CLAIM.predicate}"):
        check_row(SHIPPED, row(ENDS[0], "bakes", ENDS[1]))
    with pytest.raises(InputError, match="nothing in the graph is called"):
        check_row(SHIPPED, row("Nobody at all", CLAIM.predicate, ENDS[1]))
    with pytest.raises(InputError, match="no one article"):
        check_row(SHIPPED, row(ENDS[0], CLAIM.predicate, ENDS[1], "no such article"))


def test_a_split_is_told_of_the_claims_that_were_struck_of_its_entity() -> None:
    one = next(e for e in SHIPPED.entities.values() if e.name == ENDS[0])
    other = next(e for e in SHIPPED.entities.values() if e.name not in ENDS)
    struck = Curation(rows=(row(ENDS[0], CLAIM.predicate, ENDS[1]),))
    split = CurationRow(kind="split", names=(one.name,))
    (said,) = remarks_about(SHIPPED, split, [one], struck)
    assert f"strikes only what is said of {one.name!r}" in said
    assert remarks_about(SHIPPED, split, [other], struck) == () == remarks_about(SHIPPED, split, [one])


def test_a_split_given_with_the_name_that_stays_takes_out_the_others() -> None:
    entity, alias = next(
        (e, alias)
        for e in SHIPPED.entities.values()
        for alias in sorted(e.aliases)
        if name_key(alias) not in (name_key(e.name), e.id)
    )
    checked = check_row(SHIPPED, CurationRow(kind="split", names=(entity.name, alias)))
    assert [name.partition(" [")[0] for name in checked.names] == [alias]


def test_a_given_class_is_there_before_relations_are_read_and_an_untouched_article_is_not_read_again() -> None:
    curation = read_curation('[[retype]]\nname = "Houston"\nclass = "Organization"')
    graph = build((TEXT, *PEOPLE), ("Anna Zorn slept.", PEOPLE[0]))
    types = given_classes(graph, ONTOLOGY, curation=curation).types
    asked: list[str] = []

    def read_again(documents, change):  # type: ignore[no-untyped-def]
        for document in documents:
            asked.append(document.name)
            yield shard(graph, document, change)

    found = with_given_classes(graph, curation, types, read_again)
    assert asked == ["0.txt"]
    assert {m.rule for m in found.relation_mentions.values()} == {"Organization/Organization"}
    assert found.chains == graph.chains  # as they were read: without the row nothing is left of it
    assert with_given_classes(graph, curation, {}, read_again) is graph


def shard(graph: GraphRecords, document: Document, change) -> GraphRecords:  # type: ignore[no-untyped-def]
    """Return what an extractor gives that writes down the classes that it saw."""
    read = AnnotatedDocument(
        document=document,
        parse=None,  # type: ignore[arg-type]
        mentions=tuple(m for m in graph.mentions.values() if m.document_id == document.id),
        chains=tuple(c for c in graph.chains.values() if c.document_id == document.id),
    )
    changed = change(read)
    (place,) = (m for m in changed.mentions if m.text == "Houston")
    (home,) = (c for c in changed.chains if place.id in c.mentions)
    records = GraphRecords.of(documents=[document], mentions=read.mentions, chains=read.chains)
    made = relation(records, 1, "visits", document.name, "Anna Zorn", "Houston")
    from dataclasses import replace

    return records.replace(relation_mentions=[replace(made, rule=f"{place.type}/{home.type}")])


@given(st.lists(rows, min_size=1, max_size=4, unique_by=lambda r: r.key))
def test_a_row_that_was_added_can_be_taken_out_again(some: list[CurationRow]) -> None:
    text = BY_HAND
    for one in some:
        text = with_row(text, one)
    for one in some:
        if one not in read_curation(BY_HAND).rows:
            text = without_row(text, one)
    assert read_curation(text) == read_curation(BY_HAND)
    assert text == BY_HAND


def test_taking_out_keeps_comments_and_what_is_no_table_is_left_to_a_person() -> None:
    merge, rename = read_curation(BY_HAND).rows
    assert without_row(BY_HAND, merge).startswith("# ours\n\n[[rename]]   # the editor's wish\n")
    assert "# ours" in without_row(BY_HAND, rename)
    inline = 'merge = [{ names = ["A", "B"] }]\n'
    with pytest.raises(FormatError, match="by hand"):
        without_row(inline, read_curation(inline).rows[0])
    nested = (
        '[[split]]\nnames = ["A"]\nnote = """\n[[merge]]\nnames = ["A", "B"]\n"""\n\n[[merge]]\nnames = ["A", "B"]\n'
    )
    left = without_row(nested, CurationRow(kind="merge", names=("A", "B")))
    assert [r.kind for r in read_curation(left).rows] == ["split"]
    assert '"B"]\n"""' in left


def test_undo_finds_the_row_without_class_and_by_the_beginning_of_an_article(tmp_path: Path) -> None:
    path = tmp_path / "curation.toml"
    add_row(CurationRow(kind="split", names=("RSA [Country]",)), path)
    add_row(row("A", "meets", "B", "003_long.txt", note="why"), path)
    taken = remove_row(CurationRow(kind="split", names=("South Africa", "RSA")), path)
    assert taken.names == ("RSA [Country]",)
    assert remove_row(row("a", "kg:Meets", "b", "003"), path).note == "why"
    with pytest.raises(InputError, match="no row speaks of these names"):
        remove_row(row("A", "meets", "B"), path)


def test_the_command_that_replays_asks_for_what_the_build_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert replay_command(Path("my news")) == "kg build --add -o 'my news'"
    (tmp_path / "out").mkdir()
    manifest = '{"settings": {"extractors": ["cues", "open"], "voters": ["md"], "link": "shipped"}, '
    manifest += '"files": {"graph.ttl": ""}}'
    (tmp_path / "out" / "manifest.json").write_text(manifest)
    assert replay_command(Path("out"), Path("mine.toml")) == (
        "kg build --add -o out --curation mine.toml --extractors cues,open --voters md --formats turtle --link shipped"
    )
    (tmp_path / "out" / "manifest.json").write_text("[")
    assert replay_command(Path("out")) == "kg build --add -o out"
