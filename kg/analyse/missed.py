"""What a build may have missed: sentences without a claim, templates that never matched, names without a class."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from kg.analyse.doubtful import doubt
from kg.analyse.missed_report import CueUse, Missed, MissedSentence, SilentArticle, UnusedName, Why
from kg.model import Entity, GraphRecords, Mention, RelationMention, Span
from kg.schema.ontology import Ontology

#: A word says something of so many relations at most: a longer list helps nobody to choose.
SHOWN_RELATIONS = 3

_SLOT, _WORD = re.compile(r"\{\w+\}"), re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class ContentWord:
    """A verb or common noun of a sentence; ``start`` is its offset in the document."""

    start: int
    lemma: str
    is_verb: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceWords:
    """Where a sentence stands, and its content words in text order."""

    document_id: str
    span: Span
    words: tuple[ContentWord, ...]


def missed(graph: GraphRecords, ontology: Ontology, sentences: Iterable[SentenceWords]) -> Missed:
    """Say what a built graph may have missed; ``sentences`` are those of its documents, in any order.

    The records must be those of a build: a file keeps neither mentions nor relation mentions.
    """
    reach = _Reach(ontology, Counter(mention.predicate for mention in graph.relation_mentions.values()))
    found, n_with_claim = _sentences(graph, reach, sentences)
    return Missed(
        n_articles=len(graph.documents),
        articles=_silent(graph, ontology, found),
        n_sentences_with_claim=n_with_claim,
        sentences=found,
        cues=cue_uses(graph.relation_mentions.values(), ontology),
        names=_unused_names(graph, reach),
    )


class _Reach:
    """Which relations with templates take a pair of classes; each pair is looked up once."""

    def __init__(self, ontology: Ontology, uses: Mapping[str, int]) -> None:
        self._ontology, self._uses = ontology, uses
        self._words: dict[str, frozenset[str]] = {}
        self._said: dict[tuple[str, str], bool] = {}
        self._names = [name for name in sorted(ontology.relations) if name in ontology.properties]
        self._known: dict[tuple[str, str], tuple[str, ...]] = {}
        #: Verbs that say of two names only that one speaks of the other.
        self.report_verbs = ontology.words.get("status.report_verbs", frozenset())

    def between(self, left: str, right: str) -> tuple[str, ...]:
        """Return the relations that admit the pair in either order, sorted."""
        pair = (min(left, right), max(left, right))
        if pair not in self._known:
            admits = self._ontology.admits
            self._known[pair] = tuple(n for n in self._names if admits(n, *pair) or admits(n, *reversed(pair)))
        return self._known[pair]

    def likeliest(self, relations: Iterable[str], words: Sequence[str]) -> tuple[str, ...]:
        """Return the relations that words may stand for, best first, at most ``SHOWN_RELATIONS``."""
        ranked = sorted(relations, key=lambda n: (-sum(self._says(n, word) for word in words), -self._uses[n], n))
        return tuple(ranked[:SHOWN_RELATIONS])

    def _says(self, name: str, lemma: str) -> bool:
        """Say whether a relation's templates have a form of a word: they are written with "hired" for "hire"."""
        if (name, lemma) not in self._said:
            if name not in self._words:
                lines = (_SLOT.sub(" ", line).lower() for line, _ in self._ontology.relations[name].says)
                self._words[name] = frozenset(word for line in lines for word in _WORD.findall(line))
            stem = lemma[: max(4, len(lemma) - 1)]
            self._said[name, lemma] = any(word.startswith(stem) for word in self._words[name])
        return self._said[name, lemma]

    def takes(self, type_: str) -> bool:
        """Say whether any relation takes the class as subject or object."""
        return any(self._ontology.admits(n, type_, None) or self._ontology.admits(n, None, type_) for n in self._names)


def _sentences(
    graph: GraphRecords, reach: _Reach, sentences: Iterable[SentenceWords]
) -> tuple[tuple[MissedSentence, ...], int]:
    stated: dict[str, list[Span]] = defaultdict(list)
    for claim in graph.claims.values():
        for evidence in (graph.evidence[id] for id in claim.evidence):
            stated[evidence.document_id].append(Span(start=evidence.start, end=evidence.end))
    entity_of = {
        mention: entity
        for entity in graph.entities.values()
        for chain in entity.chains
        if chain in graph.chains
        for mention in graph.chains[chain].mentions
    }
    mentions: dict[str, list[Mention]] = defaultdict(list)
    for mention in sorted(graph.mentions.values(), key=lambda m: (m.span, m.id)):
        if mention.id in entity_of:
            mentions[mention.document_id].append(mention)
    ranked: list[tuple[tuple[Any, ...], MissedSentence]] = []
    n_with_claim = 0
    for row in sentences:
        inside = [m for m in mentions[row.document_id] if row.span.covers(m.span)]
        pairs = [
            (_rank(left, right, row, reach.report_verbs), left, right)
            for left, right in combinations(inside, 2)
            if entity_of[left.id].id != entity_of[right.id].id
            and reach.between(entity_of[left.id].type, entity_of[right.id].type)
        ]
        if not pairs:
            continue
        if any(span.overlaps(row.span) for span in stated[row.document_id]):
            n_with_claim += 1
            continue
        rank, left, right = min(pairs, key=lambda pair: (pair[0], pair[1].span, pair[2].span))
        n_entities = len({entity_of[m.id].id for m in inside})
        one = _missed_sentence(graph, row, left, right, entity_of, reach, n_entities)
        ranked.append(((rank[:2], -n_entities, rank[2], one.document, one.start), one))
    return tuple(one for _, one in sorted(ranked, key=lambda pair: pair[0])), n_with_claim


def _silent(graph: GraphRecords, ontology: Ontology, sentences: Iterable[MissedSentence]) -> tuple[SilentArticle, ...]:
    heard = {row.document_id for row in graph.evidence.values()}
    named = {chain for entity in graph.entities.values() for chain in entity.chains}
    mentions = Counter[str]()
    for id in sorted(named & graph.chains.keys()):
        mentions[graph.chains[id].document_id] += len(graph.chains[id].mentions)
    missed_in = Counter(row.document for row in sentences)
    rows = [
        SilentArticle(
            document=document.name,
            n_mentions=mentions[id],
            n_sentences=missed_in[document.name],
            doubt=doubt(document.text, ontology.words),
        )
        for id, document in graph.documents.items()
        if id not in heard
    ]
    return tuple(sorted(rows, key=lambda row: row.document))


def _rank(left: Mention, right: Mention, row: SentenceWords, report_verbs: frozenset[str]) -> tuple[int, int, int]:
    """Rank a pair: a verb between that is none of saying, then any word; names before pronouns; then the nearer."""
    between = _between(left, right, row)
    says = 0 if any(w.is_verb and w.lemma not in report_verbs for w in between) else 1 if between else 2
    return says, sum(m.kind != "name" for m in (left, right)), right.span.start - left.span.end


def _between(left: Mention, right: Mention, row: SentenceWords) -> list[ContentWord]:
    return [word for word in row.words if left.span.end <= word.start < right.span.start]


def _missed_sentence(
    graph: GraphRecords,
    row: SentenceWords,
    left: Mention,
    right: Mention,
    entity_of: Mapping[str, Entity],
    reach: _Reach,
    n_entities: int,
) -> MissedSentence:
    document, one, other = graph.documents[row.document_id], entity_of[left.id], entity_of[right.id]
    relations = reach.between(one.type, other.type)
    words = tuple(word.lemma for word in _between(left, right, row))
    return MissedSentence(
        document=document.name,
        start=row.span.start,
        end=row.span.end,
        sentence=row.span.of(document.text).strip(),
        left=one.name,
        left_type=one.type,
        right=other.name,
        right_type=other.type,
        words=words,
        relations=reach.likeliest(relations, words),
        n_relations=len(relations),
        n_entities=n_entities,
    )


def cue_uses(mentions: Iterable[RelationMention], ontology: Ontology) -> tuple[CueUse, ...]:
    """Return how the templates of each relation did, by relation; templates in the file's order.

    A template counts as it is written, with all its alternatives. One that only questions or conditions matched
    counts as never fired.
    """
    fired: Counter[tuple[str, str]] = Counter((m.predicate, m.rule) for m in mentions if m.phrase is None)
    uses = []
    for name, relation in sorted(ontology.relations.items()):
        written = tuple(dict.fromkeys(line for line, _ in relation.says))
        # A narrower post turns the relation into a weaker one; the template stays this relation's.
        predicates = [p for p in (name, relation.narrowed) if p is not None]
        counts = {line: sum(fired[p, line] for p in predicates) for line in written}
        uses.append(
            CueUse(
                relation=name,
                n_templates=len(written),
                n_fired=sum(n > 0 for n in counts.values()),
                n_mentions=sum(counts.values()),
                never_fired=tuple(line for line, n in counts.items() if not n),
            )
        )
    return tuple(uses)


def _unused_names(graph: GraphRecords, reach: _Reach) -> tuple[UnusedName, ...]:
    entity_of = {chain: entity for entity in graph.entities.values() for chain in entity.chains}
    places: dict[tuple[str, Why, str | None], list[str]] = defaultdict(list)
    for chain in graph.chains.values():
        names = [graph.mentions[m] for m in chain.mentions if graph.mentions[m].kind == "name"]
        entity = entity_of.get(chain.id)
        why: Why | None = None
        if entity is None:
            why = "no class" if chain.type is None else "doubtful"
        elif not reach.takes(entity.type):
            why = "no relation takes its class"
        if names and why is not None:
            name = entity.name if entity is not None else _text(graph, chain.representative, names)
            key = (name, why, entity.type if entity is not None else chain.type)
            places[key] += [chain.document_id] * len(names)
    rows = (
        UnusedName(name=name, why=why, type=type_, n_mentions=len(found), n_documents=len(set(found)))
        for (name, why, type_), found in places.items()
    )
    return tuple(sorted(rows, key=lambda row: (-row.n_mentions, row.name, row.why, row.type or "")))


def _text(graph: GraphRecords, representative: str, names: Sequence[Mention]) -> str:
    mention = graph.mentions[representative]
    return mention.text if mention.kind == "name" else names[0].text
