"""Whether a graph's file is well formed: SHACL shapes, checked with pySHACL."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import FormatError, InputError, OntologyError
from kg.graph.answer import shorten
from kg.graph.store import FORMATS
from kg.rdf import PREFIXES
from kg.schema import load_ontology, resource

if TYPE_CHECKING:
    from rdflib import Graph


@dataclass(frozen=True, slots=True, kw_only=True)
class Violation:
    """One place where the graph breaks a shape.

    ``focus`` is the node, ``path`` the property ("" where the shape is about the node itself), ``value``
    the offending value or "". IRIs are shortened with the known prefixes.
    """

    focus: str
    path: str
    message: str
    value: str = ""
    severity: str = "Violation"

    def __str__(self) -> str:
        where = f"{self.focus} {self.path}".rstrip()
        return f"{where}: {self.message}" + (f" Found: {self.value}" if self.value else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What validating gave; ``violations`` are sorted by focus, path, message, value."""

    conforms: bool
    violations: tuple[Violation, ...] = ()

    def as_text(self, *, most: int | None = None) -> str:
        """Return one line a violation and a verdict; ``most`` limits the lines, what is cut is counted."""
        shown = self.violations[:most]
        lines = [str(violation) for violation in shown]
        if len(shown) < len(self.violations):
            lines.append(f"and {len(self.violations) - len(shown)} more")
        count = len(self.violations)
        verdict = "conforms" if self.conforms else f"does not conform: {count} violation{'s' * (count != 1)}"
        return "\n".join([*lines, verdict]) + "\n"


def validate(path: Path, ontology_directory: Path) -> Report:
    """Check a graph's file against ``shapes.ttl`` of the ontology's folder; where it has none, the packaged shapes.

    Nothing is inferred and nothing is fetched. All graphs of a file with several count as one.

    Raises:
        InputError: the graph's file is missing or not readable.
        FormatError: its ending is unknown, or its content is not of that format.
        OntologyError: the folder is no ontology, or has no readable ``shapes.ttl``.
    """
    if path.suffix.lower() not in FORMATS:
        raise FormatError(
            f"cannot validate {path.name!r}",
            cause=f"the ending {path.suffix!r} is none of {' '.join(FORMATS)}",
            remedy="name the graph.ttl that 'kg build' wrote",
        )
    if not path.is_file():
        raise InputError(f"no graph at {str(path)!r}", remedy="build one with 'kg build', then name its graph.ttl")
    data = _read(path, FormatError)
    shapes_path = ontology_directory / "shapes.ttl"
    if not shapes_path.is_file():
        shapes_path = resource(load_ontology(ontology_directory), "shapes.ttl")
    shapes = _read(shapes_path, OntologyError)

    import pyshacl
    from pyshacl.errors import ReportableRuntimeError

    try:
        conforms, results, text = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
    except ReportableRuntimeError as error:
        raise OntologyError(f"{shapes_path.name} is no SHACL", cause=str(error), remedy="correct the shape") from error
    if not hasattr(results, "subjects"):
        raise OntologyError(f"{shapes_path.name} cannot be checked", cause=str(text), remedy="correct the shape")
    return Report(conforms=bool(conforms), violations=tuple(_violations(results)))


def _read(path: Path, error_type: type[FormatError] | type[OntologyError]) -> Graph:
    """Return the triples of a file. It is read by pyoxigraph first: its errors name the line, and it is strict."""
    import pyoxigraph
    import rdflib

    graph = rdflib.Graph()
    lines = []
    try:
        for quad in pyoxigraph.parse(
            path=str(path), format=getattr(pyoxigraph.RdfFormat, FORMATS[path.suffix.lower()])
        ):
            lines.append(f"{quad.triple} .\n")
    except OSError as error:
        raise InputError(f"cannot read {str(path)!r}", cause=str(error), remedy="check its permissions") from error
    except (SyntaxError, ValueError) as error:
        raise error_type(f"cannot read {path.name}", cause=str(error), remedy="check that the file is whole") from error
    graph.parse(data="".join(lines), format="nt")
    return graph


def _violations(results: Any) -> list[Violation]:
    from rdflib import SH
    from rdflib.namespace import RDF

    found = []
    for result in results.subjects(RDF.type, SH.ValidationResult):
        messages = sorted(str(message) for message in results.objects(result, SH.resultMessage))
        severity = results.value(result, SH.resultSeverity)
        found.append(
            Violation(
                focus=_short(results.value(result, SH.focusNode)),
                path=_short(results.value(result, SH.resultPath)),
                message=" ".join(messages),
                value=_short(results.value(result, SH.value)),
                severity=str(severity).rpartition("#")[2] or "Violation",
            )
        )
    return sorted(found, key=lambda v: (v.focus, v.path, v.message, v.value))


def _short(node: Any) -> str:
    from rdflib import URIRef

    if node is None:
        return ""
    return shorten(str(node), PREFIXES) if isinstance(node, URIRef) else str(node)
