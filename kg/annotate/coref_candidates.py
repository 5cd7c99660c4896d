"""What a pronoun may stand for: the entities and noun phrases around it that grammar does not rule out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from kg.annotate.quotes import Report
from kg.annotate.referents import SUBJECTS, Gender, Occurrence, Referent, Scene

#: Pronouns that are decided alike.
Group = Literal["person", "thing", "plural"]

MALE = frozenset({"he", "him", "his", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
REFLEXIVE = frozenset({"himself", "herself", "itself", "themselves"})
#: Classes that "it" can mean; "they" means people and bodies of people.
_THINGS = frozenset(
    {"Organization", "Country", "Place", "Product", "Spacecraft", "Facility", "Mission", "Event", "Work", "Agreement"}
) | {"Thing"}
_BODIES = frozenset({"Organization", "Country", "Place", "Mission", "Product"})
#: Sentences that a candidate's nearest mention may lie back: a person's, anything else's, a noun's without a name.
_REACH, _THING_REACH, _BARE_REACH = 40, 5, 2


def group_of(lower: str) -> Group | None:
    """Return the group of a third-person pronoun, or None for any other word.

    >>> group_of("her"), group_of("its"), group_of("we")
    ('person', 'thing', None)
    """
    if lower in MALE or lower in FEMALE:
        return "person"
    return "thing" if lower in IT else "plural" if lower in THEY else None


def gender_of(lower: str) -> Gender:
    """Return the sex that a pronoun tells, or None."""
    return "male" if lower in MALE else "female" if lower in FEMALE else None


@dataclass(slots=True, kw_only=True)
class Candidate:
    """A referent with its mentions before a pronoun, the nearest first; ``after`` says that only one follows."""

    referent: Referent
    mentions: list[Occurrence] = field(default_factory=list)
    after: bool = False

    @property
    def nearest(self) -> Occurrence:
        """Return the mention nearest to the pronoun."""
        return self.mentions[0]


def candidates(scene: Scene, i: int, group: Group, quote: Report | None, speaker: Referent | None) -> list[Candidate]:
    """Return what the pronoun at a token may mean, the nearest first; what grammar or the text rules out is left out.

    A quotation's speaker is no "he", "she" or "it" inside it.
    """
    gender = gender_of(scene.table.lower[i])
    found: dict[int, Candidate] = {}
    barred = set() if speaker is None or group == "plural" else {id(speaker)}
    for occurrence in _before(scene, i, group):
        referent = occurrence.referent
        if id(referent) in barred or not fits(referent, group, gender):
            continue
        if clashes(scene, i, occurrence):
            barred.add(id(referent))
            found.pop(id(referent), None)
            continue
        found.setdefault(id(referent), Candidate(referent=referent)).mentions.append(occurrence)
    ahead = subject_ahead(scene, i) if quote is None else None
    if ahead is not None and fits(ahead.referent, group, gender) and id(ahead.referent) not in barred:
        known = found.get(id(ahead.referent))
        if known is None:
            found[id(ahead.referent)] = Candidate(referent=ahead.referent, mentions=[ahead], after=True)
        else:
            known.after = True
    return list(found.values())


def _before(scene: Scene, i: int, group: Group) -> Iterator[Occurrence]:
    """Yield what stands before a token, the nearest first."""
    here = scene.table.sentence[i]
    reach = _REACH if group == "person" else _THING_REACH
    for number in range(here, max(-1, here - reach - 1), -1):
        row = scene.by_sentence[number]
        if here - number <= _BARE_REACH:
            more = scene.bare_nouns(number) if group != "plural" else [*scene.bare_nouns(number), *_pairs(scene, row)]
            row = sorted([*row, *more], key=lambda o: o.start)
        for occurrence in reversed(row):
            if occurrence.end <= i and occurrence.kind != "demonym":
                yield occurrence


def _pairs(scene: Scene, row: list[Occurrence]) -> Iterator[Occurrence]:
    """Yield names that are joined by "and": together they are what "they" may mean."""
    for occurrence in row:
        if occurrence.kind == "name" and any(
            scene.table.dep[k] == "conj" for k in scene.table.children[occurrence.head]
        ):
            both = Referent(chain=None, type=occurrence.referent.type, plural=True)
            yield Occurrence(
                referent=both, start=occurrence.start, end=occurrence.end, head=occurrence.head, kind="pair"
            )


def fits(referent: Referent, group: Group, gender: Gender) -> bool:
    """Say whether sex, number and class allow a pronoun of a group for a referent."""
    if group == "plural":
        return referent.plural if referent.chain is None else referent.plural or referent.type in _BODIES
    if referent.plural:
        return False
    if group == "person":
        return referent.type in ("Person", None) and referent.gender in (None, gender)
    return referent.type is None or referent.type in _THINGS


def clashes(scene: Scene, i: int, occurrence: Occurrence) -> bool:
    """Say whether grammar keeps the two apart: subject and object of one verb, or two joined by "and"."""
    table = scene.table
    if table.dep[i] == "poss":
        # "Duffy's his": a pronoun owns nothing it is part of.
        return occurrence.start <= table.head[i] < occurrence.end
    if table.sentence[i] != table.sentence[occurrence.head]:
        return False
    if table.dep[i] == "conj" and occurrence.start <= table.head[i] < occurrence.end:
        return True
    verb = table.verb_above(i)
    same_clause = verb is not None and verb == table.verb_above(occurrence.head)
    if not same_clause:
        return False
    if table.dep[occurrence.head] == "poss":
        # "In Bakanov's absence he": an owner is no argument of the verb.
        return False
    return scene.role(occurrence.head) in SUBJECTS or table.dep[i] in SUBJECTS


def subject_ahead(scene: Scene, i: int) -> Occurrence | None:
    """Return the subject that a fronted phrase with the pronoun runs ahead of: "For his part, Krikalyov said"."""
    table = scene.table
    _, last = table.sentences[table.sentence[i]]
    above = table.head[i]
    for _ in range(8):
        if table.pos[above] in ("VERB", "AUX") and above > i:
            subject = next((k for k in table.children[above] if table.dep[k] in SUBJECTS and i < k < last), None)
            if subject is not None:
                found = scene.at.get(subject)
                return found if found is not None and found.referent.chain is not None else None
        if table.head[above] == above:
            return None
        above = table.head[above]
    return None
