"""Each rule for Gephi has a file that breaks it, and our own files break none."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import FormatError, InputError
from kg.export import ExportSettings, write_file
from kg.export.check import Problem, check_gephi
from kg.model import Claim
from tests.strategies import ONTOLOGY, hostile_graph

NODES = '<nodes><node id="a" label="A"/><node id="b" label="B"/></nodes>'
EDGE = '<edge id="1" source="a" target="b" kind="k"/>'


def gexf(
    edges: str = EDGE, *, nodes: str = NODES, attributes: str = "", graph: str = 'defaultedgetype="directed"'
) -> str:
    return (
        '<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3/viz" version="1.3">'
        f"<graph {graph}>{attributes}{nodes}<edges>{edges}</edges></graph></gexf>"
    )


def attribute(id: str, type: str = "string", kind: str = "node") -> str:
    return f'<attributes class="{kind}"><attribute id="{id}" title="{id}" type="{type}"/></attributes>'


def graphml(edges: str = "", *, keys: str = "", graph: str = 'edgedefault="directed"') -> str:
    return (
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:kg="urn:kg">'
        f'{keys}<graph {graph}><node id="a"/><node id="b"/>{edges}</graph></graphml>'
    )


def key(id: str, type: str = "string", kind: str = "node", name: str = "") -> str:
    return f'<key id="{id}" for="{kind}" attr.name="{name or id}" attr.type="{type}"/>'


def node_with(inner: str) -> str:
    return f'<nodes><node id="a">{inner}</node><node id="b"/></nodes>'


#: What Gephi means something by.
OWN_NAMES = ("label", "size", "x", "y", "z", "r", "g", "b", "color", "weight", "id", "timeset")

BROKEN = [
    ("gexf", "edge-id", gexf(EDGE + '<edge id="1" source="b" target="a" kind="k"/>')),
    ("gexf", "edge-id", gexf('<edge source="a" target="b"/>')),
    ("gexf", "node-id", gexf(nodes='<nodes><node id="a"/><node id="a"/><node id="b"/></nodes>')),
    ("gexf", "edge-end", gexf('<edge id="1" source="a" target="c"/>')),
    ("gexf", "parallel-edge", gexf('<edge id="1" source="a" target="b"/><edge id="2" source="a" target="b"/>')),
    ("gexf", "parallel-edge", gexf(EDGE + EDGE.replace('"1"', '"2"'))),
    ("gexf", "weight", gexf(EDGE.replace("kind", 'weight="0" kind'))),
    ("gexf", "weight", gexf(EDGE.replace("kind", 'weight="INF" kind'))),
    ("gexf", "mixed-direction", gexf(EDGE + '<edge id="2" source="b" target="a" type="undirected"/>')),
    ("gexf", "edge-type", gexf(EDGE.replace("kind", 'type="heads" kind'))),  # networkx writes an attribute "type" so
    *(("gexf", "reserved-name", gexf(attributes=attribute(name))) for name in OWN_NAMES),
    ("gexf", "case-only", gexf(attributes=attribute("name") + attribute("Name"))),
    ("gexf", "lower-case", gexf(attributes=attribute("Name"))),
    ("gexf", "type", gexf(attributes=attribute("link", "anyURI"))),
    (
        "gexf",
        "list",
        gexf(
            attributes=attribute("tags", "liststring"),
            nodes=node_with('<attvalues><attvalue for="tags" value="a|b"/></attvalues>'),
        ),
    ),
    *(
        ("gexf", "time", gexf(EDGE.replace("kind", f'start="{time}" kind'), graph='timeformat="date" mode="dynamic"'))
        for time in ("2024", "2024-05", "2024-05-01 10:00:00", "2024-02-30", "in May")
    ),
    (
        "gexf",
        "time",
        gexf(nodes=node_with('<spells><spell start="2024"/></spells>'), graph='timeformat="date" mode="dynamic"'),
    ),
    (
        "gexf",
        "spell-overlap",
        gexf(
            nodes=node_with('<spells><spell start="2024-01-01" end="2024-03-01"/><spell start="2024-02-01"/></spells>')
        ),
    ),
    ("gexf", "colour", gexf(nodes=node_with('<viz:color r="0.5" g="0" b="0"/>'))),
    ("gexf", "colour", gexf(nodes=node_with('<viz:color r="256" g="0" b="0"/>'))),
    ("gexf", "size", gexf(nodes=node_with('<viz:size value="0"/>'))),
    ("gexf", "position", gexf(nodes=node_with('<viz:position x="left" y="0" z="0"/>'))),
    ("gexf", "xml", gexf().replace("A", "\x0b")),
    ("gexf", "xml", ""),
    ("graphml", "xml", graphml().replace("</graphml>", "")),
    ("graphml", "edge-id", graphml('<edge source="a" target="b"/>')),
    ("graphml", "edge-id", graphml('<edge id="1" source="a" target="b"/><edge id="1" source="b" target="a"/>')),
    ("graphml", "edge-end", graphml('<edge id="1" source="a" target="c"/>')),
    ("graphml", "parallel-edge", graphml('<edge id="1" source="a" target="b"/><edge id="2" source="a" target="b"/>')),
    (
        "graphml",
        "weight",
        graphml(
            '<edge id="1" source="a" target="b"><data key="weight">0</data></edge>', keys=key("weight", "int", "edge")
        ),
    ),
    ("graphml", "weight", graphml(keys=key("weight", "string", "edge"))),
    *(("graphml", "reserved-name", graphml(keys=key("d0", name=name))) for name in OWN_NAMES if name != "label"),
    ("graphml", "reserved-name", graphml(keys=key("weight", "int", "node"))),
    ("graphml", "type", graphml(keys=key("day", "date"))),
    ("graphml", "list", graphml(keys=key("tags", "liststring"))),
    ("graphml", "case-only", graphml(keys=key("tag") + key("TAG"))),
    ("graphml", "mixed-direction", graphml('<edge id="1" source="a" target="b" directed="false"/>')),
]

RIGHT = [
    ("gexf", gexf()),
    ("gexf", gexf(EDGE + EDGE.replace('"1"', '"2"').replace('"k"', '"other"'))),
    ("gexf", gexf(EDGE.replace("kind", 'weight="2.5" start="2024-05-01" kind'))),
    ("gexf", gexf(EDGE.replace("kind", 'start="3.5" kind'), graph='timeformat="double" mode="dynamic"')),
    (
        "gexf",
        gexf(
            attributes=attribute("tags", "liststring"),
            nodes=node_with("<attvalues><attvalue for='tags' value='[\"a\", \"b, c\"]'/></attvalues>"),
        ),
    ),
    ("graphml", graphml(keys=key("label") + key("weight", "double", "edge"))),
    (
        "graphml",
        graphml('<edge id="1" source="a" target="b" kg:label="k"/><edge id="2" source="a" target="b" kg:label="l"/>'),
    ),
]


#: What is imported as it is meant, but for a thing to know.
NOTED = [
    (
        "gexf",
        "infinity",
        gexf(
            attributes=attribute("quote"),
            nodes=node_with('<attvalues><attvalue for="quote" value="INFORMED SOURCES"/></attvalues>'),
        ),
    ),
    ("graphml", "infinity", graphml(keys=key("quote")).replace('<node id="a"/>',
        '<node id="a"><data key="quote">INFORMED SOURCES</data></node>')),
    ("gexf", "position", gexf()),
    ("gexf", "position", gexf(nodes=node_with('<viz:position x="1.5" y="-2" z="0"/>'))),
]  # fmt: skip


@pytest.mark.parametrize(("format", "rule", "text"), NOTED)
def test_what_is_worth_knowing_is_a_note(tmp_path: Path, format: str, rule: str, text: str) -> None:
    path = tmp_path / f"x.{format}"
    path.write_text(text)
    assert rule in {problem.rule for problem in check_gephi(path) if problem.note}
    assert wrong(path) == []


def test_a_label_with_the_word_for_infinity_stays(tmp_path: Path) -> None:
    path = tmp_path / "x.gexf"
    path.write_text(gexf(nodes='<nodes><node id="a" label="INF"/><node id="b" label="B"/></nodes>'))
    assert "infinity" not in {problem.rule for problem in check_gephi(path)}


def wrong(path: Path) -> list[Problem]:
    return [problem for problem in check_gephi(path) if not problem.note]


@pytest.mark.parametrize(("format", "rule", "text"), BROKEN)
def test_a_file_that_gephi_would_misread_is_found_out(tmp_path: Path, format: str, rule: str, text: str) -> None:
    path = tmp_path / f"x.{format}"
    path.write_text(text)
    found = wrong(path)
    assert rule in {problem.rule for problem in found}
    assert all(problem.line > 0 and problem.message for problem in found)


@pytest.mark.parametrize(("format", "text"), RIGHT)
def test_a_right_file_has_no_problem(tmp_path: Path, format: str, text: str) -> None:
    path = tmp_path / f"x.{format}"
    path.write_text(text)
    assert wrong(path) == []


@pytest.mark.parametrize("name", ["graph.gexf", "graph.graphml"])
def test_our_own_files_have_no_problem(tmp_path: Path, name: str) -> None:
    ends = {"subject": "e-0", "object": "e-1"}
    parallel = [Claim(id=p, predicate=p, time=t, **ends) for p, t in (("heads", "2024"), ("visits", "in May"))]
    graph = hostile_graph()
    graph = graph.replace(claims=[*graph.claims.values(), *parallel])
    assert wrong(write_file(graph, ONTOLOGY, tmp_path / name)) == []


def test_communities_and_spells_are_no_problem(tmp_path: Path) -> None:
    ends = {"subject": "e-0", "object": "e-1", "predicate": "heads"}
    spells = [Claim(id=t, time=t, until=u, **ends) for t, u in (("2010", "2012"), ("2012-05", "2013"), ("2020", None))]
    graph = hostile_graph().replace(claims=spells)
    settings = ExportSettings(communities={"e-0": 0, "e-1": 1})
    path = write_file(graph, ONTOLOGY, tmp_path / "graph.gexf", settings=settings)
    assert path.read_text().count("<spell ") == 2
    assert wrong(path) == []


def test_another_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<html/>")
    with pytest.raises(FormatError, match="neither"):
        check_gephi(tmp_path / "page.html")
    with pytest.raises(InputError, match="cannot read"):
        check_gephi(tmp_path / "none.gexf")
