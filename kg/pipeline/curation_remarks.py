"""What a person should know of a decision about names: that it says nothing new, or what it overrules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from kg.model import Entity
from kg.pipeline.api import Graph
from kg.resolve import CurationRow, NameInContext, NameWords, judge_pair
from kg.resolve.selector import name_of
from kg.resolve.settings import VETO


def remarks_about(graph: Graph, row: CurationRow, bearers: Sequence[Entity | None]) -> tuple[str, ...]:
    """Return a line for each thing about a merge or never-merge that a person may not have meant; often none.

    ``bearers`` are the entities that the row's names mean in the graph, None where a name's entity is not known.
    """
    if row.kind not in ("merge", "never-merge"):
        return ()
    return tuple(_lines(graph, row, bearers))


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
