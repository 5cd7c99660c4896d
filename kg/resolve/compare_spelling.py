"""Comparators of two names that are no persons' and differ in letters: slips, and the ways of two alphabets."""

from __future__ import annotations

from kg.resolve.compare_forms import description
from kg.resolve.pair import Pair, Row
from kg.resolve.spelling import misspelt, one_slip, sound, transliterated


def spelling(pair: Pair) -> Row | None:
    """Lyndon B. Jonhnson and Johnson space center; Riscosmos and Roscosmos."""
    a, b, s = pair.a, pair.b, pair.settings
    if pair.personal or len(a.tokens) != len(b.tokens):
        return None
    unequal = [(x, y) for x, y in zip(a.tokens, b.tokens, strict=True) if x != y]
    if len(unequal) > 1 and all(_is_one_word(x, y, pair) for x, y in unequal):
        return ("transliterated", f"{a.key} ~ {b.key}", s.transliterated)
    if len(unequal) != 1:
        return None
    x, y = unequal[0]
    if len(a.tokens) > 1 and min(len(x), len(y)) > 3 and one_slip(x, y):
        known = [pair.lists.is_known_alias(parts.text) for parts in (a, b)]
        wrong = x if known[1] else y
        if known[0] != known[1] and not pair.lists.is_public(wrong) and not wrong.isdigit():
            return ("slip in a known name", f"{x} ~ {y}", s.slip_in_known_name)
    if any(pair.lists.has("distinguishing", t) for t in (x, y)):
        return description(pair) or ("distinguished", f"{x} / {y}", s.distinguished)
    if not misspelt(x, y, s) and transliterated(x) != transliterated(y):
        return None
    if len(a.tokens) == 1 and len(x) >= s.min_single_misspelt_length + 1:
        if transliterated(x) == transliterated(y):
            return ("transliterated", f"{x} ~ {y}", s.transliterated)
        if one_slip(x, y) and pair.lists.is_public(x) != pair.lists.is_public(y):
            return ("slip in a known name", f"{x} ~ {y}", s.slip_in_known_name)
    if len(a.tokens) == 1:
        shorter = min(len(x), len(y))
        if (shorter >= s.min_single_misspelt_length and sound(x) == sound(y)) or (
            shorter > s.min_single_misspelt_length and len(x) != len(y) and one_slip(x, y)
        ):
            return ("one word misspelt", f"{x} ~ {y}", s.single_misspelt)
        return None
    telling = any(t not in (x, y) and len(t) > 2 for t in a.tokens)
    if telling and (sound(x) == sound(y) or one_slip(x, y)):
        return ("misspelt", f"{x} ~ {y}", s.misspelt)
    return None


def _is_one_word(left: str, right: str, pair: Pair) -> bool:
    """Say whether two words are one in two alphabets' ways, or one given name: Mikhail and Michail."""
    if min(len(left), len(right)) < pair.settings.min_transliterated_length:
        return False
    return transliterated(left) == transliterated(right) or pair.lists.one_given_name(left, right)
