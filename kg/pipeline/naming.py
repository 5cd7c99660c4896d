"""Read articles again where people said that words are a name, or none: as if annotating had known it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from kg.annotate.given import Given, struck_as, written_as
from kg.model import Document, GraphRecords, Rejected
from kg.resolve import Curation, CurationRow
from kg.resolve.refusals import refusal, unknown
from kg.schema.ontology import Ontology

#: Yields the records of some documents, each annotated with the given names.
ReadNamed = Callable[[Iterable[Document], Given], Iterable[GraphRecords]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What was read, with the ``names`` that people gave, and their rows that cannot be followed."""

    read: GraphRecords
    names: Given = ()
    rejected: tuple[Rejected, ...] = ()


def with_given_names(read: GraphRecords, curation: Curation, ontology: Ontology, read_named: ReadNamed) -> Named:
    """Return what was read, with all records of those articles new that write a given name, or have a struck one.

    Without such an article nothing is read again. One on which a stage fails keeps what was read from it.
    """
    rows, rejected = _followed(curation, ontology)
    if not rows:
        return Named(read=read, rejected=tuple(rejected))
    names: Given = tuple(sorted({(name, row.to) for row, name in rows}, key=lambda pair: pair[0]))
    named = written_as(name for name, type in names if type is not None)
    struck = struck_as(name for name, type in names if type is None)
    again = {document.id for document in read.documents.values() if named.search(document.text)}
    again |= {m.document_id for m in read.mentions.values() if m.kind == "name" and struck.fullmatch(m.text)}
    documents = [read.documents[id] for id in sorted(again)]
    shards = [shard for shard in read_named(documents, names) if shard.documents] if documents else []
    after = _without(read, {id for shard in shards for id in shard.documents}).merge(*shards) if shards else read
    before_forms, forms = _forms(read), _forms(after)
    for row, name in rows:
        if row.to is None:
            done = any(map(struck_as([name]).fullmatch, before_forms))
        else:
            done = not forms.isdisjoint({name, f"{name}."})
        rejected += [] if done else [unknown(row, name)]
    return Named(read=after, names=names, rejected=tuple(rejected))


def _followed(curation: Curation, ontology: Ontology) -> tuple[list[tuple[CurationRow, str]], list[Rejected]]:
    """Return each row about names with each of its names, and the rows that cannot be: of two that differ, both."""
    about = [*curation.of_kind("name"), *curation.of_kind("no-name")]
    rows = [(row, " ".join(name.split())) for row in about for name in row.names]
    said: dict[str, set[str | None]] = defaultdict(set)
    for row, name in rows:
        said[name].add(row.to)
    refused: dict[CurationRow, str] = {}
    for row, name in rows:
        if row.to is not None and row.to not in ontology.classes:
            refused[row] = f"the ontology has no class {row.to!r}"
        elif len(said[name]) > 1:
            refused[row] = f"another row says otherwise of {name!r}"
    return [(row, name) for row, name in rows if row not in refused], [refusal(*item) for item in refused.items()]


def _without(read: GraphRecords, documents: Collection[str]) -> GraphRecords:
    """Return the records of all other articles."""
    kinds = ("mentions", "chains", "relation_mentions", "rejected")
    kept = {kind: [r for r in getattr(read, kind).values() if r.document_id not in documents] for kind in kinds}
    return read.replace(documents=[d for id, d in read.documents.items() if id not in documents], **kept)


def _forms(read: GraphRecords) -> frozenset[str]:
    return frozenset(" ".join(mention.text.split()) for mention in read.mentions.values() if mention.kind == "name")
