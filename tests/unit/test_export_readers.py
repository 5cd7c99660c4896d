"""Other people's readers take our files for what they are."""

from __future__ import annotations

import csv
import io
import json
import warnings
from typing import Any

import pytest

from kg.export import ExportSettings, exporters
from kg.export.rows import graph_rows, unasserted_edges
from kg.export.xml_text import legal
from kg.model import Claim, GraphRecords, Polarity, Status
from tests.strategies import HOSTILE, ONTOLOGY, hostile_graph

RDF_FORMATS = {"turtle": "turtle", "ntriples": "nt", "jsonld": "json-ld", "nquads": "nquads", "trig": "trig"}


def written(name: str, graph: GraphRecords | None = None, **options: Any) -> bytes:
    out = io.BytesIO()
    settings = ExportSettings(**options)
    exporters()[name].load().write(graph or hostile_graph(), ONTOLOGY, out, settings=settings)
    return out.getvalue()


def oxigraph_triples(name: str) -> set[str]:
    import pyoxigraph

    syntax = {"turtle12": "TURTLE", "jsonld": "JSON_LD", "ntriples": "N_TRIPLES", "nquads": "N_QUADS"}
    format = getattr(pyoxigraph.RdfFormat, syntax.get(name, name.upper()))
    return {str(quad.triple) for quad in pyoxigraph.parse(written(name), format=format)}


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_oxigraph_reads_the_same_triples_from_every_rdf_format(name: str) -> None:
    assert oxigraph_triples(name) == oxigraph_triples("ntriples")


@pytest.mark.parametrize("name", RDF_FORMATS)
def test_rdflib_reads_the_same_triples_from_every_rdf_format(name: str) -> None:
    import rdflib

    def triples(which: str) -> set[tuple[Any, ...]]:
        dataset = rdflib.Dataset(default_union=True)
        with warnings.catch_warnings():
            # rdflib 7.6 calls its own deprecated methods when it parses a dataset.
            warnings.simplefilter("ignore", DeprecationWarning)
            dataset.parse(data=written(which), format=RDF_FORMATS[which])
        return {quad[:3] for quad in dataset.quads()}

    found = triples(name)
    assert found == triples("ntriples")
    assert len(found) == len(oxigraph_triples("ntriples"))
    assert not [node for triple in found for node in triple if isinstance(node, rdflib.BNode)]


def test_each_line_of_ntriples_is_canonical() -> None:
    import pyoxigraph

    lines = written("ntriples").decode().split("\n")[1:-1]
    again = [
        str(quad.triple) + " ." for quad in pyoxigraph.parse("\n".join(lines), format=pyoxigraph.RdfFormat.N_TRIPLES)
    ]
    assert again == lines


def test_networkx_reads_graphml() -> None:
    import networkx as nx

    rows = graph_rows(hostile_graph(), ONTOLOGY, ExportSettings())
    read = nx.read_graphml(io.BytesIO(written("graphml")), force_multigraph=True)
    assert read.is_directed()
    assert {n: d["label"] for n, d in read.nodes(data=True)} == {n.id: legal(n.name) for n in rows.nodes}
    assert {(s, t, d["predicate"], d["weight"]) for s, t, d in read.edges(data=True)} == {
        (e.source, e.target, e.predicate, e.weight) for e in rows.edges
    }


def test_networkx_reads_gexf() -> None:
    import networkx as nx

    rows = graph_rows(hostile_graph(), ONTOLOGY, ExportSettings())
    read = nx.read_gexf(io.BytesIO(written("gexf")), version="1.3")
    assert read.is_directed()
    assert {n: d["label"] for n, d in read.nodes(data=True)} == {n.id: legal(n.name) for n in rows.nodes}
    assert {(s, t, d["predicate"], d["start"]) for s, t, d in read.edges(data=True)} == {
        (e.source, e.target, e.predicate, "2025-07-01") for e in rows.edges
    }
    assert all({"color", "size", "position"} <= d["viz"].keys() for _, d in read.nodes(data=True))


def test_parallel_edges_keep_their_predicates() -> None:
    import networkx as nx

    ends = {"subject": "e-0", "object": "e-1"}
    claims = [Claim(id=p, predicate=p, **ends) for p in ("heads", "meets", "visits")]
    claims += [Claim(id="again", predicate="heads", status="past", evidence=frozenset({"x", "y"}), **ends)]
    graph = hostile_graph().replace(claims=claims)
    for read in (
        nx.read_gexf(io.BytesIO(written("gexf", graph)), version="1.3"),
        nx.read_graphml(io.BytesIO(written("graphml", graph)), force_multigraph=True),
    ):
        found = sorted((d["predicate"], d["weight"]) for _, _, d in read.edges(data=True))
        assert found == [("heads", 2), ("meets", 1), ("visits", 1)]


def test_planned_claims_make_edges_only_when_asked() -> None:
    planned = Claim(id="c", subject="e-0", predicate="visits", object="e-1", status="planned")
    graph = hostile_graph().replace(claims=[planned])
    assert not graph_rows(graph, ONTOLOGY, ExportSettings()).edges
    (edge,) = graph_rows(graph, ONTOLOGY, ExportSettings(unasserted_edges=True)).edges
    assert edge.statuses == ("planned",)


def test_edges_that_networks_leave_out_are_counted_by_what_their_claims_are() -> None:
    def claim(
        id: str, subject: str, predicate: str, status: Status = "planned", polarity: Polarity = "positive"
    ) -> Claim:
        return Claim(id=id, subject=subject, predicate=predicate, object="e-1", status=status, polarity=polarity)

    graph = hostile_graph().replace(
        claims=[
            claim("1", "e-0", "visits"),
            claim("2", "e-0", "visits", "possible"),
            claim("3", "e-0", "heads"),
            claim("4", "e-0", "heads", "occurred"),
            claim("5", "e-2", "meets", "occurred", "negative"),
            Claim(id="6", subject="e-1", predicate="meets", object="e-2", status="occurred", polarity="negative"),
        ]
    )
    assert unasserted_edges(graph, ONTOLOGY) == {"planned": 1, "denied": 1}
    drawn, every = (graph_rows(graph, ONTOLOGY, ExportSettings(unasserted_edges=u)).edges for u in (False, True))
    assert len(every) - len(drawn) == 2
    assert unasserted_edges(GraphRecords(), ONTOLOGY) == {}


def test_an_edge_to_an_unknown_entity_has_a_node() -> None:
    graph = GraphRecords.of(claims=[Claim(id="c", subject="a", predicate="visits", object="b")])
    rows = graph_rows(graph, ONTOLOGY, ExportSettings())
    assert [node.id for node in rows.nodes] == ["a", "b"]


def test_json_lines_name_both_ends_and_quote_the_sentence() -> None:
    rows = [json.loads(line) for line in written("jsonl").decode().split("\n")[:-1]]
    valued = [row for row in rows if row["object_id"] is None]
    assert {(row["object"], row["object_type"]) for row in valued} == {("2030-11-05", "xsd:date")}
    rows = [row for row in rows if row not in valued]
    assert len(rows) == len(valued) == len(HOSTILE)
    for row in rows:
        number = HOSTILE.index(row["subject"])
        assert row["subject_id"] == f"e-{number}"
        assert row["subject_type"] == "Person"
        assert row["object"] == HOSTILE[number - 1]
        assert row["evidence"][0]["sentence"] == row["subject"]
        assert row["evidence"][0]["document"] == row["subject"]
        assert (row["status"], row["time"], row["confidence"]) == ("occurred", "2025-07", 0.97)


@pytest.mark.parametrize("name", ["csv-nodes", "csv-edges"])
def test_no_cell_of_safe_csv_is_run_by_a_spreadsheet(name: str) -> None:
    text = written(name, excel_safe=True).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_plain_csv_reads_with_the_csv_module() -> None:
    rows = list(csv.DictReader(io.StringIO(written("csv-nodes").decode(), newline="")))
    assert [row["Label"] for row in rows] == [
        node.name for node in graph_rows(hostile_graph(), ONTOLOGY, ExportSettings()).nodes
    ]
