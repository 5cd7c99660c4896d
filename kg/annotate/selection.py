"""Chooses among overlapping candidates, and looks for the chosen names in the rest of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import replace

from kg.annotate.candidates import Candidate
from kg.annotate.name_finder import NEWS
from kg.annotate.name_network import ENCODER
from kg.annotate.parse import Parse

#: How much each source counts when candidates overlap.
_STRENGTH: Mapping[str, float] = {
    "md": 0.6,
    "sm": 0.3,
    "news": 0.4,
    "encoder": 0.6,  # and what "news" has
    "gazetteer": 0.5,
    "listed": 1.0,
    "people": 0.2,
    "pattern": 2.5,
    "quoted": 1.7,
    "acronym": 1.0,
    "code": 0.5,
    "venue": 1.2,
    "head": 0.3,
    "hint": 0.1,
    "hint-inside": 0.2,
    "camel": 0.3,
    "capitals": 0.1,
    "elsewhere": 0.9,
    "around": 0.0,
}
#: What one more token adds, up to four: of two nested names the longer is usually the name.
_LENGTH = 0.12


#: Voters that read whole sentences.
_MODELS = frozenset({"md", "sm", NEWS})
#: The source of a name that holds one which another voter saw: both saw a name there.
AROUND = "around"
_AGREED = frozenset({"gazetteer", "md"})
#: What tells a name of its own inside a longer one.
_OWN_INSIDE = frozenset({"pattern", "quoted", "acronym"})
#: Classes of things that somebody makes.
_MADE = frozenset({"Product", "Spacecraft"})
#: A country in initials; a person has one before the surname.
_INITIALS = re.compile(r"(?:[A-Z]\.){2,}$")


def combine(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Join candidates over the same tokens: votes add up, sources unite."""
    joined: dict[tuple[int, int], Candidate] = {}
    for candidate in candidates:
        key = (candidate.start, candidate.end)
        old = joined.get(key)
        joined[key] = candidate if old is None else _join(old, candidate)
    return [joined[key] for key in sorted(joined)]


def _join(left: Candidate, right: Candidate) -> Candidate:
    votes = dict(left.votes)
    for type_, weight in right.votes.items():
        votes[type_] = votes.get(type_, 0.0) + weight
    return Candidate(
        start=left.start,
        end=left.end,
        votes=votes,
        sources=left.sources | right.sources,
        demonym=left.demonym or right.demonym,
        canonical=left.canonical or right.canonical,
    )


def without_country(candidates: Iterable[Candidate], words: Sequence[str]) -> list[Candidate]:
    """Take off a name what tells a country before it: initials before the surname of a person of the text ("in the
    U.S. Jobs also said"), a people's adjective before a thing that is made ("the Russian Soyuz").

    Bodies, places and events often have the adjective in their names ("Scottish Labour", "Afghan Taliban").
    """
    found = list(candidates)
    peoples = {c.start for c in found if c.demonym and c.end - c.start == 1}
    made = {(c.start, c.end) for c in found if "gazetteer" in c.sources and _MADE.issuperset(c.votes)}
    found = [c.moved(c.start + 1, c.end) if c.start in peoples and (c.start + 1, c.end) in made else c for c in found]
    surnames = {words[c.end - 1] for c in found if _is_full_person(c, words)}
    return [replace(c, start=c.start + 1) if _is_country_and_surname(c, words, surnames) else c for c in found]


def _is_full_person(candidate: Candidate, words: Sequence[str]) -> bool:
    several = candidate.end - candidate.start > 1 and not _INITIALS.match(words[candidate.start])
    return several and candidate.votes.get("Person", 0.0) > 0.0


def _is_country_and_surname(candidate: Candidate, words: Sequence[str], surnames: Set[str]) -> bool:
    two = candidate.end - candidate.start == 2 and "gazetteer" not in candidate.sources
    return two and bool(_INITIALS.match(words[candidate.start])) and words[candidate.start + 1] in surnames


def elsewhere(candidates: Iterable[Candidate], parse: Parse) -> list[Candidate]:
    """Add the full names that all models agree on wherever the same words stand: one cut there is seen whole."""
    combined = combine(candidates)
    words = parse.words
    agreed = {tuple(words[c.start : c.end]) for c in combined if c.end - c.start > 1 and len(c.sources & _MODELS) > 1}
    by_first: dict[str, list[tuple[str, ...]]] = {}
    for form in sorted(agreed, key=lambda form: (-len(form), form)):
        by_first.setdefault(form[0], []).append(form)
    known = {(c.start, c.end) for c in combined}
    added = []
    for i, word in enumerate(words):
        forms = [form for form in by_first.get(word, ()) if words[i : i + len(form)] == form]
        if forms and (i, i + len(forms[0])) not in known:
            added.append(Candidate(start=i, end=i + len(forms[0]), sources=frozenset({"elsewhere"})))
    return [*combined, *added]


def choose(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the strongest candidates that do not overlap, in text order."""
    combined = _outside_found(_inside_longer(combine(candidates)))
    ranked = sorted(combined, key=lambda c: (-strength(c), c.start - c.end, c.start))
    taken: dict[int, Candidate] = {}
    chosen = []
    for candidate in ranked:
        span = range(candidate.start, candidate.end)
        if not any(i in taken for i in span):
            chosen.append(candidate)
            taken |= dict.fromkeys(span, candidate)
    return sorted(chosen, key=lambda c: c.start)


def _inside_longer(candidates: list[Candidate]) -> list[Candidate]:
    """Take the advantage of a listed name away where a longer name that was seen holds it: "German Red Cross"."""
    longer = {
        (i, c.start, c.end) for c in candidates if c.sources & (_MODELS | {"head"}) for i in range(c.start, c.end)
    }
    by_token: dict[int, list[tuple[int, int]]] = {}
    for i, start, end in sorted(longer):
        by_token.setdefault(i, []).append((start, end))
    return [
        replace(c, sources=c.sources - {"listed"})
        if "listed" in c.sources
        and any(s <= c.start and c.end <= e and e - s > c.end - c.start for s, e in by_token.get(c.start, ()))
        else c
        for c in candidates
    ]


def _outside_found(candidates: list[Candidate]) -> list[Candidate]:
    """Leave out what lies inside a longer name that the name finder saw: "New York" in "New York Dolls".

    Source: of 1,700 such pairs in 2,500 annotated sentences that the finder had not seen the longer one is the name in
    .81, the other in .04. A name that holds a name of its own ("SpaceX Crew-11"), or one that the gazetteer has and
    the other model sees, is left to their strengths: two against one, but not against the encoder.
    """
    own = {i for c in candidates if c.sources & _OWN_INSIDE and NEWS not in c.sources for i in range(c.start, c.end)}
    around = {
        i: c for c in candidates if NEWS in c.sources and own.isdisjoint(range(c.start, c.end))
        for i in range(c.start, c.end)
    }  # fmt: skip
    kept: list[Candidate] = []
    holds: set[tuple[int, int]] = set()
    for c in candidates:
        outer = around.get(c.start)
        agreed = c.sources >= _AGREED and outer is not None and ENCODER not in outer.sources
        if NEWS in c.sources or agreed or outer is None or c.end > outer.end:
            kept.append(c)
        elif c.sources & (_MODELS | {"gazetteer"}):
            holds.add((outer.start, outer.end))
    return [replace(c, sources=c.sources | {AROUND}) if (c.start, c.end) in holds else c for c in kept]


def strength(candidate: Candidate) -> float:
    """Return how strongly a candidate holds against others that overlap it."""
    sources = sum(_STRENGTH.get(source, 0.5) for source in candidate.sources)
    if candidate.demonym:
        # An adjective is more often a part of a longer name ("Hungarian Grand Prix") than the other way round.
        sources = _STRENGTH["people"]
    return sources + _LENGTH * min(candidate.end - candidate.start - 1, 4)


def repeat(chosen: list[Candidate], parse: Parse) -> list[Candidate]:
    """Find the chosen names again where no voter saw them: same words, not inside another name."""
    words = parse.words
    index: dict[str, list[tuple[tuple[str, ...], Candidate]]] = {}
    for candidate in chosen:
        if candidate.demonym or candidate.sources <= {"capitals"}:
            continue
        form = tuple(words[candidate.start : candidate.end])
        index.setdefault(form[0], []).append((form, candidate))
        if candidate.votes.get("Person", 0.0) >= 1.0 and len(form) > 1 and form[-1][:1].isupper() and len(form[-1]) > 2:
            surname = (form[-1],)
            index.setdefault(form[-1], []).append((surname, candidate))
    covered = {i for c in chosen for i in range(c.start, c.end)}
    found: list[Candidate] = []
    for i, word in enumerate(words):
        if i in covered or word not in index:
            continue
        for form, candidate in sorted(index[word], key=lambda row: (-len(row[0]), row[1].start)):
            end = i + len(form)
            if tuple(words[i:end]) == form and not any(j in covered for j in range(i, end)):
                found.append(
                    Candidate(
                        start=i,
                        end=end,
                        sources=frozenset({"repeat"}),
                        canonical=candidate.canonical if len(form) == candidate.end - candidate.start else None,
                    )
                )
                covered |= set(range(i, end))
                break
    return sorted([*chosen, *found], key=lambda c: c.start)
