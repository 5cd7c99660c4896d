"""Whether a decision that words are a name, or none, can be followed, as far as a built graph shows."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace
from shlex import quote

from kg.analyse.show import unknown_name
from kg.errors import InputError
from kg.pipeline.api import Graph
from kg.resolve import CurationRow
from kg.resolve.selector import name_key

#: So many other spellings are offered where none is the one that a person gave.
_OFFERED = 8


def check_class(graph: Graph, row: CurationRow) -> CurationRow:
    """Return a row with its class as the ontology writes it: "product" is Product.

    Raises:
        InputError: the ontology has no such class.
    """
    written = {name.casefold(): name for name in graph.ontology.classes}.get((row.to or "").casefold())
    if written is None:
        raise InputError(
            f"there is no class {row.to!r}",
            cause="the ontology does not declare it",
            remedy=f"choose {', '.join(graph.ontology.classes)}",
        )
    return replace(row, to=written)


def check_name(graph: Graph, row: CurationRow) -> CurationRow:
    """Return a row about words that the program took for no name, with single blanks between them.

    A graph whose file was written without the texts of its articles is not asked whether they have the words.

    Raises:
        InputError: the ontology has no such class, an entity has the name already, or no article writes it.
    """
    from kg.annotate.given import written_as

    row = check_class(graph, row)
    name = " ".join(row.names[0].split())
    known = next((e for e in graph.entities.values() if name == e.name or name in {form for form, _ in e.uses}), None)
    if known is not None:
        raise InputError(
            f"{name!r} is a name already, of {known.name} ({known.type})",
            cause="'kg name' is for words that the program took for no name",
            remedy=f"kg retype {quote(name)} {row.to} gives it another class",
        )
    texts = [document.text for document in graph.documents.values() if document.text]
    if texts and not any(written_as([name]).search(text) for text in texts):
        other_case = re.compile(written_as([name]).pattern, re.IGNORECASE)
        found = sorted({" ".join(match.split()) for text in texts for match in other_case.findall(text)})[:_OFFERED]
        raise InputError(
            f"no article of this graph writes {name!r}",
            cause="words are looked for as they are written: case counts, and they are whole",
            remedy=f"write {' or '.join(map(repr, found))}" if found else "copy the words from the article",
        )
    return replace(row, names=(name,))


def check_no_name(graph: Graph, row: CurationRow) -> CurationRow:
    """Return a row about names that are none, each as an article writes it.

    Raises:
        InputError: no entity goes by such a name, or articles write it in several ways.
    """
    forms = {form for entity in graph.entities.values() for form, _ in entity.uses}
    return replace(row, names=tuple(_as_written(graph, " ".join(name.split()), forms) for name in row.names))


def _as_written(graph: Graph, name: str, forms: Collection[str]) -> str:
    """Return the one form that a person means; a shell offers names as ids."""
    written = [name] if name in forms else sorted(form for form in forms if name_key(form) == name_key(name))
    if not written:
        raise unknown_name(graph.records, name)
    if len(written) > 1:
        raise InputError(
            f"articles write {name!r} in several ways",
            cause="case counts where words are said to be no name",
            remedy=f"write one of {', '.join(map(repr, written))}",
        )
    return written[0]
