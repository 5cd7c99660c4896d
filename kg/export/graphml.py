"""GraphML for Gephi, yEd, Cytoscape and networkx.

Lists are joined with ``|`` (Gephi Lite fails on GraphML's own lists). The predicate also stands as a
namespaced ``kg:label`` on the edge: by it Gephi keeps parallel edges apart. Only ``label`` (of nodes) and
``weight`` (of edges) have names that Gephi gives a meaning to; it is the meaning they have here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.errors import FormatError
from kg.export.rows import EdgeRow, GraphRows, NodeRow, graph_rows, joined, map_texts, split
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
    ("statuses", "string"),
    ("titles", "string"),
    ("said_by", "string"),
    ("sentences", "string"),
    ("articles", "string"),
)


def write(graph: GraphRecords, ontology: Ontology, stream: BinaryIO, *, settings: ExportSettings | None = None) -> None:
    """Write the nodes and edges as GraphML."""
    write_text(stream, _document(graph_rows(graph, ontology, settings or ExportSettings())))


def carried(graph: GraphRecords, ontology: Ontology, settings: ExportSettings) -> GraphRows:
    """Return what `read` gives back of a graph that `write` wrote."""
    return map_texts(graph_rows(graph, ontology, settings), legal)


def _document(rows: GraphRows) -> Iterator[str]:
    yield XML_HEADER
    yield f'<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:kg="{KG}">\n'
    for kind, keys in (("node", _NODE_KEYS), ("edge", _EDGE_KEYS)):
        for name, type in keys:
            yield f'  <key id="{name}" for="{kind}" attr.name="{name}" attr.type="{type}"/>\n'
    yield '  <graph id="newskg" edgedefault="directed">\n'
    for node in rows.nodes:
        yield f'    <node id="{escaped(node.id)}">'
        yield _data("label", node.name)
        yield _data("entity_class", node.entity_class)
        yield _data("aliases", joined(node.aliases))
        yield f'<data key="mentions">{node.mentions}</data><data key="documents">{node.documents}</data>'
        yield f'<data key="n_edges">{node.n_edges}</data></node>\n'
    for edge in rows.edges:
        yield f'    <edge id="{escaped(edge.id)}" source="{escaped(edge.source)}" target="{escaped(edge.target)}" '
        yield f'kg:label="{escaped(edge.predicate)}"><data key="weight">{edge.weight}</data>'
        yield _data("predicate", edge.predicate)
        yield f'<data key="confidence">{edge.confidence!r}</data>'
        yield _data("since", edge.since or "")
        for name in ("statuses", "titles", "said_by", "sentences", "articles"):
            yield _data(name, joined(getattr(edge, name)))
        yield "</edge>\n"
    yield "  </graph>\n</graphml>\n"


def _data(key: str, text: str) -> str:
    """Return one value; an empty text is left out."""
    return f'<data key="{key}">{escaped(text)}</data>' if text else ""


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
        statuses=split(values.get("statuses", "")),
        titles=split(values.get("titles", "")),
        said_by=split(values.get("said_by", "")),
        sentences=split(values.get("sentences", "")),
        articles=split(values.get("articles", "")),
    )
