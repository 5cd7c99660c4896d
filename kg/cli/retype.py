"""``kg retype``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import (
    CurationOption,
    GraphOption,
    NoteOption,
    OntologyOption,
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
) -> None:
    """Say what class an entity is of.

    \b
    Examples:
      kg retype 'Capitol Hill' Organization
    """
    from kg.pipeline.curation import decide
    from kg.resolve import CurationRow

    row = CurationRow(kind="retype", names=(name,), to=type, note=note)
    remark_decision(*decide(row, graph=graph, curation=curation, ontology=ontology))


app = command(retype)
