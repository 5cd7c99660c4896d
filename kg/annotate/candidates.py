"""Stretches of text that may be names, from every voter, before they are judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from kg.annotate.gazetteer import Gazetteer, Match
from kg.annotate.lexicon import Lexicon
from kg.annotate.name_finder import NEWS
from kg.annotate.name_network import ENCODER
from kg.annotate.parse import LabelledSpan, Parse

#: What a model's label says about the class, in weights. GPE is a place until the gazetteer says "country".
#: Source: share of right classes among the models' spans on the training articles, rounded to 0.1.
LABEL_VOTES: Mapping[str, Mapping[str, float]] = {
    "PERSON": {"Person": 1.0},
    "ORG": {"Organization": 0.8, "Product": 0.1},
    "GPE": {"Place": 0.8},
    "LOC": {"Place": 0.8},
    "FAC": {"Facility": 0.8},
    "PRODUCT": {"Product": 0.8},
    "WORK_OF_ART": {"Work": 0.5},
    "LAW": {"Agreement": 0.7},
    "EVENT": {"Event": 0.8},
    "NORP": {"Organization": 0.4},
}
#: What the name finder's label says, which is a class of the ontology: as much as the surest label of the others.
#: Source: .7, .8 and 1 were measured on the public and the training articles (docs/quality.md).
NEWS_VOTE = 0.8
#: Voters in the ontology's classes, and the sources that they are: the encoder is the name finder and more.
_FINDERS: Mapping[str, frozenset[str]] = {NEWS: frozenset({NEWS}), ENCODER: frozenset({NEWS, ENCODER})}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A token range that may be a name.

    ``votes`` are class weights, ``sources`` the voters' names; ``demonym`` marks a people's name or adjective,
    ``canonical`` is the gazetteer's form.
    """

    start: int
    end: int
    votes: Mapping[str, float] = field(default_factory=dict)
    sources: frozenset[str] = frozenset()
    demonym: bool = False
    canonical: str | None = None

    def overlaps(self, other: Candidate) -> bool:
        """Say whether the two share a token."""
        return self.start < other.end and other.start < self.end

    def moved(self, start: int, end: int) -> Candidate:
        """Return the same votes over another range; a longer one is no longer the gazetteer's name."""
        canonical = self.canonical if self.start <= start and end <= self.end else None
        return Candidate(
            start=start, end=end, votes=self.votes, sources=self.sources, demonym=self.demonym, canonical=canonical
        )


def from_models(names: Iterable[LabelledSpan]) -> list[Candidate]:
    """Turn what the models found into candidates; dates and amounts have no class and are left out."""
    return [
        Candidate(
            start=n.start,
            end=n.end,
            votes={n.label: NEWS_VOTE} if n.voter in _FINDERS else LABEL_VOTES[n.label],
            sources=_FINDERS.get(n.voter) or frozenset({n.voter if n.label != "NORP" else "people"}),
        )
        for n in names
        if n.voter in _FINDERS or n.label in LABEL_VOTES
    ]


def from_gazetteer(gazetteer: Gazetteer, parse: Parse) -> list[Candidate]:
    """Turn gazetteer matches into candidates.

    An ambiguous name is a "hint"; inside a sentence, where its capital means something, a "hint-inside".
    """
    return [_of_match(match, parse) for match in gazetteer.find(parse.words)]


def _of_match(match: Match, parse: Parse) -> Candidate:
    words = parse.words
    votes: dict[str, float] = {}
    for entry in match.entries:
        weight = (1.2 if entry.ambiguous else 4.0) / len(match.entries)
        votes[entry.type] = votes.get(entry.type, 0.0) + weight
    first = match.entries[0]
    start = match.start + (words[match.start].lower() == "the" and match.end - match.start > 1)
    demonym = all(entry.kind == "demonym" for entry in match.entries)
    source = "gazetteer"
    if all(e.ambiguous for e in match.entries):
        opening = parse.doc[start].is_sent_start or _opens(words, start)
        source = "hint" if opening and words[start - 1] != "(" else "hint-inside"
    if demonym:
        sources = {source, "people"}
    elif match.end - start > 1 and source == "gazetteer":
        sources = {source, "listed"}
    else:
        sources = {source}
    return Candidate(
        start=start,
        end=match.end,
        votes=votes,
        sources=frozenset(sources),
        demonym=demonym,
        canonical=first.canonical if len({e.canonical for e in match.entries}) == 1 else None,
    )


def from_capitals(parse: Parse, lexicon: Lexicon) -> list[Candidate]:
    """Find runs of capitalised tokens, with small words like "of" inside: weak evidence of a name.

    A run that is a single word at the start of a sentence, or in the calendar, says nothing.
    """
    words, doc = parse.words, parse.doc
    starts = {span.start for span in doc.sents}
    found, i, n = [], 0, len(words)
    while i < n:
        if not is_capital(words[i]):
            i += 1
            continue
        end = _run_end(parse, i)
        if not (end == i + 1 and (i in starts or _opens(words, i))):
            camel = end == i + 1 and is_camel(words[i])
            found.append(Candidate(start=i, end=end, sources=frozenset({"camel" if camel else "capitals"})))
        i = end
    return found


def _run_end(parse: Parse, start: int) -> int:
    words, doc = parse.words, parse.doc
    end, n = start + 1, len(words)
    while end < n:
        glued = words[end] == "-" and not doc[end].whitespace_
        if is_capital(words[end]):
            end += 1
        elif end + 1 < n and ((glued and _joins(words[end + 1])) or (words[end] == "&" and is_capital(words[end + 1]))):
            end += 2
        else:
            break
    return end


def is_capital(word: str) -> bool:
    """Say whether a token can be part of a name by its look: a capital first, or inside a word.

    >>> is_capital("Paris"), is_capital("iPhone"), is_capital("webOS"), is_capital("phone")
    (True, True, True, False)
    """
    if word.islower():
        return False  # as most are
    if word[:1].isupper():
        return True
    # "iPhone", "webOS"; not "talksTwo", which lost a blank, and not the unit "mmHg"
    return len(word) > 2 and word.isalnum() and word[0].isalpha() and (word[1].isupper() or word[-2:].isupper())


def is_camel(word: str) -> bool:
    """Say whether a word has a capital after a small letter and is no "McCain".

    >>> is_camel("iCloud"), is_camel("MongoDB"), is_camel("McCain"), is_camel("NASA")
    (True, True, False, False)
    """
    inner = any(a.islower() and b.isupper() for a, b in pairwise(word))
    return inner and word.isalnum() and not word.startswith(("Mc", "Mac", "De", "La", "Di", "Le", "Van", "Du", "O'"))


def _joins(word: str) -> bool:
    return word[:1].isupper() or word[:1].isdigit()


def _opens(words: Sequence[str], i: int) -> bool:
    previous = words[i - 1] if i else "\n"
    return previous.isspace() or previous in {'"', "'", ":", "-", "--", "–", "—", "•", "*", "(", "[", "''", "``"}
