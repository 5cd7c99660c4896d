"""Reads the files of ``relations/``: how a property is said in plain English, with examples."""

from __future__ import annotations

import re
from typing import Any

from kg.errors import OntologyError
from kg.schema.deferred import DeferredSequence
from kg.schema.ontology import Example, ExampleClaim, ExampleEntity, Relation
from kg.schema.turtle import local_name

_MARKED = re.compile(r"\[([^\[\]|]+)(?:\|([^\[\]|]*))?\]")
_ALTERNATIVES = re.compile(r"\(([^()|]*(?:\|[^()|]*)+)\)")
_FIRST_EXAMPLE = re.compile(r"^\[\[\s*example\s*\]\]", re.MULTILINE)
# A comma inside a value ("title=chief, Europe") is no separator: a key or a bare word must follow.
_QUALIFIER_COMMA = re.compile(r",\s*(?=\w+=|[a-z]+\s*(?:,|$))")


def read_relation(text: str, *, path: str, property_names: frozenset[str]) -> Relation:
    """Read one relation file; its examples are read when they are first looked at.

    A build needs the templates and never the examples, which are most of the file.
    A file may leave ``says`` out: its templates are then learned from its examples. Raises OntologyError, with
    file and line, where the file is not TOML, has an unknown key, or lacks ``property``.
    """
    cut = _FIRST_EXAMPLE.search(text)
    head, tail = (text[: cut.start()], text[cut.start() :]) if cut else (text, "")
    table = read_toml(head, path=path)
    _refuse_unknown_keys(
        table,
        {
            *("property", "says", "by_adjective", "narrowed", "of_employer", "not_subject", "not_object"),
            *("through_possession", "by_example", "example"),
        },
        path,
    )
    name = table.get("property")
    if not isinstance(name, str) or not name:
        raise OntologyError(f"{path}: no property", remedy='begin with property = "kg:…"')
    says = table.get("says", [])
    if not isinstance(says, list) or not all(isinstance(s, str) for s in says):
        raise OntologyError(f"{path}: says is no list of templates", remedy='write says = ["{S} … {O}"]')
    name = local_name(name).rpartition(":")[2]  # whatever the prefix: the Turtle files say which IRI it is
    # The line breaks keep the line numbers of errors right.
    examples = "\n" * head.count("\n") + tail
    return Relation(
        property=name,
        path=path,
        says=tuple((written, expanded) for written in says for expanded in expand(written)),
        by_adjective=bool(table.get("by_adjective", False)),
        narrowed=str(table["narrowed"]).removeprefix("kg:") if "narrowed" in table else None,
        of_employer=str(table["of_employer"]).removeprefix("kg:") if "of_employer" in table else None,
        not_subject=frozenset(table.get("not_subject", ())),
        not_object=frozenset(table.get("not_object", ())),
        through_possession=bool(table.get("through_possession", False)),
        by_example=bool(table.get("by_example", False)),
        examples=DeferredSequence(lambda: _read_examples(examples, path=path, own=name, property_names=property_names)),
    )


def read_toml(text: str, *, path: str) -> dict[str, Any]:
    """Parse TOML. Raises OntologyError, with file and line, where the text is not TOML."""
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise OntologyError(f"{path}: not TOML", cause=str(error), remedy="mend the line") from error


#: What a slot of a template asks for itself: "{O:Country}".
SLOT_CLASS = re.compile(r"\{([SO]):(\w+)\}")


def expand(template: str) -> tuple[str, ...]:
    """Return the template once for each combination of its alternatives, in reading order.

    >>> expand("{S} (greets|waves to) {O}")
    ('{S} greets {O}', '{S} waves to {O}')
    >>> expand("{S} is (the |)head of {O}")
    ('{S} is the head of {O}', '{S} is head of {O}')
    """
    found = _ALTERNATIVES.search(template)
    if found is None:
        return (" ".join(template.split()),)
    before, after = template[: found.start()], template[found.end() :]
    return tuple(
        dict.fromkeys(
            expanded for alternative in found.group(1).split("|") for expanded in expand(before + alternative + after)
        )
    )


def read_marked(marked: str, *, path: str) -> tuple[str, tuple[ExampleEntity, ...]]:
    """Take the marks out of an example's text; return the plain text and the marked names in text order.

    >>> text, names = read_marked("[Ann Lee|Person] is in [Springfield].", path="x.toml")
    >>> text, [(n.text, n.type) for n in names]
    ('Ann Lee is in Springfield.', [('Ann Lee', 'Person'), ('Springfield', None)])
    """
    plain, entities, at = "", [], 0
    for found in _MARKED.finditer(marked):
        plain += marked[at : found.start()]
        name, type_ = found.group(1), found.group(2)
        entities.append(ExampleEntity(start=len(plain), end=len(plain) + len(name), text=name, type=type_ or None))
        plain += name
        at = found.end()
    plain += marked[at:]
    if "[" in plain or "]" in plain:
        raise OntologyError(
            f"{path}: a bracket without its partner in {marked!r}",
            remedy="write each name as [Name] or [Name|Type]",
        )
    return plain, tuple(entities)


def read_claim(
    line: str, *, path: str, names: frozenset[str], own: str, property_names: frozenset[str]
) -> ExampleClaim:
    """Read "Subject predicate Object | qualifiers"; ``names`` are those marked in the example.

    The predicate is the word that equals a property's name. Where several do, because a name holds
    one, the reading with marked names on both sides wins, then the file's ``own`` property.
    Raises OntologyError where no word is a property's name, or a side is empty.
    """
    statement, _, qualifiers = line.partition("|")
    words = statement.split()
    readings = [
        ExampleClaim(
            subject=" ".join(words[:at]),
            predicate=word.removeprefix("kg:"),
            object=" ".join(words[at + 1 :]),
            qualifiers=tuple(q.strip() for q in _QUALIFIER_COMMA.split(qualifiers.strip()) if q.strip()),
        )
        for at, word in enumerate(words)
        if 0 < at < len(words) - 1 and word.removeprefix("kg:") in property_names
    ]
    if not readings:
        raise OntologyError(
            f"{path}: no known property stands between two names in the claim {line!r}",
            remedy="write it as: Subject property Object | qualifiers",
        )
    return max(readings, key=lambda c: (c.subject in names, c.object in names, c.predicate == own))


def _read_examples(text: str, *, path: str, own: str, property_names: frozenset[str]) -> tuple[Example, ...]:
    table = read_toml(text, path=path)
    _refuse_unknown_keys(table, {"example"}, path)
    return tuple(read_example(row, path, own, property_names) for row in table.get("example", ()))


def read_example(row: dict[str, Any], path: str, own: str, property_names: frozenset[str]) -> Example:
    """Read one example of a table with ``text``, ``claims`` and perhaps ``note``; ``own`` is the file's property.

    Raises OntologyError where text or claims are missing, a mark is broken, or a claim names no property.
    """
    _refuse_unknown_keys(row, {"text", "claims", "note"}, path)
    marked, claims = row.get("text"), row.get("claims")
    if not isinstance(marked, str) or not marked.strip():
        raise OntologyError(f"{path}: an example without text", remedy='give it text = "…"')
    if not isinstance(claims, list):
        raise OntologyError(
            f"{path}: the example {marked!r} has no claims", remedy="give it claims = [] if it must give none"
        )
    text, entities = read_marked(marked, path=path)
    names = frozenset(entity.text for entity in entities)
    return Example(
        text=text,
        entities=entities,
        claims=tuple(
            read_claim(str(line), path=path, names=names, own=own, property_names=property_names) for line in claims
        ),
        note=str(row.get("note", "")),
    )


def _refuse_unknown_keys(table: dict[str, Any], known: set[str], path: str) -> None:
    for key in table:
        if key not in known:
            raise OntologyError(f"{path}: unknown key {key!r}", remedy=f"use one of {', '.join(sorted(known))}")
