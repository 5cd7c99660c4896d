"""The shipped queries: questions with a name, each one file of ``ontology/queries``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.errors import OntologyError, QueryError
from kg.graph.answer import Answer, Term
from kg.graph.store import GraphStore
from kg.schema import ontology_directory

_HEADER = re.compile(r"#\s*(title|about|parameter):\s*(.+)")
_PARAMETER = re.compile(r'(\w+)\s+"([^"]+)"')
#: At most so many near names are offered where none fits, each at least this close (0 to 100).
_SUGGESTIONS, _CLOSE_ENOUGH = 3, 60

_NAMES = """
SELECT DISTINCT ?entity ?name WHERE {
  ?entity skos:prefLabel|rdfs:label|skos:altLabel ?name .
  FILTER NOT EXISTS { ?entity a ?kind . VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty } }
}
ORDER BY STR(?entity) STR(?name)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """An entity that a query may be asked about: its variable, and an example of a name."""

    name: str
    example: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedQuery:
    """A query with a name. ``text`` is whole: run as it stands, it asks about every entity.

    Each parameter stands in it as ``VALUES ?name { UNDEF }``, which `ask` fills.
    """

    name: str
    title: str
    about: str
    parameters: tuple[Parameter, ...]
    text: str


def queries(directory: Path | None = None) -> tuple[ShippedQuery, ...]:
    """Return the queries of ``queries/*.rq`` in the ontology's folder (None: the shipped one), by name.

    A folder without queries has the shipped ones.

    Raises:
        OntologyError: a file has no title, an unknown header line, or a parameter that its text lacks.
    """
    own = (directory or ontology_directory()) / "queries"
    return _read((own if own.is_dir() else ontology_directory() / "queries").resolve())


def shipped_query(name: str, *, directory: Path | None = None) -> ShippedQuery:
    """Return one query by its name.

    Raises:
        QueryError: there is none of that name; the message offers the nearest.
    """
    known = {query.name: query for query in queries(directory)}
    if name not in known:
        near = _nearest(name, list(known))
        raise QueryError(
            f"no query is called {name!r}",
            remedy=(f"did you mean {' or '.join(near)}? " if near else "") + "'kg query --list' shows all",
        )
    return known[name]


def ask(
    store: GraphStore,
    name: str,
    *arguments: str,
    directory: Path | None = None,
    timeout_s: float = 30,
    max_rows: int | None = None,
    isolated: bool = False,
) -> Answer:
    """Run a shipped query; each argument is the name of an entity, for the parameters in their order.

    A name is any of an entity's names, upper or lower case, or its id; several entities that share it
    are asked about together. A parameter without argument stays open: all entities.

    Raises:
        QueryError: no such query, too many arguments, or a name that nothing in the graph has.
    """
    query = shipped_query(name, directory=directory)
    if len(arguments) > len(query.parameters):
        takes = " ".join(parameter.name.upper() for parameter in query.parameters) or "no name"
        raise QueryError(
            f"{name!r} takes {takes}, got {len(arguments)} names",
            cause="a name of several words needs quotation marks" if query.parameters else "",
            remedy="for example: "
            + " ".join([f"kg ask {name}", *(f'"{parameter.example}"' for parameter in query.parameters)]),
        )
    text = query.text
    for parameter, argument in zip(query.parameters, arguments, strict=False):
        # Only IRIs that the store itself gave are put in, never a text that a user wrote.
        iris = " ".join(term.n3() for term in find_by_name(store, argument))
        text = _slot(parameter.name).sub(f"VALUES ?{parameter.name} {{ {iris} }}", text)
    return store.query(text, timeout_s=timeout_s, max_rows=max_rows, isolated=isolated)


def find_by_name(store: GraphStore, name: str) -> tuple[Term, ...]:
    """Return the entities with this name or id, whatever its case and spacing, sorted by IRI.

    Raises:
        QueryError: no entity has it; the message offers near names.
    """
    wanted = _folded(name)
    named = [(row[0], row[1].value) for row in store.query(_NAMES).rows if row[0] and row[1]]
    found = {term for term, known in named if _folded(known) == wanted}
    if not found:
        prefix = store.prefixes.get("entity", "")
        iris = {prefix + name, prefix + name.removeprefix("entity:"), name.strip("<>")}
        found = {term for term, _ in named if term.value in iris}
    if not found:
        near = _nearest(name, sorted({known for _, known in named}))
        raise QueryError(
            f"nothing in the graph is called {name!r}",
            cause="the articles may write it in another way",
            remedy=f"did you mean {' or '.join(near)}?" if near else "'kg show NAME' searches by parts of names",
        )
    return tuple(sorted(found, key=lambda term: term.value))


@cache
def _read(directory: Path) -> tuple[ShippedQuery, ...]:
    return tuple(_query(path) for path in sorted(directory.glob("*.rq")))


def _query(path: Path) -> ShippedQuery:
    text = path.read_text(encoding="utf-8")
    headers: dict[str, str] = {}
    parameters: list[Parameter] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        match = _HEADER.fullmatch(line.strip())
        if match is None:
            raise OntologyError(
                f"queries/{path.name}: unknown header line {line!r}", remedy="use # title:, # about:, # parameter:"
            )
        if match[1] != "parameter":
            headers[match[1]] = match[2]
            continue
        parameter = _PARAMETER.fullmatch(match[2])
        if parameter is None or not _slot(parameter[1]).search(text):
            raise OntologyError(
                f"queries/{path.name}: cannot bind the parameter {match[2]!r}",
                remedy='write # parameter: name "Example", and VALUES ?name { UNDEF } in the query',
            )
        parameters.append(Parameter(name=parameter[1], example=parameter[2]))
    if "title" not in headers:
        raise OntologyError(f"queries/{path.name} has no title", remedy="begin the file with # title: ...")
    return ShippedQuery(
        name=path.stem,
        title=headers["title"],
        about=headers.get("about", ""),
        parameters=tuple(parameters),
        text=text,
    )


def _slot(name: str) -> re.Pattern[str]:
    return re.compile(rf"VALUES \?{name} \{{ UNDEF \}}")


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _nearest(name: str, known: list[str]) -> list[str]:
    """Return the closest known names, best first, ties by name."""
    from rapidfuzz import fuzz, process

    scored = process.extract(
        name, known, scorer=fuzz.WRatio, processor=str.casefold, limit=None, score_cutoff=_CLOSE_ENOUGH
    )
    return [known for known, _, _ in sorted(scored, key=lambda hit: (-hit[1], hit[0]))[:_SUGGESTIONS]]
