"""Query files that users name, and answers as of a date."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, QueryError
from kg.model import GraphRecords, Period
from kg.schema import Ontology

if TYPE_CHECKING:
    from kg.graph.answer import Answer


def check_query_file(path: Path) -> None:
    """Refuse what is the graph's file or folder by its name, and not a query.

    Raises:
        QueryError: it is; the message says how the graph is named.
    """
    from kg.graph.store import FORMATS

    if path.suffix.lower() in FORMATS or path.is_dir():
        raise QueryError(
            f"'{path}' is no query", cause="it names a graph", remedy=f"put -g before it: kg query -g '{path}' -q TEXT"
        )


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


def rows_at(answer: Answer, graph: GraphRecords, ontology: Ontology, date: str) -> Answer:
    """Return the rows of an answer whose claim holds at an ISO date, with a column ``at`` in place of ``claim``.

    It says "stated" where sources have it at that date, "likely" where only nothing says that it had ended.

    Raises:
        QueryError: the date is none, or the answer has no column ``claim``.
    """
    from kg.analyse import holding_at
    from kg.graph.answer import XSD, Term
    from kg.rdf.vocabulary import local_name

    if Period.read(date) is None or "/" in date:
        raise QueryError(
            f"{date!r} is no date", remedy="write a year, month or day, such as 2018, 2018-10 or 2018-10-04"
        )
    if "claim" not in answer.columns:
        raise QueryError(
            "this query cannot be asked about a date", cause="its rows name no claim", remedy="ask who-headed"
        )
    at, holding = answer.columns.index("claim"), holding_at(graph, ontology, date)
    rows = []
    for row in answer.rows:
        claim = row[at]
        certainty = None if claim is None else holding.get(local_name(claim.value))
        if certainty is not None:
            said = Term(kind="literal", value=certainty, datatype=XSD + "string")
            rows.append((*row[:at], said, *row[at + 1 :]))
    columns = (*answer.columns[:at], "at", *answer.columns[at + 1 :])
    return replace(answer, columns=columns, rows=tuple(rows))
