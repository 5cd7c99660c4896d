"""From inputs to a graph: read, annotate, extract, canonicalise, assemble."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from kg.errors import InputError, StageError
from kg.model import AnnotatedDocument, Document, GraphRecords, Rejected, RelationMention
from kg.pipeline.extractors import extractors_of, voters_of
from kg.pipeline.settings import BuildSettings
from kg.schema.load import load_ontology
from kg.schema.ontology import Ontology

if TYPE_CHECKING:
    from kg.annotate.given import Given

#: Documents between two clean-ups of spaCy's string store; 500 keeps memory flat for 6% of speed
#: (2,000 Reuters articles, tests/benchmark).
MEMORY_ZONE_DOCUMENTS = 500

#: The stage of the rejections of whole documents on which a stage failed.
FAILED = "build"
#: Called after each document with the number read so far and its name.
Progress = Callable[[int, str], None]
Extractor = Callable[[AnnotatedDocument, Sequence[RelationMention]], Iterable[RelationMention | Rejected]]


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
    ontology = load_ontology(settings.ontology)
    read = read_records(inputs, ontology, settings, progress=progress, change=change)
    return decided(read, ontology, settings, change=change), ontology


def decided(
    read: GraphRecords,
    ontology: Ontology,
    settings: BuildSettings,
    *,
    change: Callable[[AnnotatedDocument], AnnotatedDocument] | None = None,
) -> GraphRecords:
    """Return the graph of what was read from some articles: all that depends on more than one of them.

    Articles that write words which people said are a name, or none, are read again with these names, and articles that
    write of an entity to which people gave a class with this class; ``change`` is what was applied to them when they
    were read first.
    """
    from kg.graph.assemble import assemble
    from kg.graph.sources import source_groups
    from kg.pipeline.curation import load_curation
    from kg.pipeline.link_table import linked, table_rows
    from kg.pipeline.naming import with_given_names
    from kg.pipeline.retyping import with_given_classes
    from kg.resolve import canonicalise, divide, given_classes, reject_claims

    curation = load_curation(settings.curation)
    sources = source_groups(read.documents.values())
    table = [] if settings.link is None else table_rows(settings.link, ontology)

    def read_named(documents: Iterable[Document], names: Given) -> Iterator[GraphRecords]:
        return Reading(ontology, settings, change=change, names=names).shards(documents)

    named = with_given_names(read, curation, ontology, read_named)
    read = named.read
    given = given_classes(divide(read, curation), ontology, curation=curation, table=table)

    def read_again(
        documents: Iterable[Document], classed: Callable[[AnnotatedDocument], AnnotatedDocument]
    ) -> Iterator[GraphRecords]:
        def both(annotated: AnnotatedDocument) -> AnnotatedDocument:
            return classed(change(annotated) if change else annotated)

        return Reading(ontology, settings, change=both, names=named.names).shards(documents)

    read = with_given_classes(read, curation, given.types, read_again)
    graph = canonicalise(divide(read, curation), ontology, curation=curation, table=table, sources=sources, given=given)
    graph = graph.replace(rejected=[*graph.rejected.values(), *named.rejected])
    graph = reject_claims(graph, ontology, curation)
    if settings.link is not None:
        graph = linked(graph, settings.link, ontology)
    return assemble(graph, ontology, source_of=sources)


def read_records(
    inputs: Sequence[str],
    ontology: Ontology,
    settings: BuildSettings,
    *,
    known: GraphRecords | None = None,
    progress: Progress | None = None,
    change: Callable[[AnnotatedDocument], AnnotatedDocument] | None = None,
) -> GraphRecords:
    """Return what the document stages give for the inputs, merged with what is known of other articles.

    An article that is ``known`` is not read again: the same text from the same source gives the same records. Where
    some are known, there may be no inputs.

    Raises:
        InputError: none of the inputs holds an article, or one cannot be used and ``settings.strict`` is set.
    """
    from kg.ingest import read
    from kg.pipeline.own_files import is_own

    before = known or GraphRecords()
    if known is not None and not inputs:
        return before
    items = read(inputs, format=settings.format, known=before.documents.values(), is_own=is_own)
    rejected: list[Rejected] = []

    def documents() -> Iterator[Document]:
        for item in items:
            if isinstance(item, Rejected):
                if settings.strict:
                    raise _refused(item)
                rejected.append(item)
            else:
                yield item

    readable = documents()
    first = next(readable, None)
    if first is None:  # known before the models are loaded
        why = "; ".join(f"{r.item}: {r.reason}" for r in rejected[:3])
        raise InputError(
            "no article could be read from the input",
            cause=why or "the folder holds no file of a known format",
            remedy="give .txt, .json, .jsonl or .html files, a folder of them, or - for standard input",
        )
    new = (document for document in chain([first], readable) if document.id not in before.documents)
    shards: list[GraphRecords] = []
    for shard in Reading(ontology, settings, change=change).shards(new):
        shards.append(shard)
        if progress is not None:
            names = [document.name for document in shard.documents.values()]
            progress(len(shards), names[0] if names else "left out")
    return GraphRecords.of(rejected=rejected).merge(before, *shards)


class Reading:
    """The document stages, composed: one document in, its records out; nothing is shared between documents."""

    def __init__(
        self,
        ontology: Ontology,
        settings: BuildSettings,
        *,
        change: Callable[[AnnotatedDocument], AnnotatedDocument] | None = None,
        names: Given = (),
    ) -> None:
        from kg.annotate import AnnotateSettings, Annotator

        voters = voters_of(ontology, settings.extractors, settings.voters)
        self._annotator = Annotator(ontology, AnnotateSettings(voters=voters, given=names))
        self._extractors = extractors_of(ontology, settings.extractors, self._annotator)
        self._change = change
        self._strict = settings.strict

    def shards(self, documents: Iterable[Document]) -> Iterator[GraphRecords]:
        """Yield one small graph a document, in order; one on which a stage fails holds the reason alone.

        Raises:
            StageError: a stage failed on a document, and ``settings.strict`` is set.
        """
        for batch in _batches(documents, MEMORY_ZONE_DOCUMENTS):
            with self._annotator.memory_zone():
                for document, annotated in self._annotated(batch):
                    try:
                        if isinstance(annotated, StageError):
                            raise annotated
                        yield self.shard(self._change(annotated) if self._change else annotated)
                    except StageError as error:
                        if self._strict:
                            raise
                        yield GraphRecords.of(rejected=[_failed(document, error)])

    def _annotated(self, batch: Sequence[Document]) -> Iterator[tuple[Document, AnnotatedDocument | StageError]]:
        """Yield each document of a batch annotated, in order, or the error that its annotation ended with.

        Annotation reads many documents at once, so an error does not say which of them it met: those that are
        not through yet are annotated one by one until it comes again.
        """
        waiting = deque(batch)
        one_by_one = False
        while waiting:
            try:
                for annotated in self._annotator.pipe([waiting[0]] if one_by_one else tuple(waiting)):
                    yield waiting.popleft(), annotated
            except Exception as error:  # noqa: BLE001 - whatever a document does to the models costs that document only
                if one_by_one:
                    document = waiting.popleft()
                    yield document, _stage_error("annotating", document, error)
                one_by_one = not one_by_one

    def shard(self, annotated: AnnotatedDocument) -> GraphRecords:
        """Return the records of one annotated document.

        Raises:
            StageError: an extractor failed; the error names the document.
        """
        try:
            return self._extract(annotated)
        except Exception as error:
            raise _stage_error("extracting from", annotated.document, error) from error

    def _extract(self, annotated: AnnotatedDocument) -> GraphRecords:
        relations: dict[str, RelationMention] = {}
        rejected: list[Rejected] = list(annotated.rejected)
        for extract in self._extractors:
            between_entities = tuple(row for row in relations.values() if row.datatype is None)
            for item in list(extract(annotated, between_entities)):
                if isinstance(item, RelationMention):
                    relations[item.id] = item  # a later extractor may weigh what an earlier one found
                else:
                    relations.pop(item.detail, None)
                    rejected.append(item)
        return GraphRecords.of(
            documents=[annotated.document],
            mentions=annotated.mentions,
            chains=annotated.chains,
            relation_mentions=list(relations.values()),
            rejected=rejected,
        )


def _stage_error(stage: str, document: Document, error: Exception) -> StageError:
    failure = StageError(
        f"{stage} {document.name} failed",
        cause=f"{type(error).__name__}: {error}",
        remedy="leave the article out, and report it",
    )
    failure.__cause__ = error
    return failure


def _failed(document: Document, error: StageError) -> Rejected:
    return Rejected(stage=FAILED, item=document.name, reason=f"{error.what} ({error.cause})", document_id=document.id)


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
