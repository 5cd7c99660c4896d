"""``kg mcp`` as a client sees it: a real process, asked over standard input and output."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mcp import Client, StdioServerParameters, stdio_client
from mcp_types import CallToolResult, TextContent

from kg.export import write_file
from kg.schema import load_ontology
from kg.serve.tools import MAX_CHARACTERS, MAX_ITEMS
from tests.conftest import Kg
from tests.unit.test_export_sqlite import small_graph

TOOLS = ["search", "entity", "claims", "path", "sparql"]
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n2 ?o }"

type Session = Callable[[Client], Coroutine[Any, Any, Any]]


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mcp") / "graph.ttl"
    return write_file(small_graph(), load_ontology(), path)


def talk(graph: Path, session: Session, *options: str) -> Any:
    """Start ``kg mcp`` as a client does and run a session with it."""
    start = "from kg.cli import main; main()"
    server = StdioServerParameters(
        command=sys.executable, args=["-c", start, "mcp", "-g", str(graph), *options], cwd=Path(__file__).parents[2]
    )

    async def run() -> Any:
        async with Client(stdio_client(server)) as client:
            return await session(client)

    return asyncio.run(asyncio.wait_for(run(), 120))


async def call(client: Client, tool: str, **arguments: Any) -> Any:
    """Return a tool's answer, or the message of its error."""
    result = await client.call_tool(tool, arguments)
    assert isinstance(result, CallToolResult)
    (content,) = result.content
    assert isinstance(content, TextContent)
    if result.is_error:
        return content.text
    assert json.loads(content.text) == result.structured_content
    assert len(content.text) < 2 * MAX_CHARACTERS
    return result.structured_content


def test_a_client_finds_the_tools_and_gets_sentences_with_their_articles(graph: Path) -> None:
    async def session(client: Client) -> None:
        listed = (await client.list_tools()).tools
        assert [tool.name for tool in listed] == TOOLS
        assert all(tool.annotations and tool.annotations.read_only_hint for tool in listed)
        assert all(tool.description and "Args:" in tool.description for tool in listed)

        found = await call(client, "search", text="Mueller")
        assert [row["id"] for row in found["entities"]] == ["elodie-muller"]
        found = await call(client, "search", text="visited monday")
        (sentence,) = found["sentences"]
        assert sentence["text"] == "Élodie Müller visited the Northern Works on Monday."
        assert (sentence["article"], sentence["title"]) == ("one.txt", "A visit")

        entity = await call(client, "entity", name="Northern Works")
        assert (entity["type"], entity["n_claims"]) == ("Organization", 2)
        assert entity["claims"][0]["sentences"][0]["start"] == 0

        claims = await call(client, "claims", subject="Minister Mueller", status="planned")
        assert [(c["predicate"], c["status"], c["object"]) for c in claims["claims"]] == [
            ("heads", "planned", "Northern Works")
        ]
        page = await call(client, "claims", limit=1, offset=1)
        assert (len(page["claims"]), page["n_claims"], page["truncated"]) == (1, 2, False)

        path = await call(client, "path", source="Élodie Müller", target="Northern Works")
        assert path["paths"][0]["names"] == ["Élodie Müller", "Northern Works"]
        assert path["paths"][0]["steps"][0]["sentences"]

    talk(graph, session)


def test_sparql_only_reads_and_is_ended_in_time(graph: Path) -> None:
    async def session(client: Client) -> None:
        answer = await call(client, "sparql", query="SELECT ?n { ?p a kg:Person ; skos:prefLabel ?n }")
        assert answer == {"columns": ["n"], "rows": [["Élodie Müller"]], "truncated": False}
        answer = await call(client, "sparql", query="SELECT ?s { ?s ?p ?o }", limit=3)
        assert (len(answer["rows"]), answer["truncated"]) == (3, True)
        assert (await call(client, "sparql", query="ASK { ?p a kg:Person }"))["boolean"] is True
        triples = await call(client, "sparql", query="CONSTRUCT { ?p a kg:Person } WHERE { ?p a kg:Person }")
        assert len(triples["triples"]) == 1

        for refused in ("DELETE WHERE { ?s ?p ?o }", "SELECT * { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }"):
            assert "refused" in await call(client, "sparql", query=refused)
        assert "syntax error" in await call(client, "sparql", query="SELECT ?x {")
        assert "took longer than 2 s" in await call(client, "sparql", query=ENDLESS)
        assert (await call(client, "sparql", query="ASK { ?p a kg:Person }"))["boolean"] is True

    talk(graph, session, "--timeout", "2")


def test_mistakes_are_answered_with_what_to_do(graph: Path) -> None:
    async def session(client: Client) -> None:
        assert "nothing in the graph is called" in await call(client, "entity", name="Qwxyz Vbnm")
        assert "try visits" in await call(client, "claims", predicate="visit")
        assert "choose of occurred" in await call(client, "claims", status="maybe")
        assert f"limit is 1 to {MAX_ITEMS}" in await call(client, "search", text="a", limit=1000)
        assert "both names mean" in await call(client, "path", source="Élodie Müller", target="elodie-muller")
        assert "claims" in await call(client, "claims")

    talk(graph, session)


def test_an_answer_is_bounded_whatever_the_graph_holds() -> None:
    from kg.pipeline.api import Graph
    from kg.serve.tools import Tools

    small = small_graph()
    visit = small.claims["c1"]
    claims = [replace(visit, id=f"c{i}", titles=frozenset({"x" * 5_000})) for i in range(200)]
    tools = Tools(Graph(small.replace(claims=claims), load_ontology()), store=None)  # type: ignore[arg-type]
    found = tools.claims(limit=MAX_ITEMS)
    assert len(json.dumps(found)) <= MAX_CHARACTERS
    assert found["truncated"]
    assert 0 < len(found["claims"]) < MAX_ITEMS


def test_the_graph_can_be_tried_without_a_client(graph: Path, kg_command: Kg) -> None:
    outcome = kg_command("mcp", "-g", graph, "--check")
    assert outcome.code == 0
    assert outcome.out == ""
    assert "search, entity, claims, path, sparql" in outcome.err


def test_without_the_library_it_says_what_to_install(
    graph: Path, kg_command: Kg, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "mcp.server", None)
    outcome = kg_command("mcp", "-g", graph)
    assert outcome.code == 2
    assert "pip install 'newskg[mcp]'" in outcome.err
