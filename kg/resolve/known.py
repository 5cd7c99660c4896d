"""Things of public knowledge whose names others share, or that bear several: the rows, and which a name may mean."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Self

from kg.resolve.context import stem
from kg.resolve.names import fold, read_name
from kg.resolve.spelling import same_given_sound
from kg.resolve.words import NO_LETTER_OR_DIGIT, NameWords, alias_key

if TYPE_CHECKING:
    from kg.resolve.names import NameParts

#: A row ends so: the years of life as "@1874-1965"; the last year may lack, both may be negative.
_YEARS = re.compile(r"@\s*(-?\d+)-(-?\d*)\s*$")
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
    """A row: its names, and ``said``, the words that stand around it, with its years; compared by identity.

    What is said is read when somebody asks: of twenty thousand rows a text needs a few hundred. ``of_sport`` are the
    words of a team's sport.
    """

    names: tuple[str, ...]
    said: str
    personal: bool
    of_sport: tuple[str, ...] = ()

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words that stand around it, lower-case, without the marks among them."""
        return (*(word for word in _words(self.said) if word[0] != "!"), *self.of_sport)

    @cached_property
    def clues(self) -> frozenset[str]:
        """The stems of the words."""
        return frozenset(map(_clue, self.words))

    @cached_property
    def main(self) -> bool:
        """Say whether the name alone means this thing in news."""
        return _MAIN in _words(self.said)

    @cached_property
    def since(self) -> int | None:
        """The year in which it began, or None: not known."""
        years = _YEARS.search(self.said)
        return int(years[1]) if years else None

    @cached_property
    def until(self) -> int | None:
        """The year in which it ended, or None: not known."""
        years = _YEARS.search(self.said)
        return int(years[2]) if years and years[2] else None

    @property
    def label(self) -> str:
        """The first of its names."""
        return self.names[0]


def read_thing(line: str, *, personal: bool) -> KnownThing:
    """Read a row: names between bars, "=", clues, years.

    >>> thing = read_thing("ann lee | annie lee = shaker manchester @1736-1784", personal=True)
    >>> thing.names, sorted(thing.clues), thing.since
    (('ann lee', 'annie lee'), ['manche', 'shaker'], 1736)
    """
    left, _, said = line.partition("=")
    return KnownThing(
        names=tuple(filter(None, map(str.strip, left.split("|")))),
        said=said,
        personal=personal or (_PERSON in said and _PERSON in _words(said)),
    )


def _words(said: str) -> list[str]:
    """Return the words and marks of what is said of a thing, without its years."""
    return fold(_YEARS.sub("", said)).replace("-", " ").split()


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
                said="",
                personal=False,
                of_sport=tuple(clues.split()),
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
        things = [
            read_thing(line, personal=name == _PEOPLE)
            for name in sorted(key for key in lists if key.startswith("known_"))
            if name not in _OF_ANOTHER_SHAPE
            for line in sorted(lists[name])
        ]
        common = {kind: _common_clues([t.said for t in things if t.personal is kind]) for kind in (False, True)}
        by_name: dict[str, tuple[KnownThing, ...]] = {}
        by_surname: dict[str, tuple[KnownThing, ...]] = {}
        teams = [team for line in sorted(lists.get(_TEAMS, ())) for team in read_teams(line)]
        for thing, keys in _with_teams(things, teams):
            alone = (thing,)
            for key in keys:
                by_name[key] = (*by_name[key], thing) if key in by_name else alone
            if thing.personal:
                for surname in {surname_of(form) for form in thing.names if " " in form and " of " not in form}:
                    by_surname[surname] = (*by_surname.get(surname, ()), thing)
        return cls(by_name=by_name, by_surname=by_surname, common_clues=common)

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
        if not whole and " in " in parts.text:  # "the Great Famine in Ukraine"
            whole = self.by_name.get(alias_key(parts.text.replace(" in ", " of ")), ())
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


def _common_clues(said: Sequence[str]) -> frozenset[str]:
    """Return the clues of many rows.

    Words are counted first, however often a row says them: the clues of few words need no count by rows.
    """
    text = "\n".join(map(fold, said)).replace("-", " ")
    told = Counter(text.split())
    clue_of = {word: stem(word) for word in told if word[0] not in "!@" and not word.isdigit()}
    at_most: dict[str, int] = defaultdict(int)
    for word, clue in clue_of.items():
        at_most[clue] += told[word]
    often = {word: clue for word, clue in clue_of.items() if at_most[clue] > _COMMON_CLUE_ROWS}
    numbers = Counter(chain.from_iterable(set(map(often.get, row.split())) for row in text.split("\n")))
    return frozenset(clue for clue, number in numbers.items() if clue is not None and number > _COMMON_CLUE_ROWS)


def _name_keys(names: Iterable[str]) -> set[str]:
    """Return what `alias_key` gives for each name, at once for the many rows that have neither accents nor points."""
    letters = "".join(names)
    if letters.isascii() and letters.islower() and letters.replace(" ", "").isalnum():
        return {name.removeprefix("the ").replace(" ", "") for name in names}
    return set(map(alias_key.__wrapped__, names))


def _with_teams(
    things: Sequence[KnownThing], teams: Iterable[KnownThing]
) -> Iterable[tuple[KnownThing, Iterable[str]]]:
    """Return rows and teams with the keys of their names; a row that bears a team's full name is that team.

    Such a row learns the team's names and words.
    """
    found = [(thing, _name_keys(thing.names)) for thing in things]
    labels = {team: alias_key(team.label) for team in teams}
    wanted = set(labels.values())
    rows = {key: at for at, (thing, keys) in enumerate(found) if not thing.personal for key in keys & wanted}
    new = []
    for team, label in labels.items():
        at = rows.get(label)
        if at is None:
            new.append((team, _name_keys(team.names)))
            continue
        thing, keys = found[at]
        names = tuple(dict.fromkeys((*thing.names, *team.names)))
        found[at] = (
            replace(thing, names=names, of_sport=team.of_sport),
            keys | _name_keys(team.names),
        )
    return [*found, *new]


def surname_of(name: str) -> str:
    """Return the last word of a name that is no generation.

    >>> surname_of("john mccain jr."), surname_of("louis xiv")
    ('mccain', 'louis')
    """
    last = name.rpartition(" ")[2]
    if last.isascii() and last.isalpha() and last.islower() and not _GENERATION.match(last):
        return last  # as the longer way would, for most names
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
        if _given_agree(_spelt(parts.given, lists), _spelt(other.given, lists), lists):
            return True
    return False


def _given_agree(left: tuple[str, ...], right: tuple[str, ...], lists: NameWords) -> bool:
    """Say whether given names agree one by one; some of those behind the first may be left out."""
    short, full = sorted((left, right), key=len)
    if not _agree(short[0], full[0], lists):
        return False
    rest = list(full[1:])
    for name in short[1:]:
        while rest and not _agree(name, rest[0], lists):
            rest.pop(0)
        if not rest:
            return False
        rest.pop(0)
    return True


def _spelt(given: tuple[str, ...], lists: NameWords) -> tuple[str, ...]:
    """Return given names with initials taken apart: a row, all in small letters, has "jj" for "J. J."."""
    apart = len(given) == 1 and len(given[0]) == 2 and not lists.is_given(given[0])
    return tuple(given[0]) if apart else given


def _agree(left: str, right: str, lists: NameWords) -> bool:
    if 1 in (len(left), len(right)):
        return left[0] == right[0]
    return lists.one_given_name(left, right) or same_given_sound(left, right)
