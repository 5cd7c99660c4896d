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
    if node.lower in ("that", "those"):  # "opposed A's rule, and that of B"
        yield from (n for name, _, nodes in prepositional(node) if name == "of" for n in nodes if n.is_name)
    if node.lemma in lexicon.of("constructions.deeds"):
        yield from (n for n in _named_beside(node, lexicon) if n.dep != "poss")
        for done in node.kids("acl"):  # "the comments made by X", not "the comments quoted by X"
            if done.tag == "VBN" and done.lemma in lexicon.of("constructions.doing_verbs"):
                yield from (n for name, _, nodes in prepositional(done) if name == "by" for n in nodes if n.is_name)


def wielders(node: Node, verb: str, lexicon: Lexicon) -> list[Node]:
    """Return whose strike kills, whose court convicts, by the lemma of the verb; [] for other nouns and verbs."""
    if node.mention is not None:
        return []
    if verb in lexicon.of("constructions.striking_verbs") and node.lemma in lexicon.of("constructions.blows"):
        return list(_named_beside(node, lexicon))
    if verb in lexicon.of("constructions.judging_verbs") and node.lemma in lexicon.of("constructions.courts"):
        inside = [n for name, _, nodes in prepositional(node) if name == "in" for n in nodes if n.is_name]
        return [*_named_beside(node, lexicon), *inside]
    return []


def strike_with(fact: Fact, lexicon: Lexicon) -> None:
    """ "X was killed in a strike": the strike killed, where nobody else is said to have done it."""
    if fact.get(SUBJECT) or fact.node.lemma not in lexicon.of("constructions.striking_verbs"):
        return
    fact.add(SUBJECT, [n for role in ("in", "during") for n in fact.get(role) if wielders(n, fact.node.lemma, lexicon)])


def _named_beside(noun: Node, lexicon: Lexicon) -> Iterator[Node]:
    """Yield the names that own a noun, stand before it as its doers, or stand behind it with "by" or "from"."""
    for child in noun.kids("poss", "amod", "compound", "nmod"):
        # "the Russian attack", "a US attack", "an Acme missile", but the "Acme attack" may be one on Acme.
        sure = child.dep in ("poss", "amod") or child.text.replace(".", "").isupper()
        if sure or noun.lemma in lexicon.of("constructions.arms") or _is_demonym(child):
            yield from (n for n in coordinated(child) if n.is_name and n.i < noun.i)
    for preposition, _, nodes in prepositional(noun):
        if preposition in ("by", "from"):
            yield from (n for n in nodes if n.is_name)


def _is_demonym(node: Node) -> bool:
    return node.mention is not None and node.mention.kind == "demonym"
