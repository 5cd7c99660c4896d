"""Scoring against gold: a graph on disk, or one that is built for it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.evaluate import (
    ErrorCase,
    Reliability,
    Report,
    count_causes,
    error_cases,
    evaluate,
    read_gold,
    reliability,
    scored_claims,
)
from kg.model import GraphRecords
from kg.pipeline.api import graph_file
from kg.pipeline.oracle import gold_entities
from kg.pipeline.run import Progress, build_records
from kg.pipeline.settings import BuildSettings
from kg.resolve.bcubed import BCubed, bcubed
from kg.resolve.measure_gold import built_mention_pairs
from kg.schema import load_ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class Scored:
    """The figures, the errors with their causes where they were asked for, and how true the confidences are.

    ``reliability`` and ``mentions`` (B-cubed of the name mentions that gold and build both have) are None
    for a graph from a file: its records are not there.
    """

    report: Report
    cases: tuple[ErrorCase, ...] = ()
    reliability: Reliability | None = None
    mentions: BCubed | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return both as JSON takes them."""
        causes = [{"kind": kind, "cause": cause, "number": n} for kind, cause, n in count_causes(self.cases)]
        return (
            self.report.as_dict()
            | ({"mentions": asdict(self.mentions) | {"f1": self.mentions.f1}} if self.mentions else {})
            | ({"reliability": asdict(self.reliability)} if self.reliability else {})
            | ({"causes": causes, "errors": [asdict(case) for case in self.cases]} if self.cases else {})
        )


def score(
    gold_path: Path,
    inputs: Sequence[str],
    settings: BuildSettings,
    *,
    graph: Path | None = None,
    articles: Path | None = None,
    oracle: bool = False,
    causes: bool = False,
    progress: Progress | None = None,
) -> Scored:
    """Score the graph of the inputs, or without inputs a graph's file, against a gold file.

    ``oracle`` gives the relation step the gold entities; it needs inputs. ``articles`` is the folder in
    which quotes are looked up when the graph has no texts. ``causes`` asks for each error's cause.

    Raises:
        InputError: gold, graph or inputs cannot be read, both inputs and a graph are named, or the oracle
            has no inputs.
    """
    if inputs and graph is not None:
        raise InputError("both inputs and --graph are given", remedy="score one or the other")
    if oracle and not inputs:
        raise InputError(
            "--oracle needs articles", cause="a finished graph has its entities", remedy="name the articles' folder"
        )
    gold = read_gold(gold_path)
    found: GraphRecords | Path
    if inputs:
        change = gold_entities(gold) if oracle else None
        found, ontology = build_records(inputs, settings, progress=progress, change=change)
    else:
        found, ontology = graph_file(graph), load_ontology(settings.ontology)
    report = evaluate(gold, found, ontology=ontology, articles=articles)
    pairs = built_mention_pairs(json.loads(gold_path.read_bytes()), found) if isinstance(found, GraphRecords) else None
    return Scored(
        report=report,
        mentions=bcubed(pairs) if pairs is not None else None,
        cases=error_cases(gold, found, report, ontology=ontology) if causes else (),
        reliability=(
            reliability(scored_claims(gold, found, report, ontology)) if isinstance(found, GraphRecords) else None
        ),
    )
