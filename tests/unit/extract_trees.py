"""Sentences as trees kept as text, so that the constructions are tested without a parser.

Some keep what a parser gets wrong, which reading has to mend.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.extract.facts import Fact
from kg.extract.lexicon import Lexicon
from kg.extract.normalise import normalise
from kg.extract.tree import Node, Tree
from kg.model import Mention, Span
from kg.schema.load import load_ontology


@cache
def lexicon() -> Lexicon:
    """Return the word lists that the project ships."""
    return Lexicon(load_ontology().words)


def tree(written: str) -> Tree:
    """Return the tree of ``word=lemma:Class/POS/TAG/dep/head`` for each word.

    ``=lemma`` is left out where it is the word in lower case, ``:Class`` where the word is no name; a name of
    several words is written with ``_``. The head is the nearest such word; that of the root is ``-``.
    """
    nodes: list[Node] = []
    heads: list[str] = []
    start = 0
    for number, token in enumerate(written.split()):
        form, pos, tag, dep, head = token.rsplit("/", 4)
        form, _, type_ = form.partition(":")
        word, _, lemma = form.partition("=")
        text = word.replace("_", " ")
        node = Node(i=number, start=start, end=start + len(text), text=text, lemma=lemma or text.lower(), pos=pos,
                    tag=tag, dep=dep, mention=_mention(start, text, type_) if type_ else None)  # fmt: skip
        nodes.append(node)
        heads.append(head.replace("_", " "))
        start += len(text) + 1
    for node, head in zip(nodes, heads, strict=True):
        if head != "-":
            near = min((n for n in nodes if n.text == head), key=lambda n: (abs(n.i - node.i), n.i))
            node.attach(near, node.dep)
    return Tree(nodes)


def _mention(start: int, text: str, type_: str) -> Mention:
    span = Span(start=start, end=start + len(text))
    return Mention(id=f"{start}", document_id="d", span=span, text=text, kind="name", type=type_, score=1.0,
                   annotator="test")  # fmt: skip


@dataclass(frozen=True)
class Said:
    """The facts of one sentence."""

    facts: tuple[Fact, ...]

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.facts)

    def of(self, predicate: str) -> Fact:
        """Return the one fact of a predicate."""
        (fact,) = [f for f in self.facts if f.predicate == predicate]
        return fact

    def roles(self, predicate: str) -> dict[str, list[str]]:
        """Return the texts of a fact's arguments by role, without empty roles."""
        return {role: [n.text for n in nodes] for role, nodes in self.of(predicate).roles.items() if nodes}

    def flags(self, predicate: str) -> set[str]:
        """Return a fact's flags."""
        return self.of(predicate).flags


def said(written: str) -> Said:
    """Return what a sentence says."""
    return Said(tuple(normalise(tree(written), lexicon())))
