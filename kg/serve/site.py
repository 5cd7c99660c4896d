"""What the pages are made of: the records, and how they are linked, found and counted. Built once, then only read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from urllib.parse import quote

from kg.analyse import Match
from kg.graph.answer import shorten
from kg.graph.guard import tokens
from kg.graph.query import ShippedQuery, queries
from kg.model import Claim, Entity, GraphRecords
from kg.pipeline.api import Graph
from kg.serve.names import NameIndex

#: The kinds of things that have a page, as their addresses and IRIs begin.
KINDS = ("entity", "claim", "evidence", "document")


class Site:
    """A graph with its indices.

    ``path`` is the file it was read from, ``base`` what its IRIs begin with, ``prefixes`` are those that queries need
    not declare.
    """

    def __init__(self, graph: Graph, path: Path, *, base: str, prefixes: Mapping[str, str]) -> None:
        self.graph, self.path, self.base, self.prefixes = graph, path, base, dict(prefixes)
        self.records: GraphRecords = graph.records
        self.names = NameIndex(self.records)
        self.labels: Mapping[str, str] = {name: declared.label for name, declared in graph.ontology.labelled()}
        self.claims_of: Mapping[str, tuple[Claim, ...]] = _by_entity(self._all_claims())
        self.claims_on: Mapping[str, tuple[Claim, ...]] = _by_evidence(self._all_claims())
        self.claims: Mapping[str, Claim] = {claim.id: claim for claim in self._all_claims()}
        self.evidence_in: Mapping[str, tuple[str, ...]] = _by_document(self.records)
        self.queries: tuple[ShippedQuery, ...] = queries(Path(graph.ontology.directory))

    @property
    def terms(self) -> list[str]:
        """Return the prefixed names of the ontology's classes and properties, and of what claims have; sorted."""
        from kg.rdf.vocabulary import RECORD_TERMS

        ontology = self.graph.ontology
        iris = {declared.iri for declared in ontology.classes.values()}
        iris |= {declared.iri for _, declared in ontology.labelled()} | {iri for iri, _, _ in RECORD_TERMS}
        return sorted({shorten(iri, self.prefixes) for iri in iris})

    def declared(self, query: str) -> str:
        """Return a query with the prefixes declared that it uses and does not declare, so that it runs anywhere."""
        used = {token.partition(":")[0] for kind, token in tokens(query) if kind == "name"}
        lines = [f"PREFIX {name}: <{iri}>\n" for name, iri in sorted(self.prefixes.items()) if name in used]
        return "".join(line for line in lines if line.partition("<")[0].strip() not in query) + query

    def iri(self, kind: str, id: str) -> str:
        """Return the IRI that the graph's file gives a thing."""
        from kg.rdf.vocabulary import local

        return f"{self.base}{kind}/{local(id)}"

    def find(self, name: str, *, types: Iterable[str] = (), limit: int = 10) -> tuple[Match, ...]:
        """Return the entities that a name may mean, best first; of the classes given, or of any."""
        ontology = self.graph.ontology
        wanted = {narrower for type in types for narrower in (*ontology.classes, type) if ontology.is_a(narrower, type)}
        return self.names.find(name, types=wanted, limit=limit)

    def class_label(self, name: str) -> str:
        """Return what a class is called; its name where the ontology does not say."""
        declared = self.graph.ontology.classes.get(name)
        return declared.label if declared else name

    def most_connected(self, per_class: int) -> list[tuple[str, list[tuple[Entity, int]]]]:
        """Return the classes, largest first, each with its entities of most claims and their number of claims."""
        sizes = Counter(entity.type for entity in self.records.entities.values())
        found = []
        for name in sorted(sizes, key=lambda name: (-sizes[name], name)):
            members = [entity for entity in self.records.entities.values() if entity.type == name]
            members.sort(key=lambda e: (-len(self.claims_of.get(e.id, ())), -e.n_mentions, e.name, e.id))
            found.append((name, [(e, len(self.claims_of.get(e.id, ()))) for e in members[:per_class]]))
        return found

    def _all_claims(self) -> list[Claim]:
        records = self.records
        return [*records.claims.values(), *records.value_claims.values(), *records.open_claims.values()]


def address(kind: str, id: str, suffix: str = "") -> str:
    """Return the address of a thing's page on this server.

    >>> address("entity", "a/b?", ".ttl")
    '/entity/a%2Fb%3F.ttl'
    """
    return f"/{kind}/{quote(id, safe='')}{suffix}"


def _by_entity(claims: Iterable[Claim]) -> dict[str, tuple[Claim, ...]]:
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        ends = {claim.subject} if claim.datatype is not None else {claim.subject, claim.object}
        for end in sorted(ends):
            found[end].append(claim)
    return {id: tuple(sorted(of, key=lambda claim: claim.id)) for id, of in found.items()}


def _by_evidence(claims: Iterable[Claim]) -> dict[str, tuple[Claim, ...]]:
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for id in claim.evidence:
            found[id].append(claim)
    return {id: tuple(sorted(on, key=lambda claim: claim.id)) for id, on in found.items()}


def _by_document(records: GraphRecords) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for evidence in sorted(records.evidence.values(), key=lambda e: (e.start, e.end, e.id)):
        found[evidence.document_id].append(evidence.id)
    return {id: tuple(ids) for id, ids in found.items()}
