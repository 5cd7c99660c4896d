"""Measures the explorer: seconds from opening the page in headless Chromium until the graph is drawn.

Run: ``python -m tests.benchmark.explorer 10000:30000 50000:200000 [--rounds 5] [--max-edges 50000] [--shot FILE]``.

The graph is made up, with real names: persons of given names and surnames, organizations and places of gazetteers. Who
has many relations gets more, as in news. Each relation has a sentence in an article of twenty. The draw is seeded. The
page is opened from disk, each round in a fresh profile. "Drawn" is the frame after the first one with all nodes and
edges in it, counted from the start of the navigation; the CPU seconds until then are those of the page's process and of
the one that draws, which wait for each other: other work on the machine stretches them less than the wall time. The
figures in brackets are the rounds, the one before is their median. A page that asked another host for anything, or
wrote an error, is a failure.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.model import Claim, Document, Entity, Evidence, GraphRecords, Source, content_id
from kg.schema import Ontology, load_ontology
from kg.serve.explorer import MAX_EDGES, explorer_page
from tests.benchmark.name_pairs import names

SENTENCES_AN_ARTICLE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """What one size took: seconds, and the page's bytes; ``drawn_s`` is a list of one a round."""

    nodes: int
    edges: int
    drawn_nodes: int
    drawn_edges: int
    page_bytes: int
    write_s: float
    drawn_s: tuple[float, ...]
    cpu_s: tuple[float, ...]
    search_s: float

    def row(self) -> str:
        """Return a row of the table in docs/benchmarks.md."""
        drawn, cpu = (
            f"{statistics.median(rounds):.2f} ({', '.join(f'{s:.2f}' for s in rounds)})"
            for rounds in (self.drawn_s, self.cpu_s)
        )
        return (
            f"| {self.nodes:,} / {self.edges:,} | {self.drawn_nodes:,} / {self.drawn_edges:,} "
            f"| {self.page_bytes / 1e6:.1f} MB | {self.write_s:.1f} "
            f"| {drawn} | {cpu} | {self.search_s:.2f} |"
        )


def graph(ontology: Ontology, n_nodes: int, n_edges: int) -> GraphRecords:
    """Return a graph of that many entities and relations, each with one claim and one sentence."""
    random_ = random.Random(11)
    entities = [
        Entity(id=f"e{i}", name=name, type=type, n_mentions=1)
        for i, (type, name) in enumerate(names(ontology, n_nodes, random_))
    ]
    properties = sorted(ontology.properties)
    # Each end that is drawn goes back into the hat, so that who has relations gets more of them.
    hat = list(range(len(entities)))
    drawn: set[tuple[int, str, int]] = set()
    while len(drawn) < n_edges:
        source, target = random_.choice(hat), random_.choice(hat)
        if source != target:
            drawn.add((source, random_.choice(properties), target))
            hat += (source, target)
    documents, evidence, claims = [], [], []
    rows = sorted(drawn)
    random_.shuffle(rows)
    for start in range(0, len(rows), SENTENCES_AN_ARTICLE):
        batch = rows[start : start + SENTENCES_AN_ARTICLE]
        sentences = [
            f"{entities[s].name} {ontology.properties[p].label} {entities[o].name}, it was said." for s, p, o in batch
        ]
        id = content_id("document", start)
        date = f"20{random_.randint(15, 24)}-{random_.randint(1, 12):02}-{random_.randint(1, 28):02}"
        source_ = Source(uri=f"https://example.org/{start}", publisher=f"Paper {start % 40}", published_at=date)
        documents.append(Document(id=id, name=f"{start}.txt", text=" ".join(sentences), source=source_))
        offset = 0
        for (source, predicate, target), quote in zip(batch, sentences, strict=True):
            row = Evidence(
                id=content_id("evidence", id, offset), document_id=id, start=offset, end=offset + len(quote),
                quote=quote, extractor="made-up@1", rule="", score=0.9,
            )  # fmt: skip
            offset += len(quote) + 1
            evidence.append(row)
            claims.append(
                Claim(
                    id=content_id("claim", source, predicate, target), subject=f"e{source}", predicate=predicate,
                    object=f"e{target}", status=random_.choice(("occurred", "occurred", "occurred", "planned", "past")),
                    evidence=frozenset({row.id}), confidence=random_.randint(30, 99) / 100, source_count=1,
                    independent_source_count=1,
                )
            )  # fmt: skip
    return GraphRecords.of(documents=documents, entities=entities, claims=claims, evidence=evidence)


def measure(n_nodes: int, n_edges: int, *, rounds: int, max_edges: int, shot: Path | None = None) -> Drawn:
    """Return what a graph of this size takes, from records to the first full frame."""
    ontology = load_ontology()
    records = graph(ontology, n_nodes, n_edges)
    began = time.perf_counter()
    page = explorer_page(records, ontology, title=f"{n_nodes:,} entities", max_edges=max_edges)
    write_s = time.perf_counter() - began
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "graph.html"
        file.write_bytes(page)
        found = [_open(file, shot) for _ in range(rounds)]
    return Drawn(
        nodes=n_nodes,
        edges=n_edges,
        drawn_nodes=found[0]["nodes"],
        drawn_edges=found[0]["edges"],
        page_bytes=len(page),
        write_s=write_s,
        drawn_s=tuple(row["drawn_s"] for row in found),
        cpu_s=tuple(row["cpu_s"] for row in found),
        search_s=statistics.median(row["search_s"] for row in found),
    )


def _open(file: Path, shot: Path | None) -> dict[str, Any]:
    from playwright.sync_api import sync_playwright

    from tests.browser.conftest import _FLAGS, CHROMIUM

    wrong: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(_FLAGS))
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.set_default_timeout(300_000)
        page.on("console", lambda line: wrong.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: wrong.append(request.url) if request.url.startswith("http") else None)
        cpu_s = _cpu_s()
        page.goto(file.as_uri())
        # Playwright's own waiting evaluates strings in the page, which its policy forbids.
        while not page.evaluate("performance.getEntriesByName('explorer:drawn').length"):
            time.sleep(0.05)
        cpu_s = _cpu_s() - cpu_s
        drawn_s = page.evaluate("performance.getEntriesByName('explorer:drawn')[0].startTime") / 1000
        counts = page.evaluate("explorer.drawn()")
        began = time.perf_counter()
        page.get_by_role("combobox").fill("smith")
        page.get_by_role("option").first.wait_for()
        search_s = time.perf_counter() - began
        if shot is not None:
            page.keyboard.press("Escape")
            page.screenshot(path=shot)
        browser.close()
    assert wrong == [], wrong
    return {"drawn_s": drawn_s, "cpu_s": cpu_s, "search_s": search_s, **counts}


def _cpu_s() -> float:
    """Return the CPU seconds of the browser's renderers and its GPU process, of those that this process has started."""
    parents, seconds = {}, {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rpartition(")")[2].split()
            command = (path.parent / "cmdline").read_bytes()
        except OSError:  # it has ended meanwhile
            continue
        parents[int(path.parent.name)] = int(fields[1])
        if b"--type=renderer" in command or b"--type=gpu-process" in command:
            seconds[int(path.parent.name)] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    mine: set[int] = set()
    for pid in parents:
        line = [pid]
        while line[-1] in parents and line[-1] != os.getpid():
            line.append(parents[line[-1]])
        if line[-1] == os.getpid():
            mine |= set(line[:-1])
    return sum(seconds[pid] for pid in mine & seconds.keys())


def main() -> None:
    """Print a row for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="+", metavar="NODES:EDGES")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--max-edges", type=int, default=MAX_EDGES)
    parser.add_argument("--shot", type=Path, help="write a picture of the page")
    options = parser.parse_args()
    print(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    print(
        "| entities / relations | drawn at once | page | s to write | s until drawn | CPU s until drawn | s to search |"
    )
    print("|---|---|---|---|---|---|---|")
    for size in options.sizes:
        nodes, edges = map(int, size.split(":"))
        print(measure(nodes, edges, rounds=options.rounds, max_edges=options.max_edges, shot=options.shot).row())
    print(f"peak of this process {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:.0f} MB")


if __name__ == "__main__":
    main()
