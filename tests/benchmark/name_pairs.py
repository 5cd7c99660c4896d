"""Measures what canonicalising costs as a corpus grows: pairs and seconds for 10,000, 100,000, 1,000,000 mentions.

Run: ``python -m tests.benchmark.name_pairs 10000 100000 1000000``.

The corpus is made up from real name lists: persons of the given names and surnames of the ontology's word lists,
organizations and places of its gazetteers with a word before them. Names are drawn with Zipf's weights, as names in
news are: some stand a thousand times, most once or twice; so distinct names grow more slowly than mentions, as they
do there. Each mention has a sentence of its own with two other names. The draw is seeded: every run has equal input.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource as usage
import time
from dataclasses import dataclass

from kg.model import CoreferenceChain, Document, GraphRecords, Mention, Source, Span
from kg.resolve.blocking import candidate_pairs, read_blocks
from kg.resolve.decide import decide
from kg.resolve.nodes import read_nodes
from kg.resolve.settings import ResolveSettings
from kg.resolve.words import NameWords
from kg.schema.load import load_ontology, resource
from kg.schema.ontology import Ontology

MENTIONS_A_DOCUMENT = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What one size took; the pairs are counted from the blocks before any is compared."""

    mentions: int
    names: int
    counted: int
    compared: int
    large_blocks: int
    entities: int
    read_s: float
    block_s: float
    judge_s: float

    def row(self) -> str:
        """Return a row of the table in docs/benchmarks.md."""
        total = self.read_s + self.block_s + self.judge_s
        return (
            f"| {self.mentions:,} | {self.names:,} | {self.counted:,} | {self.compared:,} | {self.large_blocks} "
            f"| {self.entities:,} | {self.read_s:.1f} | {self.block_s:.1f} | {self.judge_s:.1f} | {total:.1f} "
            f"| {total / self.mentions * 1e6:.0f} |"
        )


def names(ontology: Ontology, number: int, random_: random.Random) -> list[tuple[str, str]]:
    """Return that many distinct (class, name) pairs at most, made from the real lists."""
    words = NameWords.of(ontology)
    given = sorted({*words.given, *words.lists["given_names"]})
    surnames = sorted(words.lists["common_surnames"])
    # Surnames that are not common: those of public persons, and their endings put on the common ones.
    rare = sorted({*words.known.by_surname}) + [
        f"{name}{end}" for name in surnames for end in ("son", "sky", "ez", "ini")
    ]
    bodies = []
    for path in sorted(resource(ontology, "gazetteers").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as lines:
            bodies += [(row["type"], row["name"]) for row in csv.DictReader(lines) if row["kind"] == "name"]
    random_.shuffle(bodies)
    found: dict[tuple[str, str], None] = dict.fromkeys(bodies[: number // 3])
    while len(found) < number:
        pool = rare if random_.random() < 0.6 else surnames
        middle = f" {random_.choice('ABCDEFGHJKLMNPRSTW')}." if random_.random() < 0.3 else ""
        found[("Person", f"{random_.choice(given).title()}{middle} {random_.choice(pool).title()}")] = None
    return list(found)


def corpus(ontology: Ontology, n_mentions: int) -> GraphRecords:
    """Return a graph of that many name mentions, each its own coreference chain."""
    random_ = random.Random(7)
    pool = names(ontology, max(200, n_mentions // 4), random_)
    random_.shuffle(pool)
    drawn = random_.choices(pool, weights=[1 / (rank + 3) ** 0.8 for rank in range(len(pool))], k=n_mentions)
    documents, mentions, chains = [], [], []
    for number in range(0, n_mentions, MENTIONS_A_DOCUMENT):
        rows = list(dict.fromkeys(drawn[number : number + MENTIONS_A_DOCUMENT]))
        text, spans = "", []
        for index, (_, name) in enumerate(rows):
            spans.append(Span(start=len(text), end=len(text) + len(name)))
            text += f"{name} met {rows[(index + 1) % len(rows)][1]} in {1950 + number % 75}. "
        document = Document(id=f"d{number:09}", name=str(number), text=text, source=Source(uri=str(number)))
        documents.append(document)
        for (type_name, name), span in zip(rows, spans, strict=True):
            mention_id = Mention.make_id(document_id=document.id, span=span, kind="name")
            mentions.append(
                Mention(
                    id=mention_id, document_id=document.id, span=span, text=name, kind="name",
                    type=type_name, score=1.0, annotator="benchmark",
                )
            )  # fmt: skip
            chains.append(
                CoreferenceChain(
                    id=CoreferenceChain.make_id(document_id=document.id, mention_ids=(mention_id,)),
                    document_id=document.id, mentions=(mention_id,), representative=mention_id, type=type_name,
                )
            )  # fmt: skip
    return GraphRecords.of(documents=documents, mentions=mentions, chains=chains)


def measure(ontology: Ontology, n_mentions: int) -> Cost:
    """Canonicalise a made-up corpus step by step and time each step."""
    graph = corpus(ontology, n_mentions)
    words, settings = NameWords.of(ontology), ResolveSettings()
    start = time.process_time()
    nodes = read_nodes(graph, ontology, words, settings)
    read = time.process_time()
    blocks = read_blocks(nodes, words, settings)
    counted = sum(block.n_pairs for block in blocks)
    pairs, large = candidate_pairs(nodes, words, settings, blocks)
    blocked = time.process_time()
    groups, _ = decide(nodes, pairs, words, settings)
    done = time.process_time()
    return Cost(
        mentions=len(graph.mentions),
        names=len(nodes),
        counted=counted,
        compared=len(pairs),
        large_blocks=len(large),
        entities=len(groups),
        read_s=read - start,
        block_s=blocked - read,
        judge_s=done - blocked,
    )


def main() -> None:
    """Print a row a size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", type=int, nargs="+")
    chosen = parser.parse_args()
    ontology = load_ontology()
    columns = "mentions, names, pairs counted, compared, large blocks, entities, read, block, judge, all (s), us each"
    print("| " + columns.replace(", ", " | ") + " |")
    print("|---" * 11 + "|")
    for size in chosen.sizes:
        print(measure(ontology, size).row(), flush=True)
    print(f"peak memory {usage.getrusage(usage.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
