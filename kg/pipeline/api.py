"""The public graph: what ``kg.build`` and ``kg.load`` return."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from kg.errors import FormatError, InputError
from kg.model import STATUSES, Claim, Document, Entity, Evidence, GraphRecords, Rejected
from kg.pipeline.run import FAILED, Progress, decided, read_records
from kg.pipeline.settings import BuildSettings
from kg.schema import Ontology, load_ontology

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import polars as pl
    import rdflib

    from kg.analyse import Disagreement, EntityCard, Match, Statistics, TimelineRow
    from kg.analyse.paths import Path as ClaimPath
    from kg.analyse.paths import StepStatus
    from kg.analyse.story import Story
    from kg.export import ExportSettings
    from kg.export.frames import Frames
    from kg.export.loss import LossReport
    from kg.graph.answer import Answer
    from kg.graph.store import GraphStore

#: Where ``kg build`` writes and the other commands read, unless they are told otherwise.
DEFAULT_FOLDER = Path("exports")
DEFAULT_GRAPH = DEFAULT_FOLDER / "graph.ttl"


class Graph:
    """A knowledge graph that does not change: records by id, and ways to ask, measure and write them.

    Two graphs with the same records are equal. A graph that was loaded from a file has no mentions, chains,
    judgements or rejections: files carry the results, not the way there.
    """

    def __init__(self, records: GraphRecords, ontology: Ontology, *, read: GraphRecords | None = None) -> None:
        self._records = records
        self._ontology = ontology
        self._read = read

    def __repr__(self) -> str:
        return f"<Graph of {len(self.documents)} documents: {len(self.entities)} entities, {len(self.claims)} claims>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows: the figures, and the ten entities that are named most often."""
        from kg.model.notebook import notebook_table

        known = sorted(self.entities.values(), key=lambda e: (-e.n_mentions, e.name, e.id))[:10]
        counts = [("articles", len(self.documents)), ("entities", len(self.entities)), ("claims", len(self.claims)),
                  ("sentences", len(self.evidence))]  # fmt: skip
        return notebook_table("Graph", counts) + notebook_table(
            "Named most often", ((e.name, e.type, e.n_mentions) for e in known), header=("entity", "class", "mentions")
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Graph) and self._records == other._records

    def __hash__(self) -> int:
        return hash((*self.documents, *self.entities, *self.claims))

    @property
    def records(self) -> GraphRecords:
        """Return all records, also those of the document stages."""
        return self._records

    @property
    def read(self) -> GraphRecords | None:
        """Return what was read from the articles, before anything was decided across them; None: loaded from a file."""
        return self._read

    @property
    def ontology(self) -> Ontology:
        """Return the ontology that the graph is written in."""
        return self._ontology

    @property
    def documents(self) -> Mapping[str, Document]:
        """Return the articles by id."""
        return self._records.documents

    @property
    def entities(self) -> Mapping[str, Entity]:
        """Return the entities by id, which is a slug of the name."""
        return self._records.entities

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Return the claims by id; their ends are ids of entities."""
        return self._records.claims

    @property
    def open_claims(self) -> Mapping[str, Claim]:
        """Return the open claims by id, each with a ``phrase``; empty unless the build was asked for them."""
        return self._records.open_claims

    @property
    def value_claims(self) -> Mapping[str, Claim]:
        """Return the value claims by id: dates and numbers of entities, with their XSD type as ``datatype``."""
        return self._records.value_claims

    @property
    def evidence(self) -> Mapping[str, Evidence]:
        """Return the sentences behind the claims, by id."""
        return self._records.evidence

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """Return what was left out and why, inputs first, then by stage and item."""
        rows = self._records.rejected.values()
        return tuple(sorted(rows, key=lambda r: (r.stage != "ingest", r.stage, r.item, r.reason, r.id)))

    @property
    def rejected_inputs(self) -> tuple[Rejected, ...]:
        """Return the files and articles that are not in the graph: unreadable, or a stage failed on them."""
        return tuple(row for row in self.rejected if row.stage in ("ingest", FAILED))

    def to_networkx(self, *, asserted_only: bool = False) -> nx.MultiDiGraph:
        """Return one node an entity and one edge a (subject, predicate, object), with evidence counts as weights.

        ``asserted_only`` leaves out what is planned or possible; what is denied is never an edge.
        """
        from kg.analyse import to_networkx

        return to_networkx(self._records, asserted_only=asserted_only)

    def to_pandas(self) -> Frames[pd.DataFrame]:
        """Return the entities, claims and evidence as frames: ``graph.to_pandas().claims``.

        Raises:
            OutputError: pandas is not installed.
        """
        from kg.export.frames import to_pandas

        return to_pandas(self._records)

    def to_polars(self) -> Frames[pl.DataFrame]:
        """Return the entities, claims and evidence as polars frames.

        Raises:
            OutputError: polars is not installed.
        """
        from kg.export.frames import to_polars

        return to_polars(self._records)

    def to_rdflib(self) -> rdflib.Graph:
        """Return the graph as rdflib knows it, with the prefixes bound."""
        import rdflib

        from kg.rdf import PREFIXES, ntriples_line, statements

        graph = rdflib.Graph()
        graph.parse(data="".join(map(ntriples_line, statements(self._records, self._ontology))), format="nt")
        for prefix, namespace in PREFIXES.items():
            graph.bind(prefix, namespace)
        return graph

    @cached_property
    def _store(self) -> GraphStore:
        from kg.graph.store import GraphStore
        from kg.rdf import statements

        return GraphStore.from_statements(statements(self._records, self._ontology))

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
        """Return the entities that a name may mean, best first, at least one.

        Raises:
            InputError: nothing in the graph is called so.
        """
        matches = self.find(name)
        if not matches:
            raise InputError(
                f"nothing in the graph is called {name!r}", remedy="'kg stats' names the best known entities"
            )
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

    def story(
        self, entity_id: str | None = None, *, by: Literal["community", "week"] | None = None, max_claims: int = 30
    ) -> Story:
        """Return in sentences, with footnotes to their quotes, what the articles say: of all, or of one entity.

        ``by`` tells it community by community or week by week; ``max_claims`` limits each part.

        Raises:
            InputError: no entity has this id.
        """
        from kg.analyse import story

        records, ontology = self._records, self._ontology
        if by == "community":
            return story.community_story(records, ontology, entity_id=entity_id, max_claims=max_claims)
        if by == "week":
            return story.week_story(records, ontology, entity_id=entity_id, max_claims=max_claims)
        if entity_id is not None:
            return story.entity_story(records, ontology, entity_id, max_claims=max_claims)
        return story.whole_story(records, ontology, max_claims=max_claims)

    def summary(
        self,
        entity_id: str | None = None,
        *,
        by: Literal["community", "week"] | None = None,
        format: Literal["md", "html"] = "md",
    ) -> str:
        """Return a page of Markdown or HTML that says what the articles say: of all, or as `story` divides it.

        Raises:
            InputError: no entity has this id.
        """
        from kg.analyse import summary
        from kg.analyse.story_text import story_html, story_markdown

        if entity_id is not None or by is not None or format == "html":
            told = self.story(entity_id, by=by)
            return story_html(told) if format == "html" else story_markdown(told)

        return summary(self._records, self._ontology)

    def disputes(self, entity_id: str | None = None) -> tuple[Disagreement, ...]:
        """Return what the sources disagree about, each with all its sides; about one entity if its id is given."""
        from kg.analyse import disagreements

        return disagreements(self._records, entity_id=entity_id)

    def timeline(self, entity_id: str) -> tuple[TimelineRow, ...]:
        """Return an entity's roles as intervals and its dated claims, earliest first."""
        from kg.analyse import timeline

        return timeline(self._records, self._ontology, entity_id)

    def paths(
        self,
        source_id: str,
        target_id: str,
        *,
        max_paths: int = 5,
        max_length: int = 4,
        statuses: Collection[StepStatus] = STATUSES,
        without: Collection[str] = (),
    ) -> tuple[ClaimPath, ...]:
        """Return how two entities are connected by claims, best first; empty where they are not.

        ``max_length`` is the most steps, ``statuses`` what a step may rest on, ``without`` ids of entities to avoid.

        Raises:
            InputError: no entity has one of the ids, both are one entity, or ``max_length`` is out of range.
        """
        from kg.analyse import paths

        return paths(
            self._records,
            source_id,
            target_id,
            max_paths=max_paths,
            max_length=max_length,
            statuses=statuses,
            without=without,
        )

    def diff(self, newer: Graph, *, max_rows: int = 30) -> Story:
        """Return in sentences what changed from this graph to a newer one; without parts where nothing did."""
        from kg.analyse.diff_story import diff_story

        return diff_story(self._records, newer.records, newer.ontology, max_rows=max_rows)

    def patch(self, newer: Graph) -> Iterator[str]:
        """Yield an RDF Patch, line by line, that makes the triples of a newer graph of those of this one."""
        from kg.analyse.rdf_patch import rdf_patch

        return rdf_patch(self._records, newer.records, newer.ontology, old_ontology=self._ontology)

    def marked(self) -> str:
        """Return the articles as a page of HTML, with entities in colour and the words of each claim.

        A graph that was built shows mentions; one that was loaded from a file shows the claims' sentences alone.
        """
        from kg.analyse.marked import marked_articles
        from kg.analyse.marked_page import marked_html

        return marked_html(marked_articles(self._records, self._ontology), self._ontology)

    def why(self, left: str, right: str) -> str:
        """Return in plain text why two names are one entity, or why not."""
        from kg.resolve import explain

        return explain(self._records, left, right)

    def write(
        self,
        path: str | os.PathLike[str],
        *,
        format: str | None = None,
        force: bool = False,
        color: Literal["type", "community"] = "type",
        profile: Literal["rdf", "owl2"] = "rdf",
    ) -> Path:
        """Write the graph to a file, whole or not at all; the format goes by the name unless it is given.

        ``color`` says what the colours of a GEXF drawing stand for; with "community" the nodes of all tables and
        drawings also carry the number of theirs, 0 the largest. ``profile`` "owl2" keeps RDF to what OWL 2 reasoners
        accept; such a file is for them and cannot be loaded here.

        Raises:
            FormatError: the format is unknown.
            OutputError: the file cannot be written, or it is somebody else's and ``force`` is not set.
        """
        from kg.export import write_file

        settings = self._settings(color, profile)
        return write_file(self._records, self._ontology, path, format=format, force=force, settings=settings)

    def dump(
        self,
        stream: BinaryIO,
        *,
        format: str,
        color: Literal["type", "community"] = "type",
        profile: Literal["rdf", "owl2"] = "rdf",
    ) -> None:
        """Write the graph to a stream of bytes, such as standard output: what `write` writes to a file.

        Raises:
            FormatError: the format is unknown.
        """
        from kg.export.files import write_stream

        settings = self._settings(color, profile)
        write_stream(self._records, self._ontology, stream, format=format, settings=settings)

    def loss(
        self,
        path: str | os.PathLike[str],
        *,
        format: str | None = None,
        color: Literal["type", "community"] = "type",
        profile: Literal["rdf", "owl2"] = "rdf",
    ) -> LossReport:
        """Open a file that `write` wrote with somebody else's reader, and say what of the graph is not in it.

        Raises:
            FormatError: no such reader knows the format, or it cannot read the file.
        """
        from kg.export.loss import check_loss

        settings = self._settings(color, profile)
        return check_loss(self._records, self._ontology, Path(path), format=format, settings=settings)

    def _settings(self, color: str, profile: Literal["rdf", "owl2"]) -> ExportSettings:
        from kg.export import ExportSettings

        if color == "community":
            return ExportSettings(communities=self._communities, profile=profile)
        return ExportSettings(profile=profile)

    @cached_property
    def _communities(self) -> Mapping[str, int]:
        from kg.analyse import communities

        return communities(self._records)


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
    records = read_file(file, format=format)
    if not isinstance(records, GraphRecords):
        raise FormatError(
            f"{file} does not hold a whole graph",
            cause="tables and drawings leave out the sentences",
            remedy="name an RDF file, such as the graph.ttl that 'kg build' wrote",
        )
    return Graph(records, load_ontology(ontology))


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
