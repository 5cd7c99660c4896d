"""A chain while it is being built: the names that are taken to mean one entity."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from math import log

from kg.annotate.entity_types import best


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A chosen name: token range, its form (ASCII quotes, sentence case), class votes and sources.

    ``cues`` are those of the votes that its own words and the words around it gave.
    """

    start: int
    end: int
    form: str
    votes: dict[str, float]
    sources: frozenset[str]
    demonym: bool = False
    canonical: str | None = None
    cues: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class Group:
    """Names that are taken to mean one entity, in text order; rules unite groups into new ones.

    ``bonus`` are class votes that no single mention has: what the way its names vary tells.
    """

    names: tuple[Name, ...]
    bonus: tuple[tuple[str, float], ...] = ()

    @cached_property
    def forms(self) -> tuple[str, ...]:
        """The distinct forms that are no demonyms, longest first."""
        return tuple(sorted({n.form for n in self.names if not n.demonym}, key=lambda f: (-len(f), f)))

    @cached_property
    def fullest(self) -> str:
        """The longest form; a demonym only where there is no other."""
        return (self.forms or sorted({n.form for n in self.names}))[0]

    @cached_property
    def votes(self) -> dict[str, float]:
        """The votes of all forms: the mean of a form's mentions, more for repeated forms and for full names.

        A surname alone is often misread the same way a dozen times; one full name outweighs it.
        """
        by_form: dict[str, list[Name]] = {}
        for name in self.names:
            by_form.setdefault(name.form, []).append(name)
        total: defaultdict[str, float] = defaultdict(float)
        for type_, vote in self.bonus:
            total[type_] += vote
        for form, names in sorted(by_form.items()):
            weight = (1.0 + log(len(names))) / len(names) * (1.5 if " " in form or names[0].demonym else 1.0)
            for name in names:
                for type_, vote in name.votes.items():
                    total[type_] += weight * vote
        return dict(sorted(total.items()))

    @cached_property
    def type(self) -> str | None:
        """The class with the most votes."""
        return best(self.votes)[0]

    @cached_property
    def canonical(self) -> str | None:
        """The gazetteer's name, where a name has one."""
        return next((n.canonical for n in self.names if n.canonical), None)

    @cached_property
    def sources(self) -> frozenset[str]:
        """The voters that saw any of the names."""
        return frozenset(source for name in self.names for source in name.sources)

    @property
    def listed(self) -> bool:
        """Say whether the gazetteer knows a name for sure, not only as one of several meanings."""
        return "gazetteer" in self.sources

    @property
    def start(self) -> int:
        """The first token."""
        return self.names[0].start


def same_key(form: str) -> str:
    """Return what two spellings of one name have in common: case of capitals, dots, hyphens, article.

    >>> same_key("U.S.") == same_key("US"), same_key("CREW-11") == same_key("Crew-11")
    (True, True)
    """
    key = re.sub(r"^the\s+", "", form.casefold())
    key = re.sub(r"^((?:19|20)\d\d)\s+(.+)$", r"\2 \1", key)
    key = re.sub(r"(?<=\b\w)\.(?=\w\b|$)", "", key)
    return re.sub(r"[\s\-‑–.]+", " ", key).strip()


Rule = Callable[[list[Group]], list[Group]]


def merge(
    groups: list[Group], pairs: Iterable[tuple[int, int]], bonus: Mapping[int, tuple[str, float]] | None = None
) -> list[Group]:
    """Unite groups along pairs of indexes; ``bonus`` gives the group at an index a class vote."""
    parent = list(range(len(groups)))

    def find(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for left, right in pairs:
        a, b = sorted((find(left), find(right)))
        parent[b] = a
    united: dict[int, list[int]] = {}
    for i in range(len(groups)):
        united.setdefault(find(i), []).append(i)
    return [
        groups[members[0]]
        if len(members) == 1
        else Group(
            tuple(sorted((n for m in members for n in groups[m].names), key=lambda n: n.start)),
            tuple(v for m in members for v in groups[m].bonus)
            + tuple(bonus[m] for m in members if bonus and m in bonus),
        )
        for members in united.values()
    ]
