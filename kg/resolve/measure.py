"""Measure canonicalising: ``python -m kg.resolve.measure pairs PAIRS.jsonl | gold GOLD.json --articles DIR``.

The half of a pairs file to learn from is told from the half to check with by
a hash of the id. ``gold`` makes one coreference chain of each annotated entity of a document and counts
what is merged and split wrongly over the documents.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from kg.resolve.canonicalise import canonicalise
from kg.resolve.measure_gold import article_text, gold_figures, gold_graph
from kg.resolve.measure_pairs import judge_rows, pair_figures, read_pairs, to_learn
from kg.resolve.settings import ResolveSettings
from kg.resolve.waterfall import describe
from kg.resolve.words import NameWords
from kg.schema.load import load_ontology


def main(arguments: list[str] | None = None) -> int:
    """Print the figures of a pairs file or of gold articles; ``--errors`` lists what is wrong.

    Of a pairs file, only the learning half's errors are ever listed.
    """
    parser = argparse.ArgumentParser(prog="python -m kg.resolve.measure", description=__doc__)
    parser.add_argument("what", choices=("pairs", "gold"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=Path, action="append", default=[], help="folder with the gold's articles")
    parser.add_argument("--ontology", type=Path, default=Path("ontology"))
    parser.add_argument("--errors", action="store_true")
    chosen = parser.parse_args(arguments)
    ontology = load_ontology(chosen.ontology)
    if chosen.what == "gold":
        gold = json.loads(chosen.file.read_text("utf-8"))
        wanted = {row["id"] for row in gold["documents"]}
        texts = {
            path.name: article_text(path)
            for folder in chosen.articles
            for path in sorted(folder.rglob("*"))
            if path.name in wanted
        }
        graph, gold_ids = gold_graph(gold, texts)
        figures = gold_figures(canonicalise(graph, ontology), gold_ids)
        print(figures)
        if chosen.errors:
            print(*(f"merge {line}" for line in figures.merges), sep="\n")
            print(*(f"split {line}" for line in figures.splits), sep="\n")
        return 0
    words, settings = NameWords.of(ontology), ResolveSettings()
    rows = read_pairs(chosen.file)
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
