"""What options are set to where a command does not say: ``KG_*`` variables first, then ``kg.toml``."""

from __future__ import annotations

import difflib
import os
from collections.abc import Iterator, Mapping
from typing import Any

import typer

from kg.errors import FormatError
from kg.pipeline.config import Config, read_config

#: The table of ``kg.toml`` whose options hold for every command that has them.
ALL = "all"


def option_name(parameter: Any) -> str:
    """Return an option's name in ``kg.toml``: its long form without the dashes before it."""
    longest: str = max(parameter.opts, key=len)
    return longest.lstrip("-")


def variable_name(words: tuple[str, ...], parameter: Any) -> str:
    """Return the environment variable of an option: the one that commands share, else ``KG_COMMAND_OPTION``."""
    if parameter.envvar:
        return str(parameter.envvar)
    return "_".join(("KG", *words, option_name(parameter))).upper().replace("-", "_")


def options(command: Any) -> Iterator[Any]:
    """Yield the options of a command that can be set beforehand: all but --help."""
    for parameter in command.params:
        if parameter.param_type_name == "option" and not parameter.is_eager:
            yield parameter


def defaults(
    command: Any, words: tuple[str, ...], config: Config, environ: Mapping[str, str] = os.environ
) -> dict[str, Any]:
    """Return what a command's options are set to beforehand, by parameter name; of a group, by sub-command.

    ``words`` are the command's names, such as ("ontology", "check"). What the command line says wins over this.

    Raises:
        FormatError: ``kg.toml`` has an option that the command lacks, or a value that the option cannot have.
    """
    table: Any = config.tables
    for word in words:
        table = table.get(word, {})
        if not isinstance(table, dict):
            raise FormatError(
                f"{config.path}: {' '.join(words)!r} is a command", remedy=f"write a table [{'.'.join(words)}]"
            )
    members = getattr(command, "commands", None)
    if members is not None:
        _check_names(table, members, words, config, kind="command")
        return {name: defaults(member, (*words, name), config, environ) for name, member in members.items()}
    known = {option_name(parameter): parameter for parameter in options(command)}
    _check_names(table, known, words, config, kind="option")
    shared = config.tables.get(ALL, {})
    found: dict[str, Any] = {}
    for name, parameter in known.items():
        written = next((t[key] for t in (table, shared) for key in (name, name.replace("-", "_")) if key in t), None)
        if written is not None:
            found[parameter.name] = _fitting(written, parameter, f"{config.path}: {name}")
        variable = variable_name(words, parameter)
        if not parameter.envvar and environ.get(variable):
            found[parameter.name] = _fitting(environ[variable], parameter, variable)
    return found


def check_config(config: Config, commands: Mapping[str, Any], shared: frozenset[str]) -> None:
    """Raise FormatError where ``kg.toml`` has a table that is no command, or under [all] what commands do not share."""
    for name in config.tables:
        if name != ALL and name not in commands:
            raise FormatError(f"{config.path}: no command {name!r}", remedy=_near(name, commands))
    _check_names(config.tables.get(ALL, {}), dict.fromkeys(shared), (ALL,), config, kind="shared option")


def configure(context: Any, name: str, command: Any, commands: Mapping[str, Any], shared: frozenset[str]) -> None:
    """Give the command that is about to run its options from the environment and from ``kg.toml``."""
    config = read_config(context.params.get("config"))
    check_config(config, commands, shared)
    context.default_map = {name: defaults(command, (name,), config)}


def _check_names(
    table: Mapping[str, Any], known: Mapping[str, Any], words: tuple[str, ...], config: Config, *, kind: str
) -> None:
    for name in table:
        if name.replace("_", "-") not in known and name not in known:
            raise FormatError(f"{config.path}: [{'.'.join(words)}] has no {kind} {name!r}", remedy=_near(name, known))


def _near(name: str, known: Mapping[str, Any]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"did you mean {near[0]!r}?" if near else f"choose one of {', '.join(sorted(known))}"


def _fitting(value: Any, parameter: Any, where: str) -> Any:
    """Return a value as the command line has it; a list is joined with commas where the option takes one text."""
    if parameter.multiple:
        value = [str(item) for item in value] if isinstance(value, list) else [str(value)]
    elif isinstance(value, list):
        value = ",".join(map(str, value))
    elif not isinstance(value, bool):
        value = str(value)
    try:
        parameter.process_value(None, value)
    except typer.BadParameter as error:
        raise FormatError(f"{where} cannot be {value!r}", cause=error.message) from error
    return value
