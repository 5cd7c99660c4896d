"""Figures by both libraries, by month and newsroom, and the charts made of them."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from kg.analyse import centrality, statistics
from kg.analyse.centrality import Measures, by_networkit, by_networkx, measures
from kg.analyse.charts import charts
from kg.analyse.communities import communities, named_groups
from kg.analyse.plots import plots
from kg.analyse.stats_page import stats_html
from kg.analyse.ties import Ties, ties
from kg.errors import PluginError
from kg.model import GraphRecords
from kg.schema import load_ontology
from tests.strategies import hostile_graph
from tests.unit import ask_fixture
from tests.unit.ledger_fixture import ledger, statement
from tests.unit.test_analyse_figures import made_up

ONTOLOGY = load_ontology()


def _both(graph: GraphRecords) -> tuple[Ties, Measures, Measures]:
    pytest.importorskip("networkit", reason="the extra 'network' is not installed")
    network = ties(graph)
    return network, by_networkx(network, seed=0, exact=True), by_networkit(network, seed=0, exact=True)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_both_libraries_give_the_same_numbers(seed: int) -> None:
    _, one, other = _both(made_up(60, 90, seed))
    assert one.component_sizes == other.component_sizes
    assert one.pagerank == pytest.approx(other.pagerank, abs=1e-7)
    assert one.betweenness == pytest.approx(other.betweenness, abs=1e-12)
    assert one.modularity == pytest.approx(other.modularity, abs=0.05)


def test_both_libraries_leave_lone_nodes_out_of_communities_and_keep_a_tie_to_oneself() -> None:
    graph = ledger([statement("anna", "meets", "anna"), statement("karl", "meets", "vera")])
    network, one, other = _both(graph)
    named = [{network.ids[node] for node in group} for group in one.groups]
    assert one.groups == other.groups
    assert {"karl", "vera"} in named
    assert sum(map(len, named)) == sum(degree > 0 for degree in network.degrees)
    assert one.pagerank == pytest.approx(other.pagerank, abs=1e-7)


def test_a_large_network_is_estimated_the_same_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("networkit", reason="the extra 'network' is not installed")
    monkeypatch.setattr(centrality, "NETWORKX_PAIRS", 10)
    network = ties(made_up(centrality.EXACT_BETWEENNESS + 50, 900))
    first = measures(network, seed=3)
    assert first.sampled
    assert first == measures(network, seed=3)
    exact = measures(network, exact=True)
    best = max(range(len(network.ids)), key=lambda node: exact.betweenness[node])
    assert first.betweenness[best] == max(first.betweenness)


def test_without_networkit_a_large_network_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(centrality, "NETWORKX_PAIRS", 1)
    monkeypatch.setitem(__import__("sys").modules, "networkit", None)
    with pytest.raises(PluginError, match=r"pip install 'newskg\[network\]'"):
        statistics(made_up(10, 20))


def test_months_and_newsrooms_count_claims_where_they_are_first() -> None:
    graph = ledger(
        [
            statement("anna", "meets", "karl", "one"),
            statement("anna", "meets", "karl", "two"),
            statement("anna", "heads", "acme", "two"),
            statement("vera", "heads", "acme", "three"),
        ],
        one="2024-12-30", two="2025-02", three="2025",
    )  # fmt: skip
    rooms = {"one": "https://www.paper.example/a", "two": "https://paper.example/b", "three": "x"}
    documents = [replace(d, source=replace(d.source, uri=rooms[d.id])) for d in graph.documents.values()]
    figures = statistics(graph.replace(documents=documents), ontology=ONTOLOGY)
    assert figures.months == {"": {"heads": 1}, "2024-12": {"meets": 1}, "2025-02": {"heads": 1}}
    assert [(r.name, r.n_documents, r.n_claims, r.n_alone) for r in figures.newsrooms] == [
        ("paper.example", 2, 2, 2),
        ("", 1, 1, 1),
    ]
    (months,) = [chart for chart in charts(figures, {}) if chart.name == "months"]
    assert months.labels == ("2024-12", "2025-01", "2025-02")
    assert list(months.totals) == [1, 0, 1]
    assert "2024-12" in figures.as_text()


def test_communities_are_numbered_from_the_largest() -> None:
    graph = ledger(
        [
            statement("anna", "meets", "karl"),
            statement("karl", "meets", "vera"),
            statement("oslo", "locatedIn", "norland"),
        ]
    )
    assert communities(graph) == {"anna": 0, "karl": 0, "norland": 1, "oslo": 1, "vera": 0}
    first, second = named_groups(graph, ONTOLOGY)
    assert (first.name, first.type, first.place) == ("Karl, Anna and Vera", "person", "")
    assert second.place in ("Norland", "Oslo")


def test_rows_have_every_number_of_the_text() -> None:
    figures = statistics(ask_fixture.graph(), ontology=ONTOLOGY)
    rows = figures.as_rows()
    assert {"figure", "key", "about", "value"} == {key for row in rows for key in row}
    assert {"figure": "n_relations", "key": "", "about": "", "value": 28} in rows
    assert {"figure": "entities_by_type", "key": "Person", "about": "", "value": 7} in rows
    assert sum(row["value"] for row in rows if row["figure"] == "months") == 28
    assert json.loads(json.dumps(figures.as_dict()))["communities"][0]["name"]


def test_the_page_is_whole_and_the_same_each_time() -> None:
    for graph in (ask_fixture.graph(), hostile_graph(), GraphRecords()):
        figures = statistics(graph, ontology=ONTOLOGY)
        page = stats_html(figures, {})
        assert page == stats_html(figures, {})
        assert page.startswith("<!DOCTYPE html>")
        assert "<script" not in page
        assert " style=" not in page
        assert page.count("<svg") == page.count("</svg>") == len(charts(figures, {}))


def test_pictures_have_the_same_bytes_each_time_whatever_the_names() -> None:
    pytest.importorskip("matplotlib", reason="the extra 'plots' is not installed")
    figures = statistics(hostile_graph(), ontology=ONTOLOGY, top=40)
    first = dict(plots(figures, {"Person": "$x^2$"}))
    assert list(first) == [chart.name for chart in charts(figures, {})]
    assert all(data.startswith(b"\x89PNG") for data in first.values())
    assert first == dict(plots(figures, {"Person": "$x^2$"}))
