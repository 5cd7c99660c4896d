"""The sentences behind claims: as records, and what they add up to."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kg.model import Evidence, GraphRecords, RelationMention

_NOT_WORD = re.compile(r"\W+")


def evidence_of(graph: GraphRecords, mention: RelationMention) -> Evidence:
    """Return the sentence that a relation mention stands in, quoted from its document."""
    start, end = mention.sentence.start, mention.sentence.end
    return Evidence(
        id=Evidence.make_id(document_id=mention.document_id, start=start, end=end, extractor=mention.extractor,
                            rule=mention.rule),
        document_id=mention.document_id,
        start=start,
        end=end,
        quote=graph.documents[mention.document_id].text[start:end],
        extractor=mention.extractor,
        rule=mention.rule,
        score=mention.score,
    )  # fmt: skip


def noisy_or(rows: Iterable[Evidence]) -> float:
    """Return the probability that at least one document's best evidence is right."""
    best: dict[str, float] = {}
    for row in rows:
        best[row.document_id] = max(best.get(row.document_id, 0.0), row.score)
    wrong = 1.0
    for score in best.values():
        wrong *= 1.0 - score
    return round(1.0 - wrong, 4)


def independent_sources(rows: Iterable[Evidence]) -> int:
    """Count the documents that state a claim, those with the same sentence (wire copy) once."""
    group_of: dict[str, str] = {}
    first_with: dict[str, str] = {}

    def root(document: str) -> str:
        while group_of[document] != document:
            document = group_of[document]
        return document

    for row in sorted(rows, key=lambda r: (r.document_id, r.start)):
        group_of.setdefault(row.document_id, row.document_id)
        sentence = _NOT_WORD.sub(" ", row.quote).casefold().strip()
        earlier = first_with.setdefault(sentence, row.document_id)
        group_of[root(row.document_id)] = root(earlier)
    return len({root(document) for document in group_of})
