"""Short forms that the text itself defines: "International Space Station (ISS)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.annotate.lexicon import Lexicon
from kg.annotate.parse import Parse

_SMALL = frozenset({"of", "for", "and", "the", "on", "in", "&", "to", "de"})


def defined(parse: Parse) -> Iterator[tuple[tuple[int, int], int]]:
    """Yield the token range of each long form and the token of the short form that follows in brackets.

    The short form's letters are initials of the long form's words, in order; small words may be skipped.

    Source: Schwartz and Hearst (2003), restricted to initials.
    """
    words = parse.words
    for i in range(2, len(words) - 1):
        short = words[i]
        if words[i - 1] != "(" or words[i + 1] not in {")", ",", ";"} or not is_acronym(short):
            continue
        start = initials_start(words, i - 1, short)
        if start is not None:
            yield (start, i - 1), i


def common(parse: Parse, lexicon: Lexicon) -> frozenset[str]:
    """Return the short forms of things without a name: "application programming interface (API)".

    The words before the brackets are in small letters and begin with its letters; those that end like the name
    of an organisation or another class ("atomic energy agency") may still mean one.
    """
    words = parse.words
    found = set()
    for i in range(3, len(words) - 1):
        short = words[i]
        if words[i - 1] != "(" or words[i + 1] not in {")", ",", ";"} or not (1 < len(short) <= 6 and short.isalnum()):
            continue
        large = short.removesuffix("s")
        long = words[max(0, i - 1 - len(large)) : i - 1]
        spelt = "".join(word[0] for word in long).upper() == large and large != "".join(word[:1] for word in long)
        if spelt and all(word.islower() or word.isdigit() for word in long) and long[-1] not in lexicon.heads:
            found |= {short, large, f"{short}."}
    return frozenset(found)


def initials_start(words: Sequence[str], end: int, short: str) -> int | None:
    """Return where the words before ``end`` begin whose initials spell ``short``, or None.

    >>> initials_start("the European Space Agency (".split(), 4, "ESA")
    1
    """
    letters = [c.lower() for c in short if c.isalpha()]
    i = end
    while letters and i > 0 and end - i < 3 * len(short) + 2:
        i -= 1
        word = words[i].lower()
        if word[:1] == letters[-1]:
            letters.pop()
        elif words[i][:1].isupper() or (not word.isalpha() and word not in {"-", "&"}):
            return None
    return i if not letters and words[i][:1].isupper() else None


def is_acronym(word: str) -> bool:
    """Say whether a word is written mostly in capitals.

    >>> is_acronym("ISS"), is_acronym("MoD"), is_acronym("Iss")
    (True, True, False)
    """
    capitals = sum(c.isupper() for c in word)
    return 2 <= len(word) <= 8 and word[0].isupper() and capitals >= max(2, len(word) - 2) and word.isalnum()


def initials(form: str) -> set[str]:
    """Return the acronyms that a name may have: with and without its small words.

    >>> sorted(initials("Bank of England"))
    ['BE', 'BOE']
    """
    words = [word for word in re.split(r"[\s\-]+", form) if word[:1].isalnum()]
    large = [word for word in words if word.lower() not in _SMALL]
    return {"".join(w[0] for w in chosen).upper() for chosen in (words, large) if len(chosen) > 1}
