"""A graph in a process of its own that answers each query in a fork of itself.

The fork shares the loaded graph, so it starts in milliseconds however large the graph is, and the kernel ends it when
its time is over, when it takes too much memory, or when nobody waits for it any more. What it does to itself touches
neither the graph nor the asker, so a query that never ends costs one fork and the next one is answered at once.
"""

from __future__ import annotations

import fcntl
import gc
import json
import os
import resource
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn, Self

from kg.errors import KgError, QueryError
from kg.graph.serialise import serialise
from kg.graph.store import Dataset, GraphStore

#: What a query may take beside the graph itself, in MiB, unless it is said otherwise.
MEMORY_MIB = 2_048
#: The kernel ends the fork in time; the asker waits this much longer before it stops listening.
_GRACE_S = 2.0
_CHUNK = 1 << 16


class QueryTimeoutError(QueryError):
    """The query took longer than it may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer as bytes of a media type; ``truncated`` says that more rows were there than asked for."""

    body: bytes
    media_type: str
    truncated: bool


class RunningQuery:
    """A query that runs in a fork. `stop` ends it from any thread; `reply` waits for it."""

    __slots__ = ("_ends_at", "_socket", "_timeout_s")

    def __init__(self, connection: socket.socket, *, timeout_s: float, started: float) -> None:
        self._socket, self._timeout_s = connection, timeout_s
        self._ends_at = started + timeout_s

    def reply(self) -> Reply:
        """Wait for the reply.

        Raises:
            QueryTimeoutError: the query took too long and was killed.
            QueryError: it is malformed, refused or failed, was stopped, or broke the process that ran it.
        """
        with self._socket:
            data = bytearray()
            try:
                self._socket.settimeout(max(0.0, self._ends_at - time.monotonic()) + _GRACE_S)
                while chunk := self._socket.recv(_CHUNK):
                    data += chunk
            except OSError:  # a timeout too
                data.clear()
        head, whole, body = bytes(data).partition(b"\n")
        fields = json.loads(head) if whole else {}
        if "error" in fields:
            what, cause, remedy = fields["error"]
            raise QueryError(what, cause=cause, remedy=remedy)
        if not fields or len(body) != fields["length"]:
            raise self._broken()
        return Reply(body=body, media_type=fields["media_type"], truncated=fields["truncated"])

    def stop(self) -> None:
        """End the query: the fork is killed when nobody listens to it."""
        try:
            self._socket.shutdown(socket.SHUT_RDWR)
        except OSError:  # it is over
            return

    def _broken(self) -> QueryError:
        if time.monotonic() >= self._ends_at:
            return QueryTimeoutError(
                f"the query took longer than {self._timeout_s:g} s and was ended",
                cause="it joins or lists too much",
                remedy="name an entity or a relation in it, or add a LIMIT",
            )
        return QueryError(
            "the query broke the process that ran it",
            cause="it needs more memory than a query may take",
            remedy="make it smaller or flatter",
        )


class ForkedStore:
    """A graph file, loaded once into a process of its own; see the module.

    Safe to use from several threads. It needs a system with ``fork``. ``memory_mib`` is what a query may take beside
    the graph itself.
    """

    def __init__(self, path: Path, *, memory_mib: int = MEMORY_MIB) -> None:
        self._path, self._memory_mib = path.resolve(), memory_mib
        self._lock, self._closed = threading.Lock(), False
        self.prefixes: Mapping[str, str] = {}
        self._start()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the process."""
        self.close()

    def query(self, text: str, *, media_type: str, timeout_s: float, max_rows: int | None = None) -> Reply:
        """Run a query and wait for its reply; see `start`."""
        return self.start(text, media_type=media_type, timeout_s=timeout_s, max_rows=max_rows).reply()

    def start(
        self,
        text: str,
        *,
        media_type: str,
        timeout_s: float,
        max_rows: int | None = None,
        dataset: Dataset | None = None,
        base: str | None = None,
    ) -> RunningQuery:
        """Start a query whose answer is to come as a media type of ``kg.graph.serialise``.

        The rest is as for ``GraphStore.query``, whose errors `RunningQuery.reply` raises. If the process died since
        the last query, the graph is loaded again.

        Raises:
            QueryError: the process is closed, or cannot load the graph any more.
        """
        request = {
            "query": text,
            "media_type": media_type,
            "timeout_s": timeout_s,
            "memory_mib": self._memory_mib,
            "max_rows": max_rows,
            "dataset": None if dataset is None else asdict(dataset),
            "base": base,
        }
        ours, theirs = socket.socketpair()
        try:
            with theirs, self._lock:
                self._hand_over(theirs)
            # Before the fork can begin to count: else one that its own clock ends would seem broken.
            started = time.monotonic()
            ours.sendall(json.dumps(request).encode() + b"\n")
        except (KgError, OSError):
            ours.close()
            raise
        return RunningQuery(ours, timeout_s=timeout_s, started=started)

    def _hand_over(self, connection: socket.socket) -> None:
        if self._closed:
            raise QueryError("the graph is closed", remedy="open it again")
        try:
            if self._process.poll() is None:
                socket.send_fds(self._control, [b"q"], [connection.fileno()])
                return
        except (BrokenPipeError, ConnectionResetError):
            pass  # it died after it was looked at
        self._end()
        self._start()
        socket.send_fds(self._control, [b"q"], [connection.fileno()])

    def close(self) -> None:
        """End the process; queries that run are over at their timeout at the latest."""
        with self._lock:
            self._closed = True
            self._end()

    def _start(self) -> None:
        self._control, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "kg.graph.forked", str(self._path)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                start_new_session=True,  # an interrupt from the terminal is for the asker
                env=os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
            )
        line = bytearray()
        while not line.endswith(b"\n") and (chunk := self._control.recv(_CHUNK)):
            line += chunk
        fields: dict[str, Any] = (
            json.loads(line) if line else {"error": ["the graph could not be loaded", "", "look at its size"]}
        )
        if "error" in fields:
            self._end()
            what, cause, remedy = fields["error"]
            raise QueryError(what, cause=cause, remedy=remedy)
        self.prefixes = fields["prefixes"]

    def _end(self) -> None:
        self._control.close()  # the process reads the end of its input, and ends
        try:
            self._process.wait(timeout=_GRACE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def _serve(path: Path, control: socket.socket) -> None:
    """Load the graph, then fork for each connection that comes over the control socket, until that is closed."""
    try:
        store = GraphStore.open(path)
        serialise(store.query("ASK {}"), "text/csv")  # what loads lazily is loaded before the forks
    except KgError as error:
        control.sendall(_error(error) + b"\n")
        return
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # forks are not waited for
    gc.collect()
    gc.freeze()  # a collection in a fork would copy the pages it looks at
    control.sendall(json.dumps({"prefixes": dict(store.prefixes)}).encode() + b"\n")
    while True:
        message, descriptors, _, _ = socket.recv_fds(control, 1, 1)
        if not message:
            return
        for descriptor in descriptors:
            connection = socket.socket(fileno=descriptor)
            if os.fork() == 0:
                control.close()
                _answer(store, connection)
            connection.close()


def _answer(store: GraphStore, connection: socket.socket) -> NoReturn:
    """Answer the one query of a connection, in the fork, and end it."""
    with connection, connection.makefile("rb") as lines:
        request: dict[str, Any] = json.loads(lines.readline())
        _limit(connection, timeout_s=request["timeout_s"], memory_mib=request["memory_mib"])
        try:
            named = request["dataset"]
            answer = store.query(
                request["query"],
                timeout_s=float("inf"),  # the kernel keeps the time
                max_rows=request["max_rows"],
                dataset=named and Dataset(default=tuple(named["default"]), named=tuple(named["named"])),
                base=request["base"],
            )
            body = serialise(answer, request["media_type"])
            head = {"media_type": request["media_type"], "truncated": answer.truncated, "length": len(body)}
            reply = json.dumps(head).encode() + b"\n" + body
        except KgError as error:
            reply = _error(error) + b"\n"
        _listen_no_more(connection)
        connection.sendall(reply)
    os._exit(0)


def _limit(connection: socket.socket, *, timeout_s: float, memory_mib: int) -> None:
    """Have the kernel end this process: after its time, beyond its memory, or when the asker hangs up."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, timeout_s)
    # No handler written in Python would run while the engine works: the signals' own effect is what is wanted.
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(connection, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(connection, fcntl.F_SETFL, fcntl.fcntl(connection, fcntl.F_GETFL) | os.O_ASYNC)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    status = Path("/proc/self/statm")
    if status.exists():  # Linux; elsewhere the limit counts what is not memory
        most = int(status.read_text().split()[0]) * resource.getpagesize() + memory_mib * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
    os.nice(5)  # pages of people come first


def _listen_no_more(connection: socket.socket) -> None:
    """Stop the signal that a socket gives also when it can be written to."""
    fcntl.fcntl(connection, fcntl.F_SETFL, fcntl.fcntl(connection, fcntl.F_GETFL) & ~os.O_ASYNC)


def _error(error: KgError) -> bytes:
    return json.dumps({"error": [error.what, error.cause, error.remedy]}).encode()


if __name__ == "__main__":
    handed_over = socket.socket(fileno=os.dup(0))
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)  # a fork that outlives this process must not hold its end of the socket open
    _serve(Path(sys.argv[1]), handed_over)
