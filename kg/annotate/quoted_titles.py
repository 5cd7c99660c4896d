"""Titles in quotation marks: all their words but the small ones begin with a capital."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kg.annotate.candidates import Candidate, is_capital
from kg.annotate.lexicon import Lexicon
from kg.annotate.parse import Parse

#: Words between the marks. Source: of 1,476 such spans of two words and more in the 10,668 annotated texts of
#: ``training/annotated.py`` and train 87% are works, 11% have another class and 3% are no names.
_LEAST, _MOST = 2, 10
#: Less than a model's full label: what is known by another class keeps it.
_VOTES = {"Work": 1.5}


def quoted_titles(parse: Parse, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find the whole of "Good Morning, Miami," and "Indiana Jones and the Temple of Doom", in text order.

    Not a byname: inside a name (Jimson "Big Fish" Roe), or behind a word that gives one (nicknamed, known as).
    """
    words = parse.words
    marks = [i for i, word in enumerate(words) if word in _MARKS]
    for opening, closing in pairwise(marks):
        start, end = opening + 1, closing
        if words[end - 1] in {",", "."}:
            end -= 1
        if words[opening] not in _OPENS or words[closing] not in _CLOSES or not _LEAST <= end - start <= _MOST:
            continue
        if _is_title(parse, start, end, lexicon) and not _is_byname(parse, opening, closing, lexicon):
            yield Candidate(start=start, end=end, votes=_VOTES, sources=frozenset({"quoted"}))


_OPENS, _CLOSES = {'"', "``"}, {'"', "''"}
_MARKS = _OPENS | _CLOSES


def _is_title(parse: Parse, start: int, end: int, lexicon: Lexicon) -> bool:
    words, small = parse.words[start:end], lexicon["inner_words"] | lexicon["title_words"]
    inner = [word for word in words if word.isalpha() and word.lower() not in small]
    return is_capital(words[0]) and len(inner) > 1 and all(is_capital(word) for word in inner)


def _is_byname(parse: Parse, opening: int, closing: int, lexicon: Lexicon) -> bool:
    words = parse.words
    before = words[max(0, opening - 2) : opening]
    after = words[closing + 1] if closing + 1 < len(words) else ""
    inside = before[-1:] != () and is_capital(before[-1]) and is_capital(after) and after.isalpha()
    given = any(
        word.lower() in lexicon["naming_participles"] or word.lower() in {"nickname", "alias"} for word in before
    )
    return inside or given or before[-1:] == ("as",)
