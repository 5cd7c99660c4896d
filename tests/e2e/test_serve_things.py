"""Every thing of a served graph has a page and RDF of its own, which are found and lead to one another."""

from __future__ import annotations

import json
import re

import httpx
import pyoxigraph
import pytest

from kg.graph.query import queries
from tests.serving import Served
from tests.unit import ask_fixture


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
        assert client.post("/sparql", data={"query": shipped["text"]}).status_code == 200


def test_the_file_can_be_fetched(client: httpx.Client) -> None:
    response = client.get("/graph")
    assert response.content.count(b"\n") > 500
    assert "graph.nt" in response.headers["content-disposition"]
