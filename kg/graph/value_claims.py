"""Value mentions become value claims: dates and numbers of entities, apart from the claims between entities."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from kg.graph.confidence import confidence
from kg.graph.evidence import by_source, evidence_rows
from kg.model import Claim, Entity, GraphRecords, Outcome, Period, Rejected, RelationMention
from kg.schema.ontology import Ontology

type _Key = tuple[str, str, str, str, str, str]


def with_value_claims(
    graph: GraphRecords, ontology: Ontology, entity_of: Mapping[str, Entity], source_of: Mapping[str, str]
) -> GraphRecords:
    """Return an assembled graph with its value claims and their evidence; entities and claims stay as they are.

    Equal values of one entity and property with equal polarity and status are one claim; a date that was planned in one
    article and came, or came later, in another is one claim with what happened, as `kg.graph.history` has it of
    relations. A mention is rejected, with
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
    plans = _plans_that_came(groups, graph, ontology)
    followed = {plan for met in plans.values() for plan in met}
    for key, stating in sorted(groups.items()):
        if key in followed:
            continue
        subject, predicate, value, datatype, _, _ = key
        rows = evidence_rows(graph, stating, entity_of)
        sources = by_source(rows.values(), source_of)
        # Plans are part of the history and no evidence that it came so.
        planned = evidence_rows(graph, (m for plan in plans.get(key, ()) for m in groups[plan]), entity_of)
        every = rows | planned
        evidence |= {id: row for id, row in every.items() if id not in evidence}
        first = stating[0]
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
                attributed_to=frozenset(row.said_by for row in every.values() if row.said_by),
                evidence=frozenset(every),
                confidence=confidence(sources),
                source_count=len({row.document_id for row in rows.values()}),
                independent_source_count=len(sources),
                outcome=_outcome(value, [plan[2] for plan in plans.get(key, ())]),
            )
        )  # fmt: skip
    return graph.replace(value_claims=claims, evidence=evidence.values(), rejected=rejected)


def _plans_that_came(
    groups: Mapping[_Key, Sequence[RelationMention]], graph: GraphRecords, ontology: Ontology
) -> dict[_Key, list[_Key]]:
    """Return the planned dates that became each date, which the ontology lets a thing have one of, sorted.

    The plan stands in other articles, none of them later than those that tell what came, and is for that date or an
    earlier one; a plan that two such dates fit stays by itself. A plan that did not come is one with the first that
    puts it off: a later date in a later article, where neither is somebody's own plan, for two parties may disagree.
    """
    slots: dict[tuple[str, str], list[_Key]] = defaultdict(list)
    for key in sorted(groups):
        prop = ontology.values.get(key[1])
        if key[4] == "positive" and prop is not None and prop.one_object and Period.read(key[2]) is not None:
            slots[key[0], key[1]].append(key)
    became: dict[_Key, _Key] = {}
    for keys in slots.values():
        came, plans = ([key for key in keys if key[5] == status] for status in ("occurred", "planned"))
        for plan in plans:
            fits = [key for key in came if _comes_from(key, plan, groups, graph)]
            later = [key for key in plans if key != plan and _puts_off(key, plan, groups, graph)]
            if len(fits) == 1:
                became[plan] = fits[0]
            elif later and not fits:
                became[plan] = min(later, key=lambda key: (_published(groups[key], graph), key))
    found: dict[_Key, list[_Key]] = defaultdict(list)
    for plan, end in sorted(became.items()):
        while end in became:  # dates only grow
            end = became[end]
        found[end].append(plan)
    return found


def _puts_off(key: _Key, plan: _Key, groups: Mapping[_Key, Sequence[RelationMention]], graph: GraphRecords) -> bool:
    if any(mention.attributed_to for mention in (*groups[key], *groups[plan])):
        return False
    later, earlier = _published(groups[key], graph), _published(groups[plan], graph)
    is_later = bool(later and earlier) and min(later) > max(earlier)
    return is_later and _outcome(key[2], [plan[2]]) == "slipped"


def _published(mentions: Iterable[RelationMention], graph: GraphRecords) -> list[str]:
    """Return the known dates of the articles of some mentions, sorted."""
    return sorted({d for m in mentions if (d := graph.documents[m.document_id].source.published_at)})


def _comes_from(key: _Key, plan: _Key, groups: Mapping[_Key, Sequence[RelationMention]], graph: GraphRecords) -> bool:
    told, planned = ({m.document_id for m in groups[k]} for k in (key, plan))
    if told & planned:
        return False
    later, earlier = _published(groups[key], graph), _published(groups[plan], graph)
    if later and earlier and max(later) < max(earlier):
        return False
    return _outcome(key[2], [plan[2]]) is not None


def _outcome(value: str, plans: Iterable[str]) -> Outcome | None:
    """Return what became of plans for some dates, given the date that it was; None: no plan, or one for later."""
    when, aims = Period.read(value), [aim for plan in plans if (aim := Period.read(plan)) is not None]
    if when is None or not aims:
        return None
    if all(aim.overlaps(when) for aim in aims):
        return "confirmed"
    late = all(aim.overlaps(when) or (aim.last or aim.first or date.max) < (when.first or date.min) for aim in aims)
    return "slipped" if late else None


def _rejection(graph: GraphRecords, mention: RelationMention, reason: str) -> Rejected:
    known = graph.mentions.get(mention.subject_mention)
    return Rejected(
        stage="assemble",
        item=f"{known.text if known else '?'} {mention.predicate} {mention.object}",
        reason=reason,
        document_id=mention.document_id,
        detail=str(mention.cue.start),
    )
