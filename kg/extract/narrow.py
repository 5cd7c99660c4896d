"""Which property a post gives: the head of a whole leads it, one of many or the head of a part works for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.facts import SELF, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, prepositional
from kg.schema.ontology import Ontology

if TYPE_CHECKING:
    from kg.extract.match import Match

#: What stands between the kind of a body and what it is for.
_TOPICS = frozenset({"of", "for", "on"})


def narrowed(match: Match, ontology: Ontology, lexicon: Lexicon) -> Match:
    """Put the weaker property where nouns narrow the post: "Acme sales chief", "press manager for Acme"."""
    relation = ontology.relations[match.entry.property]
    if relation.of_employer is not None and match.fact.kind == "name" and _employs(match, lexicon):
        return replace(match, entry=replace(match.entry, property=relation.of_employer))
    if relation.narrowed is None:
        return match
    if _is_of_part(match, lexicon):
        return replace(match, entry=replace(match.entry, property=relation.narrowed))
    if match.fact.kind != "noun" or not match.fact.get(SELF):
        return match
    led = match.object if match.entry.subject_role == SELF else match.subject
    plain = not match.entry.modifiers  # "prime minister" is another post
    if _is_one_of_many(match.fact, lexicon) or (plain and _is_of_other_body(match.fact, led.mention.text, lexicon)):
        return replace(match, entry=replace(match.entry, property=relation.narrowed))
    owner = match.object_node if match.entry.subject_role == SELF else match.subject_node
    if "unit" in (match.subject.via, match.object.via):
        return replace(match, entry=replace(match.entry, property=relation.narrowed))
    if _has_topic(match.fact.node, owner, lexicon):
        return replace(match, entry=replace(match.entry, property=relation.narrowed))
    groups = lexicon.of("collectives.collectives") | lexicon.of("roles.groups")
    post = match.fact.node
    of_part = post.lower in lexicon.of("constructions.posts_of_parts")
    whole = lexicon.of("constructions.parts_that_are_all")
    if of_part and post.dep == "conj" and post.head is not None and owner.i > post.i:
        before = [n for n in post.head.children if n.i == post.i - 1 and n.dep == "conj"]
        # "research and communications manager for X", which the parser reads as three; plurals it may take for verbs
        if any(n.pos == "NOUN" or n.tag == "VBZ" for n in before):
            return replace(match, entry=replace(match.entry, property=relation.narrowed))
    for node in post.children:
        if (
            (owner.i < node.i < post.i or (of_part and node.i < post.i < owner.i and node.lower not in whole))
            and node.pos in ("NOUN", "PROPN")
            and node.dep in ("compound", "nmod")
            and not node.is_name
            and node.lower not in match.entry.modifiers
            and node.lower not in lexicon.past_modifiers | lexicon.acting_modifiers
            and node.lower not in groups
        ):
            return replace(match, entry=replace(match.entry, property=relation.narrowed))
    return match


def _is_one_of_many(fact: Fact, lexicon: Lexicon) -> bool:
    """Say whether a post is one of several alike: "a director of Acme", but not "a managing director"."""
    before = [c for c in fact.node.children if c.i < fact.node.i and not c.is_name]
    article = any(c.dep == "det" and c.lower in ("a", "an") for c in before)
    plain = all(c.dep == "det" or c.lower in lexicon.past_modifiers for c in before)
    return article and plain and fact.node.lower in lexicon.of("constructions.posts_of_many")


def _is_of_other_body(fact: Fact, owner: str, lexicon: Lexicon) -> bool:
    """Say whether a minister or secretary is one of something else than a department of state, which they lead."""
    if fact.predicate not in lexicon.of("collectives.ministers"):
        return False
    return not any(f" {name} " in f" {owner.lower()} " for name in lexicon.of("collectives.departments"))


def _is_of_part(match: Match, lexicon: Lexicon) -> bool:
    """Say whether what is led is only known through a part: "Britain's defence staff", "the US delegation"."""
    nodes = ((match.subject.via, match.subject_node), (match.object.via, match.object_node))
    parts = lexicon.of("collectives.parts")
    return any(via == "member" and node.lower in parts for via, node in nodes)


def _has_topic(post: Node, owner: Node, lexicon: Lexicon) -> bool:
    """Say whether "of" behind a post tells which part of the owner it leads: "Acme's head of sales"."""
    whole = lexicon.of("constructions.whole_nouns")
    topics = [
        node
        for name, _, nodes in prepositional(post)
        if name in ("of", "for")
        for node in nodes
        if node.mention is None and node.pos == "NOUN" and node.i > owner.i and node.lower not in whole
    ]
    return bool(topics) and owner.i < post.i


def _employs(match: Match, lexicon: Lexicon) -> bool:
    """Say whether a body's name tells that it has a staff and no members: "Acme Co International", "Bank of X"."""
    words = match.object.mention.text.lower().replace(".", "").split()
    ends = [i for i, word in enumerate(words) if i and word in _TOPICS]
    head = words[: ends[0]] if ends else words  # "the Center for Water"
    return match.subject.mention.type == "Person" and (
        head[-1] in lexicon.of("collectives.employers")
        or not lexicon.of("collectives.company_forms").isdisjoint(words[1:])
    )
