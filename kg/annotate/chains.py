"""Puts the names of one document that mean one entity into one chain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.annotate.acronyms import initials
from kg.annotate.groups import Group, Name, Rule, merge, same_key
from kg.annotate.lexicon import Lexicon
from kg.annotate.misspelt import misspelt
from kg.annotate.part_names import parts
from kg.annotate.person_names import initialled, persons


def build(names: Sequence[Name], acronyms: Iterable[tuple[str, str]], lexicon: Lexicon) -> list[Group]:
    """Return the groups, by first mention. ``acronyms`` are (long form, short form) that the text defines."""
    groups = by_key(names)
    for rule in (defined(dict(acronyms)), spelt, plurals, initialled, persons(lexicon), parts(lexicon), misspelt):
        groups = rule(groups)
    return sorted(groups, key=lambda g: g.start)


def by_key(names: Sequence[Name]) -> list[Group]:
    """Unite names with equal key, and names with equal gazetteer form."""
    groups: list[Group] = []
    index: dict[str, int] = {}
    pairs = []
    for name in names:
        keys = [same_key(name.form)] if not name.demonym else []
        if name.canonical:
            keys.append("=" + name.canonical)
        groups.append(Group((name,)))
        for key in keys or ["~" + name.form]:
            if key in index:
                pairs.append((index[key], len(groups) - 1))
            else:
                index[key] = len(groups) - 1
    return merge(groups, pairs)


def defined(pairs: dict[str, str]) -> Rule:
    """Unite long and short forms that the text itself defines."""

    def rule(groups: list[Group]) -> list[Group]:
        index = {same_key(form): i for i, group in enumerate(groups) for form in group.forms}
        found = []
        for long, short in pairs.items():
            left, right = index.get(same_key(long)), index.get(same_key(short))
            if left is not None and right is not None:
                found.append((left, right))
        return merge(groups, found)

    return rule


def plurals(groups: list[Group]) -> list[Group]:
    """Unite one product with many of its kind: "A350s" with "A350" or the only "A350 XWB"; no man with his family."""
    index = {form: i for i, group in enumerate(groups) if group.type == "Product" for form in group.forms}
    found = []
    for form, i in index.items():
        one = form.removesuffix("s")
        longer = {j for other, j in index.items() if other.startswith(one + " ")}
        if one != form and one in index:
            found.append((index[one], i))
        elif one != form and one[-1:].isdigit() and len(longer) == 1:
            found.append((longer.pop(), i))
    return merge(groups, found)


def spelt(groups: list[Group]) -> list[Group]:
    """Unite an acronym with the one longer name whose initials it is."""
    found = []
    for i, group in enumerate(groups):
        if len(group.forms) != 1 or group.listed:
            continue
        short = group.fullest.replace(".", "")
        if not (2 <= len(short) <= 6 and short.isalpha() and short.isupper()):
            continue
        fits = [j for j, other in enumerate(groups) if j != i and any(short in initials(f) for f in other.forms)]
        if len(fits) == 1 and groups[fits[0]].type != "Person":
            found.append((i, fits[0]))
    return merge(groups, found)
