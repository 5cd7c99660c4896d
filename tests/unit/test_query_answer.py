"""Answers as table, JSON, CSV, TSV, N-Triples and Python values."""

from __future__ import annotations

import csv
import io
import json

import pyoxigraph
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.answer import XSD, Answer, Term, as_csv, as_json, as_ntriples, as_table, as_tsv, shorten
from kg.graph.store import GraphStore
from tests.unit import ask_fixture

#: What RDF can hold: no lone surrogates, and no NUL, which CSV readers refuse.
TEXTS = st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\x00"), max_size=40)


def literal(value: str, datatype: str = "string", language: str | None = None) -> Term:
    return Term(kind="literal", value=value, datatype=XSD + datatype, language=language)


def one(value: Term | None) -> Answer:
    return Answer(columns=("x", "y"), rows=((value, None),), prefixes={"kg": "https://w3id.org/newskg/ontology#"})


def test_a_table_is_aligned_with_short_names_and_numbers_to_the_right() -> None:
    answer = ask_fixture.store().query(
        "SELECT ?class (COUNT(*) AS ?n) { ?e skos:prefLabel ?l ; a ?class . "
        "FILTER(?class IN (kg:Person, kg:Place)) } GROUP BY ?class ORDER BY ?class"
    )
    assert as_table(answer) == "class      n\n---------  -\nkg:Person  7\nkg:Place   3\n"


def test_a_table_says_that_it_is_empty_or_cut() -> None:
    store = ask_fixture.store()
    assert as_table(store.query("SELECT ?x { ?x a kg:Nothing }")) == "x\n-\n(no rows)\n"
    assert as_table(store.query("SELECT ?x { ?x a kg:Person }", max_rows=2)).endswith("(cut after 2 rows)\n")


def test_a_text_cannot_steer_the_terminal_or_break_the_table() -> None:
    table = as_table(one(literal("a\x1b[31mred\nb\tc")))
    assert "\x1b" not in table
    assert len(table.splitlines()) == 3


def test_wide_and_combining_characters_are_measured() -> None:
    answer = Answer(columns=("a", "b"), rows=((literal("東京"), literal("x")), (literal("e\u0301"), literal("y"))))
    lines = as_table(answer).splitlines()
    assert lines[2] == "東京  x"
    assert lines[3] == "e\u0301     y"


def test_long_cells_are_cut_only_when_asked() -> None:
    assert "z" * 50 in as_table(one(literal("z" * 50)))
    assert "z" * 9 + "…" in as_table(one(literal("z" * 50)), max_cell_width=10)


def test_truth_values_in_every_rendering() -> None:
    answer = Answer(boolean=False)
    assert as_table(answer) == "false\n"
    assert json.loads(as_json(answer)) == {"head": {}, "boolean": False}
    assert as_csv(answer) == "boolean\nfalse\n"
    assert as_tsv(answer) == "?boolean\nfalse\n"


def test_json_is_what_the_engine_itself_writes() -> None:
    text = "SELECT ?e ?name ?n ?none { ?e a kg:Person ; rdfs:label ?name ; kg:mentionCount ?n } ORDER BY ?e"
    store = ask_fixture.store()
    result = store._store.query(text, prefixes=dict(store.prefixes))
    assert isinstance(result, pyoxigraph.QuerySolutions)
    expected = json.loads(result.serialize(format=pyoxigraph.QueryResultsFormat.JSON) or b"")
    assert json.loads(as_json(store.query(text))) == expected


def test_csv_has_whole_iris_and_plain_literals() -> None:
    answer = Answer(
        columns=("who", "said"), rows=((Term(kind="iri", value="urn:a"), literal('He said "a, b"', "string", "en")),)
    )
    assert as_csv(answer) == 'who,said\nurn:a,"He said ""a, b"""\n'


def test_tsv_keeps_language_and_datatype() -> None:
    answer = Answer(
        columns=("a", "b", "c"),
        rows=((literal("x\ty", "string", "en"), literal("3", "integer"), Term(kind="iri", value="urn:a")),),
    )
    assert as_tsv(answer) == f'?a\t?b\t?c\n"x\\ty"@en\t"3"^^<{XSD}integer>\t<urn:a>\n'


def test_triples_are_ntriples_and_three_columns() -> None:
    answer = GraphStore.of('<urn:a> <urn:b> "x\\ny" .').query("CONSTRUCT WHERE { ?s ?p ?o }")
    assert as_ntriples(answer) == '<urn:a> <urn:b> "x\\ny" .\n'
    assert as_table(answer).splitlines()[0].split() == ["subject", "predicate", "object"]


def test_values_are_python_numbers_and_texts() -> None:
    answer = ask_fixture.store().query(
        "SELECT (1 AS ?i) (1.5 AS ?d) (true AS ?t) ('x' AS ?s) ('no'^^xsd:integer AS ?bad) ?none {}"
    )
    assert answer.values() == [(1, 1.5, True, "x", "no", None)]


def test_an_iri_is_shortened_only_to_what_turtle_could_read_back() -> None:
    prefixes = {"e": "https://x/", "f": "https://x/f/", "": "urn:"}
    assert shorten("https://x/a-b_1", prefixes) == "e:a-b_1"
    assert shorten("https://x/f/a", prefixes) == "f:a"
    for whole in ("https://x/a/b", "https://x/", "https://x/a.", "https://x/%41", "mailto:a"):
        assert shorten(whole, prefixes) == whole


@given(TEXTS)
def test_csv_and_tsv_give_any_text_back(text: str) -> None:
    rows = list(csv.reader(io.StringIO(as_csv(one(literal(text))), newline="")))
    assert rows[1][0] == text
    cell = as_tsv(one(literal(text))).split("\n", 1)[1].split("\t")[0]
    back = GraphStore.of(f"<urn:s> <urn:p> {cell} .\n", ending=".nt").query("SELECT ?o { ?s ?p ?o }")
    assert back.values() == [(text,)]


@given(TEXTS)
def test_a_table_has_one_line_a_row_whatever_the_text(text: str) -> None:
    assert len(as_table(one(literal(text)), max_cell_width=20).split("\n")) == 4
