"""Say whether two words are spellings of one: Double Metaphone first, then Levenshtein similarity."""

from __future__ import annotations

from functools import lru_cache

from metaphone import doublemetaphone
from rapidfuzz.distance import Levenshtein

from kg.resolve.settings import ResolveSettings


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

    >>> sounds_alike("peskov", "platonov", ResolveSettings())
    False
    """
    return bool(sound(left)) and sound(left) == sound(right) and similarity(left, right) >= settings.phonetic_similarity


def misspelt(left: str, right: str, settings: ResolveSettings) -> bool:
    """Say whether two words of six letters or more differ by a slip, the first letter kept.

    >>> misspelt("jonhnson", "johnson", ResolveSettings()), misspelt("iran", "iraq", ResolveSettings())
    (True, False)
    """
    return (
        min(len(left), len(right)) >= settings.min_misspelt_length
        and left[0] == right[0]
        and similarity(left, right) >= settings.spelling_similarity
        and not left.isdigit()
    )


def one_slip(left: str, right: str) -> bool:
    """Say whether one letter too many, too few or other tells two words apart.

    >>> one_slip("jonhnson", "johnson"), one_slip("austrian", "australian")
    (True, False)
    """
    return Levenshtein.distance(left, right) <= 1


def same_given_sound(left: str, right: str) -> bool:
    """Say whether two given names are one by ear and nearly by letter, as "Sergej" and "Sergey".

    >>> same_given_sound("krystyna", "kristina"), same_given_sound("john", "jean")
    (True, False)
    """
    return min(len(left), len(right)) >= 4 and sound(left) == sound(right) and similarity(left, right) >= 0.7
