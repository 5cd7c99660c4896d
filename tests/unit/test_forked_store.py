"""Queries in forks: they answer like the store, end in time, and leave the others alone."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.errors import QueryError
from kg.graph.forked import ForkedStore, QueryTimeoutError
from kg.graph.serialise import GRAPHS, RESULTS
from kg.graph.store import Dataset
from tests.serving import write_fixture

#: Never ends within a test: every triple with every other, three times.
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ForkedStore]:
    with ForkedStore(write_fixture(tmp_path_factory.mktemp("forked") / "graph.nt")) as opened:
        yield opened


def ask(store: ForkedStore, text: str, media_type: str = "text/csv", max_rows: int | None = None) -> str:
    reply = store.query(text, media_type=media_type, timeout_s=30, max_rows=max_rows)
    assert reply.media_type == media_type
    return reply.body.decode()


def running(store: ForkedStore) -> set[int]:
    """Return the processes that the store's process forked."""
    tasks = Path(f"/proc/{store._process.pid}/task")
    if not tasks.exists():
        pytest.skip("the children of a process are only listed on Linux")
    return {int(pid) for task in tasks.iterdir() for pid in (task / "children").read_text().split()}


def wait_until_none_runs(store: ForkedStore, n_left: int = 0) -> None:
    ends_at = time.monotonic() + 20
    while len(running(store)) > n_left and time.monotonic() < ends_at:
        time.sleep(0.05)
    assert len(running(store)) == n_left


def test_rows_come_in_the_formats_of_the_web(store: ForkedStore) -> None:
    text = "SELECT ?n { entity:nasa rdfs:label ?n }"
    assert ask(store, text, "text/csv") == "n\r\nNASA\r\n"
    assert ask(store, text, "text/tab-separated-values") == '?n\n"NASA"@en\n'
    assert '"value": "NASA"' in ask(store, text, "application/sparql-results+json")
    assert '<literal xml:lang="en">NASA</literal>' in ask(store, text, "application/sparql-results+xml")


@pytest.mark.parametrize("media_type", RESULTS)
def test_a_truth_value_has_every_format(store: ForkedStore, media_type: str) -> None:
    assert "true" in ask(store, "ASK {}", media_type)


@pytest.mark.parametrize("media_type", GRAPHS)
def test_triples_have_every_format(store: ForkedStore, media_type: str) -> None:
    import pyoxigraph

    text = ask(store, "DESCRIBE entity:nasa", media_type)
    read = pyoxigraph.parse(text, format=getattr(pyoxigraph.RdfFormat, GRAPHS[media_type]))
    lines = ask(store, "DESCRIBE entity:nasa", "application/n-triples").splitlines()
    assert {str(quad.triple) for quad in read} == {
        str(quad.triple) for quad in pyoxigraph.parse("\n".join(lines), format=pyoxigraph.RdfFormat.N_TRIPLES)
    }
    assert ask(store, "DESCRIBE <urn:nothing>", media_type) is not None


def test_what_xml_cannot_hold_is_replaced(store: ForkedStore) -> None:
    text = ask(store, r'SELECT ("a\u0001b" AS ?x) {}', "application/sparql-results+xml")
    assert "a\ufffdb" in text


def test_rows_beyond_the_limit_are_cut_and_it_is_said(store: ForkedStore) -> None:
    reply = store.query("SELECT ?s { ?s ?p ?o }", media_type="text/csv", timeout_s=30, max_rows=3)
    assert reply.truncated
    assert len(reply.body.splitlines()) == 4


def test_a_dataset_and_a_base_reach_the_query(store: ForkedStore) -> None:
    query = store.start("ASK { ?s ?p ?o }", media_type="text/csv", timeout_s=30, dataset=Dataset(default=("urn:none",)))
    assert query.reply().body == b"false"
    based = store.start("SELECT (STR(<x>) AS ?iri) {}", media_type="text/csv", timeout_s=30, base="http://a.example/b")
    assert based.reply().body == b"iri\r\nhttp://a.example/x\r\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELECT ?s { ?s ?p }", "line 1"),
        ("INSERT DATA { <urn:a> <urn:b> 1 }", "INSERT is refused"),
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }", "FROM <http://127.0.0.1:9/> is refused"),
        ("PREFIX a: <http://b.example/> SELECT * FROM NAMED a:c { ?s ?p ?o }", "FROM <http://b.example/c> is refused"),
        ("ASK " + "{" * 500 + "}" * 500, "brackets deep"),
        ("SELECT * { ?s ?p <not an iri> }", "syntax error"),
    ],
)
def test_what_is_refused_says_why(store: ForkedStore, text: str, says: str) -> None:
    with pytest.raises(QueryError, match=says):
        ask(store, text)


def test_a_query_that_never_ends_is_killed_and_the_next_answers_at_once(store: ForkedStore) -> None:
    with pytest.raises(QueryTimeoutError, match=r"longer than 1 s.*name an entity"):
        store.query(ENDLESS, media_type="text/csv", timeout_s=1)
    start = time.monotonic()
    assert ask(store, "ASK {}") == "true"
    assert time.monotonic() - start < 5  # a start of the process would be over in the same time only when idle
    wait_until_none_runs(store)


def test_others_are_answered_while_one_runs(store: ForkedStore) -> None:
    endless = store.start(ENDLESS, media_type="text/csv", timeout_s=30)
    assert ask(store, "ASK {}") == "true"
    wait_until_none_runs(store, n_left=1)
    endless.stop()
    wait_until_none_runs(store)
    with pytest.raises(QueryError):
        endless.reply()


def test_memory_is_bounded_and_a_process_that_died_is_started_again(tmp_path: Path) -> None:
    with ForkedStore(write_fixture(tmp_path / "graph.nt"), memory_mib=256) as store:
        triple = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(3))
        text = f"SELECT DISTINCT (CONCAT(STR(?o0), STR(?o1), STR(?o2)) AS ?x) {{ {triple} }} ORDER BY DESC(?x)"
        with pytest.raises(QueryError, match="memory"):
            ask(store, text)
        assert ask(store, "ASK {}") == "true"
        os.kill(store._process.pid, 9)
        store._process.wait()
        assert ask(store, "ASK { entity:nasa ?p ?o }") == "true"


def test_a_process_that_died_is_started_again_while_one_of_its_forks_still_runs(tmp_path: Path) -> None:
    with ForkedStore(write_fixture(tmp_path / "graph.nt")) as store:
        endless = store.start(ENDLESS, media_type="text/csv", timeout_s=30)
        assert ask(store, "ASK {}") == "true"
        wait_until_none_runs(store, n_left=1)
        os.kill(store._process.pid, 9)
        store._process.wait()
        assert ask(store, "ASK { entity:nasa ?p ?o }") == "true"
        endless.stop()
        with pytest.raises(QueryError):
            endless.reply()


def test_the_process_ends_with_its_owner(tmp_path: Path) -> None:
    store = ForkedStore(write_fixture(tmp_path / "graph.nt"))
    store.close()
    assert store._process.returncode == 0
    with pytest.raises(QueryError, match="closed"):
        ask(store, "ASK {}")


def test_a_file_that_is_no_graph_is_one_clear_error(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("this is no Turtle")
    with pytest.raises(QueryError, match="cannot read"):
        ForkedStore(path)
