"""Ids of entities that begin as a person has typed, for a shell that completes them: quick, also for a large graph."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from kg.rdf.vocabulary import BASE

#: A shell waits while a person looks on; what is not found by then is not offered.
_PATIENCE_S = 0.5
_ENTITY = re.compile(rf"(?:entity:|<(?:{re.escape(BASE)}|[^>]*/)entity/)([^\s>]+)>? ")
#: What stands after the last entity in a file that `kg build` wrote.
_AFTER = ("name:", "claim:", "evidence:")


def entity_ids(path: Path, beginning: str, *, limit: int = 100) -> list[str]:
    """Return ids of entities in a Turtle file that begin so, sorted; [] where there is no such file.

    Spaces count as hyphens and case does not count: "sean d" finds "sean-duffy". Ids, not names, for they need no
    quotation marks, and stand for the entity in every command.
    """
    wanted = re.sub(r"[\s_]+", "-", beginning.strip().casefold())
    if path.suffix.lower() != ".ttl" or not path.is_file():
        return []
    return sorted(islice((id for id in _ids(path) if id.startswith(wanted)), limit))


def _ids(path: Path) -> Iterator[str]:
    """Yield the ids of a file's entities: they are sorted, and stand before everything long."""
    ends_at = time.monotonic() + _PATIENCE_S
    with path.open(encoding="utf-8", errors="replace") as stream:
        for line in stream:
            found = _ENTITY.match(line)
            if found is not None:
                yield found[1]
            elif line.startswith(_AFTER) or time.monotonic() > ends_at:
                return
