"""Names that their own form gives away: numbered missions, laws, venues, state bodies, acronyms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.annotate.candidates import Candidate, is_capital
from kg.annotate.gazetteer import Gazetteer
from kg.annotate.lexicon import Lexicon
from kg.annotate.parse import Parse

_SOURCE = frozenset({"pattern"})


def from_patterns(parse: Parse, gazetteer: Gazetteer, lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates of all patterns, in text order."""
    found = [
        *_numbered(parse, lexicon),
        *_with_head(parse, lexicon),
        *_ships(parse, lexicon),
        *_state_bodies(parse, gazetteer, lexicon),
    ]
    return sorted(found, key=lambda c: (c.start, c.end))


def _numbered(parse: Parse, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find "Crew-11", "Expedition 73", "Flight 574"."""
    words, doc = parse.words, parse.doc
    for i in range(len(words) - 1):
        if words[i].lower() not in lexicon["mission_before"] or not words[i][:1].isupper():
            continue
        end = i + 1
        if words[end] == "-" and end + 1 < len(words) and not doc[end].whitespace_:
            end += 1
        if _has_digit(words[end]):
            yield Candidate(start=_run_start(parse, i), end=end + 1, votes={"Mission": 3.0}, sources=_SOURCE)
        elif end == i + 1 and words[i].lower() == "operation" and is_capital(words[end]):
            while end < len(words) and is_capital(words[end]):
                end += 1
            yield Candidate(start=i, end=end, votes={"Mission": 2.0}, sources=_SOURCE)


def _run_start(parse: Parse, i: int) -> int:
    """Go back over capitalised words of the same name: "Adam Air Flight 574", not "SpaceX Crew-11"."""
    start = i
    if parse.words[i].lower() == "flight":
        while start and is_capital(parse.words[start - 1]) and not parse.doc[start - 1].is_sent_start:
            start -= 1
    return start


def _has_digit(word: str) -> bool:
    return any(c.isdigit() for c in word) and word[0].isalnum()


#: Heads that make a name of a preceding capitalised run when they are capitalised themselves.
_HEADED = ("Agreement", "Facility", "Event", "Organization")


def _with_head(parse: Parse, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find "X Act", "X Treaty", "X Airport", "X Cup": capitalised runs that end in a head word of a class."""
    words, doc = parse.words, parse.doc
    for i in range(1, len(words)):
        word = words[i]
        if not word[:1].isupper():
            continue
        type_ = lexicon.heads.get(word.lower())
        if type_ not in _HEADED or (i + 1 < len(words) and is_capital(words[i + 1])):
            continue
        start = i
        while start and is_capital(words[start - 1]) and not words[start - 1].isspace():
            start -= 1
            if doc[start].is_sent_start:
                break
        if i - start >= 2 or (i - start == 1 and not doc[start].is_stop):
            yield Candidate(start=start, end=i + 1, votes={type_: 1.0}, sources=frozenset({"head"}))


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


def _state_bodies(parse: Parse, gazetteer: Gazetteer, lexicon: Lexicon) -> Iterator[Candidate]:
    """Find "the Irish government", "the Indonesian Navy": a people or country and a state body."""
    words = parse.words
    for match in gazetteer.find(words):
        if not any(e.type == "Country" for e in match.entries):
            continue
        end = _body_end(words, match.end, lexicon["state_bodies"])
        if end:
            yield Candidate(start=match.start, end=end, votes={"Organization": 4.0}, sources=_SOURCE)


def _body_end(words: Sequence[str], start: int, bodies: frozenset[str]) -> int | None:
    for length in (2, 1):
        if " ".join(words[start : start + length]).lower() in bodies:
            return start + length
    return None


def acronym_pairs(parse: Parse) -> Iterator[tuple[tuple[int, int], int]]:
    """Find "International Space Station (ISS)": token range of the long form, token of the short one.

    The short form's letters are initials of the long form's words, in order; small words may be skipped.

    Source: Schwartz and Hearst (2003), restricted to initials.
    """
    words = parse.words
    for i in range(2, len(words) - 1):
        short = words[i]
        if words[i - 1] != "(" or words[i + 1] not in {")", ",", ";"} or not _is_acronym(short):
            continue
        start = initials_start(words, i - 1, short)
        if start is not None:
            yield (start, i - 1), i


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
        elif (words[i][:1].isupper() and not words[i].isupper()) or (not word.isalpha() and word not in {"-", "&"}):
            return None
    return i if not letters and words[i][:1].isupper() else None


def _is_acronym(word: str) -> bool:
    return (
        2 <= len(word) <= 8
        and word[0].isupper()
        and sum(c.isupper() for c in word) >= max(2, len(word) - 2)
        and word.isalnum()
    )
