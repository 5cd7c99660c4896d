"""Judgements on disk: one JSON row a decision, so that a merge can be explained after the build."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

from kg.errors import FormatError, InputError
from kg.model import GraphRecords, Judgement
from kg.pipeline.api import Graph, load

FILE_NAME = "judgements.jsonl"


def judgement_lines(graph: GraphRecords) -> str:
    """Return the judgements as JSON lines, sorted by id."""
    return "".join(json.dumps(asdict(row), ensure_ascii=False) + "\n" for row in graph.judgements.values())


def read_judgements(path: Path) -> list[Judgement]:
    """Return the judgements of a file.

    Raises:
        FormatError: the file is damaged.
    """
    try:
        # str.splitlines would also break at characters that a name may hold, such as U+0085.
        rows = [json.loads(line) for line in path.read_bytes().splitlines()]
        return [
            Judgement(**(row | {"features": tuple((n, v, float(w)) for n, v, w in row["features"])})) for row in rows
        ]
    except (ValueError, TypeError, KeyError) as error:
        raise FormatError(f"cannot read {path}", cause=str(error), remedy="build the graph again") from error


def load_with_judgements(path: Path, *, ontology: Path | None = None) -> Graph:
    """Load a graph's file with the judgements that its build left beside it.

    Raises:
        InputError: there is no such file, or no judgements lie beside it.
        FormatError: one of the two is damaged.
    """
    graph = load(path, ontology=ontology)
    beside = path.parent / FILE_NAME
    if not beside.is_file():
        raise InputError(
            f"no {FILE_NAME} beside '{path}'",
            cause="the reasons are no part of a graph's file",
            remedy="build the graph again with 'kg build'",
        )
    return Graph(graph.records.replace(judgements=read_judgements(beside)), graph.ontology)
