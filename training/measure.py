"""Score the extractors on annotated articles, each read with weights that were not trained on it.

Usage: python training/measure.py --gold train.json --articles FOLDER FOLD_0 FOLD_1 ... FOLD_4

FOLD_K are folders of weights trained without the articles of fold K (`fit.py --hold train:K`). Right, wrong and missed
are added up over the folds. The calibration is that of the shipped weights.
"""

from __future__ import annotations

import argparse
import json
import zlib
from dataclasses import replace
from pathlib import Path

from kg.evaluate import Figures, evaluate, read_gold
from kg.extract.relation_model import scorer
from kg.pipeline.run import build_records
from kg.pipeline.settings import BuildSettings


def main() -> None:
    """Print the figures of relations over all folds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", nargs="+", type=Path)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    arguments = parser.parse_args()
    gold = read_gold(arguments.gold)
    calibration = json.loads((scorer.FOLDER / "model.json").read_text())["calibration"]
    total = Figures(right=0, wrong=0, missed=0)
    for fold, folder in enumerate(arguments.weights):
        settings = json.loads((folder / "model.json").read_text())
        (folder / "model.json").write_text(json.dumps(settings | {"calibration": calibration}))
        documents = tuple(d for d in gold.documents if zlib.crc32(d.id.encode()) % len(arguments.weights) == fold)
        read = scorer.PairScorer.read
        scorer.PairScorer.read = staticmethod(lambda folder=folder, read=read: read(folder))  # type: ignore[method-assign]
        graph, ontology = build_records(
            [str(arguments.articles / d.id) for d in documents], BuildSettings(extractors=("cues", "model"))
        )
        scorer.PairScorer.read = read  # type: ignore[method-assign]
        found = evaluate(replace(gold, documents=documents), graph, ontology=ontology).relations
        total = Figures(
            right=total.right + found.right, wrong=total.wrong + found.wrong, missed=total.missed + found.missed
        )
        print(fold, len(documents), found.as_dict(), flush=True)
    print("all", total.as_dict())


if __name__ == "__main__":
    main()
