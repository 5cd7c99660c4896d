"""Whether two arguments may stand in a relation: by their classes, as a group, as an adjective."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.arguments import Argument
from kg.extract.facts import OWNER, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.templates import Entry
from kg.extract.tree import Node
from kg.model import CoreferenceChain
from kg.schema.ontology import Ontology

if TYPE_CHECKING:
    from kg.extract.match import Match

_SOME = frozenset({"some", "many", "most", "few", "several", "all", "these", "those"})
#: A type with at least this share of a chain's votes may still win the corpus-wide vote.
_MIN_VOTE_SHARE = 0.3


def fit(match: Match, left: CoreferenceChain, right: CoreferenceChain, ontology: Ontology, lexicon: Lexicon) -> bool:
    """Say whether the arguments may be subject and object of the entry's property; ``left`` is the subject's chain."""
    fact, entry = match.fact, match.entry
    return (
        not (_is_some_people(match.subject_node) or _is_some_people(match.object_node))
        and _acts(entry.property, match.subject, match.object, ontology)
        and _adjective_fits(entry, match.subject, match.object, ontology)
        and _is_of_state(fact, entry, match.object_node, ontology, lexicon)
        and _admits(entry, left, right, ontology, settled=_is_weak(fact, entry, ontology))
        and (fact.kind != "name" or _is_sure(entry, left, right, ontology))
    )


def _is_some_people(node: Node) -> bool:
    """Say whether a node counts or picks people of a country: "many Germans" are not Germany."""
    if node.mention is None or node.mention.kind != "demonym" or node.tag not in ("NNS", "NNPS"):
        return False
    return any(c.dep in ("amod", "nummod", "relcl", "acl") or c.lower in _SOME for c in node.children)


def _acts(property_name: str, subject: Argument, object_: Argument, ontology: Ontology) -> bool:
    """Say whether what is only known through its members stands where an actor can stand.

    "visited US troops" is no visit to the US, while "met US officials" is a meeting with it.
    """
    prop = ontology.properties[property_name]
    if "unit" in (subject.via, object_.via) and ontology.relations[property_name].narrowed is None:
        return False  # who belongs to a part of it is none of its own, unless the ontology says what instead
    group = {"Organization", "Mission"}
    return (subject.via != "member" or bool(group & prop.domain)) and (
        object_.via != "member" or bool(group & prop.range)
    )


def _adjective_fits(entry: Entry, subject: Argument, object_: Argument, ontology: Ontology) -> bool:
    """Say whether a nationality may stand where it stands.

    "the German supplier Bosch" is of Germany, it does not supply it; "the Iraqi minister X" works for Iraq.
    """
    if entry.subject_role == OWNER and subject.mention.kind == "demonym":
        return False
    if entry.object_role == OWNER and object_.mention.kind == "demonym":
        return ontology.relations[entry.property].by_adjective
    return True


def _is_of_state(fact: Fact, entry: Entry, owner: Node, ontology: Ontology, lexicon: Lexicon) -> bool:
    """Say whether a post with a nationality may be of the state: "French president", not "French director"."""
    adjective = owner.mention is not None and (owner.mention.kind == "demonym" or owner.tag == "JJ")
    if not adjective:
        return True
    citizens = ontology.properties[entry.property].range <= {"Country"}
    if fact.kind == "noun" and fact.predicate in lexicon.of("collectives.private_posts") and not citizens:
        return False
    if ontology.relations[entry.property].narrowed is None:
        return True
    return fact.kind != "noun" or fact.predicate in lexicon.of("constructions.posts_of_states")


def _is_weak(fact: Fact, entry: Entry, ontology: Ontology) -> bool:
    """Say whether nothing but "X (Y)" or "X of Y" tells that X belongs to Y."""
    return fact.kind == "name" and ontology.relations[entry.property].of_employer is not None


def _admits(
    entry: Entry, left: CoreferenceChain, right: CoreferenceChain, ontology: Ontology, *, settled: bool
) -> bool:
    """Say whether the types fit, or may fit once the whole corpus has voted on them; ``settled``: they must now."""
    return any(
        ontology.admits(entry.property, subject_type, object_type)
        and _asked(subject_type, entry.subject_type, ontology)
        and _asked(object_type, entry.object_type, ontology)
        for subject_type in _possible_types(left)
        for object_type in ((right.type,) if settled else _possible_types(right))
    )


def _is_sure(entry: Entry, left: CoreferenceChain, right: CoreferenceChain, ontology: Ontology) -> bool:
    """Say whether two ends that a template asks to be of one class surely are: a bare "X's Y" does not say."""
    if entry.subject_type is None or entry.subject_type != entry.object_type:
        return True
    return all(_asked(type_, entry.subject_type, ontology) for type_ in _possible_types(left)) and all(
        _asked(type_, entry.object_type, ontology) for type_ in _possible_types(right)
    )


def _asked(type_: str | None, asked: str | None, ontology: Ontology) -> bool:
    return asked is None or type_ is None or ontology.is_a(type_, asked)


def _possible_types(chain: CoreferenceChain) -> tuple[str | None, ...]:
    total = sum(weight for _, weight in chain.type_votes)
    rivals = (
        t for t, weight in chain.type_votes if total > 0 and weight >= _MIN_VOTE_SHARE * total and t != chain.type
    )
    return (chain.type, *rivals)
