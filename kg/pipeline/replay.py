"""The command that builds a folder's graph again, with the decisions of people as they stand."""

from __future__ import annotations

import json
from pathlib import Path
from shlex import join
from typing import Any

from kg.pipeline.settings import DEFAULT_FORMATS, BuildSettings

_MANIFEST = "manifest.json"


def shown_path(path: Path) -> str:
    """Return a path as a person would write it here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


def replay_command(folder: Path, curation: Path | None = None, ontology: Path | None = None) -> str:
    """Return the command that replays decisions on the articles that a build of a folder has read.

    It asks for what that build was asked for, as its manifest has it: other defaults would drop files or be refused.
    ``curation`` is a file that the build would not find by itself.
    """
    words = ["kg", "build", "--add", "-o", shown_path(folder.resolve())]
    words += ["--curation", shown_path(curation)] if curation is not None else []
    words += ["--ontology", str(ontology)] if ontology is not None else []
    manifest = _manifest(folder)
    usual = BuildSettings()
    for option, default in (("extractors", usual.extractors), ("voters", usual.voters)):
        chosen = manifest.get("settings", {}).get(option, list(default))
        words += [f"--{option}", ",".join(chosen)] if chosen != list(default) else []
    formats = _formats(manifest)
    words += ["--formats", ",".join(formats)] if formats and set(formats) != set(DEFAULT_FORMATS) else []
    link = manifest.get("settings", {}).get("link")
    words += ["--link", link] if link else []
    return join(words)


def _formats(manifest: dict[str, Any]) -> list[str]:
    from kg.export import exporters

    files = manifest.get("files", {})
    return [name for name, format in exporters().items() if format.file_name in files]


def _manifest(folder: Path) -> dict[str, Any]:
    """Return a folder's manifest; nothing where it has none that can be read."""
    try:
        found = json.loads((folder / _MANIFEST).read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
