"""Small HTML tables for notebooks: every text escaped, nothing but the table."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from html import escape


def notebook_table(caption: str, rows: Iterable[Sequence[object]], *, header: Sequence[str] = ()) -> str:
    """Return a table as a notebook shows it; None is an empty cell, and control characters are spaces.

    >>> notebook_table("two <b>", [("a", 1)])
    '<table><caption>two &lt;b&gt;</caption><tbody><tr><td>a</td><td>1</td></tr></tbody></table>'
    """
    head = f"<thead><tr>{''.join(f'<th>{_cell(name)}</th>' for name in header)}</tr></thead>" if header else ""
    body = "".join(f"<tr>{''.join(f'<td>{_cell(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><caption>{_cell(caption)}</caption>{head}<tbody>{body}</tbody></table>"


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return escape("".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in text))
