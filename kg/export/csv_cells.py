"""Rows of cells to CSV and back, plain or safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

from kg.errors import FormatError

#: Excel takes a file for UTF-8 by it; here it also says that the cells are guarded.
BOM = "\ufeff"
# A spreadsheet runs what begins so. A leading apostrophe is guarded too, so that reading can undo it.
# Source: OWASP, "CSV Injection".
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "'")


def csv_lines(header: tuple[str, ...], rows: Iterable[tuple[str, ...]], *, excel_safe: bool) -> Iterator[str]:
    """Yield the lines of a CSV file (RFC 4180: comma, CRLF); ``excel_safe`` guards cells and adds the mark."""
    if excel_safe:
        yield BOM
    yield _line(header)
    for row in rows:
        yield _line(tuple(map(guarded, row)) if excel_safe else row)


def guarded(cell: str) -> str:
    """Return the cell with an apostrophe before what a spreadsheet would run as a formula.

    >>> guarded("=cmd|' /C calc'!A0"), guarded("plain")
    ("'=cmd|' /C calc'!A0", 'plain')
    """
    return "'" + cell if cell.startswith(_FORMULA_STARTS) else cell


def _line(cells: tuple[str, ...]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def read_cells(stream: BinaryIO, header: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Yield the rows below the header, guards undone; FormatError where header or width differ."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="")
    try:
        first = text.readline()
        safe = first.startswith(BOM)
        rows = csv.reader(chain((first.removeprefix(BOM) or "\r\n",), text))
        for number, row in enumerate(rows):
            if (number == 0 and tuple(row) != header) or len(row) != len(header):
                raise FormatError(
                    f"row {number + 1} has other columns than kg writes", cause=f"wanted {', '.join(header)}"
                )
            if number:
                yield tuple(cell.removeprefix("'") for cell in row) if safe else tuple(row)
    except (UnicodeDecodeError, csv.Error) as error:
        raise FormatError("the file is not CSV in UTF-8", cause=str(error)) from error
    finally:
        text.detach()
