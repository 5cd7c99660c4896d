"""Loads the ontology folder: Turtle, relation files and word lists. Runs at each command, so it is fast."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from kg.errors import OntologyError
from kg.schema.deferred import DeferredMapping, DeferredSequence
from kg.schema.kinds import kinds
from kg.schema.ontology import EntityClass, Ontology, Relation
from kg.schema.relations import read_relation, read_toml
from kg.schema.turtle import read_base, read_classes, read_properties, read_terms, read_values
from kg.schema.values import read_sayings

#: Turtle files that say nothing about what is extracted: links to other vocabularies, and shapes.
_NOT_TERMS = frozenset({"alignments.ttl", "shapes.ttl"})
#: What the hash covers: gazetteers are read by the annotators, and a change in them changes the graph too.
_HASHED = frozenset({".ttl", ".toml", ".csv"})


def ontology_directory() -> Path:
    """Return the folder of the packaged ontology: in a wheel inside the package, else the repository's."""
    package = Path(__file__).resolve().parents[1]
    packaged = package / "_ontology"
    return packaged if packaged.is_dir() else package.parent / "ontology"


def load_ontology(directory: Path | None = None) -> Ontology:
    """Load an ontology folder, None: the packaged one; each folder is read once in a process.

    All files are read now, so that the hash is that of what is used. Relations, examples and word
    lists are parsed when they are first looked at, which then raises OntologyError for a file that does
    not parse, a relation file without property, and two files for one property. A folder without
    ``words/`` uses the packaged ones.
    Raises OntologyError, with file and line where known, for a folder without Turtle, a Turtle file
    that does not parse, and terms that contradict themselves.

    >>> load_ontology().is_a("Country", "Place")
    True
    """
    return _load((directory or ontology_directory()).resolve())


def forget_ontologies() -> None:
    """Read every folder anew from now on: one has been written to."""
    _load.cache_clear()


@lru_cache(maxsize=8)
def _load(directory: Path) -> Ontology:
    files = _read_files(directory)
    turtle = {n: f for n, f in files.items() if n.endswith(".ttl") and "/" not in n and n not in _NOT_TERMS}
    if not turtle:
        raise OntologyError(
            f"no ontology in {str(directory)!r}",
            cause="it holds no .ttl file" if directory.is_dir() else "there is no such folder",
            remedy="name a folder like the ontology/ of the project",
        )
    terms = read_terms(turtle)
    base = read_base(terms)
    classes, properties = read_classes(terms, base), read_properties(terms, base)
    relations, words = (
        {n: f for n, f in files.items() if n.startswith(folder) and n.endswith(".toml")}
        for folder in ("relations/", "words/")
    )
    says = {n: f for n, f in files.items() if n.startswith("values/") and n.endswith(".toml")}
    values = read_values(terms, base)
    borrowed = {} if words else _shipped_words(directory)
    lists = DeferredMapping(lambda: _read_words(words or borrowed))
    own = directory == ontology_directory().resolve()
    known = {} if own else load_ontology().classes
    return Ontology(
        base=base,
        classes=classes,
        properties=properties,
        relations=DeferredMapping(lambda: _read_relations(relations, frozenset(properties))),
        words=lists,
        hash=_hash(files | borrowed),
        values=values,
        sayings=DeferredSequence(lambda: read_sayings({n: _text(n, f) for n, f in says.items()}, frozenset(values))),
        directory=str(directory),
        kinds={} if own or classes.keys() <= known.keys() else kinds(classes, known, lists),
        _ancestors=_ancestors({**known, **classes}),
    )


def resource(ontology: Ontology, name: str) -> Path:
    """Return a file or folder of an ontology, such as ``gazetteers``; the packaged one where the ontology has none.

    So a user's ontology may be a few lines of Turtle: what is about English and the world is there already.
    """
    own = Path(ontology.directory) / name
    return own if ontology.directory and own.exists() else ontology_directory() / name


def _shipped_words(directory: Path) -> dict[str, bytes]:
    packaged = ontology_directory().resolve()
    if directory == packaged:
        return {}
    return {f"words/{path.name}": path.read_bytes() for path in sorted((packaged / "words").glob("*.toml"))}


def _read_files(directory: Path) -> dict[str, bytes]:
    """Return the contents of the folder's files by relative path, sorted."""
    return {
        name: path.read_bytes()
        for name, path in sorted(
            (path.relative_to(directory).as_posix(), path)
            for path in directory.rglob("*")
            if path.suffix in _HASHED and path.is_file()
        )
    }


def _hash(files: Mapping[str, bytes]) -> str:
    """Return one SHA-256 over names and contents, in the files' order."""
    digest = hashlib.sha256()
    for name, content in files.items():
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()


def _read_relations(files: Mapping[str, bytes], property_names: frozenset[str]) -> dict[str, Relation]:
    relations: dict[str, Relation] = {}
    for path, content in files.items():
        relation = read_relation(_text(path, content), path=path, property_names=property_names)
        rival = relations.setdefault(relation.property, relation)
        if rival is not relation:
            raise OntologyError(
                f"{path}: {rival.path} is about kg:{relation.property} too", remedy="put both into one file"
            )
    return dict(sorted(relations.items()))


def _read_words(files: Mapping[str, bytes]) -> dict[str, frozenset[str]]:
    lists: dict[str, frozenset[str]] = {}
    for path, content in files.items():
        for key, words in _flatten(Path(path).stem, read_toml(_text(path, content), path=path)):
            if isinstance(words, str):  # a long list as one block: read many times faster than thousands of strings
                words = [line for line in map(str.strip, words.splitlines()) if line and line[0] != "#"]
            if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
                raise OntologyError(
                    f"{path}: {key} is no list of words",
                    remedy='write it as name = ["word", "word"], or as a block of lines in three quotation marks',
                )
            lists[key] = frozenset(word.lower() for word in words)
    return dict(sorted(lists.items()))


def _flatten(prefix: str, table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from _flatten(f"{prefix}.{key}", value)
        else:
            yield f"{prefix}.{key}", value


def _text(path: str, content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise OntologyError(f"{path}: not UTF-8", remedy="save the file as UTF-8") from error


def _ancestors(classes: Mapping[str, EntityClass]) -> dict[str, frozenset[str]]:
    """Return each class with itself and all that lie above it; a cycle ends, and is left for the check."""

    def above(names: Iterable[str], seen: frozenset[str]) -> frozenset[str]:
        for name in names:
            if name not in seen:
                parents = classes[name].parents if name in classes else ()
                seen = above(parents, seen | {name})
        return seen

    return {name: above((name,), frozenset()) for name in classes}
