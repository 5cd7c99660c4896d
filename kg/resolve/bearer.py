"""What bears a name in a text: a person, a company or a made thing, as the words beside it say."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.resolve.names import fold
from kg.resolve.usage import occurrences
from kg.resolve.words import NameWords

_WORD = re.compile(r"[^\W\d_]+(?:['-][^\W\d_]+)*")
#: ", 74," and "aged 25": years of life.
_AGED = re.compile(r"^,\s+(?:aged\s+)?\d{1,3}\s*[,.]|^,\s+(?:then\s+)?aged\s")
_APPOSITION = re.compile(r"^,\s+(?:(?:the|an?|then|now|once)\s+)*(?P<words>(?:[\w'-]+\s+){0,3}[\w'-]+)")
_REACH = 120
_WORKS = (
    "film|movie|novel|book|memoir|musical|play|opera|ballet|series|miniseries|drama|sitcom|album|song|single|ballad|game|"
    "thriller|comedy|documentary|biopic|sequel|poem|painting|western"
)
#: "the new staging of X", "the film X", "the star of X".
_BEFORE_WORK = re.compile(
    rf"\b(?:{_WORKS}|(?:staging|production|revival|adaptation|premiere|author|star|cast|screening|soundtrack|"
    r"remake|performances?|episodes?|seasons?) of|(?:starred|stars) in)\s+(?:the\s+)?['\"]?$"
)
#: "X, a five-part drama"; "X took eleven Oscars".
_AFTER_WORK = re.compile(
    rf"^['\"]?,\s+(?:the|an?|his|her|their)\s+(?:[\w'-]+\s+){{0,4}}?(?:{_WORKS})\b"
    r"|^['\"]?\s+(?:took|won|got)\s+(?:[\w-]+\s+)?(?i:oscars?|emmys?|tonys?|grammys?)\b"
)


@lru_cache(maxsize=1 << 15)
def read_bearer(name: str, context: str, lists: NameWords) -> str:
    """Return "person", "company" or "thing" for what bears a name in its context; "" where nothing tells.

    A person marries, is 74 or a clerk; a company has shares and sales; a thing stands after the word for it
    ("the yacht X").

    >>> words = NameWords(lists={"person_nouns": frozenset({"clerk"}), "company_words": frozenset({"shares"})})
    >>> read_bearer("Roe", "Roe, a clerk, slept.", words), read_bearer("Roe", "Its shares made Roe rich.", words)
    ('person', 'company')
    """
    plain, bare = fold(context), fold(name)
    words = {word.lower() for word in _WORD.findall(plain)}
    for place in occurrences(bare, plain):
        before = [word.lower() for word in _WORD.findall(plain[max(0, place.start - 40) : place.start])]
        after = plain[place.end : place.end + _REACH]
        if before and lists.has("thing_nouns", before[-1]) and plain[: place.start].rstrip().endswith(before[-1][-1]):
            return "thing"
        if _is_person(after, lists) or _is_titled(plain[: place.start], lists):
            return "person"
    if not words.isdisjoint(lists.lists.get("company_words", ())) or "its" in words:
        return "company"
    return ""


@lru_cache(maxsize=1 << 15)
def is_work(name: str, context: str) -> bool:
    """Say whether a text speaks of a work of the name: "the new staging of X", "X, a five-part drama".

    >>> is_work("Oslo", "She saw the play Oslo."), is_work("Oslo", "She lives in Oslo.")
    (True, False)
    """
    plain = fold(context)
    return any(
        _BEFORE_WORK.search(plain[: place.start][-60:]) or _AFTER_WORK.match(plain[place.end : place.end + _REACH])
        for place in occurrences(fold(name), plain)
    )


def _is_titled(before: str, lists: NameWords) -> bool:
    """Say whether a person's title stands right before a name: "Admiral Nimitz"; not "USS Admiral"."""
    title = re.search(r"\b([A-Z][a-z]+)\.?\s+$", before)
    return title is not None and lists.has("titles", title[1].lower())


def _is_person(after: str, lists: NameWords) -> bool:
    """Say whether what follows a name is said of persons alone."""
    if _AGED.match(after) or after.startswith(", who "):
        return True
    following = [word.lower() for word in _WORD.findall(after)[:2]]
    if not after.startswith((",", ".", ";", "'")) and any(lists.has("person_verbs", word) for word in following[:1]):
        return True
    apposition = _APPOSITION.match(after)
    words = _WORD.findall(apposition["words"].lower()) if apposition else []
    return any(lists.has("person_nouns", word) or lists.has("person_participles", word) for word in words)
