"""The child process of an isolated query: reads one request from stdin, writes one reply to stdout.

Request: one line of JSON (query, max_rows, prefixes, dataset, base, and path or none), then N-Quads where no path is
given.
Reply: one JSON object, either the answer's fields or "error".
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from kg.errors import KgError, QueryError
from kg.graph.answer import Answer, Term
from kg.graph.store import Dataset, GraphStore


def reply_to(request_line: bytes, data: bytes) -> dict[str, Any]:
    """Return the reply to one request."""
    request = json.loads(request_line)
    try:
        path = request.get("path")
        store = GraphStore.open(Path(path)) if path else GraphStore.of(data, ending=".nq")
        store = GraphStore(store._store, prefixes=request["prefixes"])
        dataset = request["dataset"] and Dataset(**{name: tuple(iris) for name, iris in request["dataset"].items()})
        # the parent keeps the time, and kills
        answer = store.query(
            request["query"],
            max_rows=request["max_rows"],
            timeout_s=float("inf"),
            dataset=dataset,
            base=request["base"],
        )
    except KgError as error:
        return {"error": [error.what, error.cause, error.remedy]}
    return {
        "columns": answer.columns,
        "rows": [_to_json(row) for row in answer.rows],
        "boolean": answer.boolean,
        "triples": None if answer.triples is None else [_to_json(row) for row in answer.triples],
        "truncated": answer.truncated,
    }


def read_reply(reply: bytes, *, prefixes: Mapping[str, str]) -> Answer:
    """Return the answer that a child wrote.

    Raises:
        QueryError: the child reports an error.
    """
    fields = json.loads(reply)
    if "error" in fields:
        what, cause, remedy = fields["error"]
        raise QueryError(what, cause=cause, remedy=remedy)
    triples: Any = None if fields["triples"] is None else tuple(map(_from_json, fields["triples"]))
    return Answer(
        columns=tuple(fields["columns"]),
        rows=tuple(map(_from_json, fields["rows"])),
        boolean=fields["boolean"],
        triples=triples,
        truncated=fields["truncated"],
        prefixes=prefixes,
    )


def _to_json(row: Iterable[Term | None]) -> list[list[str | None] | None]:
    return [None if t is None else [t.kind, t.value, t.datatype, t.language] for t in row]


def _from_json(row: Iterable[Any]) -> tuple[Term | None, ...]:
    return tuple(None if t is None else Term(kind=t[0], value=t[1], datatype=t[2], language=t[3]) for t in row)


if __name__ == "__main__":
    json.dump(reply_to(sys.stdin.buffer.readline(), sys.stdin.buffer.read()), sys.stdout)
