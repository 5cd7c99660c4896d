"""How nodes are drawn: colour by class or by community, size by degree, positions."""

from __future__ import annotations

import math

from kg.export.layout import positions
from kg.export.rows import Look, RowStream
from kg.export.settings import ExportSettings
from kg.schema.ontology import Ontology

#: Colours that stay apart for colour-blind readers too, first come first served by the sorted classes, or by
#: the communities from the largest down. Source: Paul Tol, "Colour Schemes", 2021, scheme "muted", then "bright".
_COLOURS = (
    (136, 204, 238),
    (68, 170, 153),
    (17, 119, 51),
    (153, 153, 51),
    (221, 204, 119),
    (204, 102, 119),
    (136, 34, 85),
    (170, 68, 153),
    (51, 34, 136),
    (68, 119, 170),
    (238, 102, 119),
    (34, 136, 51),
    (204, 187, 68),
    (102, 204, 238),
)
#: Nodes of no class or community, and those of the small communities for which no colour is left.
_GREY = (160, 160, 160)


def looks(rows: RowStream, ontology: Ontology, settings: ExportSettings) -> tuple[Look, ...]:
    """Return how each node is drawn, in the order of the nodes.

    The area of a node grows with the number of its edges. Places are None without ``settings.layout``, and where
    `positions` finds none.
    """
    places = positions(len(rows.nodes), rows.ends) if settings.layout else []
    by_class = {name: _COLOURS[i % len(_COLOURS)] for i, name in enumerate(sorted(ontology.classes))}
    by_community = dict(enumerate(_COLOURS))
    return tuple(
        Look(
            colour=(
                by_community.get(-1 if node.community is None else node.community, _GREY)
                if settings.communities
                else by_class.get(node.entity_class, _GREY)
            ),
            size=round(8 + 6 * math.sqrt(node.n_edges), 1),
            place=places[i] if places else None,
        )
        for i, node in enumerate(rows.nodes)
    )
