"""Prints a random sample of the claims that a build makes of news nobody tuned on, to be judged by reading.

Run: ``python -m tests.benchmark.sample_claims CORPUS [--articles 300] [--claims 50] [--seed N]``. CORPUS is JSONL
(plain or gzip) with id, source, title, date and text. Articles are drawn evenly over the sources, the small ones
giving all they have; at most two of one block of neighbouring ids, since those tell one story. ``--keep FOLDER``
also writes the articles and all claims there, to look for what was missed.
"""

from __future__ import annotations

import argparse
import gzip
import html
import json
import random
import re
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import kg
from kg.model import Claim, GraphRecords

#: Of one block of neighbouring ids no more than this many articles are drawn.
MAX_OF_BLOCK = 2
#: Rules that list all nouns of a sort are cut here when printed.
MAX_SHOWN = 400
#: Shorter records are tables of figures and corrections, not articles.
MIN_CHARACTERS = 400
_MARKUP = re.compile(
    r"\s*<title>(?P<title>.*?)</title>\s*<source>(?P<source>.*?)</source>\s*<date>(?P<date>.*?)</date>\s*<text>"
    r"(?P<text>.*?)(?:</text>.*)?",
    re.S,
)
_DATED_TITLE = re.compile(r"(\d{4})(\d\d)(\d\d) - (.*)", re.S)


def is_news_as_written(text: str) -> bool:
    """Say whether a text has line breaks and capitals and no masked words, as an article on the web has.

    >>> is_news_as_written("the mayor spoke today")
    False
    """
    return len(text) >= MIN_CHARACTERS and "\n" in text.strip() and text != text.lower() and "*****" not in text


def block(identifier: str) -> str:
    """Return the id without the last digit of its last number: ten neighbours share it.

    >>> block("casie/10008") == block("casie/10009"), block("gum_news/GUM_news_afghan")
    (True, 'gum_news/GUM_news_afghan')
    """
    numbers = list(re.finditer(r"\d{2,}", identifier))
    return identifier[: numbers[-1].end() - 1] if numbers else identifier


def prepared(record: dict[str, Any]) -> dict[str, str]:
    """Return the record as a crawler would give it: without the data set's own markup around title and text."""
    title, date, text = record.get("title") or "", record.get("date") or "", record["text"]
    if found := _MARKUP.fullmatch(text):
        title, text = found["title"].strip(), found["text"]
        date = found["date"].strip().replace("_", "-")
    if found := _DATED_TITLE.fullmatch(title):
        date, title = "-".join(found.groups()[:3]), found[4]
    if title.endswith(".txt"):
        title = ""
    row = {"id": record["id"], "title": html.unescape(title), "text": html.unescape(text)}
    return row | ({"date_publish": date} if re.fullmatch(r"\d{4}-\d\d-\d\d|\w+ \d\d?, \d{4}", date) else {})


def drawn(records: Iterable[dict[str, Any]], count: int, chance: random.Random) -> list[dict[str, Any]]:
    """Return ``count`` records, as evenly over the sources as their sizes allow."""
    pools: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for record in records:
        if is_news_as_written(record["text"]):
            pools[record["source"]].append(record)
    for name in sorted(pools):
        chance.shuffle(pools[name])
        pools[name] = list(_thinned(pools[name]))
    chosen: list[dict[str, Any]] = []
    while len(chosen) < count and any(pools.values()):
        for name in sorted(pools):
            if pools[name] and len(chosen) < count:
                chosen.append(pools[name].pop())
    return chosen


def _thinned(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    taken: Counter[str] = Counter()
    for record in records:
        taken[block(record["id"])] += 1
        if taken[block(record["id"])] <= MAX_OF_BLOCK:
            yield record


def row(claim: Claim, graph: GraphRecords) -> dict[str, Any]:
    """Return a claim as a person judges it: names with types, what qualifies it, and its first evidence."""
    subject, object_ = graph.entities[claim.subject], graph.entities[claim.object]
    evidence = graph.evidence[min(claim.evidence)]
    return {
        "subject": f"{subject.name} ({subject.type})",
        "predicate": claim.predicate,
        "object": f"{object_.name} ({object_.type})",
        "status": claim.status,
        "polarity": claim.polarity,
        "time": claim.time,
        "attributed_to": sorted(graph.entities[entity].name for entity in claim.attributed_to),
        "rule": evidence.rule,
        "document": graph.documents[evidence.document_id].name,
        "sentence": " ".join(evidence.quote.split()),
    }


def _records(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def _lines(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    path.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows), encoding="utf-8")


def main() -> None:
    """Draw, build and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--claims", type=int, default=50)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    articles = drawn(_records(options.corpus), options.articles, chance)
    print(dict(sorted(Counter(a["source"] for a in articles).items())), file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.jsonl"
        _lines(path, map(prepared, articles))
        graph = kg.build([str(path)])
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            (options.keep / path.name).write_bytes(path.read_bytes())
    records = graph.records
    everything = [row(claim, records) for claim in records.claims.values()]
    if options.keep:
        _lines(options.keep / "claims.jsonl", everything)
    print(f"{len(articles)} articles, {len(everything)} claims", file=sys.stderr)
    for number, claim in enumerate(chance.sample(everything, min(options.claims, len(everything))), start=1):
        print(f"\n{number}. {claim['subject']} --{claim['predicate']}-> {claim['object']}")
        for name in ("status", "polarity", "time", "attributed_to", "rule", "document", "sentence"):
            print(f"   {name}: {str(claim[name])[:MAX_SHOWN]}")


if __name__ == "__main__":
    main()
