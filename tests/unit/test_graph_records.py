"""The container that stages hand on: one record an id."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.model import Document, GraphRecords, Rejected, Source

DOCUMENT = Document(id="d1", name="a.txt", text="The minister left.", source=Source(uri="a.txt"))


def test_a_record_given_twice_counts_once() -> None:
    left_out = [Rejected(stage="extract", item="X meets Y", reason="asked") for _ in range(2)]
    graph = GraphRecords.of(documents=[DOCUMENT, replace(DOCUMENT)], rejected=left_out)
    assert list(graph.documents.values()) == [DOCUMENT]
    assert list(graph.rejected.values()) == left_out[:1]
    assert graph.replace(rejected=left_out) == graph


def test_two_records_of_one_id_that_differ_are_refused_by_name() -> None:
    with pytest.raises(ValueError, match="two Document records with the id 'd1' differ"):
        GraphRecords.of(documents=[DOCUMENT, replace(DOCUMENT, text="Another text.")])


def test_records_are_sorted_by_id() -> None:
    documents = [replace(DOCUMENT, id=id) for id in ("b", "a", "c")]
    assert list(GraphRecords.of(documents=documents).documents) == ["a", "b", "c"]
