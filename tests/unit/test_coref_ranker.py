"""The ranker only weighs what grammar, sex, number and class leave open, and leaves open what is unlikely."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.coref_candidates import candidates, fits, group_of
from kg.annotate.coref_features import Setting
from kg.annotate.coref_ranker import Ranker, shipped_ranker
from kg.annotate.referents import Referent, Scene
from kg.annotate.token_table import TokenTable
from kg.model import Mention
from kg.schema import load_ontology, ontology_directory
from tests.unit.parsed import annotated


def scene_of(text: str) -> Scene:
    """Return the scene of a text with its names only."""
    document = annotated(text)
    kept: list[Mention] = [m for m in document.mentions if m.kind == "name"]
    ids = {mention.id for mention in kept}
    chains = [replace(c, mentions=tuple(id_ for id_ in c.mentions if id_ in ids)) for c in document.chains]
    words = dict(load_ontology(ontology_directory()).words)
    return Scene(TokenTable.of(document.parse), kept, chains, words)


def candidate_words(text: str, word: str) -> set[str]:
    scene = scene_of(text)
    i = scene.table.words.index(word)
    group = group_of(word.lower())
    assert group is not None
    return {scene.table.words[c.nearest.head] for c in candidates(scene, i, group, None, None)}


@pytest.mark.parametrize(
    ("text", "word", "missing"),
    [
        ("Angela Merkel met workers. He slept.", "He", "Merkel"),  # sex
        ("Microsoft sued rivals. She slept.", "She", "Microsoft"),  # class
        ("Boris Johnson left. It rained on the roof.", "It", "Johnson"),  # class
        ("Analysts praised Microsoft. They left.", "They", "roof"),
        ("Microsoft backed it.", "it", "Microsoft"),  # subject and object of one verb
        ("Reporters met Boris Johnson. They slept.", "They", "Johnson"),  # number
    ],
)
def test_what_is_ruled_out_is_no_candidate(text: str, word: str, missing: str) -> None:
    assert missing not in candidate_words(text, word)


def test_names_joined_by_and_rival_either_for_they() -> None:
    scene = scene_of("Microsoft and Nokia struck a deal. They will build phones.")
    found = candidates(scene, scene.table.words.index("They"), "plural", None, None)
    assert any(c.referent.chain is None and c.referent.plural and c.nearest.kind == "pair" for c in found)


@pytest.mark.parametrize(("group", "type_", "ok"), [("person", "Organization", False), ("thing", "Person", False)])
def test_classes_are_a_veto(group: str, type_: str, ok: bool) -> None:
    assert fits(Referent(chain="c", type=type_), group, None) is ok  # type: ignore[arg-type]


@given(st.lists(st.dictionaries(st.sampled_from("abc"), st.floats(-5, 5)), min_size=1, max_size=6))
def test_chances_sum_to_one_and_follow_the_weighted_sums(rows: list[dict[str, float]]) -> None:
    weights = {"a": 1.0, "b": -2.0}
    ranker = Ranker(weights={"thing": weights}, least={})
    chances = ranker.chances("thing", rows)
    assert sum(chances) == pytest.approx(1.0)
    sums = [sum(weights.get(name, 0.0) * value for name, value in row.items()) for row in rows]
    assert chances[sums.index(max(sums))] == max(chances)


def test_an_answer_less_likely_than_asked_for_is_left_open() -> None:
    scene = scene_of("Angela Merkel arrived in Paris. She slept.")
    i = scene.table.words.index("She")
    setting = Setting(token=i, group="person", quoted=False, previous=None)
    found = candidates(scene, i, "person", None, None)
    shipped = shipped_ranker()
    chosen = shipped.choose(scene, setting, found)
    assert chosen is not None
    assert chosen.type == "Person"
    never = Ranker(weights=shipped.weights, least={"person": 1.1})
    assert never.choose(scene, setting, found) is None


def test_the_shipped_weights_are_sorted_and_cover_the_groups() -> None:
    ranker = shipped_ranker()
    assert set(ranker.weights) == set(ranker.least) == {"person", "thing", "plural"}
    assert all(0 < least < 1 for least in ranker.least.values())
    assert all(list(weights) == sorted(weights) for weights in ranker.weights.values())
