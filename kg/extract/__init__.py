"""Relations in text: one normaliser, a look-up table of templates, relation mentions out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from kg.model import AnnotatedDocument, Rejected, RelationMention
from kg.schema.ontology import Example, Ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc


class TemplateParser(Protocol):
    """What the extractors need of the annotator: to parse templates as the text is parsed."""

    @property
    def name(self) -> str:
        """Identify the parser."""
        ...

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Parse short texts, without finding names."""
        ...

    def mark(self, example: Example, parse: Doc) -> AnnotatedDocument:
        """Return a parsed example as an annotated document whose names are the marked ones."""
        ...


#: An extractor gets a document and what the extractors before it found there. Of what it yields, a relation mention
#: with a known id takes the place of the earlier one, and a rejection whose detail is a known id takes it away.
Extractor = Callable[[AnnotatedDocument, Sequence[RelationMention]], Iterator[RelationMention | Rejected]]


def cue_extractor(ontology: Ontology, parser: TemplateParser) -> Extractor:
    """Return the extractor "cues": the ontology's templates, compiled with the annotator's parser, and its values."""
    from kg.extract.compiled import cue_table
    from kg.extract.cues import CueExtractor
    from kg.extract.learn import with_learned
    from kg.extract.lexicon import Lexicon
    from kg.extract.sentences import Sentences
    from kg.extract.values import ValueExtractor

    ontology, lexicon = with_learned(ontology, parser), Lexicon(ontology.words)
    table = cue_table(ontology, lexicon, parser.parse, parser.name)
    cues = CueExtractor(ontology=ontology, lexicon=lexicon, table=table)
    values = ValueExtractor(ontology=ontology, lexicon=lexicon)

    def extract(annotated: AnnotatedDocument, found: Sequence[RelationMention]) -> Iterator[RelationMention | Rejected]:
        sentences = Sentences(annotated, lexicon)
        yield from cues.extract(annotated, found, sentences)
        yield from values.extract(annotated, found, sentences)

    return extract


def model_extractor(ontology: Ontology, parser: TemplateParser) -> Extractor:
    """Return the extractor "model": the trained network, for those of its relations that the ontology has.

    What it was not trained on it learns from the ontology's examples.
    """
    return _network(ontology, parser)


def example_extractor(ontology: Ontology, parser: TemplateParser) -> Extractor:
    """Return the extractor "examples": the network alone, for the relations that it is to read off their examples."""
    shown = {name: ontology.relations[name] for name in ontology.by_example()}
    return _network(replace(ontology, relations=shown), parser, only_taught=True)


def _network(ontology: Ontology, parser: TemplateParser, *, only_taught: bool = False) -> Extractor:
    from kg.extract.lexicon import Lexicon
    from kg.extract.relation_model.extractor import RelationModel
    from kg.extract.relation_model.scorer import PairScorer
    from kg.extract.relation_model.taught import taught

    scorer = taught(PairScorer.read(), ontology, parser)
    if only_taught:
        known = {name: r for name, r in ontology.relations.items() if name not in scorer.trained}
        ontology = replace(ontology, relations=known)
    return RelationModel(ontology=ontology, lexicon=Lexicon(ontology.words), scorer=scorer).extract


def open_extractor(ontology: Ontology, parser: TemplateParser) -> Extractor:
    """Return the extractor "open": phrases for pairs of entities that the extractors before it do not join."""
    from kg.extract.lexicon import Lexicon
    from kg.extract.open_relations import OpenExtractor

    return OpenExtractor(lexicon=Lexicon(ontology.words)).extract


__all__ = [
    "Extractor",
    "TemplateParser",
    "cue_extractor",
    "example_extractor",
    "model_extractor",
    "open_extractor",
]
