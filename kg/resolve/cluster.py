"""Cluster names by union-find over accepted pairs; a pair that must not meet keeps two clusters apart."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable


class Clusters[Key: Hashable]:
    """Disjoint sets that merge unless ``forbids`` holds for a pair across them.

    The result depends on the order of ``join`` calls, so callers sort: best first.
    """

    def __init__(self, keys: Iterable[Key], forbids: Callable[[Key, Key], bool] | None = None) -> None:
        self._root: dict[Key, Key] = {key: key for key in keys}
        self._members: dict[Key, list[Key]] = {key: [key] for key in self._root}
        self._forbids = forbids

    def root(self, key: Key) -> Key:
        """Return the member that stands for the key's cluster now."""
        root = key
        while self._root[root] != root:
            root = self._root[root]
        while self._root[key] != root:
            self._root[key], key = root, self._root[key]
        return root

    def obstacle(self, left: Key, right: Key) -> tuple[Key, Key] | None:
        """Return the first pair that forbids joining the two clusters, or None."""
        a, b = self.root(left), self.root(right)
        if a == b or self._forbids is None:
            return None
        forbids = self._forbids
        pairs = ((x, y) for x in self._members[a] for y in self._members[b])
        return next((pair for pair in pairs if forbids(*pair)), None)

    def join(self, left: Key, right: Key) -> tuple[Key, Key] | None:
        """Merge two clusters; return the pair that forbids it, which leaves them as they are, or None.

        >>> clusters = Clusters("abc", forbids=lambda x, y: {x, y} == {"a", "c"})
        >>> clusters.join("a", "b"), clusters.join("b", "c"), clusters.groups()
        (None, ('a', 'c'), (('a', 'b'), ('c',)))
        """
        a, b = self.root(left), self.root(right)
        if a == b:
            return None
        obstacle = self.obstacle(left, right)
        if obstacle is None:
            if len(self._members[a]) < len(self._members[b]):
                a, b = b, a
            self._root[b] = a
            self._members[a].extend(self._members.pop(b))
        return obstacle

    def members(self, key: Key) -> tuple[Key, ...]:
        """Return the members of the key's cluster, in no order."""
        return tuple(self._members[self.root(key)])

    def groups(self) -> tuple[tuple[Key, ...], ...]:
        """Return all clusters, each in the order of the keys first given, and so are they."""
        found: dict[Key, list[Key]] = {}
        for key in self._root:
            found.setdefault(self.root(key), []).append(key)
        return tuple(tuple(group) for group in found.values())
