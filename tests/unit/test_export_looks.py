"""What a drawing shows: size by degree, colour by class or community, places that keep neighbours near."""

from __future__ import annotations

import io
import random

import pytest

from kg.export import ExportSettings, exporters
from kg.export.layout import MAX_FORCE_ATLAS_NODES, MAX_NODES, no_positions, positions
from kg.export.looks import looks
from kg.export.rows import Look, row_stream
from kg.model import Claim, Entity, GraphRecords
from tests.strategies import ONTOLOGY


def _graph(n_entities: int = 6) -> GraphRecords:
    """Return a star of persons around a place."""
    entities = [Entity(id=f"e-{i:04}", name=f"E {i}", type="Person" if i else "Place") for i in range(n_entities)]
    claims = [Claim(id=f"c-{e.id}", subject=e.id, predicate="visits", object=entities[0].id) for e in entities[1:-1]]
    return GraphRecords.of(entities=entities, claims=claims)


def _looks(graph: GraphRecords, **options: object) -> tuple[Look, ...]:
    settings = ExportSettings(**options)  # type: ignore[arg-type]
    return looks(row_stream(graph, ONTOLOGY, settings), ONTOLOGY, settings)


def test_size_grows_with_the_number_of_edges() -> None:
    hub, *visitors, alone = (look.size for look in _looks(_graph()))
    assert hub > visitors[0] > alone > 0
    assert len(set(visitors)) == 1


def test_colour_goes_by_class() -> None:
    hub, *others = (look.colour for look in _looks(_graph()))
    assert len(set(others)) == 1
    assert hub not in others


def test_colour_goes_by_community_when_it_is_given() -> None:
    communities = {"e-0000": 0, "e-0001": 0, "e-0002": 1, "e-0003": 99}
    zero, same, one, far, _, alone = (look.colour for look in _looks(_graph(), communities=communities))
    assert zero == same != one
    assert far == alone  # grey: more communities than the eye can tell apart, and no community
    assert far not in (zero, one)


@pytest.mark.parametrize("name", ["gexf", "graphml", "csv-nodes"])
def test_the_community_reads_back(name: str) -> None:
    settings = ExportSettings(communities={"e-0001": 3})
    out = io.BytesIO()
    exporters()[name].load().write(_graph(), ONTOLOGY, out, settings=settings)
    read = exporters()[name].load().read(io.BytesIO(out.getvalue()))
    assert [node.community for node in read.nodes] == [None, 3, None, None, None, None]
    assert read == exporters()[name].load().carried(_graph(), ONTOLOGY, settings)


def test_a_layout_keeps_nodes_apart_and_neighbours_near() -> None:
    places = positions(6, [(0, 1), (1, 2), (3, 4), (4, 5)])
    assert len(set(places)) == 6
    assert _distance(places, 0, 1) < _distance(places, 0, 5)


def _distance(places: list[tuple[float, float]], a: int, b: int) -> float:
    return ((places[a][0] - places[b][0]) ** 2 + (places[a][1] - places[b][1]) ** 2) ** 0.5


def test_a_large_graph_is_laid_out_too_and_always_alike() -> None:
    pytest.importorskip("crategraph_forceatlas2", reason="pip install 'newskg[layout]'")
    n_nodes = MAX_NODES + 200
    pick = random.Random(1).randrange
    edges = [(i, i % 4) for i in range(n_nodes)] + [(pick(n_nodes), pick(n_nodes)) for _ in range(50)]
    places = positions(n_nodes, edges)
    assert places == positions(n_nodes, edges[::-1])
    assert len(places) == n_nodes
    near = sum(_distance(places, i, i % 4) for i in range(4, 400))
    far = sum(_distance(places, i, (i + 1) % 4) for i in range(4, 400))
    assert near < far / 2


def test_without_the_extra_a_large_graph_has_no_places_and_the_reason_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert positions(MAX_NODES + 1, []) == []
    assert "newskg[layout]" in (no_positions(MAX_NODES + 1) or "")
    assert no_positions(MAX_NODES) is None


def test_a_huge_graph_is_left_to_gephi() -> None:
    assert positions(MAX_FORCE_ATLAS_NODES + 1, []) == []
    assert "Gephi" in (no_positions(MAX_FORCE_ATLAS_NODES + 1) or "")


def test_several_stretches_of_days_are_spells_and_one_needs_none() -> None:
    import networkx as nx

    ends = {"subject": "e-0001", "object": "e-0000"}
    tenures = [
        Claim(id="first", predicate="heads", time="2010", until="2012-06", **ends),
        Claim(id="within", predicate="heads", time="2011", until="2011", **ends),
        Claim(id="second", predicate="heads", time="2020-02", **ends),
        Claim(id="other", predicate="worksFor", time="2020-02", until="2021", **ends),
    ]
    out = io.BytesIO()
    exporters()["gexf"].load().write(_graph().replace(claims=tenures), ONTOLOGY, out)
    read = nx.read_gexf(io.BytesIO(out.getvalue()), version="1.3")
    found = {d["predicate"]: d.get("spells") or (d["start"], d["end"]) for _, _, d in read.edges(data=True)}
    # networkx writes the word None for an end that a spell does not have.
    assert found == {
        "heads": [("2010-01-01", "2012-06-30"), ("2020-02-01", "None")],
        "worksFor": ("2020-02-01", "2021-12-31"),
    }
    text = out.getvalue().decode()
    assert 'mode="dynamic" timeformat="date"' in text
    assert 'end=""' not in text
    rows = exporters()["gexf"].load().read(io.BytesIO(out.getvalue()))
    assert [edge.periods for edge in rows.edges if edge.predicate == "heads"] == [
        ("2010-01-01/2012-06-30", "2020-02-01/..")
    ]


def test_without_a_date_the_drawing_is_static() -> None:
    out = io.BytesIO()
    exporters()["gexf"].load().write(_graph(), ONTOLOGY, out)
    assert 'mode="static">' in out.getvalue().decode()
