"""Relations in text: one normaliser, a look-up table of templates, relation mentions out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Protocol

from kg.model import AnnotatedDocument, Rejected, RelationMention
from kg.schema.ontology import Example, Ontology

if TYPE_CHECKING:
    from spacy.tokens import Doc


class TemplateParser(Protocol):
    """What the extractors need of the annotator: to parse templates as the text is parsed."""

    name: str

    def parse(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Parse short texts, without finding names."""
        ...

    def mark(self, example: Example, parse: Doc) -> AnnotatedDocument:
        """Return a parsed example as an annotated document whose names are the marked ones."""
        ...


def cue_extractor(
    ontology: Ontology, parser: TemplateParser
) -> Callable[[AnnotatedDocument], Iterator[RelationMention | Rejected]]:
    """Return the extractor "cues": the ontology's templates, compiled with the annotator's own parser."""
    from kg.extract.compiled import cue_table
    from kg.extract.cues import CueExtractor
    from kg.extract.learn import with_learned
    from kg.extract.lexicon import Lexicon

    ontology, lexicon = with_learned(ontology, parser), Lexicon(ontology.words)
    table = cue_table(ontology, lexicon, parser.parse, parser.name)
    return CueExtractor(ontology=ontology, lexicon=lexicon, table=table).extract


__all__ = ["TemplateParser", "cue_extractor"]
