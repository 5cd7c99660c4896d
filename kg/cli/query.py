"""``kg query``."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GraphOption, OntologyOption, TimeoutOption, command
from kg.cli.output import emit_answer, remark, table
from kg.cli.rows import FORMATS, emit_rows, prints_rows
from kg.errors import QueryError

FormatOption = Annotated[
    str | None,
    typer.Option(
        "-f",
        "--format",
        help=f"{', '.join(FORMATS)}; nt for triples.",
        show_default="table, or json in a pipe",
        metavar="FORMAT",
    ),
]


@prints_rows("nt")
def query(
    file: Annotated[Path | None, typer.Argument(help="A .rq file, or - for stdin.", metavar="FILE.rq|-")] = None,
    text: Annotated[str | None, typer.Option("-q", "--query", help="The query itself.", metavar="TEXT")] = None,
    graph: GraphOption = None,
    ontology: OntologyOption = None,
    format: FormatOption = None,
    timeout: TimeoutOption = 30,
    list_shipped: Annotated[bool, typer.Option("--list", help="List the shipped queries and stop.")] = False,
) -> None:
    """Run a SPARQL query on the graph; the usual prefixes need no declaration.

    \b
    Examples:
      kg query -q 'SELECT ?name WHERE { ?p a kg:Person ; skos:prefLabel ?name }'
      kg query question.rq --csv
      kg query -q 'DESCRIBE entity:nasa' -f nt
      kg query --list
    """
    if list_shipped:
        list_queries(format, ontology)
        return
    from kg.graph.store import GraphStore
    from kg.pipeline.api import graph_file
    from kg.pipeline.questions import check_query_file, read_query

    if file is not None:
        check_query_file(file)
    if (file is None) == (text is None):
        raise QueryError("one query is needed", remedy="name a .rq file, give -q TEXT, or - for standard input")
    wanted = text if text is not None else sys.stdin.read() if str(file) == "-" else read_query(Path(str(file)))
    store = GraphStore.open(graph_file(graph))
    answer = store.query(wanted, timeout_s=timeout)
    emit_answer(answer, format)
    if answer.misses_something:
        for term, near in store.unknown_terms(wanted):
            remark(f"kg: {term} stands nowhere in this graph" + (f" (did you mean {near}?)" if near else ""))


def list_queries(format: str | None = None, ontology: Path | None = None) -> None:
    """Print the queries of an ontology, None: the shipped one."""
    from kg.graph.query import queries

    found = queries(ontology)
    emit_rows(
        [{"name": q.name, "takes": [p.name.upper() for p in q.parameters], "title": q.title} for q in found],
        format,
        columns=("name", "takes", "title"),
        text=table(
            ("name", "takes", "question"),
            [(q.name, " ".join(p.name.upper() for p in q.parameters), q.title) for q in found],
        ),
    )


app = command(query)
