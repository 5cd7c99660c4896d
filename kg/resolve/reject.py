"""Leave out claims that people rejected: their sentences do not reach the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.model import Entity, GraphRecords, Rejected, RelationMention
from kg.resolve.curation import Curation, CurationRow
from kg.resolve.refusals import refusal, unknown
from kg.resolve.selector import Selector, name_key
from kg.schema.ontology import Ontology

#: The stage's name in the ``Rejected`` records of sentences that a person's row leaves out.
STAGE = "reject"
#: The reason in these records.
REASON = "rejected by curation"
#: Subject, predicate or phrase, and object.
type Stated = tuple[str, str, str]


class EntityIndex:
    """Finds the entities that a person's text means: those shown by the name, else those that also go by it."""

    def __init__(self, entities: Iterable[Entity]) -> None:
        self._own: dict[str, list[Entity]] = defaultdict(list)
        self._also: dict[str, list[Entity]] = defaultdict(list)
        for entity in sorted(entities, key=lambda e: e.id):
            for key in {name_key(entity.name), name_key(entity.id)}:
                self._own[key].append(entity)
            for key in set(map(name_key, entity.aliases)):
                self._also[key].append(entity)

    def called(self, name: str) -> tuple[Entity, ...]:
        """Return them by id; a name may have its class behind it."""
        selector = Selector.of(name)
        for index in (self._own, self._also):
            found = tuple(e for e in index.get(selector.key, ()) if selector.type in (None, e.type))
            if found:
                return found
        return ()


def claimed(text: str, ontology: Ontology) -> tuple[str, bool]:
    """Return the property that a person's text names and whether its ends are turned round; else the text: a phrase.

    A property goes by its local name, with or without "kg:", by its label, or by the name of its inverse.

    >>> from kg.schema.load import load_ontology
    >>> claimed("no such relation", load_ontology())
    ('no such relation', False)
    """
    wanted = text.removeprefix("kg:").casefold()
    for name, prop in ontology.labelled():
        if wanted in (name.casefold(), prop.label.casefold()):
            return name, False
    turned = next((name for name, p in ontology.labelled() if p.inverse and p.inverse.casefold() == wanted), None)
    return (turned, True) if turned else (text, False)


def reject_claims(graph: GraphRecords, ontology: Ontology, curation: Curation) -> GraphRecords:
    """Return a canonicalised graph without the relation mentions of rejected claims, each with its record.

    A row is for both ways of a symmetric property, for all times, and for plans and denials as well as facts. One that
    names articles is for their sentences only. A row that cannot be followed is recorded with the reason:
    a name that nothing has, or several things, and a claim that nothing says (any more).
    """
    rows = curation.of_kind("reject")
    if not rows:
        return graph
    entity_of = {chain: entity for entity in graph.entities.values() for chain in entity.chains}
    stated: dict[Stated, list[RelationMention]] = defaultdict(list)
    for mention in graph.relation_mentions.values():
        stated[_stated(mention, entity_of, ontology)].append(mention)
    index = EntityIndex(graph.entities.values())
    gone: dict[str, CurationRow] = {}
    refused: list[Rejected] = []
    for row in rows:
        name, turned = claimed(row.predicate or "", ontology)
        names = row.names[:1] if name in ontology.values else row.names
        found = [index.called(text) for text in names]
        vague = next(((text, them) for text, them in zip(names, found, strict=True) if len(them) != 1), None)
        if vague is not None:
            refused.append(_vague(row, *vague))
            continue
        ends = [them[0].id for them in found] + [name_key(text) for text in row.names[len(names) :]]
        left, right = reversed(ends) if turned else ends
        said = stated.get(_claim(name, left, right, ontology), [])
        inside = [m for m in said if not row.documents or graph.documents[m.document_id].name in row.documents]
        gone |= {mention.id: row for mention in inside}
        if not inside:
            refused.append(refusal(row, _nothing(said, graph)))
    left_out = [_record(graph.relation_mentions[id], row) for id, row in gone.items()]
    kept = [mention for id, mention in graph.relation_mentions.items() if id not in gone]
    return graph.replace(relation_mentions=kept, rejected=[*graph.rejected.values(), *refused, *left_out])


def _claim(predicate: str, subject: str, object: str, ontology: Ontology) -> Stated:
    """Return what all statements of a claim have in common; a symmetric one is the same both ways."""
    prop = ontology.properties.get(predicate)
    left, right = sorted((subject, object)) if prop is not None and prop.symmetric else (subject, object)
    return left, predicate, right


def _stated(mention: RelationMention, entity_of: Mapping[str, Entity], ontology: Ontology) -> Stated:
    """Return what a relation mention states: its ends are entities by id, or one and a value; "" for none."""
    subject = entity_of.get(mention.subject)
    if mention.datatype is not None:
        return (subject.id if subject else "", mention.predicate, name_key(mention.object))
    object_ = entity_of.get(mention.object)
    predicate = mention.predicate if mention.phrase is None else mention.phrase
    return _claim(predicate, subject.id if subject else "", object_.id if object_ else "", ontology)


def _vague(row: CurationRow, name: str, bearers: Sequence[Entity]) -> Rejected:
    choices = ", ".join(f"{e.name} [{e.type}]" for e in bearers)
    several = refusal(row, f"{name!r} is the name of several things: write one of {choices}")
    return several if bearers else unknown(row, name)


def _nothing(said: Sequence[RelationMention], graph: GraphRecords) -> str:
    if not said:
        return "no sentence says so (any more)"
    names = ", ".join(sorted({graph.documents[m.document_id].name for m in said}))
    return f"no sentence of such an article says so, but of {names}"


def _record(mention: RelationMention, row: CurationRow) -> Rejected:
    note = f" {row.note}" if row.note else ""
    return Rejected(
        stage=STAGE,
        item=f"{row.names[0]} {row.predicate} {row.names[-1]}",
        reason=REASON,
        document_id=mention.document_id,
        detail=f"{mention.cue.start}{note}",
    )
