"""An article with the places of what was read from it: mentions of entities, and the words behind each claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.analyse.show import name_of, qualifiers
from kg.model import Claim, Document, Entity, Evidence, GraphRecords, RelationMention, Span
from kg.schema.ontology import Ontology


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class MarkedMention:
    """A mention of an entity; ``span`` is in the article's text, ``kind`` as in `kg.model.Mention`."""

    span: Span
    entity_id: str
    name: str
    type: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedClaim:
    """A claim with the places of its words in one sentence of the article.

    ``subject_span``, ``object_span`` and ``cue`` are None where the words are not known: the object is a value, or
    the graph was loaded from a file, which keeps the sentence alone.
    """

    subject: str
    relation: str
    object: str
    denied: bool
    qualifiers: tuple[str, ...]
    sentence: Span
    subject_span: Span | None = None
    object_span: Span | None = None
    cue: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedArticle:
    """An article with its mentions and claims, both in the order of the text."""

    document: Document
    mentions: tuple[MarkedMention, ...]
    claims: tuple[MarkedClaim, ...]


def marked_articles(graph: GraphRecords, ontology: Ontology) -> tuple[MarkedArticle, ...]:
    """Return the articles of a graph with what was read from each, sorted by name.

    A graph as it was built has mentions and the words of claims; one from a file has the claims' sentences.
    """
    labels = {name: p.label or name for name, p in {**ontology.properties, **ontology.values}.items()}
    entity_of = {chain: entity for _, entity in sorted(graph.entities.items()) for chain in entity.chains}
    said = _said(graph, entity_of)
    mentions = _mentions(graph)
    claims: dict[str, list[MarkedClaim]] = {}
    for _, claim in sorted({**graph.claims, **graph.value_claims, **graph.open_claims}.items()):
        for evidence in (graph.evidence[id] for id in sorted(claim.evidence & graph.evidence.keys())):
            claims.setdefault(evidence.document_id, []).append(_marked(claim, evidence, graph, labels, said))
    return tuple(
        MarkedArticle(
            document=document,
            mentions=tuple(sorted(mentions.get(document.id, ()))),
            claims=tuple(
                sorted(claims.get(document.id, ()), key=lambda c: (c.sentence, c.subject, c.relation, c.object))
            ),
        )
        for document in sorted(graph.documents.values(), key=lambda d: (d.name, d.id))
    )


def _mentions(graph: GraphRecords) -> dict[str, list[MarkedMention]]:
    found: dict[str, list[MarkedMention]] = {}
    for _, entity in sorted(graph.entities.items()):
        for chain in (graph.chains[id] for id in sorted(entity.chains & graph.chains.keys())):
            for mention in (graph.mentions[id] for id in chain.mentions):
                found.setdefault(chain.document_id, []).append(
                    MarkedMention(
                        span=mention.span, entity_id=entity.id, name=entity.name, type=entity.type, kind=mention.kind
                    )
                )
    return found


type _Key = tuple[str, Span, str, str, frozenset[str]]


def _said(graph: GraphRecords, entity_of: Mapping[str, Entity]) -> dict[_Key, RelationMention]:
    """Return relation mentions by what an evidence and its claim have of them, the surest of several."""
    found: dict[_Key, RelationMention] = {}
    for _, mention in sorted(graph.relation_mentions.items()):
        ends = [entity_of[end].id for end in (mention.subject, mention.object) if end in entity_of]
        key = (mention.document_id, mention.sentence, mention.extractor, mention.rule, frozenset(ends))
        if key not in found or found[key].score < mention.score:
            found[key] = mention
    return found


def _marked(
    claim: Claim,
    evidence: Evidence,
    graph: GraphRecords,
    labels: Mapping[str, str],
    said: Mapping[_Key, RelationMention],
) -> MarkedClaim:
    ends = frozenset({claim.subject, claim.object} if claim.datatype is None else {claim.subject})
    sentence = Span(start=evidence.start, end=evidence.end)
    mention = said.get((evidence.document_id, sentence, evidence.extractor, evidence.rule, ends))
    return MarkedClaim(
        subject=name_of(graph, claim.subject),
        relation=claim.phrase if claim.phrase is not None else labels.get(claim.predicate, claim.predicate),
        object=name_of(graph, claim.object) if claim.datatype is None else claim.object,
        denied=claim.polarity == "negative",
        qualifiers=tuple(qualifiers(claim, (name_of(graph, id) for id in claim.attributed_to))),
        sentence=sentence,
        **({} if mention is None else dict(_spans(mention, graph))),
    )


def _spans(mention: RelationMention, graph: GraphRecords) -> Iterator[tuple[str, Span]]:
    for name, id in (("subject_span", mention.subject_mention), ("object_span", mention.object_mention)):
        # What a post lacks may be named elsewhere: "Security Minister X said", in an article about one country.
        if id in graph.mentions and mention.sentence.covers(graph.mentions[id].span):
            yield name, graph.mentions[id].span
    yield "cue", mention.cue
