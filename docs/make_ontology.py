"""Writes docs/ontology.md: every class and property of the shipped ontology, with an example of each relation.

Run it from anywhere: ``python docs/make_ontology.py``. A test compares the page with what this would write.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.term import Node

from kg.schema import Example, Ontology, Property, load_ontology, ontology_directory

PAGE = Path(__file__).parent / "ontology.md"
KG = Namespace("https://w3id.org/newskg/ontology#")
_HEAD = """<!-- Written by docs/make_ontology.py; change ontology/news.ttl and the examples in ontology/ instead. -->
# The ontology

What a graph can say: {n_classes} classes of entities, {n_relations} relations between them, {n_values} kinds of
values, and the terms of the record that leads from a fact to its sentence. All of it is data in `ontology/`, under
`{base}` with the prefix `kg:`. [Add a relation](add-a-relation.md) says how to change it.
"""
_RELATIONS = """## Relations

*From* and *to* are the classes whose entities may stand there, with the classes below them. The example is one of
those that `kg ontology test` runs; after a bar stands the claim's status. *Not* is a counter-example. The other
direction of a relation is for reasoners: `kg reason` adds it, and nothing is extracted as it.
"""
_VALUES = """## Values

Dates and numbers of an entity; how they are said stands in `ontology/values/`.
"""
_RECORD = """## The record

Every edge is also a claim with its evidence. These terms describe the record, not the world.
"""
_MARKS = """## Marks

What `ontology/news.ttl` says of a term with these decides how claims are joined, dated and told.
"""


def page(ontology: Ontology | None = None) -> str:
    """Return the text of the page."""
    ontology = ontology or load_ontology()
    terms = Graph().parse(ontology_directory() / "news.ttl")
    head = _HEAD.format(
        n_classes=len(ontology.classes),
        n_relations=len(ontology.properties),
        n_values=len(ontology.values),
        base=ontology.base,
    )
    lines = [head, "## Classes\n", "| class | label | below | definition |\n|---|---|---|---|"]
    for name, item in sorted(ontology.classes.items()):
        lines.append(_row(f"`kg:{name}`", item.label, _names(item.parents), item.definition))
    lines += ["", _RELATIONS]
    for _, relation in sorted(ontology.properties.items()):
        lines += _relation(relation, ontology, terms)
    lines.append(_VALUES)
    for _, value in sorted(ontology.values.items()):
        lines += _value(value)
    record = sorted(s for s in terms.subjects(KG.recordTerm, Literal(True)) if isinstance(s, URIRef))
    lines += [_RECORD, "| term | label | of | gives | definition |\n|---|---|---|---|---|"]
    lines += (
        _row(f"`{_name(s)}`", *_said(terms, s, RDFS.label), _ends(terms, s, RDFS.domain), _ends(terms, s, RDFS.range),
             *_said(terms, s, SKOS.definition))
        for s in record
    )  # fmt: skip
    marks = sorted(s for s in terms.subjects(RDF.type, OWL.AnnotationProperty) if isinstance(s, URIRef))
    lines += ["", _MARKS, "| mark | label | definition |\n|---|---|---|"]
    lines += (_row(f"`{_name(s)}`", *_said(terms, s, RDFS.label), *_said(terms, s, SKOS.definition)) for s in marks)
    return "\n".join(lines) + "\n"


def _relation(item: Property, ontology: Ontology, terms: Graph) -> Iterator[str]:
    yield f"### kg:{item.name}\n\n**{item.label}**: {item.definition}\n"
    yield f"- From {_names(item.domain)} to {_names(item.range)}"
    if item.parents:
        yield f"- Below {_names(item.parents)}: whoever has this relation has that one too"
    if item.symmetric:
        yield "- Symmetric: it holds in both directions"
    if item.inverse:
        yield f"- The other direction: `kg:{item.inverse}` ({_said(terms, KG[item.inverse], RDFS.label)[0]})"
    marks = list(_marks(item))
    if marks:
        yield f"- {'; '.join(marks)}"
    examples = ontology.relations[item.name].examples if item.name in ontology.relations else ()
    said = next((e for e in examples if e.claims), None)
    not_said = next((e for e in examples if not e.claims and e.note), None)
    yield from (_example(e) for e in (said, not_said) if e is not None)
    yield ""


def _marks(item: Property) -> Iterator[str]:
    if item.role:
        yield "a role, which lasts (`kg:role`)"
    if item.happens:
        yield "happens and is then over (`kg:happens`)"
    if item.recurs:
        yield "may happen again (`kg:recurs`)"
    if item.one_object:
        yield f"one object {item.one_object} (`kg:oneObject`)"
    if item.one_subject:
        yield f"one subject {item.one_subject} (`kg:oneSubject`)"
    if item.contains:
        yield "the object contains the subject (`kg:contains`)"
    if item.begins:
        yield f"a role of the {item.begins} begins with it (`kg:begins`)"
    if item.ends:
        yield f"a role of the {item.ends} ends with it (`kg:ends`)"


def _example(example: Example) -> str:
    if not example.claims:
        return f"- Not: *{_cell(example.text)}* ({example.note})"
    claims = "; ".join(
        " | ".join((f"{c.subject} {c.predicate} {c.object}", *c.qualifiers[:1])) for c in example.claims
    )  # fmt: skip
    return f"- *{_cell(example.text)}* `{claims}`"


def _value(item: Property) -> Iterator[str]:
    yield f"### kg:{item.name}\n\n**{item.label}**: {item.definition}\n"
    yield f"- From {_names(item.domain)}; a value is {' or '.join(f'`xsd:{name}`' for name in sorted(item.range))}"
    if item.one_object:
        yield f"- one value {item.one_object} (`kg:oneObject`)"
    path = ontology_directory() / "values" / f"{item.name}.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8")).get("says", ()) if path.exists() else ()
    for row in [row for row in rows if "example" in row][:1]:
        yield f"- *{_cell(_plain(row['example']))}* `{row['gives']}`"
    yield ""


def _plain(marked: str) -> str:
    """Return an example's text without the marks round its names."""
    return "".join(part.partition("|")[0] if i else part for i, part in _parts(marked))


def _parts(marked: str) -> Iterator[tuple[int, str]]:
    for piece in marked.split("["):
        name, closed, rest = piece.partition("]")
        yield (1, name) if closed else (0, piece)
        yield 0, rest


def _said(terms: Graph, subject: Node, predicate: URIRef) -> tuple[str]:
    return (str(terms.value(subject, predicate) or ""),)


def _ends(terms: Graph, subject: Node, predicate: URIRef) -> str:
    end = terms.value(subject, predicate)
    union = terms.value(end, OWL.unionOf) if end is not None else None
    ends = list(Collection(terms, union)) if union is not None else [end] if end is not None else []
    return ", ".join(sorted(f"`{_name(e)}`" for e in ends))


def _name(term: Node) -> str:
    text = str(term)
    return f"kg:{text.removeprefix(KG)}" if text.startswith(KG) else f"xsd:{text.rpartition('#')[2]}"


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`kg:{name}`" for name in sorted(names))


def _row(*cells: str) -> str:
    return f"| {' | '.join(map(_cell, cells))} |"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE}")
