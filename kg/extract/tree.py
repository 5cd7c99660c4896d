"""The sentence as a small tree in which every name is one node.

Names of several words are one node, so that the constructions never look inside a name, and a repair of the
parse is a change of a link.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.model import Mention

NOMINAL_POS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"})
SUBJECTS = ("nsubj", "nsubjpass", "csubj")


class Node:
    """A word, or a whole name, with its place in the sentence's tree.

    ``start`` and ``end`` are code-point offsets in the document; ``i`` is the position in the
    sentence. ``mention`` is the name, nominal or pronoun whose head the node is.
    """

    __slots__ = (
        "children",
        "dep",
        "end",
        "head",
        "i",
        "lemma",
        "lower",
        "mention",
        "pos",
        "start",
        "tag",
        "text",
    )

    def __init__(
        self, *, i: int, start: int, end: int, text: str, lemma: str, pos: str, tag: str, dep: str,
        mention: Mention | None = None,
    ) -> None:  # fmt: skip
        self.i, self.start, self.end, self.text = i, start, end, text
        self.lower, self.lemma, self.pos, self.tag, self.dep = text.lower(), lemma, pos, tag, dep
        self.mention = mention
        self.head: Node | None = None
        self.children: list[Node] = []

    def __repr__(self) -> str:
        return f"{self.text}/{self.dep}"

    @property
    def is_name(self) -> bool:
        """Say whether the node is a name, or an adjective that points to a country."""
        return self.mention is not None and self.mention.kind in ("name", "demonym")

    @property
    def is_person(self) -> bool:
        """Say whether the node is a person's name."""
        return self.mention is not None and self.mention.kind == "name" and self.mention.type == "Person"

    @property
    def is_organization(self) -> bool:
        """Say whether the node is an organization's name."""
        return self.mention is not None and self.mention.kind == "name" and self.mention.type == "Organization"

    @property
    def is_verb(self) -> bool:
        """Say whether the node is a verb or auxiliary."""
        return self.mention is None and (self.pos in ("VERB", "AUX"))

    @property
    def is_nominal(self) -> bool:
        """Say whether the node can head a noun phrase."""
        return self.is_name or self.pos in NOMINAL_POS

    def kids(self, *deps: str) -> list[Node]:
        """Return the children with one of the dependency labels, in text order."""
        return [child for child in self.children if child.dep in deps]

    def attach(self, head: Node | None, dep: str) -> None:
        """Hang the node under another head; a head that lies below the node is refused in silence.

        The refusal keeps the tree a tree: a repair that would close a circle is no repair.
        """
        ancestor = head
        while ancestor is not None:
            if ancestor is self:
                return
            ancestor = ancestor.head
        if self.head is not None:
            self.head.children.remove(self)
        self.head, self.dep = head, dep
        if head is not None:
            head.children.append(self)
            head.children.sort(key=lambda node: node.i)

    def attach_in_place_of(self, other: Node) -> None:
        """Hang the node where the other one hangs; the other loses its head."""
        head, dep = other.head, other.dep
        if other.head is not None:
            other.head.children.remove(other)
        other.head, other.dep = None, "dep"
        if self.head is not None:
            self.head.children.remove(self)
        self.head, self.dep = head, dep
        if head is not None:
            head.children.append(self)
            head.children.sort(key=lambda node: node.i)

    def ancestors(self) -> Iterator[Node]:
        """Yield the head, its head, and so on."""
        node = self.head
        while node is not None:
            yield node
            node = node.head

    def subtree(self) -> Iterator[Node]:
        """Yield the node and all below it."""
        yield self
        for child in self.children:
            yield from child.subtree()


class Tree:
    """One sentence: its nodes in text order."""

    __slots__ = ("nodes",)

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.nodes = list(nodes)

    @property
    def start(self) -> int:
        """Offset of the first node."""
        return self.nodes[0].start

    @property
    def end(self) -> int:
        """Offset after the last node."""
        return self.nodes[-1].end

    @property
    def is_question(self) -> bool:
        """Say whether the sentence ends in a question mark."""
        for node in reversed(self.nodes):
            if node.text not in "\"'”’)»" and not node.text.isspace():
                return node.text.endswith("?")
        return False

    @property
    def can_relate(self) -> bool:
        """Say whether two mentions or more stand in the sentence: fewer say nothing of one another."""
        mentions = {n.mention.id for node in self.nodes for n in (node, *node.children) if n.mention is not None}
        return len(mentions) > 1

    def after(self, node: Node, offset: int = 1) -> Node | None:
        """Return the node that many places to the right (negative: left), or None."""
        position = node.i + offset
        return self.nodes[position] if 0 <= position < len(self.nodes) else None


def coordinated(node: Node) -> list[Node]:
    """Return the node and everything joined to it by "and", "or" or a comma, in text order."""
    found, open_nodes = [], [node]
    while open_nodes:
        current = open_nodes.pop(0)
        found.append(current)
        open_nodes += [c for c in current.kids("conj") if c.is_nominal or c.is_verb]
        # The parser often reads a list of people as a row of appositions.
        open_nodes += [c for c in current.kids("appos") if _is_listed_with(c, current)]
    return sorted(found, key=lambda n: n.i)


def _is_listed_with(name: Node, other: Node) -> bool:
    """Say whether two names of one class are more likely two of a list than one thing named twice."""
    if not name.is_name or not other.is_name or name.mention is None or other.mention is None:
        return False
    return name.mention.type == other.mention.type and name.mention.type in ("Person", "Product", "Spacecraft", "Work")


def prepositional(node: Node) -> Iterator[tuple[str, Node, list[Node]]]:
    """Yield (preposition, its node, objects) for each prepositional phrase on a node.

    Two-word prepositions ("out of") give the last word; "with X and with Y" gives both.
    """
    for child in node.children:
        if child.dep not in ("prep", "agent", "dative") or child.pos not in (
            "ADP",
            "SCONJ",
            "ADV",
            "VERB",
            "PART",
        ):
            continue
        for prep in [child, *(c for c in child.kids("conj") if c.pos == "ADP")]:
            objects = prep.kids("pobj")
            for object_ in objects:
                yield prep.lower, prep, coordinated(object_)
            if not objects:
                for inner in prep.kids("prep"):
                    for object_ in inner.kids("pobj"):
                        yield inner.lower, inner, coordinated(object_)
