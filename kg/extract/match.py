"""Look-up: from facts to relation mentions, by predicate, roles and modifiers, then by type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.extract.arguments import Argument, Arguments, filled_roles, owners
from kg.extract.facts import OWNER, POSSESSOR, SELF, SUBJECT, Fact
from kg.extract.fit import fit
from kg.extract.lexicon import Lexicon
from kg.extract.narrow import narrowed
from kg.extract.templates import CueTable, Entry
from kg.extract.tree import Node
from kg.model import CoreferenceChain
from kg.schema.ontology import Ontology

#: How the other side of what two do together may stand in a template: "A's talks with B".
_JOINT = ("with", "between")
#: With these a verb of several subjects names the other side itself.
_OTHER_SIDE = ("with", "against")


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """An entry of the table that a fact fits, with the arguments that fill it.

    ``generic``: the entry is that of the plainest noun of the class, since the fact's own noun has none.
    """

    fact: Fact
    entry: Entry
    subject: Argument
    object: Argument
    subject_node: Node
    object_node: Node
    generic: bool = False

    @property
    def pair(self) -> frozenset[str]:
        """The ids of the two mentions."""
        return frozenset((self.subject.mention.id, self.object.mention.id))


class Matcher:
    """Finds the relations that the facts of one document state."""

    def __init__(
        self, table: CueTable, ontology: Ontology, lexicon: Lexicon, chain_of: Mapping[str, CoreferenceChain]
    ) -> None:
        self._table, self._ontology, self._lexicon, self._chain_of = table.entries, ontology, lexicon, chain_of

    def matches(self, fact: Fact) -> list[Match]:
        """Return the best matches of a fact: of the rivals for one pair, those with most modifiers."""
        entries = self._table.get((fact.predicate, fact.kind), ())
        generic = not entries and fact.kind == "noun" and bool(fact.get(SELF))
        if generic:
            entries = self._table.get((self._lexicon.hypernym(fact.predicate), "noun"), ())
        found: dict[tuple[str, str], list[Match]] = {}
        placed, filled, wished = Arguments(fact, self._lexicon), filled_roles(fact), "wished" in fact.flags
        for entry in entries:
            # Of a fact's many entries few ask for roles that it has, so that is looked at first.
            direct = entry.subject_role in filled and entry.object_role in filled
            turned = fact.kind == "noun" and entry.subject_role == POSSESSOR and entry.object_role in _JOINT
            if not (direct or turned) or (wished and not entry.wished):
                continue
            if not fact.modifiers.issuperset(entry.modifiers):
                continue
            rows = [*self._pairs(fact, entry, placed)] if direct else []
            for match in [*rows, *self._reciprocal(fact, entry, placed)] if turned else rows:
                pair = (match.subject.mention.id, match.object.mention.id)
                found.setdefault((min(pair), max(pair)), []).append(match)
        best: list[Match] = []
        for rivals in found.values():
            most = max(self._specificity(m.entry) for m in rivals)
            rivals = [m for m in rivals if self._specificity(m.entry) == most]
            if fact.kind != "verb":  # one verb may well say two things: "signed the striker"
                narrowest = min(self._breadth(m.entry.property) for m in rivals)
                rivals = [m for m in rivals if self._breadth(m.entry.property) == narrowest]
            best += rivals
        return [replace(narrowed(match, self._ontology, self._lexicon), generic=generic) for match in best]

    def _specificity(self, entry: Entry) -> tuple[int, int]:
        """Rank a template by its modifiers, then by how deep in the ontology the classes lie that it asks for."""
        asked = [t for t in (entry.subject_type, entry.object_type) if t is not None]
        return len(entry.modifiers), sum(len(self._ontology.ancestors(t)) for t in asked)

    def _breadth(self, property_name: str) -> int:
        """Return how many pairs of classes a property takes: of two readings the narrower says more."""
        prop = self._ontology.properties[property_name]
        return len(prop.domain) * len(prop.range)

    def _pairs(self, fact: Fact, entry: Entry, placed: Arguments) -> Iterator[Match]:
        same_role = entry.subject_role == entry.object_role
        if same_role and fact.kind == "verb" and entry.subject_role == SUBJECT and self._does_each(fact):
            return  # "A and B spoke", but not "A and B speak German"
        if same_role and fact.kind == "verb" and any(fact.get(role) for role in _OTHER_SIDE):
            return  # "A and B talked with C": not with each other
        if (
            same_role
            and entry.subject_role == POSSESSOR
            and any(node.is_name for role in _OTHER_SIDE for node in fact.get(role))
        ):
            return  # "A and B's talks with C"
        if same_role and entry.subject_role == SELF and any(_is_somebody(node) for node in fact.get(OWNER)):
            return  # "C's rivals were A and B", "its rivals A and B"; but "the region's rivals A and B"
        subjects = placed[entry.subject_role]
        objects = subjects if same_role else placed[entry.object_role]
        if not objects and self._ontology.relations[entry.property].through_possession:
            objects = owners(fact, entry.object_role, self._lexicon)
        for i, (subject_node, subject) in enumerate(subjects):
            for j, (object_node, object_) in enumerate(objects):
                if (subject_node is object_node and not same_role) or (same_role and j <= i):
                    continue
                if same_role and _are_examples(subject_node, object_node):
                    continue
                left, right = self._chain_of.get(subject.mention.id), self._chain_of.get(object_.mention.id)
                if left is None or right is None or left.id == right.id:
                    continue
                match = Match(fact=fact, entry=entry, subject=subject, object=object_,
                              subject_node=subject_node, object_node=object_node)  # fmt: skip
                if fit(match, left, right, self._ontology, self._lexicon):
                    yield match

    def _does_each(self, fact: Fact) -> bool:
        """Say whether several do something to an object, each for himself: not what is discussed or done jointly.

        "Both spoke separately to reporters" says of no object that it is done apart.
        """
        if fact.modifiers & self._lexicon.of("constructions.apart_adverbs"):
            return True
        if not fact.node.kids("dobj"):
            return False
        jointly = bool(fact.modifiers & self._lexicon.of("constructions.joint_adverbs"))
        return not jointly and fact.predicate not in self._lexicon.of("constructions.joint_verbs")

    def _reciprocal(self, fact: Fact, entry: Entry, placed: Arguments) -> Iterator[Match]:
        """Read "talks between A and B" and "A and B's talks" off the template "A's talks with B"."""
        if not self._ontology.properties[entry.property].symmetric:
            return
        each = fact.predicate in self._lexicon.of("constructions.of_each")  # "works by A and B"
        if not fact.get(entry.object_role) and not each:
            yield from self._pairs(fact, replace(entry, object_role=POSSESSOR), placed)
        yield from self._pairs(fact, replace(entry, subject_role="between", object_role="between"), placed)


def _is_somebody(owner: Node) -> bool:
    return owner.is_name or owner.pos in ("PRON", "PROPN")


def _are_examples(left: Node, right: Node) -> bool:
    """Say whether two names are only examples: "players like A and B spoke", "between firms like A and B and C"."""
    while right.dep == "conj" and right.head is not None and right is not left:
        right = right.head
    return left is right and left.head is not None and left.head.lower in ("like", "as", "including")
