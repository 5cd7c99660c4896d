"""Graph files on disk: written whole or not at all, and never over somebody else's file."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from kg.errors import FormatError, InputError, OutputError
from kg.export.csv_cells import BOM
from kg.export.folders import open_folder
from kg.export.folders import write_folder as _write_folder
from kg.export.registry import Exporter, exporter, exporter_of
from kg.export.settings import ExportSettings
from kg.model import GraphRecords
from kg.schema.ontology import Ontology


def write_file(
    graph: GraphRecords,
    ontology: Ontology,
    path: str | os.PathLike[str],
    *,
    format: str | None = None,
    force: bool = False,
    settings: ExportSettings | None = None,
) -> Path:
    """Write a graph to a file and return its path; the folder is made where it is missing.

    ``format`` is a name or extension; None goes by the file's name. The bytes go to a temporary file in
    the same folder, which then takes the name at once: readers see the old file or the new one. A file
    that does not begin as this format's files begin is foreign and stays, unless ``force``; an empty
    file may be replaced. A format of several files makes a folder, unless the path ends in ``.zip``; there
    files of other origin stay. FormatError for an unknown format, OutputError where nothing can be written.
    """
    target = Path(path)
    chosen = exporter(format) if format is not None else exporter_of(target)
    if _is_folder(target, chosen):
        _write_folder(
            lambda stream: chosen.load().write(graph, ontology, stream, settings=settings),
            target,
            name=chosen.name,
            force=force,
        )
        return target
    replace_file(
        target, chosen, lambda stream: chosen.load().write(graph, ontology, stream, settings=settings), force=force
    )
    return target


def write_stream(
    graph: GraphRecords,
    ontology: Ontology,
    stream: BinaryIO,
    *,
    format: str,
    settings: ExportSettings | None = None,
) -> None:
    """Write a graph to a stream that need not be seekable, such as standard output: all of it, or nothing.

    A format of several files comes as an archive. FormatError for an unknown format.
    """
    module = exporter(format).load()
    with tempfile.TemporaryFile() as whole:
        module.write(graph, ontology, whole, settings=settings)
        whole.seek(0)
        shutil.copyfileobj(whole, stream)


def replace_file(target: Path, chosen: Exporter, write: Callable[[BinaryIO], None], *, force: bool = False) -> None:
    """Let a function write a file of a format, whole or not at all, and never over a foreign one without ``force``.

    Raises:
        OutputError: it cannot be written, or there is a foreign file.
    """
    if not force and is_foreign(target, chosen):
        raise OutputError(
            f"{target} exists and was not written by kg as {chosen.name}",
            cause="it does not begin as such a file does",
            remedy="choose another name, or overwrite it with --force",
        )
    temporary: str | None = None
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".tmp", dir=target.parent)
        with os.fdopen(descriptor, "w+b") as stream:
            write(stream)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, _mode(target))
        os.replace(temporary, target)
        temporary = None
    except OSError as error:
        raise OutputError(f"cannot write {target}", cause=error.strerror or str(error)) from error
    finally:
        if temporary is not None:
            os.unlink(temporary)


def is_foreign(path: Path, chosen: Exporter) -> bool:
    """Say whether there is something at the path that kg did not write in this format."""
    if not path.exists():
        return False
    if not path.is_file():
        return True
    try:
        with path.open("rb") as stream:
            start = stream.read(len(chosen.signature) + 3).removeprefix(BOM.encode())
            if chosen.own and start.startswith(chosen.signature):
                stream.seek(0)
                return not chosen.load().is_own(stream)  # type: ignore[attr-defined]  # `Exporter.own` says so
    except OSError as error:
        raise OutputError(f"cannot look into {path}", cause=error.strerror or str(error)) from error
    return bool(start) and not start.startswith(chosen.signature)


def _is_folder(path: Path, chosen: Exporter) -> bool:
    return chosen.folder and path.suffix.lower() != ".zip"


def _mode(path: Path) -> int:
    """Return the file's permissions, or those a new file gets (mkstemp's are for its owner alone)."""
    try:
        return path.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def read_file(path: str | os.PathLike[str], *, format: str | None = None) -> Any:
    """Read a file that `write_file` wrote: GraphRecords from the RDF formats, rows from the others.

    InputError where it cannot be read, FormatError where the format is unknown or the content is not it.
    """
    source = Path(path)
    chosen = exporter(format) if format is not None else exporter_of(source)
    try:
        with open_folder(source, name=chosen.name) if _is_folder(source, chosen) else source.open("rb") as stream:
            return chosen.load().read(stream)
    except OSError as error:
        raise InputError(f"cannot read {source}", cause=error.strerror or str(error)) from error
    except FormatError as error:
        raise FormatError(f"{source}: {error.what}", cause=error.cause, remedy=error.remedy) from error
