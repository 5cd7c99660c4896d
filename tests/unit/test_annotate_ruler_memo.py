"""The memo of the attribute ruler gives what the ruler gives, attribute by attribute."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from spacy.tokens import Doc

from kg.annotate.parse import load_model
from kg.annotate.ruler_memo import is_plain, remember_rules

ATTRIBUTES = ["ORTH", "TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START"]
SEEDS = Path(__file__).parents[2] / "seeds"
#: Each of the ruler's rules of two tokens, space of several kinds, and words that rules name.
TRICKY = (
    "There ain't any; they're gon na leave, I've got ta go. Let's see. C'm on, y'all!",
    "  There  is a man.\n\n \t Who's he?\u00a0 It 's him , whose that which that was.",
    "",
    "there 's was were is are expl",
    "ΟΔΟΣ İstanbul ﬁne",
)


@pytest.fixture(scope="module")
def models() -> tuple[Any, Any]:
    plain, fast = load_model("md"), load_model("md")
    remember_rules(fast)
    assert "match" in vars(fast.get_pipe("attribute_ruler")), "the model's rules can be remembered"
    return plain, fast


def columns(doc: Doc) -> Any:
    return doc.to_array(ATTRIBUTES).tolist()  # type: ignore[union-attr]


@pytest.mark.parametrize("path", sorted(SEEDS.glob("*.txt")), ids=lambda path: path.name[:3])
def test_seeds_are_read_alike(models: tuple[Any, Any], path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    plain, fast = (nlp(text) for nlp in models)
    assert columns(plain) == columns(fast)
    assert [(e.start, e.end, e.label_) for e in plain.ents] == [(e.start, e.end, e.label_) for e in fast.ents]


@pytest.mark.parametrize("text", TRICKY)
def test_rules_of_two_tokens_and_space_are_kept(models: tuple[Any, Any], text: str) -> None:
    plain, fast = models
    for _ in range(2):  # learnt, then remembered
        assert columns(plain(text)) == columns(fast(text))


def test_every_tag_and_label_of_every_named_word_is_answered_alike(models: tuple[Any, Any]) -> None:
    plain, fast = (nlp.get_pipe("attribute_ruler") for nlp in models)
    words = ["that", "is", "'s", "to", "have", "her", "'d", "n't", " ", "\n", "apple"]
    for tag in models[0].get_pipe("tagger").labels:
        for label in ("ROOT", "expl", "aux", "relcl", "nsubj", "mark", "dep", ""):
            docs = [Doc(nlp.vocab, words=words) for nlp in models]
            for doc in docs:
                for token in doc:
                    token.tag_, token.dep_ = tag, label
            assert columns(plain(docs[0])) == columns(fast(docs[1]))


def test_values_that_are_there_already_are_left_to_the_ruler(models: tuple[Any, Any]) -> None:
    docs = [Doc(nlp.vocab, words=["Let", "'s", "go"], lemmas=["x", "y", "z"]) for nlp in models]
    plain, fast = (nlp.get_pipe("attribute_ruler")(doc) for nlp, doc in zip(models, docs, strict=True))
    assert columns(plain) == columns(fast)


@pytest.mark.parametrize(
    ("pattern", "plain"),
    [
        ([{"TAG": "NN"}], True),
        ([{"LOWER": {"IN": ["a", "b"]}, "DEP": "det"}], True),
        ([{"LOWER": {"REGEX": "^a"}}], False),
        ([{"SHAPE": "Xx"}], False),
        ([{"TAG": "NN", "OP": "+"}], False),
        ([{"LOWER": "a"}, {"LOWER": "b"}], False),
    ],
)
def test_patterns_that_ask_more_are_matched_each_time(pattern: Any, plain: bool) -> None:
    assert is_plain(pattern) is plain


def test_the_later_rule_wins_whatever_its_patterns_are() -> None:
    import spacy

    found = []
    for remembered in (False, True):
        nlp = spacy.blank("en")
        ruler: Any = nlp.add_pipe("attribute_ruler")
        ruler.add([[{"LOWER": "a"}, {"LOWER": "b"}]], {"LEMMA": "first", "POS": "X"}, index=-1)
        ruler.add([[{"LOWER": "b"}], [{"SHAPE": "d"}]], {"LEMMA": "second"})
        ruler.add([[{"LOWER": {"REGEX": "^b$"}}]], {"POS": "NOUN"})
        if remembered:
            remember_rules(nlp)
        found.append([[(t.lemma_, t.pos_) for t in nlp(text)] for text in ("a b a 1 B", "b", "c", "a b")])
    assert found[0] == found[1]


def test_a_ruler_that_writes_more_is_left_as_it_is() -> None:
    import spacy

    nlp = spacy.blank("en")
    ruler: Any = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"TAG": "NN"}]], {"NORM": "x"})
    remember_rules(nlp)
    assert "match" not in vars(ruler)


def test_rules_of_two_tokens_match_wherever_their_words_stand() -> None:
    import spacy

    found = []
    for remembered in (False, True):
        nlp = spacy.blank("en")
        ruler: Any = nlp.add_pipe("attribute_ruler")
        ruler.add([[{"LOWER": {"REGEX": "^y'?$"}}, {"LOWER": "all"}]], {"LEMMA": "you"})
        ruler.add([[{"LOWER": {"IN": ["no", "not"]}}, {"LOWER": "one", "OP": "?"}, {"SHAPE": "d"}]], {"LEMMA": "none"})
        ruler.add([[{"LOWER": "not"}, {"TEXT": "B"}]], {"LEMMA": "other"}, index=1)
        ruler.add([[{"LOWER": "went"}]], {"LEMMA": "go"})
        if remembered:
            remember_rules(nlp)
        texts = ("Y all went", "all y", "y", "no 1", "Not one 1", "not B", "not b", "1")
        found.append([[t.lemma_ for t in nlp(text)] for text in texts])
    assert found[0] == found[1]
    assert ["you", "", "go"] in found[0]
