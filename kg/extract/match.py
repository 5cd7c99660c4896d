"""Look-up: from facts to relation mentions, by predicate, roles and modifiers, then by type."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from kg.extract.arguments import Argument, referents, whole_of_unit
from kg.extract.facts import MODIFIER, OWNER, POSSESSOR, SELF, SUBJECT, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.templates import CueTable, Entry
from kg.extract.tree import Node, prepositional
from kg.model import CoreferenceChain
from kg.schema.ontology import Ontology

#: How an event noun's doer may stand: "Iran's attack", "the attack by Iran", "the Iranian attack".
_DOER_ROLES = (POSSESSOR, "by", MODIFIER)
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
        self._table, self._ontology, self._lexicon, self._chain_of = (
            table.entries,
            ontology,
            lexicon,
            chain_of,
        )

    def matches(self, fact: Fact) -> list[Match]:
        """Return the best matches of a fact: of the rivals for one pair, those with most modifiers."""
        entries = self._table.get((fact.predicate, fact.kind), ())
        generic = not entries and fact.kind == "noun" and bool(fact.get(SELF))
        if generic:
            entries = self._table.get((self._lexicon.hypernym(fact.predicate), "noun"), ())
        found: dict[tuple[str, str], list[Match]] = {}
        for entry in entries:
            if not fact.modifiers.issuperset(entry.modifiers) or ("wished" in fact.flags and not entry.wished):
                continue
            for match in [*self._pairs(fact, entry), *self._reciprocal(fact, entry)]:
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
        return [replace(self._narrowed(match), generic=generic) for match in best]

    def _specificity(self, entry: Entry) -> tuple[int, int]:
        """Rank a template by its modifiers, then by how deep in the ontology the classes lie that it asks for."""
        asked = [t for t in (entry.subject_type, entry.object_type) if t is not None]
        return len(entry.modifiers), sum(len(self._ontology.ancestors(t)) for t in asked)

    def _breadth(self, property_name: str) -> int:
        """Return how many pairs of classes a property takes: of two readings the narrower says more."""
        prop = self._ontology.properties[property_name]
        return len(prop.domain) * len(prop.range)

    def _narrowed(self, match: Match) -> Match:
        """Put the weaker property where nouns narrow the post: "Acme sales chief", "press manager for Acme"."""
        relation = self._ontology.relations[match.entry.property]
        if relation.of_employer is not None and match.fact.kind == "name" and self._employs(match):
            return replace(match, entry=replace(match.entry, property=relation.of_employer))
        if relation.narrowed is None:
            return match
        if self._is_of_part(match):
            return replace(match, entry=replace(match.entry, property=relation.narrowed))
        if match.fact.kind != "noun" or not match.fact.get(SELF):
            return match
        led = match.object if match.entry.subject_role == SELF else match.subject
        plain = not match.entry.modifiers  # "prime minister" is another post
        if self._is_one_of_many(match.fact) or (plain and self._is_of_other_body(match.fact, led.mention.text)):
            return replace(match, entry=replace(match.entry, property=relation.narrowed))
        owner = match.object_node if match.entry.subject_role == SELF else match.subject_node
        if "unit" in (match.subject.via, match.object.via):
            return replace(match, entry=replace(match.entry, property=relation.narrowed))
        if self._has_topic(match.fact.node, owner):
            return replace(match, entry=replace(match.entry, property=relation.narrowed))
        groups = self._lexicon.of("collectives.collectives") | self._lexicon.of("roles.groups")
        post = match.fact.node
        of_part = post.lower in self._lexicon.of("constructions.posts_of_parts")
        whole = self._lexicon.of("constructions.parts_that_are_all")
        if of_part and post.dep == "conj" and post.head is not None and owner.i > post.i:
            before = [n for n in post.head.children if n.i == post.i - 1 and n.dep == "conj" and n.pos == "NOUN"]
            if before:  # "research and communications manager for X", which the parser reads as three
                return replace(match, entry=replace(match.entry, property=relation.narrowed))
        for node in post.children:
            if (
                (owner.i < node.i < post.i or (of_part and node.i < post.i < owner.i and node.lower not in whole))
                and node.pos in ("NOUN", "PROPN")
                and node.dep in ("compound", "nmod")
                and not node.is_name
                and node.lower not in match.entry.modifiers
                and node.lower not in self._lexicon.past_modifiers | self._lexicon.acting_modifiers
                and node.lower not in groups
            ):
                return replace(match, entry=replace(match.entry, property=relation.narrowed))
        return match

    def _is_one_of_many(self, fact: Fact) -> bool:
        """Say whether a post is one of several alike: "a director of Acme", but not "a managing director"."""
        before = [c for c in fact.node.children if c.i < fact.node.i and not c.is_name]
        article = any(c.dep == "det" and c.lower in ("a", "an") for c in before)
        plain = all(c.dep == "det" or c.lower in self._lexicon.past_modifiers for c in before)
        return article and plain and fact.node.lower in self._lexicon.of("constructions.posts_of_many")

    def _is_of_other_body(self, fact: Fact, owner: str) -> bool:
        """Say whether a minister or secretary is one of something else than a department of state, which they lead."""
        if fact.predicate not in self._lexicon.of("collectives.ministers"):
            return False
        return not any(f" {name} " in f" {owner.lower()} " for name in self._lexicon.of("collectives.departments"))

    def _is_of_part(self, match: Match) -> bool:
        """Say whether what is led is only known through a part: "Britain's defence staff", "the US delegation"."""
        nodes = ((match.subject.via, match.subject_node), (match.object.via, match.object_node))
        parts = self._lexicon.of("collectives.parts")
        return any(via == "member" and node.lower in parts for via, node in nodes)

    def _has_topic(self, post: Node, owner: Node) -> bool:
        """Say whether "of" behind a post tells which part of the owner it leads: "Acme's head of sales"."""
        whole = self._lexicon.of("constructions.whole_nouns")
        topics = [
            node
            for name, _, nodes in prepositional(post)
            if name in ("of", "for")
            for node in nodes
            if node.mention is None and node.pos == "NOUN" and node.i > owner.i and node.lower not in whole
        ]
        return bool(topics) and owner.i < post.i

    def _employs(self, match: Match) -> bool:
        """Say whether a body's name tells that it has a staff and no members: "Acme Co International", "Bank of X"."""
        words = match.object.mention.text.lower().replace(".", "").split()
        head = words[: words.index("of")] if "of" in words[1:] else words
        return match.subject.mention.type == "Person" and (
            head[-1] in self._lexicon.of("collectives.employers")
            or not self._lexicon.of("collectives.company_forms").isdisjoint(words[1:])
        )

    def _pairs(self, fact: Fact, entry: Entry) -> Iterator[Match]:
        same_role = entry.subject_role == entry.object_role
        if same_role and fact.kind == "verb" and entry.subject_role == SUBJECT and fact.node.kids("dobj"):
            return  # "A and B spoke", but not "A and B speak German"
        if same_role and fact.kind == "verb" and any(fact.get(role) for role in _OTHER_SIDE):
            return  # "A and B talked with C": not with each other
        subjects = self._arguments(fact, entry.subject_role)
        objects = subjects if same_role else self._arguments(fact, entry.object_role)
        if not objects and self._ontology.relations[entry.property].through_possession:
            objects = self._owners(fact, entry.object_role)
        for i, (subject_node, subject) in enumerate(subjects):
            for j, (object_node, object_) in enumerate(objects):
                if (subject_node is object_node and not same_role) or (same_role and j <= i):
                    continue
                if same_role and entry.subject_role == "between" and _are_examples(subject_node, object_node):
                    continue
                left, right = self._chain_of.get(subject.mention.id), self._chain_of.get(object_.mention.id)
                if left is None or right is None or left.id == right.id:
                    continue
                if (
                    not (_is_some_people(subject_node) or _is_some_people(object_node))
                    and self._acts(entry.property, subject, object_)
                    and self._adjective_fits(entry, subject, object_)
                    and self._is_of_state(fact, entry, object_node)
                    and self._admits(entry, left, right, settled=self._is_weak(fact, entry))
                    and (fact.kind != "name" or self._is_sure(entry, left, right))
                ):
                    yield Match(fact=fact, entry=entry, subject=subject, object=object_,
                                subject_node=subject_node, object_node=object_node)  # fmt: skip

    def _reciprocal(self, fact: Fact, entry: Entry) -> Iterator[Match]:
        """Read "talks between A and B" and "A and B's talks" off the template "A's talks with B"."""
        if not self._ontology.properties[entry.property].symmetric or entry.subject_role == entry.object_role:
            return
        if fact.kind == "noun" and entry.subject_role == POSSESSOR and entry.object_role in ("with", "between"):
            each = fact.predicate in self._lexicon.of("constructions.of_each")  # "works by A and B"
            if not fact.get(entry.object_role) and not each:
                yield from self._pairs(fact, replace(entry, object_role=POSSESSOR))
            yield from self._pairs(fact, replace(entry, subject_role="between", object_role="between"))

    def _arguments(self, fact: Fact, role: str) -> list[tuple[Node, Argument]]:
        roles = [role]
        if role == POSSESSOR and fact.kind == "noun" and not fact.get(SELF):
            roles = list(_DOER_ROLES)
        elif role == POSSESSOR and fact.kind == "name":
            roles = [POSSESSOR, MODIFIER]  # "Japan's Sony", "the US Navy"; of persons only "Kenyan Bernard Lagat"
        return [
            (node, argument)
            for name in dict.fromkeys(roles)
            for node in fact.get(name)
            for argument in referents(node, self._lexicon)
            or (whole_of_unit(node, self._lexicon) if name == OWNER else ())
            if name == role or not fact.node.is_person or argument.mention.kind == "demonym"
            if name == role or fact.kind != "name" or not _are_bodies(fact.node, argument)
            if name != "in" or argument.mention.kind != "demonym"  # "in Italian, with subtitles"
        ]

    def _owners(self, fact: Fact, role: str) -> list[tuple[Node, Argument]]:
        """Return who owns the things under a role: "criticised the minister's plan"."""
        return [
            (owner, argument)
            for node in fact.get(role)
            if node.mention is None and node.pos == "NOUN"
            for owner in node.kids("poss")
            for argument in referents(owner, self._lexicon)
        ]

    def _acts(self, property_name: str, subject: Argument, object_: Argument) -> bool:
        """Say whether what is only known through its members stands where an actor can stand.

        "visited US troops" is no visit to the US, while "met US officials" is a meeting with it.
        """
        prop = self._ontology.properties[property_name]
        if "unit" in (subject.via, object_.via) and self._ontology.relations[property_name].narrowed is None:
            return False  # who belongs to a part of it is none of its own, unless the ontology says what instead
        group = {"Organization", "Mission"}
        return (subject.via != "member" or bool(group & prop.domain)) and (
            object_.via != "member" or bool(group & prop.range)
        )

    def _adjective_fits(self, entry: Entry, subject: Argument, object_: Argument) -> bool:
        """Say whether a nationality may stand where it stands.

        "the German supplier Bosch" is of Germany, it does not supply it; "the Iraqi minister X" works for Iraq.
        """
        if entry.subject_role == OWNER and subject.mention.kind == "demonym":
            return False
        if entry.object_role == OWNER and object_.mention.kind == "demonym":
            return self._ontology.relations[entry.property].by_adjective
        return True

    def _is_of_state(self, fact: Fact, entry: Entry, owner: Node) -> bool:
        """Say whether a post with a nationality may be of the state: "French president", not "French director"."""
        adjective = owner.mention is not None and (owner.mention.kind == "demonym" or owner.tag == "JJ")
        if not adjective:
            return True
        citizens = self._ontology.properties[entry.property].range <= {"Country"}
        if fact.kind == "noun" and fact.predicate in self._lexicon.of("collectives.private_posts") and not citizens:
            return False
        if self._ontology.relations[entry.property].narrowed is None:
            return True
        return fact.kind != "noun" or fact.predicate in self._lexicon.of("constructions.posts_of_states")

    def _is_weak(self, fact: Fact, entry: Entry) -> bool:
        """Say whether nothing but "X (Y)" or "X of Y" tells that X belongs to Y."""
        return fact.kind == "name" and self._ontology.relations[entry.property].of_employer is not None

    def _admits(self, entry: Entry, left: CoreferenceChain, right: CoreferenceChain, *, settled: bool = False) -> bool:
        """Say whether the types fit, or may fit once the whole corpus has voted on them; ``settled``: they must now."""
        return any(
            self._ontology.admits(entry.property, subject_type, object_type)
            and self._asked(subject_type, entry.subject_type)
            and self._asked(object_type, entry.object_type)
            for subject_type in _possible_types(left)
            for object_type in ((right.type,) if settled else _possible_types(right))
        )

    def _is_sure(self, entry: Entry, left: CoreferenceChain, right: CoreferenceChain) -> bool:
        """Say whether two ends that a template asks to be of one class surely are: a bare "X's Y" does not say."""
        if entry.subject_type is None or entry.subject_type != entry.object_type:
            return True
        return all(self._asked(type_, entry.subject_type) for type_ in _possible_types(left)) and all(
            self._asked(type_, entry.object_type) for type_ in _possible_types(right)
        )

    def _asked(self, type_: str | None, asked: str | None) -> bool:
        return asked is None or type_ is None or self._ontology.is_a(type_, asked)


def _are_bodies(name: Node, argument: Argument) -> bool:
    """Say whether both are organizations: of "Acme Apex" neither is known to be the other's, of "Acme's Apex" it is."""
    return name.mention is not None and name.mention.type == argument.mention.type == "Organization"


def _is_some_people(node: Node) -> bool:
    """Say whether a node counts or picks people of a country: "many Germans" are not Germany."""
    if node.mention is None or node.mention.kind != "demonym" or node.tag not in ("NNS", "NNPS"):
        return False
    return any(c.dep in ("amod", "nummod", "relcl", "acl") or c.lower in _SOME for c in node.children)


def _are_examples(left: Node, right: Node) -> bool:
    """Say whether two names are examples of one side: "a battle between firms like A and B and younger ones"."""
    while right.dep == "conj" and right.head is not None and right is not left:
        right = right.head
    return left is right and left.head is not None and left.head.lower in ("like", "as", "including")


_SOME = frozenset({"some", "many", "most", "few", "several", "all", "these", "those"})
#: A type with at least this share of a chain's votes may still win the corpus-wide vote.
_MIN_VOTE_SHARE = 0.3


def _possible_types(chain: CoreferenceChain) -> tuple[str | None, ...]:
    total = sum(weight for _, weight in chain.type_votes)
    rivals = (
        t for t, weight in chain.type_votes if total > 0 and weight >= _MIN_VOTE_SHARE * total and t != chain.type
    )
    return (chain.type, *rivals)
