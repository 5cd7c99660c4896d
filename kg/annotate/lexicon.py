"""The word lists that annotating needs, taken from the ontology's ``words``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Lists of common nouns a class is named with ("the spacecraft X", "X, a lawyer"): list in roles.toml -> class.
ROLE_LISTS = {
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Lower-case words by what they tell about a name.

    ``heads`` maps the last word of a name ("airport") to its class, ``nouns`` a common noun beside a name to its
    class. ``lists`` are all lists of ``typing.toml``.
    """

    heads: Mapping[str, str]
    nouns: Mapping[str, str]
    lists: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, words: Mapping[str, frozenset[str]]) -> Lexicon:
        """Take the lists ``typing.*`` and ``roles.*``; a list that is not there is empty."""
        lists = {key.partition(".")[2]: values for key, values in words.items() if key.startswith("typing.")}
        heads: dict[str, str] = {}
        for key, values in sorted(lists.items()):
            if key.endswith("_heads"):
                heads |= dict.fromkeys(sorted(values), key.removesuffix("_heads").capitalize())
        nouns: dict[str, str] = {}
        for name, type_ in ROLE_LISTS.items():
            for word in sorted(words.get(f"roles.{name}", ())) + sorted(lists.get(f"{type_.lower()}_nouns", ())):
                nouns.setdefault(word, type_)
        return cls(heads=heads, nouns=nouns, lists=lists)

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return a list of ``typing.toml``, empty where there is none."""
        return self.lists.get(name, frozenset())
