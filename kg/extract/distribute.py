"""Lists whose members go together one by one: "A and B, of X and Y respectively", "Presidents A of X and B of Y"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from kg.extract.facts import OWNER, SELF, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.name_facts import name_in_brackets
from kg.extract.tree import Node, Tree, coordinated

_OWNING = ("of", "from", "at")


def share_out(tree: Tree, names: dict[int, Fact]) -> None:
    """Give each of several names its own one of as many phrases, where the sentence says "respectively"."""
    if not any(node.lower == "respectively" for node in tree.nodes):
        return
    for fact in list(names.values()):
        whole = _whole(fact.node)
        for role in _OWNING:
            owners = [n for n in fact.get(role) if n.is_name]
            if len(owners) > 1 and len(owners) == len(whole) and all(n.i in names for n in whole):
                del fact.roles[role]
                for node, owner in zip(whole, owners, strict=True):
                    names[node.i].add(role, [owner])


def share_last(names: dict[int, Fact]) -> None:
    """Give all of three or more bare persons what stands behind the last: "A, B and C of X" are all of X.

    Persons with a title, a phrase or an owner of their own make no such list, nor do those further apart.
    """
    for fact in list(names.values()):
        last = fact.node
        owners = [n for n in fact.get("of") if n.mention is not None and n.mention.type == "Organization"]
        whole = [n for n in _whole(last) if n.i <= last.i]
        if not owners or len(whole) < 3 or whole[-1] is not last:
            continue
        close = all(0 < after.i - before.i <= 3 for before, after in pairwise(whole))
        bare = all(n.is_person and not n.kids("title", "poss", "compound", "amod") for n in whole)
        if close and bare and not any(n.kids("prep", "relcl", "acl") for n in whole[:-1]):
            for node in whole[:-1]:
                names[node.i].add("of", owners)


def share_both(names: dict[int, Fact]) -> None:
    """Give all joined names what is said of both or all of them: "A and B, both of X"."""
    for fact in list(names.values()):
        each = [c for c in fact.node.kids("appos") if c.lower in ("both", "all")]
        owners = [n for c in each for p in c.kids("prep") if p.lower == "of" for n in p.kids("pobj") if n.is_name]
        for node in _whole(fact.node) if owners else ():
            if node.i in names and node.i <= fact.node.i:
                names[node.i].add("of", owners)


def keep_people(nouns: Iterable[Fact], lexicon: Lexicon) -> None:
    """Take from a noun of people, in "Acme, A and B, founders of C", what is no person: a list of both says no more."""
    for fact in nouns:
        described = fact.get(SELF)
        if len(described) > 1 and lexicon.classes_of(fact.predicate) == {"Person"}:
            people = [n for n in described if n.is_person or n.mention is None or n.mention.type is None]
            if any(n.is_person for n in people) and len(people) < len(described):
                fact.roles[SELF] = people


def one_post_each(nouns: Iterable[Fact], lexicon: Lexicon) -> Iterator[Fact]:
    """Yield a post for each of the people of a plural one who own theirs: "Presidents A of X and B of Y".

    The plural post itself keeps its people and has no owner.
    """
    for fact in nouns:
        people = [n for n in fact.get(SELF) if n.is_person]
        if fact.node.dep != "title" or len(people) < 2 or any(n.is_name for n in fact.get(OWNER)):
            continue
        if lexicon.singular(fact.node.lower) == fact.node.lower and fact.node.tag not in ("NNS", "NNPS"):
            continue
        owners = [_own(person) for person in people]
        if not all(owners):
            continue
        for person, owned in zip(people, owners, strict=True):
            single = Fact(predicate=fact.predicate, kind="noun", node=fact.node,
                          modifiers=set(fact.modifiers), flags=set(fact.flags))  # fmt: skip
            single.roles = {SELF: [person], OWNER: owned}
            yield single


def posts_in_brackets(nouns: Iterable[Fact], tree: Tree, lexicon: Lexicon) -> Iterator[Fact]:
    """Yield the post of each person whose organization stands in brackets: "coaches A (X) and B (Y)".

    Without it "A (X)" says no more than that A belongs to X. Of several nouns before a person the nearest is the post
    at X; what follows the names ("A (X) and B (Y) are candidates") is none.
    """
    nearest: dict[int, tuple[Fact, Node]] = {}
    for fact in sorted(nouns, key=lambda f: f.node.i):
        if "Person" in lexicon.classes_of(fact.predicate):
            nearest |= {n.i: (fact, n) for n in fact.get(SELF) if n.is_person and fact.node.i < n.i}
    for fact, person in nearest.values():
        inside = name_in_brackets(tree, person)
        owned = any(n.is_name for role in (OWNER, "in", "from") for n in fact.get(role))
        if not owned and inside is not None and inside.mention is not None and inside.mention.type == "Organization":
            single = Fact(predicate=fact.predicate, kind="noun", node=fact.node,
                          modifiers=set(fact.modifiers), flags=set(fact.flags))  # fmt: skip
            single.roles = {SELF: [person], OWNER: [inside]}
            yield single


def posts_in_names(names: Iterable[Fact], lexicon: Lexicon) -> Iterator[Fact]:
    """Yield the post that is the first word of a name, where its state follows: "King X of Y"."""
    for fact in names:
        first, _, rest = fact.node.lower.partition(" ")
        states = [n for n in fact.get("of") if n.mention is not None and n.mention.type in ("Country", "Place")]
        if fact.node.is_person and rest and states and first in lexicon.of("constructions.sovereigns"):
            post = Fact(predicate=first, kind="noun", node=fact.node)
            post.roles = {SELF: [fact.node], OWNER: states[:1]}
            yield post


def _own(person: Node) -> list[Node]:
    return [n for p in person.kids("prep") if p.lower == "of" for n in p.kids("pobj") if n.is_name]


def _whole(node: Node) -> list[Node]:
    """Return the names that a name is joined to, itself among them, in text order."""
    while node.dep == "conj" and node.head is not None and node.head.is_name:
        node = node.head
    return [n for n in coordinated(node) if n.is_name]
