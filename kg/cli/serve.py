"""``kg serve``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import OntologyOption, command
from kg.cli.output import emit, remark


def serve(
    graph: Annotated[
        Path | None,
        typer.Argument(
            envvar="KG_GRAPH", help="The graph's file.", show_default="exports/graph.ttl", metavar="[GRAPH]"
        ),
    ] = None,
    ontology: OntologyOption = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen at.", metavar="ADDRESS")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", help="Port; 0: a free one.", min=0, max=65535)] = 8000,
    timeout_s: Annotated[float, typer.Option("--timeout-s", help="Seconds that a query may take.", min=0.1)] = 30,
    row_limit: Annotated[int, typer.Option("--row-limit", help="Rows or triples of an answer.", min=1)] = 10_000,
    public: Annotated[bool, typer.Option("--public", help="Allow an address that others can reach.")] = False,
    name: Annotated[list[str] | None, typer.Option("--name", help="A host name that others use for it.")] = None,
    open_browser: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    check: Annotated[bool, typer.Option("--check", help="Load the graph, ask it one question, and stop.")] = False,
) -> None:
    """Serve the graph on this machine: pages, a SPARQL endpoint, an editor, a reconciliation service.

    What "kg build" wrote is served at http://127.0.0.1:8000/; --port 0 takes a free port. Programs ask at /sparql and
    /reconcile. Ctrl-C ends it.

    \b
    Examples:
      kg serve
      kg serve more/graph.ttl --port 0 --open
    """
    from kg.pipeline.api import graph_file
    from kg.serve.run import open_service
    from kg.serve.run import serve as run
    from kg.serve.settings import ServeSettings

    settings = ServeSettings(
        host=host, port=port, public=public, names=tuple(name or ()), timeout_s=timeout_s, row_limit=row_limit
    )
    file = graph_file(graph)
    remark(f"kg: loading {file}")
    with open_service(file, settings, ontology=ontology) as service:
        if check:
            service.store.query("ASK {}", media_type="text/csv", timeout_s=timeout_s)
            remark(
                f"kg: {len(service.site.records.entities)} entities and {len(service.site.claims)} claims can be served"
            )
            return

        def ready(address: str) -> None:
            emit(address + "\n")
            remark("kg: Ctrl-C ends it")
            if open_browser:
                import webbrowser

                webbrowser.open(address)

        run(service, settings, ready=ready)


app = command(serve)
