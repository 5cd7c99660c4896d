"""The RDF contract: what users' queries and tools rely on."""

from __future__ import annotations

import io
import re
from dataclasses import replace

import pyoxigraph
import pytest

from kg.errors import FormatError
from kg.export import exporters
from kg.model import Claim, Document, Entity, Evidence, GraphRecords, Source
from kg.rdf import Literal, RdfSettings, ntriples_line, read_statements, statements
from kg.rdf.vocabulary import PREFIXES, dated, is_web_iri, local, local_name
from kg.schema import load_ontology
from tests.strategies import HOSTILE, ONTOLOGY

TEXT = "Ann Lee, head of Orbit Labs since February 2025, met Bo Ek on Monday."
DOCUMENT = Document(
    id="f00",
    name="story.txt",
    text=TEXT,
    source=Source(uri="https://example.org/a?b=1", title="Ann Lee meets Bo Ek", published_at="2025-07-31"),
)
EVIDENCE = Evidence(
    id="9ab", document_id="f00", start=0, end=27, quote=TEXT[:27], extractor="cues@1", rule="{S} heads {O}", score=0.9
)
ENTITIES = (
    Entity(id="ann-lee", name="Ann Lee", type="Person", aliases=frozenset({"Lee"}), document_ids=frozenset({"f00"})),
    Entity(id="bo-ek", name="Bo Ek", type="Person"),
    Entity(id="orbit-labs", name="Orbit Labs", type="Organization"),
)


def claim(subject: str, predicate: str, object: str, **fields: object) -> Claim:
    values: dict[str, object] = {
        "id": f"{subject}-{predicate}-{object}-{fields.get('status', '')}-{fields.get('polarity', '')}",
        "evidence": frozenset({"9ab"}),
        "confidence": 0.97,
        "source_count": 1,
        "independent_source_count": 1,
    }
    return Claim(subject=subject, predicate=predicate, object=object, **(values | fields))  # type: ignore[arg-type]


def graph(*claims: Claim) -> GraphRecords:
    return GraphRecords.of(documents=[DOCUMENT], entities=ENTITIES, claims=claims, evidence=[EVIDENCE])


def ask(records: GraphRecords, query: str) -> bool:
    store = pyoxigraph.Store()
    lines = "".join(map(ntriples_line, statements(records, ONTOLOGY)))
    store.load(lines.encode(), format=pyoxigraph.RdfFormat.N_TRIPLES)
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())
    return bool(store.query(f"{prefixes}ASK {{ {query} }}"))


HEADS = claim("ann-lee", "heads", "orbit-labs", time="2025-02", titles=frozenset({"head"}))


@pytest.mark.parametrize(
    "query",
    [
        'entity:ann-lee a kg:Person ; rdfs:label "Ann Lee"@en ; skos:prefLabel "Ann Lee"@en ; skos:altLabel "Lee"@en',
        "entity:ann-lee kg:heads entity:orbit-labs",
        "?c a kg:Claim, rdf:Statement ; rdf:subject entity:ann-lee ; rdf:predicate kg:heads ; "
        'rdf:object entity:orbit-labs ; kg:status "occurred" ; kg:polarity "positive" ; kg:title "head" ; '
        'kg:confidence 0.97 ; kg:validFrom "2025-02"^^xsd:gYearMonth ; kg:sourceCount 1 ; '
        "kg:independentSourceCount 1 ; kg:evidence evidence:9ab",
        "evidence:9ab a kg:Evidence, oa:SpecificResource ; kg:document document:f00 ; kg:start 0 ; kg:end 27 ; "
        'kg:quote "Ann Lee, head of Orbit Labs" ; oa:hasSelector evidence:9ab-pos, evidence:9ab-quote ; '
        'prov:wasDerivedFrom document:f00 ; kg:extractor "cues@1" ; kg:rule "{S} heads {O}"',
        "evidence:9ab-pos a oa:TextPositionSelector ; oa:start 0 ; oa:end 27",
        'evidence:9ab-quote a oa:TextQuoteSelector ; oa:exact "Ann Lee, head of Orbit Labs"',
        'document:f00 a kg:Document, schema:NewsArticle ; dcterms:identifier "story.txt" ; kg:text ?t ; '
        'schema:headline "Ann Lee meets Bo Ek" ; schema:datePublished "2025-07-31"^^xsd:date ; '
        "dcterms:source <https://example.org/a?b=1>",
        "kg:heads a owl:ObjectProperty ; rdfs:subPropertyOf kg:worksFor . kg:worksFor a owl:ObjectProperty",
        "kg:Person a owl:Class . kg:confidence a owl:DatatypeProperty . kg:evidence a owl:ObjectProperty",
        "?d a void:Dataset, dcat:Dataset ; void:entities 3",
    ],
)
def test_the_contract_holds(query: str) -> None:
    assert ask(graph(HEADS), query)


@pytest.mark.parametrize(
    ("fields", "edge"),
    [
        ({"status": "occurred"}, True),
        ({"status": "acting"}, True),
        ({"status": "past"}, True),
        ({"status": "planned"}, False),
        ({"status": "possible"}, False),
        ({"polarity": "negative"}, False),
    ],
)
def test_only_an_asserted_claim_has_a_direct_edge(fields: dict[str, str], edge: bool) -> None:
    records = graph(claim("ann-lee", "visits", "orbit-labs", **fields))
    assert ask(records, "entity:ann-lee kg:visits entity:orbit-labs") is edge
    assert ask(records, "?c rdf:predicate kg:visits")


def test_a_symmetric_edge_is_found_from_either_end_and_its_claim_stands_once() -> None:
    records = graph(claim("ann-lee", "meets", "bo-ek"))
    assert ask(records, "entity:ann-lee kg:meets entity:bo-ek . entity:bo-ek kg:meets entity:ann-lee")
    assert not ask(records, "?c a kg:Claim ; rdf:subject entity:bo-ek")


def test_a_broader_edge_is_left_to_reasoning() -> None:
    assert not ask(graph(HEADS), "entity:ann-lee kg:worksFor ?o")


def test_an_edge_stands_once_however_many_claims_state_it() -> None:
    quads = list(statements(graph(HEADS, claim("ann-lee", "heads", "orbit-labs", status="past")), ONTOLOGY))
    assert len(quads) == len(set(quads))


def test_there_are_no_blank_nodes_and_no_plain_year_becomes_a_day() -> None:
    lines = "".join(map(ntriples_line, statements(graph(replace(HEADS, time="2025")), ONTOLOGY)))
    assert "_:" not in lines
    assert '"2025"^^<http://www.w3.org/2001/XMLSchema#gYear>' in lines


def test_the_text_can_be_left_out_and_the_base_changed() -> None:
    settings = RdfSettings(base="https://example.org/", include_text=False)
    subjects = {quad[0] for quad in statements(graph(HEADS), ONTOLOGY, settings=settings)}
    lines = "".join(map(ntriples_line, statements(graph(HEADS), ONTOLOGY, settings=settings)))
    assert "https://example.org/entity/ann-lee" in subjects
    assert TEXT not in lines
    assert "newskg/entity" not in lines


def test_evidence_goes_to_its_document_s_graph_and_facts_stay_in_the_default_graph() -> None:
    quads = list(statements(graph(HEADS), ONTOLOGY, settings=RdfSettings(graph_per_document=True)))
    assert {q[0].rpartition("/")[2] for q in quads if q[3]} == {"9ab", "9ab-pos", "9ab-quote"}
    assert {q[3] for q in quads} == {None, "https://w3id.org/newskg/document/f00"}


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("2025", "gYear"),
        ("2025-02", "gYearMonth"),
        ("2025-02-28", "date"),
        ("2025-07-31T10:00:00Z", "dateTime"),
        ("2025-02-30", ""),
        ("2025-13", ""),
        ("0000", ""),
        ("25", ""),
        ("٢٠٢٥", ""),
        ("2025-01-01T99:00:00", ""),
        ("soon", ""),
    ],
)
def test_a_time_keeps_its_precision_and_what_is_no_time_stays_text(value: str, datatype: str) -> None:
    assert dated(value).datatype.rpartition("#")[2] == datatype


@pytest.mark.parametrize("text", [*HOSTILE, "", "a/b#c", "100%", "~user", "..", "entity"])
def test_any_id_survives_in_an_iri(text: str) -> None:
    iri = "https://example.org/entity/" + local(text)
    assert local_name(iri) == text
    assert re.fullmatch(r"[A-Za-z0-9:/._%-]*", iri)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("https://example.org/a?b=1#c", True),
        ("http://例え.jp/x", False),
        ("https://example.org/ü", True),
        ("https://example.org/%zz", False),
        ("https://example.org/a b", False),
        ("https://example.org/<x>", False),
        ("javascript:alert(1)", False),
        ("https://", False),
    ],
)
def test_only_a_clean_web_address_stands_as_an_iri(text: str, right: bool) -> None:
    assert is_web_iri(text) is right


def test_every_iri_that_passes_is_taken_by_the_parser() -> None:
    for text in (f"https://example.org/{chr(code)}" for code in range(0x20, 0x3000)):
        if is_web_iri(text):
            assert pyoxigraph.NamedNode(text).value == text


def test_a_record_that_lacks_a_value_is_refused_by_name() -> None:
    quads = [q for q in statements(graph(HEADS), ONTOLOGY) if not q[1].endswith("#subject")]
    with pytest.raises(FormatError, match=r"claim/.* has no .*subject"):
        read_statements(quads)


def test_a_number_that_is_none_is_refused() -> None:
    quads = [
        (s, p, Literal("many") if p.endswith("#start") else o, g) for s, p, o, g in statements(graph(HEADS), ONTOLOGY)
    ]
    with pytest.raises(FormatError, match="many"):
        read_statements(quads)


def test_a_status_that_is_none_is_refused() -> None:
    quads = [
        (s, p, Literal("maybe") if p.endswith("#status") else o, g) for s, p, o, g in statements(graph(HEADS), ONTOLOGY)
    ]
    with pytest.raises(FormatError, match="maybe"):
        read_statements(quads)


def test_classes_have_their_schema_org_class_or_that_of_a_broader_one() -> None:
    ontology = load_ontology()
    types = {o for _, p, o, _ in statements(graph(HEADS), ontology) if p.endswith("#type")}
    assert {"https://schema.org/Person", "https://schema.org/Organization"} <= types
    ship = GraphRecords.of(entities=[Entity(id="s", name="S", type="Spacecraft")])
    types = {o for s, p, o, _ in statements(ship, ontology) if s.endswith("entity/s") and p.endswith("#type")}
    assert types == {"https://w3id.org/newskg/ontology#Spacecraft", "https://schema.org/Product"}


def test_the_exported_graph_conforms_to_the_shapes() -> None:
    from pathlib import Path

    from pyshacl import validate
    from rdflib import Graph

    ontology = load_ontology()
    out = io.BytesIO()
    exporters()["turtle"].load().write(graph(HEADS, claim("ann-lee", "meets", "bo-ek")), ontology, out)
    shapes = Graph().parse(Path(ontology.directory) / "shapes.ttl")
    conforms, _, report = validate(Graph().parse(data=out.getvalue(), format="turtle"), shacl_graph=shapes)
    assert conforms, report
