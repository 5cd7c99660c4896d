"""``kg build``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import (
    EXTRACTORS,
    CurationOption,
    ExtractorsOption,
    InputFormatOption,
    OntologyOption,
    VotersOption,
    command,
    split_names,
)
from kg.cli.output import progress, remark

#: So many inputs are repeated in a remark.
_NAMED = 3


def build(
    inputs: Annotated[
        list[str] | None, typer.Argument(help="Files, folders, patterns, or - for stdin.", metavar="INPUT")
    ] = None,
    output: Annotated[
        Path, typer.Option("-o", "--output", envvar="KG_OUTPUT", help="Folder to write into.", metavar="DIR")
    ] = Path("exports"),
    ontology: OntologyOption = None,
    extractors: ExtractorsOption = EXTRACTORS,
    voters: VotersOption = "md,news",
    curation: CurationOption = None,
    link: Annotated[
        str | None,
        typer.Option(
            "--link",
            help="Link entities to a table (.csv, .jsonl, .parquet), to 'shipped', or to a reconciliation service.",
            metavar="FILE|URL",
        ),
    ] = None,
    format: InputFormatOption = None,
    formats: Annotated[
        str, typer.Option("--formats", help="Formats to write, with commas; 'kg formats' lists them.", metavar="NAMES")
    ] = "ttl,graphml,gexf,jsonl",
    open: Annotated[
        bool, typer.Option("--open", help="Add open claims: phrases where the ontology has no relation.")
    ] = False,
    add: Annotated[
        bool,
        typer.Option("--add", help="Add the articles, if any, to those of the folder, which are not read again."),
    ] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Build nothing if an input cannot be used.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that kg did not write.")] = False,
    quiet: Annotated[bool, typer.Option("--quiet", help="Say only what was left out.")] = False,
) -> None:
    """Read articles and write their graph into a folder.

    Five articles give the same files in one build, in any order, or one by one with --add. People's decisions
    ('kg merge', 'kg reject' and the like) are replayed from curation.toml in the folder; --add without an input does
    only that. --link shipped adds skos:closeMatch to Wikidata for countries, agencies and heads of state.

    Exit code 3: some inputs could not be used, the others are built.

    \b
    Examples:
      kg build seeds
      kg build monday -o news
      kg build tuesday -o news --add
      kg build --add -o news
      kg build 'articles/*.html' -o linked --formats ttl,gexf --link shipped
      kg build - -o news < article.txt
    """
    from shlex import quote

    from kg.analyse.doubtful import doubtful_text
    from kg.errors import InputError
    from kg.model import counted, counts
    from kg.pipeline.api import build as build_graph
    from kg.pipeline.curation import find_curation, replayed_text, shared_text
    from kg.pipeline.output import already_read, check_apart, check_formats, write_folder
    from kg.pipeline.own_files import passed_over
    from kg.pipeline.settings import BuildSettings, with_open

    if not inputs and not add:
        raise InputError(
            "no article was named",
            cause="INPUT is missing: a build reads files, folders or -",
            remedy="name some, or give --add to build again what the folder holds",
        )
    inputs = inputs or []
    chosen = check_formats((*split_names(formats), *(["open-jsonl"] if open else [])))
    check_apart(inputs, output)
    settings = BuildSettings(
        ontology=ontology,
        extractors=with_open(split_names(extractors)) if open else split_names(extractors),
        voters=split_names(voters),
        format=format,
        strict=strict,
        curation=find_curation(curation, output),
        link=link,
    )
    own = () if quiet or not inputs else passed_over(inputs)
    if own:
        remark(f"kg: passed over {counted(len(own), 'file')} that kg wrote itself: {_listed(own)}")
    known = already_read(output, settings) if add else None
    with progress("kg build", quiet=quiet) as report:
        graph = build_graph(inputs, settings=settings, known=known, progress=report)
    for row in graph.rejected_inputs:
        remark(f"kg: left out {row.item}: {row.reason}")
    for line in () if quiet else replayed_text(graph, settings.curation, everything=curation is not None):
        remark(f"kg: {line}")
    shared = shared_text(None if curation else settings.curation, output)
    if shared and not quiet:
        remark(f"kg: {shared}")
    written = write_folder(graph, output, settings, formats=chosen, force=force)
    for path in written.removed:
        remark(f"kg: removed {path}, which an earlier build wrote")
    if not quiet:
        remark(f"{counts(graph.records)} -> {output}/: {', '.join(path.name for path in written.paths)}")
        left = graph.left_out(chosen)
        if left:
            remark(f"kg: {left}; 'kg export --unasserted' keeps them")
        for line in doubtful_text(graph.doubtful(), len(graph.documents)):
            remark(f"kg: {line}")
        silent = len(graph.without_claims())
        if silent:
            named = " ".join(map(quote, inputs)) if 0 < len(inputs) <= _NAMED else "INPUT..."
            named += "" if extractors == EXTRACTORS else f" --extractors {quote(extractors)}"
            named += "" if ontology is None else f" --ontology {quote(str(ontology))}"
            of = counted(len(graph.documents), "article")
            remark(f"kg: no claim rests on {silent} of {of}; 'kg missed {named}' shows why")
    if graph.rejected_inputs:
        raise typer.Exit(3)


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


app = command(build)
