"""A graph in memory that answers SPARQL queries, and never changes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from kg.errors import FormatError, InputError, QueryError
from kg.graph.answer import Answer, Term, sort_key
from kg.graph.guard import check, column_order, from_graphs, is_ordered, syntax_error
from kg.graph.unknown_terms import unknown_terms
from kg.rdf import PREFIXES, Quad, nquads_line

if TYPE_CHECKING:
    import pyoxigraph

#: File name endings that are read, with pyoxigraph's name of the format.
FORMATS: Mapping[str, str] = MappingProxyType(
    {".jsonld": "JSON_LD", ".nq": "N_QUADS", ".nt": "N_TRIPLES", ".trig": "TRIG", ".ttl": "TURTLE"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Dataset:
    """The graphs that a query is asked of, by name; it wins over the query's own FROM.

    ``default`` are merged into the default graph, ``named`` are those that GRAPH finds. A name that the file lacks
    is an empty graph: nothing is fetched.

    Source: SPARQL 1.1 Protocol, section 2.1.4.
    """

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


class GraphStore:
    """A loaded graph. Prefixes that its file declares win over ``PREFIXES``, so another base still works."""

    __slots__ = ("_path", "_store", "prefixes")

    def __init__(
        self, store: pyoxigraph.Store, *, prefixes: Mapping[str, str] = PREFIXES, path: Path | None = None
    ) -> None:
        self._store, self._path = store, path
        # A file with one graph an article keeps its evidence there, and a query must not have to know that.
        # pyoxigraph's own union of graphs gives a triple that stands in two of them twice.
        if any(True for _ in store.named_graphs()):
            store.update("INSERT { ?s ?p ?o } WHERE { GRAPH ?graph { ?s ?p ?o } }")
        self.prefixes: Mapping[str, str] = MappingProxyType(dict(prefixes))

    @classmethod
    def open(cls, path: Path) -> Self:
        """Load a file whose ending says its format: .ttl, .nt, .nq, .trig or .jsonld.

        Raises:
            InputError: the path is missing, a folder, or not readable.
            FormatError: the ending is unknown, or the content is not of that format.
        """
        import pyoxigraph

        rdf_format = _format(path)
        if path.is_dir() or not path.exists():
            raise InputError(
                f"no graph at {str(path)!r}",
                cause="it is a folder" if path.is_dir() else "there is no such file",
                remedy="build one with 'kg build', then name its graph.ttl",
            )
        store = pyoxigraph.Store()
        try:
            store.bulk_load(path=str(path), format=rdf_format)
            head = pyoxigraph.parse(path=str(path), format=rdf_format)
            next(head, None)  # the prefixes stand before the first triple
            declared = dict(getattr(head, "prefixes", {}))
        except (SyntaxError, ValueError) as error:
            raise _unreadable(str(path), error) from error
        except OSError as error:
            raise InputError(f"cannot read {str(path)!r}", cause=str(error), remedy="check its permissions") from error
        return cls(store, prefixes=dict(PREFIXES) | _named(declared), path=path.resolve())

    @staticmethod
    def check_format(path: Path) -> None:
        """Raise FormatError if the ending of a path is none that `open` reads."""
        _format(path)

    @classmethod
    def of(cls, data: str | bytes, *, ending: str = ".ttl") -> Self:
        """Load a text in the format that belongs to a file name ending.

        >>> len(GraphStore.of("<http://a> <http://b> <http://c> ."))
        1
        """
        import pyoxigraph

        store = pyoxigraph.Store()
        try:
            store.load(data, format=_format(Path("graph" + ending)))
        except (SyntaxError, ValueError) as error:
            raise _unreadable("the graph", error) from error
        return cls(store)

    @classmethod
    def from_statements(cls, quads: Iterable[Quad], *, prefixes: Mapping[str, str] = PREFIXES) -> Self:
        """Load what ``kg.rdf.statements`` yields."""
        store = cls.of("".join(map(nquads_line, quads)), ending=".nq")
        return cls(store._store, prefixes=prefixes)

    def unknown_terms(self, text: str) -> list[tuple[str, str | None]]:
        """Return the prefixed names of a query that stand nowhere in the graph, each with the nearest, or None.

        See `kg.graph.unknown_terms`.
        """
        return unknown_terms(text, self._store, self.prefixes)

    def __len__(self) -> int:
        """Return the number of quads."""
        return len(self._store)

    def query(
        self,
        text: str,
        *,
        timeout_s: float = 30,
        max_rows: int | None = None,
        isolated: bool = False,
        dataset: Dataset | None = None,
        base: str | None = None,
    ) -> Answer:
        """Run a SELECT, ASK, CONSTRUCT or DESCRIBE query; the default graph is the union of all.

        ``prefixes`` need no declaration. Rows keep the query's order, or are sorted where it asks for
        none. ``max_rows`` cuts rows or triples and says so in ``Answer.truncated``. ``base`` is what relative IRIs
        of the query stand under; None: they are an error.

        The engine cannot be interrupted: without ``isolated`` the time is only looked at between two
        rows. With it the query runs in a process of its own, which is killed after ``timeout_s`` and
        whose crash is an error here; it loads the graph again, so it costs that much more.

        Raises:
            QueryError: the query is malformed, refused (an update, SERVICE, FROM of what is no graph of the
                store, too deep or too long), takes too long, or fails while it runs.
        """
        check(text)
        if isolated:
            return self._isolated(text, timeout_s=timeout_s, max_rows=max_rows, dataset=dataset, base=base)
        import pyoxigraph

        ends_at = time.monotonic() + timeout_s
        options: dict[str, Any] = {"prefixes": dict(self.prefixes), "base_iri": base}
        try:
            if dataset is None:
                self._check_from(text)
            else:
                options["default_graph"] = [pyoxigraph.NamedNode(name) for name in dataset.default]
                options["named_graphs"] = [pyoxigraph.NamedNode(name) for name in dataset.named]
            result = self._store.query(text, **options)
            if isinstance(result, pyoxigraph.QueryBoolean):
                return Answer(boolean=bool(result), prefixes=self.prefixes)
            rows = []
            for solution in result:
                rows.append(tuple(None if term is None else _term(term) for term in solution))
                if time.monotonic() > ends_at:
                    raise _too_long(timeout_s)
                if max_rows is not None and len(rows) > max_rows:
                    break
        except SyntaxError as error:
            raise syntax_error(text, error, self.prefixes) from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError("the query failed", cause=str(error), remedy="make it simpler") from error
        truncated = max_rows is not None and len(rows) > max_rows
        kept = rows[:max_rows] if truncated else rows
        if isinstance(result, pyoxigraph.QueryTriples):
            triples: Any = tuple(sorted(set(kept), key=sort_key))
            return Answer(triples=triples, truncated=truncated, prefixes=self.prefixes)
        names = [variable.value for variable in result.variables]
        order = column_order(text, names)
        kept = [tuple(row[i] for i in order) for row in kept]
        return Answer(
            columns=tuple(names[i] for i in order),
            rows=tuple(kept if is_ordered(text) else sorted(kept, key=sort_key)),
            truncated=truncated,
            prefixes=self.prefixes,
        )

    def _check_from(self, text: str) -> None:
        """Refuse a FROM of a graph that the store lacks: it would give no rows, as if the web had none."""
        import pyoxigraph

        for name in from_graphs(text, self.prefixes):
            if not self._store.contains_named_graph(pyoxigraph.NamedNode(name)):
                raise QueryError(
                    f"FROM <{name}> is refused",
                    cause="no graph of the file has this name, and nothing is fetched",
                    remedy="leave FROM out: the default graph holds everything",
                )

    def _isolated(
        self, text: str, *, timeout_s: float, max_rows: int | None, dataset: Dataset | None, base: str | None
    ) -> Answer:
        """Run the query in a child process; see ``kg.graph.isolated`` for what goes over the pipes."""
        import pyoxigraph

        from kg.graph.isolated import read_reply

        request: dict[str, Any] = {
            "query": text,
            "max_rows": max_rows,
            "prefixes": dict(self.prefixes),
            "dataset": None if dataset is None else asdict(dataset),
            "base": base,
        }
        data = b""
        if self._path is not None:
            request["path"] = str(self._path)
        else:
            data = self._store.dump(format=pyoxigraph.RdfFormat.N_QUADS) or b""
        try:
            child = subprocess.run(
                [sys.executable, "-m", "kg.graph.isolated"],
                input=json.dumps(request).encode() + b"\n" + data,
                capture_output=True,
                timeout=timeout_s,
                env=os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise _too_long(timeout_s) from error
        if child.returncode:
            raise QueryError(
                "the query broke the process that ran it",
                cause=f"exit {child.returncode}",
                remedy="make it shorter or flatter",
            )
        return read_reply(child.stdout, prefixes=self.prefixes)


def _format(path: Path) -> pyoxigraph.RdfFormat:
    import pyoxigraph

    name = FORMATS.get(path.suffix.lower())
    if name is None:
        raise FormatError(
            f"cannot query {path.name!r}",
            cause=f"the ending {path.suffix!r} is none of {' '.join(FORMATS)}",
            remedy="name the graph.ttl that 'kg build' wrote",
        )
    found: pyoxigraph.RdfFormat = getattr(pyoxigraph.RdfFormat, name)
    return found


def _unreadable(name: str, error: SyntaxError | ValueError) -> FormatError:
    return FormatError(
        f"cannot read {name}", cause=str(error), remedy="check that the file is whole, or build it again"
    )


def _named(prefixes: Mapping[str, str]) -> dict[str, str]:
    return {prefix: namespace for prefix, namespace in prefixes.items() if prefix}


def _too_long(timeout_s: float) -> QueryError:
    return QueryError(
        f"the query took longer than {timeout_s:g} s",
        cause="it joins or lists too much",
        remedy="name an entity or a relation in it, or add a LIMIT",
    )


def _term(term: Any) -> Term:
    import pyoxigraph

    if isinstance(term, pyoxigraph.NamedNode):
        return Term(kind="iri", value=term.value)
    if isinstance(term, pyoxigraph.Literal):
        return Term(kind="literal", value=term.value, datatype=term.datatype.value, language=term.language or None)
    if isinstance(term, pyoxigraph.BlankNode):
        return Term(kind="blank", value=term.value)
    return Term(kind="triple", value=f"<<( {term} )>>")
