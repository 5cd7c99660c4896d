"""Parts of bodies by their names: "the Hartwell School at Y University", "X's Graduate School of Business"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.extract.facts import OWNER, SELF, Fact
from kg.extract.lexicon import Lexicon
from kg.extract.tree import Node, Tree, prepositional

#: What a part's name says of the name that it stands with: "X is part of Y".
_PART = "part"
_HOUSES = ("of", "at", "within")
#: What of two names in the schedule of a sport says where a match is played: "Halden College at Marlow".
_TEAMS = frozenset({"college", "court"})


def parts_of_houses(names: Iterable[Node], tree: Tree, lexicon: Lexicon) -> Iterator[Fact]:
    """Yield that an organization is part of another, where its own name has a word for a part.

    "Acme's Apex" may be what Acme bids for; "the Hartwell School at Y" is Y's.
    """
    for name in names:
        if not name.children or not name.is_organization or not (words := _part_words(name, lexicon)):
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
                fact = Fact(predicate=_PART, kind="noun", node=name)
                fact.roles = {SELF: [name], OWNER: [whole]}
                yield fact


def _part_words(name: Node, lexicon: Lexicon) -> frozenset[str]:
    return lexicon.of("constructions.parts_of_bodies").intersection(name.lower.replace(",", " ").split())


def _is_head(name: Node, tree: Tree) -> bool:
    """Say whether a name ends its noun phrase: in "Acme's Justice Department case" the department is not Acme's."""
    following = tree.after(name)
    return name.dep not in ("compound", "nmod", "amod") and (
        following is None or following.mention is not None or following.pos not in ("NOUN", "PROPN")
    )
