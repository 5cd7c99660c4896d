"""GEXF 1.3 for Gephi: types, lists, times, colours, sizes and positions.

Each edge has its own id and the predicate as its ``kind``, so that Gephi keeps parallel edges; all edges
are directed. An edge whose claims give a time has it as intervals of whole dates, which do not overlap; the
timeline then works. The writer takes rows as they come and holds none of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import chain, repeat
from json.encoder import encode_basestring
from typing import TYPE_CHECKING, BinaryIO

from kg.errors import FormatError
from kg.export.layout import no_positions
from kg.export.looks import looks
from kg.export.rows import EdgeRow, GraphRows, Look, NodeRow, graph_rows, map_texts, row_stream
from kg.export.settings import ExportSettings
from kg.export.spells import bounds, stretch
from kg.export.stream import write_text
from kg.export.xml_text import XML_HEADER, elements, escaped, legal
from kg.model import GraphRecords
from kg.schema.ontology import Ontology

if TYPE_CHECKING:
    from lxml.etree import _Element

_NODE_ATTRIBUTES = (
    ("entity_class", "string"),
    ("aliases", "liststring"),
    ("mentions", "integer"),
    ("documents", "integer"),
    ("n_edges", "integer"),
)
_EDGE_ATTRIBUTES = (
    ("predicate", "string"),
    ("confidence", "double"),
    ("since", "string"),
    ("statuses", "liststring"),
    ("titles", "liststring"),
    ("said_by", "liststring"),
    ("sentences", "liststring"),
    ("articles", "liststring"),
)
_LISTS = frozenset(name for name, type in (*_NODE_ATTRIBUTES, *_EDGE_ATTRIBUTES) if type == "liststring")

_NAMESPACE = "{http://gexf.net/1.3}"
_VIZ = "{http://gexf.net/1.3/viz}"


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write the nodes and edges as GEXF 1.3."""
    settings = settings or ExportSettings()
    rows = row_stream(graph, ontology, settings)
    missing = no_positions(len(rows.nodes)) if settings.layout else None
    write_rows(
        rows.nodes,
        rows.edges,
        stream,
        looks=looks(rows, ontology, settings),
        dated=rows.dated,
        grouped=bool(settings.communities),
        description="News knowledge graph" + ("" if missing is None else f"; no positions: {missing}"),
    )


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> GraphRows:
    """Return what `read` gives back of a graph that `write` wrote."""
    rows = map_texts(graph_rows(graph, ontology, settings), legal)
    return replace(rows, looks=looks(row_stream(graph, ontology, settings), ontology, settings))


def write_rows(
    nodes: Iterable[NodeRow],
    edges: Iterable[EdgeRow],
    stream: BinaryIO,
    *,
    looks: Iterable[Look] = (),
    dated: bool,
    grouped: bool = False,
    description: str = "News knowledge graph",
) -> None:
    """Write rows as GEXF 1.3 as they come: memory does not grow with their number.

    Each end of an edge is a node, and no id and no (source, predicate, target) stands twice. ``looks`` has one for
    each node, or for none. ``dated`` says whether an edge has a period: it must be known before the first edge.
    Gephi shows the ``description``.
    """
    write_text(
        stream,
        chain(_head(dated, grouped, description), _nodes(nodes, looks), _edges(edges), ("  </graph>\n</gexf>\n",)),
    )


def _head(dated: bool, grouped: bool, description: str) -> Iterator[str]:
    mode = 'mode="dynamic" timeformat="date"' if dated else 'mode="static"'
    yield XML_HEADER
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield f"  <meta><creator>newskg</creator><description>{escaped(description)}</description></meta>\n"
    yield f'  <graph defaultedgetype="directed" idtype="string" {mode}>\n'
    node_attributes = (*_NODE_ATTRIBUTES, *((("community", "integer"),) if grouped else ()))
    for kind, attributes in (("node", node_attributes), ("edge", _EDGE_ATTRIBUTES)):
        yield f'    <attributes class="{kind}" mode="static">\n'
        for name, type in attributes:
            yield f'      <attribute id="{name}" title="{name}" type="{type}"/>\n'
        yield "    </attributes>\n"


def _nodes(nodes: Iterable[NodeRow], looks: Iterable[Look]) -> Iterator[str]:
    yield "    <nodes>\n"
    for node, look in zip(nodes, chain(looks, repeat(None)), strict=False):
        community = "" if node.community is None else f'<attvalue for="community" value="{node.community}"/>'
        yield (
            f'      <node id="{escaped(node.id)}" label="{escaped(node.name)}"><attvalues>'
            f"{_value('entity_class', node.entity_class)}{_list('aliases', node.aliases)}"
            f'<attvalue for="mentions" value="{node.mentions}"/><attvalue for="documents" value="{node.documents}"/>'
            f'<attvalue for="n_edges" value="{node.n_edges}"/>{community}</attvalues>{_drawn(look)}</node>\n'
        )
    yield "    </nodes>\n"


def _drawn(look: Look | None) -> str:
    if look is None:
        return ""
    (red, green, blue), place = look.colour, look.place
    return f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:size value="{look.size}"/>' + (
        "" if place is None else f'<viz:position x="{place[0]}" y="{place[1]}" z="0.0"/>'
    )


def _edges(edges: Iterable[EdgeRow]) -> Iterator[str]:
    yield "    <edges>\n"
    for edge in edges:
        predicate = _common_text(edge.predicate)
        times, spells = _times(edge.periods) if edge.periods else ("", "")
        yield (
            f'      <edge id="{escaped(edge.id)}" source="{escaped(edge.source)}" target="{escaped(edge.target)}" '
            f'type="directed" kind="{predicate}" label="{predicate}" weight="{edge.weight}"{times}><attvalues>'
            f'<attvalue for="predicate" value="{predicate}"/><attvalue for="confidence" value="{edge.confidence!r}"/>'
            f"{_value('since', edge.since or '')}{_common_list('statuses', edge.statuses)}"
            f"{_common_list('titles', edge.titles)}{_list('said_by', edge.said_by)}"
            f"{_list('sentences', edge.sentences)}{_list('articles', edge.articles)}</attvalues>{spells}</edge>\n"
        )
    yield "    </edges>\n"


def _times(periods: tuple[str, ...]) -> tuple[str, str]:
    """Return the attributes and the elements that say when an edge holds: one interval needs no elements."""
    marks = ["".join(f' {name}="{day}"' for name, day in zip(("start", "end"), bounds(p), strict=True) if day)
             for p in periods]  # fmt: skip
    if len(marks) == 1:
        return marks[0], ""
    return "", "<spells>" + "".join(f"<spell{mark}/>" for mark in marks) + "</spells>"


def _value(name: str, text: str) -> str:
    """Return one value; an empty one is left out."""
    return f'<attvalue for="{name}" value="{escaped(text)}"/>' if text else ""


def _list(name: str, texts: tuple[str, ...]) -> str:
    """Return a list as ``["a", "b, c"]``; an empty one is left out."""
    return f'<attvalue for="{name}" value="[{", ".join(map(_item, texts))}]"/>' if texts else ""


_common_text = lru_cache(maxsize=1024)(escaped)
#: The lists that few edges have to themselves.
_common_list = lru_cache(maxsize=1024)(_list)


def _item(text: str) -> str:
    """Return a text of a list: in quotes, as JSON has it."""
    if not text.isprintable():
        return escaped(encode_basestring(legal(text)))
    if "\\" in text:
        text = text.replace("\\", "\\\\")
    if '"' in text:
        text = text.replace('"', '\\"')
    return f"&quot;{escaped(text)}&quot;"


def read(stream: BinaryIO) -> GraphRows:
    """Read the nodes and edges of a file that `write` wrote; FormatError where it is not one."""
    nodes, edges, drawn = [], [], []
    for name, element in elements(stream, "gexf"):
        if name not in ("node", "edge"):
            continue
        try:
            if name == "node":
                nodes.append(_node(element))
                look = _look(element)
                drawn += [] if look is None else [look]
            else:
                edges.append(_edge(element))
        except (KeyError, ValueError, TypeError) as error:
            raise FormatError(
                f"a <{name}> is not as kg writes it", cause=f"line {element.sourceline}: {error}"
            ) from error
        element.clear()
    return GraphRows(nodes=tuple(nodes), edges=tuple(edges), looks=tuple(drawn))


def _values(element: _Element) -> tuple[dict[str, str], dict[str, tuple[str, ...]]]:
    """Return the single values and the lists of an element."""
    values = {item.attrib["for"]: item.get("value", "") for item in element.iter(f"{_NAMESPACE}attvalue")}
    lists = {name: tuple(json.loads(value)) for name, value in values.items() if name in _LISTS}
    return {name: value for name, value in values.items() if name not in _LISTS}, lists


def _node(element: _Element) -> NodeRow:
    values, lists = _values(element)
    return NodeRow(
        id=element.attrib["id"],
        name=element.attrib["label"],
        entity_class=values.get("entity_class", ""),
        mentions=int(values["mentions"]),
        documents=int(values["documents"]),
        n_edges=int(values["n_edges"]),
        community=int(values["community"]) if "community" in values else None,
        **lists,
    )


def _look(element: _Element) -> Look | None:
    colour, size, place = (element.find(f"{_VIZ}{name}") for name in ("color", "size", "position"))
    if colour is None or size is None:
        return None
    return Look(
        colour=(int(colour.attrib["r"]), int(colour.attrib["g"]), int(colour.attrib["b"])),
        size=float(size.attrib["value"]),
        place=None if place is None else (float(place.attrib["x"]), float(place.attrib["y"])),
    )


def _edge(element: _Element) -> EdgeRow:
    values, lists = _values(element)
    spells = element.findall(f".//{_NAMESPACE}spell") or [element]
    periods = [
        stretch(spell.get("start"), spell.get("end")) for spell in spells if spell.get("start") or spell.get("end")
    ]
    return EdgeRow(
        id=element.attrib["id"],
        source=element.attrib["source"],
        target=element.attrib["target"],
        predicate=values.get("predicate", ""),
        weight=int(element.attrib["weight"]),
        confidence=float(values["confidence"]),
        since=values.get("since"),
        periods=tuple(periods),
        **lists,
    )
