"""Finds what an ontology contradicts itself in, before a document is read with it."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from typing import Literal

from kg.errors import OntologyError
from kg.model import STATUSES
from kg.schema.load import load_ontology
from kg.schema.ontology import Example, Ontology, Property, Relation
from kg.schema.relations import SLOT_CLASS

#: Fewer examples than this show too little of how a relation is said.
MIN_EXAMPLES = 5
_QUALIFIER_KEYS = frozenset({"time", "title", "by"})


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """Something wrong with an ontology: where, what, and how to mend it.

    ``where`` is a file of the folder, or a term as ``kg:name``. An "error" makes the ontology unfit
    for use, a "warning" does not.
    """

    severity: Literal["error", "warning"] = "error"
    where: str
    what: str
    remedy: str = ""

    def __str__(self) -> str:
        remedy = f": {self.remedy}" if self.remedy else ""
        return f"{self.severity}: {self.where}: {self.what}{remedy}"


def check_ontology(ontology: Ontology) -> tuple[Problem, ...]:
    """Return every problem of a loaded ontology, sorted, errors before warnings; empty: it is fit for use.

    A file that cannot be parsed is a problem too; the other files of its folder are then not looked at.
    What keeps the classes and properties from being loaded at all is raised by ``load_ontology``.
    """
    found = {*_classes(ontology), *_properties(ontology)}
    try:
        for relation in ontology.relations.values():
            found |= {*_templates(ontology, relation), *_examples(ontology, relation)}
    except OntologyError as error:
        found.add(_unreadable(error))
    try:
        len(ontology.words)
    except OntologyError as error:
        found.add(_unreadable(error))
    return tuple(sorted(found))


def _unreadable(error: OntologyError) -> Problem:
    """Return an error of reading as a problem; its text begins with the file's name."""
    where, _, what = error.what.partition(": ")
    cause = f" ({error.cause})" if error.cause else ""
    return Problem(where=where, what=what + cause, remedy=error.remedy)


def _known_classes(ontology: Ontology) -> Set[str]:
    """Return the classes that may be named: the ontology's own, and the shipped ones, which reading knows."""
    return ontology.classes.keys() | load_ontology().classes.keys()


def _classes(ontology: Ontology) -> Iterator[Problem]:
    for name, class_ in ontology.classes.items():
        yield from _described(name, class_.label, class_.definition)
        for parent in class_.parents:
            if parent not in _known_classes(ontology):
                yield Problem(
                    where=f"kg:{name}",
                    what=f"its parent {parent} is no class",
                    remedy="declare it, or take it out",
                )
            elif ontology.is_a(parent, name):
                yield Problem(where=f"kg:{name}", what=f"lies under itself, through {parent}", remedy="break the cycle")


def _properties(ontology: Ontology) -> Iterator[Problem]:
    for name, prop in ontology.properties.items():
        yield from _described(name, prop.label, prop.definition)
        for side, names in (("domain", prop.domain), ("range", prop.range)):
            if not names:
                yield Problem(where=f"kg:{name}", what=f"has no {side}", remedy=f"name the classes of its {side}")
            for missing in sorted(names - _known_classes(ontology)):
                yield Problem(
                    where=f"kg:{name}",
                    what=f"its {side} {missing} is no class",
                    remedy="declare the class, or name another",
                )
        for parent in prop.parents:
            if parent not in ontology.properties:
                yield Problem(
                    where=f"kg:{name}",
                    what=f"its parent {parent} is no property",
                    remedy="declare it, or take it out",
                )
        if _lies_under_itself(ontology, name):
            yield Problem(where=f"kg:{name}", what="lies under itself", remedy="break the cycle")
        yield from _both_ways(ontology, prop)


def _both_ways(ontology: Ontology, prop: Property) -> Iterator[Problem]:
    where = f"kg:{prop.name}"
    if prop.symmetric and prop.domain != prop.range:
        yield Problem(where=where, what="is symmetric, but its domain is not its range", remedy="make them equal")
    inverse = ontology.properties.get(prop.inverse or "")
    if inverse is None:
        return
    if inverse.inverse != prop.name:
        yield Problem(
            where=where,
            what=f"its inverse {inverse.name} does not name it back",
            remedy="give both owl:inverseOf",
        )
    elif (inverse.domain, inverse.range) != (prop.range, prop.domain):
        yield Problem(
            where=where,
            what=f"domain and range of its inverse {inverse.name} are not its own, swapped",
            remedy="make them agree",
        )


def _lies_under_itself(ontology: Ontology, name: str) -> bool:
    seen: set[str] = set()
    todo = list(ontology.properties[name].parents)
    while todo:
        parent = todo.pop()
        if parent not in seen and parent in ontology.properties:
            seen.add(parent)
            todo += ontology.properties[parent].parents
    return name in seen


def _described(name: str, label: str, definition: str) -> Iterator[Problem]:
    for what, text in (("label", label), ("definition", definition)):
        if not text.strip():
            predicate = "rdfs:label" if what == "label" else "skos:definition"
            # A person reads better with it; extraction does without.
            yield Problem(severity="warning", where=f"kg:{name}", what=f"has no {what}", remedy=f"give it {predicate}")


def _templates(ontology: Ontology, relation: Relation) -> Iterator[Problem]:
    if relation.property not in ontology.properties:
        yield Problem(
            where=relation.path,
            what=f"kg:{relation.property} is no property",
            remedy="declare it in a .ttl file, or mend the name",
        )
    for key, other in (("narrowed", relation.narrowed), ("of_employer", relation.of_employer)):
        if other is not None and other not in ontology.properties:
            yield Problem(
                where=relation.path,
                what=f"{key} names kg:{other}, which is no property",
                remedy="name a declared property, or take the line out",
            )
    for class_name in sorted((relation.not_subject | relation.not_object) - set(ontology.classes)):
        yield Problem(
            where=relation.path,
            what=f"not_subject or not_object names kg:{class_name}, which is no class",
            remedy="name a class of the ontology, or take it out",
        )
    if not relation.says and not _has_claims(relation):
        yield Problem(
            where=relation.path,
            what="has no template, and no example with a claim to learn one from",
            remedy='write says = ["{S} … {O}"], or examples',
        )
    for written, expanded in relation.says:
        bare = SLOT_CLASS.sub(r"{\1}", expanded)
        for _, class_name in SLOT_CLASS.findall(expanded):
            if class_name not in ontology.classes:
                yield Problem(
                    where=relation.path,
                    what=f"the template {written!r} asks for kg:{class_name}, which is no class",
                    remedy="write a class of the ontology after the colon, or leave it out",
                )
        if not bare.replace("{S}", "").replace("{O}", "").strip():
            yield Problem(
                where=relation.path,
                what=f"the template {written!r} is empty",
                remedy="say it in words, or take it out",
            )
            continue
        for slot in ("{S}", "{O}"):
            if bare.count(slot) != 1:
                yield Problem(
                    where=relation.path,
                    what=f"the template {written!r} has {slot} {bare.count(slot)} times",
                    remedy="write {S} once for the subject and {O} once for the object",
                )


def _has_claims(relation: Relation) -> bool:
    try:
        return any(example.claims for example in relation.examples)
    except OntologyError:
        return True  # what is wrong with the examples is a problem of its own


def _examples(ontology: Ontology, relation: Relation) -> Iterator[Problem]:
    try:
        examples = tuple(relation.examples)
    except OntologyError as error:
        yield _unreadable(error)
        return
    for example in examples:
        yield from _example(ontology, relation, example)
    if len(examples) < MIN_EXAMPLES:
        yield Problem(
            severity="warning",
            where=relation.path,
            what=f"has {len(examples)} examples",
            remedy=f"give it {MIN_EXAMPLES} or more, with some that must give no claim",
        )


def _example(ontology: Ontology, relation: Relation, example: Example) -> Iterator[Problem]:
    marked = {entity.text for entity in example.entities}
    for entity in example.entities:
        if entity.type is not None and entity.type not in _known_classes(ontology):
            yield Problem(
                where=relation.path,
                what=f"[{entity.text}|{entity.type}]: no such class",
                remedy="mend the class",
            )
    for claim in example.claims:
        line = f"{claim.subject} {claim.predicate} {claim.object}"
        for name in (claim.subject, claim.object):
            if name not in marked:
                yield Problem(
                    where=relation.path,
                    what=f"the claim {line!r} names {name!r}, which its text does not mark",
                    remedy=f"mark it as [{name}]",
                )
        if claim.predicate != relation.property:
            yield Problem(
                where=relation.path,
                what=f"the claim {line!r} is of another property than the file",
                remedy=f"move it to the file of kg:{claim.predicate}",
            )
        for qualifier in claim.qualifiers:
            key, equals, value = qualifier.partition("=")
            known = key.strip() in _QUALIFIER_KEYS and value if equals else key in (*STATUSES, "negative")
            if not known:
                yield Problem(
                    where=relation.path,
                    what=f"the claim {line!r} has the unknown qualifier {qualifier!r}",
                    remedy=f"use {', '.join(STATUSES)}, negative, time=, title= or by=",
                )
