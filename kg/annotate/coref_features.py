"""What speaks for and against a candidate of a pronoun, as named numbers.

Source: the factors are those of Lappin and Leass (1994), "An algorithm for pronominal anaphora resolution", and of
centering (Grosz, Joshi and Weinstein, 1995): nearness, grammatical role, parallel role, repetition, what is spoken of.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import log

from kg.annotate.coref_candidates import Candidate, Group, group_of
from kg.annotate.referents import SUBJECTS, Referent, Scene

Features = dict[str, float]

_DECAY = 0.5
_ROLE = {"nsubj": 80.0, "nsubjpass": 80.0, "dobj": 50.0, "poss": 40.0, "dative": 45.0, "agent": 45.0}
_OTHER_ROLE = 35.0
_NAMED_ROLES = frozenset({"dobj", "poss", "pobj"})
_PLACE = {0: "same sentence", 1: "one back", 2: "two back", 3: "three back"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A pronoun: its token, its group, whether it stands in marks, and what the last pronoun of its group meant."""

    token: int
    group: Group
    quoted: bool
    previous: Referent | None


def of_candidates(scene: Scene, setting: Setting, candidates: Sequence[Candidate]) -> list[Features]:
    """Return the features of each candidate, in their order."""
    salience = [_salience(scene, setting.token, candidate) for candidate in candidates]
    total, most = sum(salience) or 1.0, max(salience, default=0.0)
    named = sum(candidate.referent.chain is not None for candidate in candidates)
    rows = []
    for candidate, value in zip(candidates, salience, strict=True):
        row = _features(scene, setting, candidate)
        row["share of salience"] = value / total
        if value == most:
            row["most salient"] = 1.0
        if candidate.referent.chain is not None and named == 1:
            row["only name"] = 1.0
        rows.append(row)
    if rows:
        rows[0]["nearest"] = 1.0
        first_name = next((k for k, c in enumerate(candidates) if c.referent.chain is not None), None)
        if first_name is not None:
            rows[first_name]["nearest name"] = 1.0
        subject = next((k for k, c in enumerate(candidates) if scene.role(c.nearest.head) in SUBJECTS), None)
        if subject is not None:
            rows[subject]["nearest subject"] = 1.0
    return rows


def of_nothing(scene: Scene, setting: Setting, candidates: Sequence[Candidate]) -> Features:
    """Return the features of the answer that the pronoun means nothing that has a name here."""
    table, i = scene.table, setting.token
    row: Features = {"nothing": 1.0, f"nothing: {_case(scene, i)}": 1.0}
    if setting.quoted:
        row["nothing: in marks"] = 1.0
    if not candidates:
        row["nothing: no candidate"] = 1.0
    if any(table.dep[k] in ("ccomp", "xcomp", "advcl", "acl", "csubj") for k in table.children[table.head[i]] if k > i):
        row["nothing: a clause follows"] = 1.0
    if table.lemma[table.head[i]] == "be":
        row["nothing: is"] = 1.0
    return row


def _features(scene: Scene, setting: Setting, candidate: Candidate) -> Features:
    table, i, referent, near = scene.table, setting.token, candidate.referent, candidate.nearest
    row: Features = {}
    kind = "named" if referent.chain is not None else "bare"
    row[kind] = 1.0
    if candidate.after:
        row["subject ahead"] = 1.0
    if near.start > i:
        return row | {"only ahead": 1.0}
    back = table.sentence[i] - table.sentence[near.head]
    row[f"{kind}, {_PLACE.get(back, 'far back')}"] = 1.0
    role = scene.role(near.head)
    if scene.is_modifier(near):
        row["only modifies a noun"] = 1.0
    row[f"{kind}, {'subject' if role in SUBJECTS else role if role in ('dobj', 'poss', 'pobj') else 'other role'}"] = (
        1.0
    )
    if kind == "named":
        row[f"is {referent.type}"] = 1.0
        row["mentions"] = log(len(candidate.mentions))
        if setting.group == "person":
            row["sex known" if referent.gender else "sex unknown"] = 1.0
        if near.kind == "pronoun":
            same = group_of(table.lower[near.head]) == setting.group
            row["nearest is such a pronoun" if same else "nearest is another pronoun"] = 1.0
        if setting.group == "plural":
            if table.tag[near.head] == "NNPS":
                row["plural name"] = 1.0
            if table.lemma[near.head] in scene.of("collectives.collectives"):
                row["several people in one noun"] = 1.0  # "The crew waited. They will launch on Monday."
        if referent is setting.previous:
            row["last pronoun's"] = 1.0
        if any(table.sentence[o.head] == 0 for o in candidate.mentions):
            row["in the first sentence"] = 1.0
        row |= _fitting_words(scene, setting, referent)
    elif referent.type == "Person":
        row["bare person"] = 1.0
    if setting.quoted:
        row[f"{kind}, in marks"] = 1.0
    row |= _parallels(scene, i, candidate)
    row |= _neighbours(scene, i, candidate)
    return row


def _neighbours(scene: Scene, i: int, candidate: Candidate) -> Features:
    """Tell what stands close by: "Airbus and its chief", "Airbus, with its planes", "gave Airbus its planes"."""
    table, near = scene.table, candidate.nearest
    if table.sentence[i] != table.sentence[near.head]:
        return {}
    row: Features = {}
    if i - near.end < 3:
        row["adjacent"] = 1.0
    elif i - near.end < 10:
        row["close"] = 1.0
    else:
        row["far in the sentence"] = 1.0
    if table.dep[i] == "poss":
        owned = table.head[i]
        if table.dep[owned] == "conj" and near.start <= table.head[owned] < near.end:
            row["joined to what it owns"] = 1.0
        elif table.climb(owned, lambda k: near.start <= k < near.end) is not None:
            row["above the owner"] = 1.0
    elif table.climb(i, lambda k: near.start <= k < near.end) is not None:
        row["above"] = 1.0
    return row


def _case(scene: Scene, i: int) -> str:
    dep = scene.table.dep[i]
    return "subject" if dep in SUBJECTS else "owner" if dep == "poss" else "object"


def _parallels(scene: Scene, i: int, candidate: Candidate) -> Features:
    """Tell how the places of the two in their clauses answer each other."""
    table, near = scene.table, candidate.nearest
    case = _case(scene, i)
    back = table.sentence[i] - table.sentence[near.head]
    row: Features = {}
    if back == 0:
        # "Boeing raised its bid"; "Bakanov said he agreed"; "the ECB, which authorised an addition to its banks"
        above = _subjects_above(scene, i)
        for rank, subject in enumerate(above[:3]):
            if near.start <= subject < near.end:
                row[f"{case}, {('lowest', 'second', 'third')[rank]} subject above"] = 1.0
                break
        else:
            row[f"{case}, no subject above"] = 1.0
    elif back == 1 and scene.role(near.head) in SUBJECTS and case in ("subject", "owner"):
        row[f"{case} after a subject"] = 1.0
        first, _ = table.sentences[table.sentence[i]]
        if i - first <= 1:
            row["first word after a subject"] = 1.0
    return row


def _subjects_above(scene: Scene, i: int) -> list[int]:
    """Return the subjects of the clauses that a token lies in, the innermost first, its own place left out.

    For "which" and for a participle it is the noun that the clause stands by.
    """
    table = scene.table
    found: list[int] = []
    current = i
    for _ in range(30):
        above = table.head[current]
        if above == current:
            break
        current = above
        if table.pos[current] not in ("VERB", "AUX"):
            continue
        subject = next((k for k in table.children[current] if table.dep[k] in SUBJECTS), None)
        if (subject is None and table.dep[current] == "acl") or (
            subject is not None and table.dep[current] == "relcl" and table.tag[subject] in ("WDT", "WP")
        ):
            found.append(table.head[current])
        elif subject is not None and subject != i and not _contains(table.head, subject, i):
            found.append(subject)
    return found


def _contains(head: Sequence[int], above: int, i: int) -> bool:
    """Say whether a token lies below another: "its chief said" has no subject above "its"."""
    for _ in range(30):
        if i == above:
            return True
        if head[i] == i:
            return False
        i = head[i]
    return False


def _fitting_words(scene: Scene, setting: Setting, referent: Referent) -> Features:
    """Tell whether what the pronoun does and owns fits the class of a referent."""
    if setting.group == "person":
        return {}
    table, i = scene.table, setting.token
    row: Features = {}
    if table.dep[i] in SUBJECTS and table.lemma[table.head[i]] in scene.of("status.report_verbs"):
        row[f"speaks, {referent.type}"] = 1.0
    if table.dep[i] == "poss":
        row[f"owner, {referent.type}"] = 1.0
        if table.lemma[table.head[i]] in scene.of("roles.people"):
            row[f"has people, {referent.type}"] = 1.0
    return row


def _salience(scene: Scene, i: int, candidate: Candidate) -> float:
    here = scene.table.sentence[i]
    return sum(
        _ROLE.get(scene.role(o.head), _OTHER_ROLE) * _DECAY ** (here - scene.table.sentence[o.head])
        for o in candidate.mentions
        if 0 <= here - scene.table.sentence[o.head] <= 4
    )
