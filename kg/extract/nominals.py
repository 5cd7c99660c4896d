"""Nouns: role nouns with whom they describe, event nouns with who takes part."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.facts import (
    MODIFIER,
    OWNER,
    POSSESSOR,
    SELF,
    Fact,
)
from kg.extract.lexicon import Lexicon
from kg.extract.repair import POSTPOSED
from kg.extract.tree import Node, coordinated, prepositional

#: Ways to name the owner of a role: "chief of X", "analyst at X", "lawyer for X", "engineer with X".
_OWNER_ROLES = (POSSESSOR, MODIFIER, "of", "at", "for", "with")
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
            fact.add(POSSESSOR, _antecedent_of_whose(noun) if child.lower == "whose" else coordinated(child))
        elif child.dep in _PREMODIFIERS:
            _add_modifier(fact, child)
        elif child.dep == "appos":
            fact.add(SELF, coordinated(child) if _may_be_several(noun, child, lexicon) else [child])
            fact.identity += [child] if child.is_name else []
        elif (child.dep == "prep" and child.lower == "including") or (
            child.dep == "acl" and child.lower == "including"
        ):
            fact.add(SELF, [n for o in child.kids("dobj", "pobj") for n in coordinated(o)])
        elif noun.tag in ("NNS", "NNPS") and _is_for_example(child, noun):
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
    if noun.dep == "title" and noun.head is not None:
        fact.add(SELF, _titled(noun, noun.head, lexicon))
        fact.identity.append(noun.head)
    elif noun.dep == "appos" and noun.head is not None and noun.head.is_nominal and not _is_whose(noun):
        described = _all_of(noun.head) if noun.tag in ("NNS", "NNPS") else [_nearest_of(noun, noun.head)]
        fact.add(SELF, described)
        fact.identity += [n for n in described if n.is_name]
    elif noun.dep == "conj" and noun.head is not None and "other" in fact.modifiers and noun.head.is_name:
        # "Merkel and other members of X": Merkel is one of them.
        classes = lexicon.classes_of(fact.predicate)
        kin = [n for n in coordinated(noun.head) if n.is_name and n.i < noun.i and n.mention is not None]
        fact.add(SELF, [n for n in kin if not classes or (n.mention is not None and n.mention.type in classes)])
    elif noun.dep == "conj" and noun.head is not None:
        first = noun.head
        while first.dep == "conj" and first.head is not None:
            first = first.head
        if not first.is_name and first.dep == "appos" and first.head is not None and first.head.is_nominal:
            fact.add(SELF, [first.head])
        elif not first.is_name and first.dep == "title" and first.head is not None:
            fact.add(SELF, _titled(noun, first.head, lexicon))
    _read_postposed(fact, lexicon)
    _name_the_class(fact, lexicon)
    _describe_one_of_them(fact)
    _take_phrases_of_name(fact)
    _split_owner_from_holder(fact, lexicon)
    _read_modifiers(fact, lexicon)
    return fact


def _may_be_several(noun: Node, name: Node, lexicon: Lexicon) -> bool:
    """Say whether a noun can describe all who are joined: in "its founder, A, and his sons B and C" it is A alone."""
    plural = noun.tag in ("NNS", "NNPS") or lexicon.singular(noun.lower) != noun.lower
    return plural or not name.is_person or "Person" not in lexicon.classes_of(lexicon.singular(noun.lower))


def _is_whose(noun: Node) -> bool:
    """Say whether a noun is what somebody has: of "X, whose work with Y began there, left" the work is no X."""
    return any(child.lower == "whose" for child in noun.kids("poss"))


def _nearest_of(noun: Node, first: Node) -> Node:
    """Return what a singular apposition describes: of "A and B, a unit of C," it is B, which stands right before."""
    if not first.is_name or first.is_person or first.mention is None:
        return first
    start = min(node.i for node in noun.subtree())
    near = [n for n in coordinated(first) if n.i == start - 2 and n.is_name and n.mention is not None]
    return near[0] if near and near[0].mention.type == first.mention.type else first  # type: ignore[union-attr]


def _is_for_example(preposition: Node, noun: Node) -> bool:
    """Say whether a phrase names some of those that a plural noun speaks of: "artists like X", "cities such as Y"."""
    if preposition.dep != "prep" or preposition.i < noun.i:
        return False
    such = [c for c in (*noun.children, *preposition.children) if c.lower == "such" and c.i > noun.i]
    return preposition.lower == "like" or (preposition.lower == "as" and bool(such))


def _add_house_of_subject(fact: Fact, lexicon: Lexicon) -> None:
    """ "professor of International Relations at Y University": the parser hangs "at" on the subject taught."""
    if "Person" in lexicon.classes_of(fact.predicate) and not fact.get("at"):
        for topic in fact.get("of"):
            for preposition, _, nodes in prepositional(topic):
                if preposition == "at" and any(n.is_name for n in nodes):
                    fact.add("at", nodes)


def _describe_one_of_them(fact: Fact) -> None:
    """ "one of Acme's directors, X", "X, one of the founders of Acme": the plural noun describes X alone."""
    preposition = fact.node.head
    one = preposition.head if preposition is not None and fact.node.dep == "pobj" else None
    if one is None or one.lower != "one" or preposition is None or preposition.lower != "of":
        return
    named = [child for child in one.kids("appos") if child.is_name]
    if one.dep == "appos" and one.head is not None and one.head.is_name:
        named.append(one.head)
    fact.add(SELF, named)


def _name_the_class(fact: Fact, lexicon: Lexicon) -> None:
    """ "China's Chang'e 4 mission": a class noun describes the name of its class that modifies it."""
    classes = lexicon.classes_of(fact.predicate)
    if not classes or "Person" in classes or any(n.mention is not None for n in fact.get(SELF)):
        return
    if any(n.is_name for n in fact.get("of")) and fact.predicate not in lexicon.of("constructions.named_parts"):
        return  # "the Chicago suburb of Cicero" is Cicero, but "the Acme division of Apex" is Acme
    named = [n for child in fact.node.kids("compound", "nmod", "amod") for n in coordinated(child)]
    for child in named:
        mention = child.mention
        if mention is not None and mention.kind == "name" and mention.type in classes and child.i < fact.node.i:
            fact.roles[MODIFIER] = [n for n in fact.get(MODIFIER) if n is not child]
            fact.add(SELF, [child])
            fact.identity.append(child)


def _take_phrases_of_name(fact: Fact) -> None:
    """ "Professor X of Y University": what follows the name belongs to the title when nothing precedes it."""
    noun, name = fact.node, fact.node.head
    if (
        noun.dep != "title"
        or name is None
        or len(fact.get(SELF)) > 1
        or any(n.is_name for r in _OWNER_ROLES for n in fact.get(r))
    ):
        return
    for preposition, _, nodes in prepositional(name):
        if preposition in ("of", "at", "for", "from", "with") and any(n.is_name for n in nodes):
            fact.add("of" if preposition == "from" else preposition, nodes)
            return
    first = name.head
    if name.dep == "conj" and first is not None and first.is_person:
        # "UAW President A and Vice President B": two holders of posts of one owner.
        for title in first.kids("title"):
            fact.add(MODIFIER, [n for n in title.kids("compound", "poss", "amod", "nmod") if n.is_name])


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


def _split_owner_from_holder(fact: Fact, lexicon: Lexicon) -> None:
    """ "the administrator of NASA, Sean Duffy, ...": the parser joins the holder to the owner as a second object."""
    if fact.get(SELF) or "Person" not in lexicon.classes_of(fact.predicate):
        return
    for role in ("of", "at", "for", "in"):
        nodes = fact.get(role)
        if len(nodes) > 1 and not nodes[0].is_person and nodes[1].is_person:
            fact.roles[role] = nodes[:1]
            fact.add(SELF, nodes[1:2])
            fact.identity += nodes[1:2]


def _all_of(node: Node) -> list[Node]:
    """Return the whole coordination that a node is a part of: "A and B, both members of X"."""
    while node.dep == "conj" and node.head is not None and node.head.is_nominal:
        node = node.head
    return coordinated(node)


def _antecedent_of_whose(noun: Node) -> list[Node]:
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


def _titled(title: Node, name: Node, lexicon: Lexicon) -> list[Node]:
    """Return whom a title describes: a plural one ("astronauts A and B") also the coordinated names.

    A coordinated name with a country, title or possessor of its own does not share it.
    """
    plural = title.tag in ("NNS", "NNPS") or lexicon.singular(title.lower) != title.lower
    if not plural:
        return [name]
    return [
        n for n in coordinated(name) if n is name or (n.is_name and not n.kids("poss", "title", "compound", "amod"))
    ]


def _read_modifiers(fact: Fact, lexicon: Lexicon) -> None:
    words = {w for modifier in fact.modifiers for w in modifier.replace("–", "-").split("-")} | fact.modifiers
    formerly = any(c.lower in lexicon.of("status.former_adverbs") for c in fact.node.kids("advmod"))
    if words & lexicon.past_modifiers or formerly or fact.node.lower.startswith("ex-"):
        fact.flags.add("past")
    if words & lexicon.acting_modifiers:
        fact.flags.add("acting")
    drafted = fact.predicate in lexicon.of("constructions.drafted_nouns")  # "the team's draft pick" is no plan
    if words & lexicon.of("status.planned_adjectives_of_nouns") and not drafted:
        fact.flags.add("planned")
    if words & lexicon.of("status.possible_adjectives_of_nouns"):
        fact.flags.add("possible")


def share_owners(facts: Mapping[int, Fact], lexicon: Lexicon) -> None:
    """ "the founder and chief executive of X": each of the joined posts is one at X.

    Only posts that nobody holds without an owner share it ("a lawyer and chairman of X" is no lawyer of X), and
    only those without a phrase of their own.
    """
    posts = lexicon.of("roles.owned_posts")
    for fact in facts.values():
        first = fact.node
        joined = [facts[n.i] for n in _joined_nouns(first) if n.i in facts]
        if first.dep == "conj" or (fact.predicate not in posts and not _ends_list(fact, joined)):
            continue
        owners = [(role, nodes) for f in joined for role in _OWNER_ROLES if (nodes := _owning(f, role))]
        holders = next((f.get(SELF) for f in joined if f.get(SELF)), [])
        if len({role for role, _ in owners}) != 1 or len(owners) != 1 or not holders:
            continue
        role, nodes = owners[0]
        for other in joined:
            if other.predicate in posts and not any(other.get(r) for r in (*_OWNER_ROLES, "in", "from")):
                other.add(role, nodes)
                other.add(SELF, holders)


def _ends_list(fact: Fact, joined: list[Fact]) -> bool:
    """Say whether a noun's owner stands behind all that is joined to it: "the baker and manager at X"."""
    owners = [n for role in _OWNER_ROLES for n in fact.get(role) if n.i > fact.node.i]
    return bool(owners) and all(other.node.i < owner.i for other in joined for owner in owners)


def _joined_nouns(noun: Node) -> list[Node]:
    """Return coordinated nouns, also where the parser hung the next one as an apposition ("founder, CEO and ...")."""
    return list(dict.fromkeys([*coordinated(noun), *(n for c in noun.kids("appos") for n in coordinated(c))]))


def _owning(fact: Fact, role: str) -> list[Node]:
    return [n for n in fact.get(role) if n.is_name or n.mention is not None or (role == "of" and n.pos == "NOUN")]


def merge_owners(fact: Fact, lexicon: Lexicon) -> None:
    """Put every owner of a role noun under one role, once the noun describes somebody.

    "chief of X", "X chief" and "X's chief" are then one key; an event noun keeps them apart, since
    "the attack of X" and "the attack on X" differ.
    """
    if fact.kind == "noun" and fact.get(SELF):
        # "director of research at X" does not direct X: the nearer owner is the research.
        studied = fact.predicate in lexicon.of("constructions.students_of_topics")
        about = studied or fact.predicate in lexicon.of("constructions.depicting_nouns")
        nearer = any(fact.get(role) for role in ((POSSESSOR,) if studied else (POSSESSOR, "of")))
        for role in _OWNER_ROLES:
            if (role in ("at", "with") and nearer) or (role == "of" and about):
                continue  # "a historian of the commission" writes about it; "a biography of X" is about X
            fact.add(OWNER, fact.roles.pop(role, []))
