"""Where a name begins and ends: articles, titles, possessives and line ends are no part of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

from kg.annotate.candidates import Candidate, is_capital
from kg.annotate.edges import after_opening, before_tail, from_year, with_year
from kg.annotate.lexicon import Lexicon
from kg.annotate.name_finder import NEWS
from kg.annotate.parse import Parse

_ARTICLES = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "his", "her", "their", "our", "my"})
_POSSESSIVE = frozenset({"'s", "'"})
_OPEN, _CLOSE = frozenset("([{\"'`"), frozenset(")]}\"',;:!?-–—/…") | {"''", "``", "--"}
#: What a name does not begin with.
_OPENING = _ARTICLES | _OPEN | _CLOSE | _POSSESSIVE
_OPENING_OF_WORK = _OPENING - _ARTICLES | {"the"}
#: A dash with a blank before it stands between two names ("Washington - Saba"), not inside one.
_DASHES = frozenset({"-", "–", "—", "--"})
_WALLS = frozenset({"|", "[", "]", "/", "•", "…"})
_AMOUNT = re.compile(r"\d{1,3}(?:,\d{3})+")
_ORDINAL = re.compile(r"[IVX]{1,5}")
_INITIALS = frozenset("BCDEFGHJKLMNOPQRSTUVWXYZ")
#: Democrats, Republicans and independents, as a member of the United States Congress or of a state's house is listed.
_PARTIES = frozenset("DRI")
#: Candidates of these voters stand as they are.
_EXACT = frozenset({"gazetteer", "hint", "hint-inside", "pattern"})


def repair(
    candidates: Iterable[Candidate], parse: Parse, lexicon: Lexicon, is_name: Callable[[str], bool]
) -> Iterator[Candidate]:
    """Yield each candidate with its boundaries put right; one that covers several names gives several.

    ``is_name`` says whether a word is a well-known name by itself. What the name finder saw is cut less: in 2,500
    annotated sentences that it had not seen, the rules made for other models put 21 of its names right and 151 wrong
    ("Eleanor of Castile", "Armenian Premier League", "Tale of Igor's Campaign", "Mid-Hudson Bridge").
    """
    for candidate in candidates:
        if candidate.sources & _EXACT:
            if not is_prefixed(candidate, parse, lexicon):
                yield candidate
            continue
        if NEWS in candidate.sources and is_prefixed(candidate, parse, lexicon):
            continue
        for line in _lines(candidate, parse, lexicon):
            for part in _at_possessive(line, parse, lexicon):
                for name in _at_title(part, parse.words, lexicon):
                    yield from _trim(name, parse, lexicon, is_name)


def _lines(candidate: Candidate, parse: Parse, lexicon: Lexicon) -> Iterator[Candidate]:
    """Cut at line ends, brackets, dashes, colons and the commas of a list.

    After a dash or a colon the model's label says nothing about the second name. A dateline names a place and its
    agency: "Geneva - Reuters".
    """
    words, doc = parse.words, parse.doc
    start, votes, sources = candidate.start, candidate.votes, candidate.sources
    seen = NEWS in sources
    for i in range(candidate.start, candidate.end):
        dash = words[i] in _DASHES and i > candidate.start and bool(doc[i - 1].whitespace_)
        colon = words[i] == ":" and bool(doc[i].whitespace_) and "Work" not in candidate.votes and not seen
        comma = words[i] == "," and _parts_two_names(candidate, i, words, lexicon)
        stop = words[i] == "." and i + 1 < candidate.end and bool(doc[i + 1].is_sent_start)
        closed = words[i] == ")" and "(" not in words[start:i]  # "(NAVCENT) Task Force"
        if "\n" in words[i] or words[i] in _WALLS or dash or colon or comma or stop or closed:
            if comma:  # the label was for the whole list
                votes = {type_: weight / 2 for type_, weight in candidate.votes.items()}
            if i > start:
                yield replace(candidate, start=start, end=i, votes=votes, sources=sources)
            start = i + 1
            if dash:
                votes = {"Organization": 0.8} if "Place" in candidate.votes else {}
            if colon:
                votes, sources = {}, frozenset({"capitals"})
    if start == candidate.start < candidate.end:
        yield candidate  # as most are
    elif start < candidate.end:
        yield replace(candidate, start=start, votes=votes, sources=sources)


def _parts_two_names(candidate: Candidate, i: int, words: Sequence[str], lexicon: Lexicon) -> bool:
    """Say whether a comma is that of a list ("Windows, Office"), not of "Acme, Inc." or "Health, Work and Trade"."""
    if set(candidate.votes) & {"Work", "Agreement", "Event"} or i + 1 >= candidate.end:
        return False
    following = words[i + 1].lower()
    if following in lexicon["organization_suffixes"] or following in lexicon["person_suffixes"]:
        return False
    return not {"and", "&", "of"} & set(words[candidate.start : candidate.end])


def _at_possessive(candidate: Candidate, parse: Parse, lexicon: Lexicon) -> Iterator[Candidate]:
    """Cut "Saudi Arabia's Civil Defense Authority" in two; "New Year's Eve" and "People's Party" stay whole."""
    words = parse.words
    whole = NEWS in candidate.sources and "Work" in candidate.votes
    for i in range(candidate.start + 1, candidate.end - 1) if not whole else ():
        if words[i] not in _POSSESSIVE or not parse.doc[i].whitespace_:
            continue
        if words[i - 1].lower() in lexicon["possessive_words"] or words[i - 1].lower().endswith("ers"):
            continue
        yield replace(candidate, start=candidate.start, end=i, votes={}, sources=frozenset({"capitals"}))
        yield candidate.moved(i + 1, candidate.end)
        return
    yield candidate


def _at_title(candidate: Candidate, words: Sequence[str], lexicon: Lexicon) -> Iterator[Candidate]:
    """Cut "NASA Administrator Sean Duffy" and "State Department Spokesperson" at the post."""
    titles = lexicon["splitting_titles"]
    inside = [i for i in range(candidate.start + 1, candidate.end) if words[i].lower() in titles]
    body = NEWS in candidate.sources and "Person" not in candidate.votes and inside[-1:] != [candidate.end - 1]
    follows = inside and inside[-1] + 1 < candidate.end and words[inside[-1] + 1].lower() in {"of", "for", "and", "'s"}
    if not inside or body or follows:
        yield candidate
        return
    last = inside[-1]
    left = inside[0]
    while left > candidate.start and words[left - 1].lower() in lexicon["titles"]:
        left -= 1
    if left > candidate.start:
        org = {"Organization": 0.5} if "Person" in candidate.votes or last + 1 == candidate.end else candidate.votes
        yield replace(candidate, start=candidate.start, end=left, votes=org)
    if last + 1 < candidate.end:
        yield replace(candidate, start=last + 1, end=candidate.end, votes={"Person": 0.8} if candidate.votes else {})


def _trim(candidate: Candidate, parse: Parse, lexicon: Lexicon, is_name: Callable[[str], bool]) -> Iterator[Candidate]:
    first, second = (word.lower() for word in (*parse.words[candidate.start : candidate.end], "", "")[:2])
    portfolio = first in lexicon["titles"] and (
        second in lexicon["given_names"]
        or (
            candidate.end - candidate.start > 2
            and tuple(word.lower() for word in parse.words[max(0, candidate.start - 1) : candidate.start]) == ("of",)
            and parse.words[candidate.start - 2].lower() in lexicon["titles"]
        )
    )
    if portfolio and candidate.votes:
        candidate = replace(candidate, votes={"Person": 0.8})  # "Secretary of [Defense Ash Carter]"
    person = "Person" in candidate.votes and len(candidate.votes) == 1
    start = after_opening(candidate, parse, lexicon)
    titled = NEWS in candidate.sources and "Work" in candidate.votes  # "A Beautiful Mind", "This Little Girl"
    opening = (_OPENING_OF_WORK,) if titled else _opening_words(person, lexicon)
    start, end = _without_edges(parse.words, start, candidate.end, opening)
    while start < end and _is_small_word(start, parse, lexicon):
        start += 1
    if person and start < end:
        start = _after_title(parse.words, start, end, lexicon)
        if not (NEWS in candidate.sources and _is_of_a_house(parse.words, start, end)):
            end = _before_small_words(parse, start, end)
    if start >= end:
        return
    start, end = _whole_hyphens(parse, start, end, lexicon, cut=NEWS not in candidate.sources)
    if end - start > 2 and parse.words[start + 1] == "-":
        left, right = parse.words[start], " ".join(parse.words[start + 2 : end])
        if is_name(left) and is_name(right) and not is_name(f"{left}-{right}"):
            return  # two names, found one by one: "UK-France", "US-South Korea"
    if person and end - start == 1 and _is_initial(start - 1, parse):
        start -= 1
    if start < end:
        end = with_year(parse, start, before_tail(candidate, parse, start, end, lexicon), lexicon)
        start = _after_party(parse.words, from_year(parse, start, end, lexicon), end, is_name)
        same = (start, end) == (candidate.start, candidate.end)
        yield candidate if same else replace(candidate, start=start, end=end)


def _after_party(words: Sequence[str], start: int, end: int, is_name: Callable[[str], bool]) -> int:
    """Skip the letter of a member's party before the state he comes from: ", R-Kan.," but no ", D-Link,"."""
    party = (
        0 < start < end - 2 and words[start] in _PARTIES and words[start + 1] == "-" and words[start - 1] in {",", "("}
    )
    return start + 2 if party and is_name(" ".join(words[start + 2 : end])) else start


def _is_initial(i: int, parse: Parse) -> bool:
    """Say whether a token is the initial of the surname behind it: "D Hickie", "D. Hickie", and no "A" or "I"."""
    return i >= 0 and parse.words[i].rstrip(".") in _INITIALS and bool(parse.doc[i].whitespace_)


def _is_small_word(i: int, parse: Parse, lexicon: Lexicon) -> bool:
    """Say whether a token is a number word or a conjunction that is no part of a name, unlike in "Six Nations"."""
    word = parse.words[i]
    return word.lower() in lexicon["numerals"] and (word.islower() or bool(parse.doc[i].is_sent_start))


def is_prefixed(candidate: Candidate, parse: Parse, lexicon: Lexicon) -> bool:
    """Say whether a known name is only the root of an adjective: "pro-Beijing"."""
    i = candidate.start
    return i >= 2 and parse.words[i - 1] == "-" and parse.words[i - 2].lower() in lexicon["prefixes"]


def _opening_words(person: bool, lexicon: Lexicon) -> tuple[frozenset[str], ...]:
    return (_OPENING, lexicon["honorifics"], lexicon["titles"]) if person else (_OPENING,)


def _without_edges(words: Sequence[str], start: int, end: int, opening: tuple[frozenset[str], ...]) -> tuple[int, int]:
    while start < end and (any(words[start].lower() in listed for listed in opening) or words[start].isspace()):
        start += 1
    if end - start > 1 and _AMOUNT.fullmatch(words[end - 1]):
        end -= 1  # "fined Acme 500,000 pounds"
    inside = words[start:end]
    if "(" in inside[1:] and ")" not in inside:
        end = start + inside.index("(", 1)  # "Acme (Aid for", and what stands in the bracket is cut off
    while start < end:
        last = words[end - 1]
        if last in {"of", "for", "and", "the", "in", "on", "at", "to", "&"}:
            end -= 1
            continue
        open_bracket = last == ")" and "(" in words[start:end]
        if (
            not (last in _POSSESSIVE or last.isspace() or last in _CLOSE or last in _OPEN or last == ".")
            or open_bracket
        ):
            break
        end -= 1
    return start, end


def _after_title(words: Sequence[str], start: int, end: int, lexicon: Lexicon) -> int:
    """Skip everything up to a title inside a person's name: "NASA Administrator Sean Duffy"."""
    for i in range(end - 2, start - 1, -1):
        if words[i].lower() in lexicon["titles"]:
            return i + 1
    return start


def _before_small_words(parse: Parse, start: int, end: int) -> int:
    """Cut "Felipe Nasr of Sauber" and trailing small words; "Cheng Chung-tai" stays."""
    words = parse.words
    for i in range(start + 1, end):
        if words[i] in {"of", "for", "from", "in", "at", "with", "on", "as", "(", ",", "and"}:
            end = i
            break
    while end > start + 1 and words[end - 1].islower() and words[end - 1].isalpha() and parse.doc[end - 2].whitespace_:
        end -= 1
    return end


def _is_of_a_house(words: Sequence[str], start: int, end: int) -> bool:
    """Say whether a person is called by a first name and a land: "Eleanor of Castile", "Edward IV of England"."""
    if "of" not in words[start + 1 : end - 1]:
        return False
    of = words.index("of", start + 1)
    return of == start + 1 or (of == start + 2 and bool(_ORDINAL.fullmatch(words[of - 1])))


def _whole_hyphens(parse: Parse, start: int, end: int, lexicon: Lexicon, *, cut: bool) -> tuple[int, int]:
    """Take in the rest of a hyphenated name ("Abdel" of "Abdel-Fattah"); with ``cut`` drop "pro-" before one."""
    words, doc = parse.words, parse.doc
    if cut and end - start > 2 and words[start].lower() in lexicon["prefixes"] and words[start + 1] == "-":
        start += 3
    while (
        end + 1 < len(words)
        and end > start
        and words[end] == "-"
        and not doc[end - 1].whitespace_
        and not doc[end].whitespace_
        and (is_capital(words[end + 1]) or words[end + 1][:1].isdigit())
        and words[end + 1].lower() not in lexicon["calendar"]
    ):
        end += 2
    while (
        start >= 2
        and end > start
        and words[start - 1] == "-"
        and not doc[start - 1].whitespace_
        and not doc[start - 2].whitespace_
        and (is_capital(words[start - 2]) or words[start - 2].lower() in {"al", "el"})
        and words[start - 2].lower() not in lexicon["prefixes"]
    ):
        start -= 2
    return start, end
