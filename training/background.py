"""Draw pairs of names of ordinary news as the network sees them: what a few examples are told apart from.

Usage: python training/background.py --data training/build --weights kg/extract/relation_model/weights

Pairs come from the whole articles that were written or annotated for this project, with gold names, at most so many of
each two classes, so that no class is missing. Written to WEIGHTS/background.npz: "vectors" (8 bits, 127 is 1) and
"types". To be drawn again whenever the weights change.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from pathlib import Path

import numpy as np

from kg.extract.relation_model.scorer import PairScorer
from kg.extract.relation_model.window import MARKED_TYPES, Window

SEED = 20251
#: Pairs of each two classes; all eleven classes in any order.
PAIRS_OF_CLASSES = 80


def main() -> None:
    """Draw the pairs, write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).parent / "build")
    parser.add_argument("--weights", type=Path, required=True)
    arguments = parser.parse_args()
    openings = json.loads((arguments.data / "meta.json").read_text())["opening_marks"]
    examples = [json.loads(line) for line in (arguments.data / "examples.jsonl").open()]
    examples = [e for e in examples if e["source"] == "articles"]
    random.Random(SEED).shuffle(examples)
    n_of, drawn = defaultdict[tuple[str, str], int](int), []
    for example in examples:
        places = [i for i, piece in enumerate(example["pieces"]) if piece in openings]
        types = [MARKED_TYPES[openings.index(example["pieces"][i])] for i in places]
        pairs = []
        for left, right, *_ in example["pairs"]:
            i, j = places.index(left), places.index(right)
            if n_of[types[i], types[j]] < PAIRS_OF_CLASSES:
                n_of[types[i], types[j]] += 1
                pairs.append((i, j))
        drawn.append((Window(pieces=tuple(example["pieces"]), openings=tuple(places)), types, pairs))
    drawn = [row for row in drawn if row[2]]
    vectors = PairScorer.read(arguments.weights).vectors(*(list(column) for column in zip(*drawn, strict=True)))
    types = [(t[i], t[j]) for _, t, pairs in drawn for i, j in pairs]
    target = arguments.weights / "background.npz"
    with target.open("wb") as file:
        np.savez_compressed(
            file, vectors=np.round(np.concatenate(vectors) * 127).astype(np.int8), types=np.array(types)
        )
    print(len(types), "pairs of", len(n_of), "two classes,", target.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
