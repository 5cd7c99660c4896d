"""Opening a graph and asking it: formats, refusals, errors, isolation."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import FormatError, InputError, QueryError
from kg.graph.guard import MAX_DEPTH, MAX_OPERATORS, check, tokens
from kg.graph.store import GraphStore
from kg.rdf import RdfSettings, nquads_line, ntriples_line, statements
from kg.schema import load_ontology
from tests.unit import ask_fixture

HEADS = "SELECT ?who ?of WHERE { ?p kg:heads ?o . ?p rdfs:label ?who . ?o rdfs:label ?of } ORDER BY ?who"


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[str]]]:
    """Yield the address of a server on this machine, and the requests that reached it."""
    requests: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            requests.append(self.path)
            self.send_error(500)

        do_GET = do_POST  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", requests
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("ending", [".nt", ".nq", ".ttl", ".trig"])
def test_every_format_gives_the_same_answer(tmp_path: Path, ending: str) -> None:
    settings = RdfSettings(graph_per_document=ending in (".nq", ".trig"))
    quads = list(statements(ask_fixture.graph(), load_ontology(), settings=settings))
    path = tmp_path / f"graph{ending}"
    if ending == ".trig":
        import pyoxigraph

        parsed = pyoxigraph.parse("".join(map(nquads_line, quads)), format=pyoxigraph.RdfFormat.N_QUADS)
        pyoxigraph.serialize(parsed, str(path), format=pyoxigraph.RdfFormat.TRIG)
    else:
        line = nquads_line if ending == ".nq" else ntriples_line
        path.write_text("".join(map(line, quads)), encoding="utf-8")
    opened = GraphStore.open(path)
    for text in (HEADS, "SELECT ?quote { ?e kg:quote ?quote }", "SELECT (COUNT(*) AS ?n) { ?e a kg:Evidence }"):
        assert opened.query(text).rows == ask_fixture.store().query(text).rows


def test_json_ld_is_read(tmp_path: Path) -> None:
    path = tmp_path / "graph.jsonld"
    path.write_text('{"@id": "https://w3id.org/newskg/entity/a", "http://www.w3.org/2000/01/rdf-schema#label": "A"}')
    assert GraphStore.open(path).query("SELECT ?n { entity:a rdfs:label ?n }").values() == [("A",)]


def test_prefixes_of_the_file_win_so_that_another_base_works(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("@prefix entity: <https://example.org/e/> .\nentity:a <urn:p> entity:b .\n")
    answer = GraphStore.open(path).query("SELECT ?o { entity:a <urn:p> ?o }")
    assert answer.rows[0][0] is not None
    assert answer.rows[0][0].value == "https://example.org/e/b"


def test_a_prefix_that_the_query_declares_wins() -> None:
    store = GraphStore.of("<urn:x#a> <urn:p> 1 .")
    assert store.query("PREFIX kg: <urn:x#> SELECT ?n { kg:a <urn:p> ?n }").values() == [(1,)]


def test_a_triple_that_stands_in_two_graphs_is_one_row() -> None:
    store = GraphStore.of("<urn:a> <urn:p> <urn:b> <urn:g> .\n<urn:a> <urn:p> <urn:b> <urn:h> .\n", ending=".nq")
    assert len(store.query("SELECT * { ?s ?p ?o }").rows) == 1
    assert len(store.query("SELECT * { GRAPH ?g { ?s ?p ?o } }").rows) == 2


@pytest.mark.parametrize(
    ("name", "content", "error", "says"),
    [
        ("gone.ttl", None, InputError, "no such file"),
        ("graph.csv", "a,b", FormatError, ".ttl"),
        ("graph.ttl", "@prefix a: <urn:a> .\na:b a:c ", FormatError, "line 2"),
        ("graph.nq", "\x00\x01\x02", FormatError, "cannot read"),
        ("graph.jsonld", '{"@context": "http://127.0.0.1:9/ctx", "@id": "urn:a", "p": 1}', FormatError, "cannot read"),
    ],
)
def test_a_file_that_is_no_graph_is_one_clear_error(
    tmp_path: Path, name: str, content: str | None, error: type[Exception], says: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_text(content)
    with pytest.raises(error, match=says):
        GraphStore.open(path)


def test_a_folder_is_no_graph(tmp_path: Path) -> None:
    folder = tmp_path / "x.ttl"
    folder.mkdir()
    with pytest.raises(InputError, match="folder"):
        GraphStore.open(folder)


def test_kinds_of_answers() -> None:
    store = ask_fixture.store()
    assert store.query("ASK { ?p kg:heads ?o }").boolean is True
    assert store.query("ASK { ?p kg:nothing ?o }").boolean is False
    built = store.query("CONSTRUCT { ?o kg:headedBy ?p } WHERE { ?p kg:heads ?o }")
    assert built.triples is not None
    assert [t[0].value.rpartition("/")[2] for t in built.triples] == ["nasa", "nasa", "roscosmos", "roscosmos"]
    assert store.query("DESCRIBE entity:nasa").triples


def test_planned_and_denied_claims_have_no_direct_edge() -> None:
    store = ask_fixture.store()
    assert store.query("ASK { entity:sean-duffy kg:visits entity:cape-canaveral }").boolean is False
    assert store.query("ASK { entity:sean-duffy kg:meets entity:dmitry-bakanov }").boolean is True


def test_rows_without_an_order_are_sorted_and_star_columns_follow_the_text() -> None:
    store = GraphStore.of("<urn:c> <urn:p> 1 . <urn:a> <urn:p> 2 . <urn:b> <urn:p> 3 .")
    answer = store.query("SELECT * { ?zebra <urn:p> ?ant }")
    assert answer.columns == ("zebra", "ant")
    assert [row[0] for row in answer.values()] == ["urn:a", "urn:b", "urn:c"]
    ordered = store.query("SELECT ?s { ?s <urn:p> ?n } ORDER BY DESC(?n)")
    assert [row[0] for row in ordered.values()] == ["urn:b", "urn:a", "urn:c"]


def test_max_rows_cuts_and_says_so() -> None:
    store = ask_fixture.store()
    cut = store.query("SELECT ?s { ?s ?p ?o }", max_rows=5)
    assert (len(cut.rows), cut.truncated) == (5, True)
    whole = store.query(HEADS, max_rows=4)
    assert (len(whole.rows), whole.truncated) == (4, False)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELECT * {\n ?s ?p ?o\n", r"line 3, column 1.*closing }"),
        ("SELECT * { ?s ?p ?o } }", "too many"),
        ("SELECT * { ?s ent:x ?o }", r"prefix ent: is not declared.*did you mean entity:"),
        ("SELECT ?s { ?s ?p ?o } GROUP BY ?p", "GROUP BY"),
        ("SELECT * {\n  ?s ?p ?o .\n  ?s ??p 1 }", "line 3, column"),
        ("", "empty"),
        ("who met whom?", "not a query"),
        ("\ud800 ASK {}", "failed"),
    ],
)
def test_a_malformed_query_says_where_and_what_to_do(text: str, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        ask_fixture.store().query(text)


@pytest.mark.parametrize(
    "text",
    ["INSERT DATA { <urn:a> <urn:b> 1 }", "PREFIX a: <urn:a> DELETE WHERE { ?s ?p ?o }", "LOAD <urn:a>", "CLEAR ALL"],
)
def test_an_update_is_refused_and_changes_nothing(text: str) -> None:
    store = GraphStore.of("<urn:a> <urn:b> 2 .")
    with pytest.raises(QueryError, match="refused"):
        store.query(text)
    assert len(store) == 1


@pytest.mark.parametrize(
    "clause",
    [
        "SERVICE <{url}> {{ ?x ?y ?z }}",
        "service silent <{url}> {{ ?x ?y ?z }}",
        "SERVICE:x {{ ?x ?y ?z }}",
        "SERVICESILENT:x {{ ?x ?y ?z }}",
        "?a ?b trueSERVICE<{url}> {{ ?x ?y ?z }}",
        "?a ?b 1SERVICE<{url}> {{ ?x ?y ?z }}",
        "?a e:b\\# ?c . SERVICE<{url}> {{ ?x ?y ?z }}",
        "# comment\r SERVICE<{url}> {{ ?x ?y ?z }}",
        "\\u0053ERVICE <{url}> {{ ?x ?y ?z }}",
        "?a <urn:\\u0041#> 'x'SERVICE<{url}> {{ ?x ?y ?z }}",
        "VALUES ?g {{ <{url}> }} SERVICE ?g {{ ?x ?y ?z }}",
    ],
)
def test_no_way_of_writing_service_reaches_the_net(clause: str, listener: tuple[str, list[str]]) -> None:
    url, requests = listener
    text = f"PREFIX : <{url}> PREFIX e: <urn:e#> SELECT * {{ {clause.format(url=url)} }}"
    with pytest.raises(QueryError):
        ask_fixture.store().query(text)
    assert requests == []


@pytest.mark.parametrize(
    "text",
    [
        "SELECT ?service { ?service a kg:Person }",
        "SELECT * { ?s rdfs:label 'SERVICE' } # SERVICE <urn:x> {}",
        "SELECT * { ?s <urn:service> ?o . ?o e:SERVICE 1 }".replace("e:", "kg:"),
        'ASK { FILTER("""INSERT "quoted" FROM <file:///x>""" != "") }',
        "SELECT * { FILTER(1<2) ?s ?p ?insert FILTER(3>2) }",
    ],
)
def test_words_inside_names_strings_and_comments_are_not_refused(text: str) -> None:
    ask_fixture.store().query(text)


def test_a_file_in_from_is_refused_and_a_graph_of_the_store_is_not() -> None:
    store = GraphStore.of("<urn:a> <urn:b> <urn:c> <urn:g> .", ending=".nq")
    with pytest.raises(QueryError, match="FROM"):
        store.query("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }")
    assert len(store.query("SELECT * FROM <urn:g> { ?s ?p ?o }").rows) == 1


@pytest.mark.parametrize("brackets", ["()", "{}", "[]"])
def test_deep_nesting_is_refused_before_it_is_parsed(brackets: str) -> None:
    left, right = brackets
    with pytest.raises(QueryError, match="deep"):
        check("ASK {" + left * 5_000 + right * 5_000 + "}")
    check("ASK {" + left * (MAX_DEPTH - 1) + right * (MAX_DEPTH - 1) + "}")


@pytest.mark.parametrize("link", ["!", "|| ?a ", "+ 1 ", "MINUS { ?a ?b ?c } ", "OPTIONAL { ?a ?b ?c } "])
def test_endless_chains_are_refused_before_they_are_parsed(link: str) -> None:
    with pytest.raises(QueryError, match="keywords and operators"):
        check("ASK { " + link * (MAX_OPERATORS + 1) + "}")


def test_the_longest_chain_that_is_let_through_does_not_crash() -> None:
    text = "ASK { " + "MINUS { ?a <urn:x> ?c } " * (MAX_OPERATORS // 2 - 5) + "}"
    assert ask_fixture.store().query(text, isolated=True, timeout_s=60).boolean is True


def test_a_long_list_of_values_is_no_chain() -> None:
    values = " ".join(f"<urn:{n}>" for n in range(10_000))
    assert ask_fixture.store().query(f"ASK {{ VALUES ?x {{ {values} }} }}").boolean is True


@given(st.text(max_size=200))
def test_reading_tokens_keeps_every_character_but_space_and_comments(text: str) -> None:
    kept = "".join(token for _, token in tokens(text))
    assert len(kept) <= len(text)
    if "#" not in text:
        assert "".join(kept.split()) == "".join(text.split())


@given(st.text(alphabet="SELECT*{}?spo.<>\"'#\\:a1 \n()[]|!^/;,@", max_size=60))
def test_any_text_is_answered_or_is_a_query_error(text: str) -> None:
    with suppress(QueryError):
        GraphStore.of("<urn:a> <urn:b> 1 .").query("SELECT * {" + text + "}")


def test_an_isolated_query_answers_the_same(tmp_path: Path) -> None:
    path = tmp_path / "graph.nt"
    path.write_text("".join(map(ntriples_line, statements(ask_fixture.graph(), load_ontology()))), encoding="utf-8")
    for store in (GraphStore.open(path), ask_fixture.store()):
        assert store.query(HEADS, isolated=True) == store.query(HEADS)
        assert store.query("CONSTRUCT WHERE { ?p kg:heads ?o }", isolated=True, max_rows=1).truncated
        with pytest.raises(QueryError, match="line 1, column 10"):
            store.query("SELECT * ", isolated=True)


def test_an_isolated_query_is_killed_in_time() -> None:
    store = GraphStore.of("".join(f"<urn:{n}> <urn:p> {n} .\n" for n in range(300)))
    text = "SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f . ?g ?t ?h . FILTER(?b + ?d + ?f + ?h = -1) }"
    with pytest.raises(QueryError, match="longer than 2 s"):
        store.query(text, isolated=True, timeout_s=2)


def test_a_direct_query_stops_between_two_rows() -> None:
    store = GraphStore.of("".join(f"<urn:{n}> <urn:p> {n} .\n" for n in range(100)))
    with pytest.raises(QueryError, match="longer"):
        store.query("SELECT * { ?a ?p ?b . ?c ?q ?d . ?e ?r ?f }", timeout_s=0.01)


def test_a_term_that_stands_nowhere_is_named_with_the_nearest() -> None:
    store = GraphStore.of(
        "@prefix kg: <https://w3id.org/newskg/ontology#> . <http://a> a kg:Person ; kg:heads <http://b> ."
    )
    prefixed = "SELECT ?a WHERE { ?a a kg:Persn ; kg:heads ?b . FILTER(?a != 'kg:Nobody') }"
    assert store.unknown_terms(prefixed) == [("kg:Persn", "kg:Person")]
    assert store.unknown_terms("ASK { ?a kg:zzzzzz ?b }") == [("kg:zzzzzz", None)]
    assert store.unknown_terms("ASK { ?a kg:heads ?b }") == []
