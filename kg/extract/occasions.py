"""Whose an event is that stands in a phrase beside the clause: "opened with a win over X", "on a visit to X"."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.clauses import is_passive
from kg.extract.facts import OBJECT, POSSESSOR, RECIPIENT, SELF, SUBJECT, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node

#: How the beaten or the winner may stand: "a win over X", "a rout of X", "a loss to X".
_OPPONENTS = ("over", "against", "of", "to", "by")
#: Pronouns that stand for the subject where their phrase opens its clause: "During their visit to X, A and B said".
_OWN = frozenset({"his", "her", "its", "their"})


def read_occasions(nouns: Mapping[int, Fact], verbs: Mapping[int, Fact], lexicon: Lexicon) -> None:
    """Give event nouns in phrases the doer that the clause names; the facts are completed in place."""
    results = lexicon.of("constructions.won_nouns") | lexicon.of("constructions.lost_nouns")
    results |= lexicon.of("constructions.rout_nouns")
    travels, speeches = lexicon.of("constructions.travel_nouns"), lexicon.of("constructions.speech_nouns")
    for noun in nouns.values():
        if noun.predicate in results:
            _read_result(noun, verbs, lexicon)
        elif noun.predicate in travels and noun.get("to"):
            _read_phrase(noun, verbs, ("on", "during", "after", "before", "in"))
        elif noun.predicate in speeches and noun.get("to"):
            _read_phrase(noun, verbs, ("in", "during"))
        elif noun.predicate in lexicon.of("constructions.given_nouns"):
            _read_reaction(noun, verbs, lexicon)
    for verb in verbs.values():
        _skip_margin(verb)


def _read_result(noun: Fact, verbs: Mapping[int, Fact], lexicon: Lexicon) -> None:
    """ "opened the season with a 2-1 win over X": the win is the subject's; "gave Y a win over X": it is Y's."""
    beaten = [n for role in _OPPONENTS for n in noun.get(role) if n.is_name]
    if not beaten or any(n.mention is not None for n in noun.get(POSSESSOR)):
        return
    node = noun.node
    if node.dep == "dobj" and node.head is not None and node.head.i in verbs:
        verb = verbs[node.head.i]
        given = [n for n in verb.get(OBJECT) if n.is_name and n.dep == "dobj" and n.i < node.i]
        if verb.node.lemma in lexicon.of("constructions.handing_verbs") and len(given) == 1:
            noun.roles[POSSESSOR] = given  # the parser takes both for objects
        return
    preposition = node.head
    if node.dep != "pobj" or preposition is None or preposition.lower != "with":
        return
    above = _verb_above(preposition, verbs)
    if above is not None and not is_passive(above.node) and not noun.get(POSSESSOR):
        noun.add(POSSESSOR, [n for n in above.get(SUBJECT) if n.is_name and n.is_person == beaten[0].is_person])


def _read_phrase(noun: Fact, verbs: Mapping[int, Fact], openers: tuple[str, ...]) -> None:
    """ "on a visit to X, Y said", "Y said in remarks to X": the visit and the remarks are Y's."""
    preposition = noun.node.head
    if noun.node.dep != "pobj" or preposition is None or preposition.lower not in openers or noun.get(SELF):
        return
    owners = noun.get(POSSESSOR)
    opens = all(n.lower in _OWN and n.mention is None for n in owners)
    verb = _verb_above(preposition, verbs)
    if verb is None or not opens or noun.get("by"):
        return
    doers = verb.get(OBJECT) if is_passive(verb.node) else verb.get(SUBJECT)
    if owners and not (doers and noun.node.i < doers[0].i):
        return  # "said after his visit to X": another may be meant
    noun.roles[POSSESSOR] = [n for n in doers if n.mention is not None]
    if preposition.lower == "before":
        noun.flags.add("planned")


def _read_reaction(noun: Fact, verbs: Mapping[int, Fact], lexicon: Lexicon) -> None:
    """ "X's remarks prompted criticism by Y": what Y says is said of what X did."""
    verb = noun.node.head
    if noun.node.dep != "dobj" or verb is None or verb.i not in verbs or noun.get("of") or noun.get(RECIPIENT):
        return
    if verb.lemma in lexicon.of("constructions.provoking_verbs") and not noun.get(POSSESSOR):
        noun.add(POSSESSOR, verbs[verb.i].get(SUBJECT))
        noun.add("from", noun.roles.pop("by", []))
        noun.flags |= verbs[verb.i].flags & {"negated", "planned", "possible", "hypothetical"}


def _skip_margin(verb: Fact) -> None:
    """ "was beaten by 694 votes by X": the margin is no winner."""
    for node in verb.get(SUBJECT):
        if is_passive(verb.node) and node.mention is None and node.kids("nummod"):
            agents = [n for p in node.kids("prep", "agent") if p.lower == "by" for n in p.kids("pobj") if n.is_name]
            if agents:
                verb.roles[SUBJECT] = agents
                return


def _verb_above(node: Node, verbs: Mapping[int, Fact]) -> Fact | None:
    """Return the fact of the nearest verb above a node."""
    return next((verbs[n.i] for n in node.ancestors() if n.i in verbs), None)
