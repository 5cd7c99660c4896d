"""How many articles of a corpus are taken for what can be read poorly only: not English, without or all in capitals.

    python -m tests.benchmark.doubtful CORPUS.jsonl.gz

The corpus has one JSON object a line with a "text". The articles that are said not to be English are printed, and how
many of the example sentences that spaCy has of other languages are taken for English.
"""

from __future__ import annotations

import gzip
import json
import pkgutil
import sys
from collections import Counter
from importlib import import_module

import spacy.lang

from kg.analyse.doubtful import ANOTHER_LANGUAGE, doubt
from kg.schema import load_ontology


def main(corpus: str) -> None:
    """Print the counts by reason, the articles, and the languages that are taken for English."""
    words = load_ontology().words
    not_english = ANOTHER_LANGUAGE.format("English")
    found: Counter[str] = Counter()
    with gzip.open(corpus, "rt", encoding="utf-8") as stream:
        for row in map(json.loads, stream):
            why = doubt(row["text"], words)
            found[why or "none"] += 1
            if why == not_english:
                print(f"{row['id']}  {' '.join(row['text'].split())[:100]}")
    for why, n in found.most_common():
        print(f"{n:>6}  {why}")
    taken = [name for name, text in examples().items() if doubt(text, words) != not_english]
    print(f"taken for English: {', '.join(taken)}")


def examples() -> dict[str, str]:
    """Return the example sentences of each language that spaCy has some of."""
    texts = {}
    for module in pkgutil.iter_modules(spacy.lang.__path__):
        try:
            texts[module.name] = " ".join(import_module(f"spacy.lang.{module.name}.examples").sentences)
        except ImportError:
            continue
    return texts


if __name__ == "__main__":
    main(sys.argv[1])
