"""What changed from one graph to another: entities, claims, posts and articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from kg.analyse.roles import Tenure, tenures
from kg.model import Claim, Document, Entity, GraphRecords
from kg.schema import Ontology

#: What of a claim may change while it stays the same claim.
_FIELDS = ("status", "time", "until", "titles", "outcome")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimChange:
    """One claim in both graphs; ``fields`` names what of it changed, "sources" where more articles have it now."""

    old: Claim
    new: Claim
    fields: tuple[str, ...]

    @property
    def happened(self) -> bool:
        """Say whether it was planned or possible, and holds or held now."""
        return self.new.asserted and not self.old.asserted


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphDiff:
    """What is new, gone or changed; every part is sorted by name or id, and empty where nothing is.

    ``renamed`` are entities of another name: the old one's name is a form of the new one, and of no other; ``retyped``
    are those of another class. Claims that differ in their entity's id only are not changed. ``began`` and ``ended``
    are posts that somebody holds now and did not before, and posts that are over now.
    """

    new_documents: tuple[Document, ...] = ()
    gone_documents: tuple[Document, ...] = ()
    new_entities: tuple[Entity, ...] = ()
    gone_entities: tuple[Entity, ...] = ()
    renamed: tuple[tuple[Entity, Entity], ...] = ()
    retyped: tuple[tuple[Entity, Entity], ...] = ()
    new_claims: tuple[Claim, ...] = ()
    gone_claims: tuple[Claim, ...] = ()
    changed: tuple[ClaimChange, ...] = ()
    more_sources: tuple[ClaimChange, ...] = ()
    began: tuple[Tenure, ...] = ()
    ended: tuple[Tenure, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Say whether nothing changed that this tells."""
        return not any(getattr(self, field.name) for field in fields(self))


def diff(old: GraphRecords, new: GraphRecords, ontology: Ontology) -> GraphDiff:
    """Return what changed from one graph to the other; nothing between equal ones."""
    renamed, retyped = _renamed(old, new), _retyped(old, new)
    to_new = {before.id: after.id for before, after in (*renamed, *retyped)}
    came = set(to_new.values()) - old.entities.keys()
    pairs, gone, added = _matched(old, new, ontology, to_new)
    changes = [_change(before, after) for before, after in pairs]
    held = {_post(row, to_new): row for row in tenures(old, ontology)}
    posts = [(row, held.get(_post(row, {}))) for row in tenures(new, ontology)]
    return GraphDiff(
        new_documents=_missing(new.documents, old.documents),
        gone_documents=_missing(old.documents, new.documents),
        new_entities=tuple(e for e in _missing(new.entities, old.entities) if e.id not in came),
        gone_entities=tuple(e for e in _missing(old.entities, new.entities) if e.id not in to_new),
        renamed=renamed,
        retyped=retyped,
        new_claims=tuple(added),
        gone_claims=tuple(gone),
        changed=tuple(change for change in changes if set(change.fields) - {"sources"}),
        more_sources=tuple(change for change in changes if change.fields == ("sources",)),
        began=tuple(row for row, before in posts if before is None and not is_over(row)),
        ended=tuple(row for row, before in posts if before is not None and is_over(row) and not is_over(before)),
    )


def _missing(rows: Mapping[str, Any], others: Mapping[str, Any]) -> tuple[Any, ...]:
    """Return the records whose id the others lack, by name."""
    return tuple(sorted((row for id, row in rows.items() if id not in others), key=lambda row: (row.name, row.id)))


def _renamed(old: GraphRecords, new: GraphRecords) -> tuple[tuple[Entity, Entity], ...]:
    forms: dict[str, set[str]] = defaultdict(set)
    for entity in new.entities.values():
        for form in (entity.name, *entity.aliases):
            forms[form.casefold()].add(entity.id)
    found = []
    for entity in _missing(old.entities, new.entities):
        now = forms[entity.name.casefold()]
        if len(now) == 1 and new.entities[id := min(now)].type == entity.type:
            found.append((entity, new.entities[id]))
    return tuple(found)


def _retyped(old: GraphRecords, new: GraphRecords) -> tuple[tuple[Entity, Entity], ...]:
    """Return the entities of one name in both graphs whose class is another; a name that several have stays out."""
    before, after = (_by_name(graph.entities.values()) for graph in (old, new))
    both = [(before[name][0], rows[0]) for name, rows in sorted(after.items()) if len(rows) == len(before[name]) == 1]
    return tuple((was, now) for was, now in both if was.type != now.type)


def _by_name(entities: Iterable[Entity]) -> dict[str, list[Entity]]:
    found: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        found[entity.name].append(entity)
    return found


def _matched(
    old: GraphRecords, new: GraphRecords, ontology: Ontology, to_new: Mapping[str, str]
) -> tuple[list[tuple[Claim, Claim]], list[Claim], list[Claim]]:
    """Return claims that are one in both graphs, and those of each that have no counterpart, sorted by id.

    Claims of the same ends, relation and polarity are one; of several, those alike in more come together first.
    """
    before, after = (_by_key(graph, ontology, ids) for graph, ids in ((old, to_new), (new, {})))
    pairs: list[tuple[Claim, Claim]] = []
    gone: list[Claim] = []
    added: list[Claim] = []
    for key in sorted(before.keys() | after.keys()):
        left, right = before.get(key, []), after.get(key, [])
        for same in (_stated, lambda c: (c.time, c.until), lambda c: c.status, lambda c: None):
            for claim in list(left):
                twin = next((other for other in right if same(other) == same(claim)), None)
                if twin is not None:
                    pairs.append((claim, twin))
                    left.remove(claim)
                    right.remove(twin)
        gone += left
        added += right
    return pairs, sorted(gone, key=lambda c: c.id), sorted(added, key=lambda c: c.id)


def _stated(claim: Claim) -> object:
    return claim.status, claim.time, claim.until


def _by_key(graph: GraphRecords, ontology: Ontology, ids: Mapping[str, str]) -> dict[tuple[str, ...], list[Claim]]:
    found: dict[tuple[str, ...], list[Claim]] = defaultdict(list)
    rows = (graph.claims, graph.value_claims, graph.open_claims)
    every: Iterable[Claim] = (claim for mapping in rows for _, claim in sorted(mapping.items()))
    for claim in every:
        ends = [ids.get(claim.subject, claim.subject), claim.object]
        if claim.datatype is None:
            ends[1] = ids.get(claim.object, claim.object)
        prop = ontology.properties.get(claim.predicate)
        if prop is not None and prop.symmetric:
            ends.sort()
        found[claim.predicate, claim.phrase or "", claim.polarity, claim.datatype or "", *ends].append(claim)
    return found


def _change(old: Claim, new: Claim) -> ClaimChange:
    changed = [name for name in _FIELDS if getattr(old, name) != getattr(new, name)]
    changed += ["disputed"] if bool(old.disputed_by) != bool(new.disputed_by) else []
    changed += ["sources"] if new.source_count > old.source_count else []
    return ClaimChange(old=old, new=new, fields=tuple(changed))


def _post(tenure: Tenure, ids: Mapping[str, str]) -> tuple[str, str, str]:
    return ids.get(tenure.holder, tenure.holder), tenure.predicate, ids.get(tenure.body, tenure.body)


def is_over(tenure: Tenure) -> bool:
    """Say whether a post has ended."""
    return tenure.until is not None or tenure.over_by is not None
