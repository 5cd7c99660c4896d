"""``kg merge``."""

from __future__ import annotations

from kg.cli.options import CurationOption, GraphOption, NamesArgument, NoteOption, OntologyOption, UndoOption, command
from kg.cli.output import remark_decision


def merge(
    names: NamesArgument,
    note: NoteOption = "",
    graph: GraphOption = None,
    curation: CurationOption = None,
    ontology: OntologyOption = None,
    undo: UndoOption = False,
) -> None:
    """Say that names are one entity; the next build joins them, whatever speaks against it.

    \b
    Examples:
      kg merge Sputnik 'RIA Novosti' --note 'one newsroom under two names'
      kg merge Sputnik 'RIA Novosti' --undo
    """
    from kg.pipeline.curation import decide
    from kg.resolve import CurationRow

    row = CurationRow(kind="merge", names=tuple(names), note=note)
    remark_decision(decide(row, graph=graph, curation=curation, ontology=ontology, undo=undo))


app = command(merge)
