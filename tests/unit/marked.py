"""Reads relations off sentences with marked names, "[Ann Lee|Person] resigned.", by the cues of our ontology."""

from __future__ import annotations

from functools import cache

from kg.annotate import AnnotateSettings, Annotator
from kg.extract import Extractor, cue_extractor
from kg.model import RelationMention
from kg.schema import load_ontology
from kg.schema.relations import read_example


@cache
def _reader() -> tuple[Annotator, Extractor]:
    annotator = Annotator(load_ontology(), AnnotateSettings(voters=("md",)))
    return annotator, cue_extractor(load_ontology(), annotator)


def relations_of(text: str) -> list[RelationMention]:
    """Return what the cues read, in their order."""
    annotator, cues = _reader()
    example = read_example({"text": text, "claims": []}, "x", "meets", frozenset({"meets"}))
    annotated = annotator.mark(example, next(annotator.parse([example.text])))
    return [m for m in cues(annotated, ()) if isinstance(m, RelationMention)]
