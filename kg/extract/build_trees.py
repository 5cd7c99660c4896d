"""From a parsed document to the trees of its sentences: the parser's tokens, copied once into plain nodes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, count
from operator import add
from typing import TYPE_CHECKING, Any, NamedTuple

from kg.extract.tree import Node, Tree
from kg.model import Mention, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc


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


class TreeBuilder:
    """The sentences of a parsed document, each of which becomes a tree when it is asked for.

    Names and demonyms become one node each; a nominal or pronoun marks its head word, and a plural that stands for
    several entities becomes as many joined nodes. Mentions that do not start and end with a token are left out.
    """

    def __init__(self, parse: Doc, mentions: Sequence[Mention]) -> None:
        self._columns = _columns(parse)
        self._inner = _inside_names(mentions)
        self._names = _token_ranges(
            self._columns, (m for m in mentions if m.kind in ("name", "demonym") and m not in self._inner)
        )
        sets = _sets(mentions)
        self._members = {first.id: rest for first, *rest in sets}
        phrases = [m for m in mentions if m.kind in ("nominal", "pronoun")] + [first for first, *_ in sets]
        self._others = _token_ranges(self._columns, phrases)
        self._begun = sorted(mention.span.start for mention in mentions)
        #: Half-open token ranges, in text order.
        self.sentences = [(sent.start, sent.end) for sent in parse.sents]

    def tree(self, first: int, last: int) -> Tree:
        """Return the tree of a sentence, a new one each time."""
        tree = _build_tree(self._columns, first, last, self._names, self._others)
        if self._inner:
            _hang_inner(tree, self._inner_of(first, last))
        for node in tree.nodes if self._members else ():
            if node.mention is not None and node.mention.id in self._members:
                _hang_members(node, self._members[node.mention.id])
        return tree

    def mentions_at_most(self, first: int, last: int) -> int:
        """Return how many mentions begin in a sentence: its tree holds no more."""
        start, end = self._columns.start[first], self._columns.end[last - 1]
        return bisect_left(self._begun, end) - bisect_left(self._begun, start)

    def lemmas(self, first: int, last: int) -> list[str]:
        """Return the lemmas of a sentence's tokens, those inside names among them."""
        return self._columns.lemma[first:last]

    def _inner_of(self, first: int, last: int) -> list[Mention]:
        start, end = self._columns.start[first], self._columns.end[last - 1]
        return [mention for mention in self._inner if start <= mention.span.start < end]


def build_trees(parse: Doc, mentions: Sequence[Mention]) -> list[Tree]:
    """Return one tree a sentence of a parsed document."""
    builder = TreeBuilder(parse, mentions)
    return [builder.tree(first, last) for first, last in builder.sentences]


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


def _sets(mentions: Iterable[Mention]) -> list[list[Mention]]:
    """Return the mentions of each plural that stands for several entities, in text order."""
    found: dict[Span, list[Mention]] = {}
    for mention in mentions:
        if mention.kind == "set":
            found.setdefault(mention.span, []).append(mention)
    return list(found.values())


def _hang_members(node: Node, rest: Sequence[Mention]) -> None:
    """Join the further members of a set to its node: "the two met" is read as "A and B met"."""
    for mention in rest:
        member = Node(
            i=node.i,
            start=node.start,
            end=node.end,
            text=node.text,
            lemma=node.lemma,
            pos=node.pos,
            tag=node.tag,
            dep="conj",
            mention=mention,
        )
        member.head = node
        node.children.append(member)
    node.children.sort(key=lambda child: child.i)


def _hang_inner(tree: Tree, inner: Sequence[Mention]) -> None:
    """Give a name the country inside it as a child with the label "inner"."""
    for mention in inner:
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
