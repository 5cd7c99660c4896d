"""One frozen value that says how a build is made."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

#: Exported by a build that names no formats.
DEFAULT_FORMATS = ("turtle", "graphml", "gexf", "jsonl")

#: Read by a build that names no extractors: the model reads a quarter more facts than the cues alone, as precisely, in
#: three to four times the time (docs/quality.md, docs/benchmarks.md).
DEFAULT_EXTRACTORS = ("cues", "model")


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildSettings:
    """What a user may choose about a build.

    ``ontology`` is a folder like the shipped ``ontology/``, None for the shipped one. ``extractors`` are
    plug-in names of the group ``kg.extractors``. ``voters`` are the models: the first parses and finds
    names, the others only find names. ``format`` overrides the readers' choice by file extension. ``strict``
    refuses to build where an input cannot be used. ``curation`` is a file of people's decisions about names,
    None for none. ``link`` is what entities are linked against: a table's path, "shipped", or the URL of a
    reconciliation service; None: nothing.
    """

    ontology: Path | None = None
    extractors: tuple[str, ...] = DEFAULT_EXTRACTORS
    voters: tuple[str, ...] = ("md", "news")
    format: str | None = None
    strict: bool = False
    curation: Path | None = None
    link: str | None = None


def with_open(extractors: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of extractors with the one of open relations last: it looks at what the others found.

    >>> with_open(("open", "cues"))
    ('cues', 'open')
    """
    return (*(name for name in extractors if name != "open"), "open")
