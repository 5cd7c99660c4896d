"""What follows from a graph, with the rules of an ontology's folder: for `kg reason`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kg.errors import FormatError
from kg.export.quads import WITH_GRAPHS
from kg.graph.reason import Inference, infer
from kg.pipeline.api import graph_file
from kg.rdf import Quad
from kg.schema import load_ontology, resource

#: The links to other vocabularies, in an ontology's folder or else the shipped ones.
ALIGNMENTS = "alignments.ttl"


def reason(graph: Path | None = None, *, ontology: Path | None = None, rules: Sequence[Path] = ()) -> Inference:
    """Return what follows from a graph's file by its ontology, the ontology's alignments, and files of further rules.

    Raises:
        InputError: a file is not there.
        FormatError: a file cannot be read.
        OntologyError: the ontology's folder contradicts itself.
        PluginError: the reasoner is not installed.
    """
    loaded = load_ontology(ontology)
    folder = Path(loaded.directory)
    terms = [path for path in sorted(folder.glob("*.ttl")) if path.name not in (ALIGNMENTS, "shapes.ttl")]
    return infer(graph_file(graph), (*terms, resource(loaded, ALIGNMENTS), *rules))


def chosen_quads(inference: Inference, format: str, *, asserted: bool) -> tuple[Quad, ...]:
    """Return the quads to write: what is inferred, and with ``asserted`` before it what is stated.

    Raises:
        FormatError: both were asked for in a format that cannot keep them apart.
    """
    if not asserted:
        return tuple((s, p, o, name if format in WITH_GRAPHS else None) for s, p, o, name in inference.inferred)
    if format not in WITH_GRAPHS:
        raise FormatError(
            f"{format} cannot keep apart what is stated and what is inferred",
            cause="it names no graphs",
            remedy=f"choose {' or '.join(sorted(WITH_GRAPHS))}, or leave out --asserted",
        )
    return (*inference.asserted, *inference.inferred)
