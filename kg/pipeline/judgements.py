"""Judgements on disk: one JSON row a decision, so that a merge can be explained after the build."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from kg.errors import FormatError
from kg.model import GraphRecords, Judgement

FILE_NAME = "judgements.jsonl"


def judgement_lines(graph: GraphRecords) -> str:
    """Return the judgements as JSON lines, sorted by id."""
    return "".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in graph.judgements.values())


def with_judgements(graph: GraphRecords, folder: Path) -> GraphRecords:
    """Return the graph with the judgements that its build left in the folder, or as it is where there are none.

    Raises:
        FormatError: the file is damaged.
    """
    path = folder / FILE_NAME
    if not path.is_file():
        return graph
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        found = [
            Judgement(**(row | {"features": tuple((n, v, float(w)) for n, v, w in row["features"])})) for row in rows
        ]
    except (ValueError, TypeError, KeyError) as error:
        raise FormatError(f"cannot read {path}", cause=str(error), remedy="build the graph again") from error
    return graph.replace(judgements=found)
