"""The public graph: what ``kg.build`` and ``kg.load`` return."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import FormatError, InputError
from kg.model import GraphRecords, counts
from kg.pipeline.graph_files import Files
from kg.pipeline.graph_stories import Stories
from kg.pipeline.run import Progress, decided, read_records
from kg.pipeline.settings import BuildSettings
from kg.schema import load_ontology

if TYPE_CHECKING:
    from kg.analyse import EntityCard, Match, Statistics
    from kg.graph.answer import Answer
    from kg.graph.store import GraphStore

#: Where ``kg build`` writes and the other commands read, unless they are told otherwise.
DEFAULT_FOLDER = Path("exports")
DEFAULT_GRAPH = DEFAULT_FOLDER / "graph.ttl"


class Graph(Stories, Files):
    """A knowledge graph that does not change: records by id, and ways to ask, measure and write them.

    Two graphs with the same records are equal. A graph that was loaded from a file has no mentions, chains,
    judgements or rejections: files carry the results, not the way there.
    """

    def __repr__(self) -> str:
        return f"<Graph of {counts(self._records)}>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the figures, and the ten entities that are named most often."""
        from kg.model.notebook import notebook_table

        known = sorted(self.entities.values(), key=lambda e: (-e.n_mentions, e.name, e.id))[:10]
        figures = [(name.replace("_", " "), n) for name, n in asdict(counts(self._records)).items()]
        return notebook_table("Graph", figures) + notebook_table(
            "Named most often", ((e.name, e.type, e.n_mentions) for e in known), header=("entity", "class", "mentions")
        )

    @cached_property
    def _store(self) -> GraphStore:
        from kg.graph.store import GraphStore
        from kg.rdf import statements

        return GraphStore.from_statements(statements(self._records, self._ontology))

    def at_least(self, confidence: float) -> Graph:
        """Return the graph without the claims of any kind that are less sure, in [0, 1]; 0 keeps all."""
        if confidence <= 0:
            return self
        records = self._records
        kinds = {"claims": self.claims, "value_claims": self.value_claims, "open_claims": self.open_claims}
        kept = {id for claims in kinds.values() for id, c in claims.items() if c.confidence >= confidence}
        return Graph(
            records.replace(
                **{
                    kind: [replace(c, disputed_by=c.disputed_by & kept) for id, c in claims.items() if id in kept]
                    for kind, claims in kinds.items()
                }
            ),
            self._ontology,
        )

    def query(self, text: str, *, timeout_s: float = 30) -> Answer:
        """Run a SPARQL query; the usual prefixes need no declaration.

        Raises:
            QueryError: the query is malformed, refused, or takes too long.
        """
        return self._store.query(text, timeout_s=timeout_s)

    def ask(self, name: str, *arguments: str, at: str | None = None) -> Answer:
        """Run a shipped query by its name; arguments are names of entities.

        ``at`` is an ISO date of any precision: only rows are kept whose claim holds or happened then.

        Raises:
            QueryError: no such query, too many arguments, a name that nothing in the graph has, or with ``at``: no
                date, or a query whose rows name no claim.
        """
        from kg.graph.query import ask
        from kg.pipeline.questions import rows_at

        answer = ask(self._store, name, *arguments, directory=Path(self._ontology.directory))
        return answer if at is None else rows_at(answer, self._records, self._ontology, at)

    def find(self, name: str, *, limit: int = 10) -> tuple[Match, ...]:
        """Return the entities that a name may mean, best first."""
        from kg.analyse import find_entities

        return find_entities(self._records, name, limit=limit)

    def called(self, name: str) -> tuple[Match, ...]:
        """Return the entities that a name may mean, best first, at least one; a name that is only like theirs is none.

        Raises:
            InputError: nothing in the graph is called so; the message offers near names.
        """
        from kg.analyse.show import unknown_name

        matches = tuple(match for match in self.find(name) if match.how != "spelling")
        if not matches:
            raise unknown_name(self._records, name)
        return matches

    def card(self, entity_id: str) -> EntityCard:
        """Return one entity with its claims and their sentences.

        Raises:
            InputError: no entity has this id.
        """
        from kg.analyse import card

        return card(self._records, entity_id)

    def stats(self, *, top: int = 10) -> Statistics:
        """Return counts, degree, components, centrality and communities; ``top`` limits the rankings."""
        from kg.analyse import statistics

        return statistics(self._records, top=top, ontology=self._ontology)

    def why(self, left: str, right: str | None = None) -> str:
        """Return in plain text why two names are one entity, or why not; of one name why its entity is one.

        Raises:
            InputError: nothing in the graph is called so; the message offers near names.
        """
        from kg.analyse.show import unknown_name
        from kg.resolve import explain
        from kg.resolve.explain import bearers, explain_one

        for name in (left, right):
            if name is not None and not bearers(self._records, name):
                raise unknown_name(self._records, name)
        return explain_one(self._records, left) if right is None else explain(self._records, left, right)

    def claims_between(self, subject: str, object: str, predicate: str | None = None) -> str:
        """Return in plain text the claims of two names, in either direction, with their sentences; "" for none.

        ``object`` may be a value. ``predicate`` is a property by its name, its label or its inverse's name, None for
        all.

        Raises:
            InputError: nothing in the graph is called as the subject, or there is no such property.
        """
        from kg.analyse.show import claims_between, unknown_name
        from kg.resolve.explain import bearers
        from kg.resolve.reject import claimed

        ones = bearers(self._records, subject)
        if not ones:
            raise unknown_name(self._records, subject)
        name = None if predicate is None else claimed(predicate, self._ontology)[0]
        labels = {name: property.label for name, property in self._ontology.labelled()}
        if name is not None and name not in labels:
            raise InputError(
                f"no property is called {predicate!r}",
                cause="a property goes by its name ('heads'), its label, or the name of its inverse",
                remedy="without it, all that is claimed of the two is shown",
            )
        others = bearers(self._records, object)
        return claims_between(self._records, ones, others, value=object, predicate=name, labels=labels)


def build(
    inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]],
    *,
    settings: BuildSettings | None = None,
    known: GraphRecords | None = None,
    progress: Progress | None = None,
) -> Graph:
    """Read articles and return their graph; the same for any order of the inputs.

    ``known`` is what was read from other articles (``graph.read`` of an earlier build): they come into the graph too.

    Raises:
        InputError: none of the inputs holds an article (or with ``settings.strict``: one holds none).
        OntologyError: the ontology's folder contradicts itself.
        PluginError: an extractor or a model is not installed.
    """
    settings = settings or BuildSettings()
    ontology = load_ontology(settings.ontology)
    read = read_records(_names(inputs), ontology, settings, known=known, progress=progress)
    return Graph(decided(read, ontology, settings), ontology, read=read)


def load(
    path: str | os.PathLike[str] = DEFAULT_GRAPH, *, format: str | None = None, ontology: Path | None = None
) -> Graph:
    """Load a graph from one of the RDF formats.

    Raises:
        InputError: there is no such file.
        FormatError: it is of another format, or damaged.
    """
    from kg.export import read_file

    file = graph_file(Path(path))
    if format is None:
        check_graph_name(file)
    records = read_file(file, format=format)
    if not isinstance(records, GraphRecords):
        raise FormatError(
            f"{file} does not hold a whole graph",
            cause="tables and drawings leave out the sentences",
            remedy="name an RDF file, such as the graph.ttl that 'kg build' wrote",
        )
    return Graph(records, load_ontology(ontology))


def check_graph_name(file: Path) -> None:
    """Raise FormatError where a file's name is that of no format which kg writes: it is no graph."""
    from kg.export import exporters

    if not any(file.name.lower().endswith(suffix) for e in exporters().values() for suffix in e.suffixes):
        raise FormatError(
            f"'{file}' is no graph that kg wrote",
            cause="its name ends as no graph's does",
            remedy=f"name the {DEFAULT_GRAPH.name} of a build or its folder, such as -g {DEFAULT_GRAPH}; "
            "'kg build INPUT' makes a graph of articles",
        )


def graph_file(path: Path | None = None) -> Path:
    """Return the path if a file is there, or the file that a build wrote into this folder; None: a build's own.

    Raises:
        InputError: there is none; the message says how to build it.
    """
    file = path or DEFAULT_GRAPH
    if (file / DEFAULT_GRAPH.name).is_file():
        file /= DEFAULT_GRAPH.name
    if not file.is_file():
        raise InputError(
            f"no graph at '{file}'",
            cause="it is a folder without one" if file.is_dir() else "there is no such file",
            remedy="build one with 'kg build seeds', or name another file",
        )
    return file


def _names(inputs: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> Sequence[str]:
    if isinstance(inputs, str | os.PathLike):
        return [os.fspath(inputs)]
    return [os.fspath(item) for item in inputs]
