"""Formats of several files on disk: a folder, whose foreign files stay."""

from __future__ import annotations

import os
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from kg.errors import InputError, OutputError
from kg.export.archive import MARK, mark


def write_folder(write: Callable[[BinaryIO], None], folder: Path, *, name: str, force: bool) -> None:
    """Write the files of an archive into a folder, which is made where it is missing.

    ``write`` writes the archive of the format ``name``. All files are made beside the folder first. A new folder
    then takes its name at once. In a folder that kg wrote before, each file is replaced at once, what the last
    export wrote and this one does not is removed, and files of other origin stay.

    OutputError where the folder was not written by kg in this format and is not empty, or a file of other origin
    has the name of one to be written, both unless ``force``; and where nothing can be written.
    """
    if folder.exists() and not folder.is_dir():
        raise OutputError(f"{folder} is no folder", remedy=f"name a folder, or a file that ends in {name}.zip")
    old = _listed(folder, name)
    if old is None and folder.is_dir() and any(folder.iterdir()) and not force:
        raise OutputError(
            f"{folder} exists and was not written by kg as {name}",
            cause=f"it has no {MARK} that says so",
            remedy="choose another folder, or write into it with --force",
        )
    temporary: Path | None = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".tmp", dir=folder.parent))
        made = temporary / "files"
        new = _unpack(write, temporary / "archive.zip", made)
        if not folder.exists():
            _list_files(made, new, name)
            os.replace(made, folder)
        else:
            _replace(made, new, folder, old or [], name=name, force=force)
    except OSError as error:
        raise OutputError(f"cannot write {folder}", cause=error.strerror or str(error)) from error
    finally:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)


def open_folder(folder: Path, *, name: str) -> BinaryIO:
    """Return the files of a folder that `write_folder` wrote as an archive, in a temporary file to be closed.

    Raises:
        InputError: the folder was not written by kg in this format.
    """
    listed = _listed(folder, name)
    if listed is None:
        raise InputError(f"{folder} was not written by kg as {name}", cause=f"it has no {MARK} that says so")
    stream = tempfile.TemporaryFile()  # noqa: SIM115 - its reader closes it
    with zipfile.ZipFile(stream, "w") as archive:
        for path in (MARK, *listed):
            archive.write(folder / path, path)
    stream.seek(0)
    return stream


def _unpack(write: Callable[[BinaryIO], None], archive_path: Path, folder: Path) -> list[str]:
    with archive_path.open("w+b") as stream:
        write(stream)
        with zipfile.ZipFile(stream) as archive:
            archive.extractall(folder)
            return [path for path in archive.namelist() if path != MARK]


def _replace(made: Path, new: list[str], folder: Path, old: list[str], *, name: str, force: bool) -> None:
    foreign = [path for path in new if path not in set(old) and os.path.lexists(folder / path)]
    if foreign and not force:
        raise OutputError(
            f"{folder / foreign[0]} exists and was not written by kg",
            cause="an entity or article of the graph would have a file of this name",
            remedy="rename your file, or overwrite it with --force",
        )
    # Both lists while files change: an export that is broken off can be repeated, and knows what is its own.
    _list_files(folder, [*new, *(path for path in old if path not in set(new))], name)
    for path in new:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        os.replace(made / path, folder / path)
    for path in sorted(set(old) - set(new)):
        (folder / path).unlink(missing_ok=True)
        _remove_empty(folder, (folder / path).parent)
    _list_files(folder, new, name)


def _remove_empty(folder: Path, inner: Path) -> None:
    if inner != folder and inner.is_dir() and not any(inner.iterdir()):
        inner.rmdir()


def _list_files(folder: Path, paths: list[str], name: str) -> None:
    temporary = folder / f".{MARK}.tmp"
    temporary.write_text(mark(name) + "".join(path + "\n" for path in paths), encoding="utf-8", newline="\n")
    os.replace(temporary, folder / MARK)


def _listed(folder: Path, name: str) -> list[str] | None:
    """Return the paths that a folder's last export wrote, or None where kg wrote it not, or as another format.

    A path that leads out of the folder is not among them: somebody may have edited the list, and what it names
    is replaced and removed.
    """
    try:
        text = (folder / MARK).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    if not text.startswith(mark(name)):
        return None
    inside = folder.resolve()
    return [
        path
        for path in text.removeprefix(mark(name)).split("\n")
        if path and ".." not in PurePosixPath(path).parts and (folder / path).resolve().is_relative_to(inside)
    ]
