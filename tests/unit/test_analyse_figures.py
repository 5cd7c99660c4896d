"""The networkx graph and the figures of a graph."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.analyse import statistics, to_networkx
from kg.analyse import statistics as compute
from kg.analyse.statistics import EXACT_BETWEENNESS
from kg.model import Claim, Entity, GraphRecords
from tests.unit import ask_fixture


def made_up(n_entities: int, n_claims: int, seed: int = 1) -> GraphRecords:
    """Return a random graph with a few hubs; the claims come in a shuffled order."""
    draw = random.Random(seed)
    claims = [
        Claim(
            id=f"c{i}",
            subject=f"e{min(int(draw.paretovariate(1)), n_entities) - 1}",
            predicate=draw.choice(["p", "q"]),
            object=f"e{draw.randrange(n_entities)}",
            source_count=1,
        )
        for i in range(n_claims)
    ]
    draw.shuffle(claims)
    return GraphRecords.of(
        entities=[Entity(id=f"e{i}", name=f"E {i}", type="Person") for i in range(n_entities)], claims=claims
    )


def test_one_edge_a_subject_predicate_object_with_its_claims() -> None:
    network = to_networkx(ask_fixture.graph())
    assert isinstance(network, nx.MultiDiGraph)
    edge = network.edges["dmitry-bakanov", "sean-duffy", "meets"]
    assert edge["statuses"] == ("occurred", "planned")
    assert edge["weight"] == 3
    assert len(edge["claims"]) == 3
    assert network.nodes["crew-11"] == {"label": "Crew-11", "type": "Mission", "mentions": 5}
    assert network.number_of_nodes() == 21


def test_a_denied_claim_ties_nobody_and_a_planned_one_only_when_asked() -> None:
    graph = GraphRecords.of(
        entities=[Entity(id=id, name=id, type="Person") for id in "abc"],
        claims=[
            Claim(id="1", subject="a", predicate="p", object="b", polarity="negative"),
            Claim(id="2", subject="b", predicate="p", object="c", status="planned"),
        ],
    )
    assert list(to_networkx(graph).edges) == [("b", "c", "p")]
    assert list(to_networkx(graph, asserted_only=True).edges) == []


def test_an_end_that_no_record_describes_is_a_node_all_the_same() -> None:
    graph = GraphRecords.of(claims=[Claim(id="1", subject="a", predicate="p", object="b")])
    assert to_networkx(graph).nodes["b"]["label"] == "b"


def test_figures_of_the_small_graph() -> None:
    figures = statistics(ask_fixture.graph(), top=3)
    assert (figures.n_documents, figures.n_entities, figures.n_relations, figures.n_edges) == (3, 21, 28, 24)
    assert figures.n_unasserted_edges == 4
    assert figures.claims_by_status == {"occurred": 20, "planned": 4, "past": 2, "acting": 1, "possible": 1}
    assert figures.claims_by_polarity == {"positive": 27, "negative": 1}
    assert list(figures.entities_by_type)[:3] == ["Person", "Organization", "Country"]
    assert figures.edges_by_type["heads"] == 4
    assert (figures.claims_with_one_source, figures.claims_attributed) == (24, 3)
    assert (figures.degree_min, figures.degree_median, figures.degree_max) == (1, 2.0, 7)
    assert figures.degree_mean == pytest.approx(48 / 21)
    assert (figures.n_components, figures.largest_component, figures.n_isolated) == (2, 18, 0)
    assert [(row.name, row.score) for row in figures.top_degree] == [
        ("Crew-11", 7),
        ("Dmitry Bakanov", 4),
        ("NASA", 4),
    ]
    assert figures.top_betweenness[0].name == "Crew-11"
    assert not figures.betweenness_sampled
    assert sum(c.size for c in statistics(ask_fixture.graph(), top=99).communities) == 21


def test_the_text_and_the_json_name_the_same_figures() -> None:
    figures = statistics(ask_fixture.graph())
    text = figures.as_text()
    for words in (
        "Articles     3",
        "Relations    28 ",
        "Person        7",
        "planned 4",
        "PageRank",
        "Betweenness",
        "Communities",
    ):
        assert words in text
    assert (
        text.index("Entities by class") < text.index("Most edges") < text.index("PageRank") < text.index("Betweenness")
    )
    assert json.loads(json.dumps(figures.as_dict()))["top_degree"][0]["name"] == "Crew-11"


def test_an_empty_graph_has_figures() -> None:
    figures = statistics(GraphRecords())
    assert (figures.n_entities, figures.n_components, figures.modularity, figures.density) == (0, 0, 0.0, 0.0)
    assert "none" in figures.as_text()


def test_entities_without_claims_are_counted_as_alone() -> None:
    figures = statistics(GraphRecords.of(entities=[Entity(id=i, name=i, type="Place") for i in "ab"]))
    assert (figures.n_isolated, figures.n_communities, figures.degree_max) == (2, 0, 0)


@settings(deadline=None)
@given(st.integers(1, 12), st.integers(0, 20), st.integers(0, 99))
def test_counts_hold_together_for_any_graph(n_entities: int, n_claims: int, seed: int) -> None:
    figures = compute(made_up(n_entities, n_claims, seed), top=99)
    assert sum(figures.edges_by_type.values()) == figures.n_edges <= figures.n_relations
    assert sum(figures.claims_by_status.values()) == figures.n_relations
    assert sum(figures.entities_by_type.values()) == figures.n_entities
    assert sum(row.score for row in figures.top_degree) == 2 * figures.n_edges
    assert sum(row.score for row in figures.top_pagerank) == pytest.approx(1, abs=1e-4)
    assert sum(c.size for c in figures.communities) + figures.n_isolated == figures.n_entities
    assert 0 <= figures.density <= 2
    assert figures.largest_component <= figures.n_entities


def test_the_order_of_claims_changes_nothing_and_a_large_graph_is_sampled() -> None:
    graph = made_up(EXACT_BETWEENNESS + 1, 700)
    again = graph.replace(claims=reversed(list(graph.claims.values())))
    figures = statistics(graph)
    assert figures == statistics(again)
    assert figures.betweenness_sampled
    assert "estimated" in figures.as_text()


def test_figures_are_the_same_in_every_process() -> None:
    """Sets of texts are walked in another order in each process; the figures must not follow it."""
    code = (
        "from tests.unit.test_analyse_figures import made_up, statistics\n"
        "print(statistics(made_up(150, 300)).as_dict())"
    )
    root = Path(__file__).parents[2]
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=root,
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(printed) == 1
