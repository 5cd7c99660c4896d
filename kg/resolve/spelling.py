"""Say whether two words are spellings of one: Double Metaphone first, then Levenshtein similarity."""

from __future__ import annotations

import re
from functools import lru_cache

from metaphone import doublemetaphone
from rapidfuzz.distance import OSA, Levenshtein

from kg.resolve.settings import ResolveSettings

#: Letters that writers of other alphabets put for one sound at the beginning of a name.
_ONE_LETTER = tuple(
    map(set, ["ck", "cq", "kq", "jy", "iy", "ey", "ei", "cs", "sz", "vw", "fv", "hk", "gh", "ct", "jz"])
)


@lru_cache(maxsize=1 << 17)
def sound(word: str) -> str:
    """Return the primary Double Metaphone key of a word.

    Source: L. Philips, "The Double Metaphone Search Algorithm", C/C++ Users Journal, June 2000.

    >>> sound("siceloff") == sound("secillof") == sound("seselov")
    True
    """
    return str(doublemetaphone(word)[0])


def similarity(left: str, right: str) -> float:
    """Return 1 - Levenshtein distance / longer length, in [0, 1]."""
    return Levenshtein.normalized_similarity(left, right)


def sounds_alike(left: str, right: str, settings: ResolveSettings) -> bool:
    """Say whether two surnames sound alike and are not too far apart in letters.

    >>> sounds_alike("peskov", "platonov", ResolveSettings()), sounds_alike("asher", "usher", ResolveSettings())
    (False, False)
    """
    if left[:1] != right[:1] and {left[:1], right[:1]} not in _ONE_LETTER:
        return False
    return bool(sound(left)) and sound(left) == sound(right) and similarity(left, right) >= settings.phonetic_similarity


def misspelt(left: str, right: str, settings: ResolveSettings) -> bool:
    """Say whether two words of six letters or more differ by a slip, the first letter kept.

    >>> misspelt("jonhnson", "johnson", ResolveSettings()), misspelt("iran", "iraq", ResolveSettings())
    (True, False)
    """
    return (
        min(len(left), len(right)) >= settings.min_misspelt_length
        and left[0] == right[0]
        and (similarity(left, right) >= settings.spelling_similarity or one_slip(left, right))
        and not left.isdigit()
    )


def one_slip(left: str, right: str) -> bool:
    """Say whether one letter too many, too few or other, or two that changed places, tells two words apart.

    >>> one_slip("jonhnson", "johnson"), one_slip("georgeiva", "georgieva"), one_slip("austrian", "australian")
    (True, True, False)
    """
    return OSA.distance(left, right) <= 1


def same_given_sound(left: str, right: str) -> bool:
    """Say whether two given names are one by ear and nearly by letter, as "Sergej" and "Sergey".

    >>> same_given_sound("krystyna", "kristina"), same_given_sound("john", "jean")
    (True, False)
    """
    return min(len(left), len(right)) >= 4 and sound(left) == sound(right) and similarity(left, right) >= 0.7


#: How Latin spellings of one Slavic or Arabic name differ; replaced from left to right, longer ones first.
_SPELLINGS = (
    ("schtsch", "sh"), ("shch", "sh"), ("tch", "ch"), ("tsch", "ch"), ("sch", "sh"), ("kh", "h"), ("iy", "y"),
    ("ij", "y"), ("yy", "y"), ("ii", "y"), ("ye", "e"), ("yo", "o"), ("ou", "u"), ("dj", "j"), ("dzh", "j"),
    ("zh", "j"), ("ks", "x"), ("w", "v"), ("q", "k"),
)  # fmt: skip


@lru_cache(maxsize=1 << 15)
def transliterated(word: str) -> str:
    """Return a word with the letters by which transliterations differ made one; equal results are one name.

    >>> transliterated("rimskij-korsakov") == transliterated("rimsky-korsakov") != transliterated("rimini")
    True
    """
    for spelling, letter in _SPELLINGS:
        word = word.replace(spelling, letter)
    return word.removesuffix("i") + "y" if word.endswith("i") else word


#: How Latin spellings of one Arabic or Russian surname differ besides: one sound by several letters, or doubled.
_SOUNDS = (
    (re.compile(r"^(?:kh|gh|k|g|q)"), "k"),
    (re.compile(r"(?<!^)(?:gh|q|g)"), "g"),
    (re.compile(r"dh"), "d"),
    (re.compile(r"(.)\1"), r"\1"),
    (re.compile(r"y?ii$|yi$|iy$|ij$|i$"), "y"),
)
#: Letters that tell that a name is put from another alphabet: a Keller is no Geller.
_FOREIGN = re.compile(r"^(?:kh|gh|q)|dh|ii$|yi$|iy$")
#: Letters of a surname: shorter ones that agree so are too often two.
SHORTEST_FOREIGN = 6


@lru_cache(maxsize=1 << 15)
def foreign_sound(word: str) -> str:
    """Return a surname with the letters made one by which Latin spellings of Arabic and Russian ones differ."""
    for pattern, letter in _SOUNDS:
        word = pattern.sub(letter, word)
    return transliterated(word)


def one_surname(left: str, right: str) -> bool:
    """Say whether two surnames are one in Latin letters of two ways; short ones are too often two.

    The sound that Arabic has and English lacks is kh, gh, g, k or q at the beginning, dh is d, letters are doubled.

    >>> one_surname("khadafy", "gaddafi"), one_surname("chaikovskii", "tchaikovsky"), one_surname("geller", "keller")
    (True, True, False)
    """
    if left == right or transliterated(left) == transliterated(right):
        return True
    foreign = _FOREIGN.search(left) or _FOREIGN.search(right)
    return (
        bool(foreign) and min(len(left), len(right)) >= SHORTEST_FOREIGN and foreign_sound(left) == foreign_sound(right)
    )
