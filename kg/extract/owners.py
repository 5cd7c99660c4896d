"""Whose a post is, however it is put: joined posts share an owner, and all its ways become one role."""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.facts import MODIFIER, OWNER, POSSESSOR, SELF, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, coordinated

#: Ways to name the owner of a role: "chief of X", "analyst at X", "lawyer for X", "engineer with X".
OWNER_ROLES = (POSSESSOR, MODIFIER, "of", "at", "for", "with")


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
        owners = [(role, nodes) for f in joined for role in OWNER_ROLES if (nodes := _owning(f, role))]
        holders = next((f.get(SELF) for f in joined if f.get(SELF)), [])
        if len({role for role, _ in owners}) != 1 or len(owners) != 1 or not holders:
            continue
        role, nodes = owners[0]
        for other in joined:
            if other.predicate in posts and not any(other.get(r) for r in (*OWNER_ROLES, "in", "from")):
                other.add(role, nodes)
                other.add(SELF, holders)


def _ends_list(fact: Fact, joined: list[Fact]) -> bool:
    """Say whether a noun's owner stands behind all that is joined to it: "the baker and manager at X"."""
    owners = [n for role in OWNER_ROLES for n in fact.get(role) if n.i > fact.node.i]
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
        for role in OWNER_ROLES:
            if role == "for" and fact.predicate in lexicon.of("constructions.envoys"):
                continue  # "an envoy for X" is somebody else's
            if (role in ("at", "with") and nearer) or (role == "of" and about):
                continue  # "a historian of the commission" writes about it; "a biography of X" is about X
            fact.add(OWNER, fact.roles.pop(role, []))
