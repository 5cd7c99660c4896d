"""The shapes accept what the contract says and agree with the ontology."""

from __future__ import annotations

import functools

import pytest
from pyoxigraph import RdfFormat, Store

from kg.schema import Ontology, load_ontology, ontology_directory

SHAPES = ontology_directory() / "shapes.ttl"

DATA = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix kg: <https://w3id.org/newskg/ontology#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://example.org/> .
:d a kg:Document ; dcterms:identifier "one.txt" ; kg:text "Ada visits Oslo Airport." .
:e a kg:Evidence ; kg:document :d ; kg:extractor "cues@1" ;
    kg:quote "Ada visits Oslo Airport." ; kg:start 0 ; kg:end 24 .
:ada a kg:Person ; rdfs:label "Ada"@en ; skos:prefLabel "Ada"@en ; kg:visits :airport .
:airport a kg:Facility ; rdfs:label "Oslo Airport"@en .
:c a kg:Claim ; rdf:subject :ada ; rdf:predicate kg:visits ; rdf:object :airport ; kg:status "occurred" ;
    kg:polarity "positive" ; kg:confidence 0.97 ; kg:validFrom "2025-02"^^xsd:gYearMonth ; kg:sourceCount 2 ;
    kg:independentSourceCount 1 ; kg:evidence :e .
:o a kg:OpenClaim ; rdf:subject :ada ; kg:phrase "fly over" ; rdf:object :airport ; kg:status "planned" ;
    kg:polarity "negative" ; kg:confidence 0.8 ; kg:evidence :e .
"""


@functools.cache
def shapes_graph() -> object:
    from rdflib import Graph

    return Graph().parse(SHAPES)


def report(data: str) -> tuple[bool, str]:
    from pyshacl import validate
    from rdflib import Graph

    conforms, _, text = validate(Graph().parse(data=data, format="turtle"), shacl_graph=shapes_graph())
    return conforms, text


def test_a_graph_by_the_contract_conforms() -> None:
    conforms, text = report(DATA)
    assert conforms, text


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (" ; kg:evidence :e ", " ", "A claim needs evidence"),
        ('"occurred"', '"maybe"', "A claim's status"),
        ('kg:polarity "positive" ; ', "", "A claim's polarity"),
        ("kg:confidence 0.97", "kg:confidence 1.5", "between 0 and 1"),
        ('"2025-02"^^xsd:gYearMonth', '"February"', "a year, a month or a day"),
        ("kg:independentSourceCount 1", "kg:independentSourceCount 3", "Not more independent sources"),
        ("kg:start 0", "kg:start 24", "before its end"),
        ("kg:document :d ; ", "", "Evidence stands in one document"),
        ('dcterms:identifier "one.txt" ; ', "", "one identifier"),
        ('rdfs:label "Ada"@en ; ', "", "An entity has a label"),
        ('kg:phrase "fly over" ; ', "", "An open claim has one phrase"),
        (":o a kg:OpenClaim", ":o rdf:predicate kg:visits ; a kg:OpenClaim", "a phrase in place of a predicate"),
        (":airport a kg:Facility", ":airport a kg:Person", "The object of kg:visits"),
        ("kg:visits :airport", "kg:educatedAt :airport", "The object of kg:educatedAt"),
        (":airport a kg:Facility", ":airport kg:visits :airport ; a kg:Facility", "The subject of kg:visits"),
    ],
)
def test_each_breach_is_named(old: str, new: str, message: str) -> None:
    assert old in DATA
    conforms, text = report(DATA.replace(old, new, 1))
    assert not conforms
    assert message in text


def below(ontology: Ontology, names: frozenset[str]) -> set[str]:
    return {c for c in ontology.classes if any(ontology.is_a(c, name) for name in names)}


def test_the_shapes_have_the_domain_and_range_of_every_property() -> None:
    ontology = load_ontology()
    store = Store()
    store.load(path=str(SHAPES), format=RdfFormat.TURTLE)
    found: dict[tuple[str, str], set[str]] = {}
    for side in ("targetSubjectsOf", "targetObjectsOf"):
        for row in store.query(
            f"""PREFIX sh: <http://www.w3.org/ns/shacl#>
            PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
            SELECT ?p ?c {{ ?shape sh:{side} ?p ; (sh:or/rdf:rest*/rdf:first)?/sh:class ?c }}"""
        ):
            property_iri, class_iri = (row[0].value, row[1].value)
            found.setdefault((property_iri, side), set()).add(class_iri.rpartition("#")[2])
    wanted = {}
    for prop in ontology.properties.values():
        wanted[prop.iri, "targetSubjectsOf"] = below(ontology, prop.domain)
        wanted[prop.iri, "targetObjectsOf"] = below(ontology, prop.range)
    assert found == wanted


def test_the_alignments_speak_of_declared_terms_only() -> None:
    store = Store()
    for name in ("news.ttl", "alignments.ttl"):
        store.load(path=str(ontology_directory() / name), format=RdfFormat.TURTLE)
    base = load_ontology().base
    declared = {q.subject.value for q in store if q.predicate.value.endswith("#label")}
    used = {q.subject.value for q in store if getattr(q.subject, "value", "").startswith(base)}
    assert used <= declared
