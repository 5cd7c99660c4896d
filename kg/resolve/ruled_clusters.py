"""Clusters that a person's decisions bind beside the program's vetoes."""

from __future__ import annotations

from kg.resolve.blocking import IndexPair
from kg.resolve.cluster import Clusters
from kg.resolve.rulings import Rulings


class RuledClusters(Clusters[int]):
    """Two sets of clusters in one: the program's own, and those that a person's decisions make of them.

    What a person joins may hold vetoes of the program; what a person keeps apart is never in one cluster, also
    not through a third name. The program's vetoes go on holding among the names that the program joined.
    """

    def __init__(self, judged: Clusters[int], n_nodes: int, rulings: Rulings) -> None:
        super().__init__(range(n_nodes), forbids=rulings.forbids if rulings.apart or rulings.alone else None)
        self._judged: Clusters[int] | None = None  # what a person joins is not the program's to forbid
        for pair in rulings.same:
            super().join(*pair)
        self._judged = judged

    def obstacle(self, left: int, right: int) -> IndexPair | None:
        """Return the first pair that forbids joining the two clusters, a person's before the program's, or None."""
        if self.root(left) == self.root(right):
            return None
        return super().obstacle(left, right) or (
            self._judged.obstacle(left, right) if self._judged is not None else None
        )

    def join(self, left: int, right: int) -> IndexPair | None:
        """Merge two clusters; return the pair that forbids it, which leaves them as they are, or None."""
        obstacle = super().join(left, right)
        if obstacle is None and self._judged is not None:
            self._judged.join(left, right)
        return obstacle
