"""Verbs that say something only with a noun behind a preposition or an adjective: "took X into custody"."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.facts import OBJECT, SUBJECT, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, prepositional


def read_set_phrases(nouns: Mapping[int, Fact], verbs: Mapping[int, Fact], lexicon: Lexicon) -> None:
    """Give the noun of a set phrase the verb's arguments and a predicate of its own.

    `constructions.set_phrases` are rows of a verb, a preposition and nouns: "take into custody" makes of "took X into
    custody" the noun "take_into_custody" with subject and object. `constructions.set_adjectives` are adjectives that
    say with "be" what a verb says: "was critical of X" is the verb "be_critical". Who is in a place for talks, on a
    tour or the like (`constructions.reasons_for_stays`) is there on a visit: the verb "be_visiting".
    """
    rows = lexicon.set_phrases
    for fact in verbs.values():
        phrases = rows.get(fact.predicate)
        if phrases is not None:
            for preposition, words in phrases.items():
                for node in fact.get(preposition):
                    if node.i in nouns and node.lower in words:
                        _carry(fact, nouns[node.i], preposition, node)
        if fact.predicate == "be":
            _be(fact, lexicon)


def _carry(verb: Fact, noun: Fact, preposition: str, node: Node) -> None:
    noun.predicate = f"{verb.predicate}_{preposition}_{node.lemma}"
    noun.add(SUBJECT, verb.get(SUBJECT))
    noun.add(OBJECT, verb.get(OBJECT))
    for role, nodes in verb.roles.items():
        if role in ("by", "of", "with", "against", "to"):
            noun.add(role, nodes)
    noun.flags |= verb.flags


def _be(fact: Fact, lexicon: Lexicon) -> None:
    for adjective in fact.node.kids("acomp"):
        if adjective.lower in lexicon.of("constructions.set_adjectives"):
            fact.predicate = f"be_{adjective.lower}"
            for name, _, nodes in prepositional(adjective):
                fact.add(name, nodes)
            return
    places = [n for n in fact.get("in") if n.mention is not None and n.mention.type in ("Place", "Country")]
    reasons = {n.lemma for role in ("for", "on") for n in fact.get(role)}
    if places and reasons & lexicon.of("constructions.reasons_for_stays"):
        fact.predicate = "be_visiting"
