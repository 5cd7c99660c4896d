"""What the relation model reads of a document: its sentences, some at a time, with all that is mentioned in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.encoder.wordpiece import WordPiece
from kg.extract.relation_model.window import MarkedMention, Window, encode, marked
from kg.model import AnnotatedDocument, CoreferenceChain, Mention, Span

#: As many sentences are read together as fit into so many pieces. A sentence among its neighbours is read better than
#: alone: on the gold articles, gold names, the best F1 of the network's relations was .580 with sentences alone and
#: .613 with these passages (training/README.md).
PASSAGE_PIECES = 256
#: So many sentences of the passage before are read again, as context.
CONTEXT_SENTENCES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """Sentences that follow one another, with their mentions in text order and the window that the encoder gets.

    ``places`` says of each mention in which of ``sentences`` it stands. The first ``n_context`` sentences are there
    for their context only: they are read in the passage before. ``window.openings`` belongs to ``mentions``.
    """

    sentences: tuple[Span, ...]
    n_context: int
    mentions: tuple[Mention, ...]
    places: tuple[int, ...]
    window: Window

    @property
    def read(self) -> range:
        """Return the numbers of the sentences that are read here."""
        return range(self.n_context, len(self.sentences))


def read_passages(
    annotated: AnnotatedDocument, chain_of: Mapping[str, CoreferenceChain], wordpiece: WordPiece
) -> Iterator[Passage]:
    """Yield the passages of a document in text order; each sentence is read in one of them."""
    sentences = annotated.sentences
    mentions, windows = _sentences(annotated, chain_of, wordpiece)
    first = n_context = 0
    while first + n_context < len(sentences):
        last = first + n_context + 1
        n_pieces = sum(len(window.pieces) for window in windows[first:last])
        while last < len(sentences) and n_pieces + len(windows[last].pieces) + 2 <= PASSAGE_PIECES:
            n_pieces += len(windows[last].pieces)
            last += 1
        part = range(first, last)
        yield Passage(
            sentences=tuple(sentences[first:last]),
            n_context=n_context,
            mentions=tuple(mention for i in part for mention in mentions[i]),
            places=tuple(i - first for i in part for _ in mentions[i]),
            window=encode(windows[first:last], wordpiece),
        )
        n_context = min(CONTEXT_SENTENCES, last - first - 1)
        first = last - n_context


def _sentences(
    annotated: AnnotatedDocument, chain_of: Mapping[str, CoreferenceChain], wordpiece: WordPiece
) -> tuple[list[list[Mention]], list[Window]]:
    """Return the mentions and the marked pieces of each sentence."""
    starts = [token.idx for token in annotated.parse]
    ends = [token.idx + len(token.text) for token in annotated.parse]
    texts = [token.text for token in annotated.parse]
    # A plural that stands for several is nothing that the network learned to read.
    mentions = [m for m in annotated.mentions if m.id in chain_of and m.kind != "set"]
    at = [m.span.start for m in mentions]
    found, windows = [], []
    for sentence in annotated.sentences:
        inside = mentions[bisect_left(at, sentence.start) : bisect_left(at, sentence.end)]
        inside = [m for m in inside if m.span.end <= sentence.end]
        first, last = bisect_left(starts, sentence.start), bisect_left(starts, sentence.end)
        spans = [_marked(m, chain_of[m.id].type, starts[first:last], ends[first:last]) for m in inside]
        found.append(inside)
        windows.append(marked(texts[first:last], spans, wordpiece))
    return found, windows


def _marked(mention: Mention, type_: str | None, starts: Sequence[int], ends: Sequence[int]) -> MarkedMention:
    """Return a mention by the words that it touches."""
    start = bisect_left(ends, mention.span.start + 1)
    return MarkedMention(start=start, end=max(bisect_left(starts, mention.span.end), start + 1), type=type_)
