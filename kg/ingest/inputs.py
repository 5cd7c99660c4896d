"""What the user named, turned into the files to read: paths, folders, patterns and stdin."""

from __future__ import annotations

import glob
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.ingest.article import rejected
from kg.ingest.readers import format_of_name
from kg.model import Rejected

STDIN = "-"


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class InputFile:
    """A file to read. ``name`` is what its documents are known by; ``path`` is None for stdin."""

    name: str
    path: str | None


def find_inputs(
    inputs: Sequence[str], *, recursive: bool = True, is_own: Callable[[Path], bool] | None = None
) -> tuple[list[InputFile], list[Rejected]]:
    """Return the files to read, sorted by name, each once, and what was named but is not there.

    ``is_own`` says of a file whether this program wrote it: it is no article, and is passed over in folders and
    patterns; one that was named itself is among what cannot be read.

    A folder gives its files of known formats, hidden ones left out, named relative to it; a pattern
    those that match, named relative to its fixed part; a file its base name.

    Raises InputError where there is nothing at all to read.
    """
    if not inputs:
        raise InputError("no input", cause="no path was given", remedy="name a file, a folder, a pattern or -")
    files: dict[str, InputFile] = {}
    missing: list[Rejected] = []
    for given in dict.fromkeys(map(str, inputs)):
        found = list(_files(given, recursive=recursive, is_own=is_own or (lambda _: False)))
        missing += [entry for entry in found if isinstance(entry, Rejected)]
        for entry in found:
            if isinstance(entry, InputFile):
                place = STDIN if entry.path is None else os.path.realpath(entry.path)
                # The shortest name wins whatever the order of the inputs.
                files[place] = min(entry, files.get(place, entry), key=lambda f: (len(f.name), f.name))
    if not files:
        first = missing[0]
        raise InputError(
            f"nothing to read in {first.item!r}" + (f" and {len(missing) - 1} more" if missing[1:] else ""),
            cause=first.reason,
            remedy="name a file, a folder or a pattern that holds .txt, .json, .jsonl or .html articles",
        )
    order = sorted(files.values(), key=lambda f: (f.name, f.path or ""))
    return order, sorted(missing, key=lambda r: (r.item, r.reason))


def _files(given: str, *, recursive: bool, is_own: Callable[[Path], bool]) -> Iterator[InputFile | Rejected]:
    if given == STDIN:
        yield InputFile(name="stdin", path=None)
    elif given.casefold().startswith(("http://", "https://")):
        yield rejected(given, "an address: pages are not fetched, save it and name the file")
    elif "\x00" in given:
        yield rejected(given.replace("\x00", "\\0"), "missing: no such file or folder")
    elif os.path.isdir(given):
        inside = list(_folder(given, recursive=recursive))
        articles = [file for file in inside if not is_own(Path(file.path or ""))]
        yield from articles
        if not articles:
            but = " but those that kg wrote itself" if inside else ""
            yield rejected(_shown(given), f"the folder holds no file of a known format{but}")
    elif os.path.isfile(given) and is_own(Path(given)):
        yield rejected(_shown(given), "written by kg: the files of a graph are no articles")
    elif os.path.exists(given):
        yield InputFile(name=Path(given).name, path=given)
    elif glob.has_magic(given):
        matches = [path for path in sorted(glob.glob(given, recursive=True)) if os.path.isfile(path)]
        root = _fixed_part(given)
        yield from (InputFile(name=_relative(path, root), path=path) for path in matches if not is_own(Path(path)))
        if not matches:
            yield rejected(given, "the pattern matches no file")
    else:
        yield rejected(_shown(given), "missing: no such file or folder")


def _folder(folder: str, *, recursive: bool) -> Iterator[InputFile]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if recursive and not f.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and format_of_name(name) is not None:
                path = os.path.join(where, name)
                yield InputFile(name=_relative(path, folder), path=path)


def _fixed_part(pattern: str) -> str:
    """Return the folders of a pattern before its first wildcard."""
    fixed: list[str] = []
    for part in Path(pattern).parts[:-1]:
        if glob.has_magic(part):
            break
        fixed.append(part)
    return str(Path(*fixed)) if fixed else "."


def _relative(path: str, root: str) -> str:
    return Path(os.path.relpath(path, root)).as_posix().encode("utf-8", "replace").decode()


def _shown(given: str) -> str:
    """Return a path as reports show it: an absolute one by its last part only."""
    return Path(given).name or given if os.path.isabs(given) else given
