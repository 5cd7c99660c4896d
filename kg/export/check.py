"""What Gephi and Gephi Lite would misread in a GraphML or GEXF file.

Each rule was seen with the real importers: most of these files open without a word, with edges merged,
values changed or attributes gone.
"""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import FormatError, InputError

if TYPE_CHECKING:
    from lxml.etree import _Element


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Problem:
    """A rule that a file breaks: ``line`` counts from 1; ``message`` says what happens and what to do."""

    line: int
    rule: str
    message: str


#: Names that Gephi gives a meaning of its own.
_RESERVED = frozenset({"label", "size", "x", "y", "z", "r", "g", "b", "color", "weight", "id", "timeset"})
#: In GraphML the node's name and the edge's weight can be said in no other way.
_GRAPHML_MEANT = frozenset({("node", "label"), ("edge", "weight")})
_GEXF_TYPES = frozenset(
    {"string", "integer", "long", "float", "double", "boolean", "short", "byte", "date", "char"}
    | {"biginteger", "bigdecimal", "liststring", "listboolean", "listinteger", "listlong", "listfloat"}
    | {"listdouble", "listshort", "listbyte", "listcharacter"}
)
_GRAPHML_TYPES = frozenset({"string", "int", "long", "float", "double", "boolean"})
_WHOLE_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_LIST = re.compile(r"\s*\[.*\]\s*", re.DOTALL)


def check_gephi(path: str | os.PathLike[str]) -> tuple[Problem, ...]:
    """Return what Gephi or Gephi Lite would misread in a GraphML or GEXF file, sorted by line.

    A file that is no well-formed XML has one problem, rule ``xml``. InputError where the file cannot be
    read, FormatError where its root is neither ``graphml`` nor ``gexf``.
    """
    from lxml import etree

    source = Path(path)
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        root = etree.fromstring(source.read_bytes(), parser)
    except OSError as error:
        raise InputError(f"cannot read {source}", cause=error.strerror or str(error)) from error
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        message = f"not well-formed, nothing is imported: {error.msg}; XML-illegal characters become U+FFFD"
        return (Problem(line=line, rule="xml", message=message),)
    name = etree.QName(root).localname
    if name not in ("gexf", "graphml"):
        raise FormatError(f"{source} is neither GEXF nor GraphML", cause=f"its root is <{name}>")
    check = _GexfCheck(root) if name == "gexf" else _GraphmlCheck(root)
    return tuple(sorted(check.problems()))


def _local(element: _Element) -> str:
    from lxml import etree

    return str(etree.QName(element).localname)


@dataclass(slots=True)
class _Check:
    """The rules of both formats."""

    root: _Element
    found: list[Problem] = field(default_factory=list)

    def note(self, element: _Element, rule: str, message: str) -> None:
        self.found.append(Problem(line=int(element.sourceline or 0), rule=rule, message=message))

    def named(self, *names: str) -> Iterator[_Element]:
        for element in self.root.iter("*"):
            if _local(element) in names:
                yield element

    def problems(self) -> list[Problem]:
        """Apply all rules."""
        self.ids()
        self.parallel_edges()
        self.attributes()
        self.own_rules()
        return self.found

    def ids(self) -> None:
        """Each node and edge needs an id that nothing else has; edges need both ends."""
        nodes: set[str] = set()
        edges: set[str] = set()
        for element in self.named("node", "edge"):
            kind, id, seen = _local(element), element.get("id"), nodes
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
                if isinstance(self, _GraphmlCheck) and (kind, name) in _GRAPHML_MEANT:
                    continue
                self.note(element, "reserved-name", f"Gephi takes the attribute {name!r} for its own; rename it")
            previous = seen.setdefault((kind, id.lower()), id)
            if previous != id:
                self.note(element, "case-only", f"the ids {previous!r} and {id!r} differ in case only: one is lost")
            if id != id.lower():
                self.note(element, "lower-case", f"the attribute id {id!r} has capitals; write it in lower case")

    def weight(self, element: _Element, text: str | None) -> None:
        """A weight is a finite number above 0."""
        if text is not None:
            value = float(text) if _NUMBER.fullmatch(text.strip()) else math.nan
            if not (value > 0 and math.isfinite(value)):
                self.note(element, "weight", f"the weight {text!r} is not above 0: the edge is dropped or invisible")


class _GexfCheck(_Check):
    """GEXF: kinds, directions, times, lists, visual values."""

    __slots__ = ()

    def edge_kind(self, edge: _Element) -> str | None:
        kind = edge.get("kind")
        return None if kind is None else str(kind)

    def declared(self) -> Iterator[tuple[_Element, str, str, str, str]]:
        for group in self.named("attributes"):
            for item in group:
                id = item.get("id", "")
                yield item, group.get("class", ""), id, item.get("title", id), item.get("type", "")

    def own_rules(self) -> None:
        lists: set[tuple[str, str]] = set()
        for item, kind, id, _, type in self.declared():
            if type not in _GEXF_TYPES:
                self.note(item, "type", f"the type {type!r} of {id!r} is not read by all; use string")
            elif type.startswith("list"):
                lists.add((kind, id))
        self._directions()
        for edge in self.named("edge"):
            self.weight(edge, edge.get("weight"))
        for element in self.named("node", "edge"):
            for value in element.iter("{*}attvalue"):
                key = (_local(element), value.get("for", ""))
                if key in lists and not _LIST.fullmatch(value.get("value", "")):
                    self.note(value, "list", 'a list must be written as ["a", "b, c"]')
        self._times()
        self._spells()
        self._visuals()

    def _directions(self) -> None:
        for graph in self.named("graph"):
            default = graph.get("defaultedgetype", "undirected")
            kinds = {edge.get("type", default) for edge in graph.iter("{*}edge")}
            for edge in graph.iter("{*}edge"):
                if len(kinds) > 1 and edge.get("type", default) != "directed":
                    self.note(edge, "mixed-direction", "an undirected edge among directed ones; make all directed")

    def _times(self) -> None:
        for element in self.named("graph", "node", "edge", "spell", "attvalue"):
            for bound in ("start", "end", "startopen", "endopen"):
                time = element.get(bound)
                if time is not None and not (_WHOLE_TIME.fullmatch(time) or self._is_number_time(time)):
                    self.note(
                        element,
                        "time",
                        f"{bound}={time!r} is no whole date (2024-05-01): it is dropped, or the import stops; widen it",
                    )

    def _is_number_time(self, time: str) -> bool:
        """In a file that counts time in numbers, numbers are right."""
        format = next((graph.get("timeformat", "double") for graph in self.named("graph")), "double")
        return format in ("double", "integer") and _NUMBER.fullmatch(time) is not None

    def _spells(self) -> None:
        for group in self.named("spells"):
            ends: list[tuple[str, str]] = sorted(
                (spell.get("start", ""), spell.get("end", "\uffff")) for spell in group
            )
            for (_, end), (start, _) in pairwise(ends):
                if start < end:
                    self.note(group, "spell-overlap", "two spells overlap: merge them")

    def _visuals(self) -> None:
        for colour in self.named("color"):
            for channel in "rgb":
                text = colour.get(channel)
                if text is not None and not (text.isascii() and text.isdigit() and int(text) <= 255):
                    self.note(colour, "colour", f"{channel}={text!r} is no whole number from 0 to 255")


class _GraphmlCheck(_Check):
    """GraphML: namespaced labels, types, directions."""

    __slots__ = ()

    def edge_kind(self, edge: _Element) -> str | None:
        for key, value in edge.attrib.items():
            if str(key).startswith("{") and str(key).endswith("}label"):
                return str(value)
        return None

    def declared(self) -> Iterator[tuple[_Element, str, str, str, str]]:
        for key in self.named("key"):
            id = key.get("id", "")
            yield key, key.get("for", "all"), id, key.get("attr.name", id), key.get("attr.type", "string")

    def own_rules(self) -> None:
        weights = set()
        for key, kind, id, title, type in self.declared():
            if type.startswith("list"):
                self.note(key, "list", f"{id!r} is a list: Gephi Lite fails; join the values with | as a string")
            elif type not in _GRAPHML_TYPES:
                self.note(key, "type", f"GraphML knows no {type!r}; write {id!r} as a string")
            if kind in ("edge", "all") and title.lower() == "weight":
                weights.add(id)
                if type not in ("int", "long", "float", "double"):
                    self.note(key, "weight", f"the weight is of the type {type!r}; it must be a number")
        directed = {graph.get("edgedefault") == "directed" for graph in self.named("graph")}
        for edge in self.named("edge"):
            if edge.get("directed") == "false" and directed == {True}:
                self.note(edge, "mixed-direction", "an undirected edge among directed ones; make all directed")
            for value in edge:
                if value.get("key") in weights:
                    self.weight(value, value.text or "")
