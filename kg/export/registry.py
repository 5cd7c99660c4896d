"""The formats by name and by file extension; a format's code loads when it is first used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import PurePath
from types import MappingProxyType
from typing import Any, BinaryIO, Protocol, cast

from kg.errors import FormatError, PluginError
from kg.export.archive import signature
from kg.export.settings import ExportSettings
from kg.model import GraphRecords
from kg.schema.ontology import Ontology


class Format(Protocol):
    """What the module of a format offers. Law: ``read(write(graph)) == carried(graph)``."""

    def write(
        self,
        graph: GraphRecords,
        ontology: Ontology,
        stream: BinaryIO,
        *,
        settings: ExportSettings | None = None,
    ) -> None:
        """Write the graph: the same bytes for the same records, however they were put together."""

    def read(self, stream: BinaryIO) -> Any:
        """Read what `write` wrote: a GraphRecords, GraphRows, or rows. FormatError where it is not that."""

    def carried(self, graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> Any:
        """Return what the format keeps of a graph, as `read` gives it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exporter:
    """A format: its names, and where its code is.

    ``suffixes`` are the ends of file names that mean it; the longest fitting one of all formats wins.
    ``file_name`` is what a build calls the file. ``signature`` is how each of its files begins: nobody
    else's file begins so, unless ``own`` is True: the module then has ``is_own(stream) -> bool``, which looks
    further. ``module`` is importable and is a `Format`. ``folder`` is True for a format of several files: the
    module reads and writes them as an archive (``kg.export.archive``), and a path that does not end in ``.zip``
    is a folder. ``network`` is True for a format whose edges are the asserted claims: what is only planned, possible or
    denied is in it where the settings ask for that.
    """

    name: str
    description: str
    suffixes: tuple[str, ...]
    file_name: str
    signature: bytes
    module: str
    own: bool = False
    folder: bool = False
    network: bool = False

    def load(self) -> Format:
        """Import the format's code."""
        return cast(Format, import_module(self.module))


_COMMENT = b"# newskg: written by kg;"
_XML = b'<?xml version="1.0" encoding="UTF-8"?>\n<!-- newskg: written by kg;'

_BUILT_IN = (
    Exporter(
        name="turtle",
        description="RDF for reading and for most tools",
        suffixes=(".ttl",),
        file_name="graph.ttl",
        signature=_COMMENT,
        module="kg.export.turtle",
    ),
    Exporter(
        name="ntriples",
        description="RDF, one triple a line",
        suffixes=(".nt",),
        file_name="graph.nt",
        signature=_COMMENT,
        module="kg.export.ntriples",
    ),
    Exporter(
        name="nquads",
        description="RDF, one quad a line, the evidence of each article in its own graph",
        suffixes=(".nq",),
        file_name="graph.nq",
        signature=_COMMENT,
        module="kg.export.nquads",
    ),
    Exporter(
        name="trig",
        description="Turtle with the evidence of each article in its own graph",
        suffixes=(".trig",),
        file_name="graph.trig",
        signature=_COMMENT,
        module="kg.export.trig",
    ),
    Exporter(
        name="turtle12",
        description="RDF 1.2 Turtle: claims reify the triples they state",
        suffixes=(".ttl12",),
        file_name="graph.ttl12",
        signature=_COMMENT,
        module="kg.export.turtle12",
    ),
    Exporter(
        name="jsonld",
        description="RDF as plain JSON objects",
        suffixes=(".jsonld",),
        file_name="graph.jsonld",
        signature=b'{"@context": {"kg": "https://w3id.org/newskg/ontology#"',
        module="kg.export.jsonld",
    ),
    Exporter(
        name="graphml",
        description="network for Gephi, yEd, Cytoscape, networkx",
        suffixes=(".graphml",),
        file_name="graph.graphml",
        signature=_XML,
        module="kg.export.graphml",
        network=True,
    ),
    Exporter(
        name="gexf",
        description="network for Gephi, with colours, positions and times",
        suffixes=(".gexf",),
        file_name="graph.gexf",
        signature=_XML,
        module="kg.export.gexf",
        network=True,
    ),
    Exporter(
        name="jsonl",
        description="one claim a line, with its sentences",
        suffixes=(".jsonl", ".ndjson"),
        file_name="claims.jsonl",
        signature=b'{"claim_id": ',
        module="kg.export.jsonl",
    ),
    Exporter(
        name="csv-nodes",
        description="table of entities",
        suffixes=("nodes.csv",),
        file_name="nodes.csv",
        signature=b"Id,Label,entity_class,",
        module="kg.export.csv_nodes",
    ),
    Exporter(
        name="csv-edges",
        description="table of relations",
        suffixes=("edges.csv", ".csv"),
        file_name="edges.csv",
        signature=b"Source,Target,Type,Kind,Id,",
        module="kg.export.csv_edges",
        network=True,
    ),
    Exporter(
        name="open-jsonl",
        description="one open claim a line, with its sentences",
        suffixes=("open-claims.jsonl",),
        file_name="open-claims.jsonl",
        signature=b'{"open_claim_id": ',
        module="kg.export.open_jsonl",
    ),
    Exporter(
        name="open-csv",
        description="table of open claims",
        suffixes=("open-claims.csv",),
        file_name="open-claims.csv",
        signature=b"subject,phrase,object,",
        module="kg.export.open_csv",
    ),
    Exporter(
        name="value-csv",
        description="table of value claims: dates and numbers of entities",
        suffixes=("values.csv",),
        file_name="values.csv",
        signature=b"subject,predicate,value,",
        module="kg.export.value_csv",
    ),
    Exporter(
        name="sqlite",
        description="tables with full-text search, for SQL and Datasette",
        suffixes=(".sqlite", ".sqlite3", ".db"),
        file_name="graph.sqlite",
        signature=b"SQLite format 3\x00",
        module="kg.export.sqlite",
        own=True,
    ),
    Exporter(
        name="parquet",
        description="table of claims, each with its sentences, for DuckDB, pandas, Spark",
        suffixes=(".parquet", "claims.parquet"),
        file_name="claims.parquet",
        signature=b"PAR1",
        module="kg.export.parquet_claims",
        own=True,
    ),
    Exporter(
        name="parquet-entities",
        description="table of entities for DuckDB, pandas, Spark",
        suffixes=("entities.parquet",),
        file_name="entities.parquet",
        signature=b"PAR1",
        module="kg.export.parquet_entities",
        own=True,
    ),
    Exporter(
        name="web-jsonld",
        description="schema.org for web pages: an article or entity a line",
        suffixes=("web.jsonl", "web.jsonld"),
        file_name="web.jsonl",
        signature=b'{"@context": "https://schema.org", "@id": "',
        module="kg.export.web_jsonld",
    ),
    Exporter(
        name="obsidian",
        description="linked Markdown notes, a folder: an entity or article each",
        suffixes=("obsidian.zip",),
        file_name="obsidian.zip",
        signature=signature("obsidian"),
        module="kg.export.obsidian",
        folder=True,
    ),
    Exporter(
        name="neo4j",
        description="tables for neo4j-admin database import, a folder or an archive",
        suffixes=("neo4j.zip",),
        file_name="neo4j.zip",
        signature=signature("neo4j"),
        module="kg.export.neo4j",
        network=True,
        folder=True,
    ),
)


@cache
def exporters() -> Mapping[str, Exporter]:
    """Return all formats by name: the built-in ones, then those of the entry-point group ``kg.exporters``.

    An entry point names an `Exporter`. PluginError where a name stands twice or is none.
    """
    found = {exporter.name: exporter for exporter in _BUILT_IN}
    for entry in sorted(entry_points(group="kg.exporters"), key=lambda entry: entry.name):
        exporter = entry.load()
        if not isinstance(exporter, Exporter):
            raise PluginError(
                f"the plug-in {entry.value!r} is no exporter",
                remedy="let its entry point name a kg.export.Exporter",
            )
        if exporter.name in found:
            raise PluginError(
                f"two exporters are called {exporter.name!r}",
                cause=f"the second is {entry.value}",
                remedy="uninstall one of them",
            )
        found[exporter.name] = exporter
    return MappingProxyType(found)


def exporter(name: str) -> Exporter:
    """Return the format with this name or extension; FormatError lists the choices and the nearest.

    >>> exporter("turtle").file_name, exporter("ttl").name, exporter(".GEXF").name
    ('graph.ttl', 'turtle', 'gexf')
    >>> exporter("turtel")  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    ...
    kg.errors.FormatError: unknown format 'turtel' (did you mean 'turtle'?): choose one of csv-edges, csv-nodes, ...
    """
    known = exporters()
    asked = name.lower()
    if asked in known:
        return known[asked]
    dotted = "." + asked.removeprefix(".")
    for candidate in known.values():
        if dotted in candidate.suffixes:
            return candidate
    raise _unknown(f"unknown format {name!r}", asked)


def exporter_of(path: str | PurePath) -> Exporter:
    """Return the format that a file's name means; FormatError lists the choices and the nearest.

    >>> exporter_of("out/nodes.csv").name, exporter_of("claims.jsonl").name
    ('csv-nodes', 'jsonl')
    """
    name = PurePath(path).name.lower()
    fitting = [
        (len(suffix), candidate.name)
        for candidate in exporters().values()
        for suffix in candidate.suffixes
        if name.endswith(suffix)
    ]
    if fitting:
        return exporters()[max(fitting)[1]]
    raise _unknown(f"no format is known for the file name {PurePath(path).name!r}", PurePath(name).suffix)


def _unknown(what: str, asked: str) -> FormatError:
    known = exporters()
    extensions = {suffix: e.name for e in known.values() for suffix in e.suffixes}
    words = {name: name for name in known} | extensions
    near = get_close_matches(asked, sorted(words), n=1, cutoff=0.5)
    return FormatError(
        what,
        cause=f"did you mean {words[near[0]]!r}?" if near else "",
        remedy=f"choose one of {', '.join(sorted(known))}",
    )
