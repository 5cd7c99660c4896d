"""Communities with names: who is best connected in each, of which class most are, and which place they share."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.analyse.centrality import measures
from kg.analyse.ties import Ties, ties
from kg.analyse.wording import listed
from kg.model import GraphRecords
from kg.schema import Ontology

#: So many of the best connected members name a community.
NAMING_MEMBERS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedGroup:
    """A community: its name, the label of its members' commonest class, and the place that most of its claims name.

    ``type`` and ``place`` are "" where there is none; ``ids`` are those of the members, best connected first.
    """

    name: str
    type: str
    place: str
    ids: tuple[str, ...]


def communities(graph: GraphRecords, *, seed: int = 0) -> Mapping[str, int]:
    """Return the number of each entity's community, 0 the largest, sorted by id; entities without a tie have none."""
    groups = named_groups(graph, None, seed=seed)
    return dict(sorted((id, number) for number, group in enumerate(groups) for id in group.ids))


def named_groups(graph: GraphRecords, ontology: Ontology | None, *, seed: int = 0) -> tuple[NamedGroup, ...]:
    """Return the communities of a graph, the largest first."""
    network = ties(graph)
    return name_groups(graph, ontology, network, measures(network, seed=seed).groups)


def name_groups(
    graph: GraphRecords, ontology: Ontology | None, network: Ties, groups: Sequence[Sequence[int]]
) -> tuple[NamedGroup, ...]:
    """Return groups of nodes with their names, the largest first; without an ontology no place is known."""
    group_of = {network.ids[node]: number for number, group in enumerate(groups) for node in group}
    places: dict[int, Counter[str]] = defaultdict(Counter)
    for claim in graph.claims.values():
        if claim.polarity == "negative" or ontology is None:
            continue
        for one, other in ((claim.subject, claim.object), (claim.object, claim.subject)):
            entity = graph.entities.get(other)
            if one in group_of and entity is not None and ontology.is_a(entity.type, "Place"):
                places[group_of[one]][entity.name] += 1
    found = []
    for number, group in enumerate(groups):
        members = [(-network.degrees[node], _name(graph, network.ids[node]), network.ids[node]) for node in group]
        ids = [id for _, _, id in sorted(members)]
        types = Counter(graph.entities[id].type for id in ids if id in graph.entities)
        type_ = _first(types)
        declared = ontology.classes.get(type_) if ontology else None
        names = [_name(graph, id) for id in ids[:NAMING_MEMBERS]]
        found.append(
            NamedGroup(
                name=listed(names),
                type=(declared.label if declared else "") or type_,
                place=_first(places[number]),
                ids=tuple(ids),
            )
        )
    return tuple(sorted(found, key=lambda group: (-len(group.ids), group.name, group.ids)))


def _first(counts: Counter[str]) -> str:
    return min(counts, key=lambda key: (-counts[key], key), default="")


def _name(graph: GraphRecords, id: str) -> str:
    entity = graph.entities.get(id)
    return entity.name if entity else id
