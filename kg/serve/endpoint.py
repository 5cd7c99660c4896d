"""The SPARQL 1.1 Protocol, for queries only.

Source: https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from email.message import Message

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from kg.errors import KgError, QueryError
from kg.graph.forked import ForkedStore, QueryTimeoutError, Reply, RunningQuery
from kg.graph.guard import query_form
from kg.graph.serialise import GRAPHS, RESULTS
from kg.graph.store import Dataset
from kg.serve.description import service_description
from kg.serve.forms import FORM, RefusedError, body_of, decoded
from kg.serve.negotiation import preferred
from kg.serve.settings import ServeSettings

_DIRECT = "application/sparql-query"
#: Form encoding writes a character as up to three for each byte.
_FORM_FACTOR = 3
_UPDATES = frozenset({"update", "using-graph-uri", "using-named-graph-uri"})


class Endpoint:
    """Answers queries from forks of the graph's process, a few at a time; the others wait, and not for ever."""

    def __init__(self, store: ForkedStore, settings: ServeSettings) -> None:
        self._store, self._settings = store, settings
        self._free = asyncio.Semaphore(settings.max_queries)

    async def answer(self, request: Request) -> Response:
        """Answer a request to the endpoint's address; without a query it describes itself."""
        try:
            parameters = await self._parameters(request)
            if not any(name == "query" for name, _ in parameters) and request.method in ("GET", "HEAD"):
                return description(request, self._settings)
            return await self._answer(request, parameters)
        except RefusedError as error:
            return _plain(error, error.status)
        except QueryTimeoutError as error:
            return _plain(error, 504)
        except QueryError as error:
            return _plain(error, 400)

    async def construct(self, text: str, media_type: str) -> Reply:
        """Run a query of the pages' own; it waits for no place, since it is known to be short."""
        query = self._store.start(text, media_type=media_type, timeout_s=self._settings.timeout_s)
        return await run_in_threadpool(query.reply)

    async def _answer(self, request: Request, parameters: Sequence[tuple[str, str]]) -> Response:
        text = _one_query(parameters)
        size = len(text.encode(errors="replace"))
        if size > self._settings.max_query_bytes:
            raise self._too_large()
        accept = ",".join(request.headers.getlist("accept"))
        offered = GRAPHS if query_form(text) in ("CONSTRUCT", "DESCRIBE") else RESULTS
        media_type = preferred(accept, list(offered))
        if media_type is None:
            raise RefusedError(
                406, "no such answer", cause=f"asked for {accept}", remedy=f"ask for {', '.join(offered)}"
            )
        try:
            await asyncio.wait_for(self._free.acquire(), self._settings.timeout_s)
        except TimeoutError as error:
            raise RefusedError(503, "too many queries at once", remedy="ask again later") from error
        try:
            running = self._store.start(
                text,
                media_type=media_type,
                timeout_s=self._settings.timeout_s,
                max_rows=self._settings.row_limit,
                dataset=_dataset(parameters),
                base=str(request.url.replace(query="")),
            )
            reply = await _unless_gone(request, running)
        finally:
            self._free.release()
        headers = {"vary": "Accept", "cache-control": "no-cache"}
        if reply.truncated:
            headers["kg-truncated"] = str(self._settings.row_limit)
        return Response(reply.body, media_type=reply.media_type, headers=headers)

    async def _parameters(self, request: Request) -> list[tuple[str, str]]:
        """Return names and values of the request, of whichever of the three ways to ask.

        Raises:
            RefusedError: an update, another method, another content type, too long, or not UTF-8.
        """
        found = decoded(request.scope["query_string"])
        if request.method in ("GET", "HEAD"):
            if any(name in _UPDATES for name, _ in found):
                raise _no_updates()
            return found
        if request.method != "POST":
            raise RefusedError(405, f"{request.method} is not answered", remedy="use GET or POST")
        given = Message()
        given["content-type"] = request.headers.get("content-type", "")
        content_type, charset = given.get_content_type(), given.get_content_charset("utf-8")
        if content_type == "application/sparql-update":
            raise _no_updates()
        if content_type not in (FORM, _DIRECT) or charset not in ("utf-8", "us-ascii"):
            raise RefusedError(
                415, f"no query can be read from {given['content-type'] or 'a body without a content type'}",
                remedy=f"send {_DIRECT} in UTF-8, or {FORM} with query=",
            )  # fmt: skip
        factor = _FORM_FACTOR if content_type == FORM else 1
        body = await body_of(request, most=self._settings.max_query_bytes * factor)
        if content_type == FORM:
            found += decoded(body)
        else:
            found.append(("query", _text(body)))
        if any(name in _UPDATES for name, _ in found):
            raise _no_updates()
        return found

    def _too_large(self) -> RefusedError:
        most = self._settings.max_query_bytes
        return RefusedError(413, f"the query is longer than {most:,} bytes", remedy="ask in several queries")


def description(request: Request, settings: ServeSettings) -> Response:
    """Return the endpoint's description of itself as RDF, or send a person to the page with the editor."""
    accept = request.headers.get("accept", "")
    if "text/html" in accept and preferred(accept, ["text/html", *GRAPHS]) == "text/html":
        return RedirectResponse("/query", 303, headers={"vary": "Accept"})
    media_type = preferred(accept, list(GRAPHS)) or "text/turtle"
    body = service_description(str(request.url.replace(query="")), media_type, row_limit=settings.row_limit)
    return Response(body, media_type=media_type, headers={"vary": "Accept"})


async def _unless_gone(request: Request, running: RunningQuery) -> Reply:
    """Return the reply; when the client hangs up before, the query is ended."""
    reply = asyncio.ensure_future(run_in_threadpool(running.reply))
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait({reply, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not reply.done():
            running.stop()
        return await reply
    finally:
        gone.cancel()
        with suppress(asyncio.CancelledError):
            await gone


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


def _one_query(parameters: Sequence[tuple[str, str]]) -> str:
    queries = [value for name, value in parameters if name == "query"]
    if len(queries) != 1:
        raise RefusedError(400, f"{len(queries)} queries in one request", remedy="give exactly one as query=")
    return queries[0]


def _dataset(parameters: Sequence[tuple[str, str]]) -> Dataset | None:
    default = tuple(value for name, value in parameters if name == "default-graph-uri")
    named = tuple(value for name, value in parameters if name == "named-graph-uri")
    return Dataset(default=default, named=named) if default or named else None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise RefusedError(400, "the query is not UTF-8", cause=str(error)) from error


def _no_updates() -> RefusedError:
    return RefusedError(
        403,
        "updates are refused",
        cause="queries only read; the graph is made by building it from the articles",
        remedy="build it again with kg build",
    )


def _plain(error: KgError, status: int) -> Response:
    headers = {"retry-after": "10"} if status == 503 else {}
    return PlainTextResponse(f"{error}\n", status, headers=headers)
