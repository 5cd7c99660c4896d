"""Open relation mentions become open claims: one a proposition, apart from the claims of the ontology."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.graph.confidence import confidence
from kg.graph.evidence import by_source, evidence_rows
from kg.model import PHRASE, STATUSES, Claim, Entity, Evidence, GraphRecords, Rejected, RelationMention

_ARTICLES = frozenset({"a", "an", "the"})


def with_open_claims(
    graph: GraphRecords, entity_of: Mapping[str, Entity], source_of: Mapping[str, str]
) -> GraphRecords:
    """Return an assembled graph with its open claims and their evidence; entities and claims stay as they are.

    ``entity_of`` maps chains to entities, ``source_of`` documents to their sources. A mention is rejected, with the
    reason, when an end is no entity of the graph, both ends are one entity, or a property joins the two in the same
    sentence. Of phrases that contain one another ("meet", "meet with") between one pair, the one with most documents
    behind it, then most mentions, then most words stands for all; status, time and speakers are those of its mentions
    and of the others.
    """
    open_mentions = [m for m in graph.relation_mentions.values() if m.phrase is not None]
    if not open_mentions:
        return graph
    joined = _joined(graph, entity_of)
    rejected = list(graph.rejected.values())
    groups: dict[tuple[str, str, str], list[RelationMention]] = defaultdict(list)
    for mention in open_mentions:
        left, right = entity_of.get(mention.subject), entity_of.get(mention.object)
        if left is None or right is None or not {left.id, right.id} <= graph.entities.keys():
            rejected.append(_rejection(graph, mention, "an end is no reported entity"))
        elif left.id == right.id:
            rejected.append(_rejection(graph, mention, "both ends are one entity"))
        elif any(mention.sentence.overlaps(other.sentence) for other in joined.get(_pair(mention, entity_of), ())):
            rejected.append(_rejection(graph, mention, "a property says it"))
        else:
            groups[left.id, right.id, mention.polarity].append(mention)
    claims: list[Claim] = []
    evidence = dict(graph.evidence)
    for (subject, object_, _), mentions in sorted(groups.items()):
        for phrase, said in _propositions(mentions):
            rows = evidence_rows(graph, said, entity_of)
            evidence |= {id: row for id, row in rows.items() if id not in evidence}
            claims.append(_claim(subject, phrase, object_, said, rows, source_of))
    return graph.replace(open_claims=claims, evidence=evidence.values(), rejected=rejected)


def _pair(mention: RelationMention, entity_of: Mapping[str, Entity]) -> tuple[str, frozenset[str]]:
    return mention.document_id, frozenset((entity_of[mention.subject].id, entity_of[mention.object].id))


def _joined(
    graph: GraphRecords, entity_of: Mapping[str, Entity]
) -> Mapping[tuple[str, frozenset[str]], list[RelationMention]]:
    """Return the relation mentions of the ontology's properties by document and pair of entities."""
    joined: dict[tuple[str, frozenset[str]], list[RelationMention]] = defaultdict(list)
    for mention in graph.relation_mentions.values():
        if mention.phrase is None and {mention.subject, mention.object} <= entity_of.keys():
            joined[_pair(mention, entity_of)].append(mention)
    return joined


def _propositions(mentions: Sequence[RelationMention]) -> Iterator[tuple[str, list[RelationMention]]]:
    """Yield the phrases that stand, each with all mentions that it speaks for."""
    by_phrase: dict[str, list[RelationMention]] = defaultdict(list)
    for mention in mentions:
        by_phrase[mention.phrase or ""].append(mention)
    standing: dict[str, list[RelationMention]] = {}
    for phrase, said in sorted(by_phrase.items(), key=_rank):
        near = next((other for other in standing if _contained(phrase, other) or _contained(other, phrase)), phrase)
        standing.setdefault(near, []).extend(said)
    yield from sorted(standing.items())


def _rank(row: tuple[str, list[RelationMention]]) -> tuple[int, int, int, str]:
    phrase, said = row
    return -len({m.document_id for m in said}), -len(said), -len(phrase.split()), phrase


def _contained(inner: str, outer: str) -> bool:
    """Say whether the words of one phrase stand side by side in the other, articles aside.

    >>> _contained("sign deal", "sign a deal with"), _contained("play with", "play a match with")
    (True, False)
    """
    short, long = ([word for word in phrase.split() if word not in _ARTICLES] for phrase in (inner, outer))
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))


def _claim(
    subject: str,
    phrase: str,
    object_: str,
    said: Sequence[RelationMention],
    rows: Mapping[str, Evidence],
    source_of: Mapping[str, str],
) -> Claim:
    """Return the claim of one proposition: the firmest status; the time where all that give one agree."""
    polarity, status = said[0].polarity, min((m.status for m in said), key=STATUSES.index)
    times = {m.time for m in said if m.time is not None}
    time = times.pop() if len(times) == 1 else None
    sources = by_source(rows.values(), source_of)
    return Claim(
        id=Claim.make_id(subject=subject, predicate=f"{PHRASE} {phrase}", object=object_, polarity=polarity,
                         status=status, time=time),
        subject=subject,
        predicate=PHRASE,
        phrase=phrase,
        object=object_,
        polarity=polarity,
        status=status,
        time=time,
        attributed_to=frozenset(row.said_by for row in rows.values() if row.said_by),
        evidence=frozenset(rows),
        confidence=confidence(sources),
        source_count=len({row.document_id for row in rows.values()}),
        independent_source_count=len(sources),
    )  # fmt: skip


def _rejection(graph: GraphRecords, mention: RelationMention, reason: str) -> Rejected:
    ends = [graph.mentions[m].text if m in graph.mentions else "?"
            for m in (mention.subject_mention, mention.object_mention)]  # fmt: skip
    return Rejected(
        stage="assemble",
        item=f"{ends[0]} {mention.phrase} {ends[1]}",
        reason=reason,
        document_id=mention.document_id,
        detail=str(mention.cue.start),
    )
