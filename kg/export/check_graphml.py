"""What Gephi and Gephi Lite would misread in a GraphML file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar

from kg.export.check_rules import Check

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPES = frozenset({"string", "int", "long", "float", "double", "boolean"})


class GraphmlCheck(Check):
    """GraphML: namespaced labels, types, directions."""

    __slots__ = ()
    #: A node's name and an edge's weight can be said in no other way.
    meant: ClassVar[frozenset[tuple[str, str]]] = frozenset({("node", "label"), ("edge", "weight")})

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
            elif type not in _TYPES:
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

    def texts(self) -> Iterator[tuple[_Element, str, str]]:
        # "label" may be declared: it is then the node's label, which stays as it is.
        names = {id for _, _, id, title, type in self.declared() if type == "string" and title != "label"}
        for value in self.named("data"):
            name = value.get("key", "")
            if name in names:
                yield value, name, value.text or ""
