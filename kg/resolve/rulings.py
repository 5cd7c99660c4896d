"""Apply a person's decisions to the names of a corpus: what must be one, what must stay apart, what is called how."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise, product

from kg.model import CoreferenceChain, Entity, Judgement, Rejected, Verdict, slug
from kg.resolve.blocking import IndexPair
from kg.resolve.cluster import Clusters
from kg.resolve.curation import Curation, CurationRow
from kg.resolve.nodes import NameNode
from kg.resolve.refusals import STAGE, ordered, refusal, several, unknown, unwritten
from kg.resolve.selector import NameIndex, name_key
from kg.resolve.splits import split_off

#: The weight of a person's decision in log-odds: more than all that speaks against it.
CERTAIN = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """A person's decisions about nodes, by position.

    ``same`` are joined before anything else; ``apart`` are pairs kept apart; ``alone`` gives each split-off node the
    number of its group: nodes of two groups, or of one and of none, never join; ``splits`` holds the rows of the
    groups, which are numbered from 1. ``renamed`` holds the nodes that a row renames, ``types`` the classes given
    to a node's chains. ``reasons`` holds the row behind each pair.
    """

    same: tuple[IndexPair, ...] = ()
    apart: frozenset[IndexPair] = frozenset()
    alone: Mapping[int, int] = field(default_factory=dict)
    splits: Mapping[int, CurationRow] = field(default_factory=dict)
    renamed: Mapping[CurationRow, tuple[int, ...]] = field(default_factory=dict)
    types: Mapping[int, frozenset[str]] = field(default_factory=dict)
    reasons: Mapping[IndexPair, CurationRow] = field(default_factory=dict)
    rejected: tuple[Rejected, ...] = ()

    def forbids(self, left: int, right: int) -> bool:
        """Say whether a person keeps two nodes apart."""
        return self.alone.get(left) != self.alone.get(right) or (min(left, right), max(left, right)) in self.apart

    @property
    def split_nodes(self) -> dict[CurationRow, tuple[int, ...]]:
        """Return the nodes that each split takes out."""
        return {row: tuple(i for i, n in self.alone.items() if n == number) for number, row in self.splits.items()}

    def judgements(self, nodes: Sequence[NameNode], pairs: Iterable[IndexPair]) -> tuple[Judgement, ...]:
        """Return the decisions as judgements, with those that a split makes of the candidate pairs."""
        alone = self.alone
        split = {(left, right) for left, right in pairs if alone.get(left) != alone.get(right)} if alone else set()
        found: dict[str, Judgement] = {}
        for pair in sorted({*self.same, *self.apart, *split}):
            verdict: Verdict = "same" if pair in self.same else "different"
            left, right = sorted((nodes[pair[0]].label, nodes[pair[1]].label))
            row = self.reasons.get(pair) or self.splits[max(self.alone.get(i, 0) for i in pair)]
            said = f"{row} ({row.note})" if row.note else str(row)
            judgement = Judgement(
                left=left,
                right=right,
                verdict=verdict,
                score=float(verdict == "same"),
                features=(("decided by a person", said, CERTAIN if verdict == "same" else -CERTAIN),),
                decided_by=STAGE,
            )
            found.setdefault(judgement.id, judgement)
        return tuple(found.values())


def retyped(
    nodes: Sequence[NameNode], groups: Iterable[Sequence[int]], curation: Curation, classes: Collection[str]
) -> tuple[dict[str, str], tuple[Rejected, ...]]:
    """Return the class of each chain of the entities that a person gave another class, and the rows that cannot hold.

    ``groups`` are the entities, as positions of their nodes, before any of them has its new class.
    """
    index = NameIndex(nodes, _renamed(curation))
    beside = {i: group for group in groups for i in group}
    found: dict[str, dict[str, CurationRow]] = defaultdict(dict)
    rejected: list[Rejected] = []
    for row in curation.of_kind("retype"):
        members = index.find(row.names[0])
        if not members:
            rejected.append(unknown(row, row.names[0], index.of_other_class(row.names[0])))
        elif row.to not in classes:
            rejected.append(refusal(row, f"the ontology has no class {row.to!r}"))
        else:
            for chain in (chain for i in members for j in beside[i] for chain in nodes[j].chains):
                found[chain][row.to or ""] = row
    torn = {row for rows in found.values() if len(rows) > 1 for row in rows.values()}
    rejected += [refusal(row, "another row gives the name another class") for row in torn]
    kept = {chain: next(iter(rows)) for chain, rows in found.items() if not torn.intersection(rows.values())}
    return kept, tuple(sorted(rejected, key=lambda r: r.id))


def with_types(chains: Mapping[str, CoreferenceChain], types: Mapping[str, str]) -> dict[str, CoreferenceChain]:
    """Return the chains in which those that a person classed have that class and all votes for it."""
    return {
        id: replace(chain, type=types[id], type_votes=((types[id], sum(w for _, w in chain.type_votes) or 1.0),))
        if id in types
        else chain
        for id, chain in chains.items()
    }


def rule(
    nodes: Sequence[NameNode],
    curation: Curation,
    *,
    types: Mapping[str, str],
    differs: Callable[[int, int], bool],
    former: Mapping[str, str | None] | None = None,
) -> Rulings:
    """Find the nodes that the rows speak of, and settle where the rows contradict one another.

    Rows that keep apart outweigh rows that join: a wrong merge does more harm than a missing one. Of rows that
    give one name two new ones none is taken. ``types`` holds the classes that a person gave chains, ``former`` those
    that these had before, by which rows may still name them; ``differs`` says of two nodes of one name whether the
    program takes them for different things: a row that means both says too little.
    """
    index = NameIndex(nodes, _renamed(curation), former)
    rejected: list[Rejected] = []
    reasons: dict[IndexPair, CurationRow] = {}

    def found(row: CurationRow, *, own: bool = False) -> list[tuple[int, ...]]:
        """Return the nodes of each of a row's names; nothing where one of them cannot be told."""
        groups = [index.led(name) if own else index.find(name) for name in row.names]
        rejected.extend(
            unknown(row, name, index.of_other_class(name))
            for name, group in zip(row.names, groups, strict=True)
            if not group
        )
        return groups if all(groups) else []

    apart: set[IndexPair] = set()
    for row in curation.of_kind("never-merge"):
        groups = found(row)
        known_by = unwritten(row, row.names, groups, nodes) if groups else None
        if known_by is not None:
            rejected.append(known_by)
            continue
        if any(set(one) & set(two) for one, two in combinations(groups, 2)):
            rejected.append(refusal(row, "the names are one name in some article: split it there"))
            continue
        for pair in (ordered(*pair) for one, two in combinations(groups, 2) for pair in product(one, two)):
            apart.add(pair)
            reasons.setdefault(pair, row)
    alone, joined = split_off(nodes, curation, found, differs, rejected)
    wanted: dict[CurationRow, tuple[IndexPair, ...]] = {row: pairs for row, pairs in joined.items() if pairs}
    for row in curation.of_kind("merge"):
        groups = found(row)
        torn = next((g for g in groups if any(differs(*pair) for pair in combinations(g, 2))), None)
        if torn is not None:
            rejected.append(several(row, nodes, torn))
        elif groups:
            wanted[row] = tuple(ordered(*pair) for pair in pairwise(dict.fromkeys(i for g in groups for i in g)))
    splits = dict(enumerate(curation.of_kind("split"), 1))
    rulings = Rulings(apart=frozenset(apart), alone=alone, splits=splits)
    for row, (left, right) in _contradicting(wanted, rulings, len(nodes)).items():
        del wanted[row]
        rejected.append(refusal(row, f"a row keeps apart {nodes[left].label} and {nodes[right].label}"))
    for row, pairs in wanted.items():
        reasons |= dict.fromkeys(pairs, row)
    return replace(
        rulings,
        same=tuple(sorted({pair for pairs in wanted.values() for pair in pairs})),
        renamed={
            row: tuple(i for g in groups for i in g) for row in curation.of_kind("rename") if (groups := found(row))
        },
        types=_gathered((i, types[c]) for i, node in enumerate(nodes) for c in node.chains if c in types),
        reasons=reasons,
        rejected=tuple(sorted(rejected, key=lambda r: r.id)),
    )


def with_rulings(
    entities: Mapping[int, Entity], groups: Sequence[Sequence[int]], rulings: Rulings
) -> tuple[dict[int, Entity], tuple[Rejected, ...]]:
    """Return the entities, by position of their group, with the names and classes that a person gave them.

    A row whose name is borne by several entities, and rows that give one entity two names or classes, do nothing
    and are rejected. Ids are the plain slugs of the names, as before.
    """
    group_of = {index: number for number, group in enumerate(groups) for index in group if number in entities}
    named: dict[int, dict[str, CurationRow]] = defaultdict(dict)
    rejected: list[Rejected] = []
    for row, members in rulings.renamed.items():
        bearers = sorted({group_of[i] for i in members if i in group_of})
        if len(bearers) == 1:
            named[bearers[0]][row.to or ""] = row
        else:
            said = ", ".join(sorted(f"{entities[n].name} ({entities[n].type})" for n in bearers)) or "nothing"
            rejected.append(refusal(row, f"the name is borne by {said}: write a fuller name or its class"))
    changed = dict(entities)
    for number, entity in entities.items():
        types = {name for i in groups[number] for name in rulings.types.get(i, ())}
        if len(types) == 1:
            changed[number] = replace(entity, type=types.pop())
        elif types:
            said = ", ".join(sorted(types))
            rejected.append(Rejected(stage=STAGE, item=entity.name, reason=f"rows give it several classes: {said}"))
        names = named.get(number, {})
        if len(names) == 1:
            (name,) = names
            changed[number] = replace(changed[number], name=name, id=slug(name))
        for row in names.values() if len(names) > 1 else ():
            rejected.append(refusal(row, "another row gives the same entity another name"))
    return changed, tuple(rejected)


def _contradicting(
    wanted: Mapping[CurationRow, tuple[IndexPair, ...]], rulings: Rulings, n_nodes: int
) -> dict[CurationRow, IndexPair]:
    """Return the rows on the way between two nodes that are kept apart, each with these two.

    Only these are given up: one row that keeps apart does not undo every merge into a large entity.
    """
    given_up: dict[CurationRow, IndexPair] = {}
    while True:
        rows = [row for row in wanted if row not in given_up]
        clusters = Clusters(range(n_nodes), forbids=rulings.forbids)
        torn = ((row, pair) for row in rows for pair in wanted[row] if clusters.join(*pair) is not None)
        first = next(torn, None)
        if first is None:
            return given_up
        row, pair = first
        one, two = clusters.obstacle(*pair) or pair
        given_up |= dict.fromkeys(_way([*rows[: rows.index(row) + 1]], wanted, one, two) or [row], ordered(one, two))


def _way(
    rows: Sequence[CurationRow], wanted: Mapping[CurationRow, tuple[IndexPair, ...]], start: int, goal: int
) -> list[CurationRow]:
    """Return the rows of a shortest way from one node to another."""
    links: dict[int, list[tuple[int, CurationRow]]] = defaultdict(list)
    for row in rows:
        for left, right in wanted[row]:
            links[left].append((right, row))
            links[right].append((left, row))
    queue: deque[tuple[int, list[CurationRow]]] = deque([(start, [])])
    seen = {start}
    while queue:
        here, way = queue.popleft()
        if here == goal:
            return way
        for there, row in links[here]:
            if there not in seen:
                seen.add(there)
                queue.append((there, [*way, row]))
    return []


def _renamed(curation: Curation) -> dict[str, str]:
    return {name_key(row.to or ""): row.names[0] for row in curation.of_kind("rename")}


def _gathered(pairs: Iterable[tuple[int, str]]) -> dict[int, frozenset[str]]:
    values: dict[int, set[str]] = defaultdict(set)
    for index, value in pairs:
        values[index].add(value)
    return {index: frozenset(found) for index, found in sorted(values.items())}
