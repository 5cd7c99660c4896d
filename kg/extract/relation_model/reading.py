"""What the relation model reads of a document: its sentences with all that is mentioned in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.relation_model.window import MarkedMention, Window, encode
from kg.extract.relation_model.wordpiece import WordPiece
from kg.model import AnnotatedDocument, CoreferenceChain, Mention, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSentence:
    """A sentence with its mentions, in text order, and the window that the encoder gets.

    ``window.openings`` belongs to ``mentions``, position by position.
    """

    span: Span
    mentions: tuple[Mention, ...]
    window: Window


def read_sentences(
    annotated: AnnotatedDocument, chain_of: dict[str, CoreferenceChain], wordpiece: WordPiece
) -> Iterator[ReadSentence]:
    """Yield the sentences that mention at least two entities, in text order."""
    starts = [token.idx for token in annotated.parse]
    ends = [token.idx + len(token.text) for token in annotated.parse]
    texts = [token.text for token in annotated.parse]
    mentions = [m for m in annotated.mentions if m.id in chain_of]
    places = [m.span.start for m in mentions]
    for sentence in annotated.sentences:
        inside = [
            m
            for m in mentions[bisect_left(places, sentence.start) : bisect_left(places, sentence.end)]
            if m.span.end <= sentence.end
        ]
        if len({chain_of[m.id].id for m in inside}) < 2:
            continue
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        window = encode(
            texts[first:last],
            [_marked(m, chain_of[m.id].type, starts[first:last], ends[first:last]) for m in inside],
            wordpiece,
        )
        yield ReadSentence(span=sentence, mentions=tuple(inside), window=window)


def _marked(mention: Mention, type_: str | None, starts: Sequence[int], ends: Sequence[int]) -> MarkedMention:
    """Return a mention by the words that it touches."""
    start = bisect_left(ends, mention.span.start + 1)
    return MarkedMention(start=start, end=max(bisect_left(starts, mention.span.end), start + 1), type=type_)
