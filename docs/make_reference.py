"""Writes docs/cli.md: every command with its options, their environment variables and their place in kg.toml.

Run it from anywhere: ``python docs/make_reference.py``. A test compares the page with what this would write.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

from typer.main import get_command

from kg.cli.commands import SECTIONS
from kg.cli.configured import ALL, option_name, options, variable_name
from kg.cli.options import SHARED

PAGE = Path(__file__).parent / "cli.md"
_HEAD = """<!-- Written by docs/make_reference.py; change the help texts in kg/cli instead. -->
# The command line

`kg --help` lists the commands, and `kg COMMAND --help` says what this page says about one.

## Habits of all commands
- **Data on standard output, remarks on standard error.** Progress is shown on a terminal only, without colours where
  `NO_COLOR` is set. `-` is standard input.
- **Rows** are a table or words on a terminal and JSON in a pipe; `-f table`, `-f text`, `--json`, `--csv`, `--tsv` and
  `--nl` (JSON lines) choose: `kg show NASA -f text | less`. **Reports** (`summary`, `diff`, `why`, and those on names
  or articles) are text everywhere, until `-f` or `--json` asks for something else.
- **One letter, one meaning:** `-f` format, `-g` graph, `-o` output, `-q` query, `-p` port. `--timeout` is in seconds.
- **Entities** are named as articles name them, by a part of a name, or by id (`sean-duffy`); a shell completes ids.
- **Files** are written whole or not at all. What kg did not write stays, unless `--force` is given. The format goes by
  the name of the file; `-f` overrides it.
- **Exit codes**: 0 done; 1 failed, or does not conform; 2 wrong usage or unusable input; 3 some inputs could not be
  used, the others are built; 130 interrupted.

## Set options once
What the command line says wins over environment variables, and these win over `kg.toml` in the working folder (or the
file that `--config` or `KG_CONFIG` names). A table has the name of its command, and its keys are the long options
without their dashes, as the last column below has them; `[{all}]` holds for every command that has the option, and
takes {shared}. A list may stand where an option takes names with commas.

```toml
[{all}]
graph = "news/graph.ttl"
ontology = "my-ontology"

[build]
output = "news"
formats = ["ttl", "gexf", "jsonld"]

[show]
sentences = 1
```

`kg doctor` says which file and variables are in force. Two variables are no option: `KG_CACHE_DIR` is the folder for
compiled templates (else `newskg` in `XDG_CACHE_HOME` or `~/.cache`), and `NO_COLOR` is as everywhere.

## Completion
`kg --install-completion` makes bash, zsh, fish or PowerShell complete commands, options and ids of entities;
`kg --show-completion` prints what it would install.
"""


def page() -> str:
    """Return the text of the page."""
    lines = [_HEAD.format(all=ALL, shared=", ".join(f"`{name}`" for name in sorted(SHARED)))]
    for title, commands in SECTIONS:
        lines.append(f"## {title}\n")
        for listed in commands:
            command = get_command(import_module(listed.module).app)
            lines += _command(command, (listed.name,))
    return "\n".join(lines).rstrip("\n") + "\n"


def _command(command: Any, words: tuple[str, ...]) -> Iterator[str]:
    members = getattr(command, "commands", None)
    yield f"### kg {' '.join(words)}\n"
    text, examples = _help(command)
    yield text + "\n"
    if members is not None:
        for name, member in members.items():
            yield from _command(member, (*words, name))
        return
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    usage = " ".join(["kg", *words, *(_argument(p) for p in arguments), "[OPTIONS]"])
    yield f"```text\n{usage}\n```\n"
    if examples:
        yield "```text\n" + "\n".join(examples) + "\n```\n"
    if arguments:
        yield "| argument | meaning |\n|---|---|"
        yield from (f"| `{_cell(_argument(p))}` | {_cell(p.help or '')} |" for p in arguments)
        yield ""
    yield f"| option | meaning | otherwise | variable | `[{'.'.join(words)}]` |\n|---|---|---|---|---|"
    for parameter in options(command):
        names = ", ".join(f"`{name}`" for name in sorted((*parameter.opts, *parameter.secondary_opts), key=len))
        value = "" if parameter.is_flag else f" `{_cell(parameter.metavar or _type(parameter))}`"
        yield (
            f"| {names}{value} | {_cell(parameter.help or '')} | {_cell(_default(parameter))} "
            f"| `{variable_name(words, parameter)}` | `{option_name(parameter)}` |"
        )
    yield ""


def _help(command: Any) -> tuple[str, list[str]]:
    """Return a command's text as paragraphs, and the lines of its examples."""
    text = inspect.cleandoc(command.help or "")
    said, _, shown = text.partition("\b\nExamples:\n")
    paragraphs = re.sub(r"(?<!\n)\n(?!\n)", " ", said).strip().replace("<", "&lt;")
    return paragraphs, [line.strip() for line in shown.splitlines() if line.strip()]


def _argument(parameter: Any) -> str:
    name = (parameter.metavar or parameter.name.upper()) + ("..." if parameter.nargs == -1 else "")
    return name if parameter.required else f"[{name}]"


def _type(parameter: Any) -> str:
    annotation = parameter.type_descriptor.annotation
    choices = getattr(annotation, "__args__", ())
    if choices and all(isinstance(choice, str) for choice in choices):
        return "|".join(choices)
    return {"int": "NUMBER", "float": "NUMBER"}.get(getattr(annotation, "__name__", ""), "TEXT")


def _default(parameter: Any) -> str:
    if isinstance(parameter.show_default, str):
        return parameter.show_default
    if parameter.is_flag:
        return "yes" if parameter.default else "no"
    return "" if parameter.default is None else str(parameter.default)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(f"wrote {PAGE}")
