"""The reconciliation service at a real socket, as OpenRefine asks it."""

from __future__ import annotations

import json

import httpx
import pytest

from kg.pipeline.link_table import ask_service
from tests.serving import Served


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
