"""Commands that print rows: a table on a terminal, JSON in a pipe, and the same four short forms everywhere."""

from __future__ import annotations

import csv
import functools
import inspect
import io
import json
import typing
from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

import typer

from kg.cli.output import emit, emit_json, is_terminal, table
from kg.errors import FormatError

#: Formats that have an option of their own, with what its help says.
SHORT_FORMS = {
    "json": "JSON, as in a pipe.",
    "csv": "Comma-separated values.",
    "tsv": "Tab-separated values.",
    "nl": "JSON lines.",
}
FORMATS = ("table", *SHORT_FORMS)

RowsOption = Annotated[
    str | None,
    typer.Option(
        "-f", "--format", help=f"{', '.join(FORMATS)}.", show_default="table, or json in a pipe", metavar="FORMAT"
    ),
]


def prints_rows(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command with a ``format`` of the type `RowsOption` the options --json, --csv, --tsv and --nl."""
    flags = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=False,
            annotation=Annotated[bool, typer.Option(f"--{name}", help=help, show_default=False)],
        )
        for name, help in SHORT_FORMS.items()
    ]

    @functools.wraps(function)
    def with_short_forms(**given: Any) -> Any:
        asked = [name for name in SHORT_FORMS if given.pop(name)]
        named = given["format"]
        if len({*asked, *([named] if named else [])}) > 1:
            raise FormatError("two output formats", cause=f"{named or asked[1]} and {asked[0]}", remedy="name one")
        return function(**given | ({"format": asked[0]} if asked else {}))

    hints = typing.get_type_hints(function, include_extras=True)
    signature = inspect.signature(function)
    own = [p.replace(annotation=hints.get(p.name, p.annotation)) for p in signature.parameters.values()]
    with_short_forms.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=[*(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own), *flags], return_annotation=None
    )
    with_short_forms.__annotations__ = hints | {flag.name: flag.annotation for flag in flags}
    return with_short_forms


def emit_rows(
    rows: Sequence[Mapping[str, Any]],
    format: str | None,
    *,
    columns: Sequence[str],
    text: str | None = None,
    value: Any = None,
) -> None:
    """Print rows; without a format as a table on a terminal, else as JSON.

    ``columns`` are those of table, CSV and TSV; a cell that is a list is joined with "|". ``text`` stands in place of
    the table, ``value`` in place of the list of rows in JSON.

    Raises:
        FormatError: the format is unknown.
    """
    chosen = format or ("table" if is_terminal() else "json")
    if chosen == "table":
        emit(table(columns, [[_cell(row.get(name)) for name in columns] for row in rows]) if text is None else text)
    elif chosen == "json":
        emit_json(list(rows) if value is None else value)
    elif chosen == "nl":
        emit("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    elif chosen in ("csv", "tsv"):
        out = io.StringIO()
        writer = csv.writer(out, delimiter="," if chosen == "csv" else "\t", lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
        emit(out.getvalue())
    else:
        raise unknown_format(chosen, FORMATS)


def unknown_format(name: str, choices: Sequence[str]) -> FormatError:
    """Return the error for an output format that a command does not know."""
    return FormatError(f"unknown output format {name!r}", remedy=f"choose {', '.join(choices[:-1])} or {choices[-1]}")


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "|".join(_cell(item) for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | bool) else str(value)
