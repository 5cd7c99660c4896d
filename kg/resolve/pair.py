"""A pair of names in their contexts, read: what comparators look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.resolve.bearer import read_bearer
from kg.resolve.context import ContextParts, context_stems, read_context, stem
from kg.resolve.names import NameParts, fold, read_name
from kg.resolve.settings import ResolveSettings
from kg.resolve.spelling import one_surname
from kg.resolve.usage import has_article, occurrences
from kg.resolve.words import NameWords, alias_key

if TYPE_CHECKING:
    from kg.resolve.known import KnownThing
    from kg.resolve.senses import Sense

#: Words of a person's name, at most.
_LONGEST_PERSON = 4
#: What stands beside a name, after a comma.
_BESIDE = re.compile(r"^,(?:\s+[\w'-]+){1,5}")
_LETTERS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

Row = tuple[str, str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameInContext:
    """A name as it stands in a text.

    ``type`` is a class name or None where it is open; ``canonical`` what a gazetteer calls it, or None;
    ``identifier`` the IRI by which a table of known things has it, or None;
    ``context`` the sentence or sentences around it, "" where there are none.
    """

    name: str
    type: str | None = None
    context: str = ""
    canonical: str | None = None
    identifier: str | None = None


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
                (a.looks_personal and b.looks_personal) or (single and _share_surname(a, b))
            )
        if not known and personal and not (a.titles or b.titles) and a.compact == b.compact:
            # "the John F. Kennedy" twice: a ship.
            personal = not (has_article(left.name, left.context) and has_article(right.name, right.context))
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
        if left not in groups or right not in groups:
            left, right = (_corporate_key(parts, groups, self.lists) for parts in (self.a, self.b))
        return left != right and (
            not groups.get(left, frozenset()).isdisjoint(groups.get(right, frozenset()))
            or left == (alias_key(self.right.canonical) if self.right.canonical else None)
            or right == (alias_key(self.left.canonical) if self.left.canonical else None)
        )

    @property
    def senses(self) -> tuple[Sense | None, Sense | None]:
        """The known things that the two names stand for; None: unknown, or not to be told."""
        from kg.resolve.senses import read_sense

        return (
            read_sense(self.a, self.left.context, self.lists, self.settings, self.is_personal(self.left)),
            read_sense(self.b, self.right.context, self.lists, self.settings, self.is_personal(self.right)),
        )

    def is_personal(self, side: NameInContext) -> bool | None:
        """Say whether a side's class is that of persons; None: no class is known."""
        return None if side.type is None else side.type == self.settings.person_class

    @property
    def one_known_thing(self) -> bool:
        """Say whether both names stand for one known thing."""
        left, right = self.senses
        if left is None or right is None or left.thing is not right.thing:
            return False
        # One form on both sides is no proof by itself: some other thing may bear it too.
        return self.a.compact != self.b.compact or bool(left.clues and right.clues) or self.is_presumed

    @property
    def is_presumed(self) -> bool:
        """Say whether both names stand for one known thing, but only because news mean it by the name alone."""
        left, right = self.senses
        if left is None or right is None or left.thing is not right.thing:
            return False
        if self.a.compact == self.b.compact:
            return left.thing.main and bool(left.clues) != bool(right.clues)
        return left.presumed or right.presumed

    @property
    def alias_of_known_person(self) -> str:
        """The person of whom one side speaks, where the other is a name that nobody else known bears; else ""."""
        sides = ((self.b, self.right), (self.a, self.left))
        for sense, (other, side) in zip(self.senses, sides, strict=True):
            whole_name = len(other.person_tokens) > 1 or any(
                self.lists.has("titles_of_names", title) for title in other.titles
            )
            if sense is not None and sense.thing.personal and whole_name:
                things, whole = self.lists.known.candidates(other, self.lists)
                alone = tuple(thing for thing in things if thing.personal) == (sense.thing,)
                if whole and alone and not self.is_of_family(other, side, sense.thing):
                    return sense.thing.label
        return ""

    def is_of_family(self, parts: NameParts, side: NameInContext, thing: KnownThing) -> bool:
        """Say whether a text calls its bearer somebody's son, and has no clue for the known person."""
        plain = fold(side.context)
        beside = (_BESIDE.match(plain[place.end :]) for place in occurrences(fold(side.name), plain))
        words = {word for match in beside if match for word in _LETTERS.findall(match[0].lower())}
        if not any(self.lists.has("kin", word) for word in words):
            return False
        from kg.resolve.senses import rank_readings

        return not any(told is thing and score > 0 for score, told, _ in rank_readings(parts, side.context, self.lists))

    @property
    def only_bearer(self) -> str:
        """The person whose whole name one side gives and of whose surname, the other side, nothing else is known."""
        for lone, side, full in ((self.a, self.left, self.b), (self.b, self.right, self.a)):
            if len(lone.tokens) > 1 or lone.is_acronym or lone.is_common or len(full.person_tokens) < 2:
                continue
            things, _ = self.lists.known.candidates(lone, self.lists)
            if len(things) != 1 or not things[0].personal or self.lists.has("common_surnames", lone.surname):
                continue
            others, whole = self.lists.known.candidates(full, self.lists)
            is_person = read_bearer(side.name, side.context, self.lists) in ("", "person")
            if whole and others == things and is_person and not has_article(side.name, side.context):
                return things[0].label
        return ""

    @property
    def is_known(self) -> bool:
        """Say whether both names stand for one known thing, by clues or because no other bears them."""
        if self.one_known_thing:
            return True
        return self.a.compact != self.b.compact and bool(self.alias_of_known_person or self.only_bearer)

    @property
    def names_a_post(self) -> bool:
        """Say whether one side is a post that somebody holds."""
        from kg.resolve.posts import post_key

        return bool(post_key(self.a.text, self.lists) or post_key(self.b.text, self.lists))

    @property
    def is_turned(self) -> bool:
        """Say whether one name is the other with the surname first: Kishida Fumio, Fumio Kishida."""
        a, b = self.a.tokens, self.b.tokens
        if not 2 <= len(a) <= 3 or a == b or any(t in self.lists.common or t.isdigit() for t in a):
            return False
        return a[1:] + a[:1] == b or b[1:] + b[:1] == a

    @property
    def is_double_surname(self) -> bool:
        """Say whether one name is the other with a second surname: Maria Lopez, Maria Lopez Garcia."""
        short, full = sorted((self.a, self.b), key=lambda parts: len(_plain(parts)))
        x, y = _plain(short), _plain(full)
        return (
            bool(short.given)
            and 2 <= len(x) < len(y)
            and y[: len(x)] == x
            and not self.lists.is_given(x[-1])
            and full.generation == short.generation
        )

    @property
    def is_junior(self) -> bool:
        """Say whether one name is the other's given name and generation: Vlad Jr., Vladimir Guerrero Jr."""
        for short, full in ((self.a, self.b), (self.b, self.a)):
            if short.given or not short.generation or short.generation != full.generation or not full.given:
                continue
            if self.lists.one_given_name(short.surname, full.given[0]) or (
                len(short.surname) > 2 and full.given[0].startswith(short.surname)
            ):
                return True
        return False

    @property
    def is_married_name(self) -> bool:
        """Say whether a text tells how one person came by both surnames: it speaks of a marriage and the other name."""
        a, b = self.a.tokens, self.b.tokens
        if min(len(a), len(b)) < 2 or max(len(a), len(b)) > _LONGEST_PERSON or a[0] != b[0] or a[-1] == b[-1]:
            return False
        if len(a[0]) < 2 or any(t.isdigit() or t in self.lists.common or self.lists.is_head(t) for t in (*a, *b)):
            return False
        left, right = self.left.context, self.right.context
        for context, surname, other in ((left, b[-1], right), (right, a[-1], left)):
            words = _LETTERS.findall(fold(context).lower())
            if surname in words and any(self.lists.has("marriage_words", word) for word in words):
                told, years = context_stems(context)[1], context_stems(other)[1]
                # Who was Bright "until she married in 2004" is no Bright of 2023.
                later = bool(told) and bool(years) and min(years) > max(told)
                return not later and not any(self.lists.has("kin", word) for word in words)
        return False

    def same_place_word(self, word: str, others: tuple[str, ...]) -> bool:
        """Say whether a word and one of the others are two names of one place: Chernobyl, Chornobyl."""
        by_name = self.lists.known.by_name
        mine = by_name.get(word, ())
        return any(thing in by_name.get(other, ()) for thing in mine for other in others)

    @property
    def has_ambiguous_name(self) -> bool:
        """Say whether several known things bear one of the names."""
        shared = self.lists.known.shared_names
        return alias_key(self.a.text) in shared or alias_key(self.b.text) in shared

    @property
    def one_class_with_short_names(self) -> bool:
        """Say whether both are of one class whose names are shortened to their last word (Crew Dragon, Dragon)."""
        left, right = self.left.type, self.right.type
        return left == right and left in self.settings.classes_with_short_names

    def contexts(self) -> tuple[ContextParts, ContextParts]:
        """Read the two contexts, without the words of the two names."""
        return _contexts(self.left.context, self.right.context, self.a, self.b, self.lists)


def _share_surname(a: NameParts, b: NameParts) -> bool:
    """Say whether two surnames are one, or one is a part of the other, a double one, whose bearer the first may be."""
    return one_surname(a.surname, b.surname) or is_part_of_surname(a, b) or is_part_of_surname(b, a)


def is_part_of_surname(lone: NameParts, full: NameParts) -> bool:
    """Say whether a titled lone surname is one of a double surname: Prof. Vogel, Anneliese Brandt-Vogel."""
    titled = bool(lone.titles) and not lone.given and bool(full.given)
    return titled and "-" in full.surname and lone.surname in full.surname.split("-")


def _corporate_key(parts: NameParts, groups: Mapping[str, frozenset[int]], lists: NameWords) -> str:
    """Return the key of a name among the aliases, without what companies put after theirs: "Volkswagen Group"."""
    whole, tokens = alias_key(parts.text), list(parts.tokens)
    while whole not in groups and len(tokens) > 1:
        whole = alias_key(" ".join(tokens))
        if not lists.has("corporate_nouns", tokens.pop()):
            break
        whole = whole if whole in groups else alias_key(" ".join(tokens))
    return whole if whole in groups else alias_key(parts.key)


def _plain(parts: NameParts) -> tuple[str, ...]:
    """Return a person's name word by word, hyphens taken apart."""
    return tuple(" ".join(parts.person_tokens).replace("-", " ").split())


@lru_cache(maxsize=64)
def _contexts(left: str, right: str, a: NameParts, b: NameParts, lists: NameWords) -> tuple[ContextParts, ContextParts]:
    """Read two contexts; remembered for the few comparators that ask about one pair in turn."""
    text = fold(f"{a.text} {b.text}").lower()
    plain = [*text.split(), *text.replace("-", " ").split()]
    tokens = (word for token in (*a.tokens, *b.tokens) for word in token.split("-"))
    own = frozenset(map(stem, [*plain, *tokens]))
    return read_context(left, lists).without(own), read_context(right, lists).without(own)


#: What a comparator says: (name, value, weight), the weight in natural log-odds.
Comparator = Callable[[Pair], Row | None]


def join(values: frozenset[str]) -> str:
    """Return words sorted, with blanks between."""
    return " ".join(sorted(values))
