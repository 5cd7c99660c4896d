"""The sentences of one document with their facts, made once for all extractors that look at them."""

from __future__ import annotations

from collections.abc import Iterator, Set

from kg.extract.build_trees import TreeBuilder
from kg.extract.facts import Fact
from kg.extract.lexicon import Lexicon
from kg.extract.normalise import normalise
from kg.extract.tree import Tree
from kg.model import AnnotatedDocument


class Sentence:
    """A sentence's tree and facts.

    ``lemmas`` and ``can_relate`` are of the tree as the parser gave it; reading the facts mends it.
    """

    __slots__ = ("_facts", "_lexicon", "can_relate", "lemmas", "tree")

    def __init__(self, tree: Tree, lexicon: Lexicon) -> None:
        self.tree = tree
        self.lemmas = frozenset(node.lemma for node in tree.nodes)
        self.can_relate = tree.can_relate
        self._lexicon = lexicon
        self._facts: list[Fact] | None = None

    @property
    def facts(self) -> list[Fact]:
        """The facts, in text order of their predicates; read at the first look."""
        if self._facts is None:
            self._facts = normalise(self.tree, self._lexicon)
        return self._facts


class Sentences:
    """The sentences of one document; trees are made only of those that somebody wants."""

    def __init__(self, annotated: AnnotatedDocument, lexicon: Lexicon) -> None:
        self._builder = TreeBuilder(annotated.parse, annotated.mentions)
        self._lexicon = lexicon
        self._made: dict[tuple[int, int], Sentence] = {}

    def with_two_mentions(self) -> Iterator[Sentence]:
        """Yield the sentences in which two mentions or more stand, in text order: others say nothing of two."""
        for first, last in self._builder.sentences:
            if self._builder.mentions_at_most(first, last) > 1:
                sentence = self._sentence(first, last)
                if sentence.can_relate:
                    yield sentence

    def with_lemma(self, lemmas: Set[str]) -> Iterator[Sentence]:
        """Yield the sentences in which a word has one of the lower-case lemmas, in text order."""
        for first, last in self._builder.sentences:
            if any(lemma.lower() in lemmas for lemma in self._builder.lemmas(first, last)):
                sentence = self._sentence(first, last)
                if not sentence.lemmas.isdisjoint(lemmas):
                    yield sentence

    def _sentence(self, first: int, last: int) -> Sentence:
        made = self._made.get((first, last))
        if made is None:
            made = self._made[first, last] = Sentence(self._builder.tree(first, last), self._lexicon)
        return made
