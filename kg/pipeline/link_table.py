"""Read what entities are linked against: a table in CSV, JSON lines or Parquet, or a reconciliation service."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import batched
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.parse import urlencode, urlsplit
from urllib.request import Request, urlopen

from kg.errors import FormatError, InputError
from kg.model import GraphRecords
from kg.resolve.link import LinkRow, link
from kg.schema.load import resource
from kg.schema.ontology import Ontology

#: The name of the table that comes with the project.
SHIPPED = "shipped"
QUERIES_A_REQUEST = 20
CANDIDATES_A_QUERY = 5
TIMEOUT_S = 30
_COLUMNS = "id, label, aliases, description, type"


def linked(graph: GraphRecords, source: str, ontology: Ontology) -> GraphRecords:
    """Return the graph linked against a file, "shipped", or the URL of a reconciliation service.

    Raises:
        InputError: the file or the service cannot be read.
        FormatError: what is read is no such table or answer.
    """
    if urlsplit(source).scheme in ("http", "https"):
        return link(graph, ask_service(source, sorted({entity.name for entity in graph.entities.values()})))
    return link(graph, table_rows(source, ontology))


def table_rows(source: str, ontology: Ontology) -> list[LinkRow]:
    """Return the rows of a file or of the "shipped" table; none of a service, which has to be asked name by name.

    Raises:
        InputError: the file cannot be read.
        FormatError: what is read is no such table.
    """
    if urlsplit(source).scheme in ("http", "https"):
        return []
    return read_table(resource(ontology, "links/wikidata.csv") if source == SHIPPED else Path(source))


def read_table(path: Path) -> list[LinkRow]:
    """Return the rows of a table with the columns id, label, aliases, description, type; the last three may lack.

    Aliases are a list, or text between bars.

    Raises:
        InputError: the file cannot be read, or Parquet without pyarrow.
        FormatError: a row lacks id or label, or a line is no JSON.
    """
    readers = {".csv": _csv, ".jsonl": _jsonl, ".parquet": _parquet}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise InputError(f"'{path}' is no table to link against", remedy="give a .csv, .jsonl or .parquet file")
    try:
        return [_row(row, f"{path}, row {number}") for number, row in enumerate(reader(path), 1)]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"cannot read '{path}'", cause=str(error)) from error


def _csv(path: Path) -> Iterator[Mapping[str, Any]]:
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)


def _jsonl(path: Path) -> Iterator[Mapping[str, Any]]:
    for number, line in enumerate(path.read_text("utf-8").split("\n"), 1):
        if line.strip():
            try:
                yield json.loads(line)
            except ValueError as error:
                raise FormatError(f"{path}, line {number}: no JSON", cause=str(error)) from error


def _parquet(path: Path) -> Iterable[Mapping[str, Any]]:
    try:
        parquet = import_module("pyarrow.parquet")
    except ImportError as error:
        raise InputError("Parquet needs pyarrow", remedy="pip install 'newskg[parquet]', or give CSV") from error
    rows: list[Mapping[str, Any]] = parquet.read_table(path).to_pylist()
    return rows


def _row(row: Any, where: str) -> LinkRow:
    if not isinstance(row, Mapping) or not row.get("id") or not row.get("label"):
        raise FormatError(f"{where}: id or label lacks", remedy=f"the columns are {_COLUMNS}")
    aliases = row.get("aliases") or ()
    names = aliases.split("|") if isinstance(aliases, str) else aliases
    return LinkRow(
        id=str(row["id"]),
        label=str(row["label"]),
        aliases=tuple(sorted({str(name).strip() for name in names if str(name).strip()})),
        description=str(row.get("description") or ""),
        type=str(row.get("type") or ""),
    )


def ask_service(url: str, names: Sequence[str]) -> list[LinkRow]:
    """Ask a reconciliation service about names and return its candidates.

    Classes are not sent: a service's are its own. Source: Reconciliation Service API 0.2, W3C community group.

    Raises:
        InputError: the service does not answer.
        FormatError: the answer is none of that interface.
    """
    manifest = _fetch(url)
    space = manifest.get("identifierSpace", "") if isinstance(manifest, Mapping) else ""
    found: dict[str, LinkRow] = {}
    for batch in batched(names, QUERIES_A_REQUEST):
        queries = {f"q{n}": {"query": name, "limit": CANDIDATES_A_QUERY} for n, name in enumerate(batch)}
        answer = _fetch(url, urlencode({"queries": json.dumps(queries)}).encode())
        for n, name in enumerate(batch):
            try:
                results = answer[f"q{n}"]["result"]
                rows = [_candidate(result, name, space) for result in results]
            except (KeyError, TypeError, ValueError) as error:
                raise FormatError(f"{url} gave no reconciliation answer", cause=repr(error)) from error
            for row in rows:
                earlier = found.get(row.iri)
                found[row.iri] = row if earlier is None else _joined(earlier, row)
    return [found[iri] for iri in sorted(found)]


def _candidate(result: Mapping[str, Any], asked: str, space: str) -> LinkRow:
    identifier = str(result["id"])
    iri = identifier if urlsplit(identifier).scheme or not space else f"{space}{identifier}"
    score = min(max(float(result.get("score", 0)) / 100, 0.0), 1.0)
    aliases = (asked,) if result.get("match") else ()  # The service took the name that was asked for.
    return LinkRow(
        id=iri,
        label=str(result["name"]),
        aliases=aliases,
        description=str(result.get("description") or ""),
        score=score,
    )


def _joined(one: LinkRow, two: LinkRow) -> LinkRow:
    return LinkRow(
        id=one.id,
        label=one.label,
        aliases=tuple(sorted({*one.aliases, *two.aliases})),
        description=one.description,
        score=max(one.score or 0.0, two.score or 0.0),
    )


def _fetch(url: str, body: bytes | None = None) -> Any:
    try:
        with urlopen(Request(url, data=body, headers={"Accept": "application/json"}), timeout=TIMEOUT_S) as answer:
            return json.loads(answer.read())
    except (URLError, OSError) as error:
        raise InputError(f"{url} does not answer", cause=str(error), remedy="check the address") from error
    except ValueError as error:
        raise FormatError(f"{url} gave no JSON", cause=str(error)) from error
