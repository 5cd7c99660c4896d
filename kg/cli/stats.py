"""``kg stats``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GraphArgument, GraphOption, OntologyOption, command
from kg.cli.output import emit, remark
from kg.cli.pages import ForceOption, emit_page
from kg.cli.rows import emit_rows, prints_rows


@prints_rows("html")
def stats(
    file: GraphArgument = None,
    graph: GraphOption = None,
    ontology: OntologyOption = None,
    format: Annotated[
        str | None,
        typer.Option(
            "-f",
            "--format",
            help="table, json, csv, tsv, nl, html.",
            show_default="table, or json in a pipe",
            metavar="FORMAT",
        ),
    ] = None,
    text: Annotated[bool, typer.Option("--text", help="Print text, also into a pipe.")] = False,
    top: Annotated[int, typer.Option("--top", help="Length of the rankings.", min=1)] = 10,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Write a page to this .html file.", metavar="FILE")
    ] = None,
    plots: Annotated[
        Path | None, typer.Option("--plots", help="Write the charts as PNG into this folder.", metavar="FOLDER")
    ] = None,
    force: ForceOption = False,
) -> None:
    """Count and measure the graph: classes, relations, months, newsrooms, centrality, communities.

    Large graphs are measured with networkit: pip install 'newskg[network]'.

    \b
    Examples:
      kg stats
      kg stats --csv
      kg stats -o stats.html
      kg stats --plots plots
    """
    from kg.analyse.stats_page import stats_html
    from kg.pipeline.api import graph_file, load
    from kg.pipeline.page_file import check_page, labels_of, write_plots

    if output is not None:
        check_page(output, ".html")
    loaded = load(graph_file(file or graph), ontology=ontology)
    figures = loaded.stats(top=top)
    if plots is not None:
        for path in write_plots(figures, loaded.ontology, plots, force=force):
            remark(f"wrote {path}")
    if output is not None or format == "html":
        emit_page(stats_html(figures, labels_of(loaded.ontology)), output, force=force)
    elif text:
        emit(figures.as_text())
    elif plots is None or format is not None:
        emit_rows(
            figures.as_rows(),
            format,
            columns=("figure", "key", "about", "value"),
            text=figures.as_text(),
            value=figures.as_dict(),
        )


app = command(stats)
