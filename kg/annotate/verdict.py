"""What is decided of a chain: its class, how sure that is, and whether it is reported."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import log

from kg.annotate import doubt
from kg.annotate.entity_types import best
from kg.annotate.groups import Group
from kg.annotate.lists import ROW
from kg.annotate.name_network import ENCODER
from kg.annotate.selection import AROUND
from kg.annotate.teams import TEAM
from kg.annotate.typing_model import NOTHING

#: A chain is reported from this probability on that it names an entity.
#: Source: .4 to .9 were measured on the 193 public articles, read with weights that never saw them, and on the 45
#: training articles (``training/typing_weights.py``, ``kg evaluate``); of the claims about names between .5 and .7, 15
#: of 18 were wrong.
LEAST_CHANCE = 0.6
#: The same for a chain that no model but the name finder saw. Source: .7, .8, .85, .9 and .95, measured likewise; .85
#: is a little better there (docs/quality.md), and .9 holds the floor of dev's precision.
LEAST_CHANCE_OF_FINDER = 0.8
#: What rules found by form, by phrase or in a list is left to them: the model was fitted on too few of these.
_BY_RULE = frozenset({"pattern", "quoted", "venue", TEAM, ROW})
#: The installed models, the encoder, and names that hold one which these or the gazetteer saw.
_OTHERS = frozenset({"md", "sm", AROUND, ENCODER})
#: From this weight on a cue says the class outright: "an app called X", "Mr X".
#: Source: weights in `entity_types`; those below only lean.
_OUTRIGHT = 2.0
#: ... unless one class has this share of the probability. Source: .6 to .9, measured like `LEAST_CHANCE`.
_SURE = 0.6
#: Shares of a class that are less are left out of the votes.
_LEAST_SHARE = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """``type`` is None where nothing speaks for a class; ``votes`` are weights by class; ``score`` is in [0, 1]."""

    type: str | None
    votes: Mapping[str, float]
    score: float
    reported: bool


def by_votes(group: Group) -> Verdict:
    """Judge by the votes and by how many kinds of voters saw a name, as for names of lists and rules."""
    score = doubt.confidence(group)
    return Verdict(type=best(group.votes)[0], votes=dict(group.votes), score=score, reported=score >= doubt.THRESHOLD)


def by_model(group: Group, chances: Mapping[str, float]) -> Verdict:
    """Judge by the probabilities of the classes and of `NOTHING` that the typing model gives.

    A country must be one that the gazetteer lists. A class that a cue says outright stays where the model is not sure
    of another.
    """
    voted = by_votes(group)
    if group.listed or group.sources & _BY_RULE:
        return voted
    classes = {t: p for t, p in chances.items() if t != NOTHING and (t != "Country" or group.votes.get(t, 0.0) > 0)}
    chance = sum(classes.values())
    cued = voted.type is not None and any(n.cues.get(voted.type, 0.0) >= _OUTRIGHT for n in group.names)
    if cued and max(classes.values()) < _SURE * chance:
        votes = voted.votes
    else:
        weight = 1.0 + log(len(group.names))  # as in the votes of a group
        votes = {t: weight * p / chance for t, p in classes.items() if p >= _LEAST_SHARE * chance}
    least = LEAST_CHANCE if group.sources & _OTHERS else LEAST_CHANCE_OF_FINDER
    return Verdict(
        type=best(votes)[0],
        votes=votes,
        score=round(chance, 4),
        reported=voted.reported and chance >= least,
    )
