"""Printing: data on stdout; progress and remarks on stderr, the former only on a terminal."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from kg.errors import FormatError

if TYPE_CHECKING:
    from kg.analyse import Match
    from kg.graph.answer import Answer
    from kg.pipeline.curation import Decision

#: Cells of a table on a terminal are cut to this many columns, or to half of a wider terminal.
_CELL_WIDTH = 60


def is_terminal() -> bool:
    """Say whether stdout is read by a person."""
    return sys.stdout.isatty()


def prefers_json(format: str | None = None) -> bool:
    """Say whether a command prints JSON: where it was asked for, or where a program reads."""
    return format == "json" if format is not None else not is_terminal()


def emit(text: str) -> None:
    """Print text that ends in a line break already."""
    sys.stdout.write(text)


def emit_json(value: Any) -> None:
    """Print a value as JSON."""
    emit(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def remark(text: str) -> None:
    """Print a line for the person, which is no data."""
    print(text, file=sys.stderr)


def remark_others(matches: Sequence[Match]) -> None:
    """Name the entities that a name may mean beside the first, which was taken."""
    if len(matches) > 1:
        remark("also: " + ", ".join(f"{match.entity.name} ({match.entity.id})" for match in matches[1:]))


def remark_decision(decision: Decision) -> None:
    """Say that a decision was written down, where, what a person should know of it, and how to build with it."""
    from kg.pipeline.replay import shown_path

    for line in decision.remarks:
        remark(line)
    where = shown_path(decision.path)
    if decision.undone:
        remark(f"{where}: taken out: {decision.row}")
    elif decision.changed:
        remark(f"{where}: {decision.row}")
    else:
        remark(f"{where} says so already: {decision.row}; nothing was added")
    remark(f"to build {'without' if decision.undone else 'with'} it: {decision.replay}")


def emit_answer(answer: Answer, format: str | None) -> None:
    """Print a query's answer; without a format as a table on a terminal, else as JSON.

    JSON is that of SPARQL results; JSON lines have plain values, a row or triple a line.

    Raises:
        FormatError: the format is unknown.
    """
    from kg.graph.answer import as_csv, as_json, as_ntriples, as_table, as_tsv

    if format is None:
        format = "table" if is_terminal() else "json"
        if format == "table":
            width = max(_CELL_WIDTH, shutil.get_terminal_size().columns // 2)
            emit(as_table(answer, max_cell_width=width))
            return
    if format == "nl":
        emit(_as_lines(answer))
        return
    render = {"table": as_table, "json": as_json, "csv": as_csv, "tsv": as_tsv, "nt": as_ntriples}.get(format)
    if render is None:
        raise FormatError(f"unknown output format {format!r}", remedy="choose table, json, csv, tsv, nl or nt")
    emit(render(answer))


def _as_lines(answer: Answer) -> str:
    """Return the answer as JSON lines of plain values, null where a variable is unbound."""
    from kg.graph.answer import TRIPLE_COLUMNS

    if answer.boolean is not None:
        return json.dumps({"boolean": answer.boolean}) + "\n"
    columns, rows = (answer.columns, answer.rows) if answer.triples is None else (TRIPLE_COLUMNS, answer.triples)
    lines = (
        {name: None if term is None else term.python for name, term in zip(columns, row, strict=True)} for row in rows
    )
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows as aligned text with a header.

    >>> print(table(["a", "b"], [["one", "2"]]), end="")
    a    b
    ---  -
    one  2
    """
    widths = [max(len(row[i]) for row in (header, *rows)) for i in range(len(header))]
    lines = [header, ["-" * width for width in widths], *rows]
    return "".join(
        "  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in lines
    )


@contextmanager
def progress(label: str, *, quiet: bool) -> Iterator[Callable[[int, str], None] | None]:
    """Show a count on stderr while something runs; yield None, and show nothing, away from a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=20), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(f"{label}: loading models", total=None)
        yield lambda n, name: bar.update(task, description=f"{label}: {n} read, {name}")
