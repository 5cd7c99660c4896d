"""Which candidates are no names at all, and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from kg.annotate.candidates import Candidate, is_capital
from kg.annotate.entity_types import is_described
from kg.annotate.lexicon import Lexicon
from kg.annotate.name_finder import NEWS
from kg.annotate.name_network import ENCODER
from kg.annotate.parse import Parse

#: What tells one thing of a kind from another: "DDG 70", "L-12".
_CODE = re.compile(r"[A-Z]{1,4}[ -]{0,3}\d{1,4}")

#: A share's code with its exchange, as agencies write it behind a firm: "NVO.CO".
_TICKER = re.compile(r"[A-Z]{2,5}\.[A-Z]{1,2}")

#: Lists of words that are no names, alone and together.
_NOISE = ("calendar", "furniture", "titles", "honorifics", "peoples")


def _fills_brackets(candidate: Candidate, words: Sequence[str]) -> bool:
    """Say whether a candidate stands alone in brackets behind a name."""
    start, end = candidate.start, candidate.end
    return start > 1 and words[start - 1] == "(" and words[end : end + 1] == (")",) and is_capital(words[start - 2])


def _is_noise(lower: str, lexicon: Lexicon) -> bool:
    return any(lower in lexicon[name] for name in _NOISE)


def _told(candidate: Candidate, whole: str, parse: Parse, lexicon: Lexicon) -> bool:
    """Say whether the name finder tells a common word as a name: "Crane", "Total", but no word of a title or headline.

    Half of such words are names in 2,500 annotated sentences that the finder had not seen.
    """
    before = parse.words[candidate.start - 1] if candidate.start else ""
    in_title = is_capital(before) and not {before.lower()} & (lexicon["titles"] | lexicon["honorifics"])
    hyphened = "-" in parse.words[candidate.start : candidate.end]
    return NEWS in candidate.sources and not (hyphened or in_title or whole in parse.words)


def junk_reason(
    candidate: Candidate, parse: Parse, lexicon: Lexicon, is_word: Callable[[str], bool], *, demonym: bool = False
) -> str | None:
    """Return why a candidate is no name, or None; ``demonym`` says that it begins with the adjective of a country."""
    words = parse.words[candidate.start : candidate.end]
    lower = [word.lower() for word in words]
    known = candidate.sources & {"gazetteer", "pattern", "hint", "hint-inside"}
    if known:
        return None
    if not any(c.isalpha() for word in words for c in word):
        if len(words) == 1 and words[0].isdigit() and "Product" in candidate.votes:
            return None
        return "no letters"
    if not any(is_capital(word) for word in words):
        return "no capital letter"
    if words[0].startswith("CVE-") or (words[0] == "CVE" and len(words) > 1):
        return "number in a register"
    if any("@" in word or "://" in word or word.startswith(("#", "www.")) for word in words):
        return "address"
    code = " ".join(words)
    if _fills_brackets(candidate, parse.words) and (_CODE.fullmatch(code) or _TICKER.fullmatch(code)):
        return "code of the name before it"
    if _is_noise("".join(lower), lexicon) or all(
        _is_noise(word, lexicon) or not any(c.isalpha() for c in word) for word in lower
    ):
        return "calendar, title or people"
    if (
        len(words) == 1
        and parse.doc[candidate.start].is_sent_start
        and candidate.sources <= {"capitals", "sm", NEWS}
        and is_word(lower[0])
    ):
        return "common word at the start of a sentence"
    if candidate.sources <= {"capitals", "camel", NEWS, ENCODER} and not is_described(candidate, parse, lexicon):
        whole = parse.doc[candidate.start : candidate.end].text.lower()
        if is_word(whole) and not words[0].isupper() and not _told(candidate, whole, parse, lexicon):
            return "common word that one voter took for a name"
        if (demonym or lower[0] in lexicon["peoples"]) and len(words) > 1 and all(word.islower() for word in words[1:]):
            return "common words about a people"
    starts = parse.doc[candidate.start].is_sent_start
    if len(words) == 1 and starts and parse.doc[candidate.start].tag_[:2] in {"VB", "RB"} and is_word(lower[0]):
        return "verb or adverb at the start of a sentence"
    if len(words) > 1 and starts and not any(is_capital(w) for w in words[1:]) and is_word(lower[0]):
        return "common words at the start of a sentence"
    if len(words) == 1 and parse.doc[candidate.start].is_stop and not words[0].isupper():
        return "function word"
    if len(words[0]) == 1 and len(words) == 1:
        return "single letter"
    if len(words) == 1 and lower[0] in lexicon["organization_suffixes"]:
        return "legal form alone"
    following = parse.words[candidate.end].lower() if candidate.end < len(parse.words) else ""
    if (
        len(words) == 1
        and is_word(lower[0])
        and (following in lexicon["post_nouns"] or following in lexicon["weekdays"])
    ):
        return "part of a post or a day"
    before = [word.lower() for word in parse.words[max(0, candidate.start - 3) : candidate.start]]
    if "for" in before[-2:] and not lexicon["posts_with_field"].isdisjoint(before[:-1]):
        return "part of a post"
    post = parse.words[candidate.start - 2].lower() if candidate.start > 1 else ""
    portfolio = before[-1:] == ["of"] and post in lexicon["posts_of_field"] and "Organization" in candidate.votes
    if portfolio and not any(word.isupper() for word in words):
        return "part of a post"  # "Minister of American Transport"
    if len(words) > 12:
        return "too long"
    return None
