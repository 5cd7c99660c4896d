"""What a person should know of a decision about names: that it says nothing new, or what it overrules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.model import Entity
from kg.pipeline.api import Graph
from kg.resolve import Curation, CurationRow, NameInContext, NameWords, judge_pair
from kg.resolve.reject import EntityIndex
from kg.resolve.selector import name_of
from kg.resolve.settings import VETO


def remarks_about(
    graph: Graph, row: CurationRow, bearers: Sequence[Entity | None], curation: Curation | None = None
) -> tuple[str, ...]:
    """Return a line for each thing about a merge, never-merge or split that a person may not have meant; often none.

    ``bearers`` are the entities that the row's names mean in the graph, None where a name's entity is not known.
    ``curation`` are the decisions that stand already, None for none.
    """
    if row.kind == "split":
        return tuple(_strikes(graph, bearers, curation or Curation()))
    if row.kind not in ("merge", "never-merge"):
        return ()
    return tuple(_lines(graph, row, bearers))


def _strikes(graph: Graph, bearers: Sequence[Entity | None], curation: Curation) -> Iterator[str]:
    """Yield a line for each struck claim of an entity that is split: it may be of the other part from now on."""
    index = EntityIndex(graph.entities.values())
    parted = {entity.id for entity in bearers if entity is not None}
    for row in curation.of_kind("reject"):
        name = next((name for name in row.names if parted & {entity.id for entity in index.called(name)}), None)
        if name is not None:
            yield f"careful: {row}: after the split it strikes only what is said of {name!r}, not of the other part"


def _lines(graph: Graph, row: CurationRow, bearers: Sequence[Entity | None]) -> Iterator[str]:
    known = {entity.id for entity in bearers if entity is not None}
    if None not in bearers and len(known) == 1 and row.kind == "merge":
        name = next(entity.name for entity in bearers if entity is not None)
        yield f"{_listed(row.names)} are one entity already, {name}: the row keeps them so"
    if None not in bearers and len(known) == len(bearers) and row.kind == "never-merge":
        yield f"{_listed(row.names)} are different entities already: the row keeps them so"
    if row.kind == "merge":
        words = NameWords.of(graph.ontology)
        for (left, one), (right, other) in combinations(zip(row.names, bearers, strict=True), 2):
            if one is not None and one is other:
                continue
            sides = [
                NameInContext(name=name_of(name), type=entity.type if entity else None)
                for name, entity in ((left, one), (right, other))
            ]
            for reason, value, weight in judge_pair(*sides, words=words).features:
                if weight <= VETO:
                    names = f"{left!r} and {right!r}"
                    yield f"careful: the program would keep {names} apart ({reason}: {value}); the merge overrules that"
            if one is not None and other is not None and one.type != other.type:
                yield f"careful: {left!r} is of class {one.type} and {right!r} of {other.type}; see 'kg retype'"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(map(repr, names))
