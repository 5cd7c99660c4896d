"""Relations that the network was not trained on, learned from a few examples on its vectors of pairs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy

#: Fewer sentences with a claim tell too little of a relation.
LEAST_EXAMPLES = 4
#: Ridge on the weights of a standardised vector, and how much all sentences with a claim weigh beside all other pairs.
_RIDGE, _SHARE = 30.0, 0.3
#: Pairs of other texts are no negatives where they look this much like the examples: they may well be in the relation.
_PERHAPS = 0.5
#: With fewer pairs of fitting classes than this, those of all classes are the background.
_LEAST_BACKGROUND = 150

Type = str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """Pairs of names of ordinary news (pairs x width, from -1 to 1), with the classes of both; see training/."""

    vectors: numpy.ndarray[Any, Any]
    types: tuple[tuple[Type, Type], ...]

    @staticmethod
    def read(path: Path) -> Background:
        """Read what `training/background.py` wrote."""
        import numpy

        with numpy.load(path) as file:
            return Background(
                vectors=file["vectors"].astype(numpy.float32) / 127,
                types=tuple((left or None, right or None) for left, right in file["types"].tolist()),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPairs:
    """The pairs of the examples of one relation: vectors (pairs x width), their names, and whether it holds.

    Where a name is mentioned twice there are two pairs of the same names.
    """

    vectors: numpy.ndarray[Any, Any]
    names: tuple[tuple[str, str], ...]
    holds: tuple[bool, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FewShot:
    """Gives a pair's vector a probability for each relation learned: logistic regressions, a column each."""

    relations: tuple[str, ...]
    weights: numpy.ndarray[Any, Any]
    bias: numpy.ndarray[Any, Any]

    def probabilities(self, vectors: numpy.ndarray[Any, Any]) -> numpy.ndarray[Any, Any]:
        """Return an array (pairs x relations)."""
        from scipy.special import expit

        found: numpy.ndarray[Any, Any] = expit(vectors @ self.weights + self.bias)
        return found


def learn(
    shown: Mapping[str, ShownPairs], background: Background, admits: Callable[[str, Type, Type], bool]
) -> FewShot:
    """Return what the relations' examples teach; ``shown`` has at least one pair that holds for each.

    A pair of a sentence that is not in the relation, and any pair of the background whose classes the relation
    ``admits``, speaks against it, but for pairs of the background that look like the examples.
    """
    import numpy
    from scipy.special import expit

    mean, spread = background.vectors.mean(0), background.vectors.std(0) + 0.05
    columns, bias = [], []
    for name, pairs in shown.items():
        fitting = [i for i, types in enumerate(background.types) if admits(name, *types)]
        rest = background.vectors[fitting] if len(fitting) >= _LEAST_BACKGROUND else background.vectors
        own = (pairs.vectors - mean) / spread
        rest = (rest - mean) / spread
        right = numpy.array(pairs.holds, float)
        weights = _regress(own, right, rest)
        rest = rest[expit(rest @ weights[:-1] + weights[-1]) < _PERHAPS]
        weights = _regress(own, right, rest)
        columns.append(weights[:-1] / spread)
        bias.append(weights[-1] - float(mean / spread @ weights[:-1]))
    return FewShot(
        relations=tuple(shown),
        weights=numpy.array(columns, numpy.float32).T.reshape(background.vectors.shape[1], len(columns)),
        bias=numpy.array(bias, numpy.float32),
    )


def _regress(
    own: numpy.ndarray[Any, Any], right: numpy.ndarray[Any, Any], rest: numpy.ndarray[Any, Any]
) -> numpy.ndarray[Any, Any]:
    """Return the weights of a logistic regression with a ridge, the constant last."""
    import numpy
    from scipy.optimize import minimize
    from scipy.special import expit

    x = numpy.concatenate([own, rest])
    y = numpy.concatenate([right, numpy.zeros(len(rest))])
    share = numpy.where(y > 0, _SHARE * (len(y) - y.sum()) / max(y.sum(), 1), 1.0)

    def loss(w: numpy.ndarray[Any, Any]) -> tuple[float, numpy.ndarray[Any, Any]]:
        z = x @ w[:-1] + w[-1]
        slope = share * (expit(z) - y)
        value = float((share * (numpy.logaddexp(0, z) - y * z)).sum() + 0.5 * _RIDGE * (w[:-1] ** 2).sum())
        return value, numpy.concatenate([x.T @ slope + _RIDGE * w[:-1], [slope.sum()]])

    start = numpy.zeros(x.shape[1] + 1)
    found: numpy.ndarray[Any, Any] = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 100}).x
    return found
