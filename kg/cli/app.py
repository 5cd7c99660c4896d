"""The application: commands that load when they are used, and errors that become one line and an exit code."""

from __future__ import annotations

import difflib
import sys
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command

from kg.cli.commands import ABOUT, COMMANDS, SECTIONS, help_text
from kg.cli.configured import configure
from kg.cli.options import SHARED
from kg.errors import InputError, KgError

#: How names of files end that hold a whole graph.
_GRAPHS = (".ttl", ".nt", ".nq", ".trig", ".jsonld", ".sqlite")


class LazyGroup(TyperGroup):
    """A group whose commands are imported one by one, when they are called."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names in the order of the help."""
        return [command.name for _, commands in SECTIONS for command in commands]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Return a command, imported now, or None where there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command = get_command(import_module(COMMANDS[cmd_name].module).app)
        command.name = cmd_name
        return command

    def get_help(self, ctx: Any) -> str:
        """Return the same help that ``kg --help`` prints without this module."""
        return help_text().rstrip("\n")

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command; an unknown name offers the nearest."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            offer = f"did you mean {near[0]!r}? " if near else ""
            raise InputError(f"no command {args[0]!r}", remedy=offer + "'kg --help' lists them")
        name, command, rest = super().resolve_command(ctx, args)
        if command is not None and not ctx.resilient_parsing:
            configure(ctx, args[0], command, COMMANDS, SHARED)
            _check_graph_place(args[0], command, rest)
        return name, command, rest

    def invoke(self, ctx: Any) -> Any:
        """Run the command; an error that the user can act on is one line on stderr and an exit code."""
        try:
            return super().invoke(ctx)
        except KgError as error:
            print(f"kg: {error}", file=sys.stderr)
            code = error.exit_code
        except KeyboardInterrupt:
            print("kg: interrupted", file=sys.stderr)
            code = 130
        raise typer.Exit(code)


def _check_graph_place(name: str, command: Any, words: list[str]) -> None:
    """Raise InputError where a graph's file stands in the place of a name: these commands take it with -g."""
    given = {parameter.name for parameter in command.params}
    if "graph" not in given or given & {"file", "inputs"}:
        return
    for before, word in zip(["", *words], words, strict=False):
        if word.endswith(_GRAPHS) and Path(word).is_file() and not before.startswith("-"):
            raise InputError(
                f"'{word}' is a graph's file", cause=f"kg {name} takes names", remedy=f"put -g before it: -g {word}"
            )


app = typer.Typer(
    cls=LazyGroup,
    help=ABOUT,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
)


def _show_version(asked: bool) -> None:
    if asked:
        from kg import __version__

        print(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Version.")] = False,
    config: Annotated[
        Path | None,
        typer.Option(
            "--config",
            envvar="KG_CONFIG",
            help="Configuration.",
            show_default="kg.toml, if there is one",
            metavar="FILE",
        ),
    ] = None,
) -> None:
    """Take the options that stand before a command."""
