"""``kg serve``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import GraphArgument, GraphOption, OntologyOption, TimeoutOption, command
from kg.cli.output import emit, remark


def serve(
    file: GraphArgument = None,
    graph: GraphOption = None,
    ontology: OntologyOption = None,
    host: Annotated[str, typer.Option("--host", help="Address to listen at.", metavar="ADDRESS")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", "-p", help="Port; 0: a free one.", min=0, max=65535)] = 8000,
    timeout: TimeoutOption = 30,
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
    from kg.model import counts
    from kg.pipeline.api import graph_file
    from kg.serve.run import open_service
    from kg.serve.run import serve as run
    from kg.serve.settings import ServeSettings

    settings = ServeSettings(
        host=host, port=port, public=public, names=tuple(name or ()), timeout_s=timeout, row_limit=row_limit
    )
    path = graph_file(file or graph)
    remark(f"kg: loading {path}")
    with open_service(path, settings, ontology=ontology) as service:
        if check:
            service.store.query("ASK {}", media_type="text/csv", timeout_s=timeout)
            remark(f"kg: {counts(service.site.records)} can be served")
            return

        def ready(address: str) -> None:
            emit(address + "\n")
            remark("kg: Ctrl-C ends it")
            if open_browser:
                import webbrowser

                webbrowser.open(address)

        run(service, settings, ready=ready)


app = command(serve)
