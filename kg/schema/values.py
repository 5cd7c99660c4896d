"""Reads how values are said: the files of ``values/``, each about one property whose object is a date or a number."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from kg.errors import OntologyError
from kg.schema.ontology import Saying
from kg.schema.relations import read_toml

_LISTS = ("verbs", "nouns", "of", "with_object", "value", "counts", "named")
_TEXTS = ("thing", "example", "gives")


def read_sayings(files: Mapping[str, str], property_names: frozenset[str]) -> tuple[Saying, ...]:
    """Return the sayings of all files, in the files' order.

    Raises:
        OntologyError: a file is not TOML, has no declared property, or a row with an unknown or missing field.
    """
    return tuple(saying for path, text in sorted(files.items()) for saying in _read(path, text, property_names))


def _read(path: str, text: str, property_names: frozenset[str]) -> Iterator[Saying]:
    table = read_toml(text, path=path)
    name = str(table.get("property", "")).removeprefix("kg:")
    if name not in property_names:
        raise OntologyError(
            f"{path}: kg:{name or '?'} is no property with a value",
            remedy="declare it as owl:DatatypeProperty in a .ttl",
        )
    for row in table.get("says", ()):
        yield _saying(path, name, row)


def _saying(path: str, name: str, row: Mapping[str, Any]) -> Saying:
    for key, value in row.items():
        right = isinstance(value, list) and all(isinstance(v, str) for v in value) if key in _LISTS else (
            key in _TEXTS and isinstance(value, str)
        )  # fmt: skip
        if not right:
            raise OntologyError(f"{path}: {key} is unknown or of the wrong kind", remedy=f"use {', '.join(_LISTS)}")
    if not (row.get("verbs") or row.get("nouns")) or not row.get("value"):
        raise OntologyError(
            f"{path}: a row lacks verbs or value", remedy="say which verbs or nouns, and what stands before the value"
        )
    lists = {key: frozenset(row.get(key, ())) for key in _LISTS}
    return Saying(property=name, thing=row.get("thing", "subject"), **lists)
