"""``kg mcp``: the tools of ``kg.serve.tools`` over the Model Context Protocol, on standard input and output."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.errors import InputError, KgError
from kg.graph.forked import ForkedStore
from kg.graph.store import GraphStore
from kg.pipeline.api import load
from kg.serve.tools import Tools

if TYPE_CHECKING:
    from mcp.server import MCPServer

NAME = "newskg"


@contextmanager
def open_tools(path: Path, *, ontology: Path | None = None, timeout_s: float = 30) -> Iterator[Tools]:
    """Load a graph's file for the tools, and close it afterwards.

    ``timeout_s`` is what a SPARQL query may take; it runs in a process of its own, which is then killed.

    Raises:
        InputError: there is no such file, or it cannot be read.
        FormatError: it is no graph, or of a format that cannot be queried.
    """
    GraphStore.check_format(path)
    graph = load(path, ontology=ontology)
    with ForkedStore(path) as store:
        yield Tools(graph, store, timeout_s=timeout_s)


def mcp_server(tools: Tools) -> MCPServer[Any]:
    """Return a server that offers the tools, each marked as one that only reads.

    Raises:
        InputError: mcp is not installed.
    """
    try:
        from mcp.server import MCPServer
        from mcp_types import ToolAnnotations
    except ImportError as error:
        raise InputError("kg mcp needs mcp", cause="it is not installed", remedy="pip install 'newskg[mcp]'") from error
    from kg import __version__

    server: MCPServer[Any] = MCPServer(NAME, instructions=tools.about(), version=__version__, log_level="ERROR")
    reads = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
    for tool in tools.functions():
        server.tool(annotations=reads)(_with_errors(tool))
    return server


def _with_errors(tool: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Return the tool with an error that the asker can act on as one that it is shown; others are only logged."""
    from mcp.server.mcpserver.exceptions import ToolError

    @wraps(tool)
    def answer(*arguments: Any, **options: Any) -> dict[str, Any]:
        try:
            return tool(*arguments, **options)
        except KgError as error:
            raise ToolError(str(error)) from error

    return answer
