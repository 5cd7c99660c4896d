"""Gold files: what a careful reader takes from each article, written by reading."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import FormatError, InputError


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldEntity:
    """A named entity of one article. ``aliases`` are its other forms in the text; optional ones do not count."""

    id: str
    type: str
    name: str
    aliases: tuple[str, ...] = ()
    optional: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Return the name and the aliases, in the file's order, each once."""
        return tuple(dict.fromkeys((self.name, *self.aliases)))


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldRelation:
    """A relation between two gold entities, by their ids. ``evidence`` is verbatim, or "" where not given."""

    subject: str
    predicate: str
    object: str
    optional: bool = False
    status: str | None = None
    time: str | None = None
    title: str | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldDocument:
    """One annotated article; ``id`` is its file name."""

    id: str
    entities: tuple[GoldEntity, ...] = ()
    relations: tuple[GoldRelation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Gold:
    """A gold file: its documents in the file's order, and the SHA-256 of its bytes (floors are pinned to it)."""

    documents: tuple[GoldDocument, ...]
    sha256: str = ""


def read_gold(path: Path) -> Gold:
    """Read a gold file.

    Raises InputError where it cannot be read, FormatError where it is not JSON, lacks a field, or
    where a relation names an entity that its document does not list.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot read the gold file {str(path)!r}", cause=error.strerror or "", remedy="name a gold .json file"
        ) from error
    try:
        documents = tuple(_document(row) for row in json.loads(raw)["documents"])
    except KeyError as error:
        raise _malformed(path, f"the field {error.args[0]!r} is missing") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise _malformed(path, str(error)) from error
    for document in documents:
        known = {entity.id for entity in document.entities}
        for relation in document.relations:
            for end in (relation.subject, relation.object):
                if end not in known:
                    raise _malformed(path, f"{document.id}: a relation names {end!r}, which is no entity there")
    return Gold(documents=documents, sha256=hashlib.sha256(raw).hexdigest())


def _malformed(path: Path, cause: str) -> FormatError:
    return FormatError(
        f"{path.name} is no gold file", cause=cause, remedy='it needs {"documents": [{"id", "entities", "relations"}]}'
    )


def _document(row: dict[str, Any]) -> GoldDocument:
    return GoldDocument(
        id=row["id"],
        entities=tuple(
            GoldEntity(
                id=e["id"],
                type=e["type"],
                name=e["name"],
                aliases=tuple(e.get("aliases", ())),
                optional=bool(e.get("optional")),
            )
            for e in row["entities"]
        ),
        relations=tuple(
            GoldRelation(
                subject=r["subject"],
                predicate=r["predicate"],
                object=r["object"],
                optional=bool(r.get("optional")),
                status=r.get("status"),
                time=r.get("time"),
                title=r.get("title"),
                evidence=r.get("evidence", ""),
            )
            for r in row["relations"]
        ),
    )
