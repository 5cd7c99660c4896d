"""Verbs that only carry a noun: light verbs, copulas, appointing, including; the noun gets their arguments."""

from __future__ import annotations

from kg.extract.clauses import is_passive
from kg.extract.facts import MODIFIER, OBJECT, POSSESSOR, RECIPIENT, SECOND_OBJECT, SELF, SUBJECT, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, coordinated, prepositional

_STATUS_FLAGS = frozenset({"negated", "planned", "possible", "hypothetical", "wished", "asked", "past"})
#: A noun that comes with one of these is not what it is said to be.
_UNSURE = frozenset({"negated", "hypothetical", "asked", "possible", "wished", "planned"})

#: Classes whose nouns name what is there, whatever the verb around them plans or doubts.
_STANDING = frozenset({"Person", "Place", "Country", "Facility", "Spacecraft", "Product"})
#: How what an event is aimed at may stand: "the attack on X", "an inquiry into X".
_TARGETS = ("of", "on", "into", "against")
#: Prepositions that put an event noun beside a clause as its occasion.
_OCCASIONS = frozenset({"during", "at", "in", "after", "following", "before", "amid"})


def carry(verb_facts: dict[int, Fact], noun_facts: dict[int, Fact], lexicon: Lexicon) -> None:
    """Hand the arguments and flags of carrying verbs on to the nouns that they carry."""
    for fact in verb_facts.values():
        _describe(fact, noun_facts, lexicon)
        _describe_as(fact, noun_facts, lexicon)
        _staff(fact, noun_facts, lexicon)
        _lighten(fact, noun_facts, lexicon)
        _happen(fact, noun_facts, lexicon)
        _include(fact, noun_facts, lexicon)
    _take_part(verb_facts, noun_facts, lexicon)
    for verb in verb_facts.values():
        _die_at_home(verb, noun_facts, lexicon)
    for noun in noun_facts.values():
        _describe_subject_behind(noun, verb_facts, lexicon)
    for noun in noun_facts.values():
        _serve(noun, noun_facts, lexicon)
        _suffer(noun, noun_facts, lexicon)
    for noun in noun_facts.values():
        _inherit_flags(noun, verb_facts, lexicon)


def _describe(fact: Fact, noun_facts: dict[int, Fact], lexicon: Lexicon) -> None:
    """ "X is / becomes / was named the head of Y": the role noun describes X."""
    verb = fact.node
    linking, appointing = lexicon.of("status.becoming_verbs"), lexicon.of("status.appointing_verbs")
    if verb.lemma not in linking | appointing:
        return
    complements = verb.kids("attr", "oprd")
    if verb.lemma in appointing and not is_passive(verb) and not complements:
        # "named X chief executive": md often makes the post the object and X its modifier.
        complements = [c for c in verb.kids("xcomp", "ccomp", "dobj") if c.i in noun_facts]
    for complement in complements:
        appointed = verb.lemma in appointing
        described = fact.get(OBJECT) if appointed else fact.get(SUBJECT)
        for node in coordinated(complement):
            if node.i in noun_facts:
                noun = noun_facts[node.i]
                noun.add(SELF, [n for n in described if n is not node])
                noun.carriers.append(verb)
                noun.flags |= fact.flags & _STATUS_FLAGS
                if any(c.lower == "where" for c in verb.children):
                    noun.add("at", [n for n in fact.get("in") if n.is_organization])  # "Y, where X is director"
                if verb.lemma == "be" and not fact.flags & _UNSURE:
                    # "X is a company based in Y": what is said of the company is said of X.
                    noun.identity += [n for n in described if n.mention is not None and n not in noun.identity]
            elif node.is_name:
                for described_node in described:
                    if described_node.i in noun_facts:
                        noun_facts[described_node.i].add(SELF, [node])
                        noun_facts[described_node.i].flags |= fact.flags & _STATUS_FLAGS


def _describe_as(fact: Fact, noun_facts: dict[int, Fact], lexicon: Lexicon) -> None:
    """ "X works as head of Y", "Y hired X as head"."""
    verb = fact.node
    if verb.lemma not in lexicon.of("constructions.as_verbs"):
        return
    for node in fact.get("as"):
        if node.i in noun_facts:
            objects = [n for n in fact.get(OBJECT) if n.lower not in lexicon.of("constructions.spans_of_service")]
            if verb.lemma in lexicon.of("constructions.joining_verbs") and not is_passive(verb):
                objects = []  # "joined Acme as its chief"
            described = objects if is_passive(verb) or objects else fact.get(SUBJECT)
            noun_facts[node.i].add(SELF, described)
            noun_facts[node.i].flags |= fact.flags & _STATUS_FLAGS
            if verb.lemma in lexicon.of("constructions.leaving_verbs"):
                noun_facts[node.i].flags.add("past")


def _staff(fact: Fact, noun_facts: dict[int, Fact], lexicon: Lexicon) -> None:
    """ "Acme named X chief executive", "Acme promoted X to director": a firm's post is one at the firm.

    Bodies that fill the posts of others (parliaments, courts) give theirs to nobody.
    """
    verb = fact.node
    if verb.lemma not in lexicon.of("constructions.staffing_verbs") or is_passive(verb):
        return
    people = [n for n in fact.get(OBJECT) if n.is_person]
    firms = [n for n in fact.get(SUBJECT) if n.mention is not None and n.mention.type == "Organization"]
    if not people or len(firms) != 1 or lexicon.of("constructions.filling_bodies") & set(firms[0].lower.split()):
        return
    if verb.lemma == "promote":
        for node in fact.get("to"):
            if node.i in noun_facts:
                noun_facts[node.i].add(SELF, people)
                noun_facts[node.i].flags |= fact.flags & _STATUS_FLAGS
    for post in noun_facts.values():
        owned = any(post.get(role) for role in (POSSESSOR, "of", "at", "for", "with", "in"))
        owned = owned or any(n.is_name for n in post.get(MODIFIER))
        joined = post.predicate in lexicon.of("constructions.company_roles") and post.node.i > people[0].i
        if joined and not owned and post.node.dep not in ("title", "appos") and set(post.get(SELF)) & set(people):
            post.add(POSSESSOR, firms)


def _serve(noun: Fact, noun_facts: dict[int, Fact], lexicon: Lexicon) -> None:
    """ "the resignation of X as head of Y", "X's career as coach of Y": the post after "as" is, or was, X's."""
    spells, ends = lexicon.of("constructions.spells_in_posts"), lexicon.of("constructions.ends_of_posts")
    if noun.predicate not in spells | ends:
        return
    for node in noun.get("as"):
        if node.i in noun_facts and not noun_facts[node.i].get(SELF):
            post = noun_facts[node.i]
            post.add(SELF, [n for role in (POSSESSOR, "of") for n in noun.get(role) if n.mention is not None])
            post.flags |= noun.flags & _STATUS_FLAGS
            if noun.predicate in ends:
                post.flags.add("past")


def _lighten(fact: Fact, noun_facts: dict[int, Fact], lexicon: Lexicon) -> None:
    """ "X held talks with Y in Z": talks(possessor X, with Y, in Z)."""
    verb = fact.node
    carried: list[Node] = []
    if fact.predicate in lexicon.of("status.light_verbs") or verb.lemma in lexicon.of("status.light_verbs"):
        carried += [*fact.get(OBJECT), *fact.get(SECOND_OBJECT)]
    if verb.lemma in lexicon.of("constructions.engaging_verbs"):
        carried += [n for role in ("in", "into") for n in fact.get(role)]
    won = lexicon.of("constructions.won_nouns")
    if verb.lemma in lexicon.of("constructions.guiding_verbs"):
        for node in fact.get("to"):  # "X led Y to a victory over Z": the victory is Y's
            if node.i in noun_facts and noun_facts[node.i].predicate in won:
                noun_facts[node.i].add(POSSESSOR, [n for n in fact.get(OBJECT) if n.is_name])
    if fact.get(RECIPIENT) and verb.lemma in lexicon.of("constructions.handing_verbs"):
        carried += [n for n in fact.get(OBJECT) if n not in carried and n.lemma in won]
    for node in carried:
        if node.i not in noun_facts:
            continue
        noun = noun_facts[node.i]
        sent = noun.get(SELF) and "Spacecraft" in lexicon.classes_of(noun.predicate)
        if sent and verb.lemma in lexicon.of("constructions.sending_verbs"):
            continue
        if noun.predicate in won and not any(n.is_name for n in noun.get(POSSESSOR)):
            noun.add(POSSESSOR, fact.get(RECIPIENT))  # "X gave Y a win over Z": the win is Y's
        # "approved the purchase of X by Y": the purchase is Y's
        owned = any(n.is_name for role in (POSSESSOR, MODIFIER, "by") for n in noun.get(role))
        given = noun.predicate in lexicon.of("constructions.given_nouns") and noun.get("of")
        if given and verb.lemma in lexicon.of("constructions.receiving_verbs"):
            noun.add(RECIPIENT, fact.get(SUBJECT))  # "X has the support of Y": it is not X's own
        elif not owned and not (is_passive(verb) and node in fact.get(OBJECT) and not fact.get(SUBJECT)):
            noun.add(POSSESSOR, [n for n in fact.get(SUBJECT) if n is not node])
            if is_passive(verb) and noun.predicate in lexicon.of("constructions.encounters"):
                noun.add(POSSESSOR, fact.get(OBJECT))  # "X was granted an audience with Y"
        noun.flags |= fact.flags & _STATUS_FLAGS
        noun.carriers.append(verb)
        for name, preposition, nodes in prepositional(verb):
            if not (is_passive(verb) and name == "by") and node not in nodes:
                noun.add(name, nodes)
            if preposition.dep == "agent":
                noun.add(POSSESSOR, nodes)


def _happen(fact: Fact, noun_facts: dict[int, Fact], lexicon: Lexicon) -> None:
    """ "The meeting takes place / is held / is planned in Z": meeting(in Z)."""
    verb = fact.node
    passive = is_passive(verb)
    if not (passive or verb.lemma in lexicon.of("constructions.happening_verbs")):
        return
    places = [o for o in fact.get(OBJECT) if o.lower == "place"]
    if verb.lemma == "take" and not passive and not places:
        return
    if passive and verb.lemma not in lexicon.of("status.light_verbs") | lexicon.of("status.planning_verbs"):
        return
    for node in fact.get(OBJECT if passive else SUBJECT):
        if node.i in noun_facts and node.pos == "NOUN":
            for source in [verb, *places]:
                for name, preposition, nodes in prepositional(source):
                    if preposition.dep != "agent":
                        noun_facts[node.i].add(name, nodes)
            if "Person" not in lexicon.classes_of(noun_facts[node.i].predicate):
                noun_facts[node.i].flags |= fact.flags & _STATUS_FLAGS
            noun_facts[node.i].carriers.append(verb)


def _include(fact: Fact, noun_facts: dict[int, Fact], lexicon: Lexicon) -> None:
    """ "The crew includes A, B and C", "members are A and B": the noun describes them."""
    if fact.node.lemma not in lexicon.of("status.include_verbs"):
        return
    for node in fact.get(SUBJECT):
        if node.i in noun_facts:
            noun_facts[node.i].add(SELF, [*fact.get(OBJECT), *fact.get("of")])
            if noun_facts[node.i].predicate in lexicon.of("constructions.travel_nouns"):
                for stop in fact.get(OBJECT):  # "X's trip includes visits to Y": they are X's
                    if stop.i in noun_facts and not noun_facts[stop.i].get(POSSESSOR):
                        noun_facts[stop.i].add(POSSESSOR, noun_facts[node.i].get(POSSESSOR))
                        noun_facts[stop.i].flags |= fact.flags & _STATUS_FLAGS


def _describe_subject_behind(noun: Fact, verb_facts: dict[int, Fact], lexicon: Lexicon) -> None:
    """ "A native of Y, X sold shoes": a role that opens the sentence describes the subject."""
    node, verb = noun.node, noun.node.head
    if (
        any(n.mention is not None for n in noun.get(SELF))
        or node.dep not in ("advcl", "npadvmod", "dep")
        or verb is None
        or verb.i not in verb_facts
    ):
        return
    if min(n.i for n in node.subtree()) > 0 or "Person" not in lexicon.classes_of(noun.predicate):
        return
    described = verb_facts[verb.i].get(OBJECT if is_passive(verb) else SUBJECT)
    if len(described) == 1 and described[0].i > node.i and described[0].mention is not None:
        noun.add(SELF, described)


def _die_at_home(fact: Fact, noun_facts: dict[int, Fact], lexicon: Lexicon) -> None:
    """ "X died at his home in Y": the home is X's, whoever else the sentence speaks of."""
    if fact.predicate != "die":
        return
    for node in fact.get("at"):
        home = noun_facts.get(node.i)
        if home is None or home.predicate not in lexicon.of("constructions.homes"):
            continue
        if any(c.lower in ("his", "her") for c in node.kids("poss")):
            home.roles[POSSESSOR] = [n for n in fact.get(SUBJECT) if n.mention is not None]


def _take_part(verb_facts: dict[int, Fact], noun_facts: dict[int, Fact], lexicon: Lexicon) -> None:
    """ "During talks with Y, X said", "X proposed at a meeting with Y": X takes part in the talks."""
    results = lexicon.of("constructions.won_nouns") | lexicon.of("constructions.lost_nouns")
    for noun in noun_facts.values():
        preposition = noun.node.head
        if noun.node.dep != "pobj" or preposition is None or preposition.lower not in _OCCASIONS:
            continue
        if noun.predicate in results and preposition.lower == "in" and not noun.get(POSSESSOR):
            beaten = [n for role in ("over", "to", "against") for n in noun.get(role) if n.is_name]
            verb = next((verb_facts[n.i] for n in preposition.ancestors() if n.i in verb_facts), None)
            if beaten and verb is not None and not is_passive(verb.node):
                # "X scored in a loss to Y": a player loses to no team.
                alike = [n for n in verb.get(SUBJECT) if n.is_name and n.is_person == beaten[0].is_person]
                noun.add(POSSESSOR, alike)
            continue
        if noun.predicate in lexicon.of("constructions.joint_nouns"):
            continue  # whose they are is read with the occasions
        if not noun.get("with") or noun.get(POSSESSOR) or noun.get("between") or noun.get(SELF):
            continue
        verb = next((verb_facts[n.i] for n in preposition.ancestors() if n.i in verb_facts), None)
        if verb is not None:
            noun.add(POSSESSOR, verb.get(OBJECT) if is_passive(verb.node) else verb.get(SUBJECT))
            if preposition.lower == "before":
                noun.flags.add("planned")


def _suffer(noun: Fact, noun_facts: dict[int, Fact], lexicon: Lexicon) -> None:
    """ "X is the subject of an inquiry by Y", "X, the target of Y's attack": the inquiry is into X, the attack on X."""
    if noun.predicate not in lexicon.of("constructions.target_nouns"):
        return
    for node in noun.get("of"):
        event = noun_facts.get(node.i)
        if event is None or event.get(SELF):
            continue
        event.flags |= noun.flags & _STATUS_FLAGS
        for role in _TARGETS:
            if not event.get(role):
                event.add(role, [n for n in noun.get(SELF) if n.mention is not None])


def _inherit_flags(noun: Fact, verb_facts: dict[int, Fact], lexicon: Lexicon) -> None:
    """An event noun shares the status of the verb that governs it ("cancelled talks with", "plans a visit")."""
    node = noun.node
    if _is_only_allowed(noun, lexicon):
        noun.flags.add("planned")
    governor = _governor(node)
    if governor is None or governor.i not in verb_facts:
        return
    verb = verb_facts[governor.i]
    lemma = verb.predicate
    if lexicon.classes_of(noun.predicate) & _STANDING:
        return  # "to liberate the Iraqi city of X": where X lies is no plan
    if noun.get(SELF):
        return  # who holds a post does not hang on the clause around it
    direct = node.dep in ("dobj", "nsubjpass")
    if direct and lemma in lexicon.of("status.negative_verbs"):
        noun.flags.add("negated")
    if direct and lemma in lexicon.of("status.planning_verbs"):
        noun.flags.add("planned")
    if direct and lemma in lexicon.of("status.wish_verbs"):
        noun.flags.add("wished")
    if direct and lemma in lexicon.of("status.possible_verbs"):
        noun.flags.add("possible")
    if node.dep == "dobj":
        noun.flags |= verb.flags & {"negated", "planned", "possible", "hypothetical", "wished"}
    elif node.dep in ("nsubj", "nsubjpass"):
        noun.flags |= verb.flags & {"hypothetical"}
        if verb.predicate in lexicon.of("constructions.happening_verbs") or is_passive(governor):
            # "the deal would end in May" plans no deal.
            noun.flags |= verb.flags & ({"negated", "possible", "planned"} if lemma not in ("end", "close") else set())


def _is_only_allowed(noun: Fact, lexicon: Lexicon) -> bool:
    """Say whether what several do together lies ahead: "gave the go-ahead for discussions between X and Y"."""
    preposition = noun.node.head
    if noun.node.dep != "pobj" or preposition is None or preposition.lower not in ("for", "to"):
        return False
    if not (noun.get("between") or noun.get("with")) or "Agreement" in lexicon.classes_of(noun.predicate):
        return False  # "final approval to the treaty with X": it is made
    above = preposition.head
    if above is None:
        return False
    nouns = above.kids("dobj", "nsubjpass") if above.is_verb else [above]
    phrases = {f"{c.lower} {n.lower}" for n in nouns for c in n.children} | {n.lower for n in nouns}
    return bool(phrases & lexicon.of("constructions.permissions"))


def _governor(node: Node) -> Node | None:
    if node.dep not in ("dobj", "nsubj", "nsubjpass", "conj", "attr"):
        return None
    head = node.head
    while node.dep == "conj" and head is not None and not head.is_verb:
        node, head = head, head.head
    return head if head is not None and head.is_verb else None
