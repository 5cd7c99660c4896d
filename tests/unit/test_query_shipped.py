"""The shipped queries, each with the rows that it must give on a small graph."""

from __future__ import annotations

import random
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.errors import OntologyError, QueryError
from kg.graph.query import ask, find_by_name, queries, shipped_query
from kg.graph.store import GraphStore
from kg.rdf import RdfSettings, ntriples_line, statements
from kg.rdf.vocabulary import prefixes
from kg.schema import load_ontology
from tests.unit import ask_fixture

#: The columns that tell the rows apart; sentences are checked below.
EXPECTED: dict[str, tuple[tuple[str, ...], tuple[str, ...], list[tuple[Any, ...]]]] = {
    "agreements": ((), ("one", "other", "time"), [("NASA", "Roscosmos", "2015-03")]),
    "based": ((), ("who", "place"), []),
    "citizens": (
        (),
        ("person", "country"),
        [("Oleg Platonov", "Russia"), ("Zena Cardman", "United States")],
    ),
    "claims-about": (
        ("Crew-11",),
        ("subject", "relation", "object", "status"),
        [
            ("Crew-11", "launchesFrom", "Kennedy Space Center", "planned"),
            ("Crew-11", "usesVehicle", "Dragon", "planned"),
            ("Dmitry Bakanov", "meets", "Crew-11", "occurred"),
            ("NASA", "operates", "Crew-11", "occurred"),
            ("Oleg Platonov", "crews", "Crew-11", "occurred"),
            ("SpaceX", "launches", "Crew-11", "possible"),
            ("Zena Cardman", "crews", "Crew-11", "occurred"),
        ],
    ),
    "conflicts": ((), ("one", "other"), []),
    "crews": ((), ("member", "mission"), [("Oleg Platonov", "Crew-11"), ("Zena Cardman", "Crew-11")]),
    "denied": ((), ("subject", "relation", "object"), [("Dmitry Bakanov", "visits", "Houston")]),
    "disagree": (
        (),
        ("problem", "first", "second"),
        [
            (
                "denied",
                "Dmitry Bakanov visits Houston (occurred)",
                "not: Dmitry Bakanov visits Houston (occurred)",
            ),
            ("two at once", "Jim Bridenstine heads NASA (occurred)", "Sean Duffy heads NASA (acting)"),
        ],
    ),
    "evidence-of": (
        ("sean duffy", "Bakanov"),
        ("status", "time", "sentence", "document", "start"),
        [
            (
                "occurred",
                "2025-07-31",
                "Dmitri Bakanov, the head of Roscosmos, met Sean Duffy on July 31, 2025.",
                "bridge.txt",
                58,
            ),
            ("occurred", None, "Peskov told Sputnik that Dmitry Bakanov met Sean Duffy.", "denial.txt", 58),
            (
                "planned",
                "2025-07-31",
                "He is due to meet acting NASA Administrator Sean Duffy on July 31.",
                "talks.txt",
                95,
            ),
        ],
    ),
    "heads": (
        (),
        ("leader", "of", "posts", "status", "time", "sources"),
        [
            ("Jim Bridenstine", "NASA", None, "occurred", None, 1),
            ("Jim Bridenstine", "NASA", "Administrator", "past", "2018-10", 1),
            ("Sean Duffy", "NASA", "Administrator", "acting", None, 2),
            ("Dmitry Bakanov", "Roscosmos", "Director General, head", "occurred", None, 2),
            ("Dmitry Rogozin", "Roscosmos", "chief", "past", "2018-10", 1),
        ],
    ),
    "launches": (
        (),
        ("launched", "relation", "with", "status"),
        [
            ("Crew-11", "launches", "SpaceX", "possible"),
            ("Crew-11", "launchesFrom", "Kennedy Space Center", "planned"),
            ("Crew-11", "usesVehicle", "Dragon", "planned"),
        ],
    ),
    "located": ((), ("place", "inside"), [("Cape Canaveral", "Florida")]),
    "meetings": (
        (),
        ("one", "other", "status", "time"),
        [
            ("Dmitry Bakanov", "Crew-11", "occurred", None),
            ("Dmitry Bakanov", "Sean Duffy", "occurred", None),
            ("Dmitry Bakanov", "Sean Duffy", "occurred", "2025-07-31"),
            ("Dmitry Bakanov", "Sean Duffy", "planned", "2025-07-31"),
            ("Jim Bridenstine", "Dmitry Rogozin", "occurred", "2018-10"),
        ],
    ),
    "open-claims": (
        (),
        ("subject", "phrase", "object", "polarity"),
        [("Dmitry Bakanov", "share a stage with", "Roscosmos", "positive")],
    ),
    "past": (
        (),
        ("subject", "relation", "object", "time"),
        [("Dmitry Rogozin", "heads", "Roscosmos", "2018-10"), ("Jim Bridenstine", "heads", "NASA", "2018-10")],
    ),
    "people": (
        (),
        ("person", "claims", "tied_to"),
        [
            ("Dmitry Bakanov", 7, 4),
            ("Sean Duffy", 5, 3),
            ("Jim Bridenstine", 3, 2),
            ("Dmitry Peskov", 2, 2),
            ("Dmitry Rogozin", 2, 2),
            ("Oleg Platonov", 2, 2),
            ("Zena Cardman", 2, 2),
        ],
    ),
    "places": (
        (),
        ("place", "class", "claims"),
        [
            ("Russia", "Country", 4),
            ("Cape Canaveral", "Place", 2),
            ("Houston", "Place", 2),
            ("United States", "Country", 2),
            ("Florida", "Place", 1),
            ("Kennedy Space Center", "Facility", 1),
            ("Ukraine", "Country", 1),
        ],
    ),
    "planned": (
        (),
        ("subject", "relation", "object", "time"),
        [
            ("Crew-11", "launchesFrom", "Kennedy Space Center", None),
            ("Crew-11", "usesVehicle", "Dragon", None),
            ("Sean Duffy", "visits", "Cape Canaveral", None),
            ("Dmitry Bakanov", "meets", "Sean Duffy", "2025-07-31"),
        ],
    ),
    "possible": ((), ("subject", "relation", "object"), [("SpaceX", "launches", "Crew-11")]),
    "sources": (
        (),
        ("document", "published", "publisher", "headline", "claims"),
        [
            ("bridge.txt", "2025-08", "wire.example", None, 10),
            ("denial.txt", None, None, None, 8),
            ("talks.txt", "2025-07-30", "news.example", "Space chiefs to talk", 14),
        ],
    ),
    "spokespersons": ((), ("speaker", "for"), [("Dmitry Peskov", "Kremlin")]),
    "timeline": (
        (),
        ("time", "subject", "relation", "object", "status"),
        [
            ("2015-03", "NASA", "agreesWith", "Roscosmos", "occurred"),
            ("2018-10", "Dmitry Rogozin", "heads", "Roscosmos", "past"),
            ("2018-10", "Jim Bridenstine", "heads", "NASA", "past"),
            ("2018-10", "Jim Bridenstine", "meets", "Dmitry Rogozin", "occurred"),
            ("2022", "Russia", "attacks", "Ukraine", "occurred"),
            ("2025-07-31", "Dmitry Bakanov", "meets", "Sean Duffy", "occurred"),
            ("2025-07-31", "Dmitry Bakanov", "meets", "Sean Duffy", "planned"),
        ],
    ),
    "types": (
        (),
        ("class", "entities", "mentions"),
        [
            ("Person", 7, 21),
            ("Organization", 5, 14),
            ("Country", 3, 8),
            ("Place", 3, 5),
            ("Facility", 1, 1),
            ("Mission", 1, 5),
            ("Spacecraft", 1, 1),
        ],
    ),
    "visits": (("DMITRI BAKANOV",), ("visitor", "place", "status"), [("Dmitry Bakanov", "Houston", "occurred")]),
    "what-heads": (("Sean Duffy",), ("leader", "of", "status"), [("Sean Duffy", "NASA", "acting")]),
    "who-crews": (("CREW-11",), ("member",), [("Oleg Platonov",), ("Zena Cardman",)]),
    "who-heads": (
        ("russian  space agency",),
        ("leader", "of", "posts", "status"),
        [
            ("Dmitry Bakanov", "Roscosmos", "Director General, head", "occurred"),
            ("Dmitry Rogozin", "Roscosmos", "chief", "past"),
        ],
    ),
    "who-headed": (
        ("russian  space agency",),
        ("leader", "of", "posts", "status"),
        [
            ("Dmitry Bakanov", "Roscosmos", "Director General, head", "occurred"),
            ("Dmitry Rogozin", "Roscosmos", "chief", "past"),
        ],
    ),
    "who-met": (
        ("Sean Duffy",),
        ("who", "met", "status", "time"),
        [
            ("Sean Duffy", "Dmitry Bakanov", "occurred", None),
            ("Sean Duffy", "Dmitry Bakanov", "occurred", "2025-07-31"),
            ("Sean Duffy", "Dmitry Bakanov", "planned", "2025-07-31"),
        ],
    ),
    "who-said-what": (
        ("Peskov",),
        ("said_by", "subject", "relation", "object"),
        [
            ("Dmitry Peskov", "Dmitry Bakanov", "meets", "Sean Duffy"),
            ("Dmitry Peskov", "Russia", "cooperatesWith", "United States"),
        ],
    ),
}


def shown(store: GraphStore, name: str, arguments: tuple[str, ...], columns: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """Return some columns of an answer, relations and classes by their local names."""
    answer = ask(store, name, *arguments)
    indices = [answer.columns.index(column) for column in columns]
    kg = "https://w3id.org/newskg/ontology#"
    return [
        tuple(row[i].removeprefix(kg) if isinstance(row[i], str) else row[i] for i in indices)
        for row in answer.values()
    ]


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_shipped_query_gives_these_rows(name: str) -> None:
    arguments, columns, rows = EXPECTED[name]
    assert shown(ask_fixture.store(), name, arguments, columns) == rows


def test_claims_with_one_source_and_relations_count_what_the_records_hold() -> None:
    store, graph = ask_fixture.store(), ask_fixture.graph()
    assert len(ask(store, "one-source").rows) == sum(c.source_count == 1 for c in graph.claims.values())
    relations = shown(store, "relations", (), ("relation", "claims", "planned", "denied"))
    assert sum(row[1] for row in relations) == len(graph.claims)
    assert ("visits", 3, 1, 1) in relations


def test_every_query_is_checked_here() -> None:
    assert {query.name for query in queries()} == {*EXPECTED, "one-source", "relations"}
    assert len(queries()) >= 18


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)
def test_a_query_runs_without_arguments_and_as_a_plain_file(query: Any) -> None:
    store = ask_fixture.store()
    assert query.title
    assert query.about.endswith(".")
    everything = ask(store, query.name)
    assert store.query(query.text).rows == everything.rows
    for row in ask(store, query.name, *(p.example for p in query.parameters)).rows:
        assert row in everything.rows


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)
def test_a_query_gives_the_same_rows_for_any_order_of_loading(query: Any) -> None:
    quads = list(statements(ask_fixture.graph(), load_ontology()))
    random.Random(7).shuffle(quads)
    assert GraphStore.from_statements(quads).query(query.text).rows == ask_fixture.store().query(query.text).rows


def test_queries_follow_another_base() -> None:
    base = "https://example.org/space/"
    quads = statements(ask_fixture.graph(), load_ontology(), settings=RdfSettings(base=base))
    store = GraphStore.from_statements(quads, prefixes=prefixes(base))
    assert [row[0] for row in ask(store, "who-crews", "Crew-11").values()] == ["Oleg Platonov", "Zena Cardman"]
    assert len(ask(store, "types").rows) == 7


def test_a_hand_written_file_that_keeps_the_contract_is_enough() -> None:
    store = GraphStore.of(
        """
        @prefix kg: <https://w3id.org/newskg/ontology#> . @prefix e: <https://w3id.org/newskg/entity/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix x: <urn:x:> .
        @prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
        e:ann a kg:Person ; rdfs:label "Ann"@en . e:acme a kg:Organization ; rdfs:label "Acme"@en .
        x:c a kg:Claim ; rdf:subject e:ann ; rdf:predicate kg:heads ; rdf:object e:acme ; kg:status "occurred" ;
            kg:polarity "positive" ; kg:confidence 0.9 ; kg:sourceCount 1 ; kg:evidence x:e .
        x:e a kg:Evidence ; kg:quote "Ann leads Acme." .
        """
    )
    assert ask(store, "who-heads", "acme").values() == [("Ann", "Acme", None, "occurred", None, 1, "Ann leads Acme.")]


@pytest.mark.parametrize("name", ["dmitry bakanov", "  DMITRI   Bakanov ", "entity:dmitry-bakanov", "dmitry-bakanov"])
def test_an_entity_is_found_by_any_of_its_names(name: str) -> None:
    (found,) = find_by_name(ask_fixture.store(), name)
    assert found.value.endswith("/dmitry-bakanov")


def test_entities_that_share_a_name_are_asked_about_together() -> None:
    label = "<http://www.w3.org/2004/02/skos/core#altLabel>"
    store = GraphStore.of(f'<urn:b> {label} "Twin" . <urn:a> {label} "twin" . <urn:c> {label} "Other" .')
    assert [term.value for term in find_by_name(store, "TWIN")] == ["urn:a", "urn:b"]


@pytest.mark.parametrize(
    "name", ['x" } DROP ALL #', "} UNION { ?s ?p ?o", "<urn:a> <urn:b>", "?entity", "UNDEF", "", "\\u0022", "Person"]
)
def test_a_name_is_never_read_as_a_query(name: str) -> None:
    with pytest.raises(QueryError, match="nothing in the graph is called"):
        ask(ask_fixture.store(), "who-met", name)


def test_misses_offer_the_nearest() -> None:
    store = ask_fixture.store()
    with pytest.raises(QueryError, match="did you mean who-met"):
        shipped_query("who-meet")
    with pytest.raises(QueryError, match="Dmitry Bakanov"):
        ask(store, "who-met", "Dmitry Bakanof")
    with pytest.raises(QueryError, match=r'takes ENTITY, got 2 names.*kg ask who-met "Dmitry Bakanov"'):
        ask(store, "who-met", "Dmitry", "Bakanov")
    with pytest.raises(QueryError, match="takes no name"):
        ask(store, "crews", "Crew-11")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELECT * { ?s ?p ?o }", "no title"),
        ("# title: T\n# color: red\nASK {}", "unknown header"),
        ('# title: T\n# parameter: who "Ann"\nASK {}', "cannot bind"),
        ("# title: T\n# parameter: who Ann\nASK { VALUES ?who { UNDEF } }", "cannot bind"),
    ],
)
def test_a_query_file_with_a_bad_header_is_an_error(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "bad.rq").write_text(text)
    with pytest.raises(OntologyError, match=says):
        queries(tmp_path)


def test_a_query_of_ones_own_is_a_file_in_the_folder(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    (tmp_path / "queries" / "named.rq").write_text(
        '# title: Its names\n# parameter: it "NASA"\nSELECT ?n { VALUES ?it { UNDEF } ?it rdfs:label ?n }\n'
    )
    assert ask(ask_fixture.store(), "named", "nasa", directory=tmp_path).values() == [("NASA",)]


DOC = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")


def test_the_page_lists_every_query_as_it_describes_itself() -> None:
    for query in queries():
        takes = " ".join(parameter.name.upper() for parameter in query.parameters)
        assert f"| `{query.name}` | {takes} | {query.about} |" in DOC


@pytest.mark.parametrize("text", re.findall(r"```sparql\n(.*?)```", DOC, re.DOTALL))
def test_the_examples_of_the_page_run_and_find_something(text: str) -> None:
    answer = ask_fixture.store().query(text)
    assert answer.rows or answer.triples


def test_the_question_that_the_page_adds_works(tmp_path: Path) -> None:
    (tmp_path / "queries").mkdir()
    text = re.findall(r"```\n(# title.*?)```", DOC, re.DOTALL)[0]
    (tmp_path / "queries" / "who-visited.rq").write_text(text)
    answer = ask(ask_fixture.store(), "who-visited", "houston", directory=tmp_path)
    assert {row[0] for row in answer.values()} == {"Dmitry Bakanov"}


def test_the_python_of_the_page_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "graph.nt"
    path.write_text("".join(map(ntriples_line, statements(ask_fixture.graph(), load_ontology()))), encoding="utf-8")
    code = re.findall(r"```python\n(.*?)```", DOC, re.DOTALL)[0].replace("exports/graph.ttl", str(path))
    exec(compile(code, "docs/queries.md", "exec"), {})
    assert "Sean Duffy Dmitry Bakanov planned" in capsys.readouterr().out


@pytest.mark.parametrize(("name", "predicate"), [("conflicts", "conflictsWith"), ("based", "basedIn")])
def test_questions_that_the_small_graph_has_no_answer_to(name: str, predicate: str) -> None:
    graph = ask_fixture.graph()
    known = next(claim for claim in graph.claims.values() if claim.predicate == "attacks")
    changed = graph.replace(claims=[replace(known, predicate=predicate)])
    store = GraphStore.from_statements(statements(changed, load_ontology()))
    assert ask(store, name).values() == [
        ("Russia", "Ukraine", "occurred", "2022", 1, "In 2022 Russia attacked Ukraine.")
    ]


def test_the_question_for_disagreement_gives_what_the_ledger_marks_values_too() -> None:
    graph = ask_fixture.graph()
    known = next(claim for claim in graph.claims.values() if claim.predicate == "locatedIn")
    ends = [
        replace(known, id=f"end-{year}", subject="crew-11", predicate="endDate", object=year, datatype="gYear",
                disputed_by=frozenset({f"end-{other}"}))
        for year, other in (("2028", "2030"), ("2030", "2028"))
    ]  # fmt: skip
    store = GraphStore.from_statements(statements(graph.replace(claims=[known], value_claims=ends), load_ontology()))
    assert [row[:3] for row in ask(store, "disagree").values()] == [
        ("two at once", "Crew-11 endDate 2028 (occurred)", "Crew-11 endDate 2030 (occurred)"),
    ]
    about = [row[:3] for row in ask(store, "claims-about", "crew-11").values()]
    assert ("Crew-11", "https://w3id.org/newskg/ontology#endDate", "2028") in about


def test_the_sentence_shown_first_is_one_that_says_what_the_claim_says() -> None:
    graph = ask_fixture.graph()
    claim = next(c for c in graph.claims.values() if c.predicate == "heads" and c.status == "acting")
    first, second = sorted((graph.evidence[id] for id in claim.evidence), key=lambda row: row.quote)
    rows = [replace(first, status="planned"), replace(second, status="acting")]
    others = [row for id, row in graph.evidence.items() if id not in claim.evidence]
    store = GraphStore.from_statements(
        statements(graph.replace(claims=[claim], evidence=[*rows, *others]), load_ontology())
    )
    assert ask(store, "heads").values()[0][-1] == second.quote


def test_a_sentence_that_two_rules_read_is_given_once() -> None:
    graph = ask_fixture.graph()
    claim = next(c for c in graph.claims.values() if c.predicate == "meets" and c.subject == "dmitry-bakanov")
    first = graph.evidence[min(claim.evidence)]
    again = replace(first, id="again", rule="{S} , {O}")
    twice = graph.replace(
        claims=[replace(c, evidence=c.evidence | {"again"}) if c is claim else c for c in graph.claims.values()],
        evidence=[*graph.evidence.values(), again],
    )
    before, after = (
        ask(GraphStore.from_statements(statements(g, load_ontology())), "evidence-of",
            claim.subject, claim.object).rows
        for g in (graph, twice)
    )  # fmt: skip
    assert after == before
