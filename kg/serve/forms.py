"""What a request carries: names with values, of its address or of a form, within limits."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from kg.errors import KgError

#: The content type of a form.
FORM = "application/x-www-form-urlencoded"
_MAX_FIELDS = 100


class RefusedError(KgError):
    """A request that is not answered; ``status`` is the HTTP status."""

    def __init__(self, status: int, what: str, *, cause: str = "", remedy: str = "") -> None:
        super().__init__(what, cause=cause, remedy=remedy)
        self.status = status


def decoded(encoded: bytes) -> list[tuple[str, str]]:
    """Return names and values of a query string or form, in their order.

    Raises:
        RefusedError: it is not UTF-8 or has too many fields.

    >>> decoded(b"query=ASK%20%7B%7D&query=")
    [('query', 'ASK {}'), ('query', '')]
    """
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=_MAX_FIELDS)
    except UnicodeDecodeError as error:
        raise RefusedError(400, "the request is not UTF-8") from error
    except ValueError as error:
        raise RefusedError(400, "the request cannot be read", cause=str(error)) from error


async def body_of(request: Request, *, most: int) -> bytes:
    """Return the body of a request that has at most so many bytes; no more of it is read.

    Raises:
        RefusedError: it is longer, or ended early.
    """
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > most:
                raise RefusedError(413, f"the request is longer than {most:,} bytes", remedy="ask in several requests")
    except ClientDisconnect as error:
        raise RefusedError(400, "the request ended early") from error
    return bytes(body)
