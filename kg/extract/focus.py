"""The owner of a post that names none: "Acme rejected the offer, with chief executive X arguing that ..."."""

from __future__ import annotations

from kg.extract.facts import OWNER, SELF, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.name_facts import name_in_brackets
from kg.extract.tree import Node, Tree


def give_owner_in_focus(facts: list[Fact], tree: Tree, lexicon: Lexicon) -> None:
    """Give a company post before a name the only organization that its sentence names before it.

    With two organizations before it, or none, the post stays without an owner: precision before recall.
    """
    for fact in facts:
        if (
            fact.kind != "noun"
            or fact.node.dep != "title"
            or fact.predicate not in lexicon.of("constructions.company_roles")
        ):
            continue
        if any(n.mention is not None for n in fact.get(OWNER)) or not any(n.is_person for n in fact.get(SELF)):
            continue
        if any(name_in_brackets(tree, n) is not None for n in fact.get(SELF)):
            continue  # "The Bears may ask coach A (Eagles)"
        if fact.node.text[:1].isupper() and fact.predicate in lexicon.of("constructions.posts_without_state"):
            continue  # "The militia supports President X": of a state
        earlier = [n for n in tree.nodes[: fact.node.i] if n.is_organization]
        alone = len({n.text for n in earlier}) == 1 and not _follows_person(fact.node, tree)
        if alone and not _is_listed(fact.node, earlier[-1]):
            fact.add(OWNER, earlier[:1])


def give_team_in_focus(facts: list[Fact], tree: Tree, lexicon: Lexicon) -> None:
    """Give a player of a position the only team of the sentence: "The Bears survived a fumble by quarterback X".

    Not where the sentence names another organization, place or country, which may be the opponent, and not to whom
    the team does something ("the Bears sacked quarterback X").
    """
    others = [n for n in tree.nodes if n.is_name and not n.is_person]
    if len({n.text for n in others}) != 1 or not others[0].is_organization:
        return
    team = others[0]
    for fact in facts:
        if fact.kind != "noun" or fact.node.dep != "title" or any(n.is_name for n in fact.get(OWNER)):
            continue
        if fact.predicate not in lexicon.of("constructions.players") or fact.node.i < team.i:
            continue
        done_to = fact.node.head is not None and fact.node.head.dep in ("dobj", "nsubj", "nsubjpass")
        if not done_to and not any(n.lower in ("against", "versus", "from") for n in tree.nodes):
            fact.add(OWNER, [team])


def _is_listed(title: Node, house: Node) -> bool:
    """Say whether a house and the post are neighbours in a list: "Ford, coach X and director Y"."""
    first = min(node.i for node in title.subtree())
    beside = first - house.i == 2 and house.dep != "pobj"
    return beside or (title.head is not None and title.head.head is house)


def _follows_person(title: Node, tree: Tree) -> bool:
    """Say whether another person stands before the post: it may be of that person's firm."""
    return any(node.is_person for node in tree.nodes[: title.i])
