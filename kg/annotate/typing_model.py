"""How likely a chain is a named entity of each class: a log-linear model over voters, cues and looks."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from math import exp

#: The outcome of a chain that names no entity.
NOTHING = ""


@dataclass(frozen=True, kw_only=True)
class TypingModel:
    """The weights of each outcome: a class, or `NOTHING`. Source: ``training/typing_weights.py``."""

    weights: Mapping[str, Mapping[str, float]]

    @cached_property
    def _by_feature(self) -> Mapping[str, Sequence[tuple[str, float]]]:
        """The outcomes that a feature speaks for or against, with its weights."""
        found: dict[str, list[tuple[str, float]]] = {}
        for outcome, weights in self.weights.items():
            for name, weight in weights.items():
                found.setdefault(name, []).append((outcome, weight))
        return found

    def chances(self, row: Mapping[str, float]) -> dict[str, float]:
        """Return the probability of each outcome; they sum to 1.

        >>> model = TypingModel(weights={"": {"bias": 0.0}, "Person": {"bias": 0.0, "mr": 2.0}})
        >>> {name: round(p, 2) for name, p in model.chances({"mr": 1.0}).items()}
        {'': 0.12, 'Person': 0.88}
        """
        terms: dict[str, list[float]] = {outcome: [] for outcome in self.weights}
        for name, value in row.items():
            for outcome, weight in self._by_feature.get(name, ()):
                terms[outcome].append(weight * value)
        sums = {outcome: self.weights[outcome].get("bias", 0.0) + sum(terms[outcome]) for outcome in self.weights}
        top = max(sums.values())
        parts = {outcome: exp(value - top) for outcome, value in sums.items()}
        total = sum(parts.values())
        return {outcome: part / total for outcome, part in parts.items()}


@cache
def read_typing_model() -> TypingModel:
    """Read the weights that the package ships."""
    text = files("kg.annotate").joinpath("weights", "typing.json").read_text(encoding="utf-8")
    return TypingModel(weights=json.loads(text))
