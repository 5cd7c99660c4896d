"""The extractor "model": a trained network reads relations off sentences, and weighs what the cues found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from kg.extract.build_trees import build_trees
from kg.extract.cues import polarity, status, time_of
from kg.extract.lexicon import Lexicon
from kg.extract.normalise import normalise
from kg.extract.relation_model.choice import Reading, consistent
from kg.extract.relation_model.path import fact_between, is_of_another, is_spoken_of, stands_beside
from kg.extract.relation_model.reading import Passage, read_passages
from kg.extract.relation_model.scorer import PairScorer
from kg.extract.speakers import author_chains, speaker_of
from kg.extract.tree import Tree
from kg.model import AnnotatedDocument, CoreferenceChain, Rejected, RelationMention, Span
from kg.schema.ontology import Ontology

if TYPE_CHECKING:
    import numpy

_NEVER_A_CLAIM = ("asked", "hypothetical", "negated")


@dataclass(frozen=True, slots=True, kw_only=True)
class WeighedSentence:
    """A sentence with what was found in it before, each with the network's probability (None: not read), and what the
    network reads in it besides."""

    sentence: Span
    found: tuple[tuple[RelationMention, float | None], ...]
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationModel:
    """Reads relations off one annotated document at a time; holds no state between documents."""

    ontology: Ontology
    lexicon: Lexicon
    scorer: PairScorer

    @property
    def name(self) -> str:
        """Name and version, as relation mentions carry it."""
        return f"model@{self.scorer.version}"

    def extract(
        self, annotated: AnnotatedDocument, found: Sequence[RelationMention] = ()
    ) -> Iterator[RelationMention | Rejected]:
        """Yield the relation mentions found before with the network's weight on them, then those that it adds.

        Of a relation between two entities in a sentence only the likeliest pair of mentions is added, and nothing
        that is found already. What is denied, asked or supposed is rejected.
        """
        chain_of = {mention: chain for chain in annotated.chains for mention in chain.mentions}
        trees: list[Tree] = []
        for weighed in self.weighed(annotated, found):
            for mention, probability in weighed.found:
                if probability is not None:
                    yield self._again(mention, probability, annotated)
            new = [reading for reading in weighed.readings if self._likely(reading)]
            if not new:
                continue
            trees = trees or build_trees(annotated.parse, annotated.mentions)
            span = weighed.sentence
            tree = next((t for t in trees if t.start < span.end and span.start < t.end), None)
            if tree is not None:
                facts = normalise(tree, self.lexicon)
                for reading in new:
                    yield self._outcome(reading, weighed.sentence, tree, facts, annotated, chain_of)

    def weighed(self, annotated: AnnotatedDocument, found: Sequence[RelationMention] = ()) -> Iterator[WeighedSentence]:
        """Yield the sentences in text order with all that is read in them."""
        chain_of = {mention: chain for chain in annotated.chains for mention in chain.mentions}
        before: dict[int, list[RelationMention]] = defaultdict(list)
        for mention in found:
            if mention.predicate in self.ontology.properties:  # else a value, not a relation of two entities
                before[mention.sentence.start].append(mention)
        passages = list(read_passages(annotated, chain_of, self.scorer.wordpiece))
        for sentence, readings in self.read(passages, chain_of):
            mentions = before[sentence.start]
            said = {self._ordered(r.left, r.predicate, r.right): r.score for r in readings}
            keys = [self._ordered(m.subject, m.predicate, m.object) for m in mentions]
            yield WeighedSentence(
                sentence=sentence,
                found=tuple((mention, said.get(key)) for mention, key in zip(mentions, keys, strict=True)),
                readings=tuple(consistent(readings, keys, self.scorer.single, self.ontology.one_subject())),
            )

    def _likely(self, reading: Reading) -> bool:
        return self.scorer.calibration.speaks(reading.predicate, reading.score)

    def _ordered(self, left: str, predicate: str, right: str) -> tuple[str, str, str]:
        if self._symmetric(predicate):
            left, right = sorted((left, right))
        return left, predicate, right

    def _again(
        self, mention: RelationMention, probability: float, annotated: AnnotatedDocument
    ) -> RelationMention | Rejected:
        """Return a relation mention with its new score, or its rejection where the two together say no."""
        calibration = self.scorer.calibration
        score = calibration.of_cue(mention.score, probability)
        if score >= calibration.least_cue:
            return replace(mention, score=score)
        item = " ".join((mention.rule, mention.sentence.of(annotated.document.text)))
        return Rejected(
            stage="extract", item=item, reason="unlikely", document_id=mention.document_id, detail=mention.id
        )

    def read(
        self, passages: Sequence[Passage], chain_of: Mapping[str, CoreferenceChain]
    ) -> Iterator[tuple[Span, list[Reading]]]:
        """Yield each sentence with what the network says of its pairs of entities, unlikely things too.

        Of a relation between two entities only the likeliest pair of mentions, and of its two directions only the
        likelier.
        """
        pairs = [self._pairs(passage, chain_of) for passage in passages]
        scores = self.scorer.scores(
            [passage.window for passage in passages],
            [[chain_of[m.id].type for m in passage.mentions] for passage in passages],
            pairs,
        )
        for passage, rows, table in zip(passages, pairs, scores, strict=True):
            row_of: dict[int, dict[tuple[int, int], int]] = {number: {} for number in passage.read}
            for row, pair in enumerate(rows):
                row_of[passage.places[pair[0]]][pair] = row
            for number in passage.read:
                yield passage.sentences[number], self._best(passage, row_of[number], table, chain_of)

    def _symmetric(self, name: str) -> bool:
        return self.ontology.properties[name].symmetric

    def _pairs(self, passage: Passage, chain_of: Mapping[str, CoreferenceChain]) -> list[tuple[int, int]]:
        """Return the ordered pairs of mentions of one sentence whose classes some relation admits."""
        numbered: dict[int, list[tuple[int, CoreferenceChain]]] = defaultdict(list)
        for i, (mention, place) in enumerate(zip(passage.mentions, passage.places, strict=True)):
            if place in passage.read and passage.window.openings[i] is not None:
                numbered[place].append((i, chain_of[mention.id]))
        return [
            (i, j)
            for together in numbered.values()
            for i, left in together
            for j, right in together
            if left.id != right.id and self._admitted(left.type, right.type)
        ]

    def _admitted(self, subject_type: str | None, object_type: str | None) -> tuple[int, ...]:
        """Return the columns of the relations that admit two classes and belong to the ontology."""
        return tuple(
            column
            for column, name in enumerate(self.scorer.relations)
            if name in self.ontology.relations and self.ontology.admits(name, subject_type, object_type)
        )

    def _best(
        self,
        passage: Passage,
        row_of: Mapping[tuple[int, int], int],
        table: numpy.ndarray[Any, Any],
        chain_of: Mapping[str, CoreferenceChain],
    ) -> list[Reading]:
        best: dict[tuple[str, str, str], Reading] = {}
        for (i, j), row in row_of.items():
            subject, object_ = passage.mentions[i], passage.mentions[j]
            left, right = chain_of[subject.id], chain_of[object_.id]
            for column in self._admitted(left.type, right.type):
                name = self.scorer.relations[column]
                score = float(table[row, column])
                if self._symmetric(name):
                    if i > j and (j, i) in row_of:
                        continue
                    score = (score + float(table[row_of[j, i], column])) / 2 if (j, i) in row_of else score
                key = (left.id, right.id, name)
                if key not in best or score > best[key].score:
                    best[key] = Reading(predicate=name, subject=subject, object=object_, left=left.id,
                                        right=right.id, score=score)  # fmt: skip
        return [
            reading
            for (left_id, right_id, name), reading in sorted(best.items())
            if (right_id, left_id, name) not in best or best[right_id, left_id, name].score < reading.score
            or (best[right_id, left_id, name].score == reading.score and left_id < right_id)
        ]  # fmt: skip

    def _outcome(
        self,
        reading: Reading,
        sentence: Span,
        tree: Tree,
        facts: Sequence[Any],
        annotated: AnnotatedDocument,
        chain_of: Mapping[str, CoreferenceChain],
    ) -> RelationMention | Rejected:
        fact = fact_between(reading.subject, reading.object, tree, facts, self.lexicon)
        document = annotated.document
        reason = next((flag for flag in _NEVER_A_CLAIM if flag in fact.flags), None)
        if self._symmetric(reading.predicate) and stands_beside(reading.subject, reading.object, tree, self.lexicon):
            reason = "beside one another"
        if self._symmetric(reading.predicate) and is_spoken_of(reading.subject, reading.object, tree, self.lexicon):
            reason = "spoken of"
        prop = self.ontology.properties[reading.predicate]
        among_kin = prop.domain == prop.range and len(prop.range) == 1  # as brothers, or a part and its whole
        if among_kin and is_of_another(reading.subject, reading.object, tree, chain_of):
            reason = "another's"
        if reason is not None:
            item = f"{reading.subject.text} {reading.predicate} {reading.object.text}"
            return Rejected(stage="extract", item=item, reason=reason, document_id=document.id)
        left, right = chain_of[reading.subject.id], chain_of[reading.object.id]
        cue = Span(start=fact.node.start, end=fact.node.end)
        return RelationMention(
            id=RelationMention.make_id(document_id=document.id, subject_mention=reading.subject.id,
                                       predicate=reading.predicate, object_mention=reading.object.id, cue=cue,
                                       extractor=self.name),
            document_id=document.id,
            subject=left.id,
            predicate=reading.predicate,
            object=right.id,
            subject_mention=reading.subject.id,
            object_mention=reading.object.id,
            cue=cue,
            sentence=sentence,
            polarity=polarity(fact),
            status=status(fact),
            time=time_of(fact, tree, annotated.times),
            title=None,
            attributed_to=speaker_of(cue, annotated.quotes, author_chains(annotated)),
            extractor=self.name,
            rule=reading.predicate,
            score=self.scorer.calibration.of_own(reading.predicate, reading.score),
        )  # fmt: skip
