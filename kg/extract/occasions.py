"""Whose an event is that stands in a phrase beside the clause: "opened with a win over X", "on a visit to X"."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.clauses import is_passive
from kg.extract.doers import strike_with
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
    together, pacts = lexicon.of("constructions.joint_nouns"), lexicon.of("constructions.pacts")
    travels, speeches = lexicon.of("constructions.travel_nouns"), lexicon.of("constructions.speech_nouns")
    for noun in nouns.values():
        if noun.predicate in results:
            _read_result(noun, verbs, lexicon)
        elif noun.predicate in together and noun.get("with"):
            _read_partner(noun, verbs, ("in", "through"))
        elif noun.predicate in lexicon.of("constructions.aids") and (noun.get("from") or noun.get("of")):
            _read_partner(noun, verbs, ("with",))
        elif noun.predicate in pacts and noun.get("with"):
            _read_phrase(_as_part(noun, nouns), noun, verbs, ("under", "in", "through", "after", "following", "as"))
        elif noun.predicate in lexicon.of("constructions.encounters") and noun.get("with"):
            _read_phrase(noun, noun, verbs, ("at", "in", "during", "after", "before", "following"))
            _read_purpose(noun, verbs, lexicon)
        elif noun.predicate in lexicon.of("constructions.broadcasts") and noun.get("on"):
            _read_phrase(noun, noun, verbs, ("in", "during"))
        elif noun.predicate in travels and noun.get("to"):
            _read_phrase(noun, noun, verbs, ("on", "during", "after", "before", "in"))
        elif noun.predicate in speeches and (noun.get("to") or "joint" in noun.modifiers):
            _read_phrase(noun, noun, verbs, ("in", "during"))
        elif noun.predicate in lexicon.of("constructions.gatherings") and noun.get("in"):
            _read_gathering(noun, verbs)
        elif noun.predicate in lexicon.of("constructions.given_nouns"):
            _read_reaction(noun, verbs, lexicon)
    for verb in verbs.values():
        _skip_margin(verb)
        strike_with(verb, lexicon)
        _aim(verb, nouns, lexicon)
        _claim(verb, nouns)


def _read_result(noun: Fact, verbs: Mapping[int, Fact], lexicon: Lexicon) -> None:
    """ "opened the season with a 2-1 win over X": the win is the subject's; "gave Y a win over X": it is Y's."""
    beaten = [n for role in _OPPONENTS for n in noun.get(role) if n.is_name]
    beaten += [n for n in noun.get("at") if n.mention is not None and n.mention.type == "Organization"]  # a team's home
    if not beaten or any(n.mention is not None for n in noun.get(POSSESSOR)):
        return
    node = noun.node
    if node.dep == "dobj" and node.head is not None and node.head.i in verbs:
        verb = verbs[node.head.i]
        given = [n for n in verb.get(OBJECT) if n.is_name and n.dep == "dobj" and n.i < node.i]
        if verb.node.lemma in lexicon.of("constructions.handing_verbs") and len(given) == 1:
            noun.roles[POSSESSOR] = given  # the parser takes both for objects
        elif verb.node.lemma in lexicon.of("constructions.scoring_verbs") and not is_passive(verb.node):
            noun.add(POSSESSOR, [n for n in verb.get(SUBJECT) if n.is_name and n.is_person == beaten[0].is_person])
        return
    preposition = node.head
    if node.dep != "pobj" or preposition is None:
        return
    above = _verb_above(preposition, verbs)
    if preposition.lower in ("to", "for", "toward", "towards"):
        advancing = above is not None and above.node.lemma in lexicon.of("constructions.advancing_verbs")
        if not advancing or above is None or any(n.is_name for n in above.get(OBJECT)):
            return  # "led X to a victory over Y"
    elif preposition.lower != "with":
        return
    if above is not None and not is_passive(above.node) and not noun.get(POSSESSOR):
        noun.add(POSSESSOR, [n for n in above.get(SUBJECT) if n.is_name and n.is_person == beaten[0].is_person])


def _read_phrase(phrase: Fact, noun: Fact, verbs: Mapping[int, Fact], openers: tuple[str, ...]) -> None:
    """ "on a visit to X, Y said", "Y said in remarks to X": the visit and the remarks are Y's."""
    preposition = phrase.node.head
    if phrase.node.dep != "pobj" or preposition is None or preposition.lower not in openers or noun.get(SELF):
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


def _read_purpose(noun: Fact, verbs: Mapping[int, Fact], lexicon: Lexicon) -> None:
    """ "X flew to Y for talks with Z": the talks lie ahead and are X's; "called for talks" plans none."""
    preposition = noun.node.head
    if noun.node.dep != "pobj" or preposition is None or preposition.lower != "for" or noun.get(POSSESSOR):
        return
    verb = _verb_above(preposition, verbs)
    if verb is not None and verb.node.lemma in lexicon.of("constructions.travelling_verbs"):
        noun.add(POSSESSOR, verb.get(SUBJECT))
        noun.flags |= {"planned"} | (verb.flags & {"negated", "possible", "hypothetical"})


def _read_gathering(noun: Fact, verbs: Mapping[int, Fact]) -> None:
    """ "X spoke at a conference in Y", "told a rally in Y": X was at it; who is spoken of there need not be."""
    preposition = noun.node.head
    if any(n.mention is not None for n in noun.get(POSSESSOR)) or noun.get("with") or noun.get(SELF):
        return
    if noun.node.dep != "pobj" or preposition is None or preposition.lower not in ("at", "during"):
        return
    verb = _verb_above(preposition, verbs)
    if verb is not None and not is_passive(verb.node):
        noun.add(POSSESSOR, [n for n in verb.get(SUBJECT) if n.is_person])
        noun.flags |= verb.flags & {"negated", "planned", "possible", "hypothetical"}


def _as_part(noun: Fact, nouns: Mapping[int, Fact]) -> Fact:
    """Return the fact of "part" of "as part of a deal", which stands in the clause for the deal; else the noun's."""
    of = noun.node.head
    part = of.head if of is not None and of.lower == "of" else None
    return nouns[part.i] if part is not None and part.lower == "part" and part.i in nouns else noun


def _read_partner(noun: Fact, verbs: Mapping[int, Fact], openers: tuple[str, ...]) -> None:
    """ "built by X in partnership with Y", "X built it with help from Y": the partnership and the help are X's."""
    preposition = noun.node.head
    if noun.node.dep != "pobj" or preposition is None or preposition.lower not in openers:
        return
    if any(n.mention is not None for n in noun.get(POSSESSOR)) or noun.get(SELF):
        return
    above = preposition.head
    if above is not None and above.is_name:
        noun.roles[POSSESSOR] = [above]  # "X, in partnership with Y, built"
        return
    verb = _verb_above(preposition, verbs)
    if verb is not None:
        noun.roles[POSSESSOR] = list(verb.get(SUBJECT) or (verb.get(OBJECT) if is_passive(verb.node) else ()))


def _read_reaction(noun: Fact, verbs: Mapping[int, Fact], lexicon: Lexicon) -> None:
    """ "X's remarks prompted criticism by Y": what Y says is said of what X did."""
    verb = noun.node.head
    if noun.node.dep != "dobj" or verb is None or verb.i not in verbs or noun.get("of") or noun.get(RECIPIENT):
        return
    if verb.lemma in lexicon.of("constructions.provoking_verbs") and not noun.get(POSSESSOR):
        noun.add(POSSESSOR, verbs[verb.i].get(SUBJECT))
        noun.add("from", noun.roles.pop("by", []))
        noun.flags |= verbs[verb.i].flags & {"negated", "planned", "possible", "hypothetical"}


def _aim(verb: Fact, nouns: Mapping[int, Fact], lexicon: Lexicon) -> None:
    """ "sanctions target X", "an investigation targeting X": they are on X, it is into X."""
    if verb.node.lemma not in lexicon.of("constructions.aiming_verbs") or is_passive(verb.node):
        return
    for node in verb.get(SUBJECT):
        if node.i in nouns and nouns[node.i].predicate in lexicon.of("constructions.aimed_nouns"):
            noun = nouns[node.i]
            noun.flags |= verb.flags & {"negated", "planned", "possible", "hypothetical"}
            for role in ("on", "into", "against"):
                if not noun.get(role):
                    noun.add(role, verb.get(OBJECT))


def _claim(verb: Fact, nouns: Mapping[int, Fact]) -> None:
    """ "X claimed responsibility for the attack on Y": X made it."""
    if verb.node.lemma != "claim" or not any(n.lower in ("responsibility", "credit") for n in verb.get(OBJECT)):
        return
    for node in verb.get("for"):
        if node.i in nouns and not nouns[node.i].get(POSSESSOR):
            nouns[node.i].add(POSSESSOR, verb.get(SUBJECT))
            nouns[node.i].flags |= verb.flags & {"negated", "planned", "possible", "hypothetical"}


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
