"""GraphML for Gephi, yEd, Cytoscape and networkx.

Lists are joined with ``|`` (Gephi Lite fails on GraphML's own lists). The predicate also stands as a
namespaced ``kg:label`` on the edge: by it Gephi keeps parallel edges apart. Only ``label`` (of nodes) and
``weight`` (of edges) have names that Gephi gives a meaning to; it is the meaning they have here.
The writer takes rows as they come and holds none of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain
from typing import BinaryIO

from kg.errors import FormatError
from kg.export.rows import EdgeRow, GraphRows, NodeRow, graph_rows, joined, map_texts, row_stream, split
from kg.export.settings import ExportSettings
from kg.export.stream import write_text
from kg.export.xml_text import XML_HEADER, elements, escaped, legal
from kg.model import GraphRecords
from kg.rdf.vocabulary import KG
from kg.schema.ontology import Ontology

_NODE_KEYS = (
    ("label", "string"),
    ("entity_class", "string"),
    ("aliases", "string"),
    ("mentions", "int"),
    ("documents", "int"),
    ("n_edges", "int"),
)
_EDGE_KEYS = (
    ("weight", "int"),
    ("predicate", "string"),
    ("confidence", "double"),
    ("since", "string"),
    ("periods", "string"),
    ("statuses", "string"),
    ("titles", "string"),
    ("said_by", "string"),
    ("sentences", "string"),
    ("articles", "string"),
)


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write the nodes and edges as GraphML."""
    settings = settings or ExportSettings()
    rows = row_stream(graph, ontology, settings)
    write_rows(rows.nodes, rows.edges, stream, grouped=bool(settings.communities))


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> GraphRows:
    """Return what `read` gives back of a graph that `write` wrote."""
    return map_texts(graph_rows(graph, ontology, settings), legal)


def write_rows(nodes: Iterable[NodeRow], edges: Iterable[EdgeRow], stream: BinaryIO, *, grouped: bool = False) -> None:
    """Write rows as GraphML as they come: memory does not grow with their number.

    Each end of an edge is a node, and no id and no (source, predicate, target) stands twice. ``grouped`` says
    whether a node has a community.
    """
    write_text(stream, chain(_head(grouped), _nodes(nodes), _edges(edges), ("  </graph>\n</graphml>\n",)))


def _head(grouped: bool) -> Iterator[str]:
    yield XML_HEADER
    yield f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:kg="{KG}">\n'
    node_keys = (*_NODE_KEYS, *((("community", "int"),) if grouped else ()))
    for kind, keys in (("node", node_keys), ("edge", _EDGE_KEYS)):
        for name, type in keys:
            yield f'  <key id="{name}" for="{kind}" attr.name="{name}" attr.type="{type}"/>\n'
    yield '  <graph id="newskg" edgedefault="directed">\n'


def _nodes(nodes: Iterable[NodeRow]) -> Iterator[str]:
    for node in nodes:
        community = "" if node.community is None else f'<data key="community">{node.community}</data>'
        yield (
            f'    <node id="{escaped(node.id)}">{_data("label", node.name)}'
            f"{_data('entity_class', node.entity_class)}{_list('aliases', node.aliases)}"
            f'<data key="mentions">{node.mentions}</data><data key="documents">{node.documents}</data>'
            f'<data key="n_edges">{node.n_edges}</data>{community}</node>\n'
        )


def _edges(edges: Iterable[EdgeRow]) -> Iterator[str]:
    for edge in edges:
        predicate = _common_text(edge.predicate)
        yield (
            f'    <edge id="{escaped(edge.id)}" source="{escaped(edge.source)}" target="{escaped(edge.target)}" '
            f'kg:label="{predicate}"><data key="weight">{edge.weight}</data>'
            f'<data key="predicate">{predicate}</data><data key="confidence">{edge.confidence!r}</data>'
            f"{_data('since', edge.since or '')}{_list('periods', edge.periods)}"
            f"{_common_list('statuses', edge.statuses)}{_common_list('titles', edge.titles)}"
            f"{_list('said_by', edge.said_by)}{_list('sentences', edge.sentences)}{_list('articles', edge.articles)}"
            f"</edge>\n"
        )


def _data(key: str, text: str) -> str:
    """Return one value; an empty text is left out."""
    return f'<data key="{key}">{escaped(text)}</data>' if text else ""


def _list(key: str, texts: tuple[str, ...]) -> str:
    """Return a list as one value; an empty one is left out."""
    return f'<data key="{key}">{escaped(joined(texts))}</data>' if texts else ""


_common_text = lru_cache(maxsize=1024)(escaped)
#: The lists that few edges have to themselves.
_common_list = lru_cache(maxsize=1024)(_list)


def read(stream: BinaryIO) -> GraphRows:
    """Read the nodes and edges of a file that `write` wrote; FormatError where it is not one."""
    nodes, edges = [], []
    for name, element in elements(stream, "graphml"):
        if name not in ("node", "edge"):
            continue
        values = {child.get("key"): child.text or "" for child in element}
        try:
            if name == "node":
                nodes.append(_node(element.attrib["id"], values))
            else:
                edges.append(_edge(dict(element.attrib), values))
        except (KeyError, ValueError) as error:
            raise FormatError(
                f"a <{name}> is not as kg writes it", cause=f"line {element.sourceline}: {error}"
            ) from error
        element.clear()
    return GraphRows(nodes=tuple(nodes), edges=tuple(edges))


def _node(id: str, values: dict[str | None, str]) -> NodeRow:
    return NodeRow(
        id=id,
        name=values.get("label", ""),
        entity_class=values.get("entity_class", ""),
        aliases=split(values.get("aliases", "")),
        mentions=int(values["mentions"]),
        documents=int(values["documents"]),
        n_edges=int(values["n_edges"]),
        community=int(values["community"]) if "community" in values else None,
    )


def _edge(attributes: dict[str, str], values: dict[str | None, str]) -> EdgeRow:
    return EdgeRow(
        id=attributes["id"],
        source=attributes["source"],
        target=attributes["target"],
        predicate=values.get("predicate", ""),
        weight=int(values["weight"]),
        confidence=float(values["confidence"]),
        since=values.get("since"),
        periods=split(values.get("periods", "")),
        statuses=split(values.get("statuses", "")),
        titles=split(values.get("titles", "")),
        said_by=split(values.get("said_by", "")),
        sentences=split(values.get("sentences", "")),
        articles=split(values.get("articles", "")),
    )
