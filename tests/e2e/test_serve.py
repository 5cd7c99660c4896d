"""The service at a real socket: what the endpoint answers, refuses and survives, and the command."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import httpx
import pyoxigraph
import pytest

from kg.errors import InputError
from kg.serve.settings import ServeSettings
from tests.conftest import Kg
from tests.e2e.conftest import ROW_LIMIT
from tests.serving import Served, write_fixture

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def query(client: httpx.Client, text: str, accept: str = "*/*") -> httpx.Response:
    return client.post("/sparql", data={"query": text}, headers={"accept": accept})


# The endpoint: what it answers, refuses and survives.


@pytest.mark.parametrize(
    ("accept", "given"),
    [
        ("*/*", "application/sparql-results+json"),
        ("application/json", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/csv;q=0.1, text/tab-separated-values", "text/tab-separated-values"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "application/sparql-results+json"),
    ],
)
def test_rows_come_as_the_client_likes_them(client: httpx.Client, accept: str, given: str) -> None:
    response = query(client, "SELECT ?n { entity:nasa rdfs:label ?n }", accept)
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] == given
    assert "NASA" in response.text
    assert "Accept" in response.headers["vary"]


@pytest.mark.parametrize(
    "accept", ["text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"]
)
@pytest.mark.parametrize("text", ["DESCRIBE entity:nasa", "CONSTRUCT WHERE { entity:nasa a ?class }"])
def test_triples_come_as_the_client_likes_them(client: httpx.Client, accept: str, text: str) -> None:
    response = query(client, text, accept)
    assert response.headers["content-type"].partition(";")[0] == accept
    assert "ontology#Organization" in response.text or "kg:Organization" in response.text


def test_what_cannot_be_given_is_not_acceptable(client: httpx.Client) -> None:
    response = query(client, "ASK {}", "image/png")
    assert response.status_code == 406
    assert "text/csv" in response.text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "SERVICE is refused"),
        ("SELECT * FROM <file:secret.ttl> { ?s ?p ?o }", "FROM <file:secret.ttl> is refused"),
        ("SELECT * FROM <http://127.0.0.1:9/> { ?s ?p ?o }", "nothing is fetched"),
        ("ASK " + "{" * 8_000 + "}" * 8_000, "brackets deep"),
        ("SELECT ?x { ?x a kg:Persn ", "closing }"),
    ],
)
def test_a_refused_query_says_why(client: httpx.Client, text: str, says: str) -> None:
    response = query(client, text)
    assert response.status_code == 400
    assert says in response.text


def test_a_query_that_is_too_long_is_refused_in_every_way_to_ask(client: httpx.Client) -> None:
    long = "ASK { # " + "x" * 70_000 + "\n}"
    assert query(client, long).status_code == 413
    direct = {"content-type": "application/sparql-query"}
    assert client.post("/sparql", content=long.encode(), headers=direct).status_code == 413
    assert client.post("/sparql", content=b"query=" + b"%41" * 10**6, headers={
        "content-type": "application/x-www-form-urlencoded"}).status_code == 413  # fmt: skip


def test_an_answer_is_cut_at_the_row_limit_and_says_so(client: httpx.Client) -> None:
    response = query(client, "SELECT ?s { ?s ?p ?o }", "text/csv")
    assert len(response.text.splitlines()) == ROW_LIMIT + 1
    assert response.headers["kg-truncated"] == str(ROW_LIMIT)
    assert "kg-truncated" not in query(client, "SELECT ?s { ?s ?p ?o } LIMIT 5").headers


def test_a_product_of_everything_times_out_and_the_next_query_answers_at_once(client: httpx.Client) -> None:
    response = query(client, ENDLESS)
    assert response.status_code == 504
    assert "longer than 6 s" in response.text
    assert "add a LIMIT" in response.text
    start = time.monotonic()
    assert query(client, "ASK {}").json()["boolean"] is True
    assert time.monotonic() - start < 5


def test_pages_answer_while_queries_fill_every_place(served: Served) -> None:
    answers: list[int] = []

    def endless() -> None:
        answers.append(httpx.post(f"{served.url}/sparql", data={"query": ENDLESS}, timeout=60).status_code)

    threads = [threading.Thread(target=endless) for _ in range(3)]
    for thread in threads:
        thread.start()
    time.sleep(0.5)
    start = time.monotonic()
    assert served.client.get("/entity/nasa").status_code == 200
    assert served.client.get("/health").json()["status"] == "ok"
    assert time.monotonic() - start < 5
    for thread in threads:
        thread.join()
    assert set(answers) <= {503, 504}


def test_a_query_ends_when_its_client_hangs_up(served: Served) -> None:
    with pytest.raises(httpx.ReadTimeout):
        httpx.post(f"{served.url}/sparql", data={"query": ENDLESS}, timeout=1)
    tasks = Path(f"/proc/{served.service.store._process.pid}/task")
    if not tasks.exists():
        pytest.skip("the children of a process are only listed on Linux")
    ends_at = time.monotonic() + 4  # before its own time is over
    while any((task / "children").read_text() for task in tasks.iterdir()):
        assert time.monotonic() < ends_at
        time.sleep(0.05)


def test_the_endpoint_describes_itself(client: httpx.Client) -> None:
    response = client.get("/sparql", headers={"accept": "text/turtle"})
    assert "sd:SPARQL11Query" in response.text
    list(pyoxigraph.parse(response.text, format=pyoxigraph.RdfFormat.TURTLE))
    browser = client.get("/sparql", headers={"accept": "text/html,*/*;q=0.8"})
    assert (browser.status_code, browser.headers["location"]) == (303, "/query")


# Who may ask.


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"host": "localhost:8000"}, 200),
        ({"host": "[::1]:8000"}, 200),
        ({"host": "evil.example"}, 421),
        ({"host": "127.0.0.1.evil.example"}, 421),
        ({"host": "evil.example:8000@127.0.0.1]"}, 421),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://127.0.0.1:3333"}, 200),
    ],
)
def test_other_sites_may_not_ask(client: httpx.Client, headers: dict[str, str], status: int) -> None:
    response = client.get("/health", headers=headers)
    assert response.status_code == status
    allowed = headers.get("origin") if status == 200 else None
    assert response.headers.get("access-control-allow-origin") == allowed


def test_every_response_has_a_strict_policy(client: httpx.Client) -> None:
    for path in ("/", "/query", "/entity/nasa", "/nothing", "/sparql", "/reconcile", "/static/pages.css"):
        policy = client.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_an_address_that_others_reach_needs_a_word(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="--public"):
        ServeSettings(host="0.0.0.0")
    with pytest.raises(InputError, match="can be reached by others"):
        ServeSettings(host="kg.example")
    assert ServeSettings(host="0.0.0.0", public=True).host == "0.0.0.0"
    assert ServeSettings(host="::1").host == "::1"


# The command.


def test_the_command_serves_until_it_is_interrupted(tmp_path: Path) -> None:
    path = write_fixture(tmp_path / "graph.nt")
    command = [sys.executable, "-c", "from kg.cli import main; main()", "serve", str(path), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert httpx.get(f"{address}health", timeout=30).json()["entities"] == 21
        process.send_signal(2)
        _, remarks = process.communicate(timeout=30)
    assert process.returncode == 0, remarks
    assert "Traceback" not in remarks


def test_a_port_that_is_taken_is_one_clear_error(kg_command: Kg, tmp_path: Path) -> None:
    path = write_fixture(tmp_path / "graph.nt")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        outcome = kg_command("serve", path, "--port", str(taken.getsockname()[1]))
    assert outcome.code == 2
    assert "--port" in outcome.err


def test_a_service_can_be_checked_without_serving(kg_command: Kg, tmp_path: Path) -> None:
    outcome = kg_command("serve", write_fixture(tmp_path / "graph.nt"), "--check")
    assert outcome.code == 0
    assert "21 entities" in outcome.err
    assert kg_command("serve", tmp_path / "none.ttl").code == 2
    assert kg_command("serve", tmp_path / "graph.nt", "--host", "0.0.0.0").code == 2
