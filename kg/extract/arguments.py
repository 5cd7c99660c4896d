"""From a node of a fact to the mention that it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, coordinated, prepositional
from kg.model import Mention

Via = Literal["name", "nominal", "pronoun", "class", "member", "unit"]

_GROUP_TYPES = frozenset({"Organization", "Country", "Mission"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Argument:
    """The mention behind a node, and how it was found: directly, through a class noun or a group's members."""

    mention: Mention
    via: Via


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
    return _class_noun(node, lexicon) or _members(node, lexicon) or _region(node, lexicon)


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
        if owner.mention is not None and owner.mention.kind == "name" and owner.mention.type == "Organization"
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
