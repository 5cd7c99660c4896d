"""Which class the names of a user's own class get when an article is read: that of its kind."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from kg.schema.ontology import EntityClass

#: Which list of class nouns (``words/roles.toml``) names which class.
_LISTS = {
    "people": "Person",
    "groups": "Organization",
    "places": "Place",
    "facilities": "Facility",
    "spacecraft": "Spacecraft",
    "vehicles_and_products": "Product",
    "missions": "Mission",
    "events": "Event",
    "agreements": "Agreement",
    "works": "Work",
}
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")


def kinds(
    classes: Mapping[str, EntityClass], known: Collection[str], words: Mapping[str, frozenset[str]]
) -> dict[str, str]:
    """Return the kind of each class that is not ``known``, as far as it can be told; sorted.

    The kind is the nearest known class above it, else the one that the last word of its name or label is a noun
    for ("SpaceAgency" is an Organization).
    """
    found = {name: _kind(name, classes, known, words) for name in sorted(classes) if name not in known}
    return {name: kind for name, kind in found.items() if kind is not None}


def _kind(
    name: str, classes: Mapping[str, EntityClass], known: Collection[str], words: Mapping[str, frozenset[str]]
) -> str | None:
    for above in _above(name, classes):
        if above in known:
            return above
    for above in _above(name, classes):
        label = classes[above].label if above in classes else ""
        for text in (above, label):
            noun = next(reversed(_WORD.findall(text)), "").lower()
            for list_name, kind in _LISTS.items():
                if noun == kind.lower() or noun in words.get(f"roles.{list_name}", ()):
                    return kind
    return None


def _above(name: str, classes: Mapping[str, EntityClass]) -> Iterator[str]:
    """Yield a class and those above it, the nearest first, each once; a cycle ends."""
    waiting, seen = [name], set[str]()
    while waiting:
        current = waiting.pop(0)
        if current not in seen:
            seen.add(current)
            yield current
            waiting += classes[current].parents if current in classes else ()
