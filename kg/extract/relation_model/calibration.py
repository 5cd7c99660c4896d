"""From what the network says to how likely a relation is right."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import exp, log

#: Probabilities nearer to 0 or 1 than this are taken for this, so that their log-odds stay finite.
_EDGE = 0.001
#: Source: two ontologies of 15 relations given by examples, 70 articles (docs/quality.md): of claims between .9 and 1
#: .84 were right, between .8 and .9 .63; from .65 on (.775 before halving) .78 are.
_OF_SHOWN = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Calibration:
    """Logistic weights, fitted by ``training/calibrate.py`` on articles that the network had not seen.

    ``own`` (constant, weight of the network's log-odds) is for what the network alone says, ``cue`` (constant, weight
    of the network's log-odds, weight of the cue's) for what a cue said before. ``relation`` shifts the log-odds of
    the network's own by relation; one without a shift has 0. ``least_own`` and ``least_cue`` are the probabilities
    from which a claim is made. Relations that are ``shown`` by a few examples have no such weights: what is learned
    from a few believes too much, so their log-odds are halved, and a claim is made from ``least_shown`` on.
    """

    own: tuple[float, float] = (0.0, 1.0)
    cue: tuple[float, float, float] = (0.0, 0.0, 1.0)
    relation: Mapping[str, float] = field(default_factory=dict)
    least_own: float = 0.5
    least_cue: float = 0.0
    shown: frozenset[str] = frozenset()
    least_shown: float = 0.65

    def of_own(self, relation: str, probability: float) -> float:
        """Return how likely a relation is that only the network reads.

        >>> round(Calibration(own=(-1.0, 1.0)).of_own("meets", 0.5), 3)
        0.269
        """
        if relation in self.shown:
            return _squash(_OF_SHOWN * _log_odds(probability))
        return _squash(self.own[0] + self.own[1] * _log_odds(probability) + self.relation.get(relation, 0.0))

    def speaks(self, relation: str, probability: float) -> bool:
        """Say whether a relation that only the network reads becomes a claim."""
        least = self.least_shown if relation in self.shown else self.least_own
        return self.of_own(relation, probability) >= least

    def of_cue(self, score: float, probability: float) -> float:
        """Return how likely a relation is that a cue found with a score and the network gives a probability.

        >>> round(Calibration(cue=(0.0, 0.5, 1.0)).of_cue(0.8, 0.5), 3)
        0.8
        """
        return _squash(self.cue[0] + self.cue[1] * _log_odds(probability) + self.cue[2] * _log_odds(score))


def _log_odds(probability: float) -> float:
    p = min(max(probability, _EDGE), 1 - _EDGE)
    return log(p / (1 - p))


def _squash(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))
