"""Terms of a query that stand nowhere in the graph."""

from __future__ import annotations

import pytest

from kg.graph.answer import Answer, Term
from kg.graph.store import GraphStore

STORE = GraphStore.of(
    """
    @prefix kg: <https://w3id.org/newskg/ontology#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
    @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix entity: <https://w3id.org/newskg/entity/> .
    entity:ann a kg:Person ; kg:heads entity:acme ; skos:prefLabel "Ann" ; rdfs:label "Ann" .
    """
)


@pytest.mark.parametrize(
    ("term", "near"),
    [
        ("kg:Persn", "kg:Person"),
        ("kg:zzzzzz", None),
        ("skos:prefLable", "skos:prefLabel"),
        ("rdfs:lable", "rdfs:label"),
        ("schema:birthdat", "schema:birthDate"),  # right in its vocabulary, though the graph has none either
        ("prov:wasDerivdFrom", "prov:wasDerivedFrom"),
        ("entity:anne", "entity:ann"),
        ("wd:Q42", None),
        ("claim:0123", None),
    ],
)
def test_a_term_that_stands_nowhere_is_named_with_the_nearest(term: str, near: str | None) -> None:
    assert STORE.unknown_terms(f"SELECT * {{ ?s ?p ?o . {term} ?x ?y }}") == [(term, near)]
    assert STORE.unknown_terms(f"SELECT * {{ ?s {term} ?o }}") == [(term, near)]


@pytest.mark.parametrize("term", ["kg:heads", "kg:Person", "entity:acme", "skos:prefLabel", "xsd:integer", "_:blank"])
def test_a_term_that_stands_somewhere_is_not_named(term: str) -> None:
    assert STORE.unknown_terms(f"SELECT * {{ ?s ?p ?o . FILTER(?o = {term}) }}") == []


def test_a_right_term_that_the_graph_has_nothing_of_is_not_put_right() -> None:
    assert STORE.unknown_terms("SELECT * { ?s skos:altLabel ?o }") == [("skos:altLabel", None)]


def test_a_prefix_means_what_the_query_says() -> None:
    own = "PREFIX skos: <urn:own:> PREFIX s: <http://www.w3.org/2004/02/skos/core#> SELECT * "
    assert STORE.unknown_terms(own + "{ ?s skos:prefLable ?o }") == [("skos:prefLable", None)]
    assert STORE.unknown_terms(own + "{ ?s s:prefLable ?o ; s:prefLabel ?n }") == [("s:prefLable", "s:prefLabel")]
    assert STORE.unknown_terms("SELECT * { ?s nobody:knows ?o . ?s kg:\\~odd ?o }") == [("kg:\\~odd", None)]


def test_an_answer_misses_something_where_a_column_is_always_empty_or_zero() -> None:
    one, nought = Term(kind="literal", value="1"), Term(kind="literal", value="0",
        datatype="http://www.w3.org/2001/XMLSchema#integer")  # fmt: skip
    assert Answer(columns=("a",)).misses_something
    assert Answer(columns=("a", "b"), rows=((one, None), (one, None))).misses_something
    assert Answer(columns=("n",), rows=((nought,),)).misses_something
    assert not Answer(columns=("a", "b"), rows=((one, None), (one, one))).misses_something
    assert not Answer(boolean=True).misses_something
    assert Answer(boolean=False).misses_something
    assert Answer(triples=()).misses_something
    assert not Answer(triples=((one, one, one),)).misses_something
