"""People's decisions replayed on a corpus: what becomes of each kind of row, and of rows that cannot be followed."""

from __future__ import annotations

import pytest

from kg.errors import InputError
from kg.graph.assemble import assemble
from kg.model import GraphRecords, RelationMention, Span
from kg.pipeline.api import Graph
from kg.pipeline.curation_checks import check_row
from kg.pipeline.review import questions
from kg.resolve import Curation, CurationRow, canonicalise, divide, explain, read_curation
from kg.resolve.selector import name_of
from kg.schema.load import load_ontology
from tests.unit.test_resolve_corpus import build, chain

ONTOLOGY = load_ontology()
CORPUS = (
    (
        "Crew-10 flew. Crew-11 flew. Roscosmos paid. Anna Zorn met Zorn-Lee. Zorn spoke.",
        chain("Mission", "Crew-10"),
        chain("Mission", "Crew-11"),
        chain("Organization", "Roscosmos"),
        chain("Person", "Anna Zorn", "Zorn"),
        chain("Person", "Zorn-Lee"),
    ),
    (
        "Riscosmos paid. Anna Zorn left. The Federal Space Agency stayed. Houston was hot.",
        chain("Organization", "Riscosmos"),
        chain("Person", "Anna Zorn"),
        chain("Organization", "Federal Space Agency"),
        chain("Place", "Houston"),
    ),
    ("Anna Zorn sang. Houston sang.", chain("Person", "Anna Zorn"), chain("Person", "Houston")),
)
GRAPH = build(*CORPUS)


def replayed(toml: str, graph: GraphRecords = GRAPH) -> GraphRecords:
    curation = read_curation(toml)
    return canonicalise(divide(graph, curation), ONTOLOGY, curation=curation)


def named(graph: GraphRecords) -> dict[str, set[str]]:
    return {id: set(entity.aliases) for id, entity in graph.entities.items()}


def refusals(graph: GraphRecords) -> dict[str, str]:
    return {row.item: row.reason for row in graph.rejected.values() if row.stage == "curation"}


def test_a_merge_joins_what_the_program_keeps_apart() -> None:
    found = replayed('[[merge]]\nnames = ["Crew-10", "crew-11"]')
    assert {"Crew-10", "Crew-11"} in named(found).values()
    assert not refusals(found)
    said = explain(found, "Crew-10", "Crew-11")
    assert "decided by a person" in said
    assert "The build had not compared them" in said
    assert "numbers: 10 / 11" in said
    compared = explain(replayed('[[merge]]\nnames = ["Roscosmos", "Riscosmos"]'), "Roscosmos", "Riscosmos")
    assert compared.index("decided by a person") < compared.index("Without that row: R")


def test_a_merge_takes_the_whole_entities() -> None:
    found = replayed('[[merge]]\nnames = ["Riscosmos", "Federal Space Agency"]')
    assert {"Roscosmos", "Riscosmos", "Federal Space Agency"} <= set.union(*named(found).values())
    assert any({"Roscosmos", "Riscosmos", "Federal Space Agency"} <= forms for forms in named(found).values())


def test_a_merge_takes_the_variants_of_a_name_that_the_program_would_keep_from_the_other() -> None:
    graph = build(
        ("NASA paid. Roscosmos paid.", chain("Organization", "NASA"), chain("Organization", "Roscosmos")),
        ("The Russian Space Agency Roscosmos paid.", chain("Organization", "Russian Space Agency Roscosmos")),
    )
    (whole,) = named(replayed('[[merge]]\nnames = ["Roscosmos", "NASA"]', graph)).values()
    assert whole == {"NASA", "Roscosmos", "Russian Space Agency Roscosmos"}


def test_a_never_merge_keeps_apart_also_through_a_third_name() -> None:
    found = replayed(
        '[[never-merge]]\nnames = ["Roscosmos", "Federal Space Agency"]\n'
        '[[merge]]\nnames = ["Riscosmos", "Federal Space Agency"]'
    )
    groups = list(named(found).values())
    assert {"Riscosmos", "Federal Space Agency"} in groups
    assert {"Roscosmos"} in groups
    assert not refusals(found)


def test_what_keeps_apart_outweighs_what_joins_and_only_the_rows_between_are_given_up() -> None:
    found = replayed(
        '[[merge]]\nnames = ["Roscosmos", "Houston [Place]"]\n[[merge]]\nnames = ["Houston [Place]", "Crew-10"]\n'
        '[[merge]]\nnames = ["Crew-10", "Crew-11"]\n[[never-merge]]\nnames = ["Roscosmos", "Crew-10"]'
    )
    assert sorted(refusals(found)) == ["merge 'Houston [Place]', 'Crew-10'", "merge 'Roscosmos', 'Houston [Place]'"]
    assert all("keeps apart Crew-10 [Mission] and Roscosmos [Organization]" in r for r in refusals(found).values())
    assert {"Crew-10", "Crew-11"} in named(found).values()


def test_a_split_off_name_joins_nothing() -> None:
    assert any({"Roscosmos", "Riscosmos"} <= forms for forms in named(replayed("")).values())
    found = replayed('[[split]]\nnames = ["Riscosmos"]')
    assert {"Riscosmos"} in named(found).values()
    assert "split 'Riscosmos'" in explain(found, "Riscosmos", "Roscosmos")
    contradicted = replayed('[[split]]\nnames = ["Riscosmos"]\n[[merge]]\nnames = ["Riscosmos", "Roscosmos"]')
    assert named(contradicted) == named(found)
    assert list(refusals(contradicted)) == ["merge 'Riscosmos', 'Roscosmos'"]


def test_what_is_split_off_does_not_keep_what_a_gazetteer_calls_the_name() -> None:
    country = chain("Country", "Zorland", canonical="Zorland Republic")
    graph = build(("Zorland voted.", country), ("The Zorland key is long.", country))
    assert [entity.name for entity in replayed("", graph).entities.values()] == ["Zorland Republic"]
    found = replayed('[[split]]\nnames = ["Zorland"]\ndocuments = ["1.txt"]', graph)
    names = {entity.name: {chain.document_id for chain in map(graph.chains.get, entity.chains) if chain}
             for entity in found.entities.values()}  # fmt: skip
    (cipher,) = (doc.id for doc in graph.documents.values() if doc.name == "1.txt")
    assert names["Zorland"] == {cipher}
    assert set(names) == {"Zorland", "Zorland Republic"}
    assert "zorland-republic" in found.entities


LAND = (
    ("Zorland voted. The ZLR voted.", chain("Country", "Zorland", "ZLR", canonical="Zorland")),
    ("The ZLR paid.", chain("Country", "ZLR", canonical="Zorland")),
    ("Zorland Republic, or ZLR, slept.", chain("Country", "Zorland Republic", "ZLR", canonical="Zorland")),
)


def test_an_alias_that_is_split_off_everywhere_leaves_chains_gazetteer_and_equal_forms() -> None:
    graph = build(*LAND)
    assert {frozenset(forms) for forms in named(replayed("", graph)).values()} == {
        frozenset({"ZLR", "Zorland", "Zorland Republic"})
    }
    found = replayed('[[split]]\nnames = ["ZLR"]', graph)
    assert not refusals(found)
    (cipher,) = (entity for entity in found.entities.values() if "ZLR" in entity.aliases)
    assert (cipher.name, cipher.aliases, len(cipher.document_ids)) == ("ZLR", {"ZLR"}, 3)
    assert "zorland" in found.entities


def test_a_split_of_all_names_of_an_entity_is_reported_and_says_which_to_leave_out() -> None:
    found = replayed('[[split]]\nnames = ["Roscosmos", "Riscosmos"]')
    assert "leave out the one that the entity is to keep" in refusals(found)["split 'Roscosmos', 'Riscosmos'"]
    apart = replayed('[[split]]\nnames = ["Riscosmos", "Crew-10"]')
    assert not refusals(apart)


def test_a_split_of_a_name_of_two_things_asks_which() -> None:
    found = replayed('[[split]]\nnames = ["Houston"]')
    assert "several things: Houston [Person], Houston [Place]" in refusals(found)["split 'Houston'"]
    assert not refusals(replayed('[[split]]\nnames = ["Houston [Place]"]'))


def test_a_namesake_is_split_off_in_its_article() -> None:
    found = replayed('[[split]]\nnames = ["Anna Zorn"]\ndocuments = ["2.txt"]')
    zorns = [entity for entity in found.entities.values() if entity.name == "Anna Zorn"]
    assert sorted(len(entity.document_ids) for entity in zorns) == [1, 2]
    again = replayed(
        '[[split]]\nnames = ["Anna Zorn"]\ndocuments = ["2.txt"]\n'
        '[[rename]]\nname = "Anna Zorn [Person] in 2.txt"\nto = "Anna Zorn (singer)"'
    )
    assert {"anna-zorn", "anna-zorn-singer"} <= set(again.entities)
    assert not refusals(again)


def test_a_name_in_the_wrong_chain_is_taken_out_with_what_is_said_of_it() -> None:
    text = "Anna Zorn came. Zorn visits Houston."
    graph = build((text, chain("Person", "Anna Zorn", "Zorn"), chain("Place", "Houston")))
    person, place = sorted(graph.chains.values(), key=lambda c: c.type or "")
    cue = Span(start=text.index("visits"), end=text.index("visits") + 6)
    relation = RelationMention(
        id="r",
        document_id=person.document_id,
        subject=person.id,
        predicate="visits",
        object=place.id,
        subject_mention=person.mentions[1],
        object_mention=place.mentions[0],
        cue=cue,
        sentence=Span(start=16, end=len(text)),
        extractor="test",
        rule="{S} visits {O}",
        score=1.0,
    )
    graph = graph.replace(relation_mentions=[relation])
    curation = '[[split]]\nnames = ["Zorn"]\ndocuments = ["0.txt"]'
    assert [c.subject for c in assemble(replayed("", graph), ONTOLOGY).claims.values()] == ["anna-zorn"]
    assert [c.subject for c in assemble(replayed(curation, graph), ONTOLOGY).claims.values()] == ["zorn"]
    everywhere = replayed('[[split]]\nnames = ["Zorn"]', graph)
    assert named(everywhere)["zorn"] == {"Zorn"}
    assert named(everywhere)["anna-zorn"] == {"Anna Zorn"}
    assert not refusals(everywhere)


def test_a_renamed_entity_keeps_its_old_name_as_an_alias_and_answers_to_the_new() -> None:
    found = replayed('[[rename]]\nname = "riscosmos"\nto = "Space Corporation"')
    entity = found.entities["space-corporation"]
    assert entity.name == "Space Corporation"
    assert entity.aliases == {"Roscosmos", "Riscosmos"}
    both = replayed(
        '[[rename]]\nname = "riscosmos"\nto = "Space Corporation"\n'
        '[[merge]]\nnames = ["Space Corporation", "Federal Space Agency"]'
    )
    assert "Federal Space Agency" in both.entities["space-corporation"].aliases


def test_a_retyped_name_has_the_class_and_joins_its_like() -> None:
    assert len([e for e in replayed("").entities.values() if e.name == "Houston"]) == 2
    found = replayed('[[retype]]\nname = "Houston [Person]"\nclass = "Place"')
    (houston,) = [e for e in found.entities.values() if e.name == "Houston"]
    assert (houston.type, len(houston.chains)) == ("Place", 2)
    whole = replayed('[[retype]]\nname = "Riscosmos"\nclass = "Product"')
    assert {e.type for e in whole.entities.values() if "Roscosmos" in e.aliases} == {"Product"}


@pytest.mark.parametrize(
    ("toml", "item", "reason"),
    [
        ('[[merge]]\nnames = ["Crew-10", "Nobody"]', "merge 'Crew-10', 'Nobody'", "nothing is called 'Nobody'"),
        ('[[never-merge]]\nnames = ["X", "Crew-10"]', "never-merge 'X', 'Crew-10'", "nothing is called 'X'"),
        ('[[split]]\nnames = ["X"]', "split 'X'", "nothing is called 'X'"),
        ('[[split]]\nnames = ["X"]\ndocuments = ["2.txt"]', "split 'X' in 2.txt", "no such name"),
        ('[[split]]\nnames = ["Crew-10"]\ndocuments = ["9"]', "split 'Crew-10' in 9", "no such name"),
        ('[[rename]]\nname = "X"\nto = "Y"', "rename 'X' to 'Y'", "nothing is called 'X'"),
        ('[[retype]]\nname = "X"\nclass = "Place"', "retype 'X' to 'Place'", "nothing is called 'X'"),
        ('[[retype]]\nname = "Crew-10"\nclass = "Ship"', "retype 'Crew-10' to 'Ship'", "no class 'Ship'"),
        ('[[rename]]\nname = "Houston"\nto = "Y"', "rename 'Houston' to 'Y'", "borne by Houston"),
        (
            '[[merge]]\nnames = ["Houston", "Crew-10"]',
            "merge 'Houston', 'Crew-10'",
            "several things: Houston [Person], Houston [Place]",
        ),
        ('[[never-merge]]\nnames = ["Zorn", "Anna Zorn"]', "never-merge 'Zorn', 'Anna Zorn'", "one name in some"),
    ],
)
def test_a_row_that_cannot_be_followed_is_reported_and_changes_nothing(toml: str, item: str, reason: str) -> None:
    found = replayed(toml)
    assert reason in refusals(found)[item]
    assert named(found) == named(replayed(""))


@pytest.mark.parametrize("kind", ["rename", "retype"])
def test_two_new_names_or_classes_for_one_entity_are_none(kind: str) -> None:
    key, values = ("to", ("One", "Two")) if kind == "rename" else ("class", ("Product", "Event"))
    toml = "".join(f'[[{kind}]]\nname = "Crew-10"\n{key} = "{value}"\n' for value in values)
    found = replayed(toml)
    assert len(refusals(found)) == 2
    assert found.entities.keys() == replayed("").entities.keys()


def test_without_decisions_nothing_is_decided_by_a_person() -> None:
    assert replayed("") == canonicalise(GRAPH, ONTOLOGY) == canonicalise(GRAPH, ONTOLOGY, curation=Curation())


def test_a_removed_row_leaves_nothing_behind() -> None:
    curated = replayed('[[merge]]\nnames = ["Crew-10", "Crew-11"]\n[[rename]]\nname = "Zorn-Lee"\nto = "Z."')
    assert canonicalise(curated, ONTOLOGY) == replayed("")


BRITISH = build(
    ("Britain paid.", chain("Country", "Britain", canonical="United Kingdom")),
    ("British crews.", chain("Country", "British", canonical="United Kingdom", kind="demonym")),
)


def test_a_name_that_no_article_writes_cannot_be_kept_apart_from_what_is_known_by_it() -> None:
    toml = '[[never-merge]]\nnames = ["Britain", "United Kingdom"]'
    found = replayed(toml, BRITISH)
    assert found.entities == replayed("", BRITISH).entities
    reason = refusals(found)["never-merge 'Britain', 'United Kingdom'"]
    assert reason.startswith("no article writes 'United Kingdom', which is what 'Britain' is known as")
    assert "kg split Britain --in ARTICLE" in reason
    assert "kg retype" in reason
    alone = build(("Britain paid.", chain("Country", "Britain", canonical="United Kingdom")))
    assert "no article writes" in refusals(replayed(toml, alone))["never-merge 'Britain', 'United Kingdom'"]


def test_a_name_that_an_article_writes_is_kept_apart_from_another_form_of_a_known_thing() -> None:
    graph = build(
        ("Britain paid.", chain("Country", "Britain", canonical="United Kingdom")),
        ("United Kingdom paid.", chain("Country", "United Kingdom", canonical="United Kingdom")),
    )
    found = replayed('[[never-merge]]\nnames = ["Britain", "United Kingdom"]', graph)
    assert not refusals(found)
    assert len(found.entities) == 2
    assert len(replayed("", graph).entities) == 1


def test_a_name_that_no_article_writes_is_no_question() -> None:
    built = replayed("", BRITISH)
    assert built.judgements
    assert not list(questions(built, Curation()))
    doubted = replayed("")
    labels = {label for q in questions(doubted, Curation()) for label in (q.judgement.left, q.judgement.right)}
    assert "Riscosmos [Organization]" in labels


def test_a_pair_that_a_row_settled_is_no_question_however_the_row_writes_the_names() -> None:
    doubted = replayed("")
    pairs = [(q.judgement.left, q.judgement.right) for q in questions(doubted, Curation())]
    left, right = next(pair for pair in pairs if "Riscosmos [Organization]" in pair)
    for names in ((name_of(left).upper(), name_of(right)), (right, name_of(left).lower())):
        decided = Curation(rows=(CurationRow(kind="never-merge", names=names),))
        asked = [(q.judgement.left, q.judgement.right) for q in questions(doubted, decided)]
        assert asked == [pair for pair in pairs if pair != (left, right)]


def test_such_a_row_is_refused_before_it_is_written() -> None:
    built = Graph(replayed("", BRITISH), ONTOLOGY)
    with pytest.raises(InputError, match=r"no article writes 'United Kingdom'.*kg split Britain --in ARTICLE"):
        check_row(built, CurationRow(kind="never-merge", names=("Britain", "United Kingdom")))


def test_a_name_with_its_class_is_still_meant_after_a_row_gives_it_another() -> None:
    retype = '[[retype]]\nname = "Houston [Person]"\nclass = "Mission"\n'
    for name in ("Houston [Person]", "Houston [Mission]"):
        found = replayed(f'{retype}[[merge]]\nnames = ["{name}", "Crew-10"]')
        assert not refusals(found)
        assert {"Houston", "Crew-10"} in named(found).values()
    apart = replayed(f'{retype}[[merge]]\nnames = ["Houston [Place]", "Roscosmos"]')
    assert {"Houston", "Roscosmos", "Riscosmos"} in named(apart).values()


def test_a_name_of_another_class_is_reported_with_the_class_that_it_has() -> None:
    reasons = refusals(replayed('[[merge]]\nnames = ["Roscosmos [Place]", "Crew-10"]'))
    assert reasons == {
        "merge 'Roscosmos [Place]', 'Crew-10'": (
            "'Roscosmos' is of another class here: Roscosmos [Organization]; write this"
        )
    }
