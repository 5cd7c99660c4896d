"""What Gephi and Gephi Lite would misread in a GEXF file."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.export.check_rules import NUMBER, Check, is_above_zero, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_TYPES = frozenset(
    {"string", "integer", "long", "float", "double", "boolean", "short", "byte", "date", "char"}
    | {"biginteger", "bigdecimal", "liststring", "listboolean", "listinteger", "listlong", "listfloat"}
    | {"listdouble", "listshort", "listbyte", "listcharacter"}
)
_TEXT_TYPES = frozenset({"string", "liststring"})
_WHOLE_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?"
)
_LIST = re.compile(r"\s*\[.*\]\s*", re.DOTALL)


class GexfCheck(Check):
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
            if type not in _TYPES:
                self.note(item, "type", f"the type {type!r} of {id!r} is not read by all; use string")
            elif type.startswith("list"):
                lists.add((kind, id))
        self._directions()
        for edge in self.named("edge"):
            self.weight(edge, edge.get("weight"))
        for element in self.named("node", "edge"):
            for value in element.iter("{*}attvalue"):
                key = (local_name(element), value.get("for", ""))
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
                type = edge.get("type", default)
                if type not in ("directed", "undirected"):
                    self.note(edge, "edge-type", f"the type {type!r} is no direction; say the predicate with kind=")
                elif len(kinds) > 1 and type != "directed":
                    self.note(edge, "mixed-direction", "an undirected edge among directed ones; make all directed")

    def _times(self) -> None:
        for element in self.named("graph", "node", "edge", "spell", "attvalue"):
            for bound in ("start", "end", "startopen", "endopen"):
                time = element.get(bound)
                if time is not None and not (_is_whole_time(time) or self._is_number_time(time)):
                    self.note(
                        element,
                        "time",
                        f"{bound}={time!r} is no whole date (2024-05-01): it is dropped, or the import stops; widen it",
                    )

    def _is_number_time(self, time: str) -> bool:
        """In a file that counts time in numbers, numbers are right."""
        format = next((graph.get("timeformat", "double") for graph in self.named("graph")), "double")
        return format in ("double", "integer") and NUMBER.fullmatch(time) is not None

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
        for size in self.named("size"):
            if not is_above_zero(size.get("value", "")):
                self.note(size, "size", f"the size {size.get('value')!r} is not above 0: the node is invisible")
        places = {node: node.find("{*}position") for node in self.named("node")}
        bare = [node for node, place in places.items() if place is None]
        if bare:
            what = "no node has" if len(bare) == len(places) else f"{len(bare)} of {len(places)} nodes have no"
            self.note(bare[0], "position", f"{what} position: they are scattered at random; run a layout", note=True)
        for place in places.values():
            for axis in "xyz" if place is not None else "":
                text = place.get(axis, "0")
                if not (NUMBER.fullmatch(text) and math.isfinite(float(text))):
                    self.note(place, "position", f"{axis}={text!r} is no number: the node is put somewhere else")

    def texts(self) -> Iterator[tuple[_Element, str, str]]:
        names = {(kind, id) for _, kind, id, _, type in self.declared() if type in _TEXT_TYPES}
        for element in self.named("node", "edge"):
            kind = local_name(element)
            for value in element.iter("{*}attvalue"):
                name = value.get("for", "")
                if (kind, name) in names:
                    yield value, name, value.get("value", "")


def _is_whole_time(time: str) -> bool:
    if not _WHOLE_TIME.fullmatch(time):
        return False
    try:
        date.fromisoformat(time[:10])
    except ValueError:
        return False
    return True
