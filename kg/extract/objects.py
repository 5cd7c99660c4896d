"""Two objects behind one verb, which parsers take for one: "named X chief executive", "fined X 4 billion euros"."""

from __future__ import annotations

from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, Tree

_THINGS = ("Product", "Spacecraft", "Work")
_INSIDE = frozenset({"compound", "nmod", "amod", "nummod", "poss", "dative", "npadvmod", "quantmod"})


def read_pair_of_nouns(tree: Tree, noun: Node) -> None:
    """ "met face to face", "worked side by side": a noun twice around a preposition is no object but a manner."""
    preposition, again, verb = tree.after(noun), tree.after(noun, 2), noun.head
    if noun.dep != "dobj" or noun.mention is not None or verb is None or preposition is None or again is None:
        return
    if preposition.pos == "ADP" and again.lower == noun.lower:
        noun.attach(verb, "npadvmod")


def free_object(name: Node, lexicon: Lexicon) -> None:
    """ "NASA meets Roscosmos October 2018": the parser makes the object a part of the date behind it."""
    date = name.head
    verb = date.head if date is not None and date.dep == "npadvmod" else None
    if name.dep not in ("compound", "nmod") or date is None or date.is_name or verb is None or not verb.is_verb:
        return
    if name.i < date.i and date.lower in lexicon.of("constructions.calendar") and not verb.kids("dobj"):
        name.attach(verb, "dobj")


def close_preposition(tree: Tree, name: Node) -> None:
    """ "fell to Hull City 3-1": a name right behind a preposition without a noun belongs to it."""
    preposition = tree.after(name, -1)
    if preposition is not None and preposition.lower == "the":
        preposition = tree.after(name, -2)
    if name.dep != "npadvmod" or preposition is None or preposition.dep != "prep" or preposition.children:
        return
    if preposition.head is name.head:
        name.attach(preposition, "pobj")


def take_object(tree: Tree, name: Node) -> None:
    """ "Acme unveils Roo 4, Moo 5": a thing with a number in its name is no time, but the object of the verb."""
    if name.dep != "npadvmod" or name.mention is None or name.mention.kind != "name":
        return
    if name.mention.type not in _THINGS:
        return
    before = tree.after(name, -1)
    if before is not None and before.pos == "DET":
        before = tree.after(name, -2)
    if before is not None and before is name.head and before.is_verb and not before.kids("dobj"):
        name.attach(before, "dobj")
    elif before is not None and before.text == "," and (first := tree.after(before, -1)) is not None:
        listed = first.mention is not None and first.mention.type == name.mention.type
        if listed and first.dep == "dobj" and first.head is name.head:
            name.attach(first, "conj")


def split_objects(tree: Tree, verb: Node, lexicon: Lexicon) -> None:
    """Make a name right behind a verb its object where the parser hung it on a post or a sum that follows.

    Only verbs that take both do so: those of appointing before a post without an article, and those of fining before
    a number. "Hired Acme boss X" and "named the Acme chief" stay as they are.
    """
    if not verb.is_verb:
        return
    name = tree.after(verb)
    if name is not None and name.pos == "DET":
        name = tree.after(name)
    if name is None or not name.is_name or name.dep not in _INSIDE or name.head is None:
        return
    following, host = tree.after(name), name.head
    if following is None or host.head is not verb or host.i < name.i or host.is_name:
        return
    if verb.lemma in lexicon.of("status.appointing_verbs"):
        # A name behind the post is whom it describes: "named Acme chief X chairman" is left alone.
        post = "Person" in lexicon.classes_of(lexicon.singular(host.lower))
        titled = any(n.is_person for n in tree.nodes[host.i + 1 : host.i + 3])
        if name.is_person and post and not titled and following.text not in ("'s", "’s", "'", "’"):
            name.attach(verb, "dobj")
            host.attach(verb, "oprd")
    elif verb.lemma in lexicon.of("constructions.fining_verbs") and _begins_sum(following):
        name.attach(verb, "dobj")
        host.attach(verb, "npadvmod")


def _begins_sum(node: Node) -> bool:
    return node.pos == "NUM" or node.text[:1].isdigit() or node.tag == "$" or node.lower in ("a", "about", "nearly")


def lift_phrase(node: Node, lexicon: Lexicon) -> None:
    """ "flew to the station aboard the Soyuz": what one is aboard of belongs to the flight, not to its end."""
    host = node.head
    if node.lower not in lexicon.of("constructions.clause_prepositions") or host is None or host.is_verb:
        return
    if host.dep != "pobj" or not host.is_name:
        return
    verb = next((a for a in host.ancestors() if a.is_verb), None)
    if verb is not None:
        node.attach(verb, "prep")
