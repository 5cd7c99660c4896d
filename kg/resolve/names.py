"""Read a name: its words, numbers, acronym, and for a person title, given names and surname."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from kg.resolve.words import NameWords

_SPECIAL = str.maketrans(
    {
        "ø": "o",
        "Ø": "O",
        "ł": "l",
        "Ł": "L",
        "đ": "d",
        "Đ": "D",
        "ß": "ss",
        "æ": "ae",
        "Æ": "Ae",
        "œ": "oe",
        "ı": "i",
        "ð": "d",
        "Ð": "D",
        "þ": "th",
        "Þ": "Th",
        "ħ": "h",
    }
    | {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "“": '"', "”": '"'}
)
_DOTTED = re.compile(r"\b(?:[A-Za-z]\.){2,}(?:[A-Za-z]\b)?|\b(?:[A-Z]\.)+[A-Z]\b")
#: "Novo Nordisk A/S": a legal form.
_SLASHED = re.compile(r"\b[A-Z]/[A-Z]\b")
_TOKEN = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*|\d+(?:[.,]\d+)*|&")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")
_ROMAN = re.compile(r"^(?=.)(?:X{0,3})(?:IX|IV|V?I{0,3})$|^[LXVI]{2,}$")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
#: "N. Dakota", "S. Korea": a point of the compass before a name that is no person's.
_COMPASS = {"n": "north", "s": "south", "e": "east", "w": "west"}
#: An acronym may leave out what sort of office it is: HHS, the Department of Health and Human Services.
_OFFICES = frozenset({"department", "ministry", "office", "bureau"})
_TELEVISION = "television"
_POSSESSIVE = re.compile(r"'s?$")


def fold(text: str) -> str:
    """Return the text with accents, special letters and curly quotes made plain.

    >>> fold("Škoda’s Łódź")
    "Skoda's Lodz"
    """
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text.translate(_SPECIAL)) if not unicodedata.combining(c))


def roman(word: str) -> str | None:
    """Return the value of a Roman numeral under 90 as digits, or None.

    >>> roman("XII"), roman("IV"), roman("VIM")
    ('12', '4', None)
    """
    if not _ROMAN.match(word):
        return None
    values = [_ROMAN_VALUES[c] for c in word]
    following = [*values[1:], 0]
    return str(sum(-v if v < n else v for v, n in zip(values, following, strict=True)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class NameParts:
    """A name read as words; compared by identity, since readings are remembered and hashing is costly.

    ``tokens`` are lower-case ASCII, without article, possessive and legal suffix; numerals and number
    words are digits. ``key`` joins them: equal keys are one form. ``compact`` has no blanks.
    ``initials`` are the acronyms that the name may have; ``is_legal``: a legal suffix was taken off.
    ``titles``, ``given``, ``surname`` and ``generation`` read it as a person's name; ``looks_personal``
    says whether its words call for that.
    """

    text: str
    tokens: tuple[str, ...]
    key: str
    compact: str
    numbers: frozenset[str]
    is_acronym: bool
    initials: frozenset[str]
    is_common: bool
    titles: tuple[str, ...]
    given: tuple[str, ...]
    surname: str
    generation: str | None
    looks_personal: bool
    is_legal: bool

    @property
    def person_key(self) -> str:
        """The name as a person's, without titles: "dmitry bakanov"."""
        return " ".join(filter(None, (*self.given, self.surname, self.generation)))

    @property
    def person_tokens(self) -> tuple[str, ...]:
        """Given names and surname."""
        return (*self.given, self.surname)


def _words(text: str) -> list[str]:
    plain = _SLASHED.sub(lambda match: match[0].replace("/", ""), text)
    plain = _DOTTED.sub(lambda match: match[0].replace(".", "").upper(), fold(plain))
    return [part for token in _TOKEN.findall(plain) for part in _CAMEL.sub(" ", _POSSESSIVE.sub("", token)).split()]


def _one_way(tokens: list[str], lists: NameWords) -> list[str]:
    """Say one thing in one way: "army" for "armed forces", which of one country are one body in news."""
    for at in range(len(tokens) - 1):
        said = lists.phrases.get((tokens[at], tokens[at + 1]))
        if said is not None:
            return [*tokens[:at], *said, *tokens[at + 2 :]]
    return tokens


def _spelt_number(word: str, lists: NameWords) -> str | None:
    """Return "72" for "seventy-two" or "seventy-second"; None for any other word."""
    tens, hyphen, ones = word.partition("-")
    value, rest = lists.numbers.get(tens, ""), lists.numbers.get(ones, "")
    return value[0] + rest if hyphen and len(value) == 2 and value[1] == "0" and len(rest) == 1 else None


def _initials(words: list[str], small: frozenset[str]) -> frozenset[str]:
    """Return the acronyms of two words or more, with and without the small ones; digits, a leading acronym kept whole.

    "Station" and "PlayStation 5" (its capital inside counts as a word) give none and "ps5".
    """
    parts = [part for word in words for part in word.split("-")]
    if parts and parts[-1].lower() == _TELEVISION and len(parts) > 1:
        return _initials([*parts[:-1], "T", "V"], small) | _initials([*parts[:-1], "T"], small)
    content = [part for part in parts if part.lower() not in small]
    made: tuple[list[str], ...] = (content, [part for part in parts if part.lower() != "the"])
    if len(content) > 3 and content[0].lower() in _OFFICES:
        made = (*made, content[1:])
    short = {"".join(p if p.isdigit() else p[:1] for p in some).lower() for some in made if len(some) > 1}
    if len(parts) > 1 and len(parts[0]) > 1 and parts[0].isupper() and not all(part.isupper() for part in parts):
        # "US Postal Service" is USPS: what is an acronym already stays whole.
        short |= {parts[0].lower() + initials[1:] for initials in short if initials[0] == parts[0][0].lower()}
    return frozenset(initials for initials in short if len(initials) > 1)


def _person(words: list[str], lists: NameWords) -> tuple[tuple[str, ...], tuple[str, ...], str, str | None]:
    rest = [w for w in words if w != "&"]
    generation = None
    if len(rest) > 1 and rest[-1].lower() in lists.generations:
        generation = lists.generations[rest.pop().lower()]
    titles: list[str] = []
    while len(rest) > 1 and (lists.has("titles", rest[0].lower()) or rest[0].lower() == "the"):
        # "King" in "Larry King" stays; "Prince William" loses its title; "Dean Smith" has no title.
        titles.append(rest.pop(0).lower())
    surname = [rest.pop()] if rest else []
    while rest and len(rest) > 1 and lists.has("particles", rest[-1].lower()) and not rest[-1].isupper():
        surname.insert(0, rest.pop())
    if len(rest) == 1 and lists.has("particles", rest[0].lower()) and not lists.is_given(rest[0].lower()):
        surname.insert(0, rest.pop())
    given: list[str] = []
    for word in rest:
        initials = 2 <= len(word) <= 3 and word.isupper() and not all(w.isupper() for w in surname)
        given.extend(word.lower() if initials else [word.lower()])
    return tuple(titles), tuple(given), " ".join(surname).lower(), generation


@lru_cache(maxsize=1 << 18)
def read_name(text: str, lists: NameWords) -> NameParts:
    """Read a name's words.

    >>> parts = read_name("The CREW-11", NameWords())
    >>> parts.key, sorted(parts.numbers), parts.is_acronym
    ('crew 11', ['11'], False)
    >>> read_name("U.S.", NameWords()).is_acronym, sorted(read_name("PlayStation 5", NameWords()).initials)
    (True, ['ps5'])
    """
    words = _words(text)
    person_words = list(words)
    if len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    n_words = len(words)
    while len(words) > 1 and lists.has("legal_suffixes", words[-1].lower()):
        words = words[:-1]  # "S.p.A." is one word by now
    small = lists.lists.get("small_words", frozenset())
    tokens: list[str] = []
    for position, word in enumerate(words):
        lower = word.lower()
        if lower == "the" and position and words[position + 1 :] and words[position + 1].lower() in lists.numbers:
            continue  # Henry the Eighth
        numeral = roman(word) if position and len(words) > 1 else None
        if position == 0 and len(words) == 2 and lower in _COMPASS and words[1][1:].islower():
            lower = _COMPASS[lower]
        number = (
            numeral
            or lists.numbers.get(lower)
            or _spelt_number(lower, lists)
            or (lower.replace(",", "") if lower[0].isdigit() else None)
        )
        tokens.append(number or lists.variants.get(lower, lower))
    tokens = _one_way(tokens, lists)
    titles, given, surname, generation = _person(person_words, lists)
    letters = [w for w in words if w[0].isalpha()]
    is_short_series = len(tokens) == 2 and len(tokens[0]) == 1 and words[0].isupper() and tokens[1].isdigit()
    is_acronym = is_short_series or (
        1 <= len(words) <= 2
        and len(letters) == 1
        and letters[0].isupper()
        and 2 <= len(letters[0]) <= 6
        and words[0] is letters[0]
        and (len(words) == 1 or len(letters[0]) <= 3)
    )
    content = [t for t in tokens if t not in small]
    personal = _looks_personal(words, titles, given, surname, lists)
    return NameParts(
        text=text,
        tokens=tuple(tokens),
        key=" ".join(tokens),
        compact="".join(t.replace("-", "").replace("'", "") for t in tokens),
        numbers=frozenset(t for t in tokens if t[0].isdigit()),
        is_acronym=is_acronym,
        initials=_initials([t if t.isdigit() else w for w, t in zip(words, tokens, strict=False)], small),
        is_common=not personal and bool(content) and (text.islower() or _is_common(content, tokens, lists)),
        titles=titles,
        given=given,
        surname=surname,
        generation=generation,
        is_legal=len(words) < n_words,
        looks_personal=personal,
    )


def _is_common(content: list[str], tokens: list[str], lists: NameWords) -> bool:
    """Say whether many things bear the name: common nouns alone, or a post ("Archbishop of Canterbury")."""
    if content[0] in lists.posts and "of" in tokens:
        return True
    if len(content) == 1 and lists.has("lone_nouns", content[0]):
        return True
    parts = lists.common_parts if len(content) > 1 else frozenset[str]()
    return all(
        t in lists.common or t in lists.posts or t.removesuffix("s") in lists.common or t in parts for t in content
    )


def _looks_personal(
    words: list[str], titles: tuple[str, ...], given: tuple[str, ...], surname: str, lists: NameWords
) -> bool:
    if not surname or any(w[0].isdigit() or w == "&" for w in words) or len(given) > 4:
        return False
    tail = surname.split()[-1]
    if lists.has("ship_prefixes", words[0].lower()):
        return False
    if tail in lists.common or tail in lists.posts:
        return False
    if any(lists.has("small_words", g) and not lists.has("particles", g) for g in given):
        return False
    titled = bool(titles) and titles[-1] != "the" and words[0][0].isupper()
    return titled or bool(given and (lists.is_given(given[0]) or (len(given[0]) == 1 and len(given) < 4)))
