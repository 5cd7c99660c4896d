"""Quads that are no graph of records, such as what a reasoner adds, in the RDF formats that are lists of quads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from kg.errors import FormatError
from kg.export.files import replace_file
from kg.export.registry import exporter, exporter_of
from kg.export.stream import COMMENT, write_text
from kg.export.turtle import turtle
from kg.rdf import Quad, nquads_line, ntriples_line
from kg.rdf.vocabulary import BASE


def _as_turtle(quads: Iterable[Quad]) -> Iterator[str]:
    return turtle(quads, base=BASE)


_TEXT: Mapping[str, Callable[[Iterable[Quad]], Iterable[str]]] = MappingProxyType(
    {
        "turtle": _as_turtle,
        "trig": _as_turtle,
        "ntriples": lambda quads: map(ntriples_line, quads),
        "nquads": lambda quads: map(nquads_line, quads),
    }
)
#: The formats that name graphs.
WITH_GRAPHS = frozenset({"trig", "nquads"})


def quad_format(path: Path | None, format: str | None = None) -> str:
    """Return the name of the format for quads: the given one, else that of the file's name, else "turtle".

    Raises:
        FormatError: it is unknown, or cannot have quads that are no records.
    """
    remedy = f"choose {', '.join(sorted(_TEXT))}"
    try:
        chosen = exporter(format) if format is not None else exporter_of(path) if path is not None else exporter("ttl")
    except FormatError as error:
        raise FormatError(error.what, remedy=remedy) from error
    if chosen.name not in _TEXT:
        raise FormatError(f"{chosen.name} holds no plain statements", remedy=remedy)
    return chosen.name


def quad_lines(quads: Iterable[Quad], format: str) -> Iterator[str]:
    """Yield the text of quads in a format that `quad_format` gave; their order is kept, and neighbours are grouped."""
    yield COMMENT
    yield from _TEXT[format](quads)


def write_quads(quads: Iterable[Quad], path: Path, *, format: str, force: bool = False) -> None:
    """Write quads to a file, whole or not at all.

    Raises:
        OutputError: it cannot be written, or there is a file that kg did not write and ``force`` is not set.
    """
    lines = quad_lines(quads, format)
    replace_file(path, exporter(format), lambda stream: write_text(stream, lines), force=force)
