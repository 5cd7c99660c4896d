"""Polarity and status of a clause: negated, planned, possible, hypothetical, reported, past."""

from __future__ import annotations

from kg.extract.clauses import predicate_of
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node

_DEPTH = 6
_QUOTATION_MARKS = frozenset({'"', "“", "``"})
_NEGATIVE_ADVERBS = frozenset({"never", "no", "neither", "nor", "hardly", "barely", "rarely", "seldom"})
_ALLEGING_ADVERBS = frozenset({"possibly", "perhaps", "maybe", "potentially"})
#: Prepositions under which nothing happens: "instead of buying X".
_PREVENTING = frozenset({"without", "instead"})
_NOBODY = frozenset({"nobody", "none", "few"})
#: Auxiliaries that open a condition: "Had X bought Y, ...".
_INVERTED = frozenset({"had", "should", "were"})
#: "had yet to meet X".
_NOT_YET = frozenset({"yet", "still"})
#: "No choice but to", "no option other than to"; and nouns that deny once more.
_BUT, _DOUBTS = frozenset({"but", "other", "except"}), frozenset({"doubt", "denial", "question"})
#: What has not happened, or may not have.
_OPEN = frozenset({"planned", "possible", "wished", "hypothetical"})


def clause_flags(verb: Node, lexicon: Lexicon, depth: int = 0) -> set[str]:
    """Return the flags that a verb's auxiliaries, markers and governors give it.

    >>> from kg.extract.tree import Node
    >>> verb = Node(i=1, start=0, end=4, text="meet", lemma="meet", pos="VERB", tag="VB", dep="ROOT")
    >>> will = Node(i=0, start=0, end=4, text="will", lemma="will", pos="AUX", tag="MD", dep="aux")
    >>> will.attach(verb, "aux"); clause_flags(verb, Lexicon({"status.planned_modals": frozenset({"will"})}))
    {'planned'}
    """
    flags: set[str] = set()
    if depth > _DEPTH:
        return flags
    for child in verb.children:
        adverb = child.dep in ("advmod", "preconj", "cc") and child.lower in _NEGATIVE_ADVERBS
        no_longer = child.lower == "longer" and any(c.lower == "no" for c in child.children)
        if child.dep == "neg" or adverb or no_longer:
            if not _is_of_a_part(child, verb, lexicon):
                flags.add("negated")
        elif child.dep == "aux":
            if verb.dep == "advcl" and child.lower in _INVERTED and _opens(child, verb):
                flags.add("hypothetical")
            headline = child.lower == "to" and verb.dep == "ROOT"  # "Acme to buy Sirius"
            if headline or child.lower in lexicon.of("status.planned_modals"):
                flags.add("planned")
            elif child.lower in lexicon.of("status.possible_modals"):
                flags.add("possible")
        elif child.dep == "mark" and child.lower in lexicon.of("status.hypothetical_marks"):
            flags.add("hypothetical")
        elif child.dep == "advmod" and child.lower in _ALLEGING_ADVERBS:
            flags.add("possible")
        elif child.dep == "advmod" and _is_former(child, verb, lexicon):
            flags.add("past")
        elif child.dep in ("nsubj", "nsubjpass") and _is_nobody(child):
            flags.add("negated")
    inherited = _inherited(verb, lexicon, depth)
    return flags | (inherited - _OPEN if inherited & _OPEN and _is_earlier(verb, lexicon) else inherited)


def _is_of_a_part(negation: Node, verb: Node, lexicon: Lexicon) -> bool:
    """Say whether a negation is of why or how alone: "did not buy X just to please Y", "not only bought X but"."""
    focus = lexicon.of("status.focus_adverbs")
    if negation.dep != "neg":
        return False
    return any(
        child.lower in focus and child.i == negation.i + 1 for child in verb.children if child.dep == "advmod"
    ) or any(
        inner.lower in focus and inner.i > verb.i and all(inner.i <= other.i for other in child.subtree())
        for child in verb.children
        if child.dep in ("advcl", "prep", "xcomp") and child.i > verb.i
        for inner in child.children
        if inner.dep == "advmod"
    )


def _is_former(adverb: Node, verb: Node, lexicon: Lexicon) -> bool:
    """Say whether an adverb puts what lasts into the past: "once owned by X", but not "once a year" or "once met X"."""
    if adverb.lower not in lexicon.of("status.former_adverbs") or adverb.children:
        return False
    beside = adverb.i == verb.i - 1 or (verb.lemma == "be" and adverb.i == verb.i + 1)
    return beside and predicate_of(verb) in lexicon.of("status.lasting_verbs")


def _is_earlier(verb: Node, lexicon: Lexicon) -> bool:
    """Say whether a participle tells what came before its clause: "after beating X a year ago", "having beaten X"."""
    if verb.tag not in ("VBG", "VBN") or verb.dep not in ("pcomp", "advcl"):
        return False
    if any(child.lower == "having" for child in verb.kids("aux")):
        return True
    words = lexicon.of("status.past_words")
    near = [child for child in verb.kids("advmod", "npadvmod") if child.i > verb.i]
    return any(node.lower in words for child in near for node in (child, *child.children))


def _opens(auxiliary: Node, verb: Node) -> bool:
    """Say whether an auxiliary stands before the subject of its clause, as in a question."""
    subjects = verb.kids("nsubj", "nsubjpass")
    return bool(subjects) and auxiliary.i < subjects[0].i and not verb.kids("mark")


def _is_nobody(subject: Node) -> bool:
    """Say whether a subject means that it was nobody: "no minister", "hardly anyone", "few"."""
    if subject.mention is None and subject.lower in _NOBODY:
        return True
    return any(
        (c.lower in ("no", "neither", "none") and c.dep in ("det", "preconj"))
        or (c.dep == "advmod" and c.lower in _NEGATIVE_ADVERBS)
        for c in subject.children
    )


#: "Talks on ending the war", "a step towards joining X": what a noun is about has not come.
_AIMS = frozenset({"on", "toward", "towards"})


def _inherited(verb: Node, lexicon: Lexicon, depth: int) -> set[str]:
    head = verb.head
    if head is None:
        return set()
    governor = head.head if verb.dep == "pcomp" and head.head is not None else head
    if _is_rejected(verb):
        return {"negated"}
    if verb.dep == "conj" and head.is_verb:
        own_auxiliary = any(c.dep == "aux" and c.lower != "to" for c in verb.children)
        outer = clause_flags(head, lexicon, depth + 1)
        # "will meet X and visit Y" shares the modal; "didn't stop and said" does not share the negation.
        shared = {"hypothetical"} if own_auxiliary or verb.kids("nsubj") else {"planned", "possible", "hypothetical"}
        if verb.tag == "VB" and not own_auxiliary and not verb.kids("nsubj"):
            shared |= {"negated"}
        return outer & shared
    if verb.dep == "pcomp" and head.lower == "for" and governor.is_verb and _is_reason(governor, lexicon):
        return set()  # "may sue X for breaking its agreement with Y": it has been broken
    if verb.dep == "pcomp" and _prevents(head):
        return {"negated"}  # "left without meeting X"
    infinitive = any(c.dep == "aux" and c.lower == "to" for c in verb.children)
    of_noun = infinitive and (verb.dep == "acl" or (governor.pos == "NOUN" and _is_for_clause(verb)))
    if verb.dep not in ("xcomp", "ccomp", "advcl", "acl", "pcomp", "oprd") and not of_noun:
        return set()
    if governor.is_verb:
        flags = _from_verb(verb, governor, infinitive, lexicon, depth)
        # "By suing X, Y has not made friends": Y has sued X.
        return flags - {"negated"} if head.lower == "by" and verb.i < governor.i else flags
    if governor.pos == "ADJ":
        return _from_adjective(governor, infinitive, lexicon, depth)
    if governor.pos == "NOUN" and verb.dep in ("acl", "ccomp") and any(c.lower == "that" for c in verb.kids("mark")):
        if governor.lemma in lexicon.of("constructions.doubtful_nouns"):
            return {"hypothetical"}
        return {"possible"} if governor.lemma in lexicon.of("constructions.alleging_nouns") else set()
    of_what = verb.dep == "pcomp" and head.lower == "of"
    if governor.pos == "NOUN" and (of_noun or of_what) and _is_denied(governor, verb, lexicon, depth):
        return {"negated"}
    if governor.pos in ("NOUN", "PROPN") and of_noun:
        if any(c.lower in lexicon.of("constructions.ranking_words") for c in governor.children):
            return set()  # "the first chancellor to visit X" did
        if _is_outcome(verb, governor, "constructions.deciding_nouns", lexicon):
            above = governor.head  # "scored a goal to give X a win"
            return clause_flags(above, lexicon, depth + 1) & (_OPEN | {"negated"}) if above and above.is_verb else set()
        return {"possible"} if governor.lemma in lexicon.of("constructions.possible_nouns") else {"planned"}
    if governor.pos in ("NOUN", "PROPN") and verb.dep == "pcomp" and head.lower in _AIMS:
        return {"planned"}
    if governor.pos == "NOUN" and (verb.dep == "pcomp" or (verb.dep == "acl" and verb.tag == "VBG")):
        return {"possible"} if governor.lemma in lexicon.of("constructions.possible_nouns") else set()
    return set()


def _is_for_clause(verb: Node) -> bool:
    """Say whether a clause tells what a noun is for: "plans for X to buy Y", which the parser takes for a relative."""
    return verb.dep in ("relcl", "advcl") and any(mark.lower == "for" for mark in verb.kids("mark"))


def _is_denied(noun: Node, verb: Node, lexicon: Lexicon, depth: int) -> bool:
    """Say whether there is no such plan, intention or chance: "has no plans to meet X", "did not have a chance to".

    "Had no choice but to sue X" denies something else, and so does "no doubt of beating X".
    """
    if noun.lemma in lexicon.of("constructions.doubtful_nouns") | _DOUBTS:
        return False
    if any(noun.i < node.i < verb.i and node.lower in _BUT for node in noun.subtree()):
        return False
    if any(child.lower == "no" and child.dep == "det" for child in noun.children):
        return True
    above = noun.head
    if above is None or not above.is_verb or noun.dep not in ("dobj", "attr"):
        return False
    return "negated" in clause_flags(above, lexicon, depth + 1)


def _is_outcome(verb: Node, governor: Node, governors: str, lexicon: Lexicon) -> bool:
    """Say whether an infinitive tells how a game, a vote or a fight ended: "came from behind to beat X"."""
    return verb.lemma in lexicon.of("constructions.outcome_verbs") and governor.lemma in lexicon.of(governors)


def _is_reason(verb: Node, lexicon: Lexicon) -> bool:
    """Say whether "for" and a gerund give the reason of a verb ("fine X for leaving"), not its purpose ("use for")."""
    lemma = predicate_of(verb)
    charged = lemma in lexicon.of("constructions.charging_verbs")
    return not charged and lemma in lexicon.of("constructions.answering_verbs")


def _is_rejected(verb: Node) -> bool:
    """Say whether something else happened: "chose to sign with X rather than join Y", in any way the words hang."""
    near = [*verb.children, *(verb.head.children if verb.head is not None else ()), *verb.ancestors()]
    than = next((n for n in near if n.lower == "than" and 0 < verb.i - n.i <= 2), None)
    if than is None:
        return False
    return any(n.lower == "rather" and n.i == than.i - 1 for n in (*near, *than.children))


def _prevents(preposition: Node) -> bool:
    """Say whether nothing happens under a preposition: "without", "instead of", the two words hung in any way."""
    above = preposition.head
    near = [preposition, *preposition.children]
    if preposition.lower == "of" and above is not None:
        near += [above, *(c for c in above.children if c.i == preposition.i - 1)]
    return any(node.lower in _PREVENTING for node in near)


def _from_verb(verb: Node, governor: Node, infinitive: bool, lexicon: Lexicon, depth: int) -> set[str]:
    flags: set[str] = set()
    lemma = predicate_of(governor)
    outer = clause_flags(governor, lexicon, depth + 1)
    if infinitive and lemma in lexicon.of("constructions.proceeding_verbs"):
        return outer - {"past", "reported"}  # "went on to lose to X"
    if lemma in lexicon.of("status.negative_verbs"):
        flags.add("possible" if "negated" in outer else "negated")
    if lemma in lexicon.of("status.possible_verbs") and verb.dep in ("xcomp", "ccomp", "pcomp"):
        flags.add("possible")
    if verb.dep == "pcomp" and lemma in lexicon.of("constructions.charging_verbs"):
        flags.add("possible")  # "was accused of killing X"
    if verb.dep == "xcomp" or verb.dep == "pcomp":
        if infinitive:
            if lemma in lexicon.of("status.planning_verbs") or lemma in ("be", "go", "have"):
                if not _had_to(governor):
                    flags.add("planned")
            elif lemma in lexicon.of("status.wish_verbs"):
                flags.add("wished")
            elif lemma == "use":
                flags.add("past")
            elif lemma in lexicon.of("status.object_control_verbs") - lexicon.of("constructions.implicative_verbs"):
                flags.add("planned")
        flags |= outer - {"past", "reported"}
    elif verb.dep == "ccomp" and _quote_opens_between(verb, governor):
        pass  # 'Lee left, saying "I will never return"': what the quote denies says nothing about leaving
    elif verb.dep == "ccomp":
        if lemma in lexicon.of("status.report_verbs"):
            flags.add("reported")
        if lemma in lexicon.of("status.planning_verbs"):
            flags.add("planned")
        if lemma in lexicon.of("status.wish_verbs"):
            flags.add("wished")
        flags |= outer & {"negated", "hypothetical"}
        if any(c.dep == "advmod" and c.lower in lexicon.of("status.false_adverbs") for c in governor.children):
            flags.add("negated")  # "falsely claimed that"
        implied = lemma in lexicon.of("constructions.implicative_verbs")
        if infinitive and lemma in lexicon.of("status.object_control_verbs") and not implied:
            flags |= {"planned"} | (outer & {"planned", "possible"})
    elif verb.dep == "advcl" and infinitive:
        if _is_outcome(verb, governor, "constructions.resultative_verbs", lexicon):
            return outer & (_OPEN | {"negated"})  # "rallied to beat X"
        flags.add("planned")
        flags |= outer & {"negated", "possible", "hypothetical"}
    elif verb.dep == "advcl" and verb.tag in ("VBG", "VBN"):
        flags |= outer & {"planned", "possible", "hypothetical"}
    return flags


def _had_to(verb: Node) -> bool:
    """Say whether what somebody had to do was done: "has often had to play", but not "said he had to play"."""
    if verb.lemma != "have" or verb.tag not in ("VBD", "VBN") or verb.dep == "ccomp":
        return False
    return not verb.kids("neg", "dobj") and not any(c.lower in _NOT_YET for c in verb.kids("advmod"))


def _quote_opens_between(verb: Node, governor: Node) -> bool:
    return any(child.text in _QUOTATION_MARKS and verb.i < child.i < governor.i for child in governor.children)


def _from_adjective(adjective: Node, infinitive: bool, lexicon: Lexicon, depth: int) -> set[str]:
    flags: set[str] = set()
    if not infinitive:
        return flags
    if adjective.lower in lexicon.of("constructions.feeling_adjectives"):
        pass  # "was ashamed to be a member of X": he was one
    elif adjective.lemma in lexicon.of("constructions.possible_adjectives"):
        flags.add("possible")
    else:
        flags.add("planned")
    if adjective.lower in ("unable", "unwilling", "unlikely", "reluctant") or adjective.kids("neg"):
        flags.add("negated")
    if adjective.head is not None and adjective.head.is_verb:
        flags |= clause_flags(adjective.head, lexicon, depth + 1) & {"negated", "possible", "hypothetical"}
    return flags
