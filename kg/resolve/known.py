"""Things of public knowledge whose names others share, or that bear several: which of them a text means."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Self

from kg.resolve.bearer import read_bearer
from kg.resolve.context import context_stems, stem
from kg.resolve.geography import read_countries
from kg.resolve.names import fold, read_name
from kg.resolve.settings import ResolveSettings
from kg.resolve.spelling import same_given_sound
from kg.resolve.usage import has_article, without_name
from kg.resolve.words import NO_LETTER_OR_DIGIT, NameWords, alias_key

if TYPE_CHECKING:
    from kg.resolve.names import NameParts

#: A row ends so: the years of life as "@1874-1965"; the last year may lack, both may be negative.
_YEARS = re.compile(r"@(-?\d+)-(-?\d*)$")
#: A clue that stands in more rows than this, of persons or of other things, tells little: "president", "striker".
_COMMON_CLUE_ROWS = 16
#: Among the clues: the row is a person's though its list is not of persons.
_PERSON = "!person"
#: The list of which each row is a person; the surname alone is a name of the person too.
_PEOPLE = "known_people.people"
_TEAMS = "known_teams.teams"
#: Among the clues: what the name alone means in news where nothing around it says otherwise.
_MAIN = "!main"
_OF_ANOTHER_SHAPE = frozenset({_TEAMS, "known_posts.posts"})
_GENERATION = re.compile(r"^(?:jr|sr|i{1,3}|iv|v|vi{1,3}|ix|x{1,3}|xi{1,3}|xiv|xvi{0,3})$")


@dataclass(frozen=True, kw_only=True, eq=False)
class KnownThing:
    """A row: its names, the words that stand around it, and its years; None: not known.

    Compared by identity.
    """

    names: tuple[str, ...]
    words: tuple[str, ...]
    since: int | None
    until: int | None
    personal: bool
    main: bool = False

    @cached_property
    def clues(self) -> frozenset[str]:
        """The stems of the words, made when somebody asks: of twenty thousand rows a text needs a few hundred."""
        return frozenset(map(_clue, self.words))

    @property
    def label(self) -> str:
        """The first of its names."""
        return self.names[0]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Sense:
    """What a name in a text stands for: the thing and the clues that say so.

    ``certain``: no other row bears the name and the name is no person's, so that no clue is needed.
    ``presumed``: no clue stands there, but the name alone means this thing in news.
    """

    thing: KnownThing
    clues: tuple[str, ...]
    certain: bool
    presumed: bool = False

    @property
    def is_strong(self) -> bool:
        """Say whether two clues or the name itself leave no doubt."""
        return self.certain or len(self.clues) >= 2


def read_thing(line: str, *, personal: bool) -> KnownThing:
    """Read a row: names between bars, "=", clues, years.

    >>> thing = read_thing("ann lee | annie lee = shaker manchester @1736-1784", personal=True)
    >>> thing.names, sorted(thing.clues), thing.since
    (('ann lee', 'annie lee'), ['manche', 'shaker'], 1736)
    """
    left, _, right = line.partition("=")
    clues, at, end = right.rpartition("@")
    years = _YEARS.match(at + end.strip()) if at else None
    words = fold(clues if years else right).replace("-", " ").split()
    return KnownThing(
        names=tuple(filter(None, map(str.strip, left.split("|")))),
        words=tuple(word for word in words if word[0] != "!"),
        since=int(years[1]) if years else None,
        until=int(years[2]) if years and years[2] else None,
        personal=personal or _PERSON in words,
        main=_MAIN in words,
    )


def _clue(word: str) -> str:
    return word if word.isdigit() else stem(word)


def read_teams(line: str) -> list[KnownThing]:
    """Read a row of teams: known by full name and nickname, and in a text about the sport by the city.

    >>> [thing.names for thing in read_teams("chess board: oslo + knights")]
    [('oslo knights', 'knights', 'oslo')]
    """
    clues, _, teams = line.partition(":")
    found = []
    for team in teams.split("/"):
        city, _, nickname = (part.strip() for part in team.partition("+"))
        found.append(
            KnownThing(
                names=(f"{city} {nickname}", nickname, city),
                words=tuple(clues.split()),
                since=None,
                until=None,
                personal=False,
            )
        )
    return found


@dataclass(frozen=True, kw_only=True, eq=False)
class KnownThings:
    """The rows by name; compared by identity, so that look-ups can be cached."""

    by_name: Mapping[str, tuple[KnownThing, ...]] = field(default_factory=dict)
    by_surname: Mapping[str, tuple[KnownThing, ...]] = field(default_factory=dict)
    common_clues: Mapping[bool, frozenset[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, lists: Mapping[str, Iterable[str]]) -> Self:
        """Read the lists whose file is named ``known_...``.

        >>> KnownThings.of({"known_people.people": ["ann lee = shaker"]}).by_surname["lee"][0].label
        'ann lee'
        """
        by_name: dict[str, list[KnownThing]] = defaultdict(list)
        by_surname: dict[str, list[KnownThing]] = defaultdict(list)
        things = [
            read_thing(line, personal=name == _PEOPLE)
            for name in sorted(key for key in lists if key.startswith("known_"))
            if name not in _OF_ANOTHER_SHAPE
            for line in sorted(lists[name])
        ]
        common = {kind: _common_clues(thing for thing in things if thing.personal is kind) for kind in (False, True)}
        things = _with_teams(things, [team for line in sorted(lists.get(_TEAMS, ())) for team in read_teams(line)])
        for thing in things:
            for key in set(map(_name_key, thing.names)):
                by_name[key].append(thing)
            if thing.personal:
                for surname in {surname_of(form) for form in thing.names if " " in form}:
                    by_surname[surname].append(thing)
        return cls(
            by_name={key: tuple(things) for key, things in by_name.items()},
            by_surname={key: tuple(things) for key, things in by_surname.items()},
            common_clues=common,
        )

    @cached_property
    def shared_names(self) -> frozenset[str]:
        """The keys of names that several rows bear."""
        return frozenset(key for key, things in self.by_name.items() if len(things) > 1)

    def candidates(self, parts: NameParts, lists: NameWords) -> tuple[tuple[KnownThing, ...], bool]:
        """Return the rows that the name may stand for, and whether by a whole name, not by surname or initials."""
        keys = (
            alias_key(parts.text),
            alias_key(parts.key),
            alias_key(parts.person_key),
            *([alias_key(" ".join(parts.person_tokens))] if parts.generation else []),
            *([alias_key(parts.text.partition(",")[2])] if "," in parts.text else []),  # "Meghan, Duchess of Sussex"
        )
        whole = next((self.by_name[key] for key in keys if key in self.by_name), ())
        if parts.is_legal and keys[0] not in self.by_name:  # "Michigan Corp." is no university.
            whole = tuple(thing for thing in whole if not _has_no_legal_form(thing, lists))
        if whole and len(parts.tokens) > 1:
            return whole, True
        surname = parts.surname.replace("-", " ").split(" ")[-1] if parts.surname else ""
        bearers = (t for t in self.by_surname.get(surname, ()) if t not in whole and _may_be(parts, t, lists))
        return (*whole, *bearers), bool(whole)


def _has_no_legal_form(thing: KnownThing, lists: NameWords) -> bool:
    return thing.personal or any(
        lists.has("bodies_without_legal_form", word) for name in thing.names for word in alias_words(name)
    )


def _common_clues(things: Iterable[KnownThing]) -> frozenset[str]:
    """Return the clues of many rows; words are counted first, since few of them are many and stems cost time."""
    rows = [frozenset(thing.words) for thing in things]
    clue_of = {word: _clue(word) for word, _ in Counter(chain.from_iterable(rows)).items() if not word.isdigit()}
    numbers = Counter(chain.from_iterable({clue_of[word] for word in row if word in clue_of} for row in rows))
    return frozenset(clue for clue, number in numbers.items() if number > _COMMON_CLUE_ROWS)


def _name_key(name: str) -> str:
    """Return what `alias_key` does, at once for the many names that have neither accents nor points."""
    plain = name.replace(" ", "")
    if plain.isascii() and plain.isalnum() and plain.islower():
        return plain[3:] if name.startswith("the ") else plain
    return alias_key.__wrapped__(name)


def _with_teams(things: list[KnownThing], teams: list[KnownThing]) -> list[KnownThing]:
    """Add teams to other rows; a row that bears a team's full name is that team, and learns its names and words."""
    rows = {_name_key(form): at for at, thing in enumerate(things) if not thing.personal for form in thing.names}
    found, new = list(things), []
    for team in teams:
        at = rows.get(alias_key(team.label))
        if at is None:
            new.append(team)
            continue
        thing = found[at]
        names = tuple(dict.fromkeys((*thing.names, *team.names)))
        found[at] = replace(thing, names=names, words=(*thing.words, *team.words))
    return [*found, *new]


def surname_of(name: str) -> str:
    """Return the last word of a name that is no generation.

    >>> surname_of("john mccain jr."), surname_of("louis xiv")
    ('mccain', 'louis')
    """
    words = alias_words(name)
    while len(words) > 1 and _GENERATION.match(words[-1]):
        words.pop()
    return words[-1] if words else ""


def alias_words(name: str) -> list[str]:
    """Return a name's plain words: lower-case letters and digits."""
    return NO_LETTER_OR_DIGIT.sub(" ", fold(name).lower().replace("'", "")).split()


def _may_be(parts: NameParts, thing: KnownThing, lists: NameWords) -> bool:
    """Say whether given names, where both have some, agree with one of the thing's names."""
    surname = parts.surname.replace("-", " ").split(" ")[-1]
    for form in thing.names:
        if surname_of(form) != surname:
            continue
        other = read_name(form, lists)
        if parts.generation and other.generation and parts.generation != other.generation:
            continue
        if not parts.given:
            return True
        if not other.given:
            continue  # "President Johnson" is no name of a Heidi Johnson.
        given = _spelt(other.given, lists)
        if all(_agree(x, y, lists) for x, y in zip(_spelt(parts.given, lists), given, strict=False)):
            return True
    return False


def _spelt(given: tuple[str, ...], lists: NameWords) -> tuple[str, ...]:
    """Return given names with initials taken apart: a row, all in small letters, has "jj" for "J. J."."""
    apart = len(given) == 1 and len(given[0]) == 2 and not lists.is_given(given[0])
    return tuple(given[0]) if apart else given


def _agree(left: str, right: str, lists: NameWords) -> bool:
    if 1 in (len(left), len(right)):
        return left[0] == right[0]
    return lists.one_given_name(left, right) or same_given_sound(left, right)


def read_sense(
    parts: NameParts, context: str, lists: NameWords, settings: ResolveSettings, personal: bool | None = None
) -> Sense | None:
    """Return the known thing that a name stands for in its context; None: unknown, or not to be told.

    Of several rows the one with the most clues, ahead of the next by ``known_margin``; a row whose thing
    did not exist yet in the years that the context names is left out.
    """
    return _read_sense(parts, context, lists, settings.known_from, settings.known_margin, personal)


# Settings have many fields, so that hashing them for each look-up would cost as much as reading.
@lru_cache(maxsize=1 << 17)
def _read_sense(
    parts: NameParts, context: str, lists: NameWords, known_from: float, known_margin: float, personal: bool | None
) -> Sense | None:
    things, whole = lists.known.candidates(parts, lists)
    ranked = rank_readings(parts, context, lists, personal)
    if not ranked:
        return None
    best, thing, clues = ranked[0]
    certain = whole and len(things) == 1 and not parts.is_common and (not thing.personal or bool(parts.numbers))
    if certain:
        return Sense(thing=thing, clues=clues, certain=True)
    second = ranked[1][0] if len(ranked) > 1 else 0.0
    if best >= known_from and best - second >= known_margin:
        return Sense(thing=thing, clues=clues, certain=False)
    # Nothing, or next to nothing, is said: the one that news mean by the name alone, unless two are meant so.
    words = alias_words(" ".join(parts.person_tokens) if thing.personal else parts.text)
    by_name = any(alias_words(name) in (words, ["the", *words]) for name in thing.names) or not parts.given
    if (
        thing.main
        and by_name
        and (not parts.is_common or len(parts.tokens) > 2)
        and best - second >= 0
        and not (len(ranked) > 1 and ranked[1][1].main and second >= best)
    ):
        return Sense(thing=thing, clues=clues, certain=False, presumed=True)
    return None


#: A known thing that a name may stand for, what its clues in the text weigh, and the clues.
Reading = tuple[float, KnownThing, tuple[str, ...]]


@lru_cache(maxsize=1 << 17)
def rank_readings(
    parts: NameParts, context: str, lists: NameWords, personal: bool | None = None
) -> tuple[Reading, ...]:
    """Return the known things that a name may stand for in a context, the most likely first.

    Left out is what did not exist yet in the years that the context names, and a person where the name stands as a
    thing's ("the Kalashnikov"). ``personal`` says whether the name's class is that of persons; None: no class is known.
    """
    known = lists.known
    things = tuple(t for t in known.candidates(parts, lists)[0] if personal is None or t.personal is personal)
    if not things:
        return ()
    around = without_name(parts, context)
    stems, years = context_stems(around)
    countries = {stem(country) for country in read_countries(around, lists)}
    # "The Kalashnikov", "Porsche cut its forecast": no person.
    is_company = len(parts.tokens) == 1 and "its" in stems and stems.isdisjoint({"he", "she", "hi", "his", "her"})
    is_thing = not parts.titles and (is_company or has_article(parts.text, context))
    # "Williams lost to her sister": of two sisters both texts speak so.
    lone = len(parts.tokens) == 1
    bearer = read_bearer(parts.text, context, lists) if lone and not parts.titles else ""
    if bearer == "person" and any(thing.personal for thing in things):
        things = tuple(thing for thing in things if thing.personal)
    ranked: list[Reading] = []
    for thing in things:
        if (years and thing.since is not None and max(years) < thing.since) or (is_thing and thing.personal):
            continue
        found = thing.clues & (stems | countries)
        clues = tuple(sorted(clue for clue in found if not lists.has("common_context", clue)))
        if lone:
            clues = tuple(clue for clue in clues if clue not in lists.kin_stems)
        score = sum(0.5 if clue in known.common_clues.get(thing.personal, ()) else 1.0 for clue in clues)
        if score and years and thing.since is not None:
            lived = min(years) <= (thing.until if thing.until is not None else 9999)
            score += 0.25 if lived else -0.5
        ranked.append((score, thing, clues))
    return tuple(sorted(ranked, key=lambda row: (-row[0], not row[1].main, row[1].label)))
