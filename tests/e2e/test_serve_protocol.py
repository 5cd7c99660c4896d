"""The query tests of the W3C's SPARQL 1.1 protocol suite, at a real socket; its update tests are refusals here.

Source: https://www.w3.org/2009/sparql/docs/tests/data-sparql11/protocol/, whose names the tests bear. The suite has the
server fetch the graphs it names; here they are named graphs of the served file.
"""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlencode

import httpx
import pytest

from tests.serving import serving

DATA = [f"http://kasei.us/2009/09/sparql/data/data{n}.rdf" for n in range(4)]
ONE_AND_TWO = f"ASK {{ <{DATA[1]}> a ?type . <{DATA[2]}> a ?type . }}"
GRAPHS_ONE_AND_TWO = f"ASK {{ GRAPH ?g1 {{ <{DATA[1]}> a ?type }} GRAPH ?g2 {{ <{DATA[2]}> a ?type }} }}"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
TABULAR = ("application/sparql-results+json", "application/sparql-results+xml", "text/csv", "text/tab-separated-values")
RDF = ("text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml")


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    path = tmp_path_factory.mktemp("protocol") / "data.nq"
    document = "<http://xmlns.com/foaf/0.1/Document>"
    lines = [f"<{g}> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> {document} <{g}> .\n" for g in DATA]
    path.write_text("".join(lines))
    with serving(path) as served:
        yield served.client


def direct(
    client: httpx.Client, query: str, content_type: str = DIRECT, **parameters: str | list[str]
) -> httpx.Response:
    return client.post(
        "/sparql/", params=parameters, content=query.encode(), headers={"content-type": content_type}
    )  # fmt: skip


def boolean(response: httpx.Response) -> bool:
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] in TABULAR[:2]
    found = response.json()["boolean"]
    assert isinstance(found, bool)
    return found


def test_query_get(client: httpx.Client) -> None:
    assert boolean(client.get("/sparql/", params={"query": "ASK {}", "default-graph-uri": DATA[0]}))


def test_query_post_form(client: httpx.Client) -> None:
    address = "/sparql/?" + urlencode({"default-graph-uri": DATA[0]})
    assert boolean(client.post(address, content=b"query=ASK%20%7B%7D", headers={"content-type": FORM}))


def test_query_post_direct(client: httpx.Client) -> None:
    assert boolean(direct(client, "ASK {}", **{"default-graph-uri": DATA[0]}))


def test_query_dataset_default_graphs_get(client: httpx.Client) -> None:
    parameters = {"query": ONE_AND_TWO, "default-graph-uri": [DATA[1], DATA[2]]}
    assert boolean(client.get("/sparql/", params=parameters))
    parameters["default-graph-uri"] = [DATA[1]]
    assert not boolean(client.get("/sparql/", params=parameters))


def test_query_dataset_default_graphs_post(client: httpx.Client) -> None:
    assert boolean(direct(client, ONE_AND_TWO, **{"default-graph-uri": [DATA[1], DATA[2]]}))


def test_query_dataset_named_graphs_get(client: httpx.Client) -> None:
    parameters = {"query": GRAPHS_ONE_AND_TWO, "named-graph-uri": [DATA[1], DATA[2]]}
    assert boolean(client.get("/sparql/", params=parameters))
    parameters["named-graph-uri"] = [DATA[1]]
    assert not boolean(client.get("/sparql/", params=parameters))


def test_query_dataset_named_graphs_post(client: httpx.Client) -> None:
    assert boolean(direct(client, GRAPHS_ONE_AND_TWO, **{"named-graph-uri": [DATA[1], DATA[2]]}))


def test_query_dataset_full(client: httpx.Client) -> None:
    query = f"ASK {{ <{DATA[3]}> a ?type " + GRAPHS_ONE_AND_TWO.removeprefix("ASK {")
    dataset: dict[str, str | list[str]] = {"default-graph-uri": DATA[3], "named-graph-uri": [DATA[1], DATA[2]]}
    assert boolean(direct(client, query, **dataset))


def test_query_multiple_dataset(client: httpx.Client) -> None:
    query = GRAPHS_ONE_AND_TWO.replace("ASK", f"ASK FROM <{DATA[3]}>")
    assert boolean(direct(client, query, **{"named-graph-uri": [DATA[1], DATA[2]]}))


def test_query_content_type_select(client: httpx.Client) -> None:
    response = direct(client, "SELECT (1 AS ?value) {}", **{"default-graph-uri": DATA[0]})
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] in TABULAR


def test_query_content_type_ask(client: httpx.Client) -> None:
    assert boolean(direct(client, "ASK {}", **{"default-graph-uri": DATA[0]}))


def test_query_content_type_describe(client: httpx.Client) -> None:
    response = direct(client, "DESCRIBE <http://example.org/>", **{"default-graph-uri": DATA[0]})
    assert response.status_code == 200
    assert response.headers["content-type"].partition(";")[0] in RDF


def test_query_content_type_construct(client: httpx.Client) -> None:
    response = direct(client, "CONSTRUCT { <s> <p> 1 } WHERE {}", **{"default-graph-uri": DATA[0]})
    assert response.status_code == 200, response.text
    assert response.headers["content-type"].partition(";")[0] in RDF


def test_bad_query_method(client: httpx.Client) -> None:
    assert client.put("/sparql/", params={"query": "ASK {}"}).status_code == 405


def test_bad_multiple_queries(client: httpx.Client) -> None:
    assert client.get("/sparql/", params={"query": ["ASK {}", "SELECT * {}"]}).status_code == 400


def test_bad_query_wrong_media_type(client: httpx.Client) -> None:
    assert direct(client, "ASK {}", "text/plain").status_code == 415


def test_bad_query_missing_form_type(client: httpx.Client) -> None:
    assert client.post("/sparql/", content=b"query=ASK%20%7B%7D").status_code == 415


def test_bad_query_missing_direct_type(client: httpx.Client) -> None:
    assert client.post("/sparql/", content=b"ASK {}").status_code == 415


def test_bad_query_non_utf8(client: httpx.Client) -> None:
    body = 'ASK { ?s ?p "é" }'.encode("utf-16")
    assert client.post("/sparql/", content=body, headers={"content-type": DIRECT}).status_code == 400
    marked = {"content-type": DIRECT + "; charset=UTF-16"}
    assert client.post("/sparql/", content=body, headers=marked).status_code == 415


def test_bad_query_syntax(client: httpx.Client) -> None:
    response = client.get("/sparql/", params={"query": "ASK { ?s ?p }"})
    assert response.status_code == 400
    assert "line 1" in response.text


@pytest.mark.parametrize(
    "request_of",
    [
        {"method": "GET", "params": {"update": "CLEAR ALL"}},
        {"method": "POST", "data": {"update": "CLEAR ALL"}},
        {"method": "POST", "data": {"update": "CLEAR ALL", "using-graph-uri": DATA[1]}},
        {"method": "POST", "content": b"CLEAR ALL", "headers": {"content-type": "application/sparql-update"}},
        {"method": "POST", "data": {"query": "CLEAR ALL"}},
        {"method": "GET", "params": {"query": "INSERT DATA { <urn:a> <urn:b> 1 }"}},
        {"method": "GET", "params": {"query": "LOAD <http://example.org/>"}},
    ],
)
def test_an_update_is_refused_and_changes_nothing(client: httpx.Client, request_of: dict[str, object]) -> None:
    response = client.request(url="/sparql/", **request_of)  # type: ignore[arg-type]
    assert 400 <= response.status_code < 500
    assert "refused" in response.text
    count = client.get("/sparql/", params={"query": "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"})
    assert count.json()["results"]["bindings"][0]["n"]["value"] == "4"
