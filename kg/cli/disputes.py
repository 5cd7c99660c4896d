"""``kg disputes``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import GraphOption, JsonOption, OntologyOption, command
from kg.cli.output import emit, emit_json, remark
from kg.errors import InputError


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
    entity = None
    if name is not None:
        matches = loaded.find(name)
        if not matches:
            raise InputError(f"nothing in the graph is called {name!r}", remedy="'kg stats' names the best known ones")
        entity = matches[0].entity.id
    found = loaded.disputes(entity)
    if json:
        emit_json([asdict(row) for row in found])
        return
    labels = {name: property.label for name, property in loaded.ontology.labelled()}
    emit("\n".join(row.as_text(labels=labels, max_sentences=sentences) for row in found))
    if not found:
        remark("kg: no two claims of the graph contradict one another")


app = command(disputes)
