"""Which short names are parts of longer ones that are no persons: "Packers", "Aer Lingus", "Constitution Hall"."""

from __future__ import annotations

from kg.annotate.edges import YEAR
from kg.annotate.groups import Group, Rule, merge
from kg.annotate.lexicon import Lexicon
from kg.annotate.teams import TEAM


def parts(lexicon: Lexicon) -> Rule:
    """Unite a name with the one longer name that it is the head or the tail of; two rivals: neither."""

    def rule(groups: list[Group]) -> list[Group]:
        found = []
        ends = [frozenset(w for f in (*g.forms, g.canonical or "") if f for w in _ends(f)) for g in groups]
        for i, group in enumerate(groups):
            lone_person = group.type == "Person" and group.votes.get("Person", 0.0) > 2.0
            for form in group.forms:
                words = form.lower().split()
                edges = {*words[:1], *words[-2:]}  # the last but one where the last is a year
                fits = [
                    j
                    for j, other in enumerate(groups)
                    if j != i
                    and not ends[j].isdisjoint(edges)
                    and (other.sources & {"pattern", "listed"} or not lone_person)
                    and _compatible(group, other)
                    and any(_part(form, f, group, other) for f in (*other.forms, other.canonical or ""))
                ]
                if len(fits) == 1:
                    found.append((i, fits[0]))
                    break
        return merge(groups, found)

    def _part(form: str, longer: str, group: Group, other: Group) -> bool:
        short, words = form.lower().split(), longer.lower().split()
        if other.type == "Event" and len(short) > 2 and YEAR.match(short[-1]) and not any(map(YEAR.match, words)):
            short = short[:-1]  # "Developers Conference 2011" and "Acme Developers Conference"
        if len(short) >= len(words):
            return False
        if words[: len(short)] == short:
            rest = longer.split()[len(short) :]
            if TEAM in group.sources and other.type == "Organization":
                return True
            if all(
                word in lexicon["generic_tails"] or word.lower() in lexicon["organization_suffixes"] for word in rest
            ):
                return True
            return other.type == "Organization" and rest[-1].lower() in lexicon["company_tails"] and not group.listed
        if words[-len(short) :] != short or other.type in {"Place", "Country"}:
            return False
        if other.type != group.type and "pattern" not in other.sources:
            return False
        return len(short) > 1 or (form.endswith("s") and other.type == "Organization") or other.type == "Product"

    return rule


def _ends(form: str) -> list[str]:
    """Return the first and the last word of a form, lower-case: a part of it begins or ends with one of them."""
    words = form.lower().split()
    return [*words[:1], *words[-1:]]


def _compatible(group: Group, other: Group) -> bool:
    if group.canonical and other.canonical and group.canonical != other.canonical:
        return False
    if group.listed and not other.listed and other.type != group.type:
        return False
    return other.type == group.type or not group.listed
