"""What a person decided about names and claims: the rows of ``curation.toml``, read and written."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal, Self, get_args

from kg.errors import FormatError
from kg.model import content_id

Kind = Literal["merge", "never-merge", "split", "rename", "retype", "reject", "name", "no-name"]
KINDS: tuple[Kind, ...] = get_args(Kind)
#: Which key holds what a row changes a name into; the other kinds change nothing.
_TO: Mapping[str, str] = {"rename": "to", "retype": "class", "name": "class"}
#: The fewest names that say something.
_FEWEST: Mapping[Kind, int] = {
    "merge": 2,
    "never-merge": 2,
    "split": 1,
    "rename": 1,
    "retype": 1,
    "name": 1,
    "no-name": 1,
}
#: The keys of a row that rejects a claim.
_CLAIM = ("subject", "predicate", "object")
_IN_DOCUMENTS = ("split", "reject")
_HEADER = "# What people decided about this graph; 'kg build' replays it (docs/curation.md).\n"
#: How a line begins that begins a row; the reader checks what follows.
_ROW_BEGINS = re.compile(r"[ \t]*\[\[")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class CurationRow:
    """One decision.

    ``names`` are names as the articles write them, each with its class behind it where the name alone says too
    little ("Houston [Place]"); a merge and a split make one entity of them, a never-merge keeps each two apart.
    ``to`` is the new name of a "rename" or the class of a "retype" or "name", None for the other kinds.
    ``documents`` are names of articles, for a split and a reject only: it then says something of these articles and
    leaves the others.
    A "reject" strikes a claim: ``names`` are its subject and its object, in this order (the object may be a value),
    and ``predicate`` is a property's local name or the phrase of an open claim; None for the other kinds.
    A "name" says that its words are a name of the class ``to`` wherever an article writes them, a "no-name" that they
    are none: in these two kinds case counts, and no class stands behind the words.
    """

    kind: Kind
    names: tuple[str, ...]
    to: str | None = None
    documents: tuple[str, ...] = ()
    note: str = ""
    predicate: str | None = None

    def __str__(self) -> str:
        """Return the row in one line, for messages.

        >>> str(CurationRow(kind="rename", names=("A",), to="B")), str(CurationRow(kind="merge", names=("A", "B")))
        ("rename 'A' to 'B'", "merge 'A', 'B'")
        """
        words = f"{self.kind} {', '.join(map(repr, self.names))}"
        if self.predicate is not None:
            words = f"{self.kind} {self.names[0]!r} {self.predicate} {self.names[-1]!r}"
        words += f" in {', '.join(self.documents)}" if self.documents else ""
        return f"{words} to {self.to!r}" if self.to is not None else words

    @property
    def key(self) -> tuple[str, tuple[str, ...], str, tuple[str, ...], str]:
        """Return what rows are sorted by; names have no order but in a claim."""
        names = self.names if self.predicate is not None else tuple(sorted(self.names))
        return (self.kind, names, self.to or self.predicate or "", tuple(sorted(self.documents)), self.note)


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
        FormatError: it is no TOML, or a row is not one of the eight kinds or lacks what its kind needs; the
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
    own = _CLAIM if kind == "reject" else ("name", to_key) if to_key else ("names",)
    allowed = {"note", *own, *(("documents",) if kind in _IN_DOCUMENTS else ())}
    if not isinstance(entry, dict):
        raise FormatError(f"{where} is no table", remedy=f"write [[{kind}]] and the keys below it")
    unknown = sorted(entry.keys() - allowed)
    if unknown:
        raise FormatError(f"{where} has the key {unknown[0]!r}", remedy=f"it may have {', '.join(sorted(allowed))}")
    documents, note = _texts(entry.get("documents", [])), entry.get("note", "")
    names: tuple[str, ...] | None
    if kind == "reject":
        claim = [entry.get(key) for key in _CLAIM]
        lacking = [key for key, value in zip(_CLAIM, claim, strict=True) if _texts([value]) is None]
        if lacking:
            raise FormatError(f"{where} needs its {lacking[0]}", remedy="write it in quotation marks")
        names, to, predicate = _texts([claim[0]]) or (), None, claim[1]
        names += _texts([claim[2]]) or ()
    else:
        names = _texts([entry.get("name")] if to_key else entry.get("names"))
        to, predicate = entry.get(to_key) if to_key else None, None
        if names is None or len(names) < _FEWEST[kind]:
            fewest = "a name" if _FEWEST[kind] == 1 else "two different names or more"
            raise FormatError(f"{where} needs {fewest}", remedy="write them in quotation marks")
    if documents is None or not isinstance(note, str) or (to_key and not (isinstance(to, str) and to.strip())):
        raise FormatError(f"{where} has a value of the wrong kind", remedy="write texts in quotation marks")
    return CurationRow(kind=kind, names=names, to=to, documents=documents, note=note, predicate=predicate)


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
    if row.kind == "reject":
        said = (row.names[0], row.predicate or "", row.names[-1])
        lines += [f"{key} = {_quoted(value)}" for key, value in zip(_CLAIM, said, strict=True)]
    elif row.kind in _TO:
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


def without_row(text: str, row: CurationRow) -> str:
    """Return the file's text without a row that stands in it; all else stays as it was, comments too.

    Raises:
        FormatError: the row is not written as a table with its own [[...]] line, so that a person must take it out.
    """
    lines = text.splitlines(keepends=True)
    rest = set(read_curation(text).rows) - {row}
    gone: set[int] = set()
    begins = [i for i, line in enumerate(lines) if _ROW_BEGINS.match(line)]
    for start, end in pairwise((*begins, len(lines))):
        while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].lstrip().startswith("#")):
            end -= 1  # what stands before the next row is said of that one
        first = start - 1 if start and not lines[start - 1].strip() else start
        try:
            found = read_curation("".join(lines[start:end])).rows
            left = _without(lines, gone | {*range(first, end)})
            # A block inside a longer text, such as a note, is no row.
            if found == (row,) and rest <= set(read_curation(left).rows):
                gone |= {*range(first, end)}
        except FormatError:
            continue
    left = _without(lines, gone)
    if set(read_curation(left).rows) == rest:
        return left
    raise FormatError(
        f"cannot take out {row}", cause="it is not written as a table of its own", remedy="take it out by hand"
    )


def _without(lines: Sequence[str], gone: Collection[int]) -> str:
    return "".join(line for i, line in enumerate(lines) if i not in gone)


def _quoted(text: str) -> str:
    """Return a basic string of TOML: JSON's, but for DEL, which TOML wants escaped, and halves of characters."""
    return json.dumps(_SURROGATE.sub("\ufffd", text), ensure_ascii=False).replace("\x7f", "\\u007f")
