"""From a fact's roles and their nodes to the mentions that they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.extract.doers import doers, wielders
from kg.extract.facts import MODIFIER, OWNER, POSSESSOR, SELF, SUBJECT, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, coordinated, prepositional
from kg.model import Mention

Via = Literal["name", "nominal", "pronoun", "set", "class", "member", "unit"]

_GROUP_TYPES = frozenset({"Organization", "Country", "Mission"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """The mention behind a node, and how it was found: directly, through a class noun or a group's members."""

    mention: Mention
    via: Via


#: How an event noun's doer may stand: "Iran's attack", "the attack by Iran", "the Iranian attack".
_DOER_ROLES = (POSSESSOR, "by", MODIFIER)
#: "Japan's Sony", "the US Navy"; of persons only "Kenyan Bernard Lagat".
_OWNER_OF_NAME_ROLES = (POSSESSOR, MODIFIER)


class Arguments(dict[str, list[tuple[Node, Argument]]]):
    """The arguments of one fact by role, each with its node, found when a role is first asked for."""

    def __init__(self, fact: Fact, lexicon: Lexicon) -> None:
        self._fact, self._lexicon = fact, lexicon

    def __missing__(self, role: str) -> list[tuple[Node, Argument]]:
        fact, lexicon = self._fact, self._lexicon
        found = self[role] = [
            (node, argument)
            for name in _roles_of(fact, role)
            for node in fact.get(name)
            for argument in referents(node, lexicon) or _behind(fact, name, node, lexicon)
            if name == role or not fact.node.is_person or argument.mention.kind == "demonym"
            if name == role or fact.kind != "name" or not _are_bodies(fact.node, argument)
            if name != "in" or argument.mention.kind != "demonym"  # "in Italian, with subtitles"
        ]
        return found


def _behind(fact: Fact, role: str, node: Node, lexicon: Lexicon) -> list[Argument]:
    """Return whose unit a post is at, and whose weapons strike or courts judge: "a Russian missile hit the port"."""
    if role == OWNER:
        return whole_of_unit(node, lexicon)
    if role == SUBJECT and fact.kind == "verb":
        named = [n.mention for n in wielders(node, fact.node.lemma, lexicon)[:2] if n.mention is not None]
        return [Argument(mention=mention, via="member") for mention in named if mention.type in _GROUP_TYPES]
    return []


def filled_roles(fact: Fact) -> frozenset[str]:
    """Return the roles in which a fact may have arguments; in others it has none."""
    filled = {role for role, nodes in fact.roles.items() if nodes}
    if not filled.isdisjoint(_roles_of(fact, POSSESSOR)):
        filled.add(POSSESSOR)
    return frozenset(filled)


def _roles_of(fact: Fact, role: str) -> tuple[str, ...]:
    """Return the roles of a fact in which what a template puts in a role may stand."""
    if role == POSSESSOR and fact.kind == "noun" and not fact.get(SELF):
        return _DOER_ROLES
    return _OWNER_OF_NAME_ROLES if role == POSSESSOR and fact.kind == "name" else (role,)


def owners(fact: Fact, role: str, lexicon: Lexicon) -> list[tuple[Node, Argument]]:
    """Return who owns or did what stands under a role: "criticised the minister's plan", "condemned the raid by X"."""
    return [
        (owner, argument)
        for node in fact.get(role)
        if node.mention is None and (node.pos == "NOUN" or node.lower in ("that", "those"))
        for owner in doers(node, lexicon)
        for argument in referents(owner, lexicon)
    ]


def _are_bodies(name: Node, argument: Argument) -> bool:
    """Say whether both are organizations: of "Acme Apex" neither is known to be the other's, of "Acme's Apex" it is."""
    return name.mention is not None and name.mention.type == argument.mention.type == "Organization"


def referents(node: Node, lexicon: Lexicon) -> list[Argument]:
    """Return the mentions that a node stands for: itself, or the name inside its noun phrase.

    "the Dragon spacecraft" is the Dragon; "NASA leadership", "Taliban fighters", "members of NASA's Crew-11
    team" are the group. A noun phrase that names nothing gives an empty list.
    """
    if node.mention is not None:
        kind = node.mention.kind
        return [Argument(mention=node.mention, via="name" if kind == "name" or kind == "demonym" else kind)]
    if node.pos not in ("NOUN", "PROPN", "ADJ"):
        return []
    return (
        _named_by_of(node, lexicon) or _class_noun(node, lexicon) or _members(node, lexicon) or _region(node, lexicon)
    )


def whole_of_unit(node: Node, lexicon: Lexicon) -> list[Argument]:
    """Return the organization that a noun for a part of it belongs to: "Siemens' energy division", "a unit of X"."""
    if node.mention is not None or node.lower not in lexicon.of("collectives.units"):
        return []
    owners = [n for child in node.kids("poss") for n in coordinated(child)]
    owners = owners or [c for c in node.kids("compound", "nmod") if c.is_name]
    owners = owners or [n for name, _, nodes in prepositional(node) if name in ("of", "at") for n in nodes]
    return [
        Argument(mention=owner.mention, via="unit")
        for owner in owners[:1]
        if owner.mention is not None and owner.is_organization
    ]


def _inner_names(node: Node) -> list[Node]:
    return [
        c for c in node.children if c.is_name and c.dep in ("compound", "nmod", "amod", "appos", "poss", "npadvmod")
    ]


def _class_noun(node: Node, lexicon: Lexicon) -> list[Argument]:
    """ "the Dragon spacecraft", "Al-Ahram newspaper": the class noun agrees with the name's type."""
    classes = lexicon.classes_of(lexicon.singular(node.lower))
    if node.lemma in lexicon.of("constructions.goods"):
        classes |= {"Product"}
    for first in _inner_names(node):
        found = [
            Argument(mention=name.mention, via="class")
            for name in (coordinated(first) if first.i < node.i else [first])
            if name.mention is not None and name.mention.kind == "name" and name.mention.type in classes
        ]
        if found and first.dep != "poss":
            return found
    return []


def _named_by_of(node: Node, lexicon: Lexicon) -> list[Argument]:
    """ "the city of Lahr", "the island of Sark": the name behind "of" is that of the noun."""
    if node.tag != "NN" or node.lower not in lexicon.of("geography.named_by_of"):
        return []
    names = [n for preposition, _, nodes in prepositional(node) if preposition == "of" for n in nodes]
    return [
        Argument(mention=name.mention, via="class")
        for name in names
        if name.mention is not None and name.mention.kind == "name" and name.mention.type in ("Place", "Country")
    ]


def _region(node: Node, lexicon: Lexicon) -> list[Argument]:
    """ "the north of England", "Spain's south coast": what is in a part of a place is in the place."""
    if node.lower not in lexicon.of("geography.regions"):
        return []
    owners = [n for child in node.kids("poss") for n in coordinated(child)]
    owners = owners or [n for name, _, nodes in prepositional(node) if name == "of" for n in nodes]
    return [
        Argument(mention=owner.mention, via="class")
        for owner in owners[:1]
        if owner.mention is not None and owner.mention.kind == "name" and owner.mention.type in ("Country", "Place")
    ]


def _members(node: Node, lexicon: Lexicon) -> list[Argument]:
    if node.lower not in lexicon.of("collectives.collectives"):
        return []
    if node.dep == "conj" and any(c.lower == "other" for c in node.children):
        return []  # "Merkel and other members of the Bundestag" are people of it
    # "NASA's Crew-11 team" is Crew-11: what modifies the noun is nearer than who owns it.
    inner = [c for c in _inner_names(node) if c.dep != "poss"] or _inner_names(node)
    owners = [n for child in inner for n in coordinated(child) if n.is_name]
    if not owners:
        owners = [n for name, _, nodes in prepositional(node) if name in ("of", "from") for n in nodes]
    if not owners and node.lower in lexicon.of("collectives.officials"):
        inside = [n for name, _, nodes in prepositional(node) if name == "in" for n in nodes]
        owners = [n for n in inside if n.mention is not None and n.mention.type == "Country"]
    found: list[Argument] = []
    for owner in owners:
        if owner is node:
            continue
        behind = [Argument(mention=owner.mention, via="name")] if owner.mention else referents(owner, lexicon)
        found += [
            Argument(mention=a.mention, via="member")
            for a in behind
            if a.mention.type in _GROUP_TYPES or a.mention.type is None
        ]
    return found[:2]
