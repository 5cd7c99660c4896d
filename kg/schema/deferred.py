"""Parts of the ontology that are read when they are first looked at: most commands never need them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, overload


class DeferredMapping[V](Mapping[str, V]):
    """A read-only mapping whose rows are read once, at the first look; that look may raise what reading raises.

    Travels to another process as a plain dict.

    >>> rows = DeferredMapping(lambda: {"a": 1})
    >>> rows["a"], len(rows), rows == {"a": 1}
    (1, 1, True)
    """

    __slots__ = ("_read", "_rows")

    def __init__(self, read: Callable[[], Mapping[str, V]]) -> None:
        self._read = read
        self._rows: Mapping[str, V] | None = None

    def _all(self) -> Mapping[str, V]:
        if self._rows is None:
            self._rows = self._read()
        return self._rows

    def __getitem__(self, key: str) -> V:
        return self._all()[key]

    @overload
    def get(self, key: str, default: None = None, /) -> V | None: ...
    @overload
    def get[T](self, key: str, default: V | T, /) -> V | T: ...
    def get[T](self, key: str, default: V | T | None = None, /) -> V | T | None:
        """Return a row, or the default where there is none; at once, since rules look words up all the time."""
        rows = self._rows
        return (self._all() if rows is None else rows).get(key, default)

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[Any, ...]:
        return dict, (dict(self._all()),)


class DeferredSequence[V](Sequence[V]):
    """A read-only sequence that is read once, at the first look; that look may raise what reading raises.

    Travels to another process as a plain tuple.

    >>> DeferredSequence(lambda: (1, 2))[1:]
    (2,)
    """

    __slots__ = ("_read", "_rows")

    def __init__(self, read: Callable[[], tuple[V, ...]]) -> None:
        self._read = read
        self._rows: tuple[V, ...] | None = None

    def _all(self) -> tuple[V, ...]:
        if self._rows is None:
            self._rows = self._read()
        return self._rows

    @overload
    def __getitem__(self, at: int) -> V: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[V, ...]: ...
    def __getitem__(self, at: int | slice) -> V | tuple[V, ...]:
        return self._all()[at]

    def __len__(self) -> int:
        return len(self._all())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __repr__(self) -> str:
        return repr(self._all())

    def __reduce__(self) -> tuple[Any, ...]:
        return tuple, (self._all(),)
