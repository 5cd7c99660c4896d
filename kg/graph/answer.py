"""What a query answers, and its renderings as text: plain table, JSON, CSV, TSV, N-Triples."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from kg.model.notebook import notebook_table

XSD = "http://www.w3.org/2001/XMLSchema#"
_PLAIN = {XSD + "string", "http://www.w3.org/1999/02/22-rdf-syntax-ns#langString"}
_INTEGERS = frozenset(
    XSD + sign + width
    for sign in ("", "unsigned")
    for width in ("integer", "int", "long", "short", "byte", "Int", "Long", "Short", "Byte")
) | {XSD + sign + "Integer" for sign in ("nonNegative", "positive", "negative", "nonPositive")}
_FLOATS = frozenset(XSD + name for name in ("decimal", "double", "float"))
_LOCAL_NAME = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_CSV_SPECIAL = re.compile(r'[",\r\n]')
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})

#: Rows that a notebook shows of an answer.
_SHOWN = 50
#: Columns that the triples of a CONSTRUCT or DESCRIBE query are shown in.
TRIPLE_COLUMNS = ("subject", "predicate", "object")


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One RDF term. ``datatype`` is an IRI, set for every literal; ``kind`` "triple" holds its N-Triples text."""

    kind: Literal["iri", "literal", "blank", "triple"]
    value: str
    datatype: str | None = None
    language: str | None = None

    @property
    def python(self) -> str | int | float | bool:
        """Return a number or a truth value where the datatype says so, else the text.

        >>> Term(kind="literal", value="3", datatype=XSD + "integer").python
        3
        """
        try:
            if self.datatype in _INTEGERS:
                return int(self.value)
            if self.datatype in _FLOATS:
                return float(self.value)
        except ValueError:  # an ill-typed literal stays the text that it is
            return self.value
        if self.datatype == XSD + "boolean" and self.value in ("true", "false", "1", "0"):
            return self.value in ("true", "1")
        return self.value

    def n3(self) -> str:
        """Return the term as N-Triples writes it.

        >>> Term(kind="literal", value='a "b"', datatype=XSD + "string").n3()
        '"a \\\\"b\\\\""'
        """
        if self.kind == "iri":
            return f"<{self.value}>"
        if self.kind == "blank":
            return f"_:{self.value}"
        if self.kind == "triple":
            return self.value
        text = f'"{self.value.translate(_ESCAPES)}"'
        if self.language:
            return f"{text}@{self.language}"
        return text if self.datatype in (None, *_PLAIN) else f"{text}^^<{self.datatype}>"


Row = tuple[Term | None, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a query gave: rows (SELECT), a truth value (ASK) or triples (CONSTRUCT, DESCRIBE).

    ``boolean`` and ``triples`` are None for the other kinds. A cell is None where the variable is
    unbound. Rows stand in the query's order, or sorted by their text where it asks for none; triples are
    sorted. ``truncated`` says that more than ``max_rows`` were there.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    boolean: bool | None = None
    triples: tuple[tuple[Term, Term, Term], ...] | None = None
    truncated: bool = False
    prefixes: Mapping[str, str] = field(default_factory=dict)

    def _repr_html_(self) -> str:
        """Return what a notebook shows: a table of the first rows."""
        columns, rows = display_cells(self)
        more = " or more" if self.truncated else ""
        caption = f"{len(rows):,}{more} rows" + (f", the first {_SHOWN}" if len(rows) > _SHOWN else "")
        return notebook_table(caption, rows[:_SHOWN], header=columns)

    @property
    def misses_something(self) -> bool:
        """Say whether there is nothing in it, or a column that is empty, or 0, in all rows."""
        if self.boolean is not None or self.triples is not None:
            return not (self.boolean or self.triples)
        columns = zip(*self.values(), strict=True)
        return not self.rows or any(
            all(cell in (None, 0) and cell is not False for cell in column) for column in columns
        )

    def values(self) -> list[tuple[Any, ...]]:
        """Return the rows as plain Python values: numbers, truth values and text; None where unbound."""
        return [tuple(None if term is None else term.python for term in row) for row in self.rows]


def shorten(iri: str, prefixes: Mapping[str, str]) -> str:
    """Return an IRI with the longest prefix that fits, or as it is.

    >>> shorten("http://a/b/c", {"x": "http://a/", "y": "http://a/b/"})
    'y:c'
    >>> shorten("http://a/b/c?d", {"y": "http://a/b/"})
    'http://a/b/c?d'
    """
    fitting = [
        (-len(namespace), prefix)
        for prefix, namespace in prefixes.items()
        if namespace and iri.startswith(namespace) and _LOCAL_NAME.fullmatch(iri, len(namespace))
    ]
    if not fitting:
        return iri
    prefix = min(fitting)[1]
    return f"{prefix}:{iri[len(prefixes[prefix]) :]}"


def cell_text(term: Term | None, prefixes: Mapping[str, str]) -> str:
    """Return a term as a reader wants to see it: short IRIs, literals without quotation marks."""
    if term is None:
        return ""
    if term.kind == "iri":
        return shorten(term.value, prefixes)
    return f"_:{term.value}" if term.kind == "blank" else term.value


def display_cells(answer: Answer) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    """Return header and rows as short texts, whatever kind of answer it is."""
    columns, rows = _header_and_rows(answer)
    return columns, [tuple(cell_text(term, answer.prefixes) for term in row) for row in rows]


def as_table(answer: Answer, *, max_cell_width: int | None = None) -> str:
    """Return the answer as aligned plain text, numbers to the right.

    Line breaks and control characters inside a cell become spaces, so a text from the web cannot steer a
    terminal. ``max_cell_width`` (columns of the terminal) cuts long cells with an ellipsis; None: never.
    """
    if answer.boolean is not None:
        return "true\n" if answer.boolean else "false\n"
    columns, rows = _header_and_rows(answer)
    texts = [[_printable(cell_text(term, answer.prefixes), max_cell_width) for term in row] for row in rows]
    widths = [max([_width(name), *(_width(row[i]) for row in texts)]) for i, name in enumerate(columns)]
    numeric = [
        bool(rows) and all(row[i] is None or not isinstance(row[i].python, str) for row in rows)  # type: ignore[union-attr]
        for i in range(len(columns))
    ]

    def line(cells: Sequence[str]) -> str:
        padded = [_pad(cell, width, right) for cell, width, right in zip(cells, widths, numeric, strict=True)]
        return "  ".join(padded).rstrip()

    lines = [line(columns), "  ".join("-" * width for width in widths), *(line(row) for row in texts)]
    if not rows:
        lines.append("(no rows)")
    if answer.truncated:
        lines.append(f"(cut after {len(rows)} rows)")
    return "\n".join(lines) + "\n"


def as_json(answer: Answer, *, indent: int | None = 2) -> str:
    """Return SPARQL 1.1 Query Results JSON; triples are given as rows of subject, predicate, object.

    ``indent`` None: on one line, which is written four times as fast.

    Source: https://www.w3.org/TR/sparql11-results-json/
    """
    if answer.boolean is not None:
        body: dict[str, Any] = {"head": {}, "boolean": answer.boolean}
    else:
        columns, rows = _header_and_rows(answer)
        bindings = [
            {name: _json_term(term) for name, term in zip(columns, row, strict=True) if term is not None}
            for row in rows
        ]
        body = {"head": {"vars": list(columns)}, "results": {"bindings": bindings}}
    return json.dumps(body, ensure_ascii=False, indent=indent) + "\n"


def as_csv(answer: Answer) -> str:
    """Return comma-separated values: full IRIs, literals without datatype, lines that end in ``\\n``.

    Source: https://www.w3.org/TR/sparql11-results-csv-tsv/ (which ends lines in CR LF; plain LF is what
    the tools of a shell expect, and every CSV reader takes both).
    """
    if answer.boolean is not None:
        return f"boolean\n{'true' if answer.boolean else 'false'}\n"
    columns, rows = _header_and_rows(answer)
    lines = [columns, *(["" if term is None else cell_text(term, {}) for term in row] for row in rows)]
    return "".join(_csv_line(cells) for cells in lines)


def as_tsv(answer: Answer) -> str:
    """Return tab-separated values with whole terms, as N-Triples writes them, under ``?name`` headers.

    Source: https://www.w3.org/TR/sparql11-results-csv-tsv/
    """
    if answer.boolean is not None:
        return f"?boolean\n{'true' if answer.boolean else 'false'}\n"
    columns, rows = _header_and_rows(answer)
    lines = ["\t".join("?" + name for name in columns)]
    lines += ["\t".join("" if term is None else term.n3() for term in row) for row in rows]
    return "\n".join(lines) + "\n"


def as_ntriples(answer: Answer) -> str:
    """Return the triples of a CONSTRUCT or DESCRIBE query as sorted N-Triples; "" for other answers."""
    return "".join(f"{s.n3()} {p.n3()} {o.n3()} .\n" for s, p, o in answer.triples or ())


def _header_and_rows(answer: Answer) -> tuple[tuple[str, ...], Sequence[Row]]:
    if answer.boolean is not None:
        value = Term(kind="literal", value="true" if answer.boolean else "false", datatype=XSD + "boolean")
        return ("boolean",), [(value,)]
    if answer.triples is not None:
        return TRIPLE_COLUMNS, answer.triples
    return answer.columns, answer.rows


def _csv_line(cells: Sequence[str]) -> str:
    """Return a line; the standard library's writer leaves a lone carriage return bare, and readers then split it."""
    quoted = ['"' + c.replace('"', '""') + '"' if _CSV_SPECIAL.search(c) else c for c in cells]
    # readers skip an empty line, so one empty cell is written out
    return (",".join(quoted) or '""') + "\n"


def _json_term(term: Term) -> dict[str, str]:
    if term.kind == "iri":
        return {"type": "uri", "value": term.value}
    if term.kind != "literal":
        return {"type": "bnode" if term.kind == "blank" else "triple", "value": term.value}
    record = {"type": "literal", "value": term.value}
    if term.language:
        return record | {"xml:lang": term.language}
    return record if term.datatype in (None, *_PLAIN) else record | {"datatype": str(term.datatype)}


def _printable(text: str, max_width: int | None) -> str:
    text = "".join(" " if unicodedata.category(c) in ("Cc", "Zl", "Zp") else c for c in text)
    if max_width is None or _width(text) <= max_width:
        return text
    kept = ""
    for character in text:
        if _width(kept + character) >= max_width:
            break
        kept += character
    return kept.rstrip() + "…"


def _width(text: str) -> int:
    return sum(_character_width(c) for c in text)


def _character_width(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in ("Cf", "Mn"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _pad(text: str, width: int, right: bool) -> str:
    space = " " * (width - _width(text))
    return space + text if right else text + space


def sort_key(row: Iterable[Term | None]) -> tuple[str, ...]:
    """Return what rows and triples without an order of their own are sorted by."""
    return tuple("" if term is None else term.n3() for term in row)
