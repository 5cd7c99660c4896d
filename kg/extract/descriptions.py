"""Descriptions beside names that parsers hang elsewhere, and nouns that describe names without hanging on them."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.facts import MODIFIER, OWNER, SELF, SUBJECT, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, Tree, coordinated, prepositional

_ENDS = frozenset({",", ";", ".", ":", ")"})


def lower_apposition(tree: Tree, name: Node, lexicon: Lexicon) -> None:
    """ "the story of an editor, X": a person is the editor right before the comma, not the story."""
    host, comma, role = name.head, tree.after(name, -1), tree.after(name, -2)
    if name.dep != "appos" or host is None or comma is None or comma.text != "," or role is None or role is host:
        return
    if host.is_name or _describes_people(host, lexicon) or role.is_name or role.pos != "NOUN" or role.dep != "pobj":
        return
    singular = role.tag == "NN" and _describes_people(role, lexicon)
    if singular and not role.kids("appos") and role in host.subtree():
        name.attach(role, "appos")


def name_holder(tree: Tree, name: Node, lexicon: Lexicon) -> None:
    """ "the attorney general of X, Y, and ...": who stands between commas behind a post holds it."""
    post, comma, end = name.head, tree.after(name, -1), tree.after(name)
    if name.dep != "conj" or post is None or post.is_name or comma is None or comma.text != ",":
        return
    if (end is not None and end.text not in _ENDS) or post.tag in ("NNS", "NNPS") or post.kids("appos"):
        return
    role = next((c for c in post.kids("compound") if _describes_people(c, lexicon)), post)
    definite = any(c.lower == "the" for c in post.kids("det"))
    owner = tree.after(name, -2)
    owned = owner is not None and owner.is_name and any(owner in p.kids("pobj") for p in post.kids("prep"))
    if definite and owned and _describes_people(role, lexicon):
        name.attach(post, "appos")


def read_position(tree: Tree, name: Node, lexicon: Lexicon) -> None:
    """ "Bears tight end X", "Bengal center X": a position between a team and a person is the person's title."""
    position = tree.after(name, -1)
    if position is None or position.mention is not None or position.lower not in lexicon.of("constructions.positions"):
        return
    i = position.i - 1
    while i >= 0 and tree.nodes[i].lower in lexicon.of("constructions.position_adjectives"):
        i -= 1
    team = tree.nodes[i] if i >= 0 else None
    if team is None or not team.is_organization:
        return
    if position.head is not name and name.head is position:
        name.attach_in_place_of(position)
    elif position in name.ancestors() or (team.dep in ("nsubj", "dobj", "pobj") and name.dep == "compound"):
        return
    if name in (team.head, position.head) or team.dep in ("compound", "nmod", "amod", "appos", "poss"):
        position.pos = "NOUN"
        position.attach(name, "title")
        team.attach(position, "compound")
        for node in tree.nodes[team.i + 1 : position.i]:
            node.attach(position, "compound")


def read_descriptions(nouns: Mapping[int, Fact], verbs: Mapping[int, Fact], tree: Tree, lexicon: Lexicon) -> None:
    """Complete the facts of nouns that describe names: lists of members, "one of", "then", topics of deputies."""
    members = lexicon.of("constructions.member_nouns")
    for fact in nouns.values():
        if fact.predicate in members:
            _describe_members(fact, tree, lexicon)
            _describe_one(fact, verbs)
        if fact.get(SELF):
            if _stood_then(fact, tree):
                fact.flags.add("past")
            if fact.modifiers & lexicon.of("constructions.deputy_words"):
                _add_house_of_topic(fact)


def _describe_members(fact: Fact, tree: Tree, lexicon: Lexicon) -> None:
    """ "League members X and Y": states and bodies right behind the noun are the members."""
    after = tree.after(fact.node)
    if fact.get(SELF) or fact.node.tag not in ("NNS", "NNPS") or after is None or not after.is_name:
        return
    body = (
        after.mention is not None and after.mention.kind == "name" and after.mention.type in ("Country", "Organization")
    )
    if body and fact.node.head is after and any(n.is_name for n in fact.get(MODIFIER)):
        fact.add(SELF, [n for n in coordinated(after) if n.is_name])


def _describe_one(fact: Fact, verbs: Mapping[int, Fact]) -> None:
    """ "X is one of the members of Y": X is a member."""
    preposition = fact.node.head
    one = preposition.head if preposition is not None and fact.node.dep == "pobj" else None
    if one is None or one.lower != "one" or one.dep != "attr" or one.head is None or preposition is None:
        return
    verb = verbs.get(one.head.i)
    if preposition.lower == "of" and verb is not None and verb.node.lemma == "be" and not fact.get(SELF):
        fact.add(SELF, [n for n in verb.get(SUBJECT) if n.mention is not None])
        fact.flags |= verb.flags & {"negated", "planned", "possible", "hypothetical", "asked"}


def _stood_then(fact: Fact, tree: Tree) -> bool:
    """Say whether "then" stands before an apposition: "X, then the head of Y,"."""
    if fact.node.dep != "appos":
        return False
    first = min(n.i for n in fact.node.subtree())
    word, before = tree.nodes[first], tree.nodes[first - 1] if first else None
    if word.lower != "then":
        word, before = before or word, tree.nodes[first - 2] if first > 1 else None
    return word.lower == "then" and before is not None and before.text == ","


def _add_house_of_topic(fact: Fact) -> None:
    """ "vice president for international sales of X": the house stands on the topic."""
    if any(n.is_name for role in (OWNER, "of", "at", "for", "with") for n in fact.get(role)):
        return
    for topic in (*fact.get("for"), *fact.get("of")):
        for preposition, _, nodes in prepositional(topic) if topic.mention is None else ():
            houses = [n for n in nodes if n.is_organization]
            if preposition in ("of", "at") and houses and topic.i > fact.node.i:
                fact.add("for", houses)


def _describes_people(node: Node, lexicon: Lexicon) -> bool:
    return node.mention is None and "Person" in lexicon.classes_of(lexicon.singular(node.lower))
