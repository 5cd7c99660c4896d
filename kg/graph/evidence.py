"""The sentences behind claims: as records, and how many sources they come from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from kg.graph.groups import Groups
from kg.model import Entity, Evidence, GraphRecords, RelationMention

_NOT_WORD = re.compile(r"\W+")
#: A quotation mark that white space follows closes a quotation.
_CLOSING = re.compile('["”](?=\\s|$)\\s*')


def evidence_of(graph: GraphRecords, mention: RelationMention, entity_of: Mapping[str, Entity]) -> Evidence:
    """Return the sentence that a relation mention stands in, quoted from its document, with what it says.

    ``entity_of`` maps chains to entities; a speaker who is none of the graph's entities is left out.
    """
    speaker = entity_of.get(mention.attributed_to) if mention.attributed_to else None
    said_by = speaker.id if speaker is not None and speaker.id in graph.entities else None
    text = graph.documents[mention.document_id].text
    start, end = with_its_marks(text, mention.sentence.start, mention.sentence.end)
    return Evidence(
        id=Evidence.make_id(document_id=mention.document_id, start=start, end=end, extractor=mention.extractor,
                            rule=mention.rule, status=mention.status, polarity=mention.polarity,
                            time=mention.period or mention.time, said_by=said_by),
        document_id=mention.document_id,
        start=start,
        end=end,
        quote=text[start:end],
        extractor=mention.extractor,
        rule=mention.rule,
        score=mention.score,
        status=mention.status,
        polarity=mention.polarity,
        time=mention.period or mention.time,
        said_by=said_by,
    )  # fmt: skip


def with_its_marks(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where a sentence begins and ends once a closing quotation mark is its own and not the next sentence's.

    Parsers often end a sentence at the full stop before the mark. Offsets are code points of ``text``, half-open.

    >>> text = 'It said: "Not now." Ana left.'
    >>> [text[slice(*with_its_marks(text, *at))] for at in ((0, 18), (18, 29))]
    ['It said: "Not now."', 'Ana left.']
    """
    if _CLOSING.match(text, end) and not text[end - 1 : end].isspace():
        end += 1
    opening = _CLOSING.match(text, start)
    return (opening.end() if opening and opening.end() < end else start), end


def evidence_rows(
    graph: GraphRecords, mentions: Iterable[RelationMention], entity_of: Mapping[str, Entity]
) -> dict[str, Evidence]:
    """Return the evidence of relation mentions by id, of two that are one sentence the better score."""
    rows: dict[str, Evidence] = {}
    for row in (evidence_of(graph, mention, entity_of) for mention in mentions):
        known = rows.setdefault(row.id, row)
        if known.score < row.score:
            rows[row.id] = row
    return dict(sorted(rows.items()))


def by_source(rows: Iterable[Evidence], source_of: Mapping[str, str]) -> tuple[tuple[Evidence, ...], ...]:
    """Return evidence by independent source, each sorted by document and place.

    ``source_of`` gives the source of a document, as `kg.graph.sources.source_groups` does; a document without one
    is its own. Two sources with the same sentence are one: wire copy is often cut down to a sentence or two.
    """
    ordered = sorted(rows, key=lambda row: (row.document_id, row.start, row.end, row.id))
    source = {row.document_id: source_of.get(row.document_id, row.document_id) for row in ordered}
    groups = Groups(source.values())
    first_with: dict[str, str] = {}
    for row in ordered:
        groups.join(first_with.setdefault(sentence_key(row), source[row.document_id]), source[row.document_id])
    found: dict[str, list[Evidence]] = {}
    for row in ordered:
        found.setdefault(groups.root(source[row.document_id]), []).append(row)
    return tuple(tuple(found[root]) for root in sorted(found))


def sentence_key(row: Evidence) -> str:
    """Return the words of a quote in lower case: equal for copies that differ in marks and spaces."""
    return _NOT_WORD.sub(" ", row.quote).casefold().strip()
