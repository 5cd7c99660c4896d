"""Which thing of public knowledge a name in a text means: the one that most words around it speak of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.resolve.bearer import read_bearer
from kg.resolve.context import context_stems, stem
from kg.resolve.details import deed_years
from kg.resolve.geography import read_countries
from kg.resolve.known import KnownThing, alias_words
from kg.resolve.settings import ResolveSettings
from kg.resolve.usage import has_article, without_name
from kg.resolve.words import NameWords, alias_key

if TYPE_CHECKING:
    from kg.resolve.names import NameParts


#: So many years before its founding a body may go by its first name.
_PREHISTORY = 3
#: From this age on a name alone may mean a person of whom news speak.
_GROWN_UP = 18


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
        and not _is_before(thing, without_name(parts, context))
        and not _may_be_wife(thing, parts, lists)
        and not (len(ranked) > 1 and ranked[1][1].main and second >= best)
    ):
        return Sense(thing=thing, clues=clues, certain=False, presumed=True)
    return None


def _may_be_wife(thing: KnownThing, parts: NameParts, lists: NameWords) -> bool:
    """Say whether a name is "Mrs." and a surname, which no row has: as often the wife of whom the surname means."""
    titles = [title for title in parts.titles if lists.has("titles_of_wives", title)]
    return bool(titles) and not parts.given and not any(name.startswith(titles[0]) for name in thing.names)


def _is_before(thing: KnownThing, around: str) -> bool:
    """Say whether a text speaks of years in which a person was a child, of whom news do not speak by the name alone."""
    years = context_stems(around)[1]
    return thing.personal and bool(years) and thing.since is not None and max(years) < thing.since + _GROWN_UP


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
    if parts.titles and parts.titles[-1] != "the":  # "Professor Higgs" is no boson; "Lady Gaga" is named so.
        key = alias_key(parts.text)
        things = tuple(thing for thing in things if thing.personal or key in map(alias_key, thing.names))
    # "The Kalashnikov", "Porsche cut its forecast": no person.
    is_company = len(parts.tokens) == 1 and "its" in stems and stems.isdisjoint({"he", "she", "hi", "his", "her"})
    is_thing = not parts.titles and (is_company or has_article(parts.text, context))
    bare = " ".join(alias_words(parts.text)).removeprefix("the ")  # "the Unabomber" is a person's byname.
    # "Williams lost to her sister", "Professor Curie and her husband": of two of a family both texts speak so.
    lone = len(parts.tokens) == 1
    bearer = read_bearer(parts.text, context, lists) if lone and not parts.titles else ""
    if bearer == "person" and any(thing.personal for thing in things):
        things = tuple(thing for thing in things if thing.personal)
    # "was killed in 1906": of two of one name the one whose life ended then.
    deaths = deed_years(parts.text, context, lists)[1] if years and any(t.personal for t in things) else frozenset()
    ranked: list[Reading] = []
    for thing in things:
        if years and thing.since is not None and max(years) < thing.since - (0 if thing.personal else _PREHISTORY):
            continue
        if is_thing and thing.personal and (is_company or f"the {bare}" not in thing.names):
            continue
        found = thing.clues & (stems | countries)
        clues = tuple(sorted(clue for clue in found if not lists.has("common_context", clue)))
        if lone or (parts.titles and not parts.given):
            clues = tuple(clue for clue in clues if clue not in lists.kin_stems)
        score = sum(0.5 if clue in known.common_clues.get(thing.personal, ()) else 1.0 for clue in clues)
        if score and years and thing.since is not None:
            lived = min(years) <= (thing.until if thing.until is not None else 9999)
            score += 0.25 if lived else -0.5
        if deaths and thing.personal and thing.until is not None:
            if thing.until in deaths:
                clues = (*clues, f"died {thing.until}")
            score += 1.0 if thing.until in deaths else -1.0
        ranked.append((score, thing, clues))
    return tuple(sorted(ranked, key=lambda row: (-row[0], not row[1].main, row[1].label)))
