"""A sentence whose names are marked, as an annotated document: nothing is looked for but what stands for the names."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.annotate.coreference import link
from kg.model import AnnotatedDocument, CoreferenceChain, Document, Mention, Source, Span
from kg.schema.ontology import Example

if TYPE_CHECKING:
    from spacy.tokens import Doc


def mark(example: Example, parse: Doc, words: Mapping[str, frozenset[str]]) -> AnnotatedDocument:
    """Return an example as an annotated document whose names are the marked ones, with their pronouns.

    ``parse`` is that of the example's text; ``words`` are the ontology's word lists. Equal names are one chain.
    """
    document = Document(id="example", name="example", text=example.text, source=Source(uri="example"))
    mentions: list[Mention] = []
    chains: dict[str, list[Mention]] = {}
    for entity in example.entities:
        span = Span(start=entity.start, end=entity.end)
        mention = Mention(
            id=Mention.make_id(document_id="example", span=span, kind="name"), document_id="example", span=span,
            text=entity.text, kind="name", type=entity.type, score=1.0, annotator="example",
        )  # fmt: skip
        mentions.append(mention)
        chains.setdefault(entity.text, []).append(mention)
    linked = link(
        parse,
        sorted(mentions, key=lambda m: m.span),
        [
            CoreferenceChain(
                id=text,
                document_id="example",
                mentions=tuple(m.id for m in row),
                representative=row[0].id,
                type=row[0].type,
            )
            for text, row in chains.items()
        ],
        words,
    )
    return AnnotatedDocument(
        document=document,
        parse=parse,
        sentences=tuple(Span(start=s.start_char, end=s.end_char) for s in parse.sents),
        mentions=linked.mentions,
        chains=linked.chains,
    )
