"""A marked sentence, read: its facts, and the pairs of names between which the relation holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.extract.arguments import referents
from kg.extract.build_trees import build_trees
from kg.extract.facts import OBJECT, OWNER, SELF, SUBJECT, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.match import Matcher
from kg.extract.normalise import normalise
from kg.extract.templates import CueTable, Entry, Key
from kg.model import AnnotatedDocument, CoreferenceChain
from kg.schema.ontology import Example, Ontology

#: (subject, object), as their names are marked; of a symmetric relation in the order of the alphabet.
Pair = tuple[str, str]

#: What a fact with one of these flags says is no claim, so it neither shows how the relation is said nor speaks
#: against a template that finds it.
_NO_CLAIM = frozenset({"negated", "asked", "hypothetical"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """An example with its facts; ``claims`` are all pairs in the relation, so that any other pair is not."""

    text: str
    facts: tuple[Fact, ...]
    chain_of: Mapping[str, CoreferenceChain]
    name_of: Mapping[str, str]
    claims: frozenset[Pair]


@dataclass(frozen=True, slots=True)
class Observed:
    """A key that a claim of a sentence shows, with the fact it was read off."""

    key: Key
    fact: Fact
    pair: Pair


def read_sentence(example: Example, annotated: AnnotatedDocument, lexicon: Lexicon, *, symmetric: bool) -> Sentence:
    """Return the facts of an example whose marked names are annotated; claims with negative polarity count as none."""
    text_of = {mention.id: mention.text for mention in annotated.mentions}
    facts = [f for t in build_trees(annotated.parse, annotated.mentions) for f in normalise(t, lexicon)]
    return Sentence(
        text=example.text,
        facts=tuple(_as_verb(fact) if _is_misread(fact) else fact for fact in facts),
        chain_of={m: chain for chain in annotated.chains for m in chain.mentions},
        name_of={chain.id: text_of[chain.representative] for chain in annotated.chains},
        claims=frozenset(ordered(left, right, symmetric) for left, right in example.pairs()),
    )


def ordered(subject: str, object_: str, symmetric: bool) -> Pair:
    """Return a pair; of a symmetric relation sorted.

    >>> ordered("B", "A", True), ordered("B", "A", False)
    (('A', 'B'), ('B', 'A'))
    """
    return (min(subject, object_), max(subject, object_)) if symmetric else (subject, object_)


def _is_misread(fact: Fact) -> bool:
    """Say whether a verb between two names was taken for a plural noun: "Acme sponsors Delta"."""
    owners, described = fact.get(OWNER), fact.get(SELF)
    return (
        fact.kind == "noun"
        and fact.node.lower != fact.predicate
        and fact.node.lower.endswith("s")
        and len(described) == 1
        and described[0].i == fact.node.i + 1
        and any(owner.i == fact.node.i - 1 and owner.is_name and owner.mention is not None for owner in owners)
    )


def _as_verb(fact: Fact) -> Fact:
    before = [owner for owner in fact.get(OWNER) if owner.i == fact.node.i - 1]
    return Fact(predicate=fact.predicate, kind="verb", node=fact.node, roles={SUBJECT: before, OBJECT: fact.get(SELF)})


def observed(sentence: Sentence, lexicon: Lexicon, *, symmetric: bool) -> Iterator[Observed]:
    """Yield every key of one fact in which subject and object of a claim stand, in text order."""
    for fact in sentence.facts:
        if fact.flags & _NO_CLAIM:
            continue
        placed = [
            (role, node, sentence.name_of[chain.id])
            for role, nodes in fact.roles.items()
            for node in nodes
            for argument in referents(node, lexicon)
            if (chain := sentence.chain_of.get(argument.mention.id)) is not None
        ]
        for subject_role, subject_node, subject in placed:
            for object_role, object_node, object_ in placed:
                pair = ordered(subject, object_, symmetric)
                if subject == object_ or subject_node is object_node or pair not in sentence.claims:
                    continue
                if symmetric and (subject_role, object_role) != _usual_order(subject_role, object_role):
                    continue
                key = Key(fact.predicate, fact.kind, subject_role, object_role, (), "wished" in fact.flags)
                yield Observed(key, fact, pair)


def found(key: Key, sentence: Sentence, property_name: str, ontology: Ontology, lexicon: Lexicon) -> frozenset[Pair]:
    """Return the pairs for which the key alone claims the relation in a sentence."""
    facts = [f for f in sentence.facts if f.predicate == key.predicate and f.kind == key.kind]
    if not facts:
        return frozenset()
    entry = Entry(property=property_name, rule="", subject_role=key.subject_role, object_role=key.object_role,
                  modifiers=key.modifiers, wished=key.wished)  # fmt: skip
    matcher = Matcher(CueTable({(key.predicate, key.kind): (entry,)}), ontology, lexicon, sentence.chain_of)
    symmetric = ontology.properties[property_name].symmetric
    return frozenset(
        ordered(
            sentence.name_of[sentence.chain_of[match.subject.mention.id].id],
            sentence.name_of[sentence.chain_of[match.object.mention.id].id],
            symmetric,
        )
        for fact in facts
        if not fact.flags & _NO_CLAIM
        for match in Matcher.matches(matcher, fact)
    )


def _usual_order(left: str, right: str) -> tuple[str, str]:
    """Put the subject, the possessor or whom a noun describes first: the two ends of a symmetric relation are alike."""
    first = ("subject", "self", "possessor")
    rank = {role: number for number, role in enumerate(first)}
    return tuple(sorted((left, right), key=lambda r: (rank.get(r, len(first)), r)))  # type: ignore[return-value]
