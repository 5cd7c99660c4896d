"""Disjoint groups of ids that are joined pair by pair; the smallest id stands for its group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping


class Groups:
    """Ids, each in a group of its own until it is joined with another; the order of joins does not matter.

    >>> groups = Groups(["a", "b", "c"])
    >>> groups.join("c", "b"); groups.roots()
    {'a': 'a', 'b': 'b', 'c': 'b'}
    """

    def __init__(self, ids: Iterable[str]) -> None:
        self._root = {id: id for id in ids}

    def root(self, id: str) -> str:
        """Return the smallest id of the group."""
        root = id
        while self._root[root] != root:
            root = self._root[root]
        while self._root[id] != root:
            self._root[id], id = root, self._root[id]
        return root

    def join(self, left: str, right: str) -> None:
        """Make one group of two."""
        first, second = sorted((self.root(left), self.root(right)))
        self._root[second] = first

    def roots(self) -> Mapping[str, str]:
        """Return the smallest id of each id's group, by id."""
        return {id: self.root(id) for id in sorted(self._root)}
