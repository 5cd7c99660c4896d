"""Query files that users name."""

from __future__ import annotations

from pathlib import Path

from kg.errors import InputError


def read_query(path: Path) -> str:
    """Return a query file's text.

    Raises:
        InputError: the file cannot be read, or is not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"cannot read the query '{path}'", cause=error.strerror or "", remedy="give the query itself with -q"
        ) from error
    except UnicodeDecodeError as error:
        raise InputError(f"the query '{path}' is not UTF-8", remedy="save it as UTF-8") from error
