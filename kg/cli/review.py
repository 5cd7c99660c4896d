"""``kg review``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import CurationOption, GraphOption, OntologyOption, command
from kg.cli.output import emit, remark, remark_decision

if TYPE_CHECKING:
    from kg.pipeline.review import Context, Question

#: What may be typed, by its first letter.
_KEYS = {"s": "same", "d": "different", "k": "skip", "q": "quit"}


def review(
    graph: GraphOption = None,
    curation: CurationOption = None,
    ontology: OntologyOption = None,
    limit: Annotated[int, typer.Option("--limit", help="Pairs to look at.", min=0)] = 20,
    sentences: Annotated[int, typer.Option("--sentences", help="Sentences a name.", min=0)] = 2,
) -> None:
    """Decide about the pairs of names that the build was least sure of, the most doubtful first.

    For each pair answer s (same), d (different), k (skip) or q (quit); each answer is written down at once.

    \b
    Examples:
      kg review --limit 5
      yes k | kg review
    """
    from itertools import islice

    from kg.pipeline.api import graph_file
    from kg.pipeline.curation import Decision, add_row, curation_file, load_curation
    from kg.pipeline.judgements import load_with_judgements
    from kg.pipeline.replay import replay_command
    from kg.pipeline.review import questions

    file = graph_file(graph)
    path = curation or curation_file(file.parent)
    loaded = load_with_judgements(file, ontology=ontology)
    decided = load_curation(path if path.is_file() else None)
    replay = replay_command(file.parent, None if curation_file(file.parent) == path.absolute() else path, ontology)
    asked = 0
    for question in islice(questions(loaded.records, decided, n_contexts=sentences), limit):
        asked += 1
        emit(_text(question))
        answer = _answer()
        if answer == "quit":
            break
        row = question.row(answer)
        if row is not None:
            remark_decision(Decision(row=row, path=path, changed=add_row(row, path), replay=replay))
    if not asked:
        remark("nothing is in doubt that you have not decided")


def _answer() -> str:
    """Ask until an answer is understood; the end of the input quits."""
    while True:
        emit("same, different, skip or quit? [s/d/k/q] ")
        sys.stdout.flush()
        line = sys.stdin.readline()
        if not line:
            emit("\n")
            return "quit"
        typed = line.strip().lower()
        found = _KEYS.get(typed) or next((word for word in _KEYS.values() if word == typed), None)
        if found is not None:
            return found
        remark(f"{typed!r} is no answer")


def _text(question: Question) -> str:
    from kg.resolve import describe

    row = question.judgement
    sides = ((row.left, question.left), (row.right, question.right))
    return "\n".join(["", describe(row), "", *(_side(label, found) for label, found in sides), ""])


def _side(label: str, contexts: tuple[Context, ...]) -> str:
    lines = [f'    "{context.text}"  [{context.document}]' for context in contexts]
    return "\n".join([f"  {label}", *(lines or ["    (the graph holds no sentence)"])])


app = command(review)
