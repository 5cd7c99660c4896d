"""Fit how likely a relation is from what the network says, and from where on it becomes a claim.

Usage: python training/calibrate.py --model MODEL_FOLDER --least-precision 0.88 OBSERVATIONS...

The observations are those of `observe.py`, each article seen by a network that was not trained on it. The
probabilities that decide are fitted without the article's own fold. Written into MODEL_FOLDER/model.json.
"""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any

import numpy as np
from scipy.optimize import minimize

#: Ridge on the shifts by relation: with few observations a relation stays with the others.
RIDGE = 5.0


def log_odds(p: float) -> float:
    """Return the log-odds of a probability, its ends cut off."""
    p = min(max(p, 0.001), 0.999)
    return math.log(p / (1 - p))


def fit(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the weights: logistic regressions of what is right, one for cues, one for the network's own."""
    relations = sorted({row["relation"] for row in rows})
    own = [row for row in rows if row["cue"] is None]
    cue = [row for row in rows if row["cue"] is not None]
    x_own = np.array([[1, log_odds(r["network"]), *(r["relation"] == name for name in relations)] for r in own], float)
    weights = regress(x_own, own, [0, 0, *[RIDGE] * len(relations)])
    x_cue = np.array([[1, log_odds(r["network"]), log_odds(r["cue"])] for r in cue], float)
    return {
        "own": [round(w, 3) for w in weights[:2]],
        "cue": [round(w, 3) for w in regress(x_cue, cue, [0, 0, 0.1])],
        "relation": {name: round(w, 3) for name, w in zip(relations, weights[2:], strict=True) if abs(w) >= 0.05},
    }


def regress(x: np.ndarray, rows: list[dict[str, Any]], ridge: list[float]) -> list[float]:
    """Return the weights of a logistic regression with a ridge on each weight."""
    y = np.array([row["right"] for row in rows], float)
    penalty = np.array(ridge)

    def loss(w: np.ndarray) -> float:
        z = x @ w
        return float(np.sum(np.logaddexp(0, z) - y * z) + 0.5 * np.sum(penalty * w * w))

    # More evidence never makes a relation less likely: only the constant and the shifts may be negative.
    bounds = [(0, None) if 0 < i < (2 if x.shape[1] > 3 else 3) else (None, None) for i in range(x.shape[1])]
    return [float(w) for w in minimize(loss, np.zeros(x.shape[1]), method="L-BFGS-B", bounds=bounds).x]


def probability(row: dict[str, Any], weights: dict[str, Any]) -> float:
    """Return the calibrated probability of an observation."""
    if row["cue"] is None:
        z = weights["own"][0] + weights["own"][1] * log_odds(row["network"])
        z += weights["relation"].get(row["relation"], 0)
    else:
        z = weights["cue"][0] + weights["cue"][1] * log_odds(row["network"]) + weights["cue"][2] * log_odds(row["cue"])
    return 1 / (1 + math.exp(-z))


def choose(rows: list[dict[str, Any]], scores: list[float], least_precision: float) -> tuple[float, float]:
    """Return the two thresholds (own, cue) that find most at the least precision."""
    best = (-1, 0.99, 0.0)
    for own in np.arange(0.3, 0.96, 0.02):
        # What a template read, the network strikes out only where it is sure: cuts up to .65 gave train precision .867
        # for .841 and took seeds' recall from .896 to .818.
        for cue in np.arange(0.0, 0.35, 0.05):
            kept = [r for r, s in zip(rows, scores, strict=True) if s >= (own if r["cue"] is None else cue)]
            right = sum(r["right"] for r in kept)
            if kept and right / len(kept) >= least_precision:
                best = max(best, (right, round(float(own), 2), round(float(cue), 2)))
    return best[1], best[2]


def main() -> None:
    """Fit, choose, write, and say what comes of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("observations", nargs="+", type=Path)
    parser.add_argument("--model", type=Path, required=True)
    parser.add_argument("--least-precision", type=float, default=0.88)
    arguments = parser.parse_args()
    rows = [json.loads(line) for path in arguments.observations for line in path.open()]
    scores = [0.0] * len(rows)
    for fold in sorted({row["fold"] for row in rows}):
        weights = fit([row for row in rows if row["fold"] != fold])
        for number, row in enumerate(rows):
            if row["fold"] == fold:
                scores[number] = probability(row, weights)
    own, cue = choose(rows, scores, arguments.least_precision)
    kept = [(r, s) for r, s in zip(rows, scores, strict=True) if s >= (own if r["cue"] is None else cue)]
    right = sum(r["right"] for r, _ in kept)
    print(f"claims {len(kept)}, right {right}, precision {right / len(kept):.3f}; own from {own}, cues from {cue}")
    for name, part in (
        ("cues", [k for k in kept if k[0]["cue"] is not None]),
        ("own", [k for k in kept if k[0]["cue"] is None]),
    ):
        print(
            f"  {name}: {len(part)}, right {sum(r['right'] for r, _ in part)},"
            f" mean score {np.mean([s for _, s in part]):.3f}"
        )
    cues_only = [r for r in rows if r["cue"] is not None]
    print(f"  cues without the network: {len(cues_only)}, right {sum(r['right'] for r in cues_only)}")
    path = arguments.model / "model.json"
    settings = json.loads(path.read_text())
    settings["calibration"] = {**fit(rows), "least_own": own, "least_cue": cue}
    path.write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
