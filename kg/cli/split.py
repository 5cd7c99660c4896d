"""``kg split``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import CurationOption, GraphOption, NamesArgument, NoteOption, OntologyOption, UndoOption, command
from kg.cli.output import remark_decision


def split(
    names: NamesArgument,
    documents: Annotated[
        list[str] | None,
        typer.Option("--in", help="Article in which they mean another thing; may be repeated.", metavar="ARTICLE"),
    ] = None,
    note: NoteOption = "",
    graph: GraphOption = None,
    curation: CurationOption = None,
    ontology: OntologyOption = None,
    undo: UndoOption = False,
) -> None:
    """Take names out of their entity; the next build makes an entity of them that joins nothing.

    The name that the entity is shown by may stand first: it is kept. In some articles only with --in: where a
    namesake is meant, or a name stands in the wrong chain.

    \b
    Examples:
      kg split 'International Space Station' ISS
      kg split Bakanov --in 003_4e1cf28ef9ce245c.txt
    """
    from kg.pipeline.curation import decide
    from kg.resolve import CurationRow

    row = CurationRow(kind="split", names=tuple(names), documents=tuple(documents or ()), note=note)
    remark_decision(decide(row, graph=graph, curation=curation, ontology=ontology, undo=undo))


app = command(split)
