"""Tables for data analysis: frames of pandas and polars, and Parquet as other readers see it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from kg.errors import OutputError
from kg.export import exporter, read_file, write_file
from kg.export.frames import to_pandas, to_polars
from kg.model import GraphRecords
from kg.pipeline.api import Graph
from tests.strategies import HOSTILE, ONTOLOGY, hostile_graph
from tests.unit.test_export_sqlite import small_graph


def test_pandas_frames_join_by_their_ids() -> None:
    frames = to_pandas(small_graph())
    joined = frames.claims.merge(frames.evidence, on="claim_id").merge(
        frames.entities, left_on="subject_id", right_on="entity_id"
    )
    assert joined["sentence"].to_list() == ["Élodie Müller visited the Northern Works on Monday."]
    assert joined["aliases"].to_list() == [["Minister Mueller"]]
    assert frames.claims.set_index("claim_id")["status"].to_dict() == {"c1": "occurred", "c2": "planned"}


def test_polars_frames_join_by_their_ids() -> None:
    frames = to_polars(small_graph())
    joined = frames.claims.join(frames.evidence, on="claim_id")
    assert joined["sentence"].to_list() == ["Élodie Müller visited the Northern Works on Monday."]
    assert frames.entities["aliases"].to_list() == [["Minister Mueller"], []]


def test_a_missing_value_is_missing_and_not_the_text_none() -> None:
    assert to_pandas(small_graph()).claims["time"].isna().to_list() == [False, True]
    assert to_polars(small_graph()).claims["time"].to_list() == ["2025-07", None]


@pytest.mark.parametrize("graph", [GraphRecords(), small_graph(), hostile_graph()], ids=["empty", "small", "hostile"])
def test_columns_and_types_depend_on_no_row(graph: GraphRecords) -> None:
    for name in ("entities", "claims", "evidence"):
        pandas, polars = getattr(to_pandas(graph), name), getattr(to_polars(graph), name)
        assert dict(pandas.dtypes) == dict(getattr(to_pandas(small_graph()), name).dtypes)
        assert polars.schema == getattr(to_polars(GraphRecords()), name).schema
        assert list(pandas.columns) == polars.columns
        assert len(pandas) == len(polars)


def test_hostile_texts_stand_in_frames_as_they_are() -> None:
    assert set(to_polars(hostile_graph()).entities["name"]) == set(HOSTILE)
    assert set(to_pandas(hostile_graph()).entities["name"]) == set(HOSTILE)


def test_a_value_has_no_id_and_says_its_type() -> None:
    claims = to_polars(hostile_graph()).claims
    assert set(claims.filter(claims["object_id"].is_null())["object_type"]) == {"xsd:date"}


def test_the_graph_gives_its_frames() -> None:
    graph = Graph(small_graph(), ONTOLOGY)
    assert len(graph.to_pandas().entities) == len(graph.to_polars().entities) == 2


@pytest.mark.parametrize(
    ("library", "extra", "use"),
    [
        ("pandas", "frames", to_pandas),
        ("polars", "frames", to_polars),
        ("pyarrow", "parquet", exporter("parquet").load),
    ],
)
def test_a_missing_library_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, library: str, extra: str, use: Callable[..., Any]
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    if library == "pyarrow":
        use = partial(use().write, ontology=ONTOLOGY, stream=BytesIO())
    with pytest.raises(OutputError, match=rf"pip install 'newskg\[{extra}\]'"):
        use(small_graph())


def test_polars_and_pandas_read_the_parquet_files(tmp_path: Path) -> None:
    import pandas as pd
    import polars as pl

    claims = write_file(hostile_graph(), ONTOLOGY, tmp_path / "claims.parquet")
    entities = write_file(hostile_graph(), ONTOLOGY, tmp_path / "entities.parquet")
    found = pl.read_parquet(claims)
    sentences = found.explode("evidence").unnest("evidence", separator=".")["evidence.sentence"]
    assert set(sentences) == set(HOSTILE)
    assert set(pd.read_parquet(entities)["name"]) == set(HOSTILE)


def test_another_program_s_parquet_stays(tmp_path: Path) -> None:
    import polars as pl

    path = tmp_path / "claims.parquet"
    pl.DataFrame({"a": [1]}).write_parquet(path)
    with pytest.raises(OutputError, match="--force"):
        write_file(small_graph(), ONTOLOGY, path)
    write_file(small_graph(), ONTOLOGY, path, force=True)
    assert len(read_file(write_file(small_graph(), ONTOLOGY, path))) == 2
