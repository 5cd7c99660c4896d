"""A pair of names in their contexts, read: what comparators look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from kg.resolve.context import ContextParts, read_context, stem
from kg.resolve.names import NameParts, fold, read_name
from kg.resolve.settings import ResolveSettings
from kg.resolve.words import NameWords, alias_key

Row = tuple[str, str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameInContext:
    """A name as it stands in a text.

    ``type`` is a class name or None where it is open; ``canonical`` what a gazetteer calls it, or None;
    ``context`` the sentence or sentences around it, "" where there are none.
    """

    name: str
    type: str | None = None
    context: str = ""
    canonical: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two names to compare, read, with the settings and word lists of the comparison."""

    left: NameInContext
    right: NameInContext
    a: NameParts
    b: NameParts
    lists: NameWords
    settings: ResolveSettings
    personal: bool

    @classmethod
    def of(cls, left: NameInContext, right: NameInContext, lists: NameWords, settings: ResolveSettings) -> Pair:
        """Read two names; a single word is a person's when the other name is and ends with it."""
        a, b = read_name(left.name, lists), read_name(right.name, lists)
        known = {left.type, right.type} - {None}
        if known:
            personal = known == {settings.person_class}
        else:
            single = not a.given or not b.given
            personal = (a.looks_personal or b.looks_personal) and (
                (a.looks_personal and b.looks_personal) or (single and a.surname == b.surname)
            )
        return cls(left=left, right=right, a=a, b=b, lists=lists, settings=settings, personal=personal)

    @property
    def same_canonical(self) -> bool:
        """Say whether a gazetteer gives both one name."""
        left, right = self.left.canonical, self.right.canonical
        return left is not None and right is not None and alias_key(left) == alias_key(right)

    @property
    def known_alias(self) -> bool:
        """Say whether the two forms are listed as names of one thing, or one is the other's gazetteer name."""
        groups = self.lists.known_aliases
        left, right = alias_key(self.a.text), alias_key(self.b.text)
        return left != right and (
            not groups.get(left, frozenset()).isdisjoint(groups.get(right, frozenset()))
            or left == (alias_key(self.right.canonical) if self.right.canonical else None)
            or right == (alias_key(self.left.canonical) if self.left.canonical else None)
        )

    @property
    def one_class_with_short_names(self) -> bool:
        """Say whether both are of one class whose names are shortened to their last word (Crew Dragon, Dragon)."""
        left, right = self.left.type, self.right.type
        return left == right and left in self.settings.classes_with_short_names

    def contexts(self) -> tuple[ContextParts, ContextParts]:
        """Read the two contexts, without the words of the two names."""
        return _contexts(self.left.context, self.right.context, self.a, self.b, self.lists)


@lru_cache(maxsize=64)
def _contexts(left: str, right: str, a: NameParts, b: NameParts, lists: NameWords) -> tuple[ContextParts, ContextParts]:
    """Read two contexts; remembered for the few comparators that ask about one pair in turn."""
    plain = fold(f"{a.text} {b.text}").lower().replace("-", " ").split()
    tokens = (word for token in (*a.tokens, *b.tokens) for word in token.split("-"))
    own = frozenset(map(stem, [*plain, *tokens]))
    return read_context(left, lists).without(own), read_context(right, lists).without(own)


#: What a comparator says: (name, value, weight), the weight in natural log-odds.
Comparator = Callable[[Pair], Row | None]


def join(values: frozenset[str]) -> str:
    """Return words sorted, with blanks between."""
    return " ".join(sorted(values))
