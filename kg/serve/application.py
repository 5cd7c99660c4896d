"""The addresses of the service, and what answers at each."""

from __future__ import annotations

import asyncio
import html
import re
from collections.abc import Callable
from dataclasses import asdict
from functools import cache, partial

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp

import kg
from kg.errors import KgError, QueryError
from kg.graph.forked import ForkedStore
from kg.model import counts
from kg.serve.endpoint import Endpoint
from kg.serve.pages import STATIC, Pages
from kg.serve.reconcile import Reconciler
from kg.serve.security import Guard
from kg.serve.settings import ServeSettings
from kg.serve.site import KINDS, Site

_POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]*)"')
_NO_FRAMES = "; frame-ancestors 'none'"  # which a page cannot say of itself
#: Seconds in which the process that holds the graph must answer to count as well.
_HEALTH_S = 5.0


def application(site: Site, store: ForkedStore, settings: ServeSettings, *, explorer: Callable[[], bytes]) -> ASGIApp:
    """Return the service as an ASGI application; ``explorer`` makes the page at /explore when it is first asked for."""
    endpoint = Endpoint(store, settings)
    pages = Pages(site, endpoint.construct)
    reconciler = Reconciler(site, pages.preview)

    def health(request: Request) -> Response:
        """Say whether the graph answers."""
        try:
            store.query("ASK {}", media_type="text/csv", timeout_s=_HEALTH_S)
        except QueryError as error:
            return JSONResponse({"status": "failing", "message": str(error)}, 503)
        return JSONResponse({"status": "ok", "version": kg.__version__, **asdict(counts(site.records))})

    explorer_page = cache(explorer)
    making = asyncio.Lock()

    async def explore(request: Request) -> Response:
        """Show the explorer, under the policy that it brings along; it is made once, however many ask meanwhile."""
        async with making:
            page = await run_in_threadpool(explorer_page)
        policy = _POLICY.search(page)
        headers = {} if policy is None else {"content-security-policy": html.unescape(policy[1].decode()) + _NO_FRAMES}
        return HTMLResponse(page, headers=headers)

    asked = ["GET", "POST"]
    routes = [
        Route("/", pages.start),
        Route("/search", pages.search),
        Route("/query", pages.query_page),
        Route("/explore", explore),
        *(Route(f"/{kind}/{{id:path}}", partial(pages.thing, kind)) for kind in KINDS),
        Route("/lookup", pages.look_up),
        Route("/graph", pages.download),
        Route("/opensearch.xml", pages.open_search),
        Route("/.well-known/void", pages.void),
        Route("/health", health),
        Route("/sparql", endpoint.answer, methods=asked),
        Route("/sparql/", endpoint.answer, methods=asked),
        Route("/reconcile", reconciler.service, methods=asked),
        Route("/reconcile/", reconciler.service, methods=asked),
        Route("/reconcile/suggest/entity", reconciler.suggest_entity),
        Route("/reconcile/suggest/type", reconciler.suggest_type),
        Route("/reconcile/suggest/property", reconciler.suggest_property),
        Route("/reconcile/properties", reconciler.properties),
        Route("/reconcile/preview", reconciler.preview),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]
    handlers = {404: pages.not_found, KgError: _failed}
    return Guard(Starlette(routes=routes, exception_handlers=handlers), settings)


def _failed(request: Request, error: Exception) -> Response:
    return PlainTextResponse(f"{error}\n", 503)
