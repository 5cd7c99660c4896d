"""Fit the weights that say whether a chain is a named entity, and of which class.

Usage: python training/typing_weights.py --gold FOLDER --finders ARTICLES SENTENCES WRITTEN [--out FOLDER]

FOLDER is what `annotated.py` wrote; the three others are folders that `names.py --hold articles`, `--hold sentences`
and `--hold written` wrote, so that each text is read with a name finder that was not trained on it. Weights of the
other two sets are tried on the public articles first; what is written was fitted on all.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from names import set_of
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from kg.annotate import name_finder
from kg.annotate.annotator import Annotator
from kg.annotate.typing_features import Seen, features
from kg.annotate.typing_model import NOTHING, TypingModel
from kg.evaluate import GoldDocument, read_gold
from kg.evaluate.names import norm
from kg.ingest import read
from kg.model import Document
from kg.schema.load import load_ontology

OUT = Path(name_finder.__file__).parent / "weights"
#: 0.3, 1, 3 and 10 were tried on the public articles.
RIDGE = 10.0
#: A feature that fewer rows have is left out.
LEAST_ROWS = 8
#: Weights nearer to 0 are left out.
LEAST_WEIGHT = 0.01
#: How much a row of a set counts beside one of the articles written for this purpose, whose names are invented.
WEIGHT = {"articles": 4.0, "sentences": 2.0, "written": 1.0}
Row = tuple[dict[str, float], str, float]


def rows_of(folder: Path, finder: Path, kind: str) -> Iterator[Row]:
    """Yield the features of each chain, what gold says of it, and how much it counts."""
    gold = read_gold(folder / "gold.json")
    name_finder.FOLDER = finder
    annotator = Annotator(load_ontology())
    known = {d.id: d for d in gold.documents if set_of(d.id) == kind}
    texts = [d for d in read([str(folder / "articles" / name) for name in known]) if isinstance(d, Document)]
    for document, parse in annotator.parsed(texts):
        seen = Seen(parse.names)
        for group in annotator.grouped(document, parse):
            label = label_of(known[Path(document.name).name], group.forms)
            if label is not None:
                yield dict(features(group, parse, seen)), label, WEIGHT[kind]


def label_of(document: GoldDocument, forms: tuple[str, ...]) -> str | None:
    """Return the class of the entity with one of these names, `NOTHING` where there is none, None where it is open."""
    for form in forms:
        for entity in document.entities:
            if norm(form) in {norm(name) for name in entity.names}:
                return None if entity.optional else entity.type
    return NOTHING if forms else None


def fit(rows: list[Row]) -> dict[str, dict[str, float]]:
    """Return the weights of each outcome by maximum likelihood with a ridge."""
    counts = Counter(name for row, *_ in rows for name in row)
    names = ["bias", *sorted(name for name, n in counts.items() if n >= LEAST_ROWS)]
    column = {name: i for i, name in enumerate(names)}
    outcomes = sorted({label for _, label, _ in rows})
    cells = [
        (k, column[name], value)
        for k, (row, *_) in enumerate(rows)
        for name, value in {"bias": 1.0, **row}.items()
        if name in column
    ]
    at, of, values = zip(*cells, strict=True)
    x = csr_matrix((values, (at, of)), shape=(len(rows), len(names)))
    turned = x.T.tocsr()
    weight = np.array([[row[2]] for row in rows])
    y = np.zeros((len(rows), len(outcomes)))
    y[np.arange(len(rows)), [outcomes.index(label) for _, label, _ in rows]] = 1.0

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        w = flat.reshape(len(names), len(outcomes))
        z = x @ w
        z -= z.max(1, keepdims=True)
        p = np.exp(z)
        p /= p.sum(1, keepdims=True)
        slope = turned @ (weight * (p - y))
        slope[1:] += RIDGE * w[1:]
        penalty = RIDGE * np.sum(w[1:] ** 2) / 2
        return float(-np.sum(weight * y * np.log(p + 1e-12)) + penalty), slope.ravel()

    found = minimize(loss, np.zeros(len(names) * len(outcomes)), jac=True, method="L-BFGS-B", options={"maxiter": 200})
    table = found.x.reshape(len(names), len(outcomes))
    return {
        outcome: {
            name: round(float(table[i, k]), 4)
            for i, name in enumerate(names)
            if abs(table[i, k]) >= LEAST_WEIGHT or name == "bias"
        }
        for k, outcome in enumerate(outcomes)
    }


def say(name: str, rows: list[Row], weights: dict[str, dict[str, float]]) -> None:
    """Print how well weights do on rows: names told from others, and their classes."""
    model = TypingModel(weights=weights)
    right = found = named = typed = 0
    for row, label, _ in rows:
        chances = model.chances(row)
        best = max((o for o in chances if o != NOTHING), key=lambda o: chances[o])
        is_name = chances[NOTHING] < 0.5
        found, named = found + is_name, named + (label != NOTHING)
        if label != NOTHING and is_name:
            right, typed = right + 1, typed + (best == label)
    p, r = right / found, right / named
    print(f"{name}: {len(rows)} chains, P {p:.3f} R {r:.3f} F {2 * p * r / (p + r):.3f} type {typed / right:.3f}")


def main() -> None:
    """Fit on the written articles and look at the public ones, then fit on all and write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--finders", type=Path, nargs=3, required=True, metavar=("ARTICLES", "SENTENCES", "WRITTEN"))
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    kinds = ("articles", "sentences", "written")
    rows = {k: list(rows_of(arguments.gold, f, k)) for k, f in zip(kinds, arguments.finders, strict=True)}
    say("public articles, by weights of the others", rows["articles"], fit([*rows["sentences"], *rows["written"]]))
    weights = fit([row for kind in kinds for row in rows[kind]])
    (arguments.out / "typing.json").write_text(json.dumps(weights, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
