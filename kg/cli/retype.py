"""``kg retype``."""

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
    complete_entity,
)
from kg.cli.output import remark_decision


def retype(
    name: Annotated[str, typer.Argument(help="A name of the entity.", metavar="NAME", autocompletion=complete_entity)],
    type: Annotated[
        str, typer.Argument(help="A class of the ontology.", metavar="CLASS", autocompletion=complete_class)
    ],
    note: NoteOption = "",
    graph: GraphOption = None,
    curation: CurationOption = None,
    ontology: OntologyOption = None,
    undo: UndoOption = False,
) -> None:
    """Say what class an entity is of; the next build reads the relations of its articles with that class.

    \b
    Examples:
      kg retype 'Capitol Hill' Organization
    """
    from kg.pipeline.curation import decide
    from kg.resolve import CurationRow

    row = CurationRow(kind="retype", names=(name,), to=type, note=note)
    remark_decision(decide(row, graph=graph, curation=curation, ontology=ontology, undo=undo))


app = command(retype)
