"""From a parse to trees: names are one node each, and offsets, words and heads are those of the parse."""

from __future__ import annotations

from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.extract.build_trees import build_trees
from kg.extract.lexicon import Lexicon
from kg.extract.sentences import Sentences
from kg.model import AnnotatedDocument, Document, Mention, MentionKind, Source, Span

WORDS = "Anna Roth  Meyer flew to Oslo . It rained .".replace("  ", " \n ").split(" ")
SPACES = [True, False, False, True, True, True, False, True, True, False, False]


def parse() -> Doc:
    """Return "Anna Roth<line end>Meyer flew to Oslo. It rained." with its tree."""
    return Doc(
        Vocab(),
        words=WORDS,
        spaces=SPACES,
        heads=[3, 3, 1, 4, 4, 4, 5, 4, 9, 9, 9],
        deps=["compound", "compound", "dep", "nsubj", "ROOT", "prep", "pobj", "punct", "nsubj", "ROOT", "punct"],
        pos=["PROPN", "PROPN", "SPACE", "PROPN", "VERB", "ADP", "PROPN", "PUNCT", "PRON", "VERB", "PUNCT"],
        tags=["NNP", "NNP", "_SP", "NNP", "VBD", "IN", "NNP", ".", "PRP", "VBD", "."],
        lemmas=["Anna", "Roth", "\n", "Meyer", "fly", "to", "Oslo", ".", "it", "rain", "."],
        sent_starts=[True, *[False] * 7, True, False, False],
    )


def mention(text: str, kind: MentionKind = "name") -> Mention:
    start = parse().text.index(text)
    return Mention(
        id=text, document_id="d", span=Span(start=start, end=start + len(text)), text=text, kind=kind, type="Person",
        score=1.0, annotator="test",
    )  # fmt: skip


def test_a_name_of_several_words_is_one_node_with_the_place_of_its_head() -> None:
    doc = parse()
    first, second = build_trees(doc, [mention("Anna Roth\nMeyer"), mention("Oslo"), mention("It", "pronoun")])
    assert [node.text for node in first.nodes] == ["Anna Roth\nMeyer", "flew", "to", "Oslo", "."]
    assert [node.dep for node in first.nodes] == ["nsubj", "ROOT", "prep", "pobj", "punct"]
    assert [node.lemma for node in first.nodes] == ["meyer", "fly", "to", "oslo", "."]
    assert [node.head.text if node.head else None for node in first.nodes] == ["flew", None, "flew", "to", "flew"]
    assert second.nodes[0].mention == mention("It", "pronoun")
    for node in (*first.nodes, *second.nodes):
        assert doc.text[node.start : node.end] == node.text


def test_without_names_each_token_is_a_node_as_spacy_tells_it() -> None:
    doc = parse()
    nodes = [node for tree in build_trees(doc, []) for node in tree.nodes]
    for node, token in zip(nodes, doc, strict=True):
        assert (node.start, node.end, node.text) == (token.idx, token.idx + len(token), token.text)
        assert (node.lemma, node.pos, node.tag, node.dep) == (
            token.lemma_.lower(), token.pos_, token.tag_, token.dep_,
        )  # fmt: skip


def test_a_sentence_relates_what_it_mentions_twice_or_more() -> None:
    first, second = build_trees(parse(), [mention("Roth"), mention("Oslo"), mention("It", "pronoun")])
    assert first.can_relate
    assert not second.can_relate


def sentences(*mentions: Mention) -> Sentences:
    document = Document(id="d", name="d", text=parse().text, source=Source(uri="d"))
    annotated = AnnotatedDocument(document=document, parse=parse(), sentences=(), mentions=mentions, chains=())
    return Sentences(annotated, Lexicon({}))


def test_sentences_with_less_than_two_mentions_are_passed_over() -> None:
    found = sentences(mention("Roth"), mention("Oslo"), mention("It", "pronoun"))
    assert [s.tree.nodes[0].text for s in found.with_two_mentions()] == ["Anna"]
    assert not list(sentences(mention("Oslo"), mention("It", "pronoun")).with_two_mentions())


def test_the_country_inside_a_name_is_a_mention_of_its_sentence() -> None:
    (found,) = sentences(mention("Anna Roth\nMeyer"), mention("Anna", "demonym")).with_two_mentions()
    assert [child.dep for child in found.tree.nodes[0].children] == ["inner"]


def test_sentences_are_found_by_the_lemmas_of_their_nodes() -> None:
    found = sentences(mention("Anna Roth\nMeyer"), mention("Oslo"))
    assert [s.tree.nodes[0].text for s in found.with_lemma({"rain", "snow"})] == ["It"]
    assert not list(found.with_lemma({"roth"})), "a word inside a name is no node"


def test_all_who_look_at_a_sentence_see_the_same_facts() -> None:
    found = sentences(mention("Anna Roth\nMeyer"), mention("Oslo"))
    (one,), (two,) = found.with_two_mentions(), found.with_lemma({"fly"})
    assert one is two
    assert one.facts is two.facts
    assert [str(fact) for fact in one.facts if fact.kind == "verb"] == ["fly/verb(subject=Anna Roth\nMeyer, to=Oslo)"]
