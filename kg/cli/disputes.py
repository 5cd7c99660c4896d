"""``kg disputes``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import GraphOption, JsonOption, OntologyOption, command
from kg.cli.output import emit, emit_json, remark


def disputes(
    name: Annotated[str | None, typer.Argument(help="Only about this entity.", metavar="[ENTITY]")] = None,
    graph: GraphOption = None,
    ontology: OntologyOption = None,
    json: JsonOption = False,
    sentences: Annotated[int, typer.Option("--sentences", help="Sentences a claim.", min=0)] = 2,
) -> None:
    """Show claims that cannot all be true, and who says what.

    Examples: 'kg disputes', 'kg disputes NASA --json'.
    """
    from dataclasses import asdict

    from kg.pipeline.api import graph_file, load

    loaded = load(graph_file(graph), ontology=ontology)
    found = loaded.disputes(None if name is None else loaded.called(name)[0].entity.id)
    if json:
        emit_json([asdict(row) for row in found])
        return
    labels = {name: property.label for name, property in loaded.ontology.labelled()}
    emit("\n".join(row.as_text(labels=labels, max_sentences=sentences) for row in found))
    if not found:
        remark("kg: no two claims of the graph contradict one another")


app = command(disputes)
