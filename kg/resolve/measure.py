"""Measure canonicalising: ``python -m kg.resolve.measure pairs PAIRS.jsonl | gold GOLD.json... --articles DIR``.

The half of a pairs file to learn from is told from the half to check with by
a hash of the id. ``gold`` makes one coreference chain of each annotated entity of a document and counts
what is merged and split wrongly over the documents.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from kg.resolve.measure_pairs import judge_rows, pair_figures, read_pairs, to_learn
from kg.resolve.measure_together import measure_together
from kg.resolve.settings import ResolveSettings
from kg.resolve.waterfall import describe
from kg.resolve.words import NameWords
from kg.schema.load import load_ontology


def main(arguments: list[str] | None = None) -> int:
    """Print the figures of a pairs file or of gold articles; ``--errors`` lists what is wrong.

    Several gold files make one graph; each file's mentions are also scored alone in it. Of a pairs file,
    only the learning half's errors are ever listed.
    """
    parser = argparse.ArgumentParser(prog="python -m kg.resolve.measure", description=__doc__)
    parser.add_argument("what", choices=("pairs", "gold"))
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--articles", type=Path, action="append", default=[], help="folder with the gold's articles")
    parser.add_argument("--ontology", type=Path, default=Path("ontology"))
    parser.add_argument("--errors", action="store_true")
    chosen = parser.parse_args(arguments)
    ontology = load_ontology(chosen.ontology)
    if chosen.what == "gold":
        joint = measure_together(chosen.files, chosen.articles, ontology)
        print(joint.figures)
        for name, scores in joint.scores:
            print(f"{name}: {scores}")
        if chosen.errors:
            print(*(f"merge {line}" for line in joint.figures.merges), sep="\n")
            print(*(f"split {line}" for line in joint.figures.splits), sep="\n")
        return 0
    words, settings = NameWords.of(ontology), ResolveSettings()
    rows = [row for path in chosen.files for row in read_pairs(path)]
    learn = judge_rows((row for row in rows if to_learn(row["id"])), words, settings)
    check = judge_rows((row for row in rows if not to_learn(row["id"])), words, settings)
    print("learn:", pair_figures(learn))
    print("check:", pair_figures(check))
    if chosen.errors:
        for row, judgement in learn:
            if (judgement.verdict == "same") != row["same"]:
                print(row["id"], row["kind"], describe(judgement), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
