"""The service under many clients at once who mean it no good: whoever asks whether it lives is answered."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import httpx
import pytest

from tests.serving import Served, serving, write_fixture

_AGAIN = "BIND(CONCAT(?{0}, ?{0}, ?{0}, ?{0}, ?{0}, ?{0}, ?{0}, ?{0}) AS ?{1})"
_TEXT = [_AGAIN.format(old, new) for old, new in zip("abcdefghij", "bcdefghijk", strict=True)]
_NUMBERS = " ".join(map(str, range(900)))
#: What would take hours, or more memory than there is.
HOSTILE = {
    "a product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "paths in a circle": "SELECT (COUNT(*) AS ?n) { ?a (!<u:x>|^!<u:x>)* ?b . ?b (!<u:x>)* ?c . ?d ?e ?f . ?g ?h ?i }",
    "an order of everything": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i",
    "a text that grows": 'SELECT (STRLEN(?k) AS ?n) { BIND("aaaaaaaa" AS ?a) ' + " ".join(_TEXT) + " }",
    "long lists": "SELECT (COUNT(*) AS ?n) { " + " ".join(f"VALUES ?{v} {{ {_NUMBERS} }}" for v in "abcdef") + " }",
    "groups": "SELECT ?a ?f (GROUP_CONCAT(?c) AS ?g) { ?a ?b ?c . ?d ?e ?f . ?x ?y ?z . ?u ?v ?w } GROUP BY ?a ?f",
}


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    with serving(write_fixture(tmp_path / "graph.nt"), timeout_s=1.5, max_queries=2) as running:
        yield running


def _health_s(served: Served) -> float:
    start = time.monotonic()
    assert served.client.get("/health").json()["status"] == "ok"
    return time.monotonic() - start


def test_a_hundred_hostile_clients_keep_nobody_from_asking(served: Served) -> None:
    def ask(query: str) -> int:
        return httpx.post(f"{served.url}/sparql", data={"query": query}, timeout=60, trust_env=False).status_code

    with ThreadPoolExecutor(100) as pool:
        asked = [pool.submit(ask, list(HOSTILE.values())[i % len(HOSTILE)]) for i in range(100)]
        waits = []
        while not all(future.done() for future in asked):
            waits.append(_health_s(served))
            time.sleep(0.2)
    assert {future.result() for future in asked} <= {400, 503, 504}
    assert max(waits) < 10
    answer = served.client.post("/sparql", data={"query": "ASK { entity:nasa ?p ?o }"})
    assert answer.json()["boolean"] is True


@pytest.mark.parametrize("name", HOSTILE)
def test_each_hostile_query_is_ended_with_a_reason(served: Served, name: str) -> None:
    answer = served.client.post("/sparql", data={"query": HOSTILE[name]})
    assert answer.status_code in (400, 504)
    assert "longer than 1.5 s" in answer.text or "more memory" in answer.text


def test_the_explorer_is_made_once_however_many_ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = threading.Event()
    calls = []

    def slow(*_: object, **__: object) -> bytes:
        calls.append(1)
        made.wait(30)
        return b"<!doctype html><p>the page</p>"

    monkeypatch.setattr("kg.serve.run.explorer_page", slow)
    with serving(write_fixture(tmp_path / "graph.nt")) as served, ThreadPoolExecutor(60) as pool:
        get = partial(httpx.get, f"{served.url}/explore", timeout=60, trust_env=False)
        asked = [pool.submit(get) for _ in range(60)]
        time.sleep(1)
        assert _health_s(served) < 10
        made.set()
        assert {future.result().text for future in asked} == {"<!doctype html><p>the page</p>"}
    assert calls == [1]


def test_a_name_that_never_ends_is_cut(served: Served) -> None:
    assert served.client.get("/search", params={"q": "NASA " * 2_000}).status_code == 200
    found = served.client.post("/reconcile", data={"queries": '{"q": {"query": "' + "NASA " * 200_000 + '"}}'})
    assert found.status_code == 200
