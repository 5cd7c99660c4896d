"""The figures that a build has to reach, as in docs/benchmarks.md; run with ``pytest -m benchmark -s``."""

from __future__ import annotations

import os
import re
import statistics
from pathlib import Path

import pytest

from tests.benchmark.speed import measure, measure_matching, measure_memory, measure_start, report, select

pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def corpus() -> Path:
    """Return the corpus: ``KG_BENCH_CORPUS``, or the one beside the repository."""
    shared = Path(__file__).parents[2].parent / "shared" / "bench" / "corpus_news.jsonl.gz"
    path = Path(os.environ.get("KG_BENCH_CORPUS", shared))
    if not path.is_file():
        pytest.skip("no corpus: name a gzipped JSONL file of articles in KG_BENCH_CORPUS")
    return path


@pytest.mark.parametrize(
    ("voters", "least"),
    [(("md",), 0.60), (("md", "sm"), 0.40), (("md", "news"), 0.60)],
    ids=["md", "md,sm", "md,news"],
)
def test_a_build_keeps_up_with_spacy_alone(corpus: Path, tmp_path: Path, voters: tuple[str, ...], least: float) -> None:
    rounds = measure(select(corpus, 500, tmp_path), voters, rounds=3)
    print("\n" + report(rounds))
    assert statistics.median(found.ratio for found in rounds) >= least


def test_memory_grows_by_the_records_only(corpus: Path, tmp_path: Path) -> None:
    lines = list(measure_memory(select(corpus, 2000, tmp_path), ("md",)))
    print("\n" + "\n".join(lines))
    figures = {int(n): int(mb) for n, mb in (re.findall(r"\d+", line) for line in lines[1:-1])}
    weight = int(re.findall(r"articles: (\d+)", lines[-1])[0])
    assert figures[2000] - figures[500] <= weight + 64


def test_extracting_is_a_small_part(corpus: Path, tmp_path: Path) -> None:
    print("\n" + measure_matching(select(corpus, 200, tmp_path)))


def test_help_is_there_at_once() -> None:
    line = measure_start()
    print("\n" + line)
    assert int(re.findall(r"\d+", line)[0]) <= 150
