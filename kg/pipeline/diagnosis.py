"""Whether everything that a build needs is there: for ``kg doctor`` and for reports of trouble."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Literal

from kg.errors import KgError
from kg.pipeline.api import DEFAULT_GRAPH
from kg.pipeline.registry import plugin_names


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at; "missing" keeps kg from working, "note" does not."""

    verdict: Literal["ok", "note", "missing"]
    what: str
    detail: str = ""

    def __str__(self) -> str:
        return f"{self.verdict:<8} {self.what}" + (f": {self.detail}" if self.detail else "")


def diagnose(ontology_directory: Path | None = None) -> tuple[Finding, ...]:
    """Return what was found, in the order in which it is needed; no model is loaded."""
    return (
        *_python(),
        *_distributions(),
        *_ontology(ontology_directory),
        *_extractors(),
        *_cache(),
        *_graph(),
    )


def _python() -> Iterator[Finding]:
    fine = sys.version_info >= (3, 12)
    yield Finding(verdict="ok" if fine else "missing", what="Python", detail=platform.python_version())


def _distributions() -> Iterator[Finding]:
    try:
        own, wanted = version("newskg"), requires("newskg") or []
    except PackageNotFoundError:
        yield Finding(verdict="missing", what="newskg", detail="not installed: run 'uv sync', or 'pip install .'")
        return
    yield Finding(verdict="ok", what="newskg", detail=own)
    for line in wanted:
        if "extra ==" in line:
            continue
        name = line.split(";")[0].split(">")[0].split("<")[0].split("=")[0].split("[")[0].strip()
        try:
            yield Finding(verdict="ok", what=name, detail=version(name))
        except PackageNotFoundError:
            yield Finding(verdict="missing", what=name, detail="not installed: run 'uv sync'")


def _ontology(directory: Path | None) -> Iterator[Finding]:
    from kg.schema import check_ontology, load_ontology

    try:
        ontology = load_ontology(directory)
        errors = [problem for problem in check_ontology(ontology) if problem.severity == "error"]
    except KgError as error:
        yield Finding(verdict="missing", what="ontology", detail=str(error))
        return
    if errors:
        yield Finding(verdict="missing", what="ontology", detail=f"{len(errors)} errors: see 'kg ontology check'")
    else:
        sizes = f"{len(ontology.classes)} classes, {len(ontology.properties)} properties"
        yield Finding(verdict="ok", what="ontology", detail=f"{sizes}, {len(ontology.relations)} relations with cues")


def _extractors() -> Iterator[Finding]:
    names = plugin_names("kg.extractors")
    yield Finding(verdict="ok" if names else "missing", what="extractors", detail=", ".join(names) or "none registered")


def _cache() -> Iterator[Finding]:
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    folder = Path(os.environ.get("KG_CACHE_DIR") or Path(base) / "newskg")
    nearest = next(path for path in (folder, *folder.parents) if path.exists())
    if os.access(nearest, os.W_OK):
        yield Finding(verdict="ok", what="cache", detail="compiled templates can be kept")
    else:
        yield Finding(verdict="note", what="cache", detail="not writable, so that each build compiles the templates")


def _graph() -> Iterator[Finding]:
    if DEFAULT_GRAPH.is_file():
        yield Finding(verdict="ok", what="graph", detail=str(DEFAULT_GRAPH))
    else:
        yield Finding(verdict="note", what="graph", detail="none here yet: run 'kg build seeds'")
