"""Which sense a verb has where its sentence tells: "convicted of beating X" is no victory."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.clauses import is_passive
from kg.extract.facts import OBJECT, OWNER, SELF, SUBJECT, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node

#: What follows the word that says what a name is of: "Nobel Prize in Physics".
_BEHIND = re.compile(r" (?:for|in|of) ")


def read_sense(fact: Fact, lexicon: Lexicon) -> None:
    """Put another predicate for a verb that means something else beside the words around it.

    `constructions.other_senses` are rows of a verb, a preposition, and perhaps a word after it: the verb then becomes
    one with the preposition ("strike_as"). Who wins a prize takes part in nothing ("win_prize").
    `constructions.crime_senses` are rows of a verb and of what it means where its sentence speaks of a crime: "beat"
    is then "beat_up".
    """
    if fact.predicate in lexicon.of("constructions.winning_words") and _is_prize(fact, lexicon):
        fact.predicate = f"{fact.predicate}_prize"
    if fact.kind != "verb":
        _read_played(fact, lexicon)
        return
    for row in lexicon.of("constructions.other_senses"):
        verb, preposition, *words = row.split()
        if verb != fact.predicate:
            continue
        if preposition == "=":  # a complement: "shot X dead"
            if any(c.lower in words for c in fact.node.kids("oprd", "acomp", "advmod")):
                fact.predicate = f"{verb}_{words[0]}"
                return
            continue
        beside = any(c.dep == "prep" and c.lower == preposition for c in fact.node.children)
        beside = beside or (preposition == "to" and _orders(fact.node))
        if any(n.lower in words for n in fact.get(preposition)) if words else beside:
            fact.predicate = f"{verb}_{preposition}"
            if is_passive(fact.node) and not fact.get(SUBJECT):  # "burned at the stake by X": the parser's "stake by X"
                below = [p for n in fact.get(preposition) for p in n.kids("prep") if p.lower == "by"]
                fact.add(SUBJECT, [n for p in below for n in p.kids("pobj") if n.is_name])
            return
    sense = lexicon.object_senses.get(fact.predicate)
    if sense is not None and any(not sense[1].isdisjoint(_called(n)) for n in fact.get(OBJECT)):
        fact.predicate = sense[0]
        return
    means = lexicon.crime_senses.get(fact.predicate)
    if means is not None and _is_crime(fact, lexicon):
        fact.predicate = means


def _read_played(fact: Fact, lexicon: Lexicon) -> None:
    """ "opened his campaign against X": a player's campaign is a row of matches, and fights nobody."""
    verb = fact.node.head
    if fact.predicate in lexicon.of("constructions.played_nouns") and fact.node.dep == "dobj" and verb is not None:
        own = any(child.tag == "PRP$" for child in fact.node.kids("poss"))
        if own and verb.lemma in lexicon.of("constructions.opening_verbs"):
            fact.predicate = f"{fact.predicate}_played"


def _called(node: Node) -> Iterator[str]:
    """Yield the words for an object: the noun itself, or those that stand beside a name ("quarterback X")."""
    if not node.is_name:
        yield node.lemma
    yield from (child.lemma for child in node.kids("title", "appos", "compound") if not child.is_name)


def _orders(verb: Node) -> bool:
    """Say whether an infinitive tells what somebody is to do: "directed X to prepare plans"."""
    return any(c.lower == "to" for clause in verb.kids("xcomp", "ccomp", "advcl") for c in clause.kids("aux"))


def _is_prize(fact: Fact, lexicon: Lexicon) -> bool:
    """Say whether a prize is won and no competition; a trophy is a prize where a person wins it."""
    won = [n for role in (OBJECT, OWNER, "of") for n in fact.get(role) if n.is_name]
    winners = [n for role in (SUBJECT, SELF) for n in fact.get(role)]
    for name in won:
        words = _BEHIND.split(name.lower)[0].split()
        last = words[-1].removesuffix("s") if words else ""
        if last in lexicon.of("constructions.prizes"):
            return True
        if last in lexicon.of("constructions.trophies") and any(n.is_person for n in winners):
            return True
    return False


def _is_crime(fact: Fact, lexicon: Lexicon) -> bool:
    """Say whether somebody is charged with it, it is done with a weapon or to death, or beside another crime."""
    if any(n.lower in lexicon.of("constructions.violent_ends") for n in fact.get("to")):
        return True
    if any(not n.is_name and n.lemma in lexicon.of("constructions.weapons") for n in fact.get("with")):
        return True
    if fact.modifiers & lexicon.of("constructions.violent_adverbs"):
        return True
    verb = _first(fact.node)
    if any(n is not fact.node and n.lemma in lexicon.of("constructions.violent_verbs") for n in _joined(verb)):
        return True
    above = verb.head
    if verb.dep == "pcomp" and above is not None:
        above = above.head
    return (
        verb.dep in ("pcomp", "xcomp", "advcl")
        and above is not None
        and not above.is_name
        and above.lemma in lexicon.of("constructions.crime_words")
    )


def _first(verb: Node) -> Node:
    """Return the first of coordinated verbs: what stands over it stands over all."""
    while verb.dep == "conj" and verb.head is not None and verb.head.is_verb:
        verb = verb.head
    return verb


def _joined(verb: Node) -> list[Node]:
    found = [verb]
    for node in found:
        found += [c for c in node.kids("conj") if c.is_verb]
    return found
