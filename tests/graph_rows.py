"""Nodes and edges as large as wanted, made up from the names of the ontology's own lists; every run has equal rows."""

from __future__ import annotations

import random
from collections.abc import Iterator

from kg.export.rows import EdgeRow, Look, NodeRow
from kg.schema.ontology import Ontology
from tests.benchmark.name_pairs import names

_STATUSES = (("occurred",), ("occurred", "past"), ("acting",))
_SAID = 'said that the “agreement” & its <terms> were signed in the morning after "long" talks with officials'


class NewsRows:
    """Rows of a graph whose degrees are as uneven as in news: edges are made while they are read, and not kept."""

    def __init__(self, ontology: Ontology, *, n_nodes: int, n_edges: int) -> None:
        self.n_edges = n_edges
        self._properties = sorted(ontology.properties)
        # Real names, and past their number the same with a number behind: a million names would take longer than
        # writing them.
        pool = names(ontology, min(n_nodes, 5_000), random.Random(7))
        self._names = [pool[i % len(pool)] for i in range(n_nodes)]

    def _name(self, place: int) -> str:
        name = self._names[place][1]
        return name if place < 5_000 else f"{name} {place}"

    def nodes(self) -> Iterator[NodeRow]:
        """Yield the nodes; the number of edges is made up, for it would need the edges."""
        random_ = random.Random(1)
        for place, (entity_class, name) in enumerate(self._names):
            yield NodeRow(
                id=f"e-{place:07}",
                name=self._name(place),
                entity_class=entity_class,
                aliases=(name.split()[-1],) if " " in name else (),
                mentions=random_.randrange(1, 500),
                documents=random_.randrange(1, 90),
                n_edges=random_.randrange(1, 90),
            )

    def looks(self) -> Iterator[Look]:
        """Yield how each node is drawn: not as a layout would, but with values of the same kind."""
        random_ = random.Random(2)
        for _ in self._names:
            yield Look(
                colour=(random_.randrange(256), random_.randrange(256), random_.randrange(256)),
                size=round(random_.uniform(8, 40), 1),
                place=(round(random_.uniform(-9000, 9000), 1), round(random_.uniform(-9000, 9000), 1)),
            )

    def edges(self) -> Iterator[EdgeRow]:
        """Yield the edges, no (subject, predicate, object) twice; one in ten has a date."""
        random_ = random.Random(3)
        n_nodes = len(self._names)
        said = [" ".join(random_.choices(_SAID.split(), k=12)) for _ in range(500)]
        for number in range(self.n_edges):
            # The target and the predicate are counted through, so that no triple stands twice.
            round_, target = divmod(number, n_nodes)
            source = int(n_nodes * random_.random() ** 3)
            predicate = self._properties[round_ % len(self._properties)]
            source_id, target_id = f"e-{source:07}", f"e-{target:07}"
            day = f"2025-{1 + number % 12:02}-{1 + number % 28:02}" if number % 10 == 0 else None
            yield EdgeRow(
                id=f"edge-{number:07}",
                source=source_id,
                target=target_id,
                predicate=predicate,
                weight=random_.randrange(1, 9),
                confidence=round(random_.random(), 3),
                since=day,
                periods=(f"{day}/..",) if day else (),
                statuses=_STATUSES[number % 3],
                said_by=(self._name(source),) if number % 4 == 0 else (),
                sentences=(f"{self._name(source)} {said[number % 500]} {self._name(target)}.",),
                articles=(f"{number % 20_000:06}.txt",),
            )
