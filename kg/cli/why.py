"""``kg why``."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.options import CurationOption, GraphOption, OntologyOption, command, complete_entity
from kg.cli.output import emit


def why(
    left: Annotated[str, typer.Argument(help="A name.", metavar="LEFT", autocompletion=complete_entity)],
    right: Annotated[
        str | None,
        typer.Argument(
            help="Another name, or a property; none: the story of the first.",
            metavar="RIGHT",
            autocompletion=complete_entity,
        ),
    ] = None,
    object: Annotated[
        str | None,
        typer.Argument(
            help="With a property before it: the other end of a claim.",
            metavar="OBJECT",
            autocompletion=complete_entity,
        ),
    ] = None,
    graph: GraphOption = None,
    curation: CurationOption = None,
    ontology: OntologyOption = None,
) -> None:
    """Say why two names are one entity, or why they are not, from the judgements beside the graph.

    Of one name: why all that its entity is called is one thing, and what was kept apart from it. Of two things: also
    what is claimed of both, with its sentences. With a property between two names: that claim alone. Claims that a
    person rejected are named, too; the second name may then be a value.

    \b
    Examples:
      kg why Bakanov "Dmitry Bakanov"
      kg why Siceloff
      kg why NASA Roscosmos -g news/graph.ttl
      kg why "Sean Duffy" heads NASA
    """
    from kg.pipeline.api import graph_file
    from kg.pipeline.curation import find_curation, rejections_text
    from kg.pipeline.judgements import load_with_judgements

    file = graph_file(graph)
    path = find_curation(curation, file.parent)
    loaded = load_with_judgements(file, ontology=ontology)
    if right is None:
        emit(loaded.why(left) + "\n")
        return
    other, predicate = (right, None) if object is None else (object, right)
    rejections = rejections_text(loaded, left, other, path)
    known = [any(match.how != "spelling" for match in loaded.find(name)) for name in (left, other)]
    claims = loaded.claims_between(left, other, predicate) if known[0] or not rejections else ""
    if predicate is not None:
        emit(claims or ("" if rejections else f"No sentence says so: {left} {predicate} {other}.\n"))
    else:
        if all(known) or not (rejections or claims):
            emit(loaded.why(left, other) + "\n")
        emit(f"{'\nClaimed of the two:\n\n' if all(known) else ''}{claims}" if claims else "")
    emit(rejections)


app = command(why)
