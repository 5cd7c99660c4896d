"""Commands that print rows: a table or words on a terminal, JSON in a pipe; one way to choose."""

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

from kg.cli import output
from kg.cli.output import emit, emit_json, table
from kg.errors import FormatError

#: Formats that have an option of their own, with what its help says.
SHORT_FORMS = {
    "json": "JSON.",
    "csv": "Comma-separated values.",
    "tsv": "Tab-separated values.",
    "nl": "JSON lines.",
}
FORMATS = ("table", *SHORT_FORMS)

RowsOption = Annotated[
    str | None,
    typer.Option(
        "-f",
        "--format",
        help=f"{', '.join(FORMATS)}.",
        show_default="table, or json in a pipe",
        metavar="FORMAT",
        autocompletion=lambda incomplete: [name for name in FORMATS if name.startswith(incomplete)],
    ),
]
WordsOption = Annotated[
    str | None,
    typer.Option(
        "-f",
        "--format",
        help=f"text, {', '.join(SHORT_FORMS)}.",
        show_default="text, or json in a pipe",
        metavar="FORMAT",
        autocompletion=lambda incomplete: [name for name in ("text", *SHORT_FORMS) if name.startswith(incomplete)],
    ),
]


def prints_rows(*also: str, words: bool = False) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return a decorator for a command with a ``format``: it adds --json, --csv, --tsv and --nl, and checks the name.

    ``also`` are formats that the command has besides; with ``words``, people read text, not a table. A wrong name
    is found before anything is read.
    """
    choices = ("text" if words else "table", *SHORT_FORMS, *also)
    flags = [
        inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=False,
            annotation=Annotated[bool, typer.Option(f"--{name}", help=help, show_default=False)],
        )
        for name, help in SHORT_FORMS.items()
    ]

    def decorate(function: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(function)
        def with_short_forms(**given: Any) -> Any:
            asked = [name for name in SHORT_FORMS if given.pop(name)]
            # Either word means what a person reads.
            named = choices[0] if given["format"] in ("table", "text") else given["format"]
            if named is not None and named not in choices:
                raise FormatError(
                    f"unknown output format {named!r}", remedy=f"choose {', '.join(choices[:-1])} or {choices[-1]}"
                )
            chosen = list(dict.fromkeys((*asked, *([named] if named else ()))))
            if len(chosen) > 1:
                raise FormatError("two output formats", cause=" and ".join(chosen), remedy="name one")
            return function(**given | {"format": chosen[0] if chosen else None})

        hints = typing.get_type_hints(function, include_extras=True)
        signature = inspect.signature(function)
        own = [p.replace(annotation=hints[p.name], kind=p.KEYWORD_ONLY) for p in signature.parameters.values()]
        with_short_forms.__signature__ = signature.replace(  # type: ignore[attr-defined]
            parameters=[*own, *flags], return_annotation=None
        )
        with_short_forms.__annotations__ = hints | {flag.name: flag.annotation for flag in flags}
        return with_short_forms

    return decorate


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
    """
    chosen = format or ("table" if output.is_terminal() else "json")
    if chosen in ("table", "text"):
        emit(table(columns, [[_cell(row.get(name)) for name in columns] for row in rows]) if text is None else text)
    elif chosen == "json":
        emit_json(list(rows) if value is None else value)
    elif chosen == "nl":
        emit("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    else:
        out = io.StringIO()
        writer = csv.writer(out, delimiter="\t" if chosen == "tsv" else ",", lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([_cell(row.get(name)) for name in columns] for row in rows)
        emit(out.getvalue())


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list | tuple):
        return "|".join(_cell(item) for item in value)
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | bool) else str(value)
