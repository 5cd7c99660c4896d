"""Names that their own form gives away: laws, venues, ships, state bodies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.annotate import numbered
from kg.annotate.candidates import Candidate, is_capital
from kg.annotate.gazetteer import Gazetteer, Match
from kg.annotate.lexicon import Lexicon
from kg.annotate.parse import Parse
from kg.annotate.quoted_titles import quoted_titles

_SOURCE = frozenset({"pattern"})


def from_patterns(parse: Parse, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates of all patterns, in text order."""
    found = [
        *numbered.missions(parse, lexicon),
        *numbered.versions(parse, gazetteer),
        *numbered.codes(parse),
        *numbered.units(parse, lexicon),
        *_with_head(parse, lexicon),
        *_ships(parse, lexicon),
        *quoted_titles(parse, lexicon),
        *_with_small_head(parse, lexicon),
        *_of_states(parse, gazetteer, lexicon),
    ]
    return sorted(found, key=lambda c: (c.start, c.end))


#: Classes whose head words make a name of the capitalised run that they end.
_HEADED = ("Agreement", "Facility", "Event", "Organization")


def _with_head(parse: Parse, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find "X Act", "X Treaty", "X Airport", "X Cup": capitalised runs that end in a head word of a class."""
    words, doc = parse.words, parse.doc
    for i in range(1, len(words)):
        word = words[i]
        if not word[:1].isupper() or lexicon.heads.get(word.lower()) not in _HEADED:
            continue
        if i + 1 < len(words) and is_capital(words[i + 1]):
            continue
        start = i
        while start and is_capital(words[start - 1]) and not doc[start].is_sent_start:
            start -= 1
        if i - start >= 2 or (i - start == 1 and not doc[start].is_stop):
            votes = {lexicon.heads[word.lower()]: 1.0}
            yield Candidate(start=start, end=i + 1, votes=votes, sources=frozenset({"head"}))


def _with_small_head(parse: Parse, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find "Baikonur cosmodrome", "St. Thomas plant": a capitalised run and a small-letter venue."""
    words, doc, tails = parse.words, parse.doc, lexicon["facility_tails"]
    for i in range(1, len(words)):
        if not is_capital(words[i - 1]) or not words[i].islower():
            continue
        end = _listed_end(words, i, tails)
        if not end:
            continue
        start = i - 1
        while start and is_capital(words[start - 1]) and not doc[start].is_sent_start:
            start -= 1
        if not doc[start].is_sent_start or i - start > 1:
            yield Candidate(start=start, end=end, votes={"Facility": 3.0}, sources=frozenset({"venue"}))


def _ships(parse: Parse, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find "USS Hopper", "FS Charles de Gaulle"."""
    words = parse.words
    for i, word in enumerate(words[:-1]):
        if not (word.isupper() and word.lower() in lexicon["ship_prefixes"] and words[i + 1][:1].isupper()):
            continue
        end = i + 1
        while end < len(words) and (
            words[end][:1].isupper()
            or (words[end] in lexicon["person_particles"] and end + 1 < len(words) and words[end + 1][:1].isupper())
        ):
            end += 1
        yield Candidate(start=i, end=end, votes={"Product": 4.0}, sources=_SOURCE)


def _of_states(parse: Parse, gazetteer: Gazetteer, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find "the Irish government", "the Syrian civil war", "the Minsk agreements": a place and a small-letter head."""
    words = parse.words
    for match in gazetteer.find(words):
        types = {entry.type for entry in match.entries}
        if "Country" in types:
            end = _listed_end(words, match.end, lexicon["state_bodies"])
            if end:
                body = " ".join(words[match.end : end]).lower().removeprefix("federal ")
                opened = match.start > 0 and words[match.start - 1].lower() in lexicon["state_openings"]
                yield _state_body(match, match.start - opened, end, body)
            start = match.start - 1 - (words[match.start - 1] == "the")
            if start > 0 and words[start] == "of" and words[start - 1] == "Government":
                yield _state_body(match, start - 1 - (words[start - 2] == "Federal"), match.end, "government")
            end = _listed_end(words, match.end, lexicon["state_facilities"])
            if end:
                yield Candidate(start=match.start, end=end, votes={"Facility": 4.0}, sources=_SOURCE)
            end = _listed_end(words, match.end, lexicon["state_events"])
            if end:
                yield Candidate(start=match.start, end=end, votes={"Event": 4.0}, sources=_SOURCE)
        if types & {"Country", "Place"} and match.entries[0].kind != "demonym":
            end = _listed_end(words, match.end, lexicon["state_agreements"])
            if end:
                start = match.start
                if start >= 2 and words[start - 1] == "-" and is_capital(words[start - 2]):
                    start -= 2
                yield Candidate(start=start, end=end, votes={"Agreement": 4.0}, sources=_SOURCE)


def _state_body(match: Match, start: int, end: int, body: str) -> Candidate:
    """Return the body of a country with one name for all ways to say it: "Iraqi government", "Government of Iraq"."""
    countries = {entry.canonical for entry in match.entries if entry.type == "Country"}
    canonical = f"{countries.pop()} {body}" if len(countries) == 1 else None
    return Candidate(start=start, end=end, votes={"Organization": 4.0}, sources=_SOURCE, canonical=canonical)


def _listed_end(words: Sequence[str], start: int, phrases: frozenset[str]) -> int | None:
    for length in (2, 1):
        if " ".join(words[start : start + length]).lower() in phrases:
            return start + length
    return None
