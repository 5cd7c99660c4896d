"""Plug-ins by entry-point group: built-ins and foreign ones come in by the same door, and load lazily."""

from __future__ import annotations

import difflib
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Literal

from kg.errors import PluginError

Group = Literal["kg.readers", "kg.extractors", "kg.exporters"]


@cache
def _plugins(group: str) -> dict[str, EntryPoint]:
    found: dict[str, EntryPoint] = {}
    for point in entry_points(group=group):
        earlier = found.setdefault(point.name, point)
        if earlier.value != point.value:
            raise PluginError(
                f"two plug-ins of {group} are called {point.name!r}",
                cause=f"{earlier.value} and {point.value} both register it",
                remedy="uninstall one of the two packages",
            )
    return found


def plugin_names(group: Group) -> tuple[str, ...]:
    """Return the registered names of a group, sorted.

    >>> "cues" in plugin_names("kg.extractors")
    True
    """
    return tuple(sorted(_plugins(group)))


def load_plugin(group: Group, name: str) -> Any:
    """Return what a plug-in's entry point names.

    Raises:
        PluginError: no plug-in has the name; the message lists the choices and the nearest.
    """
    found = _plugins(group)
    if name not in found:
        near = difflib.get_close_matches(name, found, n=1)
        raise PluginError(
            f"no plug-in {name!r} in {group}",
            cause="the name is not registered",
            remedy=(f"did you mean {near[0]!r}? " if near else "") + f"choose one of {', '.join(sorted(found))}",
        )
    return found[name].load()
