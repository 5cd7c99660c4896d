"""``kg name``."""

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
    complete_class,
)
from kg.cli.output import remark_decision


def name(
    words: Annotated[str, typer.Argument(help="The words, as an article writes them.", metavar="NAME")],
    type: Annotated[
        str, typer.Argument(help="A class of the ontology.", metavar="CLASS", autocompletion=complete_class)
    ],
    note: NoteOption = "",
    graph: GraphOption = None,
    curation: CurationOption = None,
    ontology: OntologyOption = None,
    undo: UndoOption = False,
) -> None:
    """Say that words are a name, and of what class; the next build reads the articles that write them with it.

    Case counts, and the words are whole. A name that the graph has already gets its class from kg retype.

    \b
    Examples:
      kg name 'cross-flight program' Agreement
    """
    from kg.pipeline.curation import decide
    from kg.resolve import CurationRow

    row = CurationRow(kind="name", names=(words,), to=type, note=note)
    remark_decision(decide(row, graph=graph, curation=curation, ontology=ontology, undo=undo))


app = command(name)
