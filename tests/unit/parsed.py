"""Parses short texts with the model that the package installs, each text once a test run."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from kg.annotate import Annotator
from kg.model import AnnotatedDocument, Document, Source
from kg.schema import load_ontology, ontology_directory

if TYPE_CHECKING:
    from spacy.tokens import Doc


@cache
def annotator() -> Annotator:
    """Return the annotator with its usual settings."""
    return Annotator(load_ontology(ontology_directory()))


@cache
def annotated(text: str, published_at: str | None = None) -> AnnotatedDocument:
    """Return a text read as a document."""
    source = Source(uri="test", published_at=published_at)
    (result,) = annotator().pipe([Document(id="test", name="test", text=text, source=source)])
    return result


def parsed(text: str) -> Doc:
    """Return the parse of a text."""
    return annotated(text).parse
