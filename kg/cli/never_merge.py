"""``kg never-merge``."""

from __future__ import annotations

from kg.cli.options import CurationOption, GraphOption, NamesArgument, NoteOption, OntologyOption, UndoOption, command
from kg.cli.output import remark_decision


def never_merge(
    names: NamesArgument,
    note: NoteOption = "",
    graph: GraphOption = None,
    curation: CurationOption = None,
    ontology: OntologyOption = None,
    undo: UndoOption = False,
) -> None:
    """Say that names are different entities; no build joins them, also not through a third name.

    \b
    Examples:
      kg never-merge 'Kremlin [Organization]' Russia
    """
    from kg.pipeline.curation import decide
    from kg.resolve import CurationRow

    row = CurationRow(kind="never-merge", names=tuple(names), note=note)
    remark_decision(decide(row, graph=graph, curation=curation, ontology=ontology, undo=undo))


app = command(never_merge)
