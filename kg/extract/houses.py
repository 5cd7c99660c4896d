"""Parts of bodies by their names: "the Hartwell School at Y University", "X's Graduate School of Business"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.facts import OWNER, SELF, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, Tree, prepositional

#: What a part's name says of the name that it stands with: "X is part of Y".
_PART = "part"
_MEMBER = "member"
_HOUSES = ("of", "at", "within")
#: What of two names in the schedule of a sport says where a match is played: "Halden College at Marlow".
_TEAMS = frozenset({"college", "court"})


def parts_of_houses(names: Iterable[Node], tree: Tree, lexicon: Lexicon) -> Iterator[Fact]:
    """Yield that an organization is part of another, where its own name has a word for a part.

    "Acme's Apex" may be what Acme bids for; "the Hartwell School at Y" is Y's, and "its Apex" is its own.
    """
    for name in names:
        if not name.children or not name.is_organization:
            continue
        if _is_head(name, tree):
            yield from (_part(name, c) for c in name.kids("poss") if c.lower == "its" and tree.after(c) is name)
        if not (words := _part_words(name, lexicon)):
            continue
        wholes = [
            n
            for preposition, _, nodes in prepositional(name)
            if preposition in _HOUSES and (preposition != "at" or words - _TEAMS)
            for n in nodes[:1]
        ]
        if _is_head(name, tree):
            wholes += [c for c in name.kids("poss") if c.is_name and c.i < name.i]
        for whole in wholes:
            if whole.is_organization and whole is not name:
                yield _part(name, whole)


def _part(name: Node, whole: Node) -> Fact:
    fact = Fact(predicate=_PART, kind="noun", node=name)
    fact.roles = {SELF: [name], OWNER: [whole]}
    return fact


def _part_words(name: Node, lexicon: Lexicon) -> frozenset[str]:
    return lexicon.of("constructions.parts_of_bodies").intersection(name.lower.replace(",", " ").split())


def _is_head(name: Node, tree: Tree) -> bool:
    """Say whether a name ends its noun phrase: in "Acme's Justice Department case" the department is not Acme's."""
    following = tree.after(name)
    return name.dep not in ("compound", "nmod", "amod") and (
        following is None or following.mention is not None or following.pos not in ("NOUN", "PROPN")
    )


def teams_of_leagues(names: Iterable[Node], lexicon: Lexicon) -> Iterator[Fact]:
    """Yield that a team plays in the league behind it: "Syracuse of the AHL", "the Titans in the Rugby League"."""
    for name in names:
        if not name.is_organization or _is_league(name, lexicon):
            continue
        leagues = [n for preposition, _, nodes in prepositional(name) if preposition in ("of", "in") for n in nodes[:1]]
        if leagues and leagues[0].is_organization and _is_league(leagues[0], lexicon):
            fact = Fact(predicate=_MEMBER, kind="noun", node=name)
            fact.roles = {SELF: [name], OWNER: leagues[:1]}
            yield fact


def _is_league(name: Node, lexicon: Lexicon) -> bool:
    return not lexicon.of("constructions.league_words").isdisjoint(name.lower.split())
