"""Pronouns that stand for nobody named: a sentence on its own has no name for them, yet says things of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from kg.model import AnnotatedDocument, CoreferenceChain, Mention, Span

#: Words that mean one entity within a sentence, with its class.
_GROUPS = (
    ("Person", frozenset({"he", "him", "his", "himself"})),
    ("Person", frozenset({"she", "her", "hers", "herself"})),
    ("Person", frozenset({"i", "me", "my", "mine", "myself"})),
    ("Organization", frozenset({"it", "its", "itself"})),
    ("Organization", frozenset({"we", "us", "our", "ours", "ourselves"})),
)
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that", "where"})


def with_unnamed(annotated: AnnotatedDocument) -> AnnotatedDocument:
    """Return a document of one sentence in which pronouns without a referent stand for an unnamed entity each kind.

    Such a chain is not reported, as those of noun phrases without a name.
    """
    taken = [mention.span for mention in annotated.mentions]
    mentions, chains = list(annotated.mentions), list(annotated.chains)
    for type_, words in _GROUPS:
        spans = [
            Span(start=token.idx, end=token.idx + len(token))
            for token in annotated.parse
            if token.lower_ in words and token.pos_ in ("PRON", "DET") and token.dep_ != "expl"
        ]
        found = [_mention(annotated, span, type_) for span in spans if not any(span.overlaps(other) for other in taken)]
        if found:
            ids = tuple(mention.id for mention in found)
            id_ = CoreferenceChain.make_id(document_id=annotated.document.id, mention_ids=ids)
            chains.append(
                CoreferenceChain(
                    id=id_,
                    document_id=annotated.document.id,
                    mentions=ids,
                    representative=ids[0],
                    type=type_,
                    reported=False,
                )
            )
            mentions += found
    return replace(annotated, mentions=tuple(sorted(mentions, key=lambda m: (m.span, m.id))), chains=tuple(chains))


def _mention(annotated: AnnotatedDocument, span: Span, type_: str) -> Mention:
    document = annotated.document
    return Mention(
        id=Mention.make_id(document_id=document.id, span=span, kind="pronoun"),
        document_id=document.id,
        span=span,
        text=span.of(document.text),
        kind="pronoun",
        type=type_,
        score=0.5,
        annotator="unnamed",
    )


def relative_pronouns(annotated: AnnotatedDocument) -> Iterator[tuple[Span, Span]]:
    """Yield each relative pronoun with the head word of the noun phrase that its clause describes.

    Of "X is an artist who ..." and "X, an artist who ..." that is X, too.
    """
    for token in annotated.parse:
        if token.lower_ in _RELATIVE and token.tag_ in ("WP", "WP$", "WDT", "WRB"):
            clause = next((t for t in (token, *token.ancestors) if t.dep_ == "relcl"), None)
            if clause is None:
                continue
            heads = [clause.head]
            if clause.head.dep_ == "attr" and clause.head.head.lemma_ == "be":
                heads += [t for t in clause.head.head.children if t.dep_ == "nsubj"]
            elif clause.head.dep_ == "appos":
                heads.append(clause.head.head)
            for head in heads:
                yield Span(start=token.idx, end=token.idx + len(token)), Span(start=head.idx, end=head.idx + len(head))
