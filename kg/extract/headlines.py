"""Verbs of headlines that the parser takes for nouns: "Bears fire coach John Fox"."""

from __future__ import annotations

from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, Tree

#: So many words stand at most between the verb and the name: the title of a person.
_TITLE = 4


def read_headline_verb(tree: Tree, lexicon: Lexicon) -> None:
    """Make a verb of a noun between two names, where the line has no verb and the noun is one that headlines have.

    "Bears fire coach John Fox" becomes "fire" with a subject and an object; "Leeds fire station" has no second name.
    """
    subject = tree.nodes[0] if tree.nodes else None
    verb = tree.nodes[1] if len(tree.nodes) > 1 else None
    if subject is None or verb is None or not subject.is_organization:
        return
    if verb.lower not in lexicon.of("constructions.headline_verbs") or verb.mention is not None:
        return
    if any(node.is_verb for node in tree.nodes):
        return
    names = [node for node in tree.nodes[2 : 3 + _TITLE] if node.is_name]
    object_ = names[0] if names else None
    if object_ is None or not object_.is_person:
        return
    title = tree.nodes[2 : object_.i]
    if any(node.pos not in ("NOUN", "PROPN", "ADJ") and node.text != "-" for node in title):
        return
    _hang(tree, subject, verb, object_, title)


def _hang(tree: Tree, subject: Node, verb: Node, object_: Node, title: list[Node]) -> None:
    for node in (verb, subject, object_, *title):
        if node.head is not None:
            node.head.children.remove(node)
            node.head = None
    verb.pos, verb.tag, verb.dep, verb.lemma = "VERB", "VBP", "ROOT", verb.lower
    subject.attach(verb, "nsubj")
    object_.attach(verb, "dobj")
    for node in title:
        node.attach(object_, "compound")
    for node in tree.nodes[object_.i + 1 :]:
        if node.head is None or node.head.i < 2 or node.head in title:
            node.attach(verb, node.dep if node.dep in ("prep", "advmod", "punct") else "dep")
