"""Names that go together though no "and" joins them: "the A-B talks", "A, along with B, called on X"."""

from __future__ import annotations

from kg.extract.tree import Node, Tree

_DASHES = frozenset({"-", "–", "—", "/"})
_BEFORE_NOUN = ("compound", "nmod", "amod", "poss")
#: Words that make of "with" another "and".
_ALONG = frozenset({"along", "together"})
_PARTS_OF_CLAUSE = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})


def join_pair(tree: Tree, name: Node) -> None:
    """ "the A-B talks": both names stand before the noun, whichever the parser hangs on the other."""
    dash, other = tree.after(name), tree.after(name, 2)
    if dash is None or dash.text not in _DASHES or other is None or not other.is_name or name.head is not other:
        return
    noun = other.head
    if name.dep not in _BEFORE_NOUN or other.dep not in _BEFORE_NOUN or noun is None or noun.is_name:
        return
    if noun.pos in ("NOUN", "PROPN") and noun.i > other.i:
        name.attach_in_place_of(other)
        other.attach(name, "conj")


def join_companion(tree: Tree, name: Node) -> None:
    """ "A, along with B, called on X": who goes along does the same."""
    if name.dep not in _PARTS_OF_CLAUSE:
        return
    phrases = name.kids("prep")
    phrases += [inner for outer in phrases if outer.lower in _ALONG for inner in outer.kids("prep")]
    for preposition in phrases:
        before = tree.after(preposition, -1)
        if preposition.lower != "with" or before is None or before.lower not in _ALONG or before.i <= name.i:
            continue
        for companion in preposition.kids("pobj"):
            if companion.is_name:
                companion.attach(name, "conj")


def join_that_of(node: Node) -> None:
    """ "opposed A's rule, and that of B": what "that" stands for is joined to the rule, not to the verb."""
    verb = node.head
    if node.lower not in ("that", "those") or node.dep != "conj" or verb is None or not verb.is_verb:
        return
    objects = [o for o in verb.kids("dobj") if o.i < node.i]
    if objects and any(p.lower == "of" for p in node.kids("prep")):
        node.attach(objects[-1], "conj")
