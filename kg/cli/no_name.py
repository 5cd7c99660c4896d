"""``kg no-name``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import (
    CurationOption,
    GraphOption,
    NoteOption,
    OntologyOption,
    UndoOption,
    command,
    complete_entity,
)
from kg.cli.output import remark_decision


def no_name(
    name: Annotated[
        str,
        typer.Argument(help="The words, as an article writes them.", metavar="NAME", autocompletion=complete_entity),
    ],
    note: NoteOption = "",
    graph: GraphOption = None,
    curation: CurationOption = None,
    ontology: OntologyOption = None,
    undo: UndoOption = False,
) -> None:
    """Say that words are no name; the next build reads the articles that write them without it.

    \b
    Examples:
      kg no-name Earth
    """
    from kg.pipeline.curation import decide
    from kg.resolve import CurationRow

    row = CurationRow(kind="no-name", names=(name,), note=note)
    remark_decision(decide(row, graph=graph, curation=curation, ontology=ontology, undo=undo))


app = command(no_name)
