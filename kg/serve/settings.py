"""What a server may be told."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from kg.errors import InputError

#: Names that only ever mean this machine.
_LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


def is_loopback(host: str) -> bool:
    """Say whether a host name or address can only be reached from this machine.

    >>> is_loopback("127.0.0.1"), is_loopback("[::1]"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    if host.lower() in _LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeSettings:
    """How a graph is served.

    ``port`` 0 takes a free one. ``timeout_s`` is what a query may take, ``row_limit`` how many rows or triples it
    gives, ``max_query_bytes`` how long it may be, ``max_queries`` how many run at once; more wait for as long as a
    query may take. ``public`` allows a ``host`` that others can reach; ``names`` are the host names, beside loopback
    and addresses, that browsers may then use for it.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    public: bool = False
    names: tuple[str, ...] = ()
    timeout_s: float = 30.0
    row_limit: int = 10_000
    max_query_bytes: int = 64 * 1024
    max_queries: int = 4

    def __post_init__(self) -> None:
        """Check the address.

        Raises:
            InputError: others can reach it, and ``public`` is not set.
        """
        if not self.public and not is_loopback(self.host):
            raise InputError(
                f"'{self.host}' can be reached by others",
                cause="whoever reaches it reads the whole graph, without a password",
                remedy="leave --host out, or add --public if that is meant",
            )
