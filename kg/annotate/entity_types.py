"""Votes for the class of a name: its own words, and the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.annotate.candidates import Candidate, is_camel
from kg.annotate.edges import field_of_post
from kg.annotate.gazetteer import Gazetteer
from kg.annotate.lexicon import Lexicon
from kg.annotate.parse import Parse

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

#: A noun is looked for so many words behind a name that belongs to it.
_NOUN_REACH = 2

_SPEAKER = {"Person": 0.4, "Organization": 0.15}


def votes_and_cues(
    candidate: Candidate, parse: Parse, lexicon: Lexicon, gazetteer: Gazetteer
) -> tuple[dict[str, float], dict[str, float]]:
    """Return class weights of one mention: what the voters said, plus all cues; and what the cues alone say."""
    around = list(_context(candidate, parse, lexicon))
    bare = replace(candidate, votes={})
    with_voters = _total(candidate, [*_own_words(candidate, parse, lexicon, gazetteer), *around], parse)
    if not candidate.votes:
        return with_voters, dict(with_voters)
    return with_voters, _total(bare, [*_own_words(bare, parse, lexicon, gazetteer), *around], parse)


def _total(candidate: Candidate, cues: Sequence[tuple[str, float]], parse: Parse) -> dict[str, float]:
    total = dict(candidate.votes)
    for type_, weight in cues:
        total[type_] = total.get(type_, 0.0) + weight
    if candidate.end - candidate.start == 1 and _is_acronym(parse.words[candidate.start]) and "Person" in total:
        # The models take unknown acronyms for persons; persons are rarely written in capitals only.
        total["Person"] *= 0.4
        total["Organization"] = total.get("Organization", 0.0) + 0.5
    return total


def _is_acronym(word: str) -> bool:
    return 2 <= len(word) <= 5 and word.isalpha() and word.isupper()


def is_described(candidate: Candidate, parse: Parse, lexicon: Lexicon) -> bool:
    """Say whether a class noun stands right beside a name in small letters: "Dragon spacecraft", "the actor X"."""
    before = parse.words[candidate.start - 1] if candidate.start else ""
    after = parse.words[candidate.end] if candidate.end < len(parse.words) else ""
    return before in lexicon.nouns or (lexicon.nouns.get(after) not in (None, "Person", "Organization"))


def best(total: Mapping[str, float]) -> tuple[str | None, float]:
    """Return the class with the most votes and its share of them; a tie goes to the alphabet.

    >>> best({"Person": 3.0, "Place": 1.0})
    ('Person', 0.75)
    """
    if not total:
        return None, 0.0
    type_ = min(total, key=lambda t: (-total[t], t))
    return type_, total[type_] / sum(total.values())


def _own_words(
    candidate: Candidate, parse: Parse, lexicon: Lexicon, gazetteer: Gazetteer
) -> Iterator[tuple[str, float]]:
    words = parse.words[candidate.start : candidate.end]
    lower = [word.lower() for word in words]
    if len(words) == 1:
        if is_camel(words[0]):
            yield "Product", 1.0 if words[0][0].islower() else 0.4
        return
    if len(words) == 2 and len(words[0]) == 1 and words[0].isupper() and lower[1] not in lexicon.heads:
        yield "Person", 1.5  # "P O'Connell"
    if lower[-1] in lexicon["organization_suffixes"]:
        yield "Organization", 3.0
    person = candidate.votes.get("Person", 0.0)
    type_ = lexicon.heads.get(_head(lower, lexicon))
    after_person = type_ is not None and len(words) > 3  # "George Bush Intercontinental Airport"
    given = lower[0] in lexicon["given_names"] and len(words) <= 4 and not after_person
    if type_ is not None and not (given and person) and "gazetteer" not in candidate.sources:
        yield type_, 2.5 if after_person else 1.8 if person < 2.0 else 0.7
    for type_before, name in (("Place", "place_before"), ("Event", "event_before")):
        if lower[0] in lexicon[name] and not person:
            yield type_before, 1.5
    if given and (type_ is None or person):
        yield "Person", 1.0
    if lower[-1] in lexicon["person_suffixes"] and person:
        yield "Person", 1.0
    first = gazetteer.find(words)[:1]
    if first and first[0].start == 0 and first[0].end < len(words):
        for type_ in sorted({e.type for e in first[0].entries} & {"Product", "Spacecraft"}):
            yield type_, 2.0


def _head(lower: list[str], lexicon: Lexicon) -> str:
    """Return the word that says what a name is: the last, or the one before "of" ("University of X")."""
    for i, word in enumerate(lower):
        if i and word in {"of", "for"} and lower[i - 1] in lexicon.heads:
            both = f"{lower[i - 1]} {word}"  # a centre is a building, a centre for a cause a body
            return both if both in lexicon.heads else lower[i - 1]
    return lower[-1]


def _context(candidate: Candidate, parse: Parse, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    words, doc = parse.words, parse.doc
    start, end = candidate.start, candidate.end
    before = words[start - 1].lower() if start else ""
    after = words[end].lower() if end < len(words) else ""
    if (before in lexicon["honorifics"] or before in lexicon["titles"]) and words[start - 1] != before:
        yield "Person", 1.5
    elif start and field_of_post(start - 1, words, lexicon):
        yield "Person", 3.0
    elif before in lexicon.nouns:
        yield lexicon.nouns[before], 2.0 if lexicon.nouns[before] == "Person" else 1.2
        if doc[start - 1].dep_ in {"compound", "nmod"} and start <= doc[start - 1].head.i < end:
            yield lexicon.nouns[before], 1.0  # "the oil company X": the noun belongs to the name
    elif before in lexicon["spacecraft_before"]:
        yield "Spacecraft", 1.5
    elif before.endswith("s") and lexicon.nouns.get(before[:-1]) == "Person" and after not in {"and", ",", "&"}:
        yield "Organization", 2.5  # many people, one name: "the auditors Roe Doe"
    elif before == "of" and lexicon.nouns.get(words[start - 2].lower() if start > 1 else "") == "Place":
        yield "Place", 1.0 if "gazetteer" in candidate.sources else 4.5  # "the town of X": said outright
    if after == "who" or (after == "," and words[end + 1 : end + 2] == ("who",)):
        yield "Person", 1.0
    if end < len(words) and words[end].islower() and not doc[end].is_sent_start:
        yield from _before_noun(_noun_behind(doc, end, after, lexicon), words[end - 1], lexicon)
    root = doc[start:end].root
    if end - start == 1 and _has_person(candidate, parse):
        yield "Organization", 2.0
    yield from _called(parse, start, lexicon)
    for other in _described_as(root, start, end):
        type_ = _class_of(other, lexicon)
        if type_ is not None:
            yield type_, 2.5
    if _quoted(words, start, end):
        yield "Work", 1.2 if end - start > 1 else 0.6
    if root.dep_ == "nsubj" and root.head.lemma_ in lexicon["speech_verbs"]:
        yield from _SPEAKER.items()
    if before in {"in", "near"} and root.dep_ == "pobj":
        yield "Place", 0.3
    if before == "to" and start > 1 and words[start - 2].lower() == "according":
        yield from _SPEAKER.items()


def _has_person(candidate: Candidate, parse: Parse) -> bool:
    """Say whether a full name stands beside a name as one of its people: "Acme's Jane Roe", "Jane Roe of Acme"."""
    words, doc, start, end = parse.words, parse.doc, candidate.start, candidate.end
    if words[end : end + 1] in (("'s",), ("'",)) and len(doc) > end + 2:
        return all(doc[i].ent_type_ == "PERSON" for i in (end + 1, end + 2))
    return start > 2 and words[start - 1] == "of" and all(doc[i].ent_type_ == "PERSON" for i in (start - 2, start - 3))


def _called(parse: Parse, start: int, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """Judge by the noun that a name is given to: "an app called X", "malware dubbed 'X'"."""
    i = start - 1
    if i >= 0 and parse.words[i] in {'"', "'", "``"}:
        i -= 1
    if i >= 0 and parse.words[i].lower() in lexicon["naming_participles"]:
        type_ = _class_of(parse.doc[i].head, lexicon) if parse.doc[i].head.i < i else None
        if type_ is not None:
            yield type_, 2.5


def _class_of(noun: Token, lexicon: Lexicon) -> str | None:
    """Return the class that a noun names; two words may name another than the last: "task manager"."""
    lemma = noun.lemma_.lower()
    before = noun.nbor(-1) if noun.i else None
    both = f"{before.lower_} {lemma}" if before is not None and before.dep_ == "compound" else ""
    return lexicon.nouns.get(both) or lexicon.nouns.get(lemma)


def _quoted(words: Sequence[str], start: int, end: int) -> bool:
    """Say whether a name fills a pair of quotation marks: then it is often a title."""
    if not start or end >= len(words):
        return False
    closing = words[end] if words[end] != "," else words[end + 1 : end + 2][0] if end + 1 < len(words) else ""
    return words[start - 1] in {'"', "'", "``"} and closing in {'"', "'", "''"}


def _noun_behind(doc: Doc, end: int, after: str, lexicon: Lexicon) -> str:
    """Return the noun that a name belongs to, over adjectives and other nouns: "Vaunt smart glasses"."""
    head = doc[end - 1].head
    over = end < head.i <= end + _NOUN_REACH and doc[end - 1].dep_ in {"compound", "nmod", "amod"}
    return head.lower_ if over and head.lower_ in lexicon.nouns and after not in lexicon.nouns else after


def _before_noun(noun: str, last: str, lexicon: Lexicon) -> Iterator[tuple[str, float]]:
    """Judge by the common noun that follows: "X administration", "X spacecraft", "Eagles coach"."""
    if noun in lexicon["person_followers"]:
        yield "Person", 2.0
        return
    if noun in lexicon["organization_followers"]:
        yield "Organization", 1.0
        return
    if noun in lexicon["sport_posts"]:
        yield "Organization", 1.5
        return
    type_ = lexicon.nouns.get(noun)
    if type_ == "Person":
        yield "Organization", 0.8 if last.endswith("s") else 0.3
    elif type_ is not None:
        yield type_, 0.5 if type_ == "Organization" else 1.5


def _described_as(root: Token, start: int, end: int) -> Iterator[Token]:
    """Yield the common nouns in apposition to a name, and those that a copula equates it with.

    Before a colon a noun says what a list is: "The team: Murphy, Horgan".
    """
    for child in root.children:
        if child.dep_ == "appos" and not start <= child.i < end and child.pos_ == "NOUN":
            yield child
    before = root.doc[start - 1].text if start else ""
    if root.dep_ == "appos" and root.head.pos_ == "NOUN" and not start <= root.head.i < end and before != ":":
        yield root.head
    if root.dep_ == "nsubj" and root.head.lemma_ == "be":
        for child in root.head.children:
            if child.dep_ == "attr" and child.pos_ == "NOUN":
                yield child
