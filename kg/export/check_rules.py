"""The rules of both formats that Gephi reads, and what a broken one is."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """A rule that a file breaks: ``line`` counts from 1; ``message`` says what happens and what to do.

    A ``note`` is worth knowing, but the file is imported as it is meant, or cannot say it in another way.
    """

    line: int
    rule: str
    message: str
    note: bool = False


#: Names that Gephi gives a meaning of its own.
_RESERVED = frozenset({"label", "size", "x", "y", "z", "r", "g", "b", "color", "weight", "id", "timeset"})
NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def local_name(element: _Element) -> str:
    """Return an element's name without its namespace."""
    from lxml import etree

    return str(etree.QName(element).localname)


def is_above_zero(text: str) -> bool:
    """Say whether a text is a finite number above 0.

    >>> is_above_zero("2.5"), is_above_zero("0"), is_above_zero("INF")
    (True, False, False)
    """
    return NUMBER.fullmatch(text) is not None and 0 < float(text) < math.inf


@dataclass(slots=True)
class Check:
    """The rules of both formats, for one file."""

    #: Kinds and names that have the meaning in the format which Gephi gives them.
    meant: ClassVar[frozenset[tuple[str, str]]] = frozenset()

    root: _Element
    found: list[Problem] = field(default_factory=list)

    def note(self, element: _Element, rule: str, message: str, *, note: bool = False) -> None:
        self.found.append(Problem(line=int(element.sourceline or 0), rule=rule, message=message, note=note))

    def named(self, *names: str) -> Iterator[_Element]:
        yield from self.root.iter(*(f"{{*}}{name}" for name in names))

    def problems(self) -> list[Problem]:
        """Apply all rules."""
        self.ids()
        self.parallel_edges()
        self.attributes()
        self.own_rules()
        self.infinities()
        return self.found

    def ids(self) -> None:
        """Each node and edge needs an id that nothing else has; edges need both ends."""
        nodes: set[str] = set()
        edges: set[str] = set()
        for element in self.named("node", "edge"):
            kind, id, seen = local_name(element), element.get("id"), nodes
            if kind == "edge":
                seen = edges
            if id is None:
                self.note(element, f"{kind}-id", f"a {kind} without an id; give each its own")
            elif id in seen:
                self.note(element, f"{kind}-id", f"the {kind} id {id!r} stands twice: one is dropped, Gephi Lite fails")
            else:
                seen.add(id)
        for edge in self.named("edge"):
            for end in ("source", "target"):
                if edge.get(end) not in nodes:
                    self.note(edge, "edge-end", f"the {end} {edge.get(end)!r} is no node: the edge is dropped")

    def edge_kind(self, edge: _Element) -> str | None:
        """Return what keeps the edge apart from parallel ones, or None."""
        raise NotImplementedError

    def parallel_edges(self) -> None:
        """Two edges between the same nodes are merged unless each has another kind."""
        seen: set[tuple[str | None, str | None, str | None]] = set()
        for edge in self.named("edge"):
            key = (edge.get("source"), edge.get("target"), self.edge_kind(edge))
            if key in seen:
                self.note(
                    edge,
                    "parallel-edge",
                    f"a second edge from {key[0]!r} to {key[1]!r} of the kind {key[2]!r}: Gephi merges the two; "
                    "give each predicate its kind (GEXF kind=, GraphML a namespaced label=), once a pair",
                )
            seen.add(key)

    def declared(self) -> Iterator[tuple[_Element, str, str, str, str]]:
        """Yield each declared attribute: element, "node" or "edge", id, title, type."""
        raise NotImplementedError

    def own_rules(self) -> None:
        """Apply the rules of one format."""

    def attributes(self) -> None:
        """Names must not be Gephi's own, and ids must differ in more than case."""
        seen: dict[tuple[str, str], str] = {}
        for element, kind, id, title, _ in self.declared():
            for name in sorted({id.lower(), title.lower()} & _RESERVED):
                if (kind, name) not in self.meant:
                    self.note(element, "reserved-name", f"Gephi takes the attribute {name!r} for its own; rename it")
            previous = seen.setdefault((kind, id.lower()), id)
            if previous != id:
                self.note(element, "case-only", f"the ids {previous!r} and {id!r} differ in case only: one is lost")
            if id != id.lower():
                self.note(element, "lower-case", f"the attribute id {id!r} has capitals; write it in lower case")

    def texts(self) -> Iterator[tuple[_Element, str, str]]:
        """Yield each value of an attribute that is no number: element, name of the attribute, text."""
        raise NotImplementedError

    def infinities(self) -> None:
        """The word for infinity is changed wherever it stands, but not in labels: one note an attribute."""
        noted: set[str] = set()
        for element, name, text in self.texts():
            if "INF" in text and name not in noted:
                noted.add(name)
                message = f'Gephi writes "Infinity" for "INF" in values of {name!r}, also within words; labels stay'
                self.note(element, "infinity", message, note=True)

    def weight(self, element: _Element, text: str | None) -> None:
        """A weight is a finite number above 0."""
        if text is not None and not is_above_zero(text.strip()):
            self.note(element, "weight", f"the weight {text!r} is not above 0: the edge is dropped or invisible")
