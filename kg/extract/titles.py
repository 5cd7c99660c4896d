"""Titles of works in a sentence: what the parser makes of the words in them misleads it about their place."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, Tree
from kg.extract.works import QUOTES, hang_makers, is_work, names_works, own_work

_BETWEEN = QUOTES | {",", "and", "or", "&"}
_BEFORE = frozenset({",", ":", "--", "-", "–", "—"})
_PLACES = frozenset({"dobj", "pobj", "attr", "nsubj", "nsubjpass", "appos"})
#: What a title that looks like a clause is taken for.
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl", "oprd", "npadvmod", "dep"})


def read_titles(tree: Tree, lexicon: Lexicon) -> None:
    """Join the titles of a list, and hang a title on the noun or the verb right before it; the tree is mended."""
    for run in _lists(tree):
        first = run[0]
        outside = [n for n in run if n.head is not None and n.head not in run]
        place = next((n for n in outside if n.dep in _PLACES), None)
        if place is not None and place is not first:
            first.attach(place.head, place.dep)
        if place is not None or len(outside) == 1:
            for node in run[1:]:
                node.attach(first, "conj")
        _hang(first, tree, lexicon)
        own_work(tree, first)
        hang_makers(tree, run[-1], lexicon)


def _lists(tree: Tree) -> Iterator[list[Node]]:
    """Yield the titles that stand in a list, each list whole; a title alone is a list of one."""
    run: list[Node] = []
    joined = False
    for node in tree.nodes:
        if is_work(node):
            if run and not (joined or _is_mere_comma(run[-1], node, tree)):
                yield run
                run = []
            run.append(node)
            joined = False
        elif (run and node.lower in _BETWEEN) or (run and node.text in ("(", ")")) or (run and node.pos == "NUM"):
            joined = joined or node.lower in ("and", "or", "&")
        elif run:
            yield run
            run, joined = [], False
    if run:
        yield run


def _is_mere_comma(left: Node, right: Node, tree: Tree) -> bool:
    """Say whether titles are two of a list of more: '"A," "B" and "C"'."""
    between = [n.text for n in tree.nodes[left.i + 1 : right.i]]
    return "," in between


def _hang(title: Node, tree: Tree, lexicon: Lexicon) -> None:
    """ "films -- "A" and "B"", "who made "A"": the word before the quotation mark says what the title is."""
    position, quoted = title.i - 1, False
    while position >= 0 and tree.nodes[position].text in QUOTES:
        position, quoted = position - 1, True
    if position < 0 or not quoted:
        return
    before = tree.nodes[position]
    if before.is_verb and title.dep in _CLAUSES and before.dep not in ("aux", "auxpass") and not before.kids("dobj"):
        title.attach(before, "attr" if before.lemma == "be" else "dobj")
        return
    apart = before.text in _BEFORE and position > 0
    noun = tree.nodes[position - 1] if apart else before
    if noun.mention is not None or noun.pos != "NOUN" or not names_works(noun, lexicon):
        return
    if before.text == "," and title.dep in ("nsubj", "nsubjpass"):
        return  # 'In his last film, "A" is a city'
    if noun.head is title and not apart:
        noun.attach_in_place_of(title)
    title.attach(noun, "appos")
