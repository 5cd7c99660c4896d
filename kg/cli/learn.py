"""``kg learn``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.options import (
    JsonOption,
    OntologyOption,
    TextFormatOption,
    VotersOption,
    command,
    one_format,
    split_names,
)
from kg.cli.output import emit, emit_json, progress, remark, table

if TYPE_CHECKING:
    from kg.extract.learn import Figures
    from kg.pipeline.learning import LearnedRelation


def learn(
    name: Annotated[str, typer.Argument(help="The relation, such as mentors.", metavar="NAME")],
    examples: Annotated[
        Path | None,
        typer.Option("--examples", help="Marked sentences: .toml, .jsonl, or lines with + and -.", metavar="FILE",
                     show_default="those of the ontology"),
    ] = None,
    ontology: OntologyOption = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", help="File to write.", metavar="FILE.toml",
                     show_default="relations/NAME.toml of the ontology"),
    ] = None,
    declare: Annotated[
        bool | None,
        typer.Option("--declare/--no-declare", help="Declare a new relation beside the ontology's Turtle files.",
                     show_default="in one's own ontology"),
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only report; write nothing.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that has templates already.")] = False,
    voters: VotersOption = "md",
    format: TextFormatOption = None,
    json: JsonOption = False,
) -> None:  # fmt: skip
    """Learn how a relation is said from marked sentences, and write its file for you to edit.

    \b
    Examples:
      kg learn mentors --examples mentors.txt --ontology my-ontology
      kg learn visits --dry-run --json
    """
    from kg.pipeline.learning import is_shipped, learn_relation, write_relation
    from kg.pipeline.settings import BuildSettings
    from kg.schema import ontology_directory

    as_json = one_format(format, json=json) == "json"
    settings = BuildSettings(ontology=ontology, voters=split_names(voters))
    with progress("kg learn", quiet=False):
        found = learn_relation(name, examples, settings)
    emit_json(_as_dict(found)) if as_json else emit(_as_text(found))
    folder = ontology or ontology_directory()
    wanted = declare if declare is not None else not is_shipped(ontology)
    if found.turtle and not wanted:
        remark(f"the ontology lacks this; add it, or run with --declare:\n\n{found.turtle}")
    if not dry_run:
        target = output or folder / "relations" / f"{found.relation.name}.toml"
        beside = folder / f"{found.relation.name}.ttl" if wanted else None
        for path in write_relation(found, target, declare=beside, force=force):
            remark(f"wrote {path}")


def _as_text(found: LearnedRelation) -> str:
    learned = found.learned
    n_claims = sum(len(example.claims) for example in found.examples)
    rows = [
        (c.template, str(len(c.right)), str(len(c.wrong)), "said" if c.right else "means much the same")
        for c in learned.templates
    ]
    text = f"{found.relation.name}: {len(found.examples)} examples, {n_claims} claims\n\n"
    text += table(("template", "right", "wrong", "from"), rows) + "\n"
    if learned.held_out is None:
        text += "too few examples with a claim to hold any out\n"
    else:
        f = learned.held_out
        text += f"on examples held out: precision {f.precision:.2f}, recall {f.recall:.2f}, F1 {f.f1:.2f} "
        text += f"({f.right} right, {f.wrong} wrong, {f.missed} missed)\n"
    if found.network is not None:
        f = found.network
        text += f"the network, taught by the others: precision {f.precision:.2f}, recall {f.recall:.2f} "
        text += "(by_example = true in the file)\n"
    own = learned.own
    text += f"on all examples: precision {own.precision:.2f}, recall {own.recall:.2f}\n"
    if found.uncovered:
        text += "\nno template finds\n" + "".join(f"  {sentence}\n" for sentence in found.uncovered)
    return text


def _as_dict(found: LearnedRelation) -> dict[str, Any]:
    learned = found.learned
    return {
        "relation": found.relation.name,
        "domain": sorted(found.relation.domain),
        "range": sorted(found.relation.range),
        "new_classes": list(found.new_classes),
        "templates": [
            {"template": c.template, "right": len(c.right), "wrong": len(c.wrong), "said": bool(c.right)}
            for c in learned.templates
        ],
        "held_out": _as_numbers(learned.held_out),
        "network": _as_numbers(found.network),
        "uncovered": list(found.uncovered),
    }  # fmt: skip


def _as_numbers(figures: Figures | None) -> dict[str, float] | None:
    if figures is None:
        return None
    return {"precision": figures.precision, "recall": figures.recall, "f1": figures.f1, "right": figures.right,
            "wrong": figures.wrong, "missed": figures.missed}  # fmt: skip


app = command(learn)
