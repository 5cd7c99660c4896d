"""What joins two mentions in a sentence's tree: the predicate between them and what qualifies it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.extract.facts import Fact
from kg.extract.lexicon import Lexicon
from kg.extract.status import clause_flags
from kg.extract.tree import SUBJECTS, Node, Tree
from kg.model import CoreferenceChain, Mention


def fact_between(subject: Mention, object_: Mention, tree: Tree, facts: Sequence[Fact], lexicon: Lexicon) -> Fact:
    """Return the fact of the word that joins two mentions, with the flags of all verbs on the way.

    The word is where their paths to the root meet; where that is one of the two themselves, or no predicate, the
    fact is made of the word alone. "former" and "acting" before a noun on the way count as flags, the verb
    above both does not: in "US President Lee will fly home" nothing about Lee's post is planned.
    """
    left, right = _node_of(subject, tree), _node_of(object_, tree)
    if left is None or right is None:
        return Fact(predicate="", kind="name", node=left or right or tree.nodes[0])
    joint, *way = _way(left, right)
    way.append(joint)
    stated = next((fact for fact in facts if fact.node is joint and fact.kind != "name"), None)
    flags = set(stated.flags) if stated is not None else set()
    for node in way:
        if node.is_verb:
            flags |= clause_flags(node, lexicon) - {"reported"}
        for child in [node, *node.children]:
            if child.lower in lexicon.past_modifiers:
                flags.add("past")
            elif child.lower in lexicon.acting_modifiers:
                flags.add("acting")
    if tree.is_question:
        flags.add("asked")
    return Fact(
        predicate=stated.predicate if stated else joint.lemma,
        kind=stated.kind if stated else "noun",
        node=joint,
        roles=dict(stated.roles) if stated else {},
        modifiers=set(stated.modifiers) if stated else set(),
        flags=flags,
        carriers=list(stated.carriers) if stated else [],
    )


def stands_beside(subject: Mention, object_: Mention, tree: Tree, lexicon: Lexicon) -> bool:
    """Say whether one of two mentions only tells the circumstances of what is said of the other.

    In "cooperation between A and B since the escalation of the C conflict" nothing joins B and C: C stands in a phrase
    of time or cause of the clause, and B in none of it.
    """
    left, right = _node_of(subject, tree), _node_of(object_, tree)
    if left is None or right is None:
        return False
    words = lexicon.of("constructions.circumstances")
    return any(node.lower in words for node in _way(left, right)[1:])


def is_spoken_of(subject: Mention, object_: Mention, tree: Tree, lexicon: Lexicon) -> bool:
    """Say whether one of two mentions speaks and the other stands in what is spoken about.

    "A commented about a visit by B", "A spoke of B's plan": nothing is said of the two together. Nor in 'A's
    spokesman said: "You know the quarrels with B"', unless a pronoun there stands for A, which is then the nearer end.
    """
    left, right = _node_of(subject, tree), _node_of(object_, tree)
    if left is None or right is None:
        return False
    joint, *below = _way(left, right)
    speaks = joint.lemma in lexicon.of("status.report_verbs") and any(
        n.dep in SUBJECTS for n in below if n.head is joint
    )
    topics = lexicon.of("constructions.topics")
    return speaks and any(n.dep == "ccomp" or (n.dep == "prep" and n.lower in topics) for n in below if n.head is joint)


def is_of_another(subject: Mention, object_: Mention, tree: Tree, chain_of: Mapping[str, CoreferenceChain]) -> bool:
    """Say whether who is said to be whose tells that two are not related as brothers or parts of a whole are.

    In "Garcia fell when Webb fired on the orders of his brother Paul" Paul is Webb's brother and not Garcia's, and who
    stands in the clause of time is no relative of who stands outside it.
    """
    left, right = _node_of(subject, tree), _node_of(object_, tree)
    if left is None or right is None:
        return False
    ends = {chain_of[mention.id].id for mention in (subject, object_) if mention.id in chain_of}
    for node in (left, right):
        noun = node.head if node.dep in ("appos", "compound") and node.head is not None else node
        for child in (*node.children, *noun.children):
            owner = chain_of.get(child.mention.id) if child.dep == "poss" and child.mention is not None else None
            if owner is not None and owner.id not in ends:
                return True
    return any(node.dep == "advcl" for node in _way(left, right)[1:])


def _node_of(mention: Mention, tree: Tree) -> Node | None:
    for node in tree.nodes:
        for candidate in (node, *node.children):
            if candidate.mention is not None and candidate.mention.id == mention.id:
                return candidate
    return next((n for n in tree.nodes if n.start <= mention.span.start < n.end), None)


def _way(left: Node, right: Node) -> list[Node]:
    """Return where the paths of two nodes to the root meet, then the nodes below it, the left one's first."""
    up_left, up_right = [left, *left.ancestors()], [right, *right.ancestors()]
    joint = next((node for node in up_left if any(node is other for other in up_right)), left)
    return [joint, *_until(up_left, joint), *_until(up_right, joint)]


def _until(way: Sequence[Node], joint: Node) -> list[Node]:
    return list(way[: next(i for i, node in enumerate(way) if node is joint)])
