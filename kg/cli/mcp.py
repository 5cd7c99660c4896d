"""``kg mcp``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import GraphOption, OntologyOption, TimeoutOption, command
from kg.cli.output import remark


def mcp(
    graph: GraphOption = None,
    ontology: OntologyOption = None,
    timeout: TimeoutOption = 30,
    check: Annotated[bool, typer.Option("--check", help="Load the graph, name the tools, and stop.")] = False,
) -> None:
    """Let a language model ask the graph: an MCP server on standard input and output.

    A client starts it with the command "kg" and the arguments "mcp", "-g", FILE. It offers search, entity, claims,
    path and sparql, which only read; each answer has the sentences and their articles.

    \b
    Examples:
      kg mcp -g exports/graph.ttl
      kg mcp -g graph.ttl --timeout 10
    """
    from kg.pipeline.api import graph_file
    from kg.serve.mcp_server import mcp_server, open_tools

    with open_tools(graph_file(graph), ontology=ontology, timeout_s=timeout) as tools:
        if check:
            remark(f"kg: a client can use {', '.join(tool.__name__ for tool in tools.functions())}")
        else:
            mcp_server(tools).run("stdio")


app = command(mcp)
