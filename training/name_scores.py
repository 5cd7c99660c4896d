"""Fits what the sums of canonicalising mean: probabilities from log-odds, and weights from labelled name pairs.

Run: ``python training/name_scores.py tests/fixtures/resolve/*.jsonl``. It prints, with five-fold cross-validation over
the pairs, (1) Platt's slope and offset of the hand-set sums with a reliability table, for `ResolveSettings`; (2) what
weights fitted by logistic regression would merge, beside the hand-set ones. Pairs that a veto parts are left out.

Source of (1): J. Platt, "Probabilistic Outputs for Support Vector Machines", 1999.
"""

from __future__ import annotations

import argparse
import hashlib
import math
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from kg.resolve.judge import is_veto
from kg.resolve.measure_pairs import judge_rows, read_pairs
from kg.resolve.settings import ResolveSettings
from kg.resolve.words import NameWords
from kg.schema.load import load_ontology

FOLDS = 5
BINS = (0.0, 0.05, 0.2, 0.4, 0.6, 0.8, 0.95, 1.0001)


def fit(x: np.ndarray, y: np.ndarray, start: np.ndarray, strength: float) -> np.ndarray:
    """Return logistic weights (the last is the offset), drawn towards ``start`` with that strength."""

    def loss(w: np.ndarray) -> float:
        z = x @ w[:-1] + w[-1]
        return float(np.sum(np.logaddexp(0, z) - y * z) + strength * np.sum((w - start) ** 2))

    return np.asarray(minimize(loss, start, method="L-BFGS-B").x)


def probability(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    return np.asarray(1 / (1 + np.exp(-(x @ w[:-1] + w[-1]))))


def held_out(x: np.ndarray, y: np.ndarray, folds: np.ndarray, start: np.ndarray, strength: float) -> np.ndarray:
    """Return each pair's probability by weights fitted on the other folds."""
    found = np.zeros(len(y))
    for fold in range(FOLDS):
        w = fit(x[folds != fold], y[folds != fold], start, strength)
        found[folds == fold] = probability(x[folds == fold], w)
    return found


def table(p: np.ndarray, y: np.ndarray) -> None:
    print("| probability | pairs | mean | of one thing |\n|---|--:|--:|--:|")
    error = 0.0
    for low, high in pairwise(BINS):
        inside = (p >= low) & (p < high)
        if inside.any():
            error += inside.sum() / len(p) * abs(p[inside].mean() - y[inside].mean())
            row = f"{inside.sum()} | {p[inside].mean():.2f} | {y[inside].mean():.2f}"
            print(f"| {low:.2f} to {min(high, 1):.2f} | {row} |")
    log_loss = -np.mean(y * np.log(np.clip(p, 1e-6, 1)) + (1 - y) * np.log(np.clip(1 - p, 1e-6, 1)))
    print(f"expected calibration error {error:.3f}, log loss {log_loss:.3f}")


def merges(name: str, p: np.ndarray, y: np.ndarray, cut: float) -> None:
    same = p >= cut
    wrong, missed = int((same & (y == 0)).sum()), int((~same & (y == 1)).sum())
    print(f"{name}: {wrong} of {int((y == 0).sum())} merged wrongly, {missed} of {int(y.sum())} missed")


def main(paths: Sequence[Path]) -> None:
    words, settings = NameWords.of(load_ontology()), ResolveSettings()
    judged = [pair for path in paths for pair in judge_rows(read_pairs(path), words, settings)]
    judged = [(row, judgement) for row, judgement in judged if not is_veto(judgement.features)]
    y = np.array([float(row["same"]) for row, _ in judged])
    folds = np.array([int(hashlib.sha256(row["id"].encode()).hexdigest(), 16) % FOLDS for row, _ in judged])
    sums = np.array([[sum(weight for _, _, weight in judgement.features)] for _, judgement in judged])
    print(f"{len(judged)} pairs without a veto, {int(y.sum())} of one thing")
    before = 1 / (1 + np.exp(-sums[:, 0]))
    print("\nas set by hand"), table(before, y)
    start = np.array([1.0, 0.0])
    print("\ncalibrated, held out"), table(held_out(sums, y, folds, start, 0.01), y)
    slope, offset = fit(sums, y, start, 0.01)
    print(f"slope {slope:.2f}, offset {offset:.2f}")

    names = sorted({name for _, judgement in judged for name, _, _ in judgement.features})
    place = {name: at for at, name in enumerate(names)}
    x = np.zeros((len(judged), len(names)))
    for at, (_, judgement) in enumerate(judged):
        for name, _, weight in judgement.features:
            x[at, place[name]] += weight
    # One factor a feature on its hand-set weight: 1 everywhere is the program as it is.
    ones = np.array([1.0] * len(names) + [0.0])
    cut = 1 / (1 + math.exp(-settings.same_from))
    print()
    merges("hand-set weights", before, y, cut)
    for strength in (0.1, 1.0, 10.0):
        merges(f"fitted weights, held out, strength {strength}", held_out(x, y, folds, ones, strength), y, cut)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pairs", type=Path, nargs="+")
    main(parser.parse_args().pairs)
