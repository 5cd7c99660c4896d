"""Who does what a noun tells of: "X's plan", "the attack by X"; and a missile strikes for who fires it."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.facts import SUBJECT, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.nominals import antecedent_of_whose
from kg.extract.tree import Node, coordinated, prepositional


def doers(node: Node, lexicon: Lexicon) -> Iterator[Node]:
    """Yield who owns a noun, or did what a noun of deeds (`constructions.deeds`) tells of."""
    for owner in node.kids("poss"):
        yield from antecedent_of_whose(node) if owner.lower == "whose" else [owner]
    if node.lemma in lexicon.of("constructions.deeds"):
        yield from (n for n in _named_beside(node) if n.dep != "poss")


def wielders(node: Node, lexicon: Lexicon) -> list[Node]:
    """Return whose strike, missile or raid it is; [] for other nouns (`constructions.blows`)."""
    if node.mention is not None or node.lemma not in lexicon.of("constructions.blows"):
        return []
    return list(_named_beside(node))


def strike_with(fact: Fact, lexicon: Lexicon) -> None:
    """ "X was killed in a strike": the strike killed, where nobody else is said to have done it."""
    if fact.get(SUBJECT) or fact.node.lemma not in lexicon.of("constructions.striking_verbs"):
        return
    fact.add(SUBJECT, [n for role in ("in", "during") for n in fact.get(role) if wielders(n, lexicon)])


def _named_beside(noun: Node) -> Iterator[Node]:
    """Yield the names that own a noun, stand before it, or stand behind it with "by"."""
    for child in noun.kids("poss", "amod", "compound", "nmod"):
        yield from (n for n in coordinated(child) if n.is_name and n.i < noun.i)
    for preposition, _, nodes in prepositional(noun):
        if preposition == "by":
            yield from (n for n in nodes if n.is_name)
