"""``kg reject``."""

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


def reject(
    subject: Annotated[str, typer.Argument(help="A name.", metavar="SUBJECT", autocompletion=complete_entity)],
    predicate: Annotated[str, typer.Argument(help="A property, or the words of an open claim.", metavar="PREDICATE")],
    object: Annotated[
        str, typer.Argument(help="A name, or a value.", metavar="OBJECT", autocompletion=complete_entity)
    ],
    documents: Annotated[
        list[str] | None,
        typer.Option("--in", help="Article whose sentences are no evidence of it; may be repeated.", metavar="ARTICLE"),
    ] = None,
    note: NoteOption = "",
    graph: GraphOption = None,
    curation: CurationOption = None,
    ontology: OntologyOption = None,
    undo: UndoOption = False,
) -> None:
    """Strike a wrong claim; the next build leaves out the sentences that it was read from.

    With --in only those of some articles: the claim stays if others say so.

    \b
    Examples:
      kg reject NASA operates Crew-11 --note 'it is a crew'
      kg reject NASA operates Crew-11 --undo
    """
    from kg.pipeline.curation import decide
    from kg.resolve import CurationRow

    row = CurationRow(
        kind="reject", names=(subject, object), predicate=predicate, documents=tuple(documents or ()), note=note
    )
    remark_decision(decide(row, graph=graph, curation=curation, ontology=ontology, undo=undo))


app = command(reject)
