"""RDF terms as light tuples, and their N-Triples and N-Quads text.

An IRI is a plain ``str`` without angle brackets that needs no escaping; a literal is a `Literal`. There
are no blank nodes. Plain tuples cost a fifth of a library's term objects, and every writer starts here.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Literal(NamedTuple):
    """A literal: ``datatype`` is an IRI, or "" for xsd:string; ``language`` is a BCP 47 tag, or "".

    >>> Literal("a name", language="en")
    Literal(value='a name', datatype='', language='en')
    """

    value: str
    datatype: str = ""
    language: str = ""


class Triple(NamedTuple):
    """A triple as the object of rdf:reifies: RDF 1.2 only."""

    subject: str
    predicate: str
    object: str | Literal


type Term = str | Literal | Triple
#: Subject, predicate, object, and the graph's name or None for the default graph.
type Quad = tuple[str, str, Term, str | None]

# Canonical N-Triples escapes these and nothing else. Lone surrogates are no characters: they become U+FFFD.
_SPECIAL = re.compile('["\\\\\x00-\x1f\x7f\ud800-\udfff\ufffe\uffff]')
_SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r"}


def _escaped(match: re.Match[str]) -> str:
    character = match[0]
    if character in _SHORT:
        return _SHORT[character]
    return "\ufffd" if "\ud800" <= character <= "\udfff" else f"\\u{ord(character):04X}"


def quoted(text: str) -> str:
    r"""Return the text in quotation marks, escaped as canonical N-Triples asks; Turtle reads it too.

    Source: RDF 1.1 N-Triples and RDFC-1.0, section "canonical form".

    >>> print(quoted('He said:\n"C:\\temp"'))
    "He said:\n\"C:\\temp\""
    """
    if _SPECIAL.search(text) is not None:
        text = _SPECIAL.sub(_escaped, text)
    return f'"{text}"'


def object_text(term: Term) -> str:
    """Return an IRI, literal or triple term as N-Triples text."""
    if isinstance(term, str):
        return f"<{term}>"
    if isinstance(term, Triple):
        return f"<<( <{term.subject}> <{term.predicate}> {object_text(term.object)} )>>"
    value, datatype, language = term
    if language:
        return f"{quoted(value)}@{language}"
    return f"{quoted(value)}^^<{datatype}>" if datatype else quoted(value)


def ntriples_line(quad: Quad) -> str:
    r"""Return the quad's triple as one line of N-Triples; the graph's name is left out.

    >>> ntriples_line(("urn:s", "urn:p", Literal("x"), "urn:g"))
    '<urn:s> <urn:p> "x" .\n'
    """
    subject, predicate, term, _ = quad
    return f"<{subject}> <{predicate}> {object_text(term)} .\n"


def nquads_line(quad: Quad) -> str:
    r"""Return the quad as one line of N-Quads.

    >>> nquads_line(("urn:s", "urn:p", "urn:o", "urn:g"))
    '<urn:s> <urn:p> <urn:o> <urn:g> .\n'
    """
    subject, predicate, term, graph = quad
    name = f" <{graph}>" if graph else ""
    return f"<{subject}> <{predicate}> {object_text(term)}{name} .\n"
