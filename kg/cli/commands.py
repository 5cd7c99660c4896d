"""The list of commands: section, name, module and help line. Plain data, so that help needs no imports."""

from __future__ import annotations

import textwrap
from typing import NamedTuple


class Command(NamedTuple):
    """A command; ``module`` has an ``app``, a Typer with the command or with its sub-commands."""

    name: str
    module: str
    help: str


SECTIONS: tuple[tuple[str, tuple[Command, ...]], ...] = (
    (
        "Build",
        (
            Command("build", "kg.cli.build", "Read articles and write their graph into a folder."),
            Command("export", "kg.cli.export", "Write a graph in another format."),
            Command("reason", "kg.cli.reason", "Write what follows from a graph by its ontology (OWL RL)."),
            Command("annotate", "kg.cli.annotate", "Show what is read from one article."),
            Command("learn", "kg.cli.learn", "Learn how a relation is said from marked sentences."),
        ),
    ),
    (
        "Ask",
        (
            Command("query", "kg.cli.query", "Run a SPARQL query on the graph."),
            Command("ask", "kg.cli.ask", "Run a shipped query, such as who-met, by its name."),
            Command("show", "kg.cli.show", "Show an entity with its claims and their sentences."),
            Command("timeline", "kg.cli.timeline", "Show who held which post when, and what happened."),
            Command("path", "kg.cli.path", "Show how two entities are connected, with the sentences of each step."),
            Command("disputes", "kg.cli.disputes", "Show claims that cannot all be true: who says what, and when."),
            Command("summary", "kg.cli.summary", "Tell in a page what the articles say."),
            Command("diff", "kg.cli.diff", "Tell what changed from one graph to another."),
            Command("explore", "kg.cli.explore", "Write the graph as one page to search, filter and read."),
            Command("serve", "kg.cli.serve", "Serve the graph as pages and a SPARQL endpoint on this machine."),
            Command("mcp", "kg.cli.mcp", "Let a language model ask the graph (Model Context Protocol)."),
            Command("stats", "kg.cli.stats", "Count and measure the graph."),
            Command("why", "kg.cli.why", "Say why names are one entity, or are not."),
        ),
    ),
    (
        "Curate",
        (
            Command("review", "kg.cli.review", "Decide about the names that the build was least sure of."),
            Command("merge", "kg.cli.merge", "Say that names are one entity."),
            Command("never-merge", "kg.cli.never_merge", "Say that names are different entities."),
            Command("split", "kg.cli.split", "Take a name out of its entity."),
            Command("rename", "kg.cli.rename", "Say what an entity is called."),
            Command("retype", "kg.cli.retype", "Say what class an entity is of."),
            Command("name", "kg.cli.name", "Say that words are a name, and of what class."),
            Command("no-name", "kg.cli.no_name", "Say that words are no name."),
            Command("reject", "kg.cli.reject", "Strike a wrong claim."),
        ),
    ),
    (
        "Check",
        (
            Command("validate", "kg.cli.validate", "Check the graph against the ontology's shapes (SHACL)."),
            Command("check", "kg.cli.check", "Find what another program would misread in an exported file."),
            Command("evaluate", "kg.cli.evaluate", "Score a graph against gold annotations."),
            Command("missed", "kg.cli.missed", "Show what a build of articles may have missed."),
            Command("ontology", "kg.cli.ontology", "Check the ontology, run its examples, compile it."),
        ),
    ),
    (
        "Look around",
        (
            Command("formats", "kg.cli.formats", "List the formats that can be read and written."),
            Command("doctor", "kg.cli.doctor", "Say whether everything that kg needs is there."),
        ),
    ),
)

COMMANDS = {command.name: command for _, commands in SECTIONS for command in commands}

ABOUT = "Read news articles, get a knowledge graph with the sentence behind every edge."
_OPTIONS = (
    ("--version", "Show the version."),
    ("--config FILE", "Read options from this file instead of kg.toml."),
    ("--install-completion", "Complete commands in this shell."),
    ("--show-completion", "Print what --install-completion installs."),
    ("-h, --help", "Show this message; each command has one too."),
)


def help_text() -> str:
    """Return what ``kg --help`` prints."""
    width = max(len(name) for name in (*COMMANDS, *(option for option, _ in _OPTIONS)))
    lines = ["Usage: kg COMMAND [OPTIONS] [ARGUMENTS]", "", *textwrap.wrap(ABOUT, 100)]
    for title, commands in SECTIONS:
        lines += ["", f"{title}:", *(f"  {command.name:<{width}}  {command.help}" for command in commands)]
    lines += ["", "Options:", *(f"  {option:<{width}}  {text}" for option, text in _OPTIONS)]
    lines += ["", "Begin with 'kg build seeds', then 'kg ask who-met' or 'kg summary'."]
    return "\n".join(lines) + "\n"
