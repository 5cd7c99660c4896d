"""Relation mentions become claims: ends by entity, types checked with the whole corpus's votes, evidence joined."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from kg.model import Claim, Entity, Evidence, GraphRecords, Rejected, RelationMention
from kg.schema.ontology import Ontology


def assemble(graph: GraphRecords, ontology: Ontology) -> GraphRecords:
    """Fill claims and evidence from relation mentions and canonical entities.

    A relation mention is rejected, with the reason, when an end has no entity, both ends are one entity,
    or the types that the corpus voted for do not fit the property. Symmetric relations are written once,
    with the smaller entity id first. An entity that only an adjective mentions ("Russian") is kept when a
    claim needs it.
    """
    entity_of = {chain: entity for entity in graph.entities.values() for chain in entity.chains}
    rejected: list[Rejected] = list(graph.rejected.values())
    kept: dict[tuple[str, str, str, str, str, str], list[RelationMention]] = defaultdict(list)
    for mention in _most_specific(_admitted(graph, ontology, entity_of, rejected), entity_of, ontology, rejected):
        left, right = entity_of[mention.subject].id, entity_of[mention.object].id
        if ontology.properties[mention.predicate].symmetric:
            left, right = sorted((left, right))
        key = (left, mention.predicate, right, mention.polarity, mention.status, mention.time or "")
        kept[key].append(mention)
    claims: list[Claim] = []
    evidence: dict[str, Evidence] = {}
    for (left, predicate, right, *_), mentions in sorted(kept.items()):
        rows = {row.id: row for row in (_evidence(graph, m) for m in mentions)}
        evidence |= rows
        first = mentions[0]
        claims.append(
            Claim(
                id=Claim.make_id(
                    subject=left,
                    predicate=predicate,
                    object=right,
                    polarity=first.polarity,
                    status=first.status,
                    time=first.time,
                ),
                subject=left,
                predicate=predicate,
                object=right,
                polarity=first.polarity,
                status=first.status,
                time=first.time,
                titles=frozenset(m.title for m in mentions if m.title),
                attributed_to=frozenset(
                    entity_of[m.attributed_to].id for m in mentions if m.attributed_to and m.attributed_to in entity_of
                ),
                evidence=frozenset(rows),
                confidence=_noisy_or(rows.values()),
                source_count=len({row.document_id for row in rows.values()}),
                independent_source_count=independent_sources(rows.values()),
            )
        )
    used = {end for claim in claims for end in (claim.subject, claim.object, *claim.attributed_to)}
    entities = [e for e in graph.entities.values() if e.n_mentions > 0 or e.id in used]
    return graph.replace(claims=claims, evidence=evidence.values(), entities=entities, rejected=rejected)


def _admitted(
    graph: GraphRecords, ontology: Ontology, entity_of: dict[str, Entity], rejected: list[Rejected]
) -> list[RelationMention]:
    admitted: list[RelationMention] = []
    for mention in graph.relation_mentions.values():
        left, right = entity_of.get(mention.subject), entity_of.get(mention.object)
        if left is None or right is None:
            reason = "an end is no reported entity"
        elif left.id == right.id:
            reason = "both ends are one entity"
        elif not ontology.admits(mention.predicate, left.type, right.type):
            reason = "the types do not fit the property"
        else:
            admitted.append(mention)
            continue
        rejected.append(_rejection(graph, mention, left, right, reason))
    return admitted


def _rejection(
    graph: GraphRecords, mention: RelationMention, left: Entity | None, right: Entity | None, reason: str
) -> Rejected:
    def side(entity: Entity | None, mention_id: str) -> str:
        if entity is not None:
            return f"{entity.name} ({entity.type})"
        return graph.mentions[mention_id].text if mention_id in graph.mentions else "?"

    item = f"{side(left, mention.subject_mention)} {mention.predicate} {side(right, mention.object_mention)}"
    return Rejected(
        stage="assemble", item=item, reason=reason, document_id=mention.document_id, detail=str(mention.cue.start)
    )


def _most_specific(
    mentions: list[RelationMention], entity_of: dict[str, Entity], ontology: Ontology, rejected: list[Rejected]
) -> list[RelationMention]:
    """Leave out what a more specific property says of the same pair in the same sentence."""
    said: dict[tuple[str, int, str, str], set[str]] = defaultdict(set)
    for m in mentions:
        said[m.document_id, m.sentence.start, entity_of[m.subject].id, entity_of[m.object].id].add(m.predicate)
    kept: list[RelationMention] = []
    for m in mentions:
        others = said[m.document_id, m.sentence.start, entity_of[m.subject].id, entity_of[m.object].id]
        if any(m.predicate in ontology.properties[other].parents for other in others):
            rejected.append(
                Rejected(
                    stage="assemble",
                    item=f"{entity_of[m.subject].name} {m.predicate} {entity_of[m.object].name}",
                    reason="a more specific property says it",
                    document_id=m.document_id,
                    detail=str(m.cue.start),
                )
            )
        else:
            kept.append(m)
    return kept


def _evidence(graph: GraphRecords, mention: RelationMention) -> Evidence:
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


def _noisy_or(rows: Iterable[Evidence]) -> float:
    """Return the probability that at least one document's best evidence is right."""
    best: dict[str, float] = {}
    for row in rows:
        best[row.document_id] = max(best.get(row.document_id, 0.0), row.score)
    wrong = 1.0
    for score in best.values():
        wrong *= 1.0 - score
    return round(1.0 - wrong, 4)


_NOT_WORD = re.compile(r"\W+")


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
