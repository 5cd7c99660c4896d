"""What a text says of a name's bearer that cannot be true of two: where, how old, of which sex, when, of what kind."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.resolve.context import read_context
from kg.resolve.names import fold
from kg.resolve.usage import occurrences, own_place
from kg.resolve.words import NameWords

_YEAR = r"(1\d{3}|20\d{2})"
_CAPITALS = r"[A-Z][\w'-]*\.?(?:\s+[A-Z][\w'-]*\.?){0,2}"
#: ", Missouri" or "(Missouri)".
_BESIDE = re.compile(rf"(?:,\s+|\s+\()({_CAPITALS})")
_IN = re.compile(rf"\s+in\s+({_CAPITALS})")
_AGE_AFTER = re.compile(
    r"(?:,\s+(?:now\s+|then\s+)?(?:aged\s+)?(\d{1,3})(?=\s*[,.;)]|\s+(?:and|who|when|was|is|from|of)\b|$)"
    r"|\s+\((?:aged\s+)?(\d{1,3})\)|,\s+(?:an?|the)\s+(\d{1,3})-year-old\b)"
)
_AGE_BEFORE = re.compile(r"\b(\d{1,3})-year-old\s+(?:[a-z-]+\s+){0,2}$")
_OLDEST = 115
_END = re.compile(r"[.!?]['\")]*\s+['\"(]*(?=[A-Z])|\n")
_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
#: A year to which a text looks back or ahead: "a film of 1968".
_DATED = re.compile(rf"(?<!of )(?<!since )(?<!until )(?<!from )(?<!by )\b{_YEAR}\b(?!s)")
_SUBJECT = re.compile(r"\b(?:as|when|while|after|before|because|since|where)\s+(s?he)\b")
_SPOUSE = re.compile(r"\b(his|her)\s+(?:late\s+|former\s+|ex-|second\s+|first\s+)?(\w+)\b")
_PRONOUN = re.compile(r"\b(?:(he|his|him|himself)|(she|her|hers|herself))\b")
_MONTHS = {
    month: number
    for number, month in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
        1,
    )
}
_MONTH = r"(?:(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?)\s+(?:\d{1,2},\s+)?)?"
_WHEN_AFTER = re.compile(
    rf"(?:,?\s+(?:in|of|on|from)\s+|,\s+|\s+\()(?:\d{{1,2}}\s+)?{_MONTH}(?P<year>1\d{{3}}|20\d{{2}})\b"
)
_WHEN_BEFORE = re.compile(rf"\b{_MONTH}(?P<year>1\d{{3}}|20\d{{2}})(?:'s)?\s+(?:[A-Z][\w-]*\s+)?$")
_OWNER_BEFORE = re.compile(r"((?:[A-Z][\w.-]*\s+)+)$")
#: A country with a state or province of it, "" where a text names the country alone.
Region = tuple[str, str]


@lru_cache(maxsize=4)
def _regions(lists: NameWords) -> dict[str, frozenset[Region]]:
    """Return states and provinces, by their names and short forms."""
    found: dict[str, set[Region]] = {}
    for line in lists.public.get("geography.states_and_provinces", ()):
        country, _, regions = line.partition("=")
        for group in regions.split("|"):
            names = [name.strip() for name in group.split("/")]
            for name in names:
                found.setdefault(name, set()).add((country.strip(), names[0]))
    return {name: frozenset(regions) for name, regions in found.items()}


@lru_cache(maxsize=1 << 15)
def region_beside(name: str, context: str, lists: NameWords) -> frozenset[Region]:
    """Return the state or country that stands behind a name, all that the word may mean: "Kansas City, Missouri".

    >>> words = NameWords(public={"geography.states_and_provinces": frozenset({"united states = ohio | texas / tex"})})
    >>> sorted(region_beside("Paris", "Born in Paris, Tex.", words))
    [('united states', 'texas')]
    """
    plain, bare = fold(context), fold(name)
    regions, nations = _regions(lists), lists.geography.demonyms
    is_place = bare.lower() in lists.geography.countries
    for place in occurrences(bare, plain):
        rest = plain[place.end :]
        after = _BESIDE.match(rest) or (_IN.match(rest) if is_place else None)
        words = after[1].removesuffix("'s").split() if after else []
        for size in range(len(words), 0, -1):
            phrase = " ".join(words[:size]).lower().removesuffix("'s")
            short = phrase.replace(".", "")
            found = {*regions.get(short, ())}
            if phrase in nations:
                found.add((nations[phrase], ""))
            if found:
                return frozenset(found)
    return frozenset()


@lru_cache(maxsize=1 << 15)
def age_beside(name: str, context: str) -> int | None:
    """Return the age that a text gives the bearer of a name: "Ann Lee, 71," or "the 71-year-old Ann Lee".

    >>> age_beside("Ann Lee", "Ann Lee, 71, wept."), age_beside("Lee", "The 8-year-old Lee"), age_beside("Lee", "Lee")
    (71, 8, None)
    """
    plain = fold(context)
    for place in occurrences(fold(name), plain):
        after = _AGE_AFTER.match(plain, place.end)
        before = _AGE_BEFORE.search(plain[max(0, place.start - 60) : place.start])
        for match in (after, before):
            age = next((int(group) for group in match.groups() if group), 0) if match else 0
            if 0 < age <= _OLDEST:
                return age
    return None


def _sentences(name: str, context: str) -> list[tuple[str, str]]:
    """Return what stands before and after the name in each sentence that has it."""
    plain = fold(context)
    found = []
    for place in occurrences(fold(name), plain):
        ends = [match.end() for match in _END.finditer(plain) if match.end() <= place.start]
        stop = _END.search(plain, place.end)
        found.append((plain[ends[-1] if ends else 0 : place.start], plain[place.end : stop.start() if stop else None]))
    return found


@lru_cache(maxsize=1 << 15)
def gender_beside(name: str, context: str, lists: NameWords) -> str:
    """Return "m" or "f" where a text says it of the bearer of a name; "" where it does not, or says both.

    By a title, by a noun behind the name ("the first woman to"), by "her husband", by "when she" where nobody else
    stands between.

    >>> words = NameWords(lists={"female_nouns": frozenset({"woman"}), "male_nouns": frozenset({"husband"})})
    >>> gender_beside("Roe", "Roe, the first woman to teach there, slept.", words), gender_beside("Roe", "Roe", words)
    ('f', '')
    """
    found: set[str] = set()
    for before, after in _sentences(name, context):
        found |= _said_behind(after, lists)
        pronouns = {"m" if match[1] else "f" for match in _PRONOUN.finditer(after)}
        if len(pronouns) != 1 or _PRONOUN.search(before):
            continue
        (gender,) = pronouns
        spouse = next((match for match in _SPOUSE.finditer(after) if _is_spouse(match[1], match[2])), None)
        subject = _SUBJECT.search(after) if _is_subject(before, lists) else None
        reflexive = re.match(r"[^,;:]*\b(?:him|her)self\b", after)
        for match in (spouse, subject, reflexive):
            first = _PRONOUN.search(after)
            if match and first and first.start() <= match.end() and not _has_person(after[: first.start()], lists):
                found.add(gender)
    return found.pop() if len(found) == 1 else ""


def _is_subject(before: str, lists: NameWords) -> bool:
    """Say whether a name begins its sentence or clause, perhaps behind a title."""
    return not before.strip() or before.rstrip().endswith(",") or _is_title(before, lists)


def _is_title(before: str, lists: NameWords) -> bool:
    words = [word.lower() for word in _WORD.findall(before)]
    return len(words) == 1 and (before[:1].isupper() or lists.has("titles", words[0]))


def _is_spouse(pronoun: str, noun: str) -> bool:
    return noun in {"his": ("wife", "girlfriend"), "her": ("husband", "boyfriend")}[pronoun]


def _has_person(text: str, lists: NameWords) -> bool:
    """Say whether somebody else stands in a text, of whom a pronoun behind it may speak."""
    kinds = ("roles", "person_nouns", "male_nouns", "female_nouns", "kin")
    words = _WORD.findall(text)
    return any(lists.has(kind, word.lower()) for word in words for kind in kinds) or any(
        word[0].isupper() and lists.is_given(word.lower()) for word in words
    )


def _said_behind(after: str, lists: NameWords) -> set[str]:
    """Return the sex that the noun of an apposition tells: ", the first woman to", ", a farmer's widow"."""
    if not after.startswith(", "):
        return set()
    for word in [match[0].lower() for match in _WORD.finditer(after[2:].partition(",")[0])][:5]:
        if lists.has("female_nouns", word):
            return {"f"}
        if lists.has("male_nouns", word):
            return {"m"}
        if word not in ("the", "a", "an") and (lists.has("small_words", word) or word in ("who", "whose", "as")):
            break
    return set()


@lru_cache(maxsize=1 << 15)
def deed_years(name: str, context: str, lists: NameWords) -> tuple[frozenset[int], frozenset[int]]:
    """Return the years of what the bearer of a name did or had done to them, and those in which a text has them die.

    Looks back on somebody dead (a statue, a film) are no deeds.

    >>> words = NameWords(lists={"acting_verbs": frozenset({"won"}), "death_verbs": frozenset({"died"})})
    >>> [sorted(years) for years in deed_years("Roe", "Roe won in 1968. Roe died in 1970.", words)]
    [[1968, 1970], [1970]]
    """
    deeds: set[int] = set()
    deaths: set[int] = set()
    for before, after in _sentences(name, context):
        words = [word.lower() for word in _WORD.findall(f"{before} {after}")]
        if any(lists.has("afterlife_words", word) for word in words):
            continue
        following = [word.lower() for word in _WORD.findall(re.sub(r"^,[^,.;]{0,90},", "", after))]
        first = following[:1]
        acts = bool(first) and (
            first[0] in ("was", "is", "has", "had") or lists.has("acting_verbs", first[0]) or _is_deed(first[0], lists)
        )
        years = {int(match[1]) for match in _DATED.finditer(f"{before} {after}")}
        if acts:
            deeds |= years
        dead = bool(first) and first[0] != "killed" and lists.has("death_verbs", first[0])
        if dead or ((acts or _is_subject(before, lists)) and _dies(after, lists)):
            deaths |= years
            deeds |= years
    return frozenset(deeds), frozenset(deaths)


def _is_deed(word: str, lists: NameWords) -> bool:
    return lists.has("person_verbs", word) or lists.has("death_verbs", word)


def _dies(after: str, lists: NameWords) -> bool:
    """Say whether the one whose name stands before is killed: "was killed", "slipped and was killed"."""
    clauses = re.finditer(r"(?:^|\band)\s+(was\s+)?(?:\w+ly\s+)?(\w+)", after.partition(",")[0])
    return any(
        lists.has("death_verbs", match[2].lower()) and (bool(match[1]) or match[2].lower() == "died")
        for match in clauses
    )


@lru_cache(maxsize=1 << 15)
def dates_beside(name: str, context: str) -> frozenset[tuple[int, int]]:
    """Return (year, month) beside a name, the month 0 where none is said: "the trial in February 2020".

    >>> sorted(dates_beside("trial", "the trial in February 2020 and the 2021 trial"))
    [(2020, 2), (2021, 0)]
    """
    plain = fold(context)
    found: set[tuple[int, int]] = set()
    for place in occurrences(fold(name), plain):
        before = _WHEN_BEFORE.search(plain[max(0, place.start - 48) : place.start])
        for match in (before, _WHEN_AFTER.match(plain, place.end)):
            if match:
                found.add((int(match["year"]), _MONTHS[match["month"][:3].lower()] if match["month"] else 0))
    return frozenset(found)


@lru_cache(maxsize=1 << 15)
def whole_beside(name: str, context: str, lists: NameWords) -> frozenset[str]:
    """Return the words that say of what a numbered unit is one: "Reactor 4 at Zimmel", "Zimmel Air Flight 9".

    >>> sorted(whole_beside("Flight 9", "The Zimmel Air Flight 9 fell.", NameWords()))
    ['air', 'zimmel']
    """
    plain, bare = fold(context), fold(name)
    words: list[str] = own_place(name, context).split()
    for place in occurrences(bare, plain):
        owner = _OWNER_BEFORE.search(plain[: place.start])
        words += owner[1].split() if owner else []
    idle = lists.lists.get("small_words", frozenset()) | {"the", "a", "an", "on", "in", "at"}
    found = frozenset(word.lower().removesuffix("'s").strip(".") for word in words) - idle
    return found or read_context(context, lists).places


@lru_cache(maxsize=4)
def _kinds_of_work(lists: NameWords) -> dict[str, str]:
    """Return the kind that each word for a work tells; the first word of a line is its kind."""
    return {word: line.split()[0] for line in sorted(lists.lists.get("work_kinds", ())) for word in line.split()}


@lru_cache(maxsize=1 << 15)
def work_kind(name: str, context: str, lists: NameWords) -> str:
    """Return what kind of work a text calls a name: "the song X", "X, the best-selling album of"; "" for none.

    >>> words = NameWords(lists={"work_kinds": frozenset({"song single", "album"})})
    >>> work_kind("Zim", "Zim, the best-selling album of all.", words), work_kind("Zim", "her single Zim", words)
    ('album', 'song')
    """
    kinds = _kinds_of_work(lists)
    found: set[str] = set()
    for before, after in _sentences(name, context):
        last = [word.lower() for word in _WORD.findall(before)][-1:]
        if last and last[0] in kinds and re.search(r"\w\s+['\"]?$", before):
            found.add(kinds[last[0]])
        apposition = re.match(r"['\"]?,['\"]?\s+(?:the|an?|his|her|their|its)\s+([^,.;]*)", after)
        told = ""
        for word in [match[0].lower() for match in _WORD.finditer(apposition[1])][:6] if apposition else []:
            if lists.has("small_words", word):
                break
            if word in kinds:
                told = kinds[word]
            elif told:
                break
        found |= {told} if told else set()
    return found.pop() if len(found) == 1 else ""
