"""Splits of whole corpora: which names are taken out of their entity, and splits that take out all there is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from kg.model import Judgement, Rejected
from kg.resolve.blocking import IndexPair
from kg.resolve.curation import Curation, CurationRow
from kg.resolve.nodes import NameNode
from kg.resolve.refusals import ordered, refusal, several
from kg.resolve.selector import NameIndex, Selector
from kg.resolve.settings import VETO

#: The feature of a pair that scored enough and was kept apart by others.
_KEPT_APART = "kept apart"


def unlisted(
    nodes: Sequence[NameNode], curation: Curation, former: Mapping[str, str | None] | None = None
) -> tuple[NameNode, ...]:
    """Return the nodes, those that a row splits off everywhere without what a gazetteer calls them.

    What a person calls another thing is not what the gazetteer has under the name. A country of which only demonyms
    stand has no other name, and keeps it. ``former`` holds the classes of chains to which a person gave another.
    """
    rows = [row for row in curation.of_kind("split") if not row.documents]
    if not rows:
        return tuple(nodes)
    index = NameIndex(nodes, {}, former)
    split = {i for row in rows for name in row.names for i in index.led(name) if nodes[i].forms}
    return tuple(
        replace(node, name=replace(node.name, canonical=None)) if i in split else node for i, node in enumerate(nodes)
    )


def split_off(
    nodes: Sequence[NameNode],
    curation: Curation,
    found: Callable[..., list[tuple[int, ...]]],
    differs: Callable[[int, int], bool],
    rejected: list[Rejected],
) -> tuple[dict[int, int], dict[CurationRow, tuple[IndexPair, ...]]]:
    """Return the group of each split-off node, and the pairs that a split joins: its names are one entity."""
    alone: dict[int, int] = {}
    joined: dict[CurationRow, tuple[IndexPair, ...]] = {}
    for number, row in enumerate(curation.of_kind("split"), 1):
        if row.documents:
            where = ", ".join(sorted(row.documents))
            keys = {Selector.of(name).key for name in row.names}
            labels = [(i, Selector.of(node.label)) for i, node in enumerate(nodes)]
            members = [i for i, label in labels if label.where == where and label.key in keys]
            if not members:
                rejected.append(refusal(row, "no such name in such an article"))
        else:
            groups = found(row, own=True)
            torn = next((g for g in groups if any(differs(*pair) for pair in combinations(g, 2))), None)
            if torn is not None:
                rejected.append(several(row, nodes, torn))
                continue
            members = sorted({i for group in groups for i in group})
        if alone.keys() & set(members):
            rejected.append(refusal(row, "another row splits off the same name"))
            continue
        alone |= dict.fromkeys(members, number)
        joined[row] = tuple(ordered(*pair) for pair in pairwise(members))
    return alone, joined


def idle_splits(
    groups: Mapping[CurationRow, Sequence[int]],
    nodes: Sequence[NameNode],
    judgements: Iterable[Judgement],
) -> tuple[Rejected, ...]:
    """Return the splits of several names beside which nothing is left that they could be taken out of.

    ``groups`` are the nodes of each row. Such a row only says that its names are one entity, which nobody who writes
    "split" means: a name of the entity that is to stay stands among those to take out.
    """
    rows = {row: {nodes[i].label for i in found} for row, found in groups.items() if len(row.names) > 1 and found}
    left: set[CurationRow] = set()
    for judgement in judgements:
        own = [row for row, labels in rows.items() if (judgement.left in labels) != (judgement.right in labels)]
        vetoes = (name for name, _, weight in judgement.features if weight <= VETO)
        if own and all(name == _KEPT_APART for name in vetoes):
            left.update(own)
    return tuple(
        refusal(row, "nothing else is called like these names: leave out the one that the entity is to keep")
        for row in rows
        if row not in left
    )
