"""What a graph is handed to other programs as: frames, networks, RDF, and files of every format."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal

from kg.pipeline.graph_records import RecordsOfGraph

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd
    import polars as pl
    import rdflib

    from kg.export import ExportSettings
    from kg.export.frames import Frames
    from kg.export.loss import LossReport


class Files(RecordsOfGraph):
    """The ways out of a graph, in memory and on disk."""

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

    def write(
        self,
        path: str | os.PathLike[str],
        *,
        format: str | None = None,
        force: bool = False,
        color: Literal["type", "community"] = "type",
        profile: Literal["rdf", "owl2"] = "rdf",
        unasserted: bool = False,
    ) -> Path:
        """Write the graph to a file, whole or not at all; the format goes by the name unless it is given.

        ``color`` says what the colours of a GEXF drawing stand for; with "community" the nodes of all tables and
        drawings also carry the number of theirs, 0 the largest. ``unasserted`` makes edges in networks of what is only
        planned, possible or denied too. ``profile`` "owl2" keeps RDF to what OWL 2 reasoners
        accept; such a file is for them and cannot be loaded here.

        Raises:
            FormatError: the format is unknown.
            OutputError: the file cannot be written, or it is somebody else's and ``force`` is not set.
        """
        from kg.export import write_file

        settings = self._settings(color, profile, unasserted)
        return write_file(self._records, self._ontology, path, format=format, force=force, settings=settings)

    def dump(
        self,
        stream: BinaryIO,
        *,
        format: str,
        color: Literal["type", "community"] = "type",
        profile: Literal["rdf", "owl2"] = "rdf",
        unasserted: bool = False,
    ) -> None:
        """Write the graph to a stream of bytes, such as standard output: what `write` writes to a file.

        Raises:
            FormatError: the format is unknown.
        """
        from kg.export.files import write_stream

        settings = self._settings(color, profile, unasserted)
        write_stream(self._records, self._ontology, stream, format=format, settings=settings)

    def loss(
        self,
        path: str | os.PathLike[str],
        *,
        format: str | None = None,
        color: Literal["type", "community"] = "type",
        profile: Literal["rdf", "owl2"] = "rdf",
        unasserted: bool = False,
    ) -> LossReport:
        """Open a file that `write` wrote with somebody else's reader, and say what of the graph is not in it.

        Raises:
            FormatError: no such reader knows the format, or it cannot read the file.
        """
        from kg.export.loss import check_loss

        settings = self._settings(color, profile, unasserted)
        return check_loss(self._records, self._ontology, Path(path), format=format, settings=settings)

    def left_out(self, formats: Iterable[str]) -> str:
        """Return a line that says how many edges files of some formats lack, and why; "" where they lack none.

        ``formats`` are names. Networks alone leave edges out: RDF and the tables of claims have all claims.
        """
        from kg.export import exporter
        from kg.export.rows import unasserted_edges
        from kg.model import counted

        drawn = any(exporter(name).network for name in formats)
        counts = unasserted_edges(self._records, self._ontology) if drawn else {}
        if not counts:
            return ""
        only = f"only {next(iter(counts))}"
        why = only if len(counts) == 1 else ", ".join(f"{n:,} only {status}" for status, n in counts.items())
        return f"{counted(sum(counts.values()), 'edge')} left out of the network ({why})"

    def _settings(self, color: str, profile: Literal["rdf", "owl2"], unasserted: bool) -> ExportSettings:
        from kg.export import ExportSettings

        communities = self._communities if color == "community" else {}
        return ExportSettings(communities=communities, profile=profile, unasserted_edges=unasserted)

    @cached_property
    def _communities(self) -> Mapping[str, int]:
        from kg.analyse import communities

        return communities(self._records)
