"""Relation mentions become claims: ends by entity, types checked with the whole corpus's votes, evidence joined."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from kg.graph.evidence import evidence_of, independent_sources, noisy_or
from kg.graph.open_claims import with_open_claims
from kg.model import Claim, Entity, Evidence, GraphRecords, Rejected, RelationMention
from kg.schema.ontology import Ontology


def assemble(graph: GraphRecords, ontology: Ontology) -> GraphRecords:
    """Fill claims and evidence from relation mentions and canonical entities.

    A relation mention is rejected, with the reason, when an end has no entity, both ends are one entity,
    or the types that the corpus voted for do not fit the property. Symmetric relations are written once,
    with the smaller entity id first. An entity that only an adjective mentions ("Russian") is kept when a
    claim needs it. Open relation mentions become open claims beside them.
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
        rows = {row.id: row for row in (evidence_of(graph, m) for m in mentions)}
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
                confidence=noisy_or(rows.values()),
                source_count=len({row.document_id for row in rows.values()}),
                independent_source_count=independent_sources(rows.values()),
            )
        )
    used = {end for claim in claims for end in (claim.subject, claim.object, *claim.attributed_to)}
    entities = [
        replace(e, type=ontology.own_class(e.type) or e.type)
        for e in graph.entities.values()
        if e.n_mentions > 0 or e.id in used
    ]
    assembled = graph.replace(claims=claims, evidence=evidence.values(), entities=entities, rejected=rejected)
    return with_open_claims(assembled, entity_of)


def _admitted(
    graph: GraphRecords, ontology: Ontology, entity_of: dict[str, Entity], rejected: list[Rejected]
) -> list[RelationMention]:
    admitted: list[RelationMention] = []
    for mention in (m for m in graph.relation_mentions.values() if m.phrase is None):
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
