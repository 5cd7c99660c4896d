"""The file of people's decisions: where it lies, and how commands add a row to it or take one out."""

from __future__ import annotations

import contextlib
import os
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import InputError, OutputError
from kg.model import Rejected, counted
from kg.pipeline.api import Graph, graph_file
from kg.pipeline.curation_checks import bearer, check_row
from kg.pipeline.curation_remarks import remarks_about
from kg.pipeline.judgements import load_with_judgements
from kg.pipeline.replay import replay_command, shown_path
from kg.resolve import Curation, CurationRow, read_curation, with_row, without_row
from kg.resolve.refusals import STAGE, UNKNOWN
from kg.resolve.reject import STAGE as REJECTED
from kg.resolve.reject import EntityIndex, claimed
from kg.resolve.selector import Selector, name_key
from kg.schema import load_ontology

FILE_NAME = "curation.toml"
#: Which kinds of rows undo one another: the second may not be added where the first says something of the same names.
_AGAINST = {
    "merge": ("never-merge", "split"),
    "never-merge": ("merge",),
    "split": ("merge",),
    "name": ("no-name",),
    "no-name": ("name",),
}
#: Kinds of rows about words as they are written: case counts, and no class stands behind them.
_AS_WRITTEN = ("name", "no-name")


def curation_file(folder: Path) -> Path:
    """Return where the decisions about the graph in a folder lie: in that folder, so that they are of this graph alone.

    A file of that name beside the folder serves until the folder has one of its own: earlier versions wrote it there,
    and folders side by side share it.

    >>> curation_file(Path("exports")) == Path.cwd() / "exports" / "curation.toml"
    True
    """
    inside, beside = folder.resolve() / FILE_NAME, folder.resolve().parent / FILE_NAME
    return beside if beside.is_file() and not inside.is_file() else inside


def find_curation(path: Path | None, folder: Path) -> Path | None:
    """Return the file that a person named, else the one of a graph's folder; None: there is none."""
    found = curation_file(folder)
    return path or (found if found.is_file() else None)


def shared_text(path: Path | None, folder: Path) -> str:
    """Return what to say of a file of decisions that other folders have in common with this one; "" of any other."""
    own = folder.resolve() / FILE_NAME
    if path is None or path.resolve() != own.parent.parent / FILE_NAME:
        return ""
    return (
        f"{shown_path(path)} holds for all graphs in {shown_path(own.parent.parent)}/; "
        f"moved to {shown_path(own)}, it is of this graph alone"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A decision that was written down: the ``row`` as it stands in the file at ``path``.

    ``changed`` is False where it stood there already. ``remarks`` are what a person should know of it, and ``replay``
    is the command that builds the graph with it.
    """

    row: CurationRow
    path: Path
    changed: bool
    remarks: tuple[str, ...] = ()
    replay: str = ""
    undone: bool = False


def decide(
    row: CurationRow,
    *,
    graph: Path | None = None,
    curation: Path | None = None,
    ontology: Path | None = None,
    undo: bool = False,
) -> Decision:
    """Check a decision against a built graph and add it to its file, or with ``undo`` take it out.

    None is the usual place.

    Raises:
        InputError: there is no graph, or it does not know what the row speaks of, or an earlier row says otherwise,
            or there is no such row to take out.
        FormatError: the graph or the file of decisions is damaged.
        OutputError: the file cannot be written.
    """
    file = graph_file(graph)
    path = curation or curation_file(file.parent)
    replay = replay_command(file.parent, None if curation_file(file.parent) == path.absolute() else path, ontology)
    if undo:
        if row.predicate is not None:  # by its label, or the inverse
            predicate, turned = claimed(row.predicate, load_ontology(ontology))
            row = replace(row, predicate=predicate, names=row.names[::-1] if turned else row.names)
        return Decision(row=remove_row(row, path), path=path, changed=True, replay=replay, undone=True)
    built = load_with_judgements(file, ontology=ontology)
    checked = check_row(built, row)
    shared = shared_text(None if curation else path, file.parent)
    remarks: tuple[str, ...] = ()
    if checked.kind not in ("reject", *_AS_WRITTEN):
        standing = load_curation(path) if path.exists() else None
        remarks = remarks_about(built, checked, [bearer(built, name) for name in checked.names], standing)
    remarks = (*remarks, shared) if shared else remarks
    return Decision(row=checked, path=path, changed=add_row(checked, path), remarks=remarks, replay=replay)


def not_followed(graph: Graph) -> tuple[Rejected, ...]:
    """Return the decisions that a build could not follow, with the reasons."""
    return tuple(row for row in graph.rejected if row.stage == STAGE)


def replayed_text(graph: Graph, path: Path | None, *, everything: bool) -> tuple[str, ...]:
    """Return what to say of the decisions that a build replayed from a file: the count first, then those that failed.

    A file may serve several folders, so that a decision about names that stand nowhere in this build is nothing to
    worry about: without ``everything`` such decisions are counted in the first line. None, or a file without a row:
    nothing is said.
    """
    count = len(load_curation(path).rows)
    if path is None or not count:
        return ()
    failed = not_followed(graph)
    struck = sum(row.stage == REJECTED for row in graph.rejected)
    elsewhere = {row.item for row in failed if row.reason.startswith(UNKNOWN)}  # a row may have two such names
    refused = {row.item for row in failed}
    followed = sum(str(row) not in refused for row in load_curation(path).rows)
    said = f"{counted(count, 'decision')} replayed from {shown_path(path)}"
    said = said if followed == count else f"{followed} of {said}"
    said += f"; {counted(struck, 'sentence')} left out whose claim was rejected" if struck else ""
    if elsewhere:
        said += f"; {len(elsewhere)} about names that these articles do not have"
        said += "" if everything else f" (--curation {shown_path(path)} lists them)"
    told = failed if everything else [row for row in failed if not row.reason.startswith(UNKNOWN)]
    return said, *(f"not followed: {row.item}: {row.reason}" for row in told)


def rejections_text(graph: Graph, left: str, right: str, path: Path | None) -> str:
    """Return a line for each claim of two entities, or of one and a value, that a file rejects; often none."""
    index = EntityIndex(graph.entities.values())

    def ends(name: str) -> set[str]:
        return {entity.id for entity in index.called(name)} or {name_key(name)}

    one, other = ends(left), ends(right)
    rows = [
        row
        for row in load_curation(path).of_kind("reject")
        for subject, object_ in [[ends(name) for name in row.names]]
        if (subject & one and object_ & other) or (subject & other and object_ & one)
    ]
    said = [f"Rejected by curation: {row}{f' ({row.note})' if row.note else ''}" for row in rows]
    where = [f"The row stands in {shown_path(path)}; 'kg reject ... --undo' takes it out."] if rows and path else []
    return "".join(f"{line}\n" for line in (*said, *where))


def load_curation(path: Path | None) -> Curation:
    """Return the decisions of a file; none where the path is None.

    Raises:
        InputError: the file cannot be read.
        FormatError: it is not such a file.
    """
    return Curation() if path is None else read_curation(_text(path), name=path.name)


def add_row(row: CurationRow, path: Path) -> bool:
    """Add a decision at the end of a file, which is made where it is missing; False where it stands there already.

    What stands in the file stays as it is, comments too. The file is written whole or not at all.

    Raises:
        InputError: the file cannot be read, or it holds a decision against this one.
        FormatError: it is not such a file.
        OutputError: it cannot be written.
    """
    text = _text(path) if path.exists() else ""
    curation = read_curation(text, name=path.name)
    if any(_says(row) == _says(other) for other in curation.rows):
        return False
    against = next((other for other in curation.rows if _contradicts(row, other)), None)
    if against is not None:
        raise InputError(
            f"{shown_path(path)} says otherwise",
            cause=f"it has the row: {against}",
            remedy="take that row out first: the same command as for it, with --undo",
        )
    changed = with_row(text, row)
    read_curation(changed, name=path.name)
    _replace(path, changed)
    return True


def remove_row(row: CurationRow, path: Path) -> CurationRow:
    """Take a decision out of a file and return it as it stood there; all else in the file stays as it is.

    Names count without their classes where only one row says so, and articles by how they begin.

    Raises:
        InputError: the file cannot be read, or it has no such row, or several.
        FormatError: it is not such a file, or the row must be taken out by hand.
        OutputError: it cannot be written.
    """
    text = _text(path)
    rows = read_curation(text, name=path.name).rows
    found = [other for other in rows if _says(row) == _says(other)] or [o for o in rows if _means(row, o)]
    if len({_says(other) for other in found}) != 1:
        near = found or [o for o in rows if {k[0] for k in _keys(row)} & {k[0] for k in _keys(o)}]
        raise InputError(
            f"{shown_path(path)} has {'several rows that say' if found else 'no row that says'} so: {row}",
            cause=f"it has: {'; '.join(map(str, near))}" if near else "no row speaks of these names",
            remedy="write the row as it stands there, or edit the file by hand",
        )
    for other in found:  # with other notes
        text = without_row(text, other)
    _replace(path, text)
    return found[0]


def _says(row: CurationRow) -> tuple[object, ...]:
    """Return what two rows have in common that say the same."""
    names = tuple(_keys(row)) if row.kind == "reject" else frozenset(_keys(row))
    return (row.kind, names, row.to, row.predicate and row.predicate.casefold(), frozenset(row.documents))


def _means(row: CurationRow, other: CurationRow) -> bool:
    """Say whether a person who wrote the first row may mean the second: classes left out, articles begun."""
    if (row.kind, row.to) != (other.kind, other.to):
        return False
    if (row.predicate or "").removeprefix("kg:").casefold() != (other.predicate or "").casefold():
        return False
    given, stands = ([name_key(key[0]) for key in _keys(r)] for r in (row, other))
    # A split may be given with the entity that keeps its name, which the row leaves out.
    same = given == stands or (set(given) == set(stands) != set() and row.kind != "reject")
    same = same or (row.kind == "split" and set(stands) <= set(given))
    begun = all(any(d.startswith(begin) for d in other.documents) for begin in row.documents)
    return same and begun and len(row.documents) == len(other.documents)


def _keys(row: CurationRow) -> list[tuple[str, str | None, str | None]]:
    if row.kind in _AS_WRITTEN:
        return [(" ".join(name.split()), None, None) for name in row.names]
    selectors = map(Selector.of, row.names)
    return [(selector.key, selector.type, selector.where) for selector in selectors]


def _contradicts(row: CurationRow, other: CurationRow) -> bool:
    """Say whether two rows cannot both be followed, as far as the rows themselves show."""
    shared = {key[0] for key in _keys(row)} & {key[0] for key in _keys(other)}
    if "reject" in (row.kind, other.kind):
        return False
    if row.to is not None and row.kind == other.kind:
        return bool(set(_keys(row)) & set(_keys(other)))
    if other.kind not in _AGAINST.get(row.kind, ()) or row.documents or other.documents:
        return False
    return len(shared) >= (2 if {row.kind, other.kind} == {"merge", "never-merge"} else 1)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        cause = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise InputError(
            f"cannot read '{path}'",
            cause=cause,
            remedy="name another file of decisions with --curation; 'kg merge' and the like make one",
        ) from error


def _replace(path: Path, text: str) -> None:
    temporary: str | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o644
        descriptor, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".tmp", dir=path.parent)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(text.encode())
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, mode)
        os.replace(temporary, path)
        temporary = None
    except OSError as error:
        raise OutputError(f"cannot write '{path}'", cause=error.strerror or str(error)) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
