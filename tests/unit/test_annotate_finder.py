"""The name finder and the judgement of chains: which names come of them, and which do not."""

from __future__ import annotations

import json

import pytest

from kg.annotate import verdict
from kg.annotate.annotator import Annotator
from kg.annotate.groups import Group, Name
from kg.annotate.name_finder import FOLDER, NETWORK, NEWS
from kg.annotate.parse import Reader
from kg.annotate.settings import AnnotateSettings
from kg.annotate.typing_features import Seen, features
from kg.annotate.typing_model import NOTHING, TypingModel, read_typing_model
from kg.errors import PluginError
from kg.model import Document, Source
from kg.schema.load import load_ontology


@pytest.fixture(scope="module")
def annotator() -> Annotator:
    return Annotator(load_ontology())


def _document(text: str) -> Document:
    return Document(id=Document.make_id(uri="a", text=text), name="a", text=text, source=Source(uri="a"))


def _found(annotator: Annotator, text: str) -> dict[str, str | None]:
    found = next(annotator.pipe([_document(text)]))
    by_id = {mention.id: mention for mention in found.mentions}
    return {
        by_id[m].text: chain.type
        for chain in found.chains
        if chain.reported
        for m in chain.mentions
        if by_id[m].kind == "name"
    }


def _group(*sources: str, cues: dict[str, float] | None = None, votes: dict[str, float] | None = None) -> Group:
    return Group(
        (
            Name(
                start=0,
                end=2,
                form="Acme Corner",
                votes=votes or {"Organization": 2.0},
                sources=frozenset(sources),
                cues=cues or {},
            ),
        )
    )


_SURE = {"": 0.03, "Organization": 0.9, "Person": 0.07}


def test_the_weights_lie_in_the_package_and_know_every_class() -> None:
    model = read_typing_model()
    classes = set(load_ontology().classes)
    assert (FOLDER / NETWORK).stat().st_size > 1_000_000
    assert set(model.weights) - {NOTHING} <= classes
    assert not any(name.startswith("sm=") for weights in model.weights.values() for name in weights)


def test_the_probabilities_of_the_outcomes_sum_to_one(annotator: Annotator) -> None:
    document = _document("Jane Roe of Acme Motors met the mayor of Paris. Roe then left.")
    ((_, parse),) = annotator.parsed([document])
    for group in annotator.grouped(document, parse):
        chances = read_typing_model().chances(features(group, parse, Seen(parse.names)))
        assert sum(chances.values()) == pytest.approx(1.0)


def test_equal_text_gives_equal_records(annotator: Annotator) -> None:
    text = "Jane Roe of Acme Motors met the mayor of Paris.\nThe firm makes the Comet X in Turin."
    first, second = (next(annotator.pipe([_document(text)])) for _ in range(2))
    assert (first.mentions, first.chains) == (second.mentions, second.chains)


def test_the_finder_needs_the_vectors_of_md() -> None:
    with pytest.raises(PluginError, match="news"):
        Reader(AnnotateSettings(voters=("sm", NEWS)), lambda word: False)


def test_weights_decide_for_the_likelier_outcome() -> None:
    model = TypingModel(weights=json.loads('{"": {"bias": 0}, "Person": {"mr": 2}}'))
    assert model.chances({"mr": 1.0})["Person"] > 0.5 == model.chances({})[NOTHING]


def test_a_name_that_only_the_finder_saw_must_be_surer() -> None:
    chances = {"": 0.3, "Organization": 0.7}
    assert verdict.by_model(_group("md", NEWS), chances).reported
    assert not verdict.by_model(_group(NEWS, "capitals", "head", "described"), chances).reported
    assert verdict.by_model(_group(NEWS, "head", "described"), _SURE).reported


def test_a_doubtful_name_is_kept_and_not_reported() -> None:
    judged = verdict.by_model(_group("md", NEWS), {"": 0.5, "Organization": 0.5})
    assert (judged.type, judged.score, judged.reported) == ("Organization", 0.5, False)


def test_names_of_lists_and_rules_are_judged_by_the_votes() -> None:
    nothing = {"": 0.99, "Person": 0.01}
    assert verdict.by_model(_group("gazetteer"), nothing) == verdict.by_votes(_group("gazetteer"))
    assert verdict.by_model(_group("pattern"), nothing).reported


def test_a_class_said_outright_stays_unless_the_model_is_sure_of_another() -> None:
    group = _group("md", NEWS, cues={"Work": 2.5}, votes={"Work": 3.0})
    unsure = {"": 0.1, "Organization": 0.45, "Person": 0.45}
    assert verdict.by_model(group, unsure).type == "Work"
    assert verdict.by_model(group, _SURE).type == "Organization"


def test_only_a_listed_country_is_a_country() -> None:
    chances = {"": 0.05, "Country": 0.9, "Place": 0.05}
    assert verdict.by_model(_group("md", NEWS), chances).type == "Place"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The deals with the Royal Danish Navy are worth two billion crowns.", "Royal Danish Navy"),
        ("The 2016 Paris Summit was held in France, and leaders of the union came.", "2016 Paris Summit"),
    ],
)
def test_what_opens_a_name_belongs_to_it(annotator: Annotator, text: str, name: str) -> None:
    assert name in _found(annotator, text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ministers met the Kurdish and Flanders Regional governments on Monday.", "Flanders Regional"),
        ("The frigate Hopper (DDG 70) sailed from Norfolk on Monday.", "DDG 70"),
        ("MEPs voted on Monday. The MEPs of the parliament said no.", "MEPs"),
        ("The Iraqi forces moved on. Iraqi forces said so on Monday.", "Iraqi forces"),
        ("Steve Jobs spoke first. The phone will be sold in the U.S. Jobs also said it is thin.", "U.S. Jobs"),
    ],
)
def test_what_stands_beside_a_name_is_none(annotator: Annotator, text: str, name: str) -> None:
    assert name not in _found(annotator, text)


def test_a_member_of_parliament_is_no_part_of_the_party(annotator: Annotator) -> None:
    found = _found(annotator, "Labour MP Jane Roe spoke in London. Mrs Roe said that she would not stand again.")
    assert found["Jane Roe"] == "Person"
    assert not any("MP" in name.split() for name in found)
