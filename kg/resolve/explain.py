"""Say in plain text why two names are one entity, or are not."""

from __future__ import annotations

from collections import defaultdict, deque
from shlex import quote

from kg.model import Entity, GraphRecords, Judgement, counted, named
from kg.resolve.judge import judge_pair
from kg.resolve.pair import NameInContext
from kg.resolve.refusals import STAGE as CURATION
from kg.resolve.selector import Selector, name_of
from kg.resolve.waterfall import describe
from kg.resolve.words import alias_key

#: So many names are told that were kept apart.
_NEAR = 3


def bearers(graph: GraphRecords, name: str) -> list[Entity]:
    """Return the entities that bear a name, or where none does, those of which a form ends with its words."""
    wanted, words = alias_key(name), name.casefold().split()
    forms = {entity: (entity.name, entity.id, *sorted(entity.aliases)) for entity in graph.entities.values()}
    exact = [entity for entity in forms if wanted in {alias_key(form) for form in forms[entity]}]
    return exact or [
        entity for entity in forms if any(form.casefold().split()[-len(words) :] == words for form in forms[entity])
    ]


def _forms(entity: Entity, name: str) -> set[str]:
    """Return the entity's forms that the name stands for: equal ones, else those that end with it."""
    words = name.casefold().split()
    forms = {entity.name, *entity.aliases}
    equal = {form for form in forms if alias_key(form) == alias_key(name)}
    return equal or {form for form in forms if form.casefold().split()[-len(words) :] == words}


def _labels(graph: GraphRecords, names: set[str]) -> set[str]:
    keys = {alias_key(name) for name in names}
    return {
        label
        for judgement in graph.judgements.values()
        for label in (judgement.left, judgement.right)
        if alias_key(name_of(label)) in keys
    }


def _beside(graph: GraphRecords, entity: Entity, forms: set[str]) -> tuple[set[str], list[str]]:
    """Return the labels of some forms, and a line where they have none: an article uses them for another name.

    Only names that lead a coreference chain are compared and so have labels; the other forms of a chain are
    linked with it inside their article.
    """
    labels = _labels(graph, forms)
    if labels:
        return labels, []
    documents = {document for form, document in entity.uses if form in forms}
    others = {form for form, document in entity.uses if document in documents} - forms
    names = ", ".join(sorted(graph.documents[i].name if i in graph.documents else i for i in documents))
    if not others:
        return set(), []
    beside = f"In {names}, {_said(forms)} stands for what the article also calls {_said(others)} (coreference)."
    return _labels(graph, others), [beside]


def _said(forms: set[str]) -> str:
    return ", ".join(map(repr, sorted(forms)))


def _path(graph: GraphRecords, starts: set[str], goals: set[str]) -> list[Judgement]:
    """Return the shortest chain of "same" judgements between two sets of labels; none: an empty list."""
    links: dict[str, list[tuple[str, Judgement]]] = defaultdict(list)
    for judgement in graph.judgements.values():
        if judgement.verdict == "same":
            links[judgement.left].append((judgement.right, judgement))
            links[judgement.right].append((judgement.left, judgement))
    queue: deque[tuple[str, list[Judgement]]] = deque((label, []) for label in sorted(starts))
    seen = set(starts)
    while queue:
        label, path = queue.popleft()
        if label in goals:
            return path
        for other, judgement in sorted(links[label], key=lambda link: (link[0], link[1].decided_by)):
            if other not in seen:
                seen.add(other)
                queue.append((other, [*path, judgement]))
    return []


def _told(graph: GraphRecords, judgement: Judgement) -> list[str]:
    """Return a judgement as text and, where a person decided, what the program had made of the two names."""
    told = [describe(judgement)]
    if judgement.decided_by == CURATION:
        ends = {judgement.left, judgement.right}
        own = [j for j in graph.judgements.values() if {j.left, j.right} == ends and j.decided_by != CURATION]
        told += [f"Without that row: {describe(row)}" for row in own]
        if not own:
            left, right = map(Selector.of, (judgement.left, judgement.right))
            bare = judge_pair(_in_context(left), _in_context(right))
            told.append(f"The build had not compared them. By their names alone: {describe(bare)}")
    return told


def _in_context(label: Selector) -> NameInContext:
    return NameInContext(name=name_of(label.text), type=None if label.type == "open" else label.type)


def explain(graph: GraphRecords, left_name: str, right_name: str) -> str:
    """Say why two names of a canonicalised graph are one entity, or why not, with every reason's weight.

    Names are matched without regard to case, accents and punctuation; a name that no entity bears is
    said to be unknown.
    """
    left, right = bearers(graph, left_name), bearers(graph, right_name)
    unknown = [name for name, found in ((left_name, left), (right_name, right)) if not found]
    if unknown:
        return "\n".join(f"No entity is called {name!r}." for name in unknown)
    common = sorted({entity.id for entity in left} & {entity.id for entity in right})
    if common:
        entity = graph.entities[common[0]]
        head = f"{left_name!r} and {right_name!r} are one entity: {entity.name} ({entity.type}, {entity.id})."
        starts, inside = _beside(graph, entity, _forms(entity, left_name))
        goals, also_inside = _beside(graph, entity, _forms(entity, right_name))
        path = _path(graph, starts, goals)
        said = [*dict.fromkeys((*inside, *also_inside)), *(part for step in path for part in _told(graph, step))]
        return "\n".join([head, *(said or ["One form after normalising."])])
    head = "\n".join(
        f"{name!r} is {', '.join(f'{e.name} ({e.type}, {e.id})' for e in found)}."
        for name, found in ((left_name, left), (right_name, right))
    )
    ours = _labels(graph, {form for entity in left for form in (*entity.aliases, entity.name)})
    theirs = _labels(graph, {form for entity in right for form in (*entity.aliases, entity.name)})
    between = sorted(
        (
            judgement
            for judgement in graph.judgements.values()
            if (judgement.left in ours and judgement.right in theirs)
            or (judgement.left in theirs and judgement.right in ours)
        ),
        key=lambda row: (row.decided_by != CURATION, -row.score, row.left, row.right, row.decided_by),
    )
    if not between:
        one, two = left[0], right[0]
        bare = judge_pair(NameInContext(name=left_name, type=one.type), NameInContext(name=right_name, type=two.type))
        why = "They have no word, initials or sound in common, so the build did not compare them. By their names alone:"
        return "\n".join([head, why, describe(bare)])
    return "\n".join([head, *map(describe, between[:5])])


def explain_one(graph: GraphRecords, name: str) -> str:
    """Say why all the names of one entity are one, and which like names were kept apart from it; the best known first.

    What is not told stands in the judgements.
    """
    found = sorted(bearers(graph, name), key=lambda e: (-e.n_mentions, e.id))
    if not found:
        return f"No entity is called {name!r}."
    entity = found[0]
    used = len(entity.document_ids)
    where = f" in {counted(used, 'article')}" if used else ""
    lines = [f"{name!r} is {entity.name} ({entity.type}, {entity.id}): {named(entity.n_mentions)}{where}."]
    starts, beside = _beside(graph, entity, _forms(entity, entity.name))
    told = dict.fromkeys(beside)
    for form in sorted({form for form, _ in entity.uses} - {entity.name}):
        goals, inside = _beside(graph, entity, {form})
        told |= dict.fromkeys(inside)
        told |= dict.fromkeys(part for step in _path(graph, starts, goals) for part in _told(graph, step))
    if told:
        lines += ["", "Why its names are one:", *list(told)]
    else:
        lines.append(
            "All are written alike; equal names of one class are one thing unless something speaks against it."
        )
    own = _labels(graph, {entity.name, *entity.aliases})
    apart = sorted(
        (row for row in graph.judgements.values() if row.verdict != "same" and (row.left in own) != (row.right in own)),
        key=lambda row: (-row.score, row.left, row.right),
    )
    if apart:
        near = [row.right if row.left in own else row.left for row in apart]
        shown = list(dict.fromkeys(near))[:_NEAR]
        lines += ["", f"Compared and kept apart: {', '.join(shown)}."]
        lines.append(f"Why: kg why {quote(entity.name)} {quote(name_of(shown[0]))}")
    if len(found) > 1:
        lines += ["", f"Also called so: {', '.join(f'{e.name} ({e.type}, {e.id})' for e in found[1:])}."]
    return "\n".join(lines)
