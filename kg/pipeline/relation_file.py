"""The text of a relation's file and of a property's declaration, for a person to read on and edit."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.schema import Example, Ontology, Property, Relation

if TYPE_CHECKING:
    from kg.extract.learn import Candidate, Learned


def relation_toml(relation: Relation, learned: Learned, ontology: Ontology) -> str:
    """Return a relation's file: figures as comments, templates with what each rests on, and the examples."""
    lines = [f"# Learned from {len(relation.examples)} examples by 'kg learn'; the templates are meant to be edited."]
    if learned.held_out is not None:
        f = learned.held_out
        lines.append(
            f"# On examples held out: precision {f.precision:.2f}, recall {f.recall:.2f} "
            f"({f.right} right, {f.wrong} wrong, {f.missed} missed)."
        )
    lines += [f"# No template finds: {relation.examples[n].text}" for n in learned.uncovered]
    lines += [f'property = "kg:{relation.property}"', "says = ["]
    for title, rows in groups(learned.templates):
        lines.append(f"  # {title}")
        lines += [f"  {_quoted(template)}," for template in rows]
    lines.append("]")
    for key, value in (("by_adjective", relation.by_adjective), ("through_possession", relation.through_possession)):
        lines += [f"{key} = true"] if value else []
    if relation.by_example:
        lines += ["# The network reads it too, off the examples below.", "by_example = true"]
    lines += [f'narrowed = "kg:{relation.narrowed}"'] if relation.narrowed else []
    for key, classes in (("not_subject", relation.not_subject), ("not_object", relation.not_object)):
        lines += [f"{key} = [{', '.join(map(_quoted, sorted(classes)))}]"] if classes else []
    for example in relation.examples:
        lines += ["", *_example(example)]
    return "\n".join(lines) + "\n"


def groups(templates: Sequence[Candidate]) -> Iterator[tuple[str, list[str]]]:
    """Yield (title, templates) by what they rest on; templates that differ in one word become one: "(a|b)"."""
    from kg.extract.learn.wording import merged

    said = [c for c in templates if c.right]
    lent = [c for c in templates if not c.right]
    if said:
        yield "said in the examples", merged((c.key, c.template) for c in said)
    if lent:
        yield "words that mean much the same: take out what does not fit", merged((c.key, c.template) for c in lent)


def property_turtle(prop: Property, new_classes: Sequence[str], ontology: Ontology, *, declared: bool) -> str:
    """Return a Turtle file that declares a property, unless it is ``declared``, and classes that are new."""
    lines = [
        f"# Declared by 'kg learn' from the classes of the names in the examples of {prop.name}; meant to be edited.",
        f"@prefix : <{ontology.base}> .",
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .",
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .",
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .",
    ]
    for name in new_classes:
        lines += ["", f":{name} a owl:Class ;", f'    rdfs:label "{name.lower()}"@en ;',
                  '    skos:definition "Learned from examples."@en .']  # fmt: skip
    if not declared:
        lines += ["", f":{prop.name} a owl:ObjectProperty ;", f'    rdfs:label "{prop.label}"@en ;',
                  f'    skos:definition "{prop.definition}"@en ;',
                  f"    rdfs:domain {_classes(prop.domain)} ;", f"    rdfs:range {_classes(prop.range)} ."]  # fmt: skip
    return "\n".join(lines) + "\n"


def _classes(names: frozenset[str]) -> str:
    if len(names) == 1:
        return f":{next(iter(names))}"
    return f"[ a owl:Class ; owl:unionOf ( {' '.join(f':{name}' for name in sorted(names))} ) ]"


def _example(example: Example) -> Iterator[str]:
    text, at = "", 0
    for entity in sorted(example.entities, key=lambda e: e.start):
        mark = f"[{entity.text}|{entity.type}]" if entity.type else f"[{entity.text}]"
        text, at = text + example.text[at : entity.start] + mark, entity.end
    yield "[[example]]"
    yield f"text = {_quoted(text + example.text[at:])}"
    claims = [
        f"{c.subject} {c.predicate} {c.object}" + (f" | {', '.join(c.qualifiers)}" if c.qualifiers else "")
        for c in example.claims
    ]
    yield f"claims = [{', '.join(map(_quoted, claims))}]"
    if example.note:
        yield f"note = {_quoted(example.note)}"


def _quoted(text: str) -> str:
    # A JSON string is a TOML basic string, but for DEL, which JSON leaves as it is.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
