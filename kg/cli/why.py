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
            help="Another name; none: the story of the first.", metavar="RIGHT", autocompletion=complete_entity
        ),
    ] = None,
    graph: GraphOption = None,
    curation: CurationOption = None,
    ontology: OntologyOption = None,
) -> None:
    """Say why two names are one entity, or why they are not, from the judgements beside the graph.

    Of one name: why all that its entity is called is one thing, and what was kept apart from it. Claims between the
    two that a person rejected are named, too; one of the names may then be a value.

    \b
    Examples:
      kg why Bakanov "Dmitry Bakanov"
      kg why Siceloff
      kg why NASA Roscosmos -g news/graph.ttl
    """
    from kg.pipeline.api import graph_file
    from kg.pipeline.curation import find_curation, rejections_text
    from kg.pipeline.judgements import load_with_judgements

    file = graph_file(graph)
    path = find_curation(curation, file.parent)
    loaded = load_with_judgements(file, ontology=ontology)
    rejections = "" if right is None else rejections_text(loaded, left, right, path)
    if not rejections or all(loaded.find(name) for name in (left, right or left)):
        emit(loaded.why(left, right) + "\n")
    emit(rejections)


app = command(why)
