"""Puts the names of one document that mean one entity into one chain."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from kg.annotate.entity_types import best
from kg.annotate.lexicon import Lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A chosen name: token range, its form (ASCII quotes, sentence case), class votes and sources."""

    start: int
    end: int
    form: str
    votes: dict[str, float]
    sources: frozenset[str]
    demonym: bool = False
    canonical: str | None = None


@dataclass(slots=True)
class Group:
    """Names that are taken to mean one entity; grows while chains are built."""

    names: list[Name] = field(default_factory=list)

    @property
    def forms(self) -> list[str]:
        """The distinct forms that are no demonyms, longest first."""
        return sorted({n.form for n in self.names if not n.demonym}, key=lambda f: (-len(f), f))

    @property
    def fullest(self) -> str:
        """The longest form; a demonym only where there is no other."""
        forms = self.forms or sorted({n.form for n in self.names})
        return forms[0]

    @property
    def votes(self) -> dict[str, float]:
        """The summed votes of all names."""
        total: Counter[str] = Counter()
        for name in self.names:
            total.update(name.votes)
        return dict(sorted(total.items()))

    @property
    def type(self) -> str | None:
        """The class with the most votes."""
        return best(self.votes)[0]

    @property
    def canonical(self) -> str | None:
        """The gazetteer's name, where a name has one."""
        return next((n.canonical for n in self.names if n.canonical), None)

    @property
    def start(self) -> int:
        """The first token."""
        return min(n.start for n in self.names)


def same_key(form: str) -> str:
    """Return what two spellings of one name have in common: case of capitals, dots, hyphens, article.

    >>> same_key("U.S.") == same_key("US"), same_key("CREW-11") == same_key("Crew-11")
    (True, True)
    """
    key = re.sub(r"^the\s+", "", form.casefold())
    key = re.sub(r"(?<=\b\w)\.(?=\w\b|$)", "", key)
    return re.sub(r"[\s\-‑–.]+", " ", key).strip()


def build(names: Sequence[Name], acronyms: Iterable[tuple[str, str]], lexicon: Lexicon) -> list[Group]:
    """Return the groups, by first mention. ``acronyms`` are (long form, short form) that the text defines."""
    groups = _by_key(names)
    for rule in (
        _acronyms(dict(acronyms)),
        _initials,
        _persons(lexicon),
        _parts(lexicon),
        _misspelt,
    ):
        groups = rule(groups)
    return sorted(groups, key=lambda g: g.start)


Rule = Callable[[list[Group]], list[Group]]


def _merge(groups: list[Group], pairs: Iterable[tuple[int, int]]) -> list[Group]:
    """Unite groups along pairs of indexes."""
    parent = list(range(len(groups)))

    def find(i: int) -> int:
        while parent[i] != i:
            i = parent[i]
        return i

    for left, right in pairs:
        a, b = sorted((find(left), find(right)))
        parent[b] = a
    united: dict[int, Group] = {}
    for i, group in enumerate(groups):
        united.setdefault(find(i), Group()).names.extend(group.names)
    return list(united.values())


def _by_key(names: Sequence[Name]) -> list[Group]:
    """Unite names with equal key, and names with equal gazetteer form."""
    groups: list[Group] = []
    index: dict[str, int] = {}
    pairs = []
    for name in names:
        keys = [same_key(name.form)] if not name.demonym else []
        if name.canonical:
            keys.append("=" + name.canonical)
        if not keys:
            keys.append("~" + name.form)
        groups.append(Group([name]))
        for key in keys:
            if key in index:
                pairs.append((index[key], len(groups) - 1))
            else:
                index[key] = len(groups) - 1
    return _merge(groups, pairs)


def _acronyms(pairs: dict[str, str]) -> Rule:
    def rule(groups: list[Group]) -> list[Group]:
        index = {same_key(form): i for i, group in enumerate(groups) for form in group.forms}
        found = []
        for long, short in pairs.items():
            left, right = index.get(same_key(long)), index.get(same_key(short))
            if left is not None and right is not None:
                found.append((left, right))
        return _merge(groups, found)

    return rule


_SMALL = frozenset({"of", "for", "and", "the", "on", "in", "&", "to", "de"})


def initials(form: str) -> set[str]:
    """Return the acronyms that a name may have: with and without its small words.

    >>> sorted(initials("Bank of England"))
    ['BE', 'BOE']
    """
    words = [word for word in re.split(r"[\s\-]+", form) if word[:1].isalnum()]
    large = [word for word in words if word.lower() not in _SMALL]
    return {"".join(w[0] for w in chosen).upper() for chosen in (words, large) if len(chosen) > 1}


def _initials(groups: list[Group]) -> list[Group]:
    """Unite an acronym with the one longer name whose initials it is."""
    found = []
    for i, group in enumerate(groups):
        if len(group.forms) != 1 or group.canonical:
            continue
        short = group.fullest.replace(".", "")
        if not (2 <= len(short) <= 6 and short.isalpha() and short.isupper()):
            continue
        fits = [j for j, other in enumerate(groups) if j != i and any(short in initials(f) for f in other.forms)]
        if len(fits) == 1 and groups[fits[0]].type != "Person":
            found.append((i, fits[0]))
    return _merge(groups, found)


def _persons(lexicon: Lexicon) -> Rule:
    """Unite a surname, or a given name that only one person has, with the full name."""

    def rule(groups: list[Group]) -> list[Group]:
        full = [
            (i, form.split())
            for i, g in enumerate(groups)
            if g.type == "Person"
            for form in g.forms
            if len(form.split()) > 1
        ]
        found = []
        for i, group in enumerate(groups):
            if group.canonical and group.type != "Person":
                continue
            for form in group.forms:
                parts = form.split()
                fits = {j for j, words in full if j != i and _same_person(parts, words, group)}
                if len(fits) == 1:
                    found.append((i, fits.pop()))
                    break
        return _merge(groups, found)

    def _same_person(parts: list[str], words: list[str], group: Group) -> bool:
        if words[-1].lower() in lexicon["person_suffixes"] and len(words) > 2:
            words = words[:-1]
        if len(parts) >= len(words):
            return (
                len(parts) > len(words) and parts[0] == words[0] and parts[-1] == words[-1] and group.type == "Person"
            )
        if len(parts) == 1:
            tail = {words[-1], words[-1].split("-")[-1], re.sub(r"^(al|el)-", "", words[-1])}
            if parts[0] in tail:
                return True
            return parts[0] == words[0] and group.votes.get("Person", 0.0) > 0.0
        return parts == words[-len(parts) :] or (parts[0] == words[0] and parts[-1] == words[-1])

    return rule


def _parts(lexicon: Lexicon) -> Rule:
    """Unite a name with the one longer name that it is a part of: "Muslim Brotherhood group", "Packers"."""

    def rule(groups: list[Group]) -> list[Group]:
        found = []
        for i, group in enumerate(groups):
            if group.type == "Person":
                continue
            for form in group.forms:
                fits = [
                    j
                    for j, other in enumerate(groups)
                    if j != i and _compatible(group, other) and any(_part_of(form, f, other) for f in other.forms)
                ]
                if len(fits) == 1:
                    found.append((i, fits[0]))
                    break
        return _merge(groups, found)

    def _compatible(group: Group, other: Group) -> bool:
        if group.canonical and other.canonical and group.canonical != other.canonical:
            return False
        return other.type == group.type or not group.votes

    def _part_of(form: str, longer: str, other: Group) -> bool:
        parts, words = form.lower().split(), longer.lower().split()
        if len(parts) >= len(words):
            return False
        if (
            words[: len(parts)] == parts
            and set(words[len(parts) :]) <= lexicon["generic_tails"] | lexicon["organization_suffixes"]
        ):
            return True
        if words[-len(parts) :] != parts or other.type in {"Place", "Country"}:
            return False
        return len(parts) > 1 or (form.endswith("s") and other.type == "Organization")

    return rule


def _misspelt(groups: list[Group]) -> list[Group]:
    """Unite long surnames that sound alike and differ in one or two letters, with the same given name or none.

    Source: Philips (2000), Double Metaphone; edit distance of at most 2 on words of 6 letters or more.
    """
    from metaphone import doublemetaphone
    from rapidfuzz.distance import OSA

    persons = [(i, g.fullest.split()) for i, g in enumerate(groups) if g.type == "Person"]
    found = []
    for a, (i, left) in enumerate(persons):
        for j, right in persons[a + 1 :]:
            x, y = left[-1], right[-1]
            if min(len(x), len(y)) < 6 or x == y or OSA.distance(x, y) > 2:
                continue
            if not set(doublemetaphone(x)) & set(doublemetaphone(y)) - {""}:
                continue
            if len(left) == 1 or len(right) == 1 or left[0] == right[0]:
                found.append((i, j))
    return _merge(groups, found)
