"""Value mentions become value claims: dates and numbers of entities, apart from the claims between entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from kg.graph.confidence import confidence
from kg.graph.evidence import by_source, evidence_rows
from kg.model import Claim, Entity, GraphRecords, Rejected, RelationMention
from kg.schema.ontology import Ontology

type _Key = tuple[str, str, str, str, str, str]


def with_value_claims(
    graph: GraphRecords, ontology: Ontology, entity_of: Mapping[str, Entity], source_of: Mapping[str, str]
) -> GraphRecords:
    """Return an assembled graph with its value claims and their evidence; entities and claims stay as they are.

    Equal values of one entity and property with equal polarity and status are one claim. A mention is rejected, with
    the reason, when its subject is no entity of the graph, or of a class that the property is not for.
    """
    rejected = list(graph.rejected.values())
    groups: dict[_Key, list[RelationMention]] = defaultdict(list)
    for mention in graph.relation_mentions.values():
        if mention.datatype is None:
            continue
        entity = entity_of.get(mention.subject)
        prop = ontology.values.get(mention.predicate)
        if entity is None or entity.id not in graph.entities or prop is None:
            rejected.append(_rejection(graph, mention, "an end is no reported entity"))
        elif not any(ontology.is_a(entity.type, name) for name in prop.domain):
            rejected.append(_rejection(graph, mention, "the types do not fit the property"))
        else:
            groups[
                entity.id, mention.predicate, mention.object, mention.datatype, mention.polarity, mention.status
            ].append(mention)
    claims: list[Claim] = []
    evidence = dict(graph.evidence)
    for (subject, predicate, value, datatype, _, _), mentions in sorted(groups.items()):
        rows = evidence_rows(graph, mentions, entity_of)
        evidence |= {id: row for id, row in rows.items() if id not in evidence}
        sources = by_source(rows.values(), source_of)
        first = mentions[0]
        claims.append(
            Claim(
                id=Claim.make_id(subject=subject, predicate=predicate, object=f"{value}^^{datatype}",
                                 polarity=first.polarity, status=first.status, time=None),
                subject=subject,
                predicate=predicate,
                object=value,
                datatype=datatype,
                polarity=first.polarity,
                status=first.status,
                attributed_to=frozenset(row.said_by for row in rows.values() if row.said_by),
                evidence=frozenset(rows),
                confidence=confidence(sources),
                source_count=len({row.document_id for row in rows.values()}),
                independent_source_count=len(sources),
            )
        )  # fmt: skip
    return graph.replace(value_claims=claims, evidence=evidence.values(), rejected=rejected)


def _rejection(graph: GraphRecords, mention: RelationMention, reason: str) -> Rejected:
    known = graph.mentions.get(mention.subject_mention)
    return Rejected(
        stage="assemble",
        item=f"{known.text if known else '?'} {mention.predicate} {mention.object}",
        reason=reason,
        document_id=mention.document_id,
        detail=str(mention.cue.start),
    )
