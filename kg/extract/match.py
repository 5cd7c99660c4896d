"""Look-up: from facts to relation mentions, by predicate, roles and modifiers, then by type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.extract.arguments import Argument, referents
from kg.extract.facts import MODIFIER, OWNER, POSSESSOR, SELF, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.templates import CueTable, Entry
from kg.extract.tree import Node
from kg.model import CoreferenceChain, Mention
from kg.schema.ontology import Ontology

#: How an event noun's doer may stand: "Iran's attack", "the attack by Iran", "the Iranian attack".
_DOER_ROLES = (POSSESSOR, "by", MODIFIER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An entry of the table that a fact fits, with the arguments that fill it."""

    fact: Fact
    entry: Entry
    subject: Argument
    object: Argument
    subject_node: Node
    object_node: Node


class Matcher:
    """Finds the relations that the facts of one document state."""

    def __init__(
        self, table: CueTable, ontology: Ontology, lexicon: Lexicon, chain_of: Mapping[str, CoreferenceChain]
    ) -> None:
        self._table, self._ontology, self._lexicon, self._chain_of = (
            table.entries,
            ontology,
            lexicon,
            chain_of,
        )

    def matches(self, fact: Fact) -> list[Match]:
        """Return the best matches of a fact: of the rivals for one pair, those with most modifiers."""
        entries = self._table.get((fact.predicate, fact.kind), ())
        found: dict[tuple[str, str], list[Match]] = {}
        for entry in entries:
            if not fact.modifiers.issuperset(entry.modifiers) or ("wished" in fact.flags and not entry.wished):
                continue
            for match in self._pairs(fact, entry):
                pair = (match.subject.mention.id, match.object.mention.id)
                found.setdefault((min(pair), max(pair)), []).append(match)
        best: list[Match] = []
        for rivals in found.values():
            most = max(len(m.entry.modifiers) for m in rivals)
            best += [m for m in rivals if len(m.entry.modifiers) == most]
        return best

    def _pairs(self, fact: Fact, entry: Entry) -> Iterator[Match]:
        same_role = entry.subject_role == entry.object_role
        subjects = self._arguments(fact, entry.subject_role)
        objects = subjects if same_role else self._arguments(fact, entry.object_role)
        for i, (subject_node, subject) in enumerate(subjects):
            for j, (object_node, object_) in enumerate(objects):
                if subject_node is object_node or (same_role and j <= i):
                    continue
                left, right = self._chain_of.get(subject.mention.id), self._chain_of.get(object_.mention.id)
                if left is None or right is None or left.id == right.id:
                    continue
                if self._admits(entry.property, left, right):
                    yield Match(fact=fact, entry=entry, subject=subject, object=object_,
                                subject_node=subject_node, object_node=object_node)  # fmt: skip

    def _arguments(self, fact: Fact, role: str) -> list[tuple[Node, Argument]]:
        roles = [role]
        if role == POSSESSOR and fact.kind == "noun" and not fact.get(SELF):
            roles = list(_DOER_ROLES)
        return [
            (node, argument)
            for name in dict.fromkeys(roles)
            for node in fact.get(name)
            for argument in referents(node, self._lexicon)
        ]

    def _admits(self, property_name: str, left: CoreferenceChain, right: CoreferenceChain) -> bool:
        """Say whether the types fit, or may fit once the whole corpus has voted on them."""
        return any(
            self._ontology.admits(property_name, subject_type, object_type)
            for subject_type in _possible_types(left)
            for object_type in _possible_types(right)
        )


#: A type with at least this share of a chain's votes may still win the corpus-wide vote.
_MIN_VOTE_SHARE = 0.3


def _possible_types(chain: CoreferenceChain) -> tuple[str | None, ...]:
    total = sum(weight for _, weight in chain.type_votes)
    rivals = (
        t for t, weight in chain.type_votes if total > 0 and weight >= _MIN_VOTE_SHARE * total and t != chain.type
    )
    return (chain.type, *rivals)


def owner_of(fact: Fact) -> list[Node]:
    """Return the owner of a role noun, if the text names one."""
    return fact.get(OWNER)


def mention_ids(match: Match) -> tuple[Mention, Mention]:
    """Return the two mentions of a match, subject first."""
    return match.subject.mention, match.object.mention
