"""Finds the named entities that a plural stands for together: "the two leaders", "both companies", "they".

The members are names that an earlier clause joins ("A, B and C signed it"), or, where the text says "two", the only two
of their class in the nearest sentence with any ("A met B. The two ...").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.annotate.coref_candidates import group_of
from kg.annotate.nominals import NARROWING_PREPOSITIONS
from kg.annotate.referents import MODIFIERS, STATES, SUBJECTS, Occurrence, Scene

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "agent", "dative"})
_DEFINITE = frozenset({"the", "these", "those", "both", "all"})
_BODIES = frozenset({"Organization", "Country"})
_PEOPLE = frozenset({"Person"})
#: Classes of what can be joined to a set.
_CLASSES = frozenset({"Person", "Organization", "Country", "Place", "Product", "Spacecraft", "Facility", "Work"})
#: Sentences that the members may lie back, and those of a pronoun.
_REACH, _PRONOUN_REACH = 2, 1
_NARROWING = frozenset({"appos", "relcl", "acl", "poss"})
_NARROWING_PREPOSITIONS = NARROWING_PREPOSITIONS | {"on"}
_SIZES: Mapping[str, int] = {
    "coreference.twos": 2,
    "coreference.threes": 3,
    "coreference.fours": 4,
    "coreference.fives": 5,
    "coreference.sixes": 6,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLink:
    """A half-open token range that stands for several chains, two at least, in text order."""

    start: int
    end: int
    head: int
    chains: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Phrase:
    """A plural to be understood: what its members may be, and how many; ``size`` None: it does not say.

    ``classes`` are alternatives: all members are of one of them.
    """

    start: int
    head: int
    classes: tuple[frozenset[str], ...]
    size: int | None
    gender: str | None
    reach: int
    pronoun: bool = False


def link_sets(scene: Scene) -> list[SetLink]:
    """Return the plurals that stand for several named entities, in text order; those linked before are passed over."""
    links = []
    for phrase in _phrases(scene):
        found = {_members(scene, phrase, classes) for classes in phrase.classes} - {()}
        if len(found) == 1:
            links.append(SetLink(start=phrase.start, end=phrase.head + 1, head=phrase.head, chains=found.pop()))
    return links


def _phrases(scene: Scene) -> Iterator[_Phrase]:
    table = scene.table
    for head, (tag, dep) in enumerate(zip(table.tag, table.dep, strict=True)):
        if head in scene.at or dep not in _ARGUMENTS:
            continue
        if tag in ("PRP", "PRP$"):
            if group_of(table.lower[head]) == "plural" and (dep in SUBJECTS or dep == "poss"):
                yield _Phrase(start=head, head=head, classes=(_PEOPLE,), size=None, gender=None,
                              reach=_PRONOUN_REACH, pronoun=True)  # fmt: skip
        elif tag in ("NNS", "NN", "CD", "DT"):
            phrase = _definite(scene, head)
            if phrase is not None:
                yield phrase


def _definite(scene: Scene, head: int) -> _Phrase | None:
    """Return the definite plural that a token heads, where nothing but a number narrows it down."""
    table = scene.table
    lower, lemma = table.lower[head], table.lemma[head].lower()
    start, size = None, _size(scene, lower)
    for k in table.children[head]:
        if k < head and table.lower[k] in _DEFINITE:
            start = k if start is None else min(k, start)
            size = _size(scene, table.lower[k]) or size
        elif k < head and _size(scene, table.lower[k]) is not None:
            size = _size(scene, table.lower[k])
        elif (
            (k < head and table.dep[k] not in ("case", "punct"))
            or table.dep[k] in _NARROWING
            or (table.dep[k] == "prep" and table.lower[k] in _NARROWING_PREPOSITIONS and k == head + 1)
        ):
            return None
    if _size(scene, lower) is not None:
        start = head if lower == "both" else start
        classes: tuple[frozenset[str], ...] = (_PEOPLE, frozenset({"Organization"}), frozenset({"Country"}))
        classes = classes if table.dep[head] in SUBJECTS else ()
    elif table.tag[head] != "NNS" or (table.dep[head] == "poss" and size is None):
        return None
    elif lemma in scene.of("coreference.sides"):
        classes = (frozenset({"Organization"}), frozenset({"Country"}))
    elif lemma in STATES:
        classes = (frozenset({"Country"}),)
    else:
        classes = (scene.classes(lemma) & _CLASSES,)
    if start is None or (size is None and lemma not in scene.of("coreference.set_nouns")):
        return None
    return _Phrase(start=start, head=head, classes=classes, size=size, gender=scene.gender_of_noun(lemma), reach=_REACH)


def _size(scene: Scene, word: str) -> int | None:
    return next((size for name, size in _SIZES.items() if word in scene.of(name)), None)


def _members(scene: Scene, phrase: _Phrase, classes: frozenset[str]) -> tuple[str, ...]:
    """Return the chains of the nearest list that a plural fits; more than one list of a sentence: none."""
    here = scene.table.sentence[phrase.head]
    for number in range(here, max(-1, here - phrase.reach - 1), -1):
        row = [o for o in scene.by_sentence[number] if o.referent.type in classes]
        named = [o for o in row if _may_belong(scene, o, phrase, same=number == here)]
        if not named:
            continue
        lists = [found for found in _lists(scene, named) if _fits(scene, found, phrase)]
        if len(lists) == 1 and not (phrase.pronoun and _is_disputed(scene, lists[0], phrase)):
            return _chains(lists[0])
        together = _chains(named)
        if not lists and phrase.size == 2 == len(together) and _fits(scene, named, phrase) and number < here:
            return together
        if number < here or lists:
            return ()
    return ()


def _may_belong(scene: Scene, occurrence: Occurrence, phrase: _Phrase, *, same: bool) -> bool:
    table = scene.table
    if occurrence.referent.chain is None or occurrence.kind == "demonym":
        return False
    if scene.is_modifier(occurrence) or table.dep[occurrence.head] == "poss":
        return False
    if not same:
        return True
    verb = table.verb_above(phrase.head)
    other = verb is None or verb != table.verb_above(occurrence.head) or scene.role(occurrence.head) == "pobj"
    return other and occurrence.end <= phrase.start  # "after talks of A and B the two leaders left"


def _lists(scene: Scene, named: Sequence[Occurrence]) -> list[list[Occurrence]]:
    """Return the rows of names of one class that commas and a last "and" join, each at least two long."""
    rows: list[list[Occurrence]] = [[]]
    for left, right in pairwise([*named, None]):
        assert left is not None
        rows[-1].append(left)
        if right is None or left.referent.type != right.referent.type or not _are_joined(scene, left, right):
            rows.append([])
    return [row for row in rows if len(_chains(row)) > 1 and _ends_in_and(scene, row)]


def _are_joined(scene: Scene, left: Occurrence, right: Occurrence) -> bool:
    """Say whether nothing but titles and descriptions stands between two names of a list."""
    table = scene.table
    gap = range(left.end, right.start)
    if not any(table.lower[k] in (",", ";", "and", "&") for k in gap):
        return False
    if any(table.pos[k] in ("VERB", "AUX") for k in gap):
        return False
    return not (table.dep[right.head] == "pobj" and table.head[right.head] in gap)


def _ends_in_and(scene: Scene, row: Sequence[Occurrence]) -> bool:
    return any(scene.table.lower[k] in ("and", "&") for k in range(row[-2].end, row[-1].start))


def _chains(row: Iterable[Occurrence]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(o.referent.chain for o in row if o.referent.chain is not None))


def _fits(scene: Scene, row: Sequence[Occurrence], phrase: _Phrase) -> bool:
    if phrase.size is not None and phrase.size != len(_chains(row)):
        return False
    if len({o.referent.type for o in row}) > 1:
        return False
    other = {"male": "female", "female": "male"}.get(phrase.gender or "")
    return other is None or all(o.referent.gender != other for o in row)


def _is_disputed(scene: Scene, row: Sequence[Occurrence], phrase: _Phrase) -> bool:
    """Say whether "they" may mean somebody else: the list is no subject, or a plural or a body stands behind it."""
    table = scene.table
    if scene.role(row[0].head) not in SUBJECTS:
        return True
    behind = range(row[-1].end, phrase.head)
    if any(table.tag[k] in ("NNS", "NNPS") and table.dep[k] not in MODIFIERS for k in behind):
        return True
    bodies = (o for o in scene.by_sentence[table.sentence[phrase.head]] if o.referent.type in _BODIES)
    return any(row[-1].end <= o.start < phrase.head for o in bodies)
