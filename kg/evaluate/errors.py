"""Why a relation was missed or is wrong: where to work next."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from kg.evaluate.built import Triple
from kg.evaluate.gold import Gold
from kg.evaluate.metrics import Report, gold_triples
from kg.evaluate.sentences import split_sentences
from kg.model import GraphRecords, Mention, RelationMention
from kg.schema import Ontology, load_ontology

MissedCause = Literal[
    "entity not found",
    "not in one sentence",
    "no relation mention",
    "other property",
    "reversed",
    "denied",
    "refused",
    "lost on the way",
    "not claimed",
]
WrongCause = Literal["end unmatched", "reversed", "wrong property", "pair unrelated"]


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class ErrorCase:
    """One missed or wrong relation with its cause.

    The ends are gold ids; an end that matches no gold entity is "?" and its label. ``detail`` says what
    a reader needs to judge it: the end that is missing, the two nearest sentences, what was read instead.
    """

    kind: Literal["missed", "wrong"]
    cause: MissedCause | WrongCause
    document: str
    subject: str
    predicate: str
    object: str
    detail: str = ""


def error_cases(
    gold: Gold, graph: GraphRecords | Path, report: Report, *, ontology: Ontology | None = None
) -> tuple[ErrorCase, ...]:
    """Return each missed and each wrong relation of a report with its cause, sorted.

    Causes inside a sentence need the mentions that a graph in memory has. Of a file it is only known
    that both ends are there ("not claimed") and what was claimed of the pair instead.
    """
    ontology = ontology or load_ontology()
    symmetric = frozenset(name for name, p in ontology.properties.items() if p.symmetric)
    core, optional = gold_triples(gold, symmetric)
    reading = _Reading(graph) if isinstance(graph, GraphRecords) else None
    entity_of = {gold_id: id for id, gold_id in report.matches.items()}
    claimed: dict[str, set[Triple]] = defaultdict(set)
    for document, triple in report.wrong:
        claimed[document].add(triple)
    cases = [
        _case(
            "missed", document, triple, _why_missed(document, triple, claimed[document], entity_of, symmetric, reading)
        )
        for document, triple in report.missed
    ]
    cases += [
        _case("wrong", document, triple, _why_wrong(triple, core[document] | optional[document]))
        for document, triple in report.wrong
    ]
    return tuple(sorted(cases))


def count_causes(cases: Iterable[ErrorCase]) -> tuple[tuple[str, str, int], ...]:
    """Return (kind, cause, number) rows, by kind, the most frequent first."""
    counts = Counter((case.kind, case.cause) for case in cases)
    return tuple(
        (kind, cause, n) for (kind, cause), n in sorted(counts.items(), key=lambda row: (row[0][0], -row[1], row[0]))
    )


def cases_as_text(cases: Iterable[ErrorCase]) -> str:
    """Return the counts of the causes, then the cases below their causes, as lines for a terminal."""
    cases = tuple(cases)
    lines = [f"{n:4}  {kind:6}  {cause}" for kind, cause, n in count_causes(cases)]
    for kind, cause, _ in count_causes(cases):
        lines += ["", f"{kind}: {cause}"]
        for case in cases:
            if (case.kind, case.cause) == (kind, cause):
                lines.append(f"  {case.document}: {case.subject} {case.predicate} {case.object}")
                lines += [f"      {line}" for line in case.detail.splitlines()]
    return "".join(line + "\n" for line in lines)


def _case(
    kind: Literal["missed", "wrong"], document: str, triple: Triple, why: tuple[MissedCause | WrongCause, str]
) -> ErrorCase:
    s, p, o = triple
    return ErrorCase(kind=kind, cause=why[0], document=document, subject=s, predicate=p, object=o, detail=why[1])


def _why_wrong(triple: Triple, gold: set[Triple]) -> tuple[WrongCause, str]:
    s, p, o = triple
    unmatched = [end for end in (s, o) if end.startswith("?")]
    if unmatched:
        return "end unmatched", f"no gold entity: {', '.join(end[1:] for end in unmatched)}"
    if (o, p, s) in gold:
        return "reversed", ""
    same_pair = sorted(f"{a} {q} {b}" for a, q, b in gold if {a, b} == {s, o})
    if same_pair:
        return "wrong property", "gold: " + "; ".join(same_pair)
    return "pair unrelated", ""


def _why_missed(
    document: str,
    triple: Triple,
    claimed: set[Triple],
    entity_of: Mapping[str, str],
    symmetric: frozenset[str],
    reading: _Reading | None,
) -> tuple[MissedCause, str]:
    s, p, o = triple
    unknown = [end for end in (s, o) if end not in entity_of]
    if unknown:
        return "entity not found", f"nowhere in the graph: {', '.join(unknown)}"
    if (o, p, s) in claimed:
        return "reversed", ""
    instead = sorted(f"{a} {q} {b}" for a, q, b in claimed if {a, b} == {s, o})
    if instead:
        return "other property", "claimed: " + "; ".join(instead)
    if reading is None:
        return "not claimed", ""
    return reading.why_missed(document, entity_of[s], p, entity_of[o], names=(s, o), either_way=p in symmetric)


class _Reading:
    """What the document stages read, looked up by document and entity."""

    def __init__(self, graph: GraphRecords) -> None:
        self._graph = graph
        self._document_id = {d.name.rpartition("/")[2]: id for id, d in graph.documents.items()}
        self._entity_of = {chain: e.id for e in graph.entities.values() for chain in e.chains}
        self._relations: dict[str, list[RelationMention]] = defaultdict(list)
        for relation in graph.relation_mentions.values():
            self._relations[relation.document_id].append(relation)

    def why_missed(
        self, document: str, subject: str, predicate: str, object: str, *, names: tuple[str, str], either_way: bool
    ) -> tuple[MissedCause, str]:
        """Say why two entities have no claim of this property from this document."""
        id = self._document_id.get(document, "")
        subjects, objects = self._mentions(id, subject), self._mentions(id, object)
        absent = [name for name, found in zip(names, (subjects, objects), strict=True) if not found]
        if absent:
            return "entity not found", f"not in this document: {', '.join(absent)}"
        between = [
            (self._entity_of.get(r.subject), r)
            for r in self._relations[id]
            if {self._entity_of.get(r.subject), self._entity_of.get(r.object)} == {subject, object}
        ]
        own = [(end, r) for end, r in between if r.predicate == predicate]
        if any(r.polarity == "negative" for _, r in own):
            return "denied", ""
        if any(end == subject or either_way for end, _ in own):
            return "lost on the way", "; ".join(sorted({r.rule for _, r in own}))
        if own:
            return "reversed", "; ".join(sorted({r.rule for _, r in own}))
        if between:
            return "other property", "read: " + "; ".join(sorted({f"{r.predicate} ({r.rule})" for _, r in between}))
        refused = sorted(self._refusals(id, subjects, predicate, objects))
        if refused:
            return "refused", "; ".join(refused)
        return self._by_distance(id, subjects, objects)

    def _mentions(self, document_id: str, entity: str) -> list[Mention]:
        record = self._graph.entities.get(entity)
        chains = [self._graph.chains[c] for c in sorted(record.chains) if c in self._graph.chains] if record else []
        return [
            self._graph.mentions[m]
            for chain in chains
            if chain.document_id == document_id
            for m in chain.mentions
            if m in self._graph.mentions
        ]

    def _refusals(
        self, document_id: str, subjects: list[Mention], predicate: str, objects: list[Mention]
    ) -> Iterator[str]:
        """Yield the reasons of what was left out that speaks of both ends and of the property."""
        for rejected in self._graph.rejected.values():
            words = f" {rejected.item} {rejected.detail} "
            if (
                rejected.document_id == document_id
                and f" {predicate} " in words
                and any(m.text in words or m.id in words for m in subjects)
                and any(m.text in words or m.id in words for m in objects)
            ):
                yield rejected.reason

    def _by_distance(
        self, document_id: str, subjects: list[Mention], objects: list[Mention]
    ) -> tuple[MissedCause, str]:
        split = split_sentences(self._graph.documents[document_id].text)
        distance, left, right = min(
            (abs(split.number(a.span.start) - split.number(b.span.start)), a.span.start, b.span.start)
            for a in subjects
            for b in objects
        )
        sentences = dict.fromkeys(split.sentence(at) for at in sorted((left, right)))
        cause: MissedCause = "not in one sentence" if distance else "no relation mention"
        return cause, "\n".join(sentences)
