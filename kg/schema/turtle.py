"""Reads classes and properties from the ontology's Turtle files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from kg.errors import OntologyError
from kg.schema.ontology import EntityClass, Property, Side, Uniqueness

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_OWL = "http://www.w3.org/2002/07/owl#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"

#: Subject -> predicate IRI -> objects, in the files' order; a blank node is "_:" and its name.
Terms = Mapping[str, Mapping[str, list[Any]]]


def read_terms(files: Mapping[str, bytes]) -> Terms:
    """Read Turtle files, by name, into one mapping from subject to predicate to objects.

    Raises OntologyError, with file and line, where a file is not Turtle.
    """
    from pyoxigraph import BlankNode, RdfFormat, parse

    terms: dict[str, dict[str, list[Any]]] = {}
    for number, (name, content) in enumerate(sorted(files.items())):
        try:
            for quad in parse(content, format=RdfFormat.TURTLE):
                # Two files may give their blank nodes one name, so the file's number goes into it.
                subject, object_ = (
                    f"_:{number}-{node.value}" if isinstance(node, BlankNode) else node
                    for node in (quad.subject, quad.object)
                )
                key = subject if isinstance(subject, str) else subject.value
                terms.setdefault(key, {}).setdefault(quad.predicate.value, []).append(object_)
        except SyntaxError as error:
            raise OntologyError(
                f"{name}, line {error.lineno}: not Turtle", cause=error.msg, remedy="mend the line"
            ) from error
    return terms


def read_base(terms: Terms) -> str:
    """Return the namespace of the ontology's own terms: the IRI of its owl:Ontology and "#".

    Where none is declared it is the one namespace of all declared properties.

    Raises OntologyError where more than one is declared, or none and the properties are of several namespaces or none.
    """
    names = sorted(s for s, facts in terms.items() if _has_type(facts, "Ontology"))
    if not names:
        properties = (s for s, facts in terms.items() if _has_type(facts, "ObjectProperty"))
        bases = {iri.removesuffix(local_name(iri)) for iri in properties}
        if len(bases) == 1:
            return bases.pop()
    if len(names) != 1:
        raise OntologyError(
            f"the ontology has {len(names)} owl:Ontology declarations",
            cause="the namespace of its terms is read from the one",
            remedy="declare <https://…/ontology> a owl:Ontology once",
        )
    return names[0] + "#"


def read_classes(terms: Terms, marks: str) -> dict[str, EntityClass]:
    """Return the classes of entities by local name, sorted; ``marks`` is the namespace of kg:recordTerm.

    A parent that is declared nowhere stays in ``parents``, for the check to find.
    """
    classes = {}
    for iri, facts in _declared(terms, "Class", marks):
        name = local_name(iri)
        classes[name] = EntityClass(
            name=name,
            iri=iri,
            label=_text(facts, _RDFS + "label"),
            definition=_text(facts, _SKOS + "definition"),
            parents=_names(facts, _RDFS + "subClassOf"),
        )
    return classes


def read_values(terms: Terms, marks: str) -> dict[str, Property]:
    """Return the properties whose object is a date or a number, by local name; their range names XSD types."""
    return _properties(terms, marks, "DatatypeProperty")


def read_properties(terms: Terms, marks: str) -> dict[str, Property]:
    """Return the relations between entities by local name, sorted, without derived inverses and record terms.

    Raises OntologyError where a derived inverse does not invert the relation that names it, or a mark has an unknown
    value.
    """
    return _properties(terms, marks, "ObjectProperty")


def _properties(terms: Terms, marks: str, kind: str) -> dict[str, Property]:
    properties = {}
    for iri, facts in _declared(terms, kind, marks):
        if _marked(facts, marks + "derived"):
            continue
        name = local_name(iri)
        inverses = facts.get(_OWL + "inverseOf", ())
        for inverse in inverses:
            other = terms.get(inverse.value, {})
            if _marked(other, marks + "derived") and iri not in _iris(other, _OWL + "inverseOf"):
                raise OntologyError(
                    f"{local_name(inverse.value)} is not the inverse of {name}, which names it so",
                    remedy=f"give it owl:inverseOf kg:{name}",
                )
        properties[name] = Property(
            name=name,
            iri=iri,
            label=_text(facts, _RDFS + "label"),
            definition=_text(facts, _SKOS + "definition"),
            domain=frozenset(_union(terms, facts.get(_RDFS + "domain", ()))),
            range=frozenset(_union(terms, facts.get(_RDFS + "range", ()))),
            symmetric=_has_type(facts, "SymmetricProperty"),
            inverse=min((local_name(i.value) for i in inverses), default=None),
            parents=_names(facts, _RDFS + "subPropertyOf"),
            happens=_marked(facts, marks + "happens"),
            recurs=_marked(facts, marks + "recurs"),
            one_object=_choice(facts, marks + "oneObject", name, get_args(Uniqueness)),
            one_subject=_choice(facts, marks + "oneSubject", name, get_args(Uniqueness)),
            contains=_marked(facts, marks + "contains"),
            role=_marked(facts, marks + "role"),
            begins=_choice(facts, marks + "begins", name, get_args(Side)),
            ends=_choice(facts, marks + "ends", name, get_args(Side)),
        )
    return properties


def local_name(iri: str) -> str:
    """Return what follows the last "#" or "/".

    >>> local_name("https://w3id.org/newskg/ontology#Person")
    'Person'
    """
    return iri[max(iri.rfind("#"), iri.rfind("/")) + 1 :]


def _declared(terms: Terms, kind: str, marks: str) -> Iterator[tuple[str, Mapping[str, list[Any]]]]:
    found: dict[str, str] = {}
    for iri in sorted(terms):
        facts = terms[iri]
        if iri.startswith("_:") or not _has_type(facts, kind) or _marked(facts, marks + "recordTerm"):
            continue
        name = local_name(iri)
        if name in found:
            raise OntologyError(
                f"{name} is declared twice", cause=f"<{found[name]}> and <{iri}>", remedy="rename one of them"
            )
        found[name] = iri
        yield iri, facts


def _has_type(facts: Mapping[str, list[Any]], kind: str) -> bool:
    return any(getattr(o, "value", "") == _OWL + kind for o in facts.get(_RDF + "type", ()))


def _marked(facts: Mapping[str, list[Any]], mark: str) -> bool:
    return any(getattr(o, "value", "") == "true" for o in facts.get(mark, ()))


def _choice(facts: Mapping[str, list[Any]], mark: str, name: str, choices: tuple[str, ...]) -> Any:
    """Return a mark's text, which is one of the choices; None where there is none."""
    text = _text(facts, mark)
    if text and text not in choices:
        raise OntologyError(
            f"kg:{name} has {text!r} as kg:{local_name(mark)}", remedy=f"write one of {', '.join(choices)}"
        )
    return text or None


def _iris(facts: Mapping[str, list[Any]], predicate: str) -> list[str]:
    return [o.value for o in facts.get(predicate, ()) if not isinstance(o, str)]


def _names(facts: Mapping[str, list[Any]], predicate: str) -> tuple[str, ...]:
    return tuple(sorted(local_name(iri) for iri in _iris(facts, predicate)))


def _text(facts: Mapping[str, list[Any]], predicate: str) -> str:
    """Return the English text, else the first; "" where there is none."""
    texts = [o for o in facts.get(predicate, ()) if hasattr(o, "language")]
    english = [o for o in texts if (o.language or "en").startswith("en")]
    return next((o.value for o in (*english, *texts)), "")


def _union(terms: Terms, objects: Iterable[Any]) -> Iterator[str]:
    """Yield the class names of a domain or range: a class, or an owl:unionOf list of classes."""
    for node in objects:
        if not isinstance(node, str):
            yield local_name(node.value)
            continue
        for head in terms.get(node, {}).get(_OWL + "unionOf", ()):
            yield from _list(terms, head)


def _list(terms: Terms, head: Any) -> Iterator[str]:
    while isinstance(head, str):
        cell = terms.get(head, {})
        yield from _union(terms, cell.get(_RDF + "first", ()))
        head = next(iter(cell.get(_RDF + "rest", ())), None)
