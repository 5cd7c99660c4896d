"""Names with numbers: "Crew-11", "Flight 574", "Internet Explorer 9", "A330-300E"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.annotate.candidates import Candidate, is_capital
from kg.annotate.gazetteer import Gazetteer
from kg.annotate.lexicon import Lexicon
from kg.annotate.parse import Parse

_SOURCE = frozenset({"pattern"})
_VERSION = re.compile(r"\d{1,4}(\.\d+)*[A-Za-z]{0,3}$")
_YEAR = re.compile(r"(19|20)\d\d$")
#: A letter or three, then digits: an aircraft, a missile, a chip. Not quarters, groups of states, motorways.
_CODE = re.compile(r"[A-Z]{1,4}\d{1,4}[A-Za-z]{0,3}$")
_NO_CODE = re.compile(r"([QGMHSFT]\d{1,2}|AD\d+|FY\d+|H\dN\d|[A-Z]{1,2}\d)$")
_ORDINAL = re.compile(r"\d{1,3}(st|nd|rd|th)$")
_SERIES = re.compile(r"[A-Z]{1,4}$")


def missions(parse: Parse, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find "Crew-11", "Expedition 73", "Adam Air Flight 574", "Operation Desert Storm"."""
    words, doc = parse.words, parse.doc
    for i, word in enumerate(words):
        head, hyphen, number = word.partition("-")
        if hyphen and head[:1].isupper() and head.lower() in lexicon["mission_before"] and number[:1].isdigit():
            yield Candidate(start=i, end=i + 1, votes={"Mission": 3.0}, sources=_SOURCE)
    for i in range(len(words) - 1):
        if words[i].lower() not in lexicon["mission_before"] or not words[i][:1].isupper():
            continue
        end = i + 1
        if words[end] == "-" and end + 1 < len(words) and not doc[end].whitespace_:
            end += 1
        if words[end][0].isalnum() and any(c.isdigit() for c in words[end]):
            yield Candidate(start=_flight_start(parse, i), end=end + 1, votes={"Mission": 3.0}, sources=_SOURCE)
        elif end == i + 1 and words[i].lower() == "operation" and is_capital(words[end]):
            while end < len(words) and is_capital(words[end]):
                end += 1
            yield Candidate(start=i, end=end, votes={"Mission": 3.0}, sources=_SOURCE)


def _flight_start(parse: Parse, i: int) -> int:
    """Take the airline in before "Flight"; "SpaceX Crew-11" begins at "Crew"."""
    start = i
    if parse.words[i].lower() == "flight":
        while start and is_capital(parse.words[start - 1]) and not parse.doc[start].is_sent_start:
            start -= 1
    return start


def versions(parse: Parse, gazetteer: Gazetteer) -> Iterator[Candidate]:
    """Find a known product, spacecraft or maker with a number: "iPhone 3GS", "Boeing 767", "Soyuz MS-28"."""
    words, doc = parse.words, parse.doc
    for match in gazetteer.find(words):
        types = {entry.type for entry in match.entries}
        end = match.end
        if not types & {"Product", "Spacecraft", "Organization"} or end >= len(words) or not doc[end - 1].whitespace_:
            continue
        known = bool(types & {"Product", "Spacecraft"})
        stop = _number_end(parse, end)
        if stop is None or (_YEAR.match(words[end]) and not known) or (not known and not _model_number(words[end])):
            continue
        type_ = "Spacecraft" if "Spacecraft" in types else "Product"
        yield Candidate(start=match.start, end=stop, votes={type_: 4.0}, sources=_SOURCE)


def _number_end(parse: Parse, i: int) -> int | None:
    """Return where a version that begins at a token ends, or None where none begins."""
    words, doc = parse.words, parse.doc
    following = words[i + 1].lower() if i + 1 < len(words) else ""
    if following in {"percent", "%", "million", "billion", "years", "months", "days", "people"}:
        return None
    hyphen = i + 2 < len(words) and words[i + 1] == "-" and not doc[i].whitespace_ and not doc[i + 1].whitespace_
    if hyphen and _SERIES.match(words[i]) and words[i + 2][:1].isdigit():
        return i + 3
    if _CODE.match(words[i]):
        return i + 3 if hyphen and words[i + 2][:1].isdigit() else i + 1
    return i + 1 if _VERSION.match(words[i]) and not hyphen else None


def _model_number(word: str) -> bool:
    return bool(re.match(r"\d{3}[A-Z]{0,3}$", word) or _CODE.match(word))


def units(parse: Parse, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find what an ordinal number names: "U.S. 5th Fleet", "82nd Airborne Division", "9th Circuit"."""
    words = parse.words
    for i, word in enumerate(words):
        if not _ORDINAL.match(word):
            continue
        end = i + 1
        while end < len(words) and is_capital(words[end]):
            end += 1
        if end > i + 1 and words[end - 1].lower() in lexicon["numbered_units"]:
            start = i - 1 if i and words[i - 1].lower() in lexicon["country_abbreviations"] else i
            yield Candidate(start=start, end=end, votes={"Organization": 3.0}, sources=_SOURCE)


def codes(parse: Parse) -> Iterator[Candidate]:
    """Find product codes: "A321s", "IE9", "A330-300E", "CST-100"."""
    words, doc = parse.words, parse.doc
    for i, word in enumerate(words):
        stop = None
        if _CODE.match(word) and not _NO_CODE.match(word):
            stop = _number_end(parse, i)
        elif _SERIES.match(word) and len(word) > 1 and i + 2 < len(words) and words[i + 1] == "-":
            glued = not doc[i].whitespace_ and not doc[i + 1].whitespace_
            stop = i + 3 if glued and _VERSION.match(words[i + 2]) else None
        if stop is not None:
            yield Candidate(start=i, end=stop, votes={"Product": 0.8}, sources=frozenset({"code"}))
