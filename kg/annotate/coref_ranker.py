"""Weighs the candidates of a pronoun against one another, and against its meaning nothing that has a name.

A log-linear model: the chance of an answer is proportional to the exponential of its weighted features. Source of
the weights: ``coref_weights.json``, which ``training/coreference/train.py`` writes.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from kg.annotate.coref_candidates import Candidate, Group
from kg.annotate.coref_features import Features, Setting, of_candidates, of_nothing
from kg.annotate.referents import SUBJECTS, Referent, Scene

#: Words that bring somebody in.
_NEW = frozenset({"a", "an", "another", "one"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranker:
    """The weights of each group's features, and the least chance, in [0, 1], at which an answer is given."""

    weights: Mapping[str, Mapping[str, float]]
    least: Mapping[str, float]

    def chances(self, group: Group, rows: Sequence[Features]) -> list[float]:
        """Return the chance of each row, in their order; they sum to 1.

        >>> ranker = Ranker(weights={"thing": {"named": 1.0}}, least={"thing": 0.5})
        >>> [round(chance, 2) for chance in ranker.chances("thing", [{"named": 1.0}, {"bare": 1.0}])]
        [0.73, 0.27]
        """
        weights = self.weights[group]
        sums = [sum(weights.get(name, 0.0) * value for name, value in row.items()) for row in rows]
        top = max(sums)
        parts = [exp(value - top) for value in sums]
        total = sum(parts)
        return [part / total for part in parts]

    def choose(self, scene: Scene, setting: Setting, candidates: Sequence[Candidate]) -> Referent | None:
        """Return the likeliest referent with a name where it is likely enough, else None."""
        named = [k for k, candidate in enumerate(candidates) if candidate.referent.chain is not None]
        if not named:
            return None
        rows = [*of_candidates(scene, setting, candidates), of_nothing(scene, setting, candidates)]
        chances = self.chances(setting.group, rows)
        best = max(named, key=lambda k: (chances[k], -k))
        if chances[best] < self.least[setting.group] or _outranked(scene, candidates, best):
            return None
        return candidates[best].referent


def _outranked(scene: Scene, candidates: Sequence[Candidate], best: int) -> bool:
    """Say whether a person is brought in without a name as the subject, and the named one is none.

    In "A man shot Duffy's friend. Police said he fled." nothing but knowledge of the world tells who fled.
    """
    table, near = scene.table, candidates[best].nearest
    if candidates[best].referent.type != "Person" or scene.role(near.head) in SUBJECTS or near.kind == "pronoun":
        return False
    return any(
        candidate.referent.chain is None
        and candidate.referent.type == "Person"
        and scene.role(candidate.nearest.head) in SUBJECTS
        and table.sentence[candidate.nearest.head] >= table.sentence[near.head]
        and any(table.lower[k] in _NEW for k in table.children[candidate.nearest.head])
        for candidate in candidates
    )


@cache
def shipped_ranker() -> Ranker:
    """Return the ranker with the weights that the package brings."""
    raw = json.loads((files("kg.annotate") / "coref_weights.json").read_text(encoding="utf-8"))
    return Ranker(weights=raw["weights"], least=raw["least"])
