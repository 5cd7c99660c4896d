"""GEXF 1.3 for Gephi: types, lists, times, colours, sizes and positions.

Each edge has its own id and the predicate as its ``kind``, so that Gephi keeps parallel edges; all edges
are directed. An edge whose claims give a time starts at it, widened to a whole date; the timeline then
works. Colours go by class, sizes by degree.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import FormatError
from kg.export.layout import positions
from kg.export.rows import EdgeRow, GraphRows, NodeRow, graph_rows, map_texts
from kg.export.settings import ExportSettings
from kg.export.stream import write_text
from kg.export.xml_text import XML_HEADER, elements, escaped, legal
from kg.model import GraphRecords
from kg.rdf.vocabulary import dated
from kg.schema.ontology import Ontology

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

#: Colours that stay apart for colour-blind readers too, first come first served by the sorted classes.
#: Source: Paul Tol, "Colour Schemes", 2021, scheme "muted", then "bright".
_COLOURS = (
    (136, 204, 238),
    (68, 170, 153),
    (17, 119, 51),
    (153, 153, 51),
    (221, 204, 119),
    (204, 102, 119),
    (136, 34, 85),
    (170, 68, 153),
    (51, 34, 136),
    (68, 119, 170),
    (238, 102, 119),
    (34, 136, 51),
    (204, 187, 68),
    (102, 204, 238),
)
_GREY = (160, 160, 160)


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write the nodes and edges as GEXF 1.3."""
    settings = settings or ExportSettings()
    write_text(stream, _document(graph_rows(graph, ontology, settings), ontology, layout=settings.layout))


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> GraphRows:
    """Return what `read` gives back of a graph that `write` wrote."""
    return map_texts(graph_rows(graph, ontology, settings), legal)


def start_date(time: str | None) -> str | None:
    """Return an ISO time as the whole date it begins at, or None where it is no ISO time.

    >>> start_date("2025"), start_date("2025-07"), start_date("in summer")
    ('2025-01-01', '2025-07-01', None)
    """
    if time is None or not dated(time).datatype:
        return None
    return (time[:10] + "-01-01")[:10]


def _document(rows: GraphRows, ontology: Ontology, *, layout: bool) -> Iterator[str]:
    dynamic = any(start_date(edge.since) for edge in rows.edges)
    mode = 'mode="dynamic" timeformat="date"' if dynamic else 'mode="static"'
    yield XML_HEADER
    yield '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">\n'
    yield "  <meta><creator>newskg</creator><description>News knowledge graph</description></meta>\n"
    yield f'  <graph defaultedgetype="directed" idtype="string" {mode}>\n'
    for kind, attributes in (("node", _NODE_ATTRIBUTES), ("edge", _EDGE_ATTRIBUTES)):
        yield f'    <attributes class="{kind}" mode="static">\n'
        for name, type in attributes:
            yield f'      <attribute id="{name}" title="{name}" type="{type}"/>\n'
        yield "    </attributes>\n"
    yield "    <nodes>\n"
    yield from _nodes(rows, ontology, layout)
    yield "    </nodes>\n    <edges>\n"
    for edge in rows.edges:
        yield _edge(edge)
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _nodes(rows: GraphRows, ontology: Ontology, layout: bool) -> Iterator[str]:
    index = {node.id: i for i, node in enumerate(rows.nodes)}
    places = positions(len(index), [(index[e.source], index[e.target]) for e in rows.edges]) if layout else []
    colours = {name: _COLOURS[i % len(_COLOURS)] for i, name in enumerate(sorted(ontology.classes))}
    for i, node in enumerate(rows.nodes):
        red, green, blue = colours.get(node.entity_class, _GREY)
        size = round(8 + 6 * math.sqrt(node.n_edges), 1)
        yield f'      <node id="{escaped(node.id)}" label="{escaped(node.name)}"><attvalues>'
        yield _value("entity_class", node.entity_class)
        yield _value("aliases", node.aliases)
        yield f'<attvalue for="mentions" value="{node.mentions}"/>'
        yield f'<attvalue for="documents" value="{node.documents}"/>'
        yield f'<attvalue for="n_edges" value="{node.n_edges}"/></attvalues>'
        yield f'<viz:color r="{red}" g="{green}" b="{blue}"/><viz:size value="{size}"/>'
        if places:
            yield f'<viz:position x="{places[i][0]}" y="{places[i][1]}" z="0.0"/>'
        yield "</node>\n"


def _edge(edge: EdgeRow) -> str:
    start = start_date(edge.since)
    values = "".join(
        (
            _value("predicate", edge.predicate),
            f'<attvalue for="confidence" value="{edge.confidence!r}"/>',
            _value("since", edge.since or ""),
            *(_value(name, getattr(edge, name)) for name, type in _EDGE_ATTRIBUTES if type == "liststring"),
        )
    )
    predicate = escaped(edge.predicate)
    return (
        f'      <edge id="{escaped(edge.id)}" source="{escaped(edge.source)}" target="{escaped(edge.target)}" '
        f'type="directed" kind="{predicate}" label="{predicate}" weight="{edge.weight}"'
        + (f' start="{start}"' if start else "")
        + f"><attvalues>{values}</attvalues></edge>\n"
    )


def _value(name: str, value: str | tuple[str, ...]) -> str:
    """Return one value, a list as ``["a", "b, c"]``; an empty one is left out."""
    if not value:
        return ""
    text = value if isinstance(value, str) else json.dumps([legal(v) for v in value], ensure_ascii=False)
    return f'<attvalue for="{name}" value="{escaped(text)}"/>'


def read(stream: BinaryIO) -> GraphRows:
    """Read the nodes and edges of a file that `write` wrote; FormatError where it is not one."""
    nodes, edges = [], []
    for name, element in elements(stream, "gexf"):
        if name not in ("node", "edge"):
            continue
        values = {item.get("for"): item.get("value", "") for item in element.iter("{http://gexf.net/1.3}attvalue")}
        texts = dict.fromkeys(("entity_class", "predicate"), "") | {
            key: value for key, value in values.items() if key not in _LISTS
        }
        try:
            lists = {key: tuple(json.loads(value)) for key, value in values.items() if key in _LISTS}
            if name == "node":
                nodes.append(
                    NodeRow(
                        id=element.attrib["id"],
                        name=element.attrib["label"],
                        entity_class=texts["entity_class"],
                        mentions=int(texts["mentions"]),
                        documents=int(texts["documents"]),
                        n_edges=int(texts["n_edges"]),
                        **lists,
                    )
                )
            else:
                edges.append(
                    EdgeRow(
                        id=element.attrib["id"],
                        source=element.attrib["source"],
                        target=element.attrib["target"],
                        predicate=texts["predicate"],
                        weight=int(element.attrib["weight"]),
                        confidence=float(texts["confidence"]),
                        since=texts.get("since"),
                        **lists,
                    )
                )
        except (KeyError, ValueError, TypeError) as error:
            raise FormatError(
                f"a <{name}> is not as kg writes it", cause=f"line {element.sourceline}: {error}"
            ) from error
        element.clear()
    return GraphRows(nodes=tuple(nodes), edges=tuple(edges))
