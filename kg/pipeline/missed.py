"""What a build of some articles may have missed: for `kg missed`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain

from kg.analyse.missed import ContentWord, SentenceWords, missed
from kg.analyse.missed_report import Missed
from kg.model import AnnotatedDocument
from kg.pipeline.run import Progress, build_records
from kg.pipeline.settings import BuildSettings
from kg.schema.ontology import Ontology

#: Parts of speech that may say what two names have to do with one another: a name is neither.
_CONTENT = ("VERB", "NOUN")


def find_missed(inputs: Sequence[str], settings: BuildSettings, *, progress: Progress | None = None) -> Missed:
    """Build the inputs, and say what the build may have missed.

    Raises:
        InputError: none of the inputs holds an article, or one cannot be used and ``settings.strict`` is set.
    """
    sentences: list[SentenceWords] = []

    def look(annotated: AnnotatedDocument) -> AnnotatedDocument:
        sentences.extend(sentence_words(annotated))
        return annotated

    graph, ontology = build_records(inputs, settings, progress=progress, change=look)
    return missed(graph, _with_templates(ontology, settings), sentences)


def sentence_words(annotated: AnnotatedDocument) -> Iterator[SentenceWords]:
    """Yield the sentences of a document that mention two entities or more, with their verbs and nouns."""
    chain_of = {mention: c.id for c in annotated.chains for mention in c.mentions}
    covered = set(chain.from_iterable(range(m.span.start, m.span.end) for m in annotated.mentions if m.kind == "name"))
    for span in annotated.sentences:
        inside = {chain_of[m.id] for m in annotated.mentions if m.id in chain_of and span.covers(m.span)}
        if len(inside) < 2:
            continue
        tokens = annotated.parse.char_span(span.start, span.end, alignment_mode="expand")
        words = (
            ContentWord(start=token.idx, lemma=token.lemma_.lower(), is_verb=token.pos_ == "VERB")
            for token in tokens or ()
            if token.pos_ in _CONTENT and token.idx not in covered
        )
        yield SentenceWords(document_id=annotated.document.id, span=span, words=tuple(words))


def _with_templates(ontology: Ontology, settings: BuildSettings) -> Ontology:
    """Return the ontology with the templates that a build learns where a relation has only examples."""
    if all(relation.says for relation in ontology.relations.values()):
        return ontology
    from kg.annotate import AnnotateSettings, Annotator
    from kg.extract.learn import with_learned

    return with_learned(ontology, Annotator(ontology, AnnotateSettings(voters=settings.voters[:1])))
