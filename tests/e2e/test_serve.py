"""The service at a real socket: refusals and limits, pages, RDF of things, reconciliation."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pyoxigraph
import pytest

from kg.errors import InputError
from kg.graph.query import queries
from kg.pipeline.link_table import ask_service
from kg.serve.settings import ServeSettings
from tests.conftest import Kg
from tests.serving import Served, serving, write_fixture
from tests.unit import ask_fixture

ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
ROW_LIMIT = 50


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    path = write_fixture(tmp_path_factory.mktemp("served") / "graph.nt")
    with serving(path, timeout_s=6, row_limit=ROW_LIMIT, max_queries=2) as running:
        yield running


@pytest.fixture(scope="module")
def client(served: Served) -> httpx.Client:
    return served.client


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


# Things, as pages and as RDF.


def test_every_thing_has_a_page_and_every_link_leads_somewhere(client: httpx.Client) -> None:
    waiting, seen = ["/"], set[str]()
    while waiting and len(seen) < 250:
        path = waiting.pop()
        rdf = path.endswith((".ttl", ".jsonld", ".nt"))
        if path in seen or (rdf and sum(known.endswith(path[path.rindex(".") :]) for known in seen) > 3):
            continue  # a few of each kind are enough
        seen.add(path)
        response = client.get(path)
        assert response.status_code == 200, path
        if response.headers["content-type"].startswith("text/html"):
            waiting += re.findall(r'href="(/[^"#]*)"', response.text)
    kinds = {path.split("/")[1] for path in seen}
    assert {"entity", "claim", "evidence", "document", "static", "query"} <= kinds
    graph = ask_fixture.graph()
    assert {f"/entity/{id}" for id in graph.entities} <= seen
    assert {f"/claim/{id}" for id in graph.claims} <= seen


def test_an_entity_page_says_who_said_what(client: httpx.Client) -> None:
    text = client.get("/entity/dmitry-bakanov").text
    assert "Dmitri Bakanov" in text  # an alias
    assert "Director General" in text
    assert "denied" in text
    assert "Bakanov met the members of NASA" in text
    assert '<a href="/entity/dmitry-peskov">Dmitry Peskov</a>' in text  # according to


@pytest.mark.parametrize(
    ("path", "accept", "given"),
    [
        ("/entity/nasa", "text/turtle", "text/turtle"),
        ("/entity/nasa", "application/ld+json", "application/ld+json"),
        ("/entity/nasa.ttl", "text/html", "text/turtle"),
        ("/entity/nasa.jsonld", "*/*", "application/ld+json"),
        ("/entity/nasa.nt", "*/*", "application/n-triples"),
        ("/entity/nasa.html", "text/turtle", "text/html"),
        ("/entity/nasa", "text/html,*/*;q=0.8", "text/html"),
    ],
)
def test_a_thing_is_a_page_or_rdf(client: httpx.Client, path: str, accept: str, given: str) -> None:
    response = client.get(path, headers={"accept": accept})
    assert response.headers["content-type"].partition(";")[0] == given
    assert "https://w3id.org/newskg/entity/nasa" in response.headers["link"]


def test_the_rdf_of_a_thing_is_about_it_alone(client: httpx.Client) -> None:
    def subjects(path: str) -> set[str]:
        read = pyoxigraph.parse(client.get(path).text, format=pyoxigraph.RdfFormat.N_TRIPLES)
        return {str(quad.subject).strip("<>").removeprefix("https://w3id.org/newskg/") for quad in read}

    graph = ask_fixture.graph()
    claims = [*graph.claims.values(), *graph.open_claims.values()]
    about = {f"claim/{c.id}" for c in claims if "florida" in (c.subject, c.object)}
    assert subjects("/entity/florida.nt") == {"entity/florida", *about}
    claim = next(c for c in claims if c.object == "florida")
    (evidence,) = claim.evidence
    assert subjects(f"/claim/{claim.id}.nt") == {f"claim/{claim.id}", f"evidence/{evidence}"}
    assert f"evidence/{evidence}-quote" in subjects(f"/evidence/{evidence}.nt")
    document = graph.evidence[evidence].document_id
    assert f"evidence/{evidence}" in subjects(f"/document/{document}.nt")


def test_what_is_not_there_is_not_found_and_offers_the_nearest(client: httpx.Client) -> None:
    response = client.get("/entity/dmitry-bakanow")
    assert response.status_code == 404
    assert '<a href="/entity/dmitry-bakanov">' in response.text
    assert client.get("/claim/none").status_code == 404
    assert client.get("/entity/a%2F..%2Fb").status_code == 404


@pytest.mark.parametrize(("path", "accept"), [("/entity/none", "text/turtle"), ("/claim/none.jsonld", "*/*")])
def test_a_program_is_told_in_plain_text_that_nothing_is_there(client: httpx.Client, path: str, accept: str) -> None:
    response = client.get(path, headers={"accept": accept})
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/plain")


def test_every_iri_of_the_rdf_leads_to_its_page(client: httpx.Client) -> None:
    read = pyoxigraph.parse(client.get("/entity/nasa.nt").text, format=pyoxigraph.RdfFormat.N_TRIPLES)
    terms = {term.value for quad in read for term in (quad.subject, quad.object) if hasattr(term, "value")}
    things = {t for t in terms if re.match("https://w3id.org/newskg/(entity|claim|evidence|document)/", t)}
    assert len(things) > 5
    for iri in sorted(things):
        assert client.get("/lookup", params={"iri": iri}, follow_redirects=True).status_code == 200, iri
    for other in ("", "https://example.org/entity/nasa", "https://w3id.org/newskg/entity/none", "entity/nasa"):
        assert client.get("/lookup", params={"iri": other}).status_code == 404


def test_search_finds_by_name_alias_part_and_spelling(client: httpx.Client) -> None:
    certain = client.get("/search", params={"q": "sputnik"})
    assert certain.status_code in (200, 303)
    for text in ("Dmitri Bakanov", "Bakan", "Bakanof"):
        assert "/entity/dmitry-bakanov" in client.get("/search", params={"q": text}).text
    assert "Nothing in the graph is called so" in client.get("/search", params={"q": "zzzzzz"}).text


def test_void_says_where_the_graph_can_be_asked(client: httpx.Client, served: Served) -> None:
    response = client.get("/.well-known/void")
    text = {
        str(q.predicate): str(q.object) for q in pyoxigraph.parse(response.text, format=pyoxigraph.RdfFormat.TURTLE)
    }
    assert text["<http://rdfs.org/ns/void#sparqlEndpoint>"] == f"<{served.url}/sparql>"
    assert text["<http://rdfs.org/ns/void#documents>"].startswith('"3"')


def test_the_shipped_queries_are_in_the_editor_and_run(client: httpx.Client) -> None:
    page = client.get("/query").text
    settings = json.loads(page.partition('id="settings">')[2].partition("</script>")[0])
    assert [query["name"] for query in settings["queries"]] == [query.name for query in queries()]
    for shipped in settings["queries"][::8]:
        assert query(client, shipped["text"]).status_code == 200


def test_the_file_can_be_fetched(client: httpx.Client) -> None:
    response = client.get("/graph")
    assert response.content.count(b"\n") > 500
    assert "graph.nt" in response.headers["content-disposition"]


# Reconciliation.


def reconcile(client: httpx.Client, **queries: object) -> dict[str, list[dict[str, object]]]:
    response = client.post("/reconcile", data={"queries": json.dumps(queries)})
    assert response.status_code == 200, response.text
    assert response.json() == client.get("/reconcile", params={"queries": json.dumps(queries)}).json()
    return {key: answer["result"] for key, answer in response.json().items()}


def test_the_manifest_has_what_the_interface_asks_for(client: httpx.Client, served: Served) -> None:
    manifest = client.get("/reconcile", headers={"origin": "http://127.0.0.1:3333"}).json()
    assert manifest["versions"] == ["0.2"]
    assert manifest["identifierSpace"] == "https://w3id.org/newskg/entity/"
    assert manifest["schemaSpace"] == "https://w3id.org/newskg/ontology#"
    assert client.get(manifest["view"]["url"].replace("{{id}}", "nasa")).status_code == 200
    preview = client.get(manifest["preview"]["url"].replace("{{id}}", "nasa"))
    assert "NASA" in preview.text
    assert "frame-ancestors 'self' http://127.0.0.1:*" in preview.headers["content-security-policy"]
    for kind, prefix, id in (
        ("entity", "bak", "dmitry-bakanov"),
        ("type", "pers", "Person"),
        ("property", "visit", "visits"),
    ):
        service = manifest["suggest"][kind]
        found = client.get(service["service_url"] + service["service_path"], params={"prefix": prefix}).json()
        assert id in [row["id"] for row in found["result"]]


def test_names_types_and_properties_decide(client: httpx.Client) -> None:
    found = reconcile(
        client,
        exact={"query": "nasa"},
        alias={"query": "Russian Federation", "type": "Country"},
        wrong={"query": "NASA", "type": "Person"},
        broader={"query": "Russia", "type": ["kg:Place"], "limit": 1},
        near={"query": "Dmitri Bakanof"},
        head={"query": "Bakanov", "properties": [{"pid": "heads", "v": {"id": "roscosmos", "name": "Roscosmos"}}]},
        other={"query": "Bakanov", "properties": [{"pid": "heads", "v": "NASA"}]},
        only={"properties": [{"pid": "heads", "v": "Roscosmos"}]},
    )
    assert (found["exact"][0]["id"], found["exact"][0]["match"], found["exact"][0]["score"]) == ("nasa", True, 100)
    assert (found["alias"][0]["id"], found["alias"][0]["match"]) == ("russia", True)
    assert found["wrong"] == []
    assert [row["id"] for row in found["broader"]] == ["russia"]
    assert (found["near"][0]["id"], found["near"][0]["match"]) == ("dmitry-bakanov", False)
    assert found["head"][0]["match"] is True
    assert found["other"][0]["match"] is False
    assert found["head"][0]["score"] > found["other"][0]["score"]  # type: ignore[operator]
    assert [row["id"] for row in found["only"]] == ["dmitry-bakanov", "dmitry-rogozin"]


def test_the_own_client_of_the_interface_understands_it(served: Served) -> None:
    rows = {row.iri: row for row in ask_service(f"{served.url}/reconcile", ["NASA", "Dmitri Bakanov", "Nobody Known"])}
    assert "https://w3id.org/newskg/entity/nasa" in rows
    assert rows["https://w3id.org/newskg/entity/dmitry-bakanov"].label == "Dmitry Bakanov"


def test_columns_can_be_added_from_the_graph(client: httpx.Client) -> None:
    proposed = client.get("/reconcile/properties", params={"type": "Person"}).json()
    assert "heads" in [row["id"] for row in proposed["properties"]]
    asked = {"ids": ["dmitry-bakanov", "nobody"], "properties": [{"id": "heads"}, {"id": "visits"}]}
    rows = client.post("/reconcile", data={"extend": json.dumps(asked)}).json()["rows"]
    assert rows["dmitry-bakanov"]["heads"] == [{"id": "roscosmos", "name": "Roscosmos"}]
    assert rows["nobody"] == {"heads": [], "visits": []}


@pytest.mark.parametrize(
    "queries", ["no json", "[]", '{"q": 3}', '{"q": {}}', '{"q": {"query": "a", "properties": [{}]}}', "[" * 100_000]
)
def test_a_bad_batch_is_refused(client: httpx.Client, queries: str) -> None:
    response = client.post("/reconcile", data={"queries": queries})
    assert response.status_code == 400
    assert response.json()["status"] == "error"


def test_a_batch_that_is_no_form_is_refused(client: httpx.Client) -> None:
    response = client.post("/reconcile", json={"queries": {"q": {"query": "NASA"}}})
    assert (response.status_code, response.json()["status"]) == (415, "error")


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
