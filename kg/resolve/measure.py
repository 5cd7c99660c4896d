"""Measure canonicalising: ``python -m kg.resolve.measure pairs PAIRS.jsonl | gold GOLD.json --articles DIR``.

The pairs file holds one JSON object a line with ``id``, ``left`` and ``right`` (``name``, ``context``)
and ``same``; its types are not looked at. The half to learn from is told from the half to check with by
a hash of the id. ``gold`` makes one coreference chain of each annotated entity of a document and counts
what is merged and split wrongly over the documents.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.model import Judgement
from kg.resolve.canonicalise import canonicalise
from kg.resolve.waterfall import describe
from kg.resolve.judge import judge_pair
from kg.resolve.measure_gold import article_text, gold_figures, gold_graph
from kg.resolve.pair import NameInContext
from kg.resolve.settings import ResolveSettings
from kg.resolve.words import NameWords
from kg.schema.load import load_ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class PairFigures:
    """Counts over a set of name pairs: ``merged`` were judged "same", ``wrong`` of them are two things."""

    n_same: int
    n_different: int
    merged: int
    wrong: int

    @property
    def false_merge_rate(self) -> float:
        """The share of pairs of two things that were merged, in [0, 1]."""
        return self.wrong / self.n_different if self.n_different else 0.0

    @property
    def merge_recall(self) -> float:
        """The share of pairs of one thing that were merged, in [0, 1]."""
        return (self.merged - self.wrong) / self.n_same if self.n_same else 0.0

    def __str__(self) -> str:
        return (
            f"{self.n_same} same, {self.n_different} different: merge recall {self.merge_recall:.3f}, "
            f"false-merge rate {self.false_merge_rate:.3f} ({self.wrong} of {self.merged} merges wrong)"
        )


def to_learn(pair_id: str) -> bool:
    """Say whether a pair is in the half that thresholds may be set on."""
    return int(hashlib.sha256(pair_id.encode()).hexdigest(), 16) % 2 == 0


def judge_rows(
    rows: Iterable[dict[str, Any]], words: NameWords, settings: ResolveSettings
) -> list[tuple[dict[str, Any], Judgement]]:
    """Judge the pairs of a pairs file by name and context alone."""
    return [
        (
            row,
            judge_pair(
                NameInContext(name=row["left"]["name"], context=row["left"]["context"]),
                NameInContext(name=row["right"]["name"], context=row["right"]["context"]),
                words=words,
                settings=settings,
            ),
        )
        for row in rows
    ]


def pair_figures(judged: Iterable[tuple[dict[str, Any], Judgement]]) -> PairFigures:
    """Count merges and wrong merges."""
    judged = list(judged)
    merged = [row for row, judgement in judged if judgement.verdict == "same"]
    return PairFigures(
        n_same=sum(row["same"] for row, _ in judged),
        n_different=sum(not row["same"] for row, _ in judged),
        merged=len(merged),
        wrong=sum(not row["same"] for row in merged),
    )


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
    text = chosen.file.read_text("utf-8")
    if chosen.what == "gold":
        gold = json.loads(text)
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
    rows = [json.loads(line) for line in text.splitlines() if line.strip()]
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
