"""The one container that stages hand on, and its lawful merge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from types import MappingProxyType
from typing import Any, Self

from kg.model.records import (
    Claim,
    CoreferenceChain,
    Document,
    Entity,
    Evidence,
    Judgement,
    Mention,
    Rejected,
    RelationMention,
)


def _by_id(records: Iterable[Any]) -> Mapping[str, Any]:
    """Return records by id, sorted; equal records count once. Raises ValueError for two that differ in more."""
    found: dict[str, Any] = {}
    for record in records:
        if found.setdefault(record.id, record) != record:
            raise ValueError(f"two {type(record).__name__} records with the id {record.id!r} differ")
    return MappingProxyType(dict(sorted(found.items())))


def _empty() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class GraphRecords:
    """Read-only mappings from id to record, each sorted by id.

    Document stages fill documents, mentions, chains and relation mentions; corpus stages derive
    judgements, entities, claims and evidence from them. Open claims, with a phrase in place of a property, and value
    claims, with a date or number in place of an object, are kept apart: what counts, draws or scores claims between
    entities never meets them.
    """

    documents: Mapping[str, Document] = field(default_factory=_empty)
    mentions: Mapping[str, Mention] = field(default_factory=_empty)
    chains: Mapping[str, CoreferenceChain] = field(default_factory=_empty)
    relation_mentions: Mapping[str, RelationMention] = field(default_factory=_empty)
    judgements: Mapping[str, Judgement] = field(default_factory=_empty)
    entities: Mapping[str, Entity] = field(default_factory=_empty)
    claims: Mapping[str, Claim] = field(default_factory=_empty)
    open_claims: Mapping[str, Claim] = field(default_factory=_empty)
    value_claims: Mapping[str, Claim] = field(default_factory=_empty)
    evidence: Mapping[str, Evidence] = field(default_factory=_empty)
    rejected: Mapping[str, Rejected] = field(default_factory=_empty)

    @classmethod
    def of(cls, **records: Iterable[Any]) -> Self:
        """Build from iterables of records, one keyword a mapping; a record given twice counts once.

        Raises ValueError where two records have one id and differ in something else.

        >>> GraphRecords.of(rejected=[]).rejected
        mappingproxy({})
        """
        return cls(**{name: _by_id(values) for name, values in records.items()})

    def merge(self, *others: GraphRecords) -> Self:
        """Return the union by id of what the *document stages* wrote: commutative, associative, idempotent.

        Corpus-level records (judgements, entities, claims, evidence) are derived and are left out: the
        corpus stages make them again from the merged documents.
        """
        union: dict[str, Mapping[str, Any]] = {}
        for name in ("documents", "mentions", "chains", "relation_mentions", "rejected"):
            rows: dict[str, Any] = {}
            for graph in (self, *others):
                rows.update(getattr(graph, name))
            union[name] = MappingProxyType(dict(sorted(rows.items())))
        return type(self)(**union)

    def replace(self, **records: Iterable[Any]) -> Self:
        """Return a copy in which the named mappings hold the given records instead."""
        kept = {f.name: getattr(self, f.name) for f in fields(self)}
        return type(self)(**(kept | {name: _by_id(values) for name, values in records.items()}))
