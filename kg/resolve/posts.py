"""Who held a post when: one text names the post ("the Poet Laureate"), another the person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.resolve.context import context_stems, stem
from kg.resolve.names import fold, read_name
from kg.resolve.words import NameWords, alias_key

if TYPE_CHECKING:
    from kg.resolve.names import NameParts

#: Stems of words that say that somebody came into a post.
_COMING = frozenset(
    map(
        stem,
        ("appointed", "named", "succeeded", "elected", "election", "inaugurated", "sworn", "taking", "took", "new"),
    )
)
#: That somebody left it.
_GOING = frozenset(
    map(
        stem,
        (
            "fired",
            "sacked",
            "dismissed",
            "resigned",
            "quit",
            "ousted",
            "retired",
            "died",
            "deposed",
            "outgoing",
            "removed",
        ),
    )
)
#: A year that the text looks ahead or back to: "on the Moon by 2024", "until 2014".
_NOT_THEN = re.compile(r"\b(?:by|until|till|before|after|of|through)\s+(\d{4})\b")
#: Words of the owner before a title: "the South Korean president".
_LONGEST_OWNER = 3
_HOLDER = re.compile(r"^(.+?) @(-?\d+)-(-?\d*)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A person's time in a post; ``until`` None: still holds it."""

    holder: str
    since: int
    until: int | None

    def covers(self, years: Iterable[int]) -> bool:
        """Say whether one of the years lies in the term."""
        return any(self.since <= year <= (self.until if self.until is not None else 9999) for year in years)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Post:
    """A post: the words that say of which country or body, and its holders in order."""

    title: str
    clues: frozenset[str]
    terms: tuple[Term, ...]


def read_posts(lines: Iterable[str]) -> Mapping[str, tuple[Post, ...]]:
    """Return the posts by the keys of their titles.

    >>> post = read_posts(["mayor = oslo: ann lee @1990-1995 | bo ek @1995-"])["mayor"][0]
    >>> [term.holder for term in post.terms if term.covers([1994])]
    ['ann lee']
    """
    found: dict[str, list[Post]] = defaultdict(list)
    for line in sorted(lines):
        titles, _, rest = line.partition("=")
        clues, _, holders = rest.partition(":")
        terms = tuple(
            Term(holder=match[1], since=int(match[2]), until=int(match[3]) if match[3] else None)
            for part in holders.split("|")
            if (match := _HOLDER.match(part.strip()))
        )
        names = [title.strip() for title in titles.split("|")]
        post = Post(title=names[0], clues=frozenset(stem(word) for word in fold(clues).split()), terms=terms)
        for name in dict.fromkeys(map(alias_key, names)):
            found[name].append(post)
    return {key: tuple(posts) for key, posts in found.items()}


@lru_cache(maxsize=1 << 17)
def post_key(text: str, lists: NameWords) -> str:
    """Return the key of the title that a name says, also of "Japan's prime minister", "mayor of Oslo".

    "" where it says no title. What the title belongs to counts among the words that tell which post is meant.
    """
    words = fold(text).lower().split()
    words = [word.removesuffix("'s") for word in words]
    parts = [" ".join(words[at:]) for at in range(min(len(words), _LONGEST_OWNER + 1))]
    parts += [part.partition(" of ")[0] for part in parts if " of " in part]
    return next((key for key in map(alias_key, parts) if key in lists.posts_held), "")


def holders(name: NameParts, context: str, lists: NameWords) -> tuple[Post, tuple[Term, ...]] | None:
    """Return the post that a name says and its terms in the years that the context names.

    None where the name is no post, or it is not to be told which; the terms are empty where no year is named.
    """
    posts = lists.posts_held.get(post_key(name.text, lists), ())
    if not posts:
        return None
    stems, years = context_stems(context)
    meant = {int(match[1]) for match in _NOT_THEN.finditer(context)}
    years = tuple(year for year in years if year not in meant) or years
    own = frozenset(map(stem, name.tokens))
    ranked = sorted(((len(post.clues & (stems | own)), -index) for index, post in enumerate(posts)), reverse=True)
    if len(ranked) > 1 and (ranked[0][0] == 0 or ranked[0][0] == ranked[1][0]):
        return None
    post = posts[-ranked[0][1]]
    terms = tuple(term for term in post.terms if term.covers(years))
    if len(terms) > 1 and not stems.isdisjoint(_COMING):
        # "named in May 2019": whoever came then, not whoever went.
        terms = tuple(term for term in terms if term.since in years) or terms
    elif len(terms) > 1 and not stems.isdisjoint(_GOING):
        terms = tuple(term for term in terms if term.until in years) or terms
    return post, terms


def told_term(terms: tuple[Term, ...], context: str, lists: NameWords, least: int) -> tuple[Term, ...]:
    """Return the terms of the holder of whom the words of a text speak; () where they do not tell.

    At least so many telling words of what is known of the holder must stand there, and so many more than of any other.
    """
    stems, _ = context_stems(context)
    common = lists.known.common_clues.get(True, frozenset())
    scores: dict[str, int] = {}
    for term in terms:
        name = read_name(term.holder, lists)
        things, whole = lists.known.candidates(name, lists)
        told = [things[0].clues & stems - common] if whole or len(things) == 1 else [frozenset[str]()]
        scores[term.holder] = len({c for clues in told for c in clues if not lists.has("common_context", c)})
    ranked = sorted(scores, key=lambda holder: (-scores[holder], holder))
    best = scores[ranked[0]] if ranked else 0
    if best < least or (len(ranked) > 1 and best - scores[ranked[1]] < least):
        return ()
    return tuple(term for term in terms if term.holder == ranked[0])


def same_holder(person: NameParts, holder: str, lists: NameWords) -> bool:
    """Say whether a person's name fits a holder's: surname equal, given names not at odds."""
    other = read_name(holder, lists)
    if alias_key(person.text) == alias_key(holder):
        return True
    things, whole = lists.known.candidates(person, lists)
    if (whole or len(things) == 1) and any(thing in lists.known.by_name.get(alias_key(holder), ()) for thing in things):
        return True  # Jorge Mario Bergoglio was Pope Francis.
    if person.surname != other.surname or not person.surname:
        return False
    if not person.given or not other.given:
        return True
    left, right = person.given[0], other.given[0]
    return left == right or lists.one_given_name(left, right) or (1 in (len(left), len(right)) and left[0] == right[0])
