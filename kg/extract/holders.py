"""Whom a noun describes: by its place as a title or an apposition, by what joins it, by the names in its phrase."""

from __future__ import annotations

from kg.extract.facts import MODIFIER, SELF, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.owners import OWNER_ROLES
from kg.extract.tree import Node, coordinated, prepositional


def describe_by_place(fact: Fact, lexicon: Lexicon) -> None:
    """Add whom a title, an apposition, or a noun that is joined to one of these or to a name, describes."""
    noun = fact.node
    if noun.dep == "title" and noun.head is not None:
        fact.add(SELF, _titled(noun, noun.head, lexicon))
        fact.identity.append(noun.head)
    elif noun.dep == "appos" and noun.head is not None and noun.head.is_nominal and not _is_whose(noun):
        described = _all_of(noun.head) if noun.tag in ("NNS", "NNPS") else [_nearest_of(noun, noun.head)]
        fact.add(SELF, described)
        fact.identity += [n for n in described if n.is_name]
    elif noun.dep == "conj" and noun.head is not None and "other" in fact.modifiers and noun.head.is_name:
        # "Merkel and other members of X": Merkel is one of them.
        classes = lexicon.classes_of(fact.predicate)
        kin = [n for n in coordinated(noun.head) if n.is_name and n.i < noun.i and n.mention is not None]
        fact.add(SELF, [n for n in kin if not classes or (n.mention is not None and n.mention.type in classes)])
    elif noun.dep == "conj" and noun.head is not None:
        first = noun.head
        while first.dep == "conj" and first.head is not None:
            first = first.head
        if not first.is_name and first.dep == "appos" and first.head is not None and first.head.is_nominal:
            fact.add(SELF, [first.head])
        elif not first.is_name and first.dep == "title" and first.head is not None:
            fact.add(SELF, _titled(noun, first.head, lexicon))


def _titled(title: Node, name: Node, lexicon: Lexicon) -> list[Node]:
    """Return whom a title describes: a plural one ("astronauts A and B") also the coordinated names.

    A coordinated name with a country, title or possessor of its own does not share it.
    """
    plural = title.tag in ("NNS", "NNPS") or lexicon.singular(title.lower) != title.lower
    if not plural:
        return [name]
    return [
        n for n in coordinated(name) if n is name or (n.is_name and not n.kids("poss", "title", "compound", "amod"))
    ]


def _all_of(node: Node) -> list[Node]:
    """Return the whole coordination that a node is a part of: "A and B, both members of X"."""
    while node.dep == "conj" and node.head is not None and node.head.is_nominal:
        node = node.head
    return coordinated(node)


def _nearest_of(noun: Node, first: Node) -> Node:
    """Return what a singular apposition describes: of "A and B, a unit of C," it is B, which stands right before."""
    if not first.is_name or first.is_person or first.mention is None:
        return first
    start = min(node.i for node in noun.subtree())
    near = [n for n in coordinated(first) if n.i == start - 2 and n.is_name and n.mention is not None]
    return near[0] if near and near[0].mention.type == first.mention.type else first  # type: ignore[union-attr]


def _is_whose(noun: Node) -> bool:
    """Say whether a noun is what somebody has: of "X, whose work with Y began there, left" the work is no X."""
    return any(child.lower == "whose" for child in noun.kids("poss"))


def may_be_several(noun: Node, name: Node, lexicon: Lexicon) -> bool:
    """Say whether a noun can describe all who are joined: in "its founder, A, and his sons B and C" it is A alone."""
    plural = noun.tag in ("NNS", "NNPS") or lexicon.singular(noun.lower) != noun.lower
    return plural or not name.is_person or "Person" not in lexicon.classes_of(lexicon.singular(noun.lower))


def is_for_example(preposition: Node, noun: Node) -> bool:
    """Say whether a phrase names some of those that a plural noun speaks of: "artists like X", "cities such as Y"."""
    if preposition.dep != "prep" or preposition.i < noun.i:
        return False
    such = [c for c in (*noun.children, *preposition.children) if c.lower == "such" and c.i > noun.i]
    return preposition.lower == "like" or (preposition.lower == "as" and bool(such))


def name_the_class(fact: Fact, lexicon: Lexicon) -> None:
    """ "China's Chang'e 4 mission": a class noun describes the name of its class that modifies it."""
    classes = lexicon.classes_of(fact.predicate)
    if not classes or "Person" in classes or any(n.mention is not None for n in fact.get(SELF)):
        return
    if any(n.is_name for n in fact.get("of")) and fact.predicate not in lexicon.of("constructions.named_parts"):
        return  # "the Chicago suburb of Cicero" is Cicero, but "the Acme division of Apex" is Acme
    named = [n for child in fact.node.kids("compound", "nmod", "amod") for n in coordinated(child)]
    for child in named:
        mention = child.mention
        if mention is not None and mention.kind == "name" and mention.type in classes and child.i < fact.node.i:
            fact.roles[MODIFIER] = [n for n in fact.get(MODIFIER) if n is not child]
            fact.add(SELF, [child])
            fact.identity.append(child)


def describe_one_of_them(fact: Fact) -> None:
    """ "one of Acme's directors, X", "X, one of the founders of Acme": the plural noun describes X alone."""
    preposition = fact.node.head
    one = preposition.head if preposition is not None and fact.node.dep == "pobj" else None
    if one is None or one.lower != "one" or preposition is None or preposition.lower != "of":
        return
    named = [child for child in one.kids("appos") if child.is_name]
    if one.dep == "appos" and one.head is not None and one.head.is_name:
        named.append(one.head)
    fact.add(SELF, named)


def take_phrases_of_name(fact: Fact) -> None:
    """ "Professor X of Y University": what follows the name belongs to the title when nothing precedes it."""
    noun, name = fact.node, fact.node.head
    if (
        noun.dep != "title"
        or name is None
        or len(fact.get(SELF)) > 1
        or any(n.is_name for r in OWNER_ROLES for n in fact.get(r))
    ):
        return
    for preposition, _, nodes in prepositional(name):
        if preposition in ("of", "at", "for", "from", "with") and any(n.is_name for n in nodes):
            fact.add("of" if preposition == "from" else preposition, nodes)
            return
    first = name.head
    if name.dep == "conj" and first is not None and first.is_person:
        # "UAW President A and Vice President B": two holders of posts of one owner.
        for title in first.kids("title"):
            fact.add(MODIFIER, [n for n in title.kids("compound", "poss", "amod", "nmod") if n.is_name])


def split_owner_from_holder(fact: Fact, lexicon: Lexicon) -> None:
    """ "the administrator of NASA, Sean Duffy, ...": the parser joins the holder to the owner as a second object."""
    if fact.get(SELF) or "Person" not in lexicon.classes_of(fact.predicate):
        return
    for role in ("of", "at", "for", "in"):
        nodes = fact.get(role)
        if len(nodes) > 1 and not nodes[0].is_person and nodes[1].is_person:
            fact.roles[role] = nodes[:1]
            fact.add(SELF, nodes[1:2])
            fact.identity += nodes[1:2]
