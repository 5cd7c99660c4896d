"""Measures a whole build against spaCy alone, in words a second, and what a build keeps in memory.

Run: ``python -m tests.benchmark.speed CORPUS.jsonl.gz --articles 500 [--voters md,sm] [--extractors cues,model]
[--rounds 5]``, or with
``--memory --articles 2000``, ``--matching`` or ``--start``.

A round reads the same articles twice, in changing order: once with the bare ``nlp.pipe(batch_size=64)`` of md,
spaCy as it comes, and once from file to graph (read, annotate, extract, canonicalise, assemble). Both start from
freshly loaded models, which is not timed. The figure is the median of the rounds' ratios: machines differ in their
speed, and one machine from minute to minute, more than the ratio does.
"""

from __future__ import annotations

import argparse
import ctypes
import gc
import gzip
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: One thread for each of the two: threads of linear algebra would make CPU time and wall time incomparable.
for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

BATCH_SIZE = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """Seconds of CPU time and of wall time."""

    cpu: float
    wall: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What spaCy alone and the build took for the same texts of ``words`` words (runs of non-space)."""

    words: int
    bare: Took
    build: Took

    @property
    def ratio(self) -> float:
        """Words a second of the build over those of spaCy alone, by CPU time."""
        return self.bare.cpu / self.build.cpu

    @property
    def wall_ratio(self) -> float:
        """Words a second of the build over those of spaCy alone, by wall time."""
        return self.bare.wall / self.build.wall


def select(corpus: Path, articles: int, folder: Path) -> Path:
    """Write evenly spaced articles of a gzipped JSONL corpus to a file of their own, and return it."""
    with gzip.open(corpus, "rb") as stream:
        lines = stream.readlines()
    step = max(1, len(lines) // articles)
    chosen = folder / "articles.jsonl"
    chosen.write_bytes(b"".join(lines[::step][:articles]))
    return chosen


def documents(file: Path) -> Iterator[Any]:
    """Yield the documents of a file; what cannot be read is passed over, as a build does."""
    from kg.ingest import read
    from kg.model import Document

    return (item for item in read([str(file)]) if isinstance(item, Document))


def timed(work: Callable[[], object]) -> Took:
    """Run a piece of work and say what it took."""
    gc.collect()
    cpu, wall = time.process_time(), time.perf_counter()
    work()
    return Took(cpu=time.process_time() - cpu, wall=time.perf_counter() - wall)


def bare_reading(texts: Sequence[str]) -> Callable[[], None]:
    """Return the work of spaCy alone on the texts, with its model loaded."""
    from kg.annotate.parse import load_model

    nlp = load_model("md")

    def work() -> None:
        for _ in nlp.pipe(texts, batch_size=BATCH_SIZE):
            pass

    return work


def building(file: Path, voters: tuple[str, ...], extractors: tuple[str, ...]) -> Callable[[], None]:
    """Return the work of a build of a file, with models, gazetteers and templates loaded."""
    from kg.graph.assemble import assemble
    from kg.model import GraphRecords
    from kg.pipeline.run import Reading
    from kg.pipeline.settings import BuildSettings
    from kg.resolve import canonicalise
    from kg.schema import load_ontology

    ontology = load_ontology()
    reading = Reading(ontology, BuildSettings(voters=voters, extractors=extractors))

    def work() -> None:
        shards = list(reading.shards(documents(file)))
        assemble(canonicalise(GraphRecords.of().merge(*shards), ontology), ontology)

    return work


def measure(file: Path, voters: tuple[str, ...], rounds: int, extractors: tuple[str, ...] = ("cues",)) -> list[Round]:
    """Measure both ways of reading in each round, the one first that was second before."""
    texts = [document.text for document in documents(file)]
    words = sum(len(text.split()) for text in texts)
    found = []
    for number in range(rounds):
        took: dict[str, Took] = {}
        for name in ("bare", "build") if number % 2 else ("build", "bare"):
            took[name] = timed(bare_reading(texts) if name == "bare" else building(file, voters, extractors))
        found.append(Round(words=words, bare=took["bare"], build=took["build"]))
    return found


def report(rounds: Sequence[Round]) -> str:
    """Return the rounds and their median as lines."""
    lines = [f"{rounds[0].words:,} words", "round  bare w/s  build w/s  ratio cpu  ratio wall"]
    for number, found in enumerate(rounds, 1):
        bare, build = found.words / found.bare.cpu, found.words / found.build.cpu
        lines.append(f"{number:5}  {bare:8,.0f}  {build:9,.0f}  {found.ratio:9.3f}  {found.wall_ratio:10.3f}")
    cpu = statistics.median(found.ratio for found in rounds)
    wall = statistics.median(found.wall_ratio for found in rounds)
    return "\n".join([*lines, f"median ratio: cpu {cpu:.3f}, wall {wall:.3f}"])


def resident_mb() -> float:
    """Return the memory that this process holds in MB (Linux): after collecting, what the allocator keeps returned."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def measure_memory(file: Path, voters: tuple[str, ...], every: int = 250) -> Iterator[str]:
    """Read all articles and yield a line every so many; the last line tells what the records weigh."""
    from kg.pipeline.run import Reading
    from kg.pipeline.settings import BuildSettings
    from kg.schema import load_ontology

    reading = Reading(load_ontology(), BuildSettings(voters=voters))
    shards: list[Any] = []
    yield f"models loaded: {resident_mb():.0f} MB"
    for shard in reading.shards(documents(file)):
        shards.append(shard)
        if len(shards) % every == 0:
            yield f"{len(shards):5} articles: {resident_mb():.0f} MB"
    del shard
    kept, number = resident_mb(), len(shards)
    shards.clear()
    rest = resident_mb()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield f"at the end: {kept:.0f} MB; the records of {number} articles: {kept - rest:.0f} MB; peak: {peak:.0f} MB"


def measure_matching(file: Path) -> str:
    """Return what extraction alone costs: from annotated documents to relation mentions, in us a word."""
    from kg.pipeline.run import Reading
    from kg.pipeline.settings import BuildSettings
    from kg.schema import load_ontology

    reading = Reading(load_ontology(), BuildSettings(voters=("md",)))
    chosen = list(documents(file))
    words = sum(len(document.text.split()) for document in chosen)
    annotated = list(reading._annotator.pipe(chosen))
    took = [timed(lambda: [reading.shard(item) for item in annotated]).cpu for _ in range(5)]
    return f"extracting: {1e6 * statistics.median(took) / words:.1f} us a word ({words:,} words)"


def measure_start(times: int = 21) -> str:
    """Return what ``kg --help`` takes, in ms and over ``python -c pass``."""
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "kg --help": [str(Path(sys.executable).with_name("kg")), "--help"],
    }
    took: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            took[name].append(1000 * (time.perf_counter() - start))
    plain, help_ = (statistics.median(rows) for rows in took.values())
    return f"kg --help: {help_:.0f} ms; python -c pass: {plain:.0f} ms; ratio {help_ / plain:.1f}"


def main() -> None:
    """Measure what the arguments ask for and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, nargs="?", help="articles as JSON lines, gzipped")
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--voters", default="md", help="models, separated by commas; the first parses")
    parser.add_argument("--extractors", default="cues", help="extractors, separated by commas")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--memory", action="store_true", help="measure memory instead")
    parser.add_argument("--matching", action="store_true", help="measure extraction alone instead")
    parser.add_argument("--start", action="store_true", help="measure 'kg --help' instead; needs no corpus")
    options = parser.parse_args()
    if options.start:
        print(measure_start())
        return
    if options.corpus is None:
        parser.error("name a corpus")
    voters = tuple(options.voters.split(","))
    with tempfile.TemporaryDirectory() as folder:
        file = select(options.corpus, options.articles, Path(folder))
        if options.memory:
            for line in measure_memory(file, voters):
                print(line, flush=True)
        elif options.matching:
            print(measure_matching(file))
        else:
            print(report(measure(file, voters, options.rounds, tuple(options.extractors.split(",")))))


if __name__ == "__main__":
    main()
