"""Finds the named entity that a pronoun stands for; where none is likely enough, none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.annotate.coref_candidates import (
    REFLEXIVE,
    Candidate,
    Group,
    candidates,
    fits,
    gender_of,
    group_of,
    subject_ahead,
)
from kg.annotate.coref_features import Setting
from kg.annotate.coref_ranker import shipped_ranker
from kg.annotate.quotes import Report
from kg.annotate.referents import SUBJECTS, Occurrence, Referent, Scene

_I = frozenset({"i", "me", "my", "myself"})
_WE = frozenset({"we", "us", "our", "ourselves"})

#: Tells what a pronoun means, of several candidates.
Chooser = Callable[[Scene, Setting, Sequence[Candidate]], Referent | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A token range that stands for a chain; ``head`` is the token that heads it."""

    start: int
    end: int
    head: int
    chain: str


def link_pronouns(scene: Scene, reports: Sequence[Report], choose: Chooser | None = None) -> list[Link]:
    """Return the pronouns that stand for a named entity, in text order; each is added to the scene on the way.

    ``choose`` takes the place of the shipped ranker.
    """
    choose = choose or shipped_ranker().choose
    links = []
    quotes = [r for r in reports if r.direct]
    previous: dict[str, Referent | None] = {}
    for i, (lower, pos) in enumerate(zip(scene.table.lower, scene.table.pos, strict=True)):
        if pos not in ("PRON", "DET", "ADJ"):
            continue
        group = group_of(lower)
        if group is None and lower not in _I and lower not in _WE:
            continue
        quote = next((q for q in quotes if q.start <= scene.table.start[i] < q.end), None)
        if group is None:
            referent = _speaker(scene, quote, "Person" if lower in _I else "Organization")
        else:
            key = gender_of(lower) or group
            referent = _antecedent(scene, i, group, quote, previous.get(key), choose)
            previous[key] = referent or previous.get(key)
        if referent is not None and referent.chain is not None:
            links.append(Link(start=i, end=i + 1, head=i, chain=referent.chain))
            if group is not None:
                scene.place(Occurrence(referent=referent, start=i, end=i + 1, head=i, kind="pronoun"))
                if referent.type == "Person" and referent.gender is None:
                    referent.gender = gender_of(lower)
    return links


def _speaker(scene: Scene, quote: Report | None, type_: str) -> Referent | None:
    """Return who says "I" in marks, or which organisation says "we"."""
    if quote is None or quote.speaker is None:
        return None
    found = referent_at(scene, quote.speaker)
    return found if found is not None and found.type == type_ else None


def referent_at(scene: Scene, i: int) -> Referent | None:
    """Return the named referent of the noun phrase that a token heads, or None."""
    occurrence = scene.at.get(i)
    if occurrence is not None and occurrence.referent.chain is not None and occurrence.kind != "demonym":
        return occurrence.referent
    return scene.described(i) if occurrence is None else None


def _antecedent(
    scene: Scene, i: int, group: Group, quote: Report | None, previous: Referent | None, choose: Chooser
) -> Referent | None:
    if scene.table.lower[i] in REFLEXIVE:
        return _own_subject(scene, i, group)
    if _opens_for_its_part(scene, i):
        ahead = subject_ahead(scene, i)
        subject = None if ahead is None else ahead.referent
        return subject if subject is not None and fits(subject, group, gender_of(scene.table.lower[i])) else None
    if group == "thing" and scene.table.dep[i] != "poss" and is_expletive(scene, i):
        return None
    speaker = referent_at(scene, quote.speaker) if quote is not None and quote.speaker is not None else None
    setting = Setting(token=i, group=group, quoted=quote is not None, previous=previous)
    found = candidates(scene, i, group, quote, speaker)
    return _joined(scene, i, found) or _body_of_people(scene, i, found) or choose(scene, setting, found)


def _opens_for_its_part(scene: Scene, i: int) -> bool:
    """Say whether a pronoun stands in "for his part", which is about the subject of the clause that follows."""
    table = scene.table
    return table.dep[i] == "poss" and table.lower[i - 1 : i] == ["for"] and table.lower[i + 1 : i + 2] == ["part"]


def _joined(scene: Scene, i: int, found: Sequence[Candidate]) -> Referent | None:
    """Return the name that what the pronoun owns is joined to: "Airbus and its chief" leaves no choice."""
    table = scene.table
    owned = table.head[i]
    if table.dep[i] != "poss" or table.dep[owned] != "conj":
        return None
    first = table.head[owned]
    return next(
        (c.referent for c in found if c.referent.chain is not None and c.nearest.start <= first < c.nearest.end), None
    )


def _body_of_people(scene: Scene, i: int, found: Sequence[Candidate]) -> Referent | None:
    """Return the named body that the sentence before is about: "The crew waited. They will launch on Monday."."""
    table = scene.table
    here = table.sentence[i]
    if table.lower[i] != "they" or table.dep[i] not in SUBJECTS or i - table.sentences[here][0] > 1:
        return None
    for candidate in found:
        near = candidate.nearest
        verb = table.verb_above(near.head)
        if (
            table.sentence[near.head] == here - 1
            and verb is not None
            and table.head[verb] == verb
            and scene.role(near.head) in SUBJECTS
        ):
            body = table.lemma[near.head] in scene.of("collectives.collectives")
            return candidate.referent if body and candidate.referent.chain is not None else None
    return None


def _own_subject(scene: Scene, i: int, group: Group) -> Referent | None:
    """Return the subject of the pronoun's own clause: "he hurt himself"."""
    table = scene.table
    verb = table.verb_above(i)
    if verb is None:
        return None
    subjects = [k for k in table.children[verb] if table.dep[k] in SUBJECTS and k < i]
    if len(subjects) != 1 or any(table.dep[k] == "conj" for k in table.children[subjects[0]]):
        return None
    referent = referent_at(scene, subjects[0])
    return referent if referent is not None and fits(referent, group, gender_of(table.lower[i])) else None


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
