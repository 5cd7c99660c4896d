"""Linking: tables of each kind, a reconciliation service over HTTP, and who is not linked."""

from __future__ import annotations

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import FormatError, InputError
from kg.model import CoreferenceChain, Document, Entity, GraphRecords, Mention, Source, Span
from kg.pipeline.link_table import linked, read_table
from kg.resolve.link import LinkRow, link
from kg.schema.load import load_ontology

ONTOLOGY = load_ontology()
NORWAY = LinkRow(id="Q20", label="Norway", aliases=("Norge",), description="country", type="Country")


def graph_of(*entities, text="Ann Lee, the painter, left."):
    document = Document(id="d", name="d", text=text, source=Source(uri="d"))
    mention = Mention(
        id="m", document_id="d", span=Span(start=0, end=7), text=text[:7], kind="name",
        type="Person", score=1.0, annotator="test",
    )  # fmt: skip
    chain = CoreferenceChain(id="c", document_id="d", mentions=("m",), representative="m", type="Person")
    return GraphRecords.of(documents=[document], mentions=[mention], chains=[chain], entities=entities)


def links(graph, *rows):
    return {entity.name: sorted(entity.same_as) for entity in link(graph, rows).entities.values()}


def test_an_equal_label_of_an_equal_class_is_linked_and_the_score_kept():
    graph = link(graph_of(Entity(id="norway", name="Norway", type="Country")), [NORWAY])
    assert graph.entities["norway"].same_as == {"http://www.wikidata.org/entity/Q20"}
    (judgement,) = graph.judgements.values()
    assert judgement.verdict == "same"
    assert 0.9 < judgement.score < 1
    assert ("same label", "Norway", 3.0) in judgement.features


def test_an_alias_links_and_another_class_does_not():
    assert links(graph_of(Entity(id="n", name="Norge", type="Country")), NORWAY) == {"Norge": [NORWAY.iri]}
    assert links(graph_of(Entity(id="n", name="Norway", type="Organization")), NORWAY) == {"Norway": []}


def test_of_two_rows_that_fit_alike_none_is_taken_unless_the_text_tells():
    painter = LinkRow(id="Q1", label="Ann Lee", description="painter", type="Person")
    shaker = LinkRow(id="Q2", label="Ann Lee", description="leader", type="Person")
    other = LinkRow(id="Q3", label="Ann Lee", description="painter", type="Person")
    bare = Entity(id="a", name="Ann Lee", type="Person", chains=frozenset({"c"}))
    assert links(graph_of(bare), shaker, other.__class__(id="Q4", label="Ann Lee", type="Person")) == {"Ann Lee": []}
    assert links(graph_of(bare), painter, other) == {"Ann Lee": []}
    told = LinkRow(id="Q1", label="Ann Lee", description="painter who left", type="Person")
    assert links(graph_of(bare), told, shaker) == {"Ann Lee": [told.iri]}


@given(st.permutations([NORWAY, LinkRow(id="Q7", label="Norway", type="Organization"), LinkRow(id="Q8", label="x")]))
def test_the_order_of_rows_and_a_second_time_change_nothing(rows):
    graph = graph_of(Entity(id="norway", name="Norway", type="Country"))
    once = link(graph, rows)
    assert once == link(graph, [NORWAY, *rows])
    assert link(once, rows) == once


def test_csv_and_json_lines_say_the_same(tmp_path):
    (tmp_path / "t.csv").write_text("id,label,aliases,description,type\nQ20,Norway,Norge,country,Country\n", "utf-8")
    row = {"id": "Q20", "label": "Norway", "aliases": ["Norge"], "description": "country", "type": "Country"}
    (tmp_path / "t.jsonl").write_text(json.dumps(row) + "\n", "utf-8")
    assert read_table(tmp_path / "t.csv") == read_table(tmp_path / "t.jsonl") == [NORWAY]


def test_parquet_says_the_same(tmp_path):
    pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is an extra")
    parquet = pytest.importorskip("pyarrow.parquet")
    row = {"id": "Q20", "label": "Norway", "aliases": ["Norge"], "description": "country", "type": "Country"}
    parquet.write_table(pyarrow.Table.from_pylist([row]), tmp_path / "t.parquet")
    assert read_table(tmp_path / "t.parquet") == [NORWAY]


@pytest.mark.parametrize(("name", "text"), [("t.csv", "id,label\nQ1,\n"), ("t.jsonl", "nonsense"), ("t.jsonl", "[]")])
def test_a_table_that_is_none_is_named(tmp_path, name, text):
    (tmp_path / name).write_text(text, "utf-8")
    with pytest.raises(FormatError, match=name):
        read_table(tmp_path / name)


@pytest.mark.parametrize("name", ["none.csv", "table.xlsx"])
def test_a_table_that_cannot_be_read_is_an_input_error(tmp_path, name):
    with pytest.raises(InputError, match=name):
        read_table(tmp_path / name)


def test_the_shipped_table_links_what_it_holds():
    graph = graph_of(
        Entity(id="usa", name="United States", type="Country"),
        Entity(id="nasa", name="NASA", type="Organization"),
        Entity(id="nobody", name="Nobody At All", type="Person"),
    )
    found = {entity.id: entity.same_as for entity in linked(graph, "shipped", ONTOLOGY).entities.values()}
    assert found["usa"] == {"http://www.wikidata.org/entity/Q30"}
    assert found["nasa"] == {"http://www.wikidata.org/entity/Q23548"}
    assert found["nobody"] == frozenset()


class Service(BaseHTTPRequestHandler):
    """A reconciliation service that knows Norway."""

    answer: object = None

    def _send(self, value):
        body = json.dumps(value).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self._send({"name": "test", "identifierSpace": "http://example.org/thing/"})

    def do_POST(self):
        sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
        queries = json.loads(parse_qs(sent)["queries"][0])
        if self.answer is not None:
            self._send(self.answer)
            return
        known = {"id": "no", "name": "Norway", "score": 98, "match": True, "type": [{"id": "x", "name": "x"}]}
        self._send({key: {"result": [known] if q["query"] == "Norway" else []} for key, q in queries.items()})

    def log_message(self, *args):
        pass


@pytest.fixture
def service():
    server = HTTPServer(("127.0.0.1", 0), Service)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/reconcile"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_reconciliation_service_is_asked_about_all_names(service):
    others = [Entity(id=f"e{n}", name=f"Nowhere {n}", type="Place") for n in range(25)]
    graph = linked(graph_of(Entity(id="norway", name="Norway", type="Country"), *others), service, ONTOLOGY)
    assert graph.entities["norway"].same_as == {"http://example.org/thing/no"}
    assert not any(graph.entities[other.id].same_as for other in others)


def test_an_answer_that_is_none_and_a_service_that_is_not_there_are_errors(service, monkeypatch):
    graph = graph_of(Entity(id="norway", name="Norway", type="Country"))
    monkeypatch.setattr(Service, "answer", {"q0": {"result": [{"id": 1}]}})
    with pytest.raises(FormatError, match="reconciliation"):
        linked(graph, service, ONTOLOGY)
    with pytest.raises(InputError, match="does not answer"):
        linked(graph, "http://127.0.0.1:9/reconcile", ONTOLOGY)
