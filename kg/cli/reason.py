"""``kg reason``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.options import GraphArgument, GraphOption, OntologyOption, command
from kg.cli.output import emit, remark


def reason(
    file: GraphArgument = None,
    graph: GraphOption = None,
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="File to write; none: print.", metavar="FILE")
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "-f", "--format", help="turtle, trig, ntriples, nquads.", show_default="by the name", metavar="FORMAT"
        ),
    ] = None,
    rules: Annotated[
        list[Path] | None, typer.Option("--rules", help="Further OWL to reason with; may be repeated.", metavar="FILE")
    ] = None,
    asserted: Annotated[
        bool, typer.Option("--asserted", help="Write what the graph states too; in trig and nquads.")
    ] = False,
    ontology: OntologyOption = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that kg did not write.")] = False,
) -> None:
    """Write what follows from the graph: broader classes and relations, inverses, terms of other vocabularies.

    OWL 2 RL with the ontology and its alignments. What is inferred stays apart from what is stated: a file of its own,
    or with --asserted a named graph beside it. Claims and sentences are never inferred.

    \b
    Examples:
      kg reason
      kg reason exports/graph.ttl -o inferred.ttl
      kg reason exports/graph.ttl -o all.nq --asserted
    """
    from kg.export.quads import quad_format, quad_lines, write_quads
    from kg.pipeline.reasoning import chosen_quads
    from kg.pipeline.reasoning import reason as infer

    chosen = quad_format(output, format)
    inference = infer(file or graph, ontology=ontology, rules=rules or ())
    quads = chosen_quads(inference, chosen, asserted=asserted)
    if output is None:
        emit("".join(quad_lines(quads, chosen)))
        return
    write_quads(quads, output, format=chosen, force=force)
    remark(f"wrote {output}: {len(inference.inferred)} statements that follow")


app = command(reason)
