"""The file of people's decisions about names: where it lies, and how commands add a row to it."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from kg.analyse.show import unknown_name
from kg.errors import InputError, OutputError
from kg.model import Entity, Rejected, counted
from kg.pipeline.api import Graph, graph_file
from kg.pipeline.curation_remarks import remarks_about
from kg.pipeline.judgements import load_with_judgements
from kg.resolve import Curation, CurationRow, read_curation, with_row
from kg.resolve.refusals import STAGE, UNKNOWN
from kg.resolve.selector import Selector, name_key, name_of

FILE_NAME = "curation.toml"
#: Which kinds of rows undo one another: the second may not be added where the first says something of the same names.
_AGAINST = {"merge": ("never-merge", "split"), "never-merge": ("merge",), "split": ("merge",)}


def curation_file(folder: Path) -> Path:
    """Return where the decisions about the graph in a folder lie: in the folder, if a person put the file there.

    Else beside the folder, which is often not under version control; folders side by side share that file.

    >>> curation_file(Path("exports")) == Path.cwd() / "curation.toml"
    True
    """
    inside = folder.resolve() / FILE_NAME
    return inside if inside.is_file() else folder.resolve().parent / FILE_NAME


def find_curation(path: Path | None, folder: Path) -> Path | None:
    """Return the file that a person named, else the one in or beside a graph's folder; None: there is none."""
    found = curation_file(folder)
    return path or (found if found.is_file() else None)


def decide(
    row: CurationRow, *, graph: Path | None = None, curation: Path | None = None, ontology: Path | None = None
) -> tuple[CurationRow, Path, bool, tuple[str, ...]]:
    """Check a decision against a built graph and add it to its file; None: the usual places.

    Returns the row as it was written, the file, False where the decision stood there already, and what a person
    should know of it.

    Raises:
        InputError: there is no graph, or it does not know what the row speaks of, or an earlier row says otherwise.
        FormatError: the graph or the file of decisions is damaged.
        OutputError: the file cannot be written.
    """
    file = graph_file(graph)
    path = curation or curation_file(file.parent)
    built = load_with_judgements(file, ontology=ontology)
    checked = check_names(built, row)
    remarks = remarks_about(built, checked, [_bearer(built, name) for name in checked.names])
    return checked, path, add_row(checked, path), remarks


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
    elsewhere = [row for row in failed if row.reason.startswith(UNKNOWN)]
    said = f"{counted(count, 'decision')} about names replayed from {_shown(path)}"
    if elsewhere:
        said += f"; {len(elsewhere)} about names that these articles do not have"
        said += "" if everything else f" (--curation {_shown(path)} lists them)"
    told = failed if everything else [row for row in failed if row not in elsewhere]
    return said, *(f"not followed: {row.item}: {row.reason}" for row in told)


def _shown(path: Path) -> str:
    """Return a path as a person would write it here."""
    here = Path.cwd()
    return str(path.relative_to(here) if path.is_relative_to(here) else path)


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
        raise InputError(f"{path.name} says otherwise", cause=str(against), remedy="take that row out of it first")
    changed = with_row(text, row)
    read_curation(changed, name=path.name)
    _replace(path, changed)
    return True


def check_names(graph: Graph, row: CurationRow) -> CurationRow:
    """Return a row with its articles' full names, when the graph has every name and knows which entity is meant.

    Raises:
        InputError: a name is unknown or stands for several entities, or the row would change nothing or cannot
            be done; the message says what to write instead.
    """
    if row.to is not None and not row.to.strip():
        raise InputError("the new name says nothing", remedy="write one letter at least")
    if row.kind in ("merge", "never-merge") and len(row.names) < 2:
        raise InputError(
            f"only one name was given: {row.names[0]!r}",
            cause=f"kg {row.kind} says something of two names or more",
            remedy=f"kg {row.kind} {row.names[0]!r} 'OTHER NAME'",
        )
    bearers = [_bearer(graph, name) for name in row.names]
    if row.kind == "retype" and row.to not in graph.ontology.classes:
        raise InputError(f"there is no class {row.to!r}", remedy=f"choose {', '.join(graph.ontology.classes)}")
    if len({(Selector.of(name).key, Selector.of(name).type, Selector.of(name).where) for name in row.names}) < len(
        row.names
    ):
        raise InputError(
            f"{row.names[0]!r} is one name, however it is written",
            remedy="where it means another thing, split it off: kg split NAME --in ARTICLE",
        )
    if row.kind != "split":
        return row
    documents = tuple(_document(graph, name) for name in row.documents)
    for name, entity in zip(row.names, bearers, strict=True):
        _check_split(graph, name, entity, documents)
    return replace(row, documents=documents)


def _bearer(graph: Graph, name: str) -> Entity | None:
    """Return the entity that a name means; None where it is a label of two things that one name now shows."""
    selector = Selector.of(name)
    if selector.where and any(name in (row.left, row.right) for row in graph.records.judgements.values()):
        return None
    known = {entity.id: [entity.name, entity.id] for entity in graph.entities.values()}
    own = [e for e in graph.entities.values() if any(selector.takes(form, e.type) for form in known[e.id])]
    found = own or [e for e in graph.entities.values() if any(selector.takes(form, e.type) for form in e.aliases)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise unknown_name(graph.records, name)
    choices = sorted(f"'{e.name} [{e.type}]'" for e in found)
    raise InputError(f"{name!r} is the name of several entities", remedy=f"write one of {', '.join(choices)}")


def _document(graph: Graph, name: str) -> str:
    """Return the name of the one article that begins so."""
    names = sorted({d.name for d in graph.documents.values() if d.name.startswith(name)})
    if name in names or len(names) == 1:
        return name if name in names else names[0]
    raise InputError(
        f"no one article is called {name!r}",
        cause=f"{len(names)} begin so" if names else "none begins so",
        remedy="write the name that 'kg show' gives behind a sentence",
    )


def _check_split(graph: Graph, name: str, entity: Entity | None, documents: Sequence[str]) -> None:
    """Refuse a split that has nothing to take out."""
    if entity is None:
        return
    key = Selector.of(name).key
    articles = {graph.documents[id].name for form, id in entity.uses if name_key(form) == key and id in graph.documents}
    if documents:
        if not articles.issuperset(documents):
            missing = ", ".join(sorted(set(documents) - articles))
            raise InputError(f"{missing} does not use {name!r}", remedy=f"it stands in {', '.join(sorted(articles))}")
        return
    labels = {label for row in graph.records.judgements.values() for label in (row.left, row.right)}
    leads = {name_key(name_of(label)) for label in labels} & set(map(name_key, {entity.name, *entity.aliases}))
    if len(leads) > 1 and key not in leads:
        cause = "its articles use it for an entity that they also call by a fuller name"
    elif len(leads) < 2:
        cause = "the articles that use it use it for one entity"
    else:
        return
    where = " ".join(sorted(articles)) or "ARTICLE"
    raise InputError(
        f"{name!r} cannot be split off everywhere",
        cause=cause,
        remedy=f"say in which articles it means another thing: --in, with one of {where}",
    )


def _says(row: CurationRow) -> tuple[object, ...]:
    """Return what two rows have in common that say the same."""
    return (row.kind, frozenset(_keys(row)), row.to, frozenset(row.documents))


def _keys(row: CurationRow) -> list[tuple[str, str | None, str | None]]:
    selectors = map(Selector.of, row.names)
    return [(selector.key, selector.type, selector.where) for selector in selectors]


def _contradicts(row: CurationRow, other: CurationRow) -> bool:
    """Say whether two rows cannot both be followed, as far as the rows themselves show."""
    shared = {key[0] for key in _keys(row)} & {key[0] for key in _keys(other)}
    if row.to is not None:
        return row.kind == other.kind and bool(set(_keys(row)) & set(_keys(other)))
    if other.kind not in _AGAINST.get(row.kind, ()) or row.documents or other.documents:
        return False
    return len(shared) >= (1 if "split" in (row.kind, other.kind) else 2)


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        cause = (error.strerror if isinstance(error, OSError) else None) or str(error)
        raise InputError(f"cannot read '{path}'", cause=cause, remedy="name another file with --curation") from error


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
