"""The sentence as a small tree in which every name is one node.

The parser's tokens are copied once into plain nodes: names of several words become one node, so that
the constructions below never look inside a name, and a repair of the parse is a change of a link.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, count
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.model import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

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


class _Columns(NamedTuple):
    """A parse as columns, one row a token: reading lists costs a tenth of asking spaCy's tokens."""

    start: list[int]
    end: list[int]
    text: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]


def _columns(parse: Doc) -> _Columns:
    from spacy.attrs import DEP, HEAD, LEMMA, ORTH, POS, SPACY, TAG

    columns: Any = parse.to_array([ORTH, LEMMA, POS, TAG, DEP])
    keys = columns.T.tolist()
    columns = parse.to_array([SPACY, HEAD])
    spaces, offsets = columns.astype("int64").T.tolist()
    store = parse.vocab.strings
    string = {key: store[key] for key in {key for column in keys for key in column}}
    text, lemma, pos, tag, dep = ([string[key] for key in column] for column in keys)
    lengths = [len(word) for word in text]
    edges = list(accumulate(map(add, lengths, spaces), initial=0))
    return _Columns(
        start=edges[:-1],
        end=list(map(add, edges, lengths)),
        text=text,
        lemma=lemma,
        pos=pos,
        tag=tag,
        dep=dep,
        head=list(map(add, count(), offsets)),
    )


def _token_ranges(columns: _Columns, mentions: Iterable[Mention]) -> dict[int, tuple[int, Mention]]:
    """Map the first token of each name to (end token, mention)."""
    starts = {offset: i for i, offset in enumerate(columns.start)}
    ends = {offset: i for i, offset in enumerate(columns.end, 1)}
    ranges: dict[int, tuple[int, Mention]] = {}
    for mention in mentions:
        first, last = starts.get(mention.span.start), ends.get(mention.span.end)
        if first is not None and last is not None and first < last:
            ranges[first] = (last, mention)
    return ranges


def build_trees(parse: Doc, mentions: Sequence[Mention]) -> list[Tree]:
    """Return one tree a sentence of a parsed document.

    Names and demonyms become one node each; a nominal or pronoun marks its head word. Mentions that
    do not start and end with a token are left out.
    """
    columns = _columns(parse)
    inner = _inside_names(mentions)
    names = _token_ranges(columns, (m for m in mentions if m.kind in ("name", "demonym") and m not in inner))
    others = _token_ranges(columns, (m for m in mentions if m.kind in ("nominal", "pronoun")))
    trees = [_build_tree(columns, sent.start, sent.end, names, others) for sent in parse.sents]
    if inner:
        _hang_inner(trees, inner)
    return trees


def _inside_names(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the demonyms that are a part of a longer name: "Russian" of "Russian Space Agency"."""
    inner: list[Mention] = []
    end = -1
    for mention in sorted(
        (m for m in mentions if m.kind in ("name", "demonym")), key=lambda m: (m.span.start, -m.span.end)
    ):
        if mention.kind == "demonym" and mention.span.end <= end:
            inner.append(mention)
        end = max(end, mention.span.end)
    return inner


def _hang_inner(trees: Sequence[Tree], inner: Sequence[Mention]) -> None:
    """Give a name the country inside it as a child with the label "inner"."""
    for mention in inner:
        for tree in trees:
            if tree.start <= mention.span.start < tree.end:
                name = next(n for n in tree.nodes if n.start <= mention.span.start < n.end)
                part = Node(
                    i=name.i,
                    start=mention.span.start,
                    end=mention.span.end,
                    text=mention.text,
                    lemma=mention.text.lower(),
                    pos="ADJ",
                    tag="JJ",
                    dep="inner",
                    mention=mention,
                )
                part.head = name
                name.children.insert(0, part)


def _build_tree(
    columns: _Columns,
    first: int,
    last: int,
    names: dict[int, tuple[int, Mention]],
    others: dict[int, tuple[int, Mention]],
) -> Tree:
    heads = columns.head[first:last]
    nodes: list[Node] = []
    owner: list[Node] = []  # the node that each token went into
    root_of: list[int] = []  # for each node, the token that links it to the rest
    i = first
    while i < last:
        end, mention = names.get(i, (i + 1, None))
        end = min(end, last)
        root = i
        if end > i + 1:
            root = min(range(i, end), key=lambda t: (_depth(heads, t - first, first, i, end), t))
        node = Node(
            i=len(nodes),
            start=columns.start[i],
            end=columns.end[end - 1],
            text=columns.text[i] if mention is None else mention.text,
            lemma=columns.lemma[root].lower(),
            pos=columns.pos[root] if mention is None or mention.kind == "demonym" else "PROPN",
            tag=columns.tag[root],
            dep=columns.dep[root],
            mention=mention,
        )
        nodes.append(node)
        root_of.append(root)
        owner.extend([node] * (end - i))
        i = end
    for node, root in zip(nodes, root_of, strict=True):
        head = heads[root - first] - first
        if 0 <= head < len(owner) and owner[head] is not node:
            node.head = owner[head]
            node.head.children.append(node)
    for start in range(first, last):
        end, other = others.get(start, (last + 1, None))
        if end <= last:
            root = min(range(start, end), key=lambda t: (_depth(heads, t - first, first, start, end), t))
            if owner[root - first].mention is None:
                owner[root - first].mention = other
    return Tree(nodes)


def _depth(heads: list[int], local: int, first: int, start: int, end: int) -> int:
    """Return how far a token of [start, end) lies below the sentence's root; inner tokens lie deepest."""
    inside = start <= heads[local] < end and heads[local] != local + first
    depth, steps = (1000 if inside else 0), 0
    while heads[local] != local + first and steps < 200:
        following = heads[local] - first
        if not 0 <= following < len(heads):
            break
        local, depth, steps = following, depth + 1, steps + 1
    return depth


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
