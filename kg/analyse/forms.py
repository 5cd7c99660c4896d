"""The forms of an entity's name, each with the documents that write it so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Entity, GraphRecords

#: How many documents are named behind a form.
_SHOWN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FormUse:
    """A form and the names of the documents that write it, sorted; without any it comes from a gazetteer."""

    form: str
    documents: tuple[str, ...]


def form_uses(graph: GraphRecords, entity: Entity) -> tuple[FormUse, ...]:
    """Return the forms of an entity with their documents: its name, then the others by spelling."""
    documents: dict[str, set[str]] = {form: set() for form in (entity.name, *sorted(entity.aliases))}
    for form, id in sorted(entity.uses):
        documents.setdefault(form, set()).add(graph.documents[id].name if id in graph.documents else id)
    return tuple(FormUse(form=form, documents=tuple(sorted(names))) for form, names in documents.items())


def also_called(name: str, uses: Sequence[FormUse]) -> list[str]:
    """Return the other forms as lines: each with its documents, or all in one line where no documents are known.

    >>> also_called("ISS", [FormUse(form="the Station", documents=("a.txt",)), FormUse(form="ISS", documents=())])
    ['also called the Station  [a.txt]']
    """
    others = [use for use in uses if use.form != name]
    if not any(use.documents for use in uses):
        return [f"also called {', '.join(use.form for use in others)}"] if others else []
    lines = []
    for use in others:
        shown, hidden = ", ".join(use.documents[:_SHOWN]), len(use.documents) - _SHOWN
        more = f" and {hidden} more" if hidden > 0 else ""
        lines.append(f"also called {use.form}" + (f"  [{shown}{more}]" if shown else ""))
    return lines
