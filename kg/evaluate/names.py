"""When two written names count as one in the figures."""

from __future__ import annotations

import re

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})
_TITLE = re.compile(r"^(the|mr|mrs|ms|dr)\.? ")
_ABBREVIATION_STOP = re.compile(r"(?<=\b\w)\.(?=\w\b|$)")


def norm(name: str) -> str:
    """Return a name without case, outer punctuation, possessive, article and short title.

    >>> norm("The U.S.'s"), norm("Mr. Lee"), norm("“Reuters’s”")
    ('us', 'lee', 'reuters')
    """
    text = name.casefold().translate(_QUOTES).strip(" \"'.,;:()[]")
    text = _TITLE.sub("", re.sub(r"'s$", "", text))
    return re.sub(r"\s+", " ", _ABBREVIATION_STOP.sub("", text))
