"""Titles of works in a sentence: what the parser makes of the words in them misleads it about their place."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, Tree
from kg.extract.works import QUOTES, hang_makers, hang_over, is_work, names_works, own_work

_BETWEEN = QUOTES | {",", "and", "or", "&"}
_BEFORE = frozenset({",", ":", "--", "-", "–", "—"})
_PLACES = frozenset({"dobj", "pobj", "attr", "nsubj", "nsubjpass", "appos"})
#: What a title that looks like a clause is taken for.
_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "relcl", "acl", "oprd", "npadvmod", "dep"})
_NAMING = frozenset({"titled", "called", "entitled", "named"})
#: So many words may stand between a noun and its title, or its owner.
_REACH = 7


def read_titles(tree: Tree, lexicon: Lexicon) -> None:
    """Join the titles of a list, and hang a title on the noun or the verb right before it; the tree is mended."""
    before: Node | None = None
    for run in _lists(tree):
        first = run[0]
        if before is not None and first.dep == "conj" and first.head is not None and first.head.is_person:
            first.attach(before, "conj")  # '"A" by X and "B" by Y': a title is joined to a title
        before = first
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
    if before.lower == "like" and before.dep == "prep" and title in before.kids("pobj"):
        _hang_examples(tree, before, lexicon)
        return
    if before.is_verb and title.dep in _CLAUSES and before.dep not in ("aux", "auxpass") and not before.kids("dobj"):
        title.attach(before, "attr" if before.lemma == "be" else "dobj")
        return
    if before.pos == "ADP" and before.dep == "prep" and not before.kids("pobj"):
        hang_over(title, before, "pobj")  # 'author of "A"'
        return
    if before.text in _NAMING and position > 0:
        position, before = position - 1, tree.nodes[position - 1]  # 'murals titled "A"'
    apart = before.text in _BEFORE and position > 0
    noun: Node | None = tree.nodes[position - 1] if apart else before
    if noun is None or noun.mention is not None or noun.pos != "NOUN" or not names_works(noun, lexicon):
        noun = _owned_before(tree, position, lexicon) if before.text == "," else None
    if noun is None or (before.text == "," and title.dep in ("nsubj", "nsubjpass")):
        return  # 'In his last film, "A" is a city'
    if noun.head is title and not apart:
        noun.attach_in_place_of(title)
    hang_over(title, noun, "appos")
    _give_owner(tree, noun)


def _hang_examples(tree: Tree, like: Node, lexicon: Lexicon) -> None:
    """'several Acme films, like "A"': the titles are examples of the films, not a manner of the verb."""
    noun = tree.after(like, -1)
    if noun is not None and noun.text == ",":
        noun = tree.after(noun, -1)
    if noun is not None and noun.mention is None and noun.tag == "NNS" and names_works(noun, lexicon):
        like.attach(noun, "prep")


def _owned_before(tree: Tree, comma: int, lexicon: Lexicon) -> Node | None:
    """'whose book on the war, "A,"': return the noun that has an owner, with but a phrase behind it."""
    for node in reversed(tree.nodes[max(0, comma - _REACH) : comma]):
        if node.mention is None and node.pos == "NOUN" and names_works(node, lexicon):
            return node if node.kids("poss") else None
        if not (node.is_name or node.pos in ("ADP", "DET", "ADJ", "NOUN", "PROPN", "NUM")):
            return None
    return None


def _give_owner(tree: Tree, noun: Node) -> None:
    """'X's grim World War II epic "A"': the epic is X's, also where a name stands between."""
    if noun.kids("poss"):
        return
    for node in reversed(tree.nodes[max(0, noun.i - _REACH) : noun.i]):
        if node.text in ("'s", "’s"):
            owner = tree.after(node, -1)
            if owner is not None and owner.is_name:
                owner.attach(noun, "poss")
            return
        if not (node.is_name or node.pos in ("ADJ", "NOUN", "PROPN", "NUM", "ADV") or node.dep == "amod"):
            return
