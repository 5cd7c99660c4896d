"""The explorer's page, from the Python side: what is in it, that it is data, and that it is the same every time."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import zlib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import OutputError
from kg.model import Claim, Entity, GraphRecords
from kg.serve.explorer import explorer_page, write_page
from kg.serve.explorer.network import network
from kg.serve.explorer.places import places
from tests.conftest import Kg
from tests.unit.explorer_fixture import HOSTILE, ONTOLOGY, explorer_graph


class _Page(HTMLParser):
    """The elements of a page, and the text of its scripts and styles."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.texts: list[tuple[str, dict[str, str | None], str]] = []
        self.policy = ""
        self._open: tuple[str, dict[str, str | None]] | None = None
        self.feed(page.decode("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        found = dict(attrs)
        if tag in ("script", "style"):
            self._open = (tag, found)
            self.texts.append((tag, found, ""))
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found["content"] or ""

    def handle_endtag(self, tag: str) -> None:
        self._open = None

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            tag, found, text = self.texts[-1]
            self.texts[-1] = (tag, found, text + data)

    def element(self, id: str) -> str:
        (text,) = (text for _, found, text in self.texts if found.get("id") == id)
        return text

    def core(self) -> Any:
        return json.loads(self.element("core"))

    def rows(self, table: str) -> list[Any]:
        blocks = [t for _, found, t in self.texts if re.fullmatch(rf"{table}-\d+", found.get("id") or "")]
        return [row for text in blocks for row in json.loads(zlib.decompress(base64.b64decode(text)))]


@pytest.fixture(scope="module")
def page() -> _Page:
    return _Page(explorer_page(explorer_graph(), ONTOLOGY, title="Berg & <Lee>"))


def test_equal_graphs_give_equal_pages_in_any_order() -> None:
    graph = explorer_graph()
    turned = GraphRecords.of(
        **{
            name: reversed(list(getattr(graph, name).values()))
            for name in ("documents", "entities", "claims", "value_claims", "evidence")
        }
    )
    assert explorer_page(graph, ONTOLOGY) == explorer_page(turned, ONTOLOGY)


def test_the_policy_lets_only_our_own_script_and_style_run(page: _Page) -> None:
    assert "default-src 'none'" in page.policy
    assert "unsafe" not in page.policy
    assert "http" not in page.policy
    for tag, directive in (("script", "script-src"), ("style", "style-src")):
        (text,) = (text for name, found, text in page.texts if name == tag and "type" not in found)
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}';" in page.policy


def test_hostile_names_are_data(page: _Page) -> None:
    assert HOSTILE in page.core()["nodes"]["name"]
    assert HOSTILE in [row[0] for row in page.rows("names")]
    plain = _Page(explorer_page(GraphRecords(), ONTOLOGY))
    added = set(page.tags) - set(plain.tags)
    assert added == set()
    assert page.tags.count("script") == plain.tags.count("script") + 4  # one block of each table


def test_the_title_is_text() -> None:
    raw = explorer_page(GraphRecords(), ONTOLOGY, title="{{script}} </title><b>").decode()
    assert html.escape("{{script}} </title><b>") in raw
    assert _Page(raw.encode()).core()["title"] == "{{script}} </title><b>"


def test_nothing_is_loaded_from_elsewhere(page: _Page) -> None:
    assert not {"img", "link", "iframe", "object", "embed"} & set(page.tags)
    assert all("src" not in found for _, found, _ in page.texts)


def test_the_licences_of_the_bundled_libraries_are_in_the_page() -> None:
    raw = explorer_page(GraphRecords(), ONTOLOGY).decode()
    for name in ("sigma", "graphology", "graphology-layout-forceatlas2", "graphology-utils", "events"):
        assert re.search(rf"(^|>){name} \d+\.\d+\.\d+ \(MIT\)$", raw, re.MULTILINE), name
    assert "Permission is hereby granted" in raw


def test_every_sentence_stands_where_the_page_says(page: _Page) -> None:
    graph = explorer_graph()
    articles = page.rows("articles")
    claims = [claim for edge in page.rows("edges") for claim in edge["claims"]]
    claims += [value[2] for node in page.rows("nodes") for value in node["values"]]
    found = []
    for claim in claims:
        for sentence in claim["sentences"]:
            units = articles[sentence["article"]]["text"].encode("utf-16-le")
            found.append(units[2 * sentence["start"] : 2 * sentence["end"]].decode("utf-16-le"))
    assert sorted(set(found)) == sorted({row.quote for row in graph.evidence.values()})


def test_a_graph_without_its_texts_keeps_the_sentences() -> None:
    from dataclasses import replace

    graph = explorer_graph()
    bare = graph.replace(documents=[replace(d, text="") for d in graph.documents.values()])
    sentences = [
        sentence["quote"]
        for edge in _Page(explorer_page(bare, ONTOLOGY)).rows("edges")
        for claim in edge["claims"]
        for sentence in claim["sentences"]
    ]
    assert "Ada Berg met Tom Lee there." in sentences


def test_an_edge_says_what_it_is_filtered_by(page: _Page) -> None:
    core = page.core()
    names, edges = core["nodes"]["name"], core["edges"]
    found = {
        (names[s], core["relations"][r]["label"], names[t]): facets
        for s, t, r, facets in zip(edges["source"], edges["target"], edges["relation"], edges["claims"], strict=True)
    }
    ((status, confidence, first, last, articles),) = found["Ada Berg", "visits", "Norwich"]
    assert (core["statuses"][status], confidence) == ("occurred", 90)
    assert first == last == 19786  # 2024-03-04
    assert [core["articles"][i][0] for i in articles] == ["a1.txt"]
    ((status, *_),) = found["Tom Lee", "visits", "Norwich"]
    assert core["statuses"][status] == "denied"
    # Two articles tell of it, none says when: the days on which they came out stand for it.
    ((_, _, first, last, _),) = found["Ada Berg", "meets", "Tom Lee"]
    assert (first, last) == (19662, 19787)


def test_a_card_has_names_values_and_posts(page: _Page) -> None:
    rows = {row["name"]: row for row in page.rows("nodes")}
    assert rows["Ada Berg"]["aliases"] == ["A. Berg", "Ms Berg"]
    assert [value for _, value, _ in rows["Globex"]["values"]] == ["1998"]
    assert any("Acme Corporation" in role["text"] for role in rows["Ada Berg"]["roles"])
    assert rows["Alone"]["edges"] == []


def _star(n: int) -> GraphRecords:
    entities = [Entity(id=f"e{i}", name=f"E {i}", type="Person") for i in range(n)]
    claims = [Claim(id=f"c{i}", subject="e0", predicate="meets", object=f"e{i}") for i in range(1, n)]
    return GraphRecords.of(entities=entities, claims=claims)


def test_above_the_limit_the_best_connected_are_drawn_and_the_rest_is_there() -> None:
    page = _Page(explorer_page(_star(500), ONTOLOGY, max_edges=50))
    core = page.core()
    assert len(core["nodes"]["id"]) == 51
    assert core["nodes"]["name"][0] == "E 0"
    assert len(core["edges"]["source"]) == 50
    assert core["counts"] == {"entities": 500, "relations": 499, "claims": 499, "articles": 0}
    assert len(page.rows("nodes")) == 500
    assert page.rows("nodes")[0]["edges"] == list(range(499))
    assert len(page.rows("edges")) == 499
    assert len(page.rows("names")) == 500


_ENDS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=40)


@given(ends=_ENDS, max_edges=st.integers(1, 20))
def test_the_first_edges_are_those_among_the_first_nodes(ends: list[tuple[int, int]], max_edges: int) -> None:
    claims = [Claim(id=f"c{i}", subject=f"e{s}", predicate="visits", object=f"e{o}") for i, (s, o) in enumerate(ends)]
    entities = [Entity(id=f"e{i}", name=f"E {i}", type="Person") for i in range(14)]
    net = network(GraphRecords.of(entities=entities, claims=claims), ONTOLOGY, max_edges=max_edges)
    inside = [i for i, edge in enumerate(net.edges) if max(edge.source, edge.target) < net.n_drawn_nodes]
    assert inside == list(range(net.n_drawn_edges))
    assert net.n_drawn_edges <= max_edges
    assert len(net.edges) == len(set(ends))
    assert sum(len(edge.claims) for edge in net.edges) == len(ends)
    for node, numbers in enumerate(net.edges_of):
        assert [i for i, e in enumerate(net.edges) if node in (e.source, e.target)] == list(numbers)
    degrees = [len(numbers) for numbers in net.edges_of]
    assert degrees == sorted(degrees, reverse=True)


@settings(deadline=None, max_examples=25)  # each part of a graph is laid out
@given(n=st.integers(0, 12), data=st.data())
def test_each_node_has_a_place_of_its_own(n: int, data: st.DataObject) -> None:
    ends = st.integers(0, max(n - 1, 0))
    edges = data.draw(st.lists(st.tuples(ends, ends), max_size=12)) if n else []
    found = places(n, edges)
    assert len(set(found)) == len(found) == n
    assert found == places(n, edges[::-1])


def test_a_page_is_written_over_a_page_only(tmp_path: Path) -> None:
    target = tmp_path / "new" / "graph.html"
    page = explorer_page(GraphRecords(), ONTOLOGY)
    assert write_page(target, page).read_bytes() == page
    write_page(target, page)
    target.write_text("<html>mine</html>")
    with pytest.raises(OutputError, match="not written by kg explore"):
        write_page(target, page)
    assert target.read_text() == "<html>mine</html>"
    assert write_page(target, page, force=True).read_bytes() == page
    assert [path.name for path in target.parent.iterdir()] == ["graph.html"]
    with pytest.raises(OutputError, match="cannot write"):
        write_page(target / "inside", page)


def test_the_command_writes_beside_the_graph(kg_command: Kg, tmp_path: Path) -> None:
    import kg

    graph = tmp_path / "g.ttl"
    kg.Graph(explorer_graph(), ONTOLOGY).write(graph)
    outcome = kg_command("explore", graph, "--title", "Norwich")
    assert outcome.code == 0, outcome.err
    assert outcome.out == ""
    assert "graph.html" in outcome.err
    assert _Page((tmp_path / "graph.html").read_bytes()).core()["title"] == "Norwich"
    assert kg_command("explore", tmp_path / "none.ttl").code == 2
