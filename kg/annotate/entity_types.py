"""Votes for the class of a name: its own words, and the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.annotate.candidates import Candidate
from kg.annotate.lexicon import Lexicon
from kg.annotate.parse import Parse

_SPEAKER = {"Person": 0.4, "Organization": 0.15}


def votes(candidate: Candidate, parse: Parse, lexicon: Lexicon) -> dict[str, float]:
    """Return class weights of one mention: what the voters said, plus all cues."""
    total = dict(candidate.votes)
    for type_, weight in (*_own_words(candidate, parse, lexicon), *_context(candidate, parse, lexicon)):
        total[type_] = total.get(type_, 0.0) + weight
    return total


def best(total: Mapping[str, float]) -> tuple[str | None, float]:
    """Return the class with the most votes and its share of them; a tie goes to the alphabet.

    >>> best({"Person": 3.0, "Place": 1.0})
    ('Person', 0.75)
    """
    if not total:
        return None, 0.0
    type_ = min(total, key=lambda t: (-total[t], t))
    return type_, total[type_] / sum(total.values())


def _own_words(candidate: Candidate, parse: Parse, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    words = parse.words[candidate.start : candidate.end]
    lower = [word.lower() for word in words]
    if len(words) > 1:
        if lower[-1] in lexicon["organization_suffixes"]:
            yield "Organization", 3.0
        head = lower[-1]
        if "of" in lower[1:] or "for" in lower[1:]:
            first = min(i for i, word in enumerate(lower) if i and word in {"of", "for"})
            if lower[first - 1] in lexicon.heads:
                head = lower[first - 1]
        type_ = lexicon.heads.get(head)
        if type_ is not None:
            yield type_, 1.5
        for type_, name in (("Place", "place_before"), ("Event", "event_before")):
            if lower[0] in lexicon[name]:
                yield type_, 1.5
        if lower[0] in lexicon["given_names"] and len(words) <= 4 and type_ is None:
            yield "Person", 1.0
        if lower[-1] in lexicon["person_suffixes"] and candidate.votes.get("Person"):
            yield "Person", 1.0
    elif any(c.isdigit() for c in words[0]) and any(c.isupper() for c in words[0]):
        yield "Product", 0.5


def _context(candidate: Candidate, parse: Parse, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    words, doc = parse.words, parse.doc
    start, end = candidate.start, candidate.end
    before = words[start - 1].lower() if start else ""
    after = words[end].lower() if end < len(words) else ""
    if before in lexicon["honorifics"] | lexicon["titles"] and words[start - 1] != before:
        yield "Person", 1.5
    elif before in lexicon.nouns:
        yield lexicon.nouns[before], 1.2
    elif before in lexicon["spacecraft_before"]:
        yield "Spacecraft", 1.5
    if after == "who" or (after == "," and words[end + 1 : end + 2] == ("who",)):
        yield "Person", 1.0
    if after in lexicon.nouns and not doc[end].is_sent_start:
        noun = lexicon.nouns[after]
        if noun != "Person":
            yield noun, 0.8 if noun != "Organization" else 0.5
    root = doc[start:end].root
    for other in _described_as(root, start, end):
        type_ = lexicon.nouns.get(other.lemma_.lower())
        if type_ is not None:
            yield type_, 1.5
    if root.dep_ == "nsubj" and root.head.lemma_ in lexicon["speech_verbs"]:
        yield from _SPEAKER.items()
    if before in {"in", "near", "at"} and root.dep_ == "pobj":
        yield ("Place", 0.3) if before != "at" else ("Facility", 0.1)


def _described_as(root, start: int, end: int) -> Iterator:  # type: ignore[no-untyped-def]
    """Yield the common nouns in apposition to a name, and those that a copula equates it with."""
    for child in root.children:
        if child.dep_ == "appos" and not start <= child.i < end and child.pos_ == "NOUN":
            yield child
    if root.dep_ == "appos" and root.head.pos_ == "NOUN" and not start <= root.head.i < end:
        yield root.head
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        for child in root.head.children:
            if child.dep_ == "attr" and child.pos_ == "NOUN":
                yield child
