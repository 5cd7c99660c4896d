"""The pairs of names that a build was least certain of, with the sentences around both, for a person to decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, product

from kg.model import Document, Entity, GraphRecords, Judgement, Span
from kg.resolve import Curation, CurationRow
from kg.resolve.nodes import sentence_around
from kg.resolve.refusals import STAGE as CURATION
from kg.resolve.selector import Selector, name_key, name_of
from kg.resolve.settings import VETO

#: What a person may answer, and the row that it becomes.
ANSWERS = {"same": "merge", "different": "never-merge"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A sentence in which a name stands, and its article."""

    text: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Two names and what the build made of them; the contexts are empty where the graph's file has no texts."""

    judgement: Judgement
    left: tuple[Context, ...]
    right: tuple[Context, ...]

    def row(self, answer: str) -> CurationRow | None:
        """Return the decision that an answer stands for; None for one that decides nothing."""
        names = (self.judgement.left, self.judgement.right)
        if answer == "same":
            return CurationRow(kind="merge", names=names)
        return CurationRow(kind="never-merge", names=names) if answer == "different" else None


def questions(graph: GraphRecords, curation: Curation, *, n_contexts: int = 2) -> Iterator[Question]:
    """Yield the judgements that no row of a person has settled, the least certain first; vetoes are no question.

    Neither is a name that stands in no article, which is what a gazetteer calls adjectives ("British"): no answer
    could take effect.
    """
    unwritten = _unwritten(graph)
    rows = [row.names for row in curation.rows if row.kind in ANSWERS.values()]
    rows += [(row.left, row.right) for row in graph.judgements.values() if row.decided_by == CURATION]
    settled = {pair for names in rows for pair in combinations(sorted(map(_written, names)), 2)}
    open_rows = (
        row
        for row in graph.judgements.values()
        if row.decided_by != CURATION
        and not any(weight <= VETO for _, _, weight in row.features)
        and not any(pair in settled for pair in _spellings(row))
        and not any(name_key(name_of(label)) in unwritten for label in (row.left, row.right))
    )
    for row in sorted(open_rows, key=lambda r: (round(abs(r.score - 0.5), 9), r.left, r.right)):
        yield Question(
            judgement=row,
            left=contexts(graph, row.left, limit=n_contexts),
            right=contexts(graph, row.right, limit=n_contexts),
        )


def contexts(graph: GraphRecords, label: str, *, limit: int = 2) -> tuple[Context, ...]:
    """Return the first sentences of a label's name, an article each, by the articles' names."""
    selector = Selector.of(label)
    entities = [e for e in graph.entities.values() if any(name_key(form) == selector.key for form, _ in e.uses)]
    bearers = [e for e in entities if selector.type in (None, e.type)] or entities
    found: list[Context] = []
    for document, form in _places(graph, bearers, selector):
        match = re.search(rf"(?<!\w){re.escape(form)}(?!\w)", document.text)
        if match and len(found) < limit and document.name not in {context.document for context in found}:
            text = sentence_around(document.text, Span(start=match.start(), end=match.end()))
            found.append(Context(text=" ".join(text.split()), document=document.name))
    return tuple(found)


def _unwritten(graph: GraphRecords) -> frozenset[str]:
    """Return the keys of the names of entities that no article has."""
    named = {name_key(form) for entity in graph.entities.values() for form in (entity.name, *entity.aliases)}
    return frozenset(named - {name_key(form) for entity in graph.entities.values() for form, _ in entity.uses})


def _places(graph: GraphRecords, bearers: Iterable[Entity], selector: Selector) -> list[tuple[Document, str]]:
    """Return the documents that write the name, with the form, in the order of their names."""
    places = {(id, form) for entity in bearers for form, id in entity.uses if name_key(form) == selector.key}
    inside = [(graph.documents[id], form) for id, form in places if id in graph.documents]
    where = set((selector.where or "").split(", "))
    told = [place for place in inside if place[0].name in where or place[0].id in where]
    return sorted(told or inside, key=lambda place: (place[0].name, place[0].id, place[1]))


type _Name = tuple[str, str, str]


def _written(label: str) -> _Name:
    """Return a name as a row has it, however it is written: its key, class and place; "" for what it does not say."""
    selector = Selector.of(label)
    return selector.key, selector.type or "", selector.where or ""


def _spellings(row: Judgement) -> Iterator[tuple[_Name, _Name]]:
    """Yield the ways in which a row may name the two sides: with and without their classes and places."""
    sides = [
        {(key, type_, where), (key, type_, ""), (key, "", "")}
        for key, type_, where in map(_written, (row.left, row.right))
    ]
    for left, right in product(*sides):
        yield (left, right) if left <= right else (right, left)
