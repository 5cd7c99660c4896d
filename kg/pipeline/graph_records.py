"""What every part of the public graph stands on: its records and its ontology."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.model import Claim, Document, Entity, Evidence, GraphRecords, Rejected
from kg.pipeline.run import FAILED
from kg.schema import Ontology

if TYPE_CHECKING:
    from kg.analyse.doubtful import Doubtful


class RecordsOfGraph:
    """Records by id, as they were built or loaded. Two graphs with the same records are equal."""

    def __init__(self, records: GraphRecords, ontology: Ontology, *, read: GraphRecords | None = None) -> None:
        self._records = records
        self._ontology = ontology
        self._read = read

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self)) and self._records == other._records

    def __hash__(self) -> int:
        return hash((*self.documents, *self.entities, *self.claims))

    @property
    def records(self) -> GraphRecords:
        """Return all records, also those of the document stages."""
        return self._records

    @property
    def read(self) -> GraphRecords | None:
        """Return what was read from the articles, before anything was decided across them; None: loaded from a file."""
        return self._read

    @property
    def ontology(self) -> Ontology:
        """Return the ontology that the graph is written in."""
        return self._ontology

    @property
    def documents(self) -> Mapping[str, Document]:
        """Return the articles by id."""
        return self._records.documents

    @property
    def entities(self) -> Mapping[str, Entity]:
        """Return the entities by id, which is a slug of the name."""
        return self._records.entities

    @property
    def claims(self) -> Mapping[str, Claim]:
        """Return the claims by id; their ends are ids of entities."""
        return self._records.claims

    @property
    def open_claims(self) -> Mapping[str, Claim]:
        """Return the open claims by id, each with a ``phrase``; empty unless the build was asked for them."""
        return self._records.open_claims

    @property
    def value_claims(self) -> Mapping[str, Claim]:
        """Return the value claims by id: dates and numbers of entities, with their XSD type as ``datatype``."""
        return self._records.value_claims

    @property
    def evidence(self) -> Mapping[str, Evidence]:
        """Return the sentences behind the claims, by id."""
        return self._records.evidence

    @property
    def rejected(self) -> tuple[Rejected, ...]:
        """Return what was left out and why, inputs first, then by stage and item."""
        rows = self._records.rejected.values()
        return tuple(sorted(rows, key=lambda r: (r.stage != "ingest", r.stage, r.item, r.reason, r.id)))

    def without_claims(self) -> tuple[Document, ...]:
        """Return the articles that no claim of any kind rests on, by name."""
        heard = {row.document_id for row in self.evidence.values()}
        return tuple(sorted((d for id, d in self.documents.items() if id not in heard), key=lambda d: (d.name, d.id)))

    def doubtful(self) -> tuple[Doubtful, ...]:
        """Return the articles that are read poorly, by name, with why: not English, or without or all in capitals."""
        from kg.analyse.doubtful import doubtful_articles

        return doubtful_articles(self.documents.values(), self._ontology)

    @property
    def rejected_inputs(self) -> tuple[Rejected, ...]:
        """Return the files and articles that are not in the graph: unreadable, or a stage failed on them."""
        return tuple(row for row in self.rejected if row.stage in ("ingest", FAILED))
