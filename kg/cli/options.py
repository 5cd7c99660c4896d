"""Options that several commands share, spelt once, and how a command's Typer is made."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer

from kg.errors import FormatError
from kg.pipeline.settings import DEFAULT_EXTRACTORS


def complete_entity(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the ids of entities that a shell may offer for what was typed, of the graph that the command reads."""
    from kg.pipeline.api import DEFAULT_GRAPH
    from kg.pipeline.completion import entity_ids

    return entity_ids(Path(ctx.params.get("graph") or os.environ.get("KG_GRAPH") or DEFAULT_GRAPH), incomplete)


def complete_question(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the names of shipped queries that begin so, of the ontology that the command reads."""
    from kg.graph.query import queries

    return [query.name for query in queries(ctx.params.get("ontology")) if query.name.startswith(incomplete)]


def complete_class(ctx: typer.Context, incomplete: str) -> list[str]:
    """Return the classes that begin so, of the ontology that the command reads."""
    from kg.schema import load_ontology

    return sorted(name for name in load_ontology(ctx.params.get("ontology")).classes if name.startswith(incomplete))


def complete_export(incomplete: str) -> list[str]:
    """Return the formats of files that begin so."""
    from kg.export import exporters

    return [name for name in exporters() if name.startswith(incomplete)]


GraphOption = Annotated[
    Path | None,
    typer.Option(
        "-g", "--graph", envvar="KG_GRAPH", help="The graph's file.", show_default="exports/graph.ttl", metavar="FILE"
    ),
]
OntologyOption = Annotated[
    Path | None,
    typer.Option("--ontology", envvar="KG_ONTOLOGY", help="Ontology folder.", show_default="shipped", metavar="DIR"),
]
#: What `--extractors` is where nobody says it.
EXTRACTORS = ",".join(DEFAULT_EXTRACTORS)
ExtractorsOption = Annotated[
    str,
    typer.Option(
        "--extractors",
        envvar="KG_EXTRACTORS",
        help="Extractors, with commas: cues, examples, model, open or a plug-in's.",
        metavar="NAMES",
    ),
]
VotersOption = Annotated[
    str,
    typer.Option(
        "--voters",
        envvar="KG_VOTERS",
        help="Models: the first parses, all find names; with --extractors model, encoder takes the place of news.",
        metavar="NAMES",
    ),
]
InputFormatOption = Annotated[
    str | None, typer.Option("--input-format", help="How to read the inputs, whatever their names.", metavar="FORMAT")
]
CurationOption = Annotated[
    Path | None,
    typer.Option(
        "--curation",
        envvar="KG_CURATION",
        help="People's decisions.",
        show_default="curation.toml in the graph's folder",
        metavar="FILE",
    ),
]
NamesArgument = Annotated[
    list[str],
    typer.Argument(
        help="Names, each with its class where it says too little.", metavar="NAME", autocompletion=complete_entity
    ),
]
NoteOption = Annotated[str, typer.Option("--note", help="Why, for those who read the file.", metavar="TEXT")]
UndoOption = Annotated[
    bool, typer.Option("--undo", help="Take this decision out of the file again.", show_default=False)
]
#: The options above that have one ``KG_*`` variable for all commands; ``kg.toml`` takes them under [all].
SHARED = frozenset({"curation", "extractors", "graph", "ontology", "voters"})
JsonOption = Annotated[bool, typer.Option("--json", help="JSON.", show_default=False)]
TextFormatOption = Annotated[
    str | None,
    typer.Option("-f", "--format", help="What to print: text, json.", show_default="text", metavar="FORMAT"),
]
#: Either word means what a person reads, whatever a command calls it.
READ_BY_PEOPLE = ("table", "text")
MinConfidenceOption = Annotated[
    float,
    typer.Option("--min-confidence", help="Leave out claims that are less sure, 0 to 1.", min=0, max=1),
]
TimeoutOption = Annotated[
    float, typer.Option("--timeout", help="Seconds that a query may take.", min=0.1, metavar="SECONDS")
]
GraphArgument = Annotated[
    Path | None,
    typer.Argument(help="The graph's file, as with -g.", show_default="exports/graph.ttl", metavar="GRAPH"),
]


def command(function: Callable[..., Any]) -> typer.Typer:
    """Return a Typer whose one command is the function."""
    app = new_app()
    app.command()(function)
    return app


def new_app(help: str | None = None) -> typer.Typer:
    """Return a Typer without commands, set up as all of them are."""
    return typer.Typer(
        help=help,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        add_completion=False,
        no_args_is_help=help is not None,
        context_settings={"help_option_names": ["-h", "--help"]},
    )


def one_format(format: str | None, *, json: bool, choices: Sequence[str] = ("text", "json")) -> str | None:
    """Return the format that -f or --json name, None where neither does; the first choice is what people read.

    Raises:
        FormatError: they name two, or -f none of the choices.
    """
    format = choices[0] if format in READ_BY_PEOPLE else format
    if format is not None and format not in choices:
        raise FormatError(
            f"unknown output format {format!r}", remedy=f"choose {', '.join(choices[:-1])} or {choices[-1]}"
        )
    if json and format not in (None, "json"):
        raise FormatError("two output formats", cause=f"{format} and json", remedy="name one")
    return "json" if json else format


def split_names(text: str) -> tuple[str, ...]:
    """Return names that are separated by commas.

    >>> split_names("md, sm,")
    ('md', 'sm')
    """
    return tuple(name for part in text.split(",") if (name := part.strip()))
