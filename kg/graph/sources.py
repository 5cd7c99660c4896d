"""Which documents are one source: those of one newsroom, and reprints of one text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.graph.duplicates import reprint_groups
from kg.graph.groups import Groups
from kg.model import Document
from kg.model.newsroom import newsroom


def source_groups(documents: Iterable[Document]) -> Mapping[str, str]:
    """Return for each document's id the smallest id of the documents that are one source with it.

    Documents of one newsroom are one source, and so are near-duplicates, whoever printed them. A document of
    unknown newsroom is a source of its own.
    """
    rows = sorted(documents, key=lambda document: document.id)
    groups = Groups(row.id for row in rows)
    newsrooms = {row.id: room for row in rows if (room := newsroom(row)) is not None}
    first_of: dict[str, str] = {}
    for id, room in newsrooms.items():
        groups.join(first_of.setdefault(room, id), id)
    for id, original in reprint_groups(rows, related=newsrooms).items():
        groups.join(original, id)
    return groups.roots()
