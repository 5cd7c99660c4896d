"""Opening a graph for service, and serving it until somebody ends it."""

from __future__ import annotations

import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Self

import uvicorn
from starlette.types import ASGIApp

from kg.errors import InputError, QueryError
from kg.graph.forked import ForkedStore
from kg.graph.store import GraphStore
from kg.pipeline.api import load
from kg.rdf.vocabulary import BASE, VOID
from kg.serve.application import application
from kg.serve.explorer import explorer_page
from kg.serve.settings import ServeSettings
from kg.serve.site import Site

_BASE = f"SELECT ?base {{ ?dataset a <{VOID}Dataset> ; <{VOID}uriSpace> ?base }} LIMIT 1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A graph that is loaded and ready to be served."""

    app: ASGIApp
    store: ForkedStore
    site: Site

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process that holds the graph."""
        self.store.close()


def open_service(path: Path, settings: ServeSettings, *, ontology: Path | None = None) -> Service:
    """Load a graph's file, once as records for the pages and once for queries, side by side.

    Raises:
        InputError: there is no such file, or it cannot be read.
        FormatError: it is no graph, or of a format that cannot be queried.
    """
    GraphStore.check_format(path)
    with ThreadPoolExecutor(1) as other:
        opening = other.submit(ForkedStore, path)
        try:
            graph = load(path, ontology=ontology)
        except BaseException:
            if opening.exception() is None:
                opening.result().close()
            raise
        store = opening.result()
    try:
        site = Site(graph, path, base=_base(store), prefixes=store.prefixes)
        explorer = partial(explorer_page, graph.records, graph.ontology, title=path.name)
        return Service(app=application(site, store, settings, explorer=explorer), store=store, site=site)
    except BaseException:
        store.close()
        raise


def serve(service: Service, settings: ServeSettings, *, ready: Callable[[str], None]) -> None:
    """Serve until an interrupt; ``ready`` is called with the address when it can be asked.

    Raises:
        InputError: the address is taken, or none of this machine.
    """
    with listening_socket(settings) as listener:
        ready(address_of(listener))
        config = uvicorn.Config(
            service.app, log_level="warning", access_log=False, lifespan="off", server_header=False,
            timeout_graceful_shutdown=1,
        )  # fmt: skip
        try:
            uvicorn.Server(config).run(sockets=[listener])
        except KeyboardInterrupt:
            return  # that is how a person ends it


def listening_socket(settings: ServeSettings) -> socket.socket:
    """Return a socket that listens at the address of the settings.

    Raises:
        InputError: the address is taken, or none of this machine.
    """
    host = settings.host.strip("[]")
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, settings.port), family=family)
    except OSError as error:
        raise InputError(
            f"cannot listen at {settings.host}, port {settings.port}",
            cause=error.strerror or str(error),
            remedy="choose another --port, or 0 for a free one",
        ) from error


def address_of(listener: socket.socket) -> str:
    """Return the address of a listening socket for a browser on this machine."""
    host, port = listener.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"


def _base(store: ForkedStore) -> str:
    """Return what the IRIs of the file begin with, as its own description says."""
    try:
        reply = store.query(_BASE, media_type="text/csv", timeout_s=30)
    except QueryError:
        return BASE
    lines = reply.body.decode().splitlines()
    return lines[1] if len(lines) > 1 else BASE
