"""Verbs: who does what to whom, through passive, relative clause, control, raising and coordination."""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.facts import HYPHEN, OBJECT, RECIPIENT, SECOND_OBJECT, SUBJECT, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, coordinated, prepositional

RELATIVE_PRONOUNS = frozenset({"who", "which", "that", "whom"})
#: Prepositions of phrases around a death or a birth that may hold its place: "of cancer in X", "at her home in X".
_HOLDING = frozenset({"of", "at", "on", "in"})
#: Prepositions of phrases that stand between a passive and who did it: "was burned as a heretic by X".
_BEFORE_AGENT = frozenset({"with", "of", "as", "to", "under"})
#: What is made by somebody, whatever the verb above: "was compared to a film by X".
_MADE = frozenset({"Work", "Product", "Event", "Agreement"})
_QUANTIFIERS = frozenset({"all", "both", "each", "some", "many", "most", "several", "one", "two", "three", "half"})
_DEPTH = 8  # clauses nested deeper than this are read without their outer subject


def predicate_of(verb: Node) -> str:
    """Return a verb's lemma with its particle: "carry_out"."""
    particles = [child.lower for child in verb.kids("prt")]
    return "_".join([verb.lemma, *particles[:1]])


def is_passive(verb: Node) -> bool:
    """Say whether a verb form is passive, also as a participle that modifies a noun."""
    if any(child.dep in ("auxpass", "nsubjpass") for child in verb.children):
        return True
    if verb.tag != "VBN":
        return False
    if verb.dep == "amod":
        return True
    if verb.dep in ("acl", "advcl") and not verb.kids("nsubj", "aux"):
        return True
    if verb.dep == "conj" and verb.head is not None and verb.head.is_verb and not verb.kids("nsubj", "aux"):
        return is_passive(verb.head) and not verb.kids("dobj")
    return bool(verb.kids("agent")) and not verb.kids("aux")


def antecedent(verb: Node) -> Node | None:
    """Return the noun that a relative clause describes, or None outside of one."""
    node = verb
    while node.dep in ("conj", "xcomp", "ccomp") and node.head is not None and node.head.is_verb:
        node = node.head
    return node.head if node.dep == "relcl" else None


def subjects(verb: Node, lexicon: Lexicon, depth: int = 0) -> list[Node]:
    """Return the surface subjects of a verb, found through relatives, control and coordination."""
    if depth > _DEPTH:
        return []
    own = verb.kids("nsubj", "nsubjpass")
    if own:
        return [node for subject in own for node in _expand(subject, verb)]
    head = verb.head
    finite = verb.tag == "VB" and any(child.tag == "MD" for child in verb.kids("aux"))
    if head is None or verb.kids("csubj", "csubjpass") or (verb.dep == "ccomp" and finite):
        return []  # '"Talking about it would be rash," X said': X is not rash
    if verb.dep == "conj" and head.is_verb:
        return subjects(head, lexicon, depth + 1)
    if verb.dep == "relcl" and verb.tag in ("VBG", "VBN"):
        return coordinated(head)
    if verb.dep in ("xcomp", "ccomp") and (head.is_verb or head.pos == "ADJ"):
        if verb.dep == "ccomp" and verb.tag not in ("VB", "VBG", "VBN"):
            return []
        return _controller(verb, head, lexicon, depth)
    if verb.dep == "advcl" and (head.is_verb or head.pos == "ADJ"):
        if verb.kids("mark") and verb.tag not in ("VBG", "VBN"):
            return []
        return _controller(verb, head, lexicon, depth) if verb.tag == "VB" else _subject_of(head, lexicon, depth)
    if verb.dep == "pcomp":
        return _subject_of_gerund(head, lexicon, depth)
    if verb.dep in ("acl", "relcl"):
        return _subject_of_noun_clause(verb, head, lexicon, depth)
    return []


def _subject_of(head: Node, lexicon: Lexicon, depth: int) -> list[Node]:
    if head.pos == "ADJ" and head.dep in ("acomp", "oprd", "advcl") and head.head is not None:
        return subjects(head.head, lexicon, depth + 1)
    return subjects(head, lexicon, depth + 1)


def _controller(verb: Node, head: Node, lexicon: Lexicon, depth: int) -> list[Node]:
    """The object of "ask, urge, order" is the infinitive's subject; else the governing verb's subject."""
    if head.lemma in lexicon.of("status.object_control_verbs"):
        objects = [o for o in head.kids("dobj", "dative") if o.pos not in ("ADP", "NUM", "SYM")]  # "paid $5 to buy"
        if objects:
            return [node for o in objects for node in coordinated(o)]
    return _subject_of(head, lexicon, depth)


def _subject_of_gerund(preposition: Node, lexicon: Lexicon, depth: int) -> list[Node]:
    """ "accused X of stealing": X steals; "X was accused of stealing", "X succeeded in landing": X."""
    governor = preposition.head
    if governor is None:
        return []
    if governor.is_verb:
        if preposition.lower == "in" and governor.lemma in lexicon.of("constructions.enrolling_verbs"):
            joined = [node for o in governor.kids("dobj") for node in coordinated(o)]
            return [*subjects(governor, lexicon, depth + 1), *joined]  # "X joined Y in condemning Z": both do
        if preposition.lower in ("of", "for", "from", "with", "into") and governor.kids("dobj"):
            return [node for o in governor.kids("dobj") for node in coordinated(o)]
        return subjects(governor, lexicon, depth + 1)
    if governor.pos == "ADJ" and governor.lemma in lexicon.of("constructions.factual_adjectives"):
        return _subject_of(governor, lexicon, depth)
    if governor.pos == "NOUN":
        if named := [n for n in preposition.kids("pobj") if n.is_name and n.i == preposition.i + 1]:
            return coordinated(named[0])  # "the prospect of X buying Y"
        if owner := governor.kids("poss"):
            return coordinated(owner[0])
        if governor.dep in ("dobj", "attr") and governor.head is not None and governor.head.is_verb:
            return subjects(governor.head, lexicon, depth + 1)
    return []


def _subject_of_noun_clause(verb: Node, noun: Node, lexicon: Lexicon, depth: int) -> list[Node]:
    """ "a company making X": the company; "X's plan to buy", "X has a plan to buy": X."""
    if verb.tag == "VBG" and (doer := _doer_before(verb, noun)) is not None:
        return coordinated(doer)
    if verb.tag == "VBG" and noun.lemma in lexicon.of("constructions.utterances"):
        return _utterers(noun, lexicon, depth) or [noun]
    if verb.tag in ("VBG", "VBN"):
        return [n for n in coordinated(noun) if n.i < verb.i]  # "X, led by A, and Y"
    if owner := noun.kids("poss"):
        return coordinated(owner[0])
    if noun.dep in ("dobj", "attr", "nsubj", "nsubjpass") and noun.head is not None and noun.head.is_verb:
        if noun.dep in ("nsubj", "nsubjpass") or "Person" in lexicon.classes_of(noun.lemma):
            return coordinated(noun)
        return subjects(noun.head, lexicon, depth + 1)
    return coordinated(noun) if noun.is_name else []


def _doer_before(verb: Node, noun: Node) -> Node | None:
    """ "the prospect of X buying Y": return the name between "of" and the verb; None where the noun could do it."""
    for preposition in noun.kids("prep"):
        for name in preposition.kids("pobj"):
            if preposition.lower == "of" and noun.mention is None and name.is_name and name.i == verb.i - 1:
                return name
    return None


def _utterers(noun: Node, lexicon: Lexicon, depth: int) -> list[Node]:
    """Return whose words they are: "X's letter urging Y", "a letter from X urging Y", "X signed a letter urging Y"."""
    if owner := noun.kids("poss"):
        return coordinated(owner[0])
    if senders := [n for name, _, nodes in prepositional(noun) if name in ("from", "by") for n in nodes]:
        return senders
    verb = noun.head
    if noun.dep == "dobj" and verb is not None and verb.lemma in lexicon.of("constructions.uttering_verbs"):
        return subjects(verb, lexicon, depth + 1)
    return []


def _expand(subject: Node, verb: Node) -> list[Node]:
    """Put the antecedent for a relative pronoun, the members for "both of A and B"."""
    if subject.lower in RELATIVE_PRONOUNS and (noun := antecedent(verb)) is not None:
        first = noun
        while _is_plural(verb) and first.dep == "conj" and first.head is not None and first.head.is_person:
            first = first.head  # "A and B, who live in X"
        before = [n for n in coordinated(first) if n.i < verb.i] or [noun]
        return before if subject.lower != "which" or noun.is_name else [noun]
    if subject.lower in _QUANTIFIERS:
        for preposition, _, objects in prepositional(subject):
            if preposition == "of":
                return objects
    return coordinated(subject)


def _is_plural(verb: Node) -> bool:
    """Say whether the form of a verb has more than one subject: "live", "are married"."""
    form = next((c for c in verb.children if c.dep in ("aux", "auxpass")), verb)
    return form.tag == "VBP" or form.lower == "were"


def verb_fact(verb: Node, lexicon: Lexicon) -> Fact:
    """Return the fact that a verb states, with deep roles: the passive's subject is its object."""
    fact = Fact(predicate=predicate_of(verb), kind="verb", node=verb)
    fact.modifiers.update(child.lower for child in verb.kids("advmod"))
    passive = is_passive(verb)
    noun = antecedent(verb) if verb.dep == "relcl" or verb.dep == "conj" else None
    surface = coordinated(verb.head) if verb.dep == "amod" and verb.head is not None else subjects(verb, lexicon)
    if verb.dep == "amod" and verb.head is not None and not passive:
        surface = [verb.head]
    objects = [node for o in verb.kids("dobj") for node in coordinated(o)]
    objects = [noun if o.lower in RELATIVE_PRONOUNS and noun is not None else o for o in objects]
    if noun is not None and verb.dep == "relcl" and not objects and not passive and _has_gap(verb):
        objects = [noun]
    fact.add(OBJECT if passive else SUBJECT, surface)
    fact.add(SECOND_OBJECT if passive else OBJECT, objects)
    # "earned a degree from X in 1974 and a doctorate from Y": the parser joins the second to the verb.
    kinds = {n.lemma for n in objects}
    fact.add(
        SECOND_OBJECT if passive else OBJECT, [c for c in verb.kids("conj") if c.pos == "NOUN" and c.lemma in kinds]
    )
    fact.add(RECIPIENT, [n for d in verb.kids("dative") if d.pos != "ADP" for n in coordinated(d)])
    for name, preposition, nodes in prepositional(verb):
        resolved = [noun if n.lower in RELATIVE_PRONOUNS and noun is not None else n for n in nodes]
        fact.add(SUBJECT if passive and (name == "by" or preposition.dep == "agent") else name, resolved)
    for adverb in verb.kids("advmod"):
        if adverb.lower in lexicon.of("constructions.ways") and adverb.i > verb.i:  # "moved back to X"
            for name, _, nodes in prepositional(adverb):
                fact.add(name, nodes)
    if passive and not fact.get(SUBJECT):
        fact.add(SUBJECT, _agent_below(verb, lexicon))
    for child in verb.kids("npadvmod", "nmod", "compound"):
        if child.is_name and verb.dep == "amod":
            fact.add(HYPHEN, [child])
    told = verb.lemma in lexicon.of(
        "status.report_verbs"
    )  # "the hospital, where a spokeswoman said" tells who speaks for it
    if noun is not None and not told and any(c.lower == "where" for c in verb.children):
        fact.add("in", [noun])
        fact.add("at", [noun] if noun.is_organization else [])  # "the firm, where X works"
    _lend_phrases_of_object(fact, objects)
    fact.add(OBJECT, [whole for o in objects for whole in _wholes(o, lexicon)])
    related = any(o.lemma in lexicon.of("constructions.relational_nouns") for o in objects)
    if related and verb.lemma in lexicon.of("constructions.topic_verbs"):
        fact.roles["with"] = [n for n in fact.get("with") if n.is_person]  # "discussed the war with Xland"
    if verb.lemma in lexicon.of("constructions.vital_verbs") and not any(n.is_name for n in fact.get("in")):
        fact.add("in", list(_places_below(verb, lexicon)))
    return fact


def _wholes(part: Node, lexicon: Lexicon) -> Iterator[Node]:
    """Yield the names that a part is of: who buys "half of X" buys X, as far as it goes."""
    if part.mention is None and part.lower in lexicon.of("constructions.partitives"):
        for preposition, _, nodes in prepositional(part):
            if preposition == "of":
                yield from (node for node in nodes if node.is_name)


def _agent_below(verb: Node, lexicon: Lexicon) -> list[Node]:
    """Return who did it where the parser hangs "by" lower: "was charged with fraud by X"; not "with an attack by X"."""
    for preposition in verb.kids("prep"):
        for thing in preposition.kids("pobj"):
            own = preposition.lower in ("for", "over") and bool(thing.kids("poss"))  # "criticised for his plan by X"
            if preposition.lower not in _BEFORE_AGENT and not own:
                continue
            done = thing.lemma in lexicon.of("constructions.deeds") or lexicon.classes_of(thing.lemma) & _MADE
            by = [p for p in thing.kids("prep", "agent") if p.lower == "by"]
            if preposition.lower == "as" and verb.lemma in lexicon.of("constructions.as_verbs"):
                continue  # "was replaced as chief by X": who has the post is read elsewhere
            if thing.is_name or (done and not own) or not by:
                continue
            agents = [n for o in by[0].kids("pobj") for n in coordinated(o)]
            return [n for n in agents if n.is_name]
    return []


def _places_below(node: Node, lexicon: Lexicon) -> Iterator[Node]:
    """Yield the place that other phrases of a verb hold: "died of cancer on Monday at her home in X".

    So do the house itself ("at a Vienna hospital"), a street ("at his home on X") and a family ("born to one in X").
    """
    housed = node.lower in lexicon.of("constructions.homes") | lexicon.of("constructions.hospitals")
    for child in node.children:
        if child.is_name:
            if housed and child.dep in ("compound", "nmod") and _is_place(child):
                yield child
            continue
        if child.dep == "prep" and child.lower not in _HOLDING and not (node.lemma == "bear" and child.lower == "to"):
            continue
        if child.dep in ("npadvmod", "pobj") or (child.dep == "prep" and child.lower != "in"):
            if housed and child.lower == "on":
                yield from (n for n in child.kids("pobj") if n.is_name and _is_place(n))
            yield from _places_below(child, lexicon)
        elif child.dep == "prep" and not node.is_verb:
            yield from (n for n in child.kids("pobj") if n.is_name)


def _is_place(name: Node) -> bool:
    return name.mention is not None and name.mention.type == "Place"


def _has_gap(verb: Node) -> bool:
    """Say whether a relative clause without a pronoun lacks its object ("the firm Google bought")."""
    before = [n for n in verb.subtree() if n.i < verb.i]
    return verb.lemma != "be" and not any(
        n.lower in RELATIVE_PRONOUNS or n.tag in ("WRB", "WP", "WDT", "WP$") for n in before
    )


def _lend_phrases_of_object(fact: Fact, objects: list[Node]) -> None:
    """Give the verb the prepositional phrases of a common-noun object ("sold weapons to X").

    The parser hangs such phrases on the noun or on the verb much alike; "of" always belongs to the noun.
    """
    for o in objects:
        if not o.is_name:
            for name, _, nodes in prepositional(o):
                if name != "of" and (name not in fact.roles or o.dep == "conj"):
                    fact.add(name, nodes)


def share_objects(facts: dict[int, Fact]) -> None:
    """Give the first of two coordinated verbs what stands behind both.

    That is the object ("wrote and directed X"), and what a preposition leads to ("was born and raised in X").
    """
    for fact in facts.values():
        verb, head = fact.node, fact.node.head
        if verb.dep != "conj" or head is None or not head.is_verb or head.i not in facts:
            continue
        first = facts[head.i]
        if fact.get(OBJECT) and not first.get(OBJECT) and not is_passive(verb) and verb.i - head.i <= 3:
            first.add(OBJECT, fact.get(OBJECT))
        bare = not head.kids("dobj", "prep", "agent", "dative", "prt", "xcomp", "ccomp", "acomp", "attr")
        if verb.i - head.i == 2 and bare and is_passive(verb) == is_passive(head):
            for role, _, nodes in prepositional(verb):
                first.add(role, nodes)
