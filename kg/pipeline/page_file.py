"""Pages and pictures on disk: written whole or not at all, and never over somebody else's file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import FormatError
from kg.export.files import replace_file
from kg.export.registry import Exporter
from kg.schema import Ontology

if TYPE_CHECKING:
    from kg.analyse import Statistics

#: How each kind of page begins that kg writes, by the end of its name.
SIGNATURES = {
    ".html": (
        b'<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="generator" content="newskg">'
    ),
    ".md": b"<!-- newskg -->\n",
}
_DRAWN_BY = b"Software\0newskg"


def check_page(path: Path, *suffixes: str) -> None:
    """Raise FormatError where a page's file does not end as one of the suffixes."""
    if path.suffix not in (suffixes or SIGNATURES):
        raise FormatError(
            f"a page cannot be written as {path.name!r}",
            remedy=f"name a file that ends in {' or '.join(suffixes or SIGNATURES)}",
        )


def write_page(text: str, path: Path, *, force: bool = False) -> Path:
    """Write a page of HTML or Markdown, by the end of the path, and return the path.

    Raises:
        FormatError: the path ends in something else.
        OutputError: the file cannot be written, or is somebody else's and ``force`` is not set.
    """
    check_page(path)
    signature = SIGNATURES[path.suffix]
    data = text.encode()
    return write_signed(data if data.startswith(signature) else signature + data, path, signature, force=force)


def write_signed(data: bytes, path: Path, signature: bytes, *, force: bool = False) -> Path:
    """Write bytes and return the path; a file that does not begin with the signature is somebody else's.

    Raises:
        OutputError: the file cannot be written, or is somebody else's and ``force`` is not set.
    """
    kind = Exporter(
        name=path.suffix[1:], description="", suffixes=(path.suffix,), file_name="", signature=signature, module=""
    )

    def write(stream: BinaryIO) -> None:
        stream.write(data)

    replace_file(path, kind, write, force=force)
    return path


def write_plots(figures: Statistics, ontology: Ontology, folder: Path, *, force: bool = False) -> list[Path]:
    """Write the charts of a graph into a folder as PNG, and return their paths.

    Raises:
        PluginError: matplotlib is not installed.
        OutputError: a file cannot be written, or is somebody else's and ``force`` is not set.
    """
    from kg.analyse.plots import plots

    written = []
    for name, data in plots(figures, labels_of(ontology)):
        # All have one size, so they begin alike up to the name of who drew them.
        signature = data[: data.index(_DRAWN_BY) + len(_DRAWN_BY)]
        written.append(write_signed(data, folder / f"{name}.png", signature, force=force))
    return written


def labels_of(ontology: Ontology) -> dict[str, str]:
    """Return the labels of an ontology's classes and relations by their names."""
    labels = {name: declared.label for name, declared in ontology.classes.items()}
    return {name: label for name, label in (labels | {n: p.label for n, p in ontology.labelled()}).items() if label}
