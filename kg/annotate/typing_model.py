"""How likely a chain is a named entity of each class: a log-linear model over voters, cues and looks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from math import exp
from operator import mul

#: The outcome of a chain that names no entity.
NOTHING = ""
#: How the name finder's label of just these tokens is told (`typing_features`).
_GIVEN = "news="
#: By how much the odds of a class rise of which the encoder is sure. Source: 1, 2, 3 and 8, measured on train and the
#: newspapers' sentences that are held back (docs/quality.md): 2 and 3 differ by one name.
ENCODER_ODDS = 2.0


@dataclass(frozen=True, kw_only=True)
class TypingModel:
    """The weights of each outcome: a class, or `NOTHING`. Source: ``training/typing_weights.py``."""

    weights: Mapping[str, Mapping[str, float]]

    @cached_property
    def _by_feature(self) -> Mapping[str, tuple[float, ...]]:
        """The weights of each feature, by outcome in the order of ``weights``."""
        names = {name for weights in self.weights.values() for name in weights}
        return {name: tuple(weights.get(name, 0.0) for weights in self.weights.values()) for name in names}

    def chances(self, row: Mapping[str, float]) -> dict[str, float]:
        """Return the probability of each outcome; they sum to 1.

        >>> model = TypingModel(weights={"": {"bias": 0.0}, "Person": {"bias": 0.0, "mr": 2.0}})
        >>> {name: round(p, 2) for name, p in model.chances({"mr": 1.0}).items()}
        {'': 0.12, 'Person': 0.88}
        """
        table, unknown = self._by_feature, (0.0,) * len(self.weights)
        columns = zip(*(table.get(name, unknown) for name in row), strict=True) if row else [()] * len(self.weights)
        sums = {
            outcome: weights.get("bias", 0.0) + sum(map(mul, column, row.values()))
            for (outcome, weights), column in zip(self.weights.items(), columns, strict=True)
        }
        top = max(sums.values())
        parts = {outcome: exp(value - top) for outcome, value in sums.items()}
        total = sum(parts.values())
        return {outcome: part / total for outcome, part in parts.items()}


def with_encoder(chances: Mapping[str, float], row: Mapping[str, float]) -> dict[str, float]:
    """Return the probabilities of the outcomes with the odds of each class raised by how likely the encoder holds it.

    The weights are those of the smaller name finder, which is wrong about a class twice as often.

    >>> rows = with_encoder({"": 0.2, "Person": 0.4, "Place": 0.4}, {"news=Person": 1.0, "md=GPE": 1.0})
    >>> {name: round(p, 2) for name, p in rows.items()}
    {'': 0.14, 'Person': 0.57, 'Place': 0.29}
    """
    raised = {name: p * ENCODER_ODDS ** row.get(_GIVEN + name, 0.0) for name, p in chances.items()}
    total = sum(raised.values())
    return {name: p / total for name, p in raised.items()}


@cache
def read_typing_model() -> TypingModel:
    """Read the weights that the package ships."""
    text = files("kg.annotate").joinpath("weights", "typing.json").read_text(encoding="utf-8")
    return TypingModel(weights=json.loads(text))
