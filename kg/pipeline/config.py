"""``kg.toml``: options that a project sets once, a table a command."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from kg.errors import FormatError, InputError

#: Looked for in the working folder.
FILE_NAME = "kg.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a configuration file says; ``path`` None: there is none, and ``tables`` is empty.

    ``tables`` is table name to option name to value, as TOML has them; which names there are is the command line's
    business.
    """

    path: Path | None = None
    tables: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))


def read_config(path: Path | None = None) -> Config:
    """Return what a configuration file says; None: ``kg.toml`` of the working folder, if there is one.

    Raises:
        InputError: the named file cannot be read.
        FormatError: it is no TOML, or has an option outside of a table.
    """
    file = path or Path(FILE_NAME)
    if path is None and not file.is_file():
        return Config()
    try:
        tables = tomllib.loads(file.read_bytes().decode("utf-8-sig"))
    except OSError as error:
        raise InputError(
            f"cannot read '{file}'", cause=error.strerror or "", remedy="name another with --config"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FormatError(f"'{file}' is no TOML", cause=str(error), remedy="correct it, or remove it") from error
    outside = [name for name, value in tables.items() if not isinstance(value, dict)]
    if outside:
        raise FormatError(
            f"{file}: {outside[0]!r} stands in no table",
            remedy="put it under [all], for every command, or under the name of one, such as [build]",
        )
    return Config(path=file, tables=MappingProxyType(tables))
