"""A graph served at a real socket, for tests of the service."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import uvicorn

from kg.rdf import ntriples_line, statements
from kg.schema import load_ontology
from kg.serve.run import Service, address_of, listening_socket, open_service
from kg.serve.settings import ServeSettings
from tests.unit import ask_fixture


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A running service: its address without a slash at the end, a client for it, and what it is made of."""

    url: str
    client: httpx.Client
    service: Service


@contextmanager
def serving(path: Path, **settings: Any) -> Iterator[Served]:
    """Serve a file at a free port until the block ends."""
    made = ServeSettings(port=0, **settings)
    with open_service(path, made) as service, listening_socket(made) as listener:
        server = uvicorn.Server(
            uvicorn.Config(service.app, log_level="warning", lifespan="off", timeout_graceful_shutdown=1)
        )
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        url = address_of(listener).rstrip("/")
        try:
            with httpx.Client(base_url=url, timeout=60, trust_env=False) as client:
                yield Served(url=url, client=client, service=service)
        finally:
            server.should_exit = True
            thread.join()


def write_fixture(path: Path) -> Path:
    """Write the graph of ``ask_fixture`` as N-Triples and return its path."""
    path.write_text("".join(map(ntriples_line, statements(ask_fixture.graph(), load_ontology()))), encoding="utf-8")
    return path
