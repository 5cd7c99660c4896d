"""Draw pairs of names of ordinary news as the network sees them: what a few examples are told apart from.

Usage: python training/background.py --data training/build --vocabulary vocab.txt \\
    --weights kg/extract/relation_model/weights

Pairs come from the whole articles that were written or annotated for this project, with gold names, at most so many of
each two classes, so that no class is missing. Written to WEIGHTS/background.npz: "vectors" (8 bits, 127 is 1) and
"types". To be drawn again whenever the weights change.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from itertools import takewhile
from pathlib import Path

import numpy as np

from kg.encoder.wordpiece import WordPiece
from kg.extract.relation_model.scorer import PairScorer
from kg.extract.relation_model.window import MARKED_TYPES, Window

SEED = 20251
#: Pairs of each two classes; all eleven classes in any order.
PAIRS_OF_CLASSES = 55


def recut(pieces: list[int], old: list[str], new: WordPiece) -> tuple[tuple[int, ...], dict[int, int]]:
    """Return a window's words cut by another vocabulary, and where each of them begins now by where it began."""
    place, found = dict[int, int](), list[int]()
    for i, number in enumerate(pieces):
        if old[number].startswith("##"):
            continue
        place[i] = len(found)
        tail = takewhile(lambda entry: entry.startswith("##"), (old[n] for n in pieces[i + 1 :]))
        word = old[number] + "".join(entry.removeprefix("##") for entry in tail)
        found += [new.id_of(word)] if word.startswith("[") and len(word) > 1 else new.pieces(word)
    return tuple(found), place


def main() -> None:
    """Draw the pairs, write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(__file__).parent / "build")
    parser.add_argument("--vocabulary", type=Path, required=True, help="that `prepare.py` was given")
    parser.add_argument("--weights", type=Path, required=True)
    arguments = parser.parse_args()
    openings = json.loads((arguments.data / "meta.json").read_text())["opening_marks"]
    examples = [json.loads(line) for line in (arguments.data / "examples.jsonl").open()]
    examples = [e for e in examples if e["source"] == "articles"]
    random.Random(SEED).shuffle(examples)
    old = arguments.vocabulary.read_text(encoding="utf-8").splitlines()
    scorer = PairScorer.read(arguments.weights)
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
        pieces, place = recut(example["pieces"], old, scorer.wordpiece)
        drawn.append((Window(pieces=pieces, openings=tuple(place[i] for i in places)), types, pairs))
    drawn = [row for row in drawn if row[2]]
    vectors = scorer.vectors(*(list(column) for column in zip(*drawn, strict=True)))
    types = [(t[i], t[j]) for _, t, pairs in drawn for i, j in pairs]
    target = arguments.weights / "background.npz"
    with target.open("wb") as file:
        np.savez_compressed(
            file, vectors=np.round(np.concatenate(vectors) * 127).astype(np.int8), types=np.array(types)
        )
    print(len(types), "pairs of", len(n_of), "two classes,", target.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
