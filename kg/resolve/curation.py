"""What a person decided about names: the rows of ``curation.toml``, read and written."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, Self, get_args

from kg.errors import FormatError
from kg.model import content_id

Kind = Literal["merge", "never-merge", "split", "rename", "retype"]
KINDS: tuple[Kind, ...] = get_args(Kind)
#: Which key holds what a row changes a name into; the other kinds change nothing.
_TO: Mapping[str, str] = {"rename": "to", "retype": "class"}
#: The fewest names that say something.
_FEWEST: Mapping[str, int] = {"merge": 2, "never-merge": 2, "split": 1, "rename": 1, "retype": 1}
_HEADER = "# What people decided about the names of this graph; 'kg build' replays it (docs/curation.md).\n"
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class CurationRow:
    """One decision.

    ``names`` are names as the articles write them, each with its class behind it where the name alone says too
    little ("Houston [Place]"); a merge and a split make one entity of them, a never-merge keeps each two apart.
    ``to`` is the new name of a "rename" or the class of a "retype", None for the other kinds. ``documents`` are
    names of articles, for a split only: it then takes the names out of these articles and leaves the others.
    """

    kind: Kind
    names: tuple[str, ...]
    to: str | None = None
    documents: tuple[str, ...] = ()
    note: str = ""

    def __str__(self) -> str:
        """Return the row in one line, for messages.

        >>> str(CurationRow(kind="rename", names=("A",), to="B")), str(CurationRow(kind="merge", names=("A", "B")))
        ("rename 'A' to 'B'", "merge 'A', 'B'")
        """
        words = f"{self.kind} {', '.join(map(repr, self.names))}"
        words += f" in {', '.join(self.documents)}" if self.documents else ""
        return f"{words} to {self.to!r}" if self.to is not None else words

    @property
    def key(self) -> tuple[str, tuple[str, ...], str, tuple[str, ...], str]:
        """Return what rows are sorted by; names have no order but where one is changed."""
        return (self.kind, tuple(sorted(self.names)), self.to or "", tuple(sorted(self.documents)), self.note)


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """The decisions of people, as a set: each row once, sorted, so that their order in the file does not count."""

    rows: tuple[CurationRow, ...] = ()

    @classmethod
    def of(cls, rows: Iterable[CurationRow]) -> Self:
        """Gather rows in any order."""
        unique = {row.key: row for row in rows}
        return cls(rows=tuple(unique[key] for key in sorted(unique)))

    def of_kind(self, kind: Kind) -> tuple[CurationRow, ...]:
        """Return the rows of one kind, sorted."""
        return tuple(row for row in self.rows if row.kind == kind)

    @property
    def hash(self) -> str:
        """Return a hash of the decisions, which comments, notes and order do not change."""
        return content_id("curation", *(repr(row.key[:-1]) for row in self.rows))


def read_curation(text: str, *, name: str = "curation.toml") -> Curation:
    """Read the text of a curation file.

    Raises:
        FormatError: it is no TOML, or a row is not one of the five kinds or lacks what its kind needs; the
            message counts the rows of the kind from 1.

    >>> read_curation('[[merge]]\\nnames = ["ISS", "Space Station"]').rows[0].names
    ('ISS', 'Space Station')
    """
    import tomllib

    try:
        tables = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise FormatError(f"cannot read {name}", cause=str(error), remedy="mend that line") from error
    rows: list[CurationRow] = []
    for kind, entries in tables.items():
        chosen = next((known for known in KINDS if known == kind), None)
        if chosen is None or not isinstance(entries, list):
            raise FormatError(
                f"{name} has something called {kind!r} that is no row",
                remedy=f"write [[KIND]], with one of {', '.join(KINDS)} as KIND",
            )
        rows.extend(
            _row(chosen, entry, f"{name}: [[{kind}]] number {number}") for number, entry in enumerate(entries, 1)
        )
    return Curation.of(rows)


def _row(kind: Kind, entry: Any, where: str) -> CurationRow:
    """Check one table of the file."""
    to_key = _TO.get(kind)
    allowed = {"note", *(("name", to_key) if to_key else ("names",)), *(("documents",) if kind == "split" else ())}
    if not isinstance(entry, dict):
        raise FormatError(f"{where} is no table", remedy=f"write [[{kind}]] and the keys below it")
    unknown = sorted(entry.keys() - allowed)
    if unknown:
        raise FormatError(f"{where} has the key {unknown[0]!r}", remedy=f"it may have {', '.join(sorted(allowed))}")
    names = [entry.get("name")] if to_key else entry.get("names")
    names, documents = _texts(names), _texts(entry.get("documents", []))
    to, note = entry.get(to_key) if to_key else None, entry.get("note", "")
    if names is None or len(set(names)) < _FEWEST[kind]:
        fewest = "a name" if _FEWEST[kind] == 1 else "two different names or more"
        raise FormatError(f"{where} needs {fewest}", remedy="write them in quotation marks")
    if documents is None or not isinstance(note, str) or (to_key and not (isinstance(to, str) and to.strip())):
        raise FormatError(f"{where} has a value of the wrong kind", remedy="write texts in quotation marks")
    return CurationRow(kind=kind, names=names, to=to, documents=documents, note=note)


def _texts(value: Any) -> tuple[str, ...] | None:
    """Return a list of texts that say something, each once; None where it is none."""
    if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
        return tuple(dict.fromkeys(value))
    return None


def row_text(row: CurationRow) -> str:
    """Return a row as it stands in the file.

    >>> print(row_text(CurationRow(kind="retype", names=("Saba",), to="Organization")), end="")
    [[retype]]
    name = "Saba"
    class = "Organization"
    """
    lines = [f"[[{row.kind}]]"]
    if row.kind in _TO:
        lines += [f"name = {_quoted(row.names[0])}", f"{_TO[row.kind]} = {_quoted(row.to or '')}"]
    else:
        lines.append(f"names = [{', '.join(map(_quoted, row.names))}]")
    if row.documents:
        lines.append(f"documents = [{', '.join(map(_quoted, row.documents))}]")
    if row.note:
        lines.append(f"note = {_quoted(row.note)}")
    return "\n".join(lines) + "\n"


def with_row(text: str, row: CurationRow) -> str:
    """Return the file's text with a row at its end; what stood there stays as it was, character for character."""
    end = "" if not text or text.endswith("\n") else "\n"
    return f"{text or _HEADER}{end}\n{row_text(row)}"


def _quoted(text: str) -> str:
    """Return a basic string of TOML: JSON's, but for DEL, which TOML wants escaped, and halves of characters."""
    return json.dumps(_SURROGATE.sub("\ufffd", text), ensure_ascii=False).replace("\x7f", "\\u007f")
