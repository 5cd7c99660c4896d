"""What annotating hands to extracting: the document's records and its parse, inside one worker."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.model.records import CoreferenceChain, Document, Mention, Quote, Rejected, Span, TimeExpression

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedDocument:
    """One document with everything that reading it found; never stored, never sent between processes.

    ``parse.text == document.text``. ``mentions`` are sorted by span; ``chains`` cover them: each
    mention is in exactly one chain. ``sentences`` are disjoint and sorted.
    """

    document: Document
    parse: Doc
    sentences: tuple[Span, ...] = ()
    mentions: tuple[Mention, ...] = ()
    chains: tuple[CoreferenceChain, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quotes: tuple[Quote, ...] = ()
    rejected: tuple[Rejected, ...] = field(default=())
