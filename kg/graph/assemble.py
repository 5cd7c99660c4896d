"""Relation mentions become claims: ends by entity, types checked with the whole corpus's votes, evidence joined."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kg.graph.confidence import confidence
from kg.graph.disputes import with_disputes
from kg.graph.evidence import by_source, evidence_rows
from kg.graph.history import Draft, drafts
from kg.graph.joining import Said
from kg.graph.open_claims import with_open_claims
from kg.graph.own_classes import with_own_classes
from kg.graph.sources import source_groups
from kg.graph.value_claims import with_value_claims
from kg.model import OPEN, Claim, Entity, Evidence, GraphRecords, Rejected, RelationMention
from kg.schema.ontology import Ontology
from kg.schema.relations import SLOT_CLASS

#: Subject id, predicate and object id of a claim.
type Triple = tuple[str, str, str]


def assemble(graph: GraphRecords, ontology: Ontology, *, source_of: Mapping[str, str] | None = None) -> GraphRecords:
    """Fill claims and evidence from relation mentions and canonical entities: the ledger of what was said.

    A relation mention is rejected, with the reason, when an end has no entity, both ends are one entity,
    or the types that the corpus voted for do not fit the property. Symmetric relations are written once,
    with the smaller entity id first. Statements of one triple whose times overlap are one claim, and so are a plan
    and what became of it. A country that no article names but by its adjective ("Irish") is there where the
    adjective says in which country a post is, or whose somebody or something is.
    Open relation mentions and value mentions become claims of their own kinds beside them. ``source_of`` is what
    `kg.graph.sources.source_groups` gives for the documents, where a caller has it already. Law: the result depends
    on the set of records only.
    """
    entity_of = {chain: entity for entity in graph.entities.values() for chain in entity.chains}
    source_of = source_of if source_of is not None else source_groups(graph.documents.values())
    rejected: list[Rejected] = list(graph.rejected.values())
    said: dict[Triple, list[Said]] = defaultdict(list)
    for mention in _most_specific(_admitted(graph, ontology, entity_of, rejected), entity_of, ontology, rejected):
        left, right = entity_of[mention.subject].id, entity_of[mention.object].id
        if ontology.properties[mention.predicate].symmetric:
            left, right = sorted((left, right))
        published = graph.documents[mention.document_id].source.published_at
        said[left, mention.predicate, right].append(Said(mention, published))
    claims: list[Claim] = []
    evidence: dict[str, Evidence] = {}
    for triple, rows in sorted(said.items()):
        for draft in drafts(rows, recurs=ontology.properties[triple[1]].recurs):
            found = evidence_rows(graph, (row.mention for row in draft.said), entity_of)
            evidence = _better(evidence, found)
            claims.append(_claim(triple, draft, found, source_of))
    used = {end for claim in claims for end in (claim.subject, claim.object, *claim.attributed_to)}
    named = (e for e in graph.entities.values() if e.n_mentions > 0 or e.id in used)
    entities = list(with_own_classes(named, claims, ontology))
    assembled = graph.replace(claims=claims, evidence=evidence.values(), entities=entities, rejected=rejected)
    valued = with_value_claims(assembled, ontology, entity_of, source_of)
    return with_open_claims(with_disputes(valued, ontology), entity_of, source_of)


def _claim(triple: Triple, draft: Draft, rows: Mapping[str, Evidence], source_of: Mapping[str, str]) -> Claim:
    subject, predicate, object_ = triple
    mentions = [row.mention for row in draft.said]
    # Only what states the claim as it stands now counts for it: plans are no evidence that it happened.
    stating = [row for row in rows.values() if (row.polarity, row.status) == (draft.polarity, draft.status)]
    sources = by_source(stating, source_of)
    return Claim(
        id=Claim.make_id(
            subject=subject,
            predicate=predicate,
            object=object_,
            polarity=draft.polarity,
            status=draft.status,
            time=draft.time,
        ),
        subject=subject,
        predicate=predicate,
        object=object_,
        polarity=draft.polarity,
        status=draft.status,
        time=draft.time,
        until=_end([row.time for row in stating]),
        titles=_titles(m.title for m in mentions if m.title),
        attributed_to=frozenset(row.said_by for row in rows.values() if row.said_by),
        evidence=frozenset(rows),
        confidence=confidence(sources),
        source_count=len({row.document_id for row in stating}),
        independent_source_count=len(sources),
        outcome=draft.outcome,
    )


def _titles(found: Iterable[str]) -> frozenset[str]:
    """Return each post once: of spellings that differ in case the most frequent, of equals one with capitals."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for title in found:
        counts[title.casefold()][title] += 1
    return frozenset(min(spellings, key=lambda s: (-spellings[s], s.isupper(), s)) for spellings in counts.values())


def _end(times: Iterable[str | None]) -> str | None:
    """Return the one end that evidence states, the most precise if they are one inside the other; else None."""
    ends = {time.partition("/")[2] for time in times if time and "/" in time} - {"", OPEN}
    finest = [end for end in ends if not any(other.startswith(end + "-") for other in ends)]
    return finest[0] if len(finest) == 1 else None


def _better(known: dict[str, Evidence], found: Mapping[str, Evidence]) -> dict[str, Evidence]:
    """Return the union by id; a sentence that is evidence for two claims keeps the better score."""
    for id, row in found.items():
        if id not in known or known[id].score < row.score:
            known[id] = row
    return known


def _admitted(
    graph: GraphRecords, ontology: Ontology, entity_of: dict[str, Entity], rejected: list[Rejected]
) -> list[RelationMention]:
    admitted: list[RelationMention] = []
    for mention in (m for m in graph.relation_mentions.values() if m.phrase is None and m.datatype is None):
        left, right = entity_of.get(mention.subject), entity_of.get(mention.object)
        if left is None or right is None:
            reason = "an end is no reported entity"
        elif left.id == right.id:
            reason = "both ends are one entity"
        elif not ontology.admits(mention.predicate, left.type, right.type):
            reason = "the types do not fit the property"
        elif not _fits_slots(ontology, mention, left.type, right.type):
            reason = "the types do not fit the template"
        elif not (left.n_mentions and right.n_mentions) and not _says_whose(graph, ontology, mention, right):
            reason = "no article names the country: its adjective alone"
        else:
            admitted.append(mention)
            continue
        rejected.append(_rejection(graph, mention, left, right, reason))
    return admitted


def _fits_slots(ontology: Ontology, mention: RelationMention, subject_type: str, object_type: str) -> bool:
    """Say whether the corpus's types fit the classes that the template asks for, as its own article's types did.

    "Riva, 47, of Sterling Heights" was no firm "of" a town once other sentences tell that Riva is a person.
    """
    asked = SLOT_CLASS.findall(mention.rule)
    ways = [{"S": subject_type, "O": object_type}]
    if ontology.properties[mention.predicate].symmetric:
        ways.append({"S": object_type, "O": subject_type})
    return any(all(ontology.may_be(ends[slot], name) for slot, name in asked) for ends in ways)


def _says_whose(graph: GraphRecords, ontology: Ontology, mention: RelationMention, country: Entity) -> bool:
    """Say whether a country's adjective states the relation: a post in the country, or whose somebody or something is.

    "Norwegian President Anna", "the Russian news agency TASS"; not "Indians beat", where it is a team, and not "the
    Irish Stock Exchange", where it is part of the name. Nothing but a country can be the property's object.
    """
    prop = ontology.properties[mention.predicate]
    if prop.role:
        return True
    ends = (mention.subject_mention, mention.object_mention)
    spans = [graph.mentions[end].span for end in ends if end in graph.mentions]
    within = len(spans) == 2 and spans[0].overlaps(spans[1])
    return not within and not country.n_mentions and all(ontology.is_a(name, country.type) for name in prop.range)


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
