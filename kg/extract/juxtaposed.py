"""What captions, agencies and quick typists leave the comma out of: "X chief of Y said"."""

from __future__ import annotations

from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, Tree

_ARTICLES = frozenset({"a", "an", "the"})
_NOW = frozenset({"now", "then", "currently", "formerly"})
_OF = frozenset({"of", "at", "for", "with", "in"})
_BEFORE_NAME = frozenset({"compound", "nmod", "amod", "det", "poss", "nn"})
#: Where the parser puts a post whose holder stands right before it.
_LOOSE = frozenset({"oprd", "dep", "npadvmod", "attr", "dobj", "ccomp", "conj", "appos", "nmod", "compound"})
#: So many words stand at most between a name and its post.
_WORDS = 4


def describe_behind(tree: Tree, name: Node, lexicon: Lexicon) -> None:
    """ "said X chief economist of Y", "met X a lawyer at Y": a post right behind a full name is its apposition.

    Without an article only posts of bodies count, for of persons news has others: "the Ann Lee adviser at Y".
    """
    if not name.is_person or " " not in name.text:
        return
    following = tree.after(name)
    position = name.i + (2 if following is not None and following.lower in _NOW else 1)
    article = position < len(tree.nodes) and tree.nodes[position].lower in _ARTICLES
    post = _post_behind(tree, position + article, lexicon)
    if post is None or post.tag not in ("NN", "NNP"):
        return
    if not article and post.lower not in lexicon.of("constructions.posts_behind_names"):
        return
    if _is_of_appointing(name, post, tree, lexicon):
        return
    if any(c.i < name.i and c.dep in ("det", "poss") for c in post.children) and not article:
        return  # "the Ann Lee director of the year"
    if post in name.ancestors():
        if name.head is None or not name.i < name.head.i <= post.i or name.dep not in _BEFORE_NAME:
            return
        name.attach_in_place_of(post)
        for child in list(post.children):
            if child.i < name.i or child.dep in ("relcl", "conj", "cc", "punct"):
                child.attach(name, child.dep)
        post.attach(name, "appos")
    elif post.dep == name.dep and post.head is name.head and name.head is not None:
        post.attach(name, "appos")  # "X former leader of Y died", read as two subjects
    elif post.dep in _LOOSE and (post.head is None or post.head.i <= post.i):
        post.attach(name, "appos")


def _post_behind(tree: Tree, start: int, lexicon: Lexicon) -> Node | None:
    """Return the noun for a person that ends the phrase at a position and has a preposition behind it."""
    for node in tree.nodes[start : start + _WORDS]:
        following = tree.after(node)
        if node.mention is not None or node.pos not in ("NOUN", "PROPN", "ADJ") or following is None:
            return None
        if following.lower in _OF:
            return node if "Person" in lexicon.classes_of(lexicon.singular(node.lower)) else None
    return None


def _is_of_appointing(name: Node, post: Node, tree: Tree, lexicon: Lexicon) -> bool:
    """Say whether a verb before the two makes one the other: "named X chairman of Y"."""
    verbs = lexicon.of("status.appointing_verbs") | lexicon.of("constructions.calling_verbs") | {"make"}
    heads = {n.lemma for n in (*name.ancestors(), *post.ancestors()) if n.is_verb and n.i < name.i}
    return bool(heads & verbs)


def keep_birth(tree: Tree, born: Node) -> None:
    """ "X (born 3 March 1951 in Y)": who was born is named right before the bracket."""
    bracket, name = tree.after(born, -1), tree.after(born, -2)
    if born.lower == "born" and bracket is not None and bracket.text == "(" and name is not None and name.is_person:
        born.pos, born.tag, born.lemma = "VERB", "VBN", "bear"
        born.attach(name, "acl")
