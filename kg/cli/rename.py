"""``kg rename``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import CurationOption, GraphOption, NoteOption, OntologyOption, UndoOption, command, complete_entity
from kg.cli.output import remark_decision


def rename(
    name: Annotated[str, typer.Argument(help="A name of the entity.", metavar="NAME", autocompletion=complete_entity)],
    to: Annotated[str, typer.Argument(help="The name to show it by.", metavar="NEW-NAME")],
    note: NoteOption = "",
    graph: GraphOption = None,
    curation: CurationOption = None,
    ontology: OntologyOption = None,
    undo: UndoOption = False,
) -> None:
    """Say what an entity is called; its id follows the name, and the old name stays an alias.

    \b
    Examples:
      kg rename 'Lyndon B. Jonhnson space center' 'Johnson Space Center'
    """
    from kg.pipeline.curation import decide
    from kg.resolve import CurationRow

    row = CurationRow(kind="rename", names=(name,), to=to, note=note)
    remark_decision(decide(row, graph=graph, curation=curation, ontology=ontology, undo=undo))


app = command(rename)
