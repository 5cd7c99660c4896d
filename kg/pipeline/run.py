"""From inputs to a graph: read, annotate, extract, canonicalise, assemble."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from kg.errors import InputError
from kg.model import AnnotatedDocument, Document, GraphRecords, Rejected, RelationMention
from kg.pipeline.registry import load_plugin
from kg.pipeline.settings import BuildSettings
from kg.schema.load import load_ontology
from kg.schema.ontology import Ontology

#: Documents between two clean-ups of spaCy's string store; 500 keeps memory flat for 6% of speed
#: (2,000 Reuters articles, tests/benchmark).
MEMORY_ZONE_DOCUMENTS = 500

#: Called after each document with the number read so far and its name.
Progress = Callable[[int, str], None]
Extractor = Callable[[AnnotatedDocument], Iterable[RelationMention | Rejected]]


def build_records(
    inputs: Sequence[str],
    settings: BuildSettings,
    *,
    progress: Progress | None = None,
    change: Callable[[AnnotatedDocument], AnnotatedDocument] | None = None,
) -> tuple[GraphRecords, Ontology]:
    """Build the records of a graph from files, folders, globs or "-".

    ``change`` is applied to each annotated document before extraction (evaluation puts gold entities in).

    Raises:
        InputError: none of the inputs holds an article, or one cannot be used and ``settings.strict`` is set.
    """
    from kg.graph.assemble import assemble
    from kg.ingest import read
    from kg.resolve import canonicalise

    ontology = load_ontology(settings.ontology)
    reading = Reading(ontology, settings, change=change)
    rejected: list[Rejected] = []

    def documents() -> Iterator[Document]:
        for item in read(inputs, format=settings.format):
            if isinstance(item, Rejected):
                if settings.strict:
                    raise _refused(item)
                rejected.append(item)
            else:
                yield item

    shards: list[GraphRecords] = []
    for shard in reading.shards(documents()):
        shards.append(shard)
        if progress is not None:
            progress(len(shards), *(document.name for document in shard.documents.values()))
    if not shards:
        why = "; ".join(f"{r.item}: {r.reason}" for r in rejected[:3])
        raise InputError(
            "no article could be read from the input",
            cause=why or "the folder holds no file of a known format",
            remedy="give .txt, .json, .jsonl or .html files, a folder of them, or - for standard input",
        )
    merged = GraphRecords.of(rejected=rejected).merge(*shards)
    return assemble(canonicalise(merged, ontology), ontology), ontology


class Reading:
    """The document stages, composed: one document in, its records out; nothing is shared between documents."""

    def __init__(
        self,
        ontology: Ontology,
        settings: BuildSettings,
        *,
        change: Callable[[AnnotatedDocument], AnnotatedDocument] | None = None,
    ) -> None:
        from kg.annotate import AnnotateSettings, Annotator

        self._annotator = Annotator(ontology, AnnotateSettings(voters=settings.voters))
        self._extractors: list[Extractor] = [
            load_plugin("kg.extractors", name)(ontology, self._annotator) for name in settings.extractors
        ]
        self._change = change

    def shards(self, documents: Iterable[Document]) -> Iterator[GraphRecords]:
        """Yield one small graph a document, in order."""
        for batch in _batches(documents, MEMORY_ZONE_DOCUMENTS):
            with self._annotator.memory_zone():
                for annotated in self._annotator.pipe(batch):
                    yield self.shard(self._change(annotated) if self._change else annotated)

    def shard(self, annotated: AnnotatedDocument) -> GraphRecords:
        """Return the records of one annotated document."""
        relations: list[RelationMention] = []
        rejected: list[Rejected] = list(annotated.rejected)
        for extract in self._extractors:
            for item in extract(annotated):
                if isinstance(item, RelationMention):
                    relations.append(item)
                else:
                    rejected.append(item)
        return GraphRecords.of(
            documents=[annotated.document],
            mentions=annotated.mentions,
            chains=annotated.chains,
            relation_mentions=relations,
            rejected=rejected,
        )


def _refused(item: Rejected) -> InputError:
    return InputError(
        f"{item.item} cannot be used",
        cause=item.reason,
        remedy="mend or leave out the input, or build without --strict",
    )


def _batches(documents: Iterable[Document], size: int) -> Iterator[list[Document]]:
    batch: list[Document] = []
    for document in documents:
        batch.append(document)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
