"""Posts that change hands: "X succeeded Y as head of Z", "Acme replaced X with Y as chief", "X joined Acme as head"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.extract.clauses import is_passive
from kg.extract.facts import OBJECT, OWNER, SELF, SUBJECT, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node

#: What is not yet so: until then the post is the predecessor's.
_OPEN = frozenset({"planned", "possible", "hypothetical", "wished", "negated", "asked"})


def read_successions(nouns: Mapping[int, Fact], verbs: Mapping[int, Fact], lexicon: Lexicon) -> Iterator[Fact]:
    """Give a post that changes hands to the successor, and yield it once more as that of the predecessor."""
    succeeding, joining = lexicon.of("constructions.succeeding_verbs"), lexicon.of("constructions.enrolling_verbs")
    for verb in verbs.values():
        if verb.node.lemma in succeeding or verb.node.lemma in joining:
            posts = [nouns[n.i] for n in verb.get("as") if n.i in nouns]
            posts = [p for p in posts if "Person" in lexicon.classes_of(p.predicate)]
            if not posts:
                continue
            if verb.node.lemma in joining:
                _join(verb, posts)
            else:
                yield from _succeed(verb, posts, lexicon)


def _succeed(verb: Fact, posts: list[Fact], lexicon: Lexicon) -> Iterator[Fact]:
    if is_passive(verb.node) and not verb.get(SUBJECT):
        # "was replaced as chief by X": the parser hangs "by" on the post
        verb.add(SUBJECT, [n for post in posts for n in post.roles.pop("by", []) if n.is_person])
    houses = [n for n in verb.get(SUBJECT) if not _is_person(n)]
    old = [n for n in verb.get(OBJECT) if _is_person(n)]
    new = [n for n in verb.get("with") if _is_person(n)] or [n for n in verb.get(SUBJECT) if _is_person(n)]
    if not old:
        return
    for post in posts:
        named = [n for n in houses if n.is_organization]
        if not post.get(OWNER) and len(named) == 1 and post.predicate in lexicon.of("constructions.company_roles"):
            post.add(OWNER, named)
        if not new:
            continue
        post.roles[SELF] = list(new)
        post.flags = (post.flags - {"past"}) | (verb.flags & _OPEN)
        former = Fact(predicate=post.predicate, kind="noun", node=post.node, modifiers=set(post.modifiers),
                      flags=set() if verb.flags & _OPEN else {"past"})  # fmt: skip
        former.roles = {**{role: list(nodes) for role, nodes in post.roles.items()}, SELF: old}
        yield former


def _join(verb: Fact, posts: list[Fact]) -> None:
    """ "joined Acme as chief economist": a post at Acme, and no membership."""
    houses = [n for n in verb.get(OBJECT) if n.is_organization]
    people = [n for n in verb.get(SUBJECT) if _is_person(n)]
    if len(houses) != 1 or not people:
        return
    for post in posts:
        if not post.get(OWNER):
            post.roles[SELF] = people
            post.roles[OWNER] = houses
    verb.predicate = f"{verb.predicate}_as"


def _is_person(node: Node) -> bool:
    return node.mention is not None and node.mention.type in ("Person", None)
