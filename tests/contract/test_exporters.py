"""What every registered exporter promises."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pytest

from kg.export import Exporter, ExportSettings, exporters
from kg.model import GraphRecords
from tests.strategies import HOSTILE, ONTOLOGY, hostile_graph

#: Each format's cases run this many times over; a lost format or case changes the product.
N_FORMATS = 20

PLAIN = ExportSettings()
VARIANTS = {
    "plain": PLAIN,
    "safe": ExportSettings(excel_safe=True, unasserted_edges=True, include_text=False, layout=False),
    "other base": ExportSettings(base="https://example.org/my graph/".replace(" ", "-")),
}

every_exporter = pytest.mark.parametrize("exporter", exporters().values(), ids=lambda e: e.name)
every_variant = pytest.mark.parametrize("settings", VARIANTS.values(), ids=VARIANTS)


def written(exporter: Exporter, graph: GraphRecords, settings: ExportSettings = PLAIN) -> bytes:
    out = io.BytesIO()
    exporter.load().write(graph, ONTOLOGY, out, settings=settings)
    return out.getvalue()


def test_no_format_is_lost() -> None:
    assert len(exporters()) >= N_FORMATS


@every_exporter
@every_variant
def test_what_is_written_reads_back(exporter: Exporter, settings: ExportSettings) -> None:
    graph = hostile_graph()
    found = exporter.load().read(io.BytesIO(written(exporter, graph, settings)))
    assert found == exporter.load().carried(graph, ONTOLOGY, settings)


@every_exporter
@every_variant
@pytest.mark.parametrize("text", HOSTILE, ids=ascii)
def test_each_hostile_text_reads_back_alone(exporter: Exporter, settings: ExportSettings, text: str) -> None:
    graph = _with_only(hostile_graph(), HOSTILE.index(text))
    found = exporter.load().read(io.BytesIO(written(exporter, graph, settings)))
    assert found == exporter.load().carried(graph, ONTOLOGY, settings)


def _with_only(graph: GraphRecords, number: int) -> GraphRecords:
    entity = graph.entities[f"e-{number}"]
    claims = [c for c in graph.claims.values() if c.subject == entity.id]
    return GraphRecords.of(
        documents=[d for d in graph.documents.values() if d.name == entity.name],
        entities=[entity],
        claims=claims,
        open_claims=[c for c in graph.open_claims.values() if c.subject == entity.id],
        value_claims=[c for c in graph.value_claims.values() if c.subject == entity.id],
        evidence=[e for e in graph.evidence.values() if e.id in claims[0].evidence],
    )


@every_exporter
def test_an_empty_graph_reads_back(exporter: Exporter) -> None:
    graph = GraphRecords()
    found = exporter.load().read(io.BytesIO(written(exporter, graph)))
    assert found == exporter.load().carried(graph, ONTOLOGY, PLAIN)


@every_exporter
def test_two_runs_write_the_same_bytes(exporter: Exporter) -> None:
    assert written(exporter, hostile_graph()) == written(exporter, hostile_graph())


@every_exporter
def test_the_order_of_records_does_not_matter(exporter: Exporter) -> None:
    graph = hostile_graph()
    assert written(exporter, _reversed(graph)) == written(exporter, graph)


def _reversed(graph: GraphRecords) -> GraphRecords:
    def backwards(rows: Any) -> dict[str, Any]:
        return dict(reversed(list(rows.items())))

    names = ("documents", "entities", "claims", "open_claims", "value_claims", "evidence")
    return GraphRecords(**{name: backwards(getattr(graph, name)) for name in names})


@every_exporter
def test_the_graph_is_not_changed(exporter: Exporter) -> None:
    graph, same = hostile_graph(), hostile_graph()
    written(exporter, graph)
    assert graph == same


@every_exporter
def test_a_file_begins_with_its_signature(exporter: Exporter) -> None:
    assert written(exporter, hostile_graph()).startswith(exporter.signature)


@every_exporter
def test_a_lone_surrogate_is_written_as_the_replacement_character(exporter: Exporter) -> None:
    graph = hostile_graph()
    entity = replace(graph.entities["e-0"], name="half \ud83d pair")
    found = exporter.load().read(io.BytesIO(written(exporter, graph.replace(entities=[entity]))))
    assert "half \ufffd pair" in repr(found) or exporter.name == "csv-edges"


@every_exporter
def test_random_bytes_are_refused_by_name(exporter: Exporter) -> None:
    from kg.errors import FormatError

    with pytest.raises(FormatError):
        exporter.load().read(io.BytesIO(b"\x89PNG\r\n\x1a\n\x00\xff\xfe"))


@every_exporter
def test_a_file_that_was_cut_off_is_refused_or_shorter(exporter: Exporter) -> None:
    from kg.errors import FormatError

    graph = hostile_graph()
    whole = written(exporter, graph)
    try:
        found = exporter.load().read(io.BytesIO(whole[: len(whole) // 2]))
    except FormatError:
        return
    assert found != exporter.load().carried(graph, ONTOLOGY, PLAIN)
