"""What stands before every page: who may ask, and what a page may do in a browser."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.settings import ServeSettings, is_loopback

#: No script, style, image or request that is not from this server; a page may set another policy itself.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Middleware that refuses requests from other sites, and gives every response its security headers.

    The Host header must name this machine: a page of another site can make its own name point here (DNS rebinding),
    and would then read the answers. An Origin header, which browsers send with what scripts ask, must be of this
    machine too; such an origin is told that it may read (CORS), so that other local tools, such as OpenRefine, work.
    """

    def __init__(self, app: ASGIApp, settings: ServeSettings) -> None:
        self._app, self._settings = app, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        origin = headers.get("origin")

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                added = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    added.setdefault(name, value)
                if origin is not None:
                    added["access-control-allow-origin"] = origin
                    added.add_vary_header("Origin")
            await send(message)

        if not self.is_ours(headers.get("host", "")):
            refusal = PlainTextResponse("This name is not one of this server.\n", 421, headers=_HEADERS)
            await refusal(scope, receive, send)
        elif origin is not None and not self.is_ours(urlsplit(origin).netloc):
            refusal = PlainTextResponse("Pages of other sites may not ask this server.\n", 403, headers=_HEADERS)
            await refusal(scope, receive, send)
        elif scope["method"] == "OPTIONS" and "access-control-request-method" in headers:
            allowed = {"access-control-allow-methods": "GET, POST", "access-control-allow-headers": "content-type"}
            await PlainTextResponse("", 204, headers=allowed)(scope, receive, guarded)
        else:
            await self._app(scope, receive, guarded)

    def is_ours(self, host: str) -> bool:
        """Say whether a host, with or without a port, is a name of this server.

        A public server has addresses too: an address cannot be rebound, a name can.
        """
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if is_loopback(name) or name in {known.lower() for known in self._settings.names}:
            return True
        return self._settings.public and (_is_address(name) or name == self._settings.host)


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
