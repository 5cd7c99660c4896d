"""Finds the named entity that a pronoun stands for; where two fit about as well, none.

Source: weights after Lappin and Leass (1994), "An algorithm for pronominal anaphora resolution"; they and the
margin are chosen on OntoGUM's news and interviews with ``tests/benchmark/coreference.py``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.annotate.quotes import Report
from kg.annotate.referents import SUBJECTS, Occurrence, Referent, Scene

_HE = {"he": "male", "him": "male", "his": "male", "himself": "male"}
_SHE = {"she": "female", "her": "female", "hers": "female", "herself": "female"}
_IT = frozenset({"it", "its", "itself"})
_THEY = frozenset({"their"})
_I = frozenset({"i", "me", "my", "myself"})
_REFLEXIVE = frozenset({"himself", "herself", "itself"})
_THINGS = frozenset({"Organization", "Country", "Product", "Spacecraft", "Facility", "Mission"})
_WINDOW = 2
_DECAY = 0.5
_ROLE = {"nsubj": 80, "nsubjpass": 80, "dobj": 50, "poss": 40, "dative": 45, "agent": 45}
_OTHER_ROLE = 35
#: How many times as well as the next one the best must fit. Tried for persons 1.1-1.5, for things 1.3-2.5.
_PERSON_MARGIN, _THING_MARGIN, _OBJECT_MARGIN = 1.2, 1.6, 2.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A token range that stands for a chain; ``head`` is the token that heads it."""

    start: int
    end: int
    head: int
    chain: str


def link_pronouns(scene: Scene, reports: Sequence[Report]) -> list[Link]:
    """Return the pronouns that stand for a named entity, in text order; each is added to the scene on the way."""
    links = []
    quotes = [r for r in reports if r.direct]
    for i, lower in enumerate(scene.table.lower):
        if lower not in _ALL or scene.table.pos[i] not in ("PRON", "DET", "ADJ"):
            continue
        quote = next((q for q in quotes if q.start <= scene.table.start[i] < q.end), None)
        referent = _speaker(scene, quote) if lower in _I else _antecedent(scene, i, quote)
        if referent is not None and referent.chain is not None:
            links.append(Link(start=i, end=i + 1, head=i, chain=referent.chain))
            if lower not in _I:
                scene.place(Occurrence(referent=referent, start=i, end=i + 1, head=i, kind="pronoun"))
                if referent.type == "Person" and referent.gender is None:
                    referent.gender = _HE.get(lower) or _SHE.get(lower)  # type: ignore[assignment]
    return links


_ALL = frozenset(_HE) | frozenset(_SHE) | _IT | _THEY | _I


def _speaker(scene: Scene, quote: Report | None) -> Referent | None:
    if quote is None or quote.speaker is None:
        return None
    found = referent_at(scene, quote.speaker)
    return found if found is not None and found.type == "Person" else None


def referent_at(scene: Scene, i: int) -> Referent | None:
    """Return the named referent of the noun phrase that a token heads, or None."""
    occurrence = scene.at.get(i)
    if occurrence is not None and occurrence.referent.chain is not None and occurrence.kind != "demonym":
        return occurrence.referent
    return scene.described(i) if occurrence is None else None


def _antecedent(scene: Scene, i: int, quote: Report | None) -> Referent | None:
    table, lower = scene.table, scene.table.lower[i]
    gender = _HE.get(lower) or _SHE.get(lower)
    if lower in _IT and table.dep[i] != "poss" and (quote is not None or is_expletive(scene, i)):
        return None
    if lower in _REFLEXIVE or lower in _THEY:
        return _own_subject(scene, i, gender)
    scores: dict[int, tuple[float, Referent]] = {}
    here = table.sentence[i]
    speaker = referent_at(scene, quote.speaker) if quote is not None and quote.speaker is not None else None
    candidates = list(_before(scene, i))
    barred = {id(o.referent) for o in candidates if _clashes(scene, i, o)}
    if speaker is not None:
        barred.add(id(speaker))
    for occurrence in candidates:
        referent = occurrence.referent
        if not _fits(referent, gender) or id(referent) in barred:
            continue
        weight = _weight(scene, i, occurrence) * _DECAY ** (here - table.sentence[occurrence.head])
        total = scores.get(id(referent), (0.0, referent))[0] + weight
        scores[id(referent)] = total, referent
    ranked = sorted(scores.values(), key=lambda row: -row[0])
    if not ranked or ranked[0][1].chain is None:
        return None
    if gender is None and not _is_subject_near(scene, i, ranked[0][1]):
        return None
    margin = _PERSON_MARGIN if gender else _THING_MARGIN if _leads(scene, i) else _OBJECT_MARGIN
    if len(ranked) > 1 and ranked[0][0] < margin * ranked[1][0]:
        return None
    return ranked[0][1]


def _leads(scene: Scene, i: int) -> bool:
    return scene.table.dep[i] in SUBJECTS or scene.table.dep[i] == "poss"


def _is_subject_near(scene: Scene, i: int, referent: Referent) -> bool:
    """Say whether a thing is the subject of an earlier clause, or owns or undergoes something in the same sentence.

    "It" mostly means what was said, or a thing without a name; what a sentence is about is what it may mean else.
    """
    here = scene.table.sentence[i]
    for number in range(max(0, here - 1), here + 1):
        for occurrence in scene.by_sentence[number]:
            if (
                occurrence.referent is referent
                and occurrence.end <= i
                and not scene.is_modifier(occurrence)
                and (scene.role(occurrence.head) in SUBJECTS or occurrence.kind == "pronoun")
            ):
                return True
    return False


def _before(scene: Scene, i: int) -> Iterator[Occurrence]:
    """Yield what stands before a token in its sentence and the two before it, in its own text block."""
    here = scene.table.sentence[i]
    for number in range(max(0, here - _WINDOW), here + 1):
        for occurrence in (*scene.by_sentence[number], *scene.bare_nouns(number)):
            if occurrence.end <= i and occurrence.kind != "demonym" and not scene.is_modifier(occurrence):
                yield occurrence


def _fits(referent: Referent, gender: str | None) -> bool:
    if referent.plural:
        return False
    if gender is not None:
        return referent.type == "Person" and referent.gender in (None, gender)
    return referent.type in _THINGS or referent.type == "Thing"


def _weight(scene: Scene, i: int, occurrence: Occurrence) -> float:
    table = scene.table
    role = scene.role(occurrence.head)
    weight = float(_ROLE.get(role, _OTHER_ROLE))
    if table.sentence[occurrence.head] == table.sentence[i]:
        verb = table.verb_above(i)
        if role in SUBJECTS and verb is not None:
            subject_verb = table.verb_above(occurrence.head)
            if table.dep[i] == "poss" and subject_verb == verb:
                weight *= 2.0  # "Boeing raised its bid"
            elif table.dep[i] in SUBJECTS and subject_verb in (table.head[verb], verb) and subject_verb != verb:
                weight *= 2.0  # "Bakanov said he agreed"
    elif table.dep[i] in SUBJECTS and role in SUBJECTS:
        weight *= 1.3
    return weight


def _clashes(scene: Scene, i: int, occurrence: Occurrence) -> bool:
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
    return scene.role(occurrence.head) in SUBJECTS or table.dep[i] in SUBJECTS


def _own_subject(scene: Scene, i: int, gender: str | None) -> Referent | None:
    """Return the subject of the pronoun's own clause: "Arsenal lost their game", "he hurt himself"."""
    table = scene.table
    verb = table.verb_above(i)
    if verb is None:
        return None
    subjects = [k for k in table.children[verb] if table.dep[k] in SUBJECTS and k < i]
    if len(subjects) != 1 or any(table.dep[k] == "conj" for k in table.children[subjects[0]]):
        return None
    referent = referent_at(scene, subjects[0])
    if referent is None:
        return None
    if table.lower[i] in _THEY:
        return referent if referent.type == "Organization" else None
    return referent if _fits(referent, gender) else None


def is_expletive(scene: Scene, i: int) -> bool:
    """Say whether "it" means nothing: "it is clear that", "it seems", "it was reported that", "made it hard to"."""
    table = scene.table
    verb = table.head[i]
    if table.dep[i] == "expl":
        return True
    kids = table.children[verb]
    clausal = any(table.dep[k] in ("ccomp", "csubj", "csubjpass", "xcomp", "advcl", "relcl") for k in kids)
    if table.dep[i] in SUBJECTS:
        if table.lemma[verb] in scene.of("coreference.expletive_verbs"):
            return True
        if table.lemma[verb] == "be":
            inner = [j for k in kids if table.dep[k] in ("acomp", "attr") for j in table.children[k]]
            return clausal or any(table.dep[j] in ("ccomp", "xcomp", "relcl", "acl") for j in inner)
        passive = table.dep[i] == "nsubjpass" and any(table.dep[k] in ("ccomp", "csubj") for k in kids)
        return passive or (table.pos[verb] == "ADJ")
    return False
