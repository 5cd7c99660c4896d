"""Nouns: role nouns with whom they describe, event nouns with who takes part."""

from __future__ import annotations

from kg.extract.facts import MODIFIER, POSSESSOR, SELF, Fact
from kg.extract.holders import (
    describe_by_place,
    describe_one_of_them,
    is_for_example,
    may_be_several,
    name_the_class,
    split_owner_from_holder,
    take_phrases_of_name,
)
from kg.extract.lexicon import Lexicon
from kg.extract.prenominal import POSTPOSED
from kg.extract.tree import Node, coordinated, prepositional

#: The digits of a year.
_YEAR = 4
_PREMODIFIERS = ("compound", "nmod", "amod", "npadvmod", "nn", "advmod")


def is_predicate_noun(node: Node) -> bool:
    """Say whether a noun gets a fact of its own: common nouns, and titles that the tagger takes for names."""
    if node.is_name:
        return False
    return node.pos in ("NOUN", "PROPN") or (
        node.pos in ("ADJ", "VERB", "X") and node.dep in ("appos", "attr", "title")
    )


def noun_fact(noun: Node, lexicon: Lexicon) -> Fact:
    """Return the fact of a noun with what stands around it; roles of verbs that carry it come later."""
    fact = Fact(predicate=lexicon.singular(noun.lower) if noun.pos != "NOUN" else noun.lemma, kind="noun", node=noun)
    singular = lexicon.singular(noun.lower)
    if lexicon.classes_of(singular):
        fact.predicate = singular
    excluded = {c.i + 2 for c in noun.children if c.lower == "non"}  # "the first non-Disney film"
    for child in noun.children:
        if child.is_name and child.i in excluded:
            continue
        if child.dep == "poss":
            fact.add(POSSESSOR, antecedent_of_whose(noun) if child.lower == "whose" else coordinated(child))
        elif child.dep in _PREMODIFIERS:
            _add_modifier(fact, child)
        elif child.dep == "appos":
            described = coordinated(child) if may_be_several(noun, child, lexicon) else [child]
            fact.add(SELF, described)
            fact.identity += [n for n in described if n.is_name] if child.is_name else []
        elif (child.dep == "prep" and child.lower == "including") or (
            child.dep == "acl" and child.lower == "including"
        ):
            examples = [n for o in child.kids("dobj", "pobj") for n in coordinated(o)]
            fact.add(SELF, examples)
            if not any(n.is_name for other in noun.children if other is not child for n in other.subtree()):
                fact.identity += [n for n in examples if n.is_name]  # "worked with partners, including X"
        elif noun.tag in ("NNS", "NNPS") and is_for_example(child, noun):
            fact.identity += [n for o in child.kids("pobj") for n in coordinated(o) if n.is_name]
        elif child.dep == "det" and child.lower == "no":
            fact.flags.add("negated")
    for name, _, nodes in prepositional(noun):
        fact.add(name, nodes)
    for rate in noun.kids("npadvmod"):
        if rate.lower == "share":  # "pays 24 dollars a share for X"
            for name, _, nodes in prepositional(rate):
                fact.add(name, nodes)
    _add_house_of_subject(fact, lexicon)
    if fact.predicate in lexicon.of("constructions.won_nouns") and not fact.get(POSSESSOR):
        fact.add(POSSESSOR, [n for n in fact.get("for") if n.is_name])  # "a 2-1 win for X over Y"
    describe_by_place(fact, lexicon)
    _read_postposed(fact, lexicon)
    name_the_class(fact, lexicon)
    describe_one_of_them(fact)
    take_phrases_of_name(fact)
    split_owner_from_holder(fact, lexicon)
    _read_modifiers(fact, lexicon)
    return fact


def _add_house_of_subject(fact: Fact, lexicon: Lexicon) -> None:
    """ "professor of International Relations at Y University": the parser hangs "at" on the subject taught."""
    if "Person" in lexicon.classes_of(fact.predicate) and not fact.get("at"):
        for topic in fact.get("of"):
            for preposition, _, nodes in prepositional(topic):
                if preposition == "at" and any(n.is_name for n in nodes):
                    fact.add("at", nodes)


def _read_postposed(fact: Fact, lexicon: Lexicon) -> None:
    """ "director general": the role is the first word, whichever the parser chose as head."""
    if fact.node.lower not in POSTPOSED:
        return
    for child in fact.node.kids("compound", "amod", "nmod"):
        role = lexicon.singular(child.lower)
        if not child.is_name and "Person" in lexicon.classes_of(role):
            fact.predicate = role
            fact.modifiers = (fact.modifiers - {child.lower}) | {fact.node.lower}
            for grandchild in child.children:
                _add_modifier(fact, grandchild)


def antecedent_of_whose(noun: Node) -> list[Node]:
    """Return the noun that a clause with "whose" describes: the first ancestor above the relative clause."""
    node = noun
    while node.head is not None:
        if node.dep == "relcl" or (node is noun and node.dep == "appos" and node.head.is_name):
            return [node.head]
        node = node.head
    return []


def _add_modifier(fact: Fact, child: Node) -> None:
    for node in coordinated(child) if child.dep != "advmod" else [child]:
        if node.is_name:
            fact.add(MODIFIER, [node])
        else:
            fact.modifiers.add(node.lower)
            if node.pos in ("NOUN", "PROPN"):
                fact.add(MODIFIER, [node])
        for inner in node.children:
            if inner.dep in _PREMODIFIERS and not inner.is_name:
                fact.modifiers.add(inner.lower)
            elif inner.is_name and inner.dep in ("compound", "amod", "nmod", "poss") and node.dep == "amod":
                if node.lower == "born" and inner.mention is not None and inner.mention.kind == "demonym":
                    continue  # "a Canadian-born writer" may have become a citizen of another country
                fact.add(MODIFIER, [inner])


def _read_modifiers(fact: Fact, lexicon: Lexicon) -> None:
    words = {w for modifier in fact.modifiers for w in modifier.replace("–", "-").split("-")} | fact.modifiers
    formerly = any(c.lower in lexicon.of("status.former_adverbs") for c in fact.node.kids("advmod"))
    if words & lexicon.past_modifiers or formerly or fact.node.lower.startswith("ex-"):
        fact.flags.add("past")
    if words & lexicon.acting_modifiers and "Person" in lexicon.classes_of(fact.predicate):
        fact.flags.add("acting")  # "an interim leader" is one, "an interim agreement" is made
    drafted = fact.predicate in lexicon.of("constructions.drafted_nouns")  # "the team's draft pick" is no plan
    if drafted and any(c.text.isdecimal() and len(c.text) == _YEAR for c in fact.node.kids("nummod")):
        fact.roles.clear()  # "a 1988 draft pick of X": who chose him, not where he plays
    if words & lexicon.of("status.planned_adjectives_of_nouns") and not drafted:
        fact.flags.add("planned")
    if words & lexicon.of("status.possible_adjectives_of_nouns"):
        fact.flags.add("possible")
