"""Laws of extraction: no text and no tree raises, what is found can be pointed at, the same input gives the same."""

from __future__ import annotations

from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extract.normalise import normalise
from kg.extract.tree import Node, Tree
from kg.model import STATUSES, Document, GraphRecords, RelationMention, Source
from kg.pipeline.run import Reading
from kg.pipeline.settings import BuildSettings
from kg.schema.load import load_ontology
from kg.schema.ontology import Ontology
from tests.unit.extract_trees import lexicon, tree

#: Pieces of news, so that random texts state something and break off anywhere.
PIECES = st.sampled_from(
    [
        "Angela Merkel", "Emmanuel Macron", "Russia", "the United States", "NASA", "Microsoft", "Paris", "Crew-11",
        "he", "who", "which", "whose", "whom", "US astronauts", "chief", "the head of", "former", "acting", "director",
        "met", "visited", "is due to meet", "denied having met", "was arrested by", "said", "told", "and", "or", ",",
        "did not", "never", "will", "may", "if", "without", "held talks with", "the visit of", "to", "in", "on Monday",
        "'s", "”", "“", '"', "(", ")", ".", "?", "!", "\n", "\n\n", " ", "-", "—", "…", "...", "e.g.", "U.S.", "12,000",
    ]
)  # fmt: skip
FRAGMENTS = st.lists(PIECES, min_size=1, max_size=14).map(" ".join)
#: Any text but surrogates, which no document can hold; blank texts are no documents.
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60)
TEXTS = st.one_of(FRAGMENTS, ANY_TEXT, st.tuples(FRAGMENTS, ANY_TEXT).map("".join)).filter(str.strip)

ALL_FLAGS = {
    "negated", "planned", "possible", "hypothetical", "wished", "asked", "past", "acting", "reported",
}  # fmt: skip


@cache
def _ontology() -> Ontology:
    return load_ontology()


@cache
def _reading() -> Reading:
    return Reading(_ontology(), BuildSettings(voters=("md",), strict=True))  # strict: an error is raised


def _read(*texts: str) -> list[GraphRecords]:
    """Return the records of each text; the models read them together."""
    documents = (
        Document(id=text, name=text, text=text, source=Source(uri=text, published_at="2024-05-10")) for text in texts
    )
    return list(_reading().shards(documents))


#: Several texts an example: the models read eight together in little more than the time of one.
batches = st.lists(TEXTS, min_size=8, max_size=8, unique=True)
slow = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


@slow
@given(batches)
def test_what_is_found_in_any_text_can_be_pointed_at_and_fits_the_ontology(texts: list[str]) -> None:
    for text, records in zip(texts, _read(*texts), strict=True):
        for relation in records.relation_mentions.values():
            _can_be_pointed_at(relation, records, text)
            _fits(relation)


def _can_be_pointed_at(relation: RelationMention, records: GraphRecords, text: str) -> None:
    assert 0 <= relation.sentence.start < relation.sentence.end <= len(text)
    sentence, cue = relation.sentence.of(text), relation.cue.of(text)
    assert sentence == sentence.strip() != ""
    assert cue.strip()
    assert relation.sentence.covers(relation.cue)
    for mention_id, chain_id in (
        (relation.subject_mention, relation.subject),
        (relation.object_mention, relation.object),
    ):
        mention = records.mentions[mention_id]
        assert mention.span.of(text) == mention.text
        assert relation.sentence.covers(mention.span)
        assert mention_id in records.chains[chain_id].mentions


def _fits(relation: RelationMention) -> None:
    assert relation.predicate in _ontology().properties
    assert relation.subject != relation.object
    assert relation.status in STATUSES
    assert relation.polarity in ("positive", "negative")
    assert 0 <= relation.score <= 1


@slow
@given(batches)
def test_a_text_gives_the_same_whatever_was_read_before(texts: list[str]) -> None:
    assert _read(*reversed(texts)) == _read(*texts)[::-1]


def test_a_question_gives_no_relation() -> None:
    question, statement = _read(
        "Did Angela Merkel meet Emmanuel Macron in Paris?", "Angela Merkel met Emmanuel Macron in Paris."
    )
    assert not question.relation_mentions
    assert statement.relation_mentions


WORDS = st.sampled_from(
    [
        "Anna_Roth:Person/PROPN/NNP", "Denso:Organization/PROPN/NNP", "Oslo:Place/PROPN/NNP", "Iran:Country/PROPN/NNP",
        "chief/NOUN/NN", "chiefs=chief/NOUN/NNS", "General/PROPN/NNP", "talks=talk/NOUN/NNS", "crew/NOUN/NN",
        "acting/VERB/VBG", "former/ADJ/JJ", "met=meet/VERB/VBD", "meet/VERB/VB", "named=name/VERB/VBN",
        "owned=own/VERB/VBN", "held=hold/VERB/VBD", "includes=include/VERB/VBZ", "is=be/AUX/VBZ", "due/ADJ/JJ",
        "to/PART/TO", "to/ADP/IN", "of/ADP/IN", "by/ADP/IN", "with/ADP/IN", "as/ADP/IN", "who/PRON/WP", "whose/DET/WP$",
        "all/PRON/DT", "where/ADV/WRB", "not/PART/RB", "never/ADV/RB", "if/SCONJ/IN", "and/CCONJ/CC", ",/PUNCT/,",
        "'s/PART/POS", "-/PUNCT/HYPH", "?/PUNCT/.", "67/NUM/CD", "will/AUX/MD",
    ]
)  # fmt: skip
LABELS = st.sampled_from(
    [
        "ROOT", "nsubj", "nsubjpass", "dobj", "pobj", "iobj", "dative", "agent", "prep", "pcomp", "appos", "conj", "cc",
        "compound", "nmod", "amod", "poss", "case", "det", "aux", "auxpass", "neg", "mark", "advmod", "advcl", "acl",
        "relcl", "xcomp", "ccomp", "attr", "oprd", "acomp", "npadvmod", "nummod", "prt", "punct", "dep",
    ]
)  # fmt: skip


@st.composite
def sentence_plans(draw: st.DrawFn) -> tuple[tuple[str, str, int], ...]:
    """Any words under any labels, each with the place of its head; what a bad parser might give."""
    words = draw(st.lists(WORDS, min_size=1, max_size=14))
    places = st.integers(min_value=0, max_value=len(words) - 1)
    return tuple((word, draw(LABELS), draw(places)) for word in words)


def _planted(plan: tuple[tuple[str, str, int], ...]) -> Tree:
    built = tree(" ".join(f"{word}/{label}/-" for word, label, _ in plan))
    for node, (_, label, head) in zip(built.nodes, plan, strict=True):
        node.attach(built.nodes[head], label)  # a link that would close a circle is refused
    return built


def _is_tree(nodes: list[Node]) -> bool:
    return all(
        node not in node.ancestors() and (node.head is None or node.head.children.count(node) == 1) for node in nodes
    ) and all(child.head is node for node in nodes for child in node.children)


@settings(max_examples=400, deadline=None)
@given(sentence_plans())
def test_no_tree_raises_and_it_stays_a_tree(plan: tuple[tuple[str, str, int], ...]) -> None:
    built = _planted(plan)
    nodes = list(built.nodes)
    facts = normalise(built, lexicon())
    assert built.nodes == nodes
    assert _is_tree(nodes)
    for fact in facts:
        assert fact.flags <= ALL_FLAGS
        assert fact.node in nodes
        for arguments in fact.roles.values():
            assert set(arguments) <= set(nodes)
            assert len(set(arguments)) == len(arguments)


@settings(max_examples=100, deadline=None)
@given(sentence_plans())
def test_a_tree_gives_the_same_facts_each_time_in_text_order(plan: tuple[tuple[str, str, int], ...]) -> None:
    facts = normalise(_planted(plan), lexicon())
    assert [str(f) for f in normalise(_planted(plan), lexicon())] == [str(f) for f in facts]
    assert [f.node.i for f in facts] == sorted(f.node.i for f in facts)


@settings(max_examples=100, deadline=None)
@given(sentence_plans())
def test_a_question_asks_all_of_it(plan: tuple[tuple[str, str, int], ...]) -> None:
    asked = _planted((*plan, ("?/PUNCT/.", "punct", 0)))
    assert all("asked" in fact.flags for fact in normalise(asked, lexicon()))
