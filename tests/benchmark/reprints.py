"""How many reprints are found, and how many unrelated articles are taken for one.

    python -m tests.benchmark.reprints CORPUS.jsonl.gz [N]

The corpus has one JSON object a line with a "text". Of N articles (1,000) each gives one reprint: its first half, with
every tenth word changed, or with a headline and a closing line added. Articles that are found alike without having been
made so are printed, for a person to look at: some are reprints indeed.
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
import time
from collections.abc import Callable

from kg.graph.duplicates import containment, reprint_groups
from kg.model import Document, Source

CHANGES: dict[str, Callable[[str], str]] = {
    "first half": lambda text: text[: len(text) // 2],
    "every tenth word changed": lambda text: " ".join(
        "and" if i % 10 == 9 else word for i, word in enumerate(text.split())
    ),
    "headline and closing line": lambda text: f"What we know so far\n\n{text}\n\nRead also: the week in pictures",
}
_WORD = re.compile(r"\w+")


def main(corpus: str, n: int = 1000) -> None:
    """Print the share found of each kind of reprint, the other pairs that were joined, and the seconds."""
    with gzip.open(corpus, "rt", encoding="utf-8") as stream:
        texts = [json.loads(line)["text"] for line in stream]
    texts = [text for text in texts if len(_WORD.findall(text)) >= 100]
    random.Random(1).shuffle(texts)
    kinds = list(CHANGES)
    documents = []
    for i, text in enumerate(texts[:n]):
        for id, body in ((f"{i:06}-a", text), (f"{i:06}-b", CHANGES[kinds[i % len(kinds)]](text))):
            documents.append(Document(id=id, name=id, text=body, source=Source(uri=id)))
    begin = time.perf_counter()
    groups = reprint_groups(documents)
    seconds = time.perf_counter() - begin
    for k, kind in enumerate(kinds):
        numbers = range(k, min(n, len(texts)), len(kinds))
        found = sum(groups[f"{i:06}-a"] == groups[f"{i:06}-b"] for i in numbers)
        print(f"{kind:28} {found} of {len(numbers)} found")
    others = [d for d in documents if d.id.endswith("-a") and groups[d.id][:6] != d.id[:6]]
    print(f"other articles joined        {len(others)} of {min(n, len(texts))}")
    for d in others:
        first = texts[int(groups[d.id][:6])]
        print(f"  {containment(first, d.text):.2f}  {' '.join(first.split())[:70]}  |  {' '.join(d.text.split())[:70]}")
    print(f"{len(documents)} articles in {seconds:.1f} s")


if __name__ == "__main__":
    main(sys.argv[1], *map(int, sys.argv[2:3]))
