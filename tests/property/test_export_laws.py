"""Laws of every exporter, for any graph."""

from __future__ import annotations

import io
import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.export import Exporter, ExportSettings, exporters
from kg.export.csv_cells import csv_lines, read_cells
from kg.export.rows import joined, split
from kg.model import GraphRecords
from kg.rdf import Literal, carried, ntriples_line, read_statements, statements
from tests.strategies import ONTOLOGY, graphs, texts, words

every_exporter = pytest.mark.parametrize("exporter", exporters().values(), ids=lambda e: e.name)
few = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(exporter: Exporter, graph: GraphRecords, options: ExportSettings) -> bytes:
    out = io.BytesIO()
    exporter.load().write(graph, ONTOLOGY, out, settings=options)
    return out.getvalue()


@every_exporter
@few
@given(graph=graphs(), safe=st.booleans())
def test_read_undoes_write(exporter: Exporter, graph: GraphRecords, safe: bool) -> None:
    options = ExportSettings(excel_safe=safe, unasserted_edges=safe, layout=False)
    found = exporter.load().read(io.BytesIO(written(exporter, graph, options)))
    assert found == exporter.load().carried(graph, ONTOLOGY, options)


@every_exporter
@few
@given(graph=graphs(), seed=st.integers())
def test_any_order_of_records_gives_the_same_bytes(exporter: Exporter, graph: GraphRecords, seed: int) -> None:
    names = ("documents", "entities", "claims", "open_claims", "value_claims", "evidence")
    shuffled = {}
    for name in names:
        rows = list(getattr(graph, name).items())
        random.Random(seed).shuffle(rows)
        shuffled[name] = dict(rows)
    options = ExportSettings(layout=False)
    assert written(exporter, GraphRecords(**shuffled), options) == written(exporter, graph, options)


@few
@given(graph=graphs(), seed=st.integers())
def test_quads_in_any_order_read_as_the_same_graph(graph: GraphRecords, seed: int) -> None:
    quads = list(statements(graph, ONTOLOGY))
    random.Random(seed).shuffle(quads)
    assert read_statements(quads) == carried(graph)


@few
@given(graph=graphs())
def test_rdf_is_carried_once_and_for_all(graph: GraphRecords) -> None:
    assert carried(carried(graph)) == carried(graph)


@few
@given(graph=graphs())
def test_no_statement_stands_twice(graph: GraphRecords) -> None:
    quads = list(statements(graph, ONTOLOGY))
    assert len(quads) == len(set(quads))


@given(text=texts)
def test_a_literal_survives_ntriples(text: str) -> None:
    import pyoxigraph

    line = ntriples_line(("urn:s", "urn:p", Literal(text), None))
    (quad,) = pyoxigraph.parse(line.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert isinstance(quad.object, pyoxigraph.Literal)
    assert quad.object.value == text
    assert line.count("\n") == 1


@given(values=st.lists(words).map(tuple))
def test_split_undoes_joined(values: tuple[str, ...]) -> None:
    assert split(joined(values)) == values


@given(rows=st.lists(st.tuples(texts, texts)), safe=st.booleans())
def test_cells_survive_csv(rows: list[tuple[str, str]], safe: bool) -> None:
    text = "".join(csv_lines(("a", "b"), rows, excel_safe=safe))
    assert list(read_cells(io.BytesIO(text.encode()), ("a", "b"))) == rows
