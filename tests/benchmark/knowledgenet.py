"""Measures claims read from single sentences on KnowledgeNet, end to end: text in, facts with spans out.

Run: ``python -m tests.benchmark.knowledgenet FILE.jsonl [--fold 4] [--sample N] [--extractors cues,model] [--errors]``.
Fold 4 is held back; rules were made on folds 1 to 3.

Each sentence is a document of its own. A claim is right where relation and both ends agree with a gold fact, ends
where they overlap. An end is every mention of its entity in the sentence, and a relative pronoun after one of them.
Pronouns for which the sentence has no name stand for an unnamed entity each kind ("he", "its"): gold annotates them;
``--named`` leaves them out. Who lives, was born or sits in a place that the sentence puts in another ("Ocala,
Florida") does so in the other; ``--own`` leaves all of this out but the unnamed. Precision is over claims, recall over
the gold's rows, of which a claim may find several ("Ann Roth" and "she"). Which of the set's relations are measured,
and how ours read there, is in knowledgenet.toml.

What counts as wrong: the set annotates a passage for some relations only. In its own scorer, a prediction is wrong if
the passage was annotated for its relation (a row for this sentence, filled or empty). "document" takes a relation for
annotated where it occurs anywhere in the sentence's document; "strict" always.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.evaluate.closure import Rule, derive, read_rule
from kg.evaluate.coreference import Tally
from kg.evaluate.span_facts import SpanFact, score_passage
from kg.model import AnnotatedDocument, Document, GraphRecords, Source, Span
from kg.pipeline.run import Reading
from kg.pipeline.settings import BuildSettings
from kg.schema import load_ontology
from tests.benchmark.mapping import Row, mapped, read_rows
from tests.benchmark.unnamed import relative_pronouns, with_unnamed

TABLE = Path(__file__).with_name("knowledgenet.toml")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A sentence with its gold facts, and the relations that it, and that its document, was annotated for."""

    text: str
    facts: tuple[SpanFact, ...]
    annotated: frozenset[str]
    of_document: frozenset[str]


def read_passages(path: Path, fold: int) -> Iterator[Passage]:
    """Yield the distinct sentences of a fold, in the order of the file.

    A row whose ends are empty says that the sentence was annotated for the relation and has none.
    """
    facts: dict[str, set[SpanFact]] = {}
    annotated: dict[str, set[str]] = defaultdict(set)
    documents: dict[str, set[int]] = defaultdict(set)
    of_document: dict[int, set[str]] = defaultdict(set)
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        if row["fold"] != fold:
            continue
        found = facts.setdefault(row["text"], set())
        annotated[row["text"]].add(row["rel"])
        documents[row["text"]].add(row["doc"])
        of_document[row["doc"]].add(row["rel"])
        (h0, h1), (t0, t1) = row["h"], row["t"]
        if 0 <= h0 < h1 and 0 <= t0 < t1:
            found.add(
                SpanFact(relation=row["rel"], subject=(Span(start=h0, end=h1),), object=(Span(start=t0, end=t1),))
            )
    for text, found in facts.items():
        yield Passage(
            text=text,
            facts=tuple(sorted(found, key=lambda f: (f.relation, f.subject, f.object))),
            annotated=frozenset(annotated[text]),
            of_document=frozenset().union(*(of_document[number] for number in documents[text])),
        )


def claims(
    records: GraphRecords, rows: Sequence[Row], rules: Sequence[Rule], relative: Sequence[tuple[Span, Span]]
) -> list[SpanFact]:
    """Return what the relation mentions of one sentence say in the set's terms, with what follows, each once."""

    def places(chain_id: str) -> tuple[Span, ...]:
        spans = [records.mentions[id_].span for id_ in records.chains[chain_id].mentions]
        more = [pronoun for pronoun, head in relative if any(span.overlaps(head) for span in spans)]
        return tuple(sorted({*spans, *more}))

    said = set()
    for relation, name in mapped(records, rows):
        ends = relation.subject, relation.object
        subject, object_ = reversed(ends) if name.startswith("<") else ends
        said.add((subject, name.removeprefix("<"), object_))
    found = {
        SpanFact(relation=name, subject=places(subject), object=places(object_))
        for subject, name, object_ in derive(said, rules)
        if not name.startswith("our_")
    }
    return sorted(found, key=lambda f: (f.relation, f.subject, f.object))


def own_claims(records: GraphRecords, rows: Sequence[Row]) -> list[SpanFact]:
    """Return what the relation mentions say, each end being the one mention that the extractor took."""
    found = set()
    for relation, name in mapped(records, rows):
        ends = [(records.mentions[id_].span,) for id_ in (relation.subject_mention, relation.object_mention)]
        subject, object_ = reversed(ends) if name.startswith("<") else ends
        found.add(SpanFact(relation=name.removeprefix("<"), subject=subject, object=object_))
    return sorted(
        (f for f in found if not f.relation.startswith("our_")), key=lambda f: (f.relation, f.subject, f.object)
    )


def show(title: str, by_relation: Mapping[str, Tally], measured: frozenset[str], *, each: bool) -> None:
    """Print the figures over what is measured and over all of the set's relations."""
    for words, chosen in (("measured", measured), ("all", frozenset(by_relation))):
        total = sum((by_relation[name] for name in sorted(chosen & by_relation.keys())), Tally())
        print(f" {title:10} {words:9} precision {total.precision:.3f}  recall {total.recall:.3f}  F1 {total.f1:.3f}")
    for name, tally in sorted(by_relation.items()) if each else ():
        print(f"    {name:22} precision {tally.precision:.3f} ({tally.precision_right:.0f}/{tally.precision_of:.0f})"
              f"  recall {tally.recall:.3f} ({tally.recall_right:.0f}/{tally.recall_of:.0f})")  # fmt: skip


def main() -> None:
    """Read the options, read the sentences, and print."""
    import tomllib

    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--fold", type=int, default=4)
    parser.add_argument("--sample", type=int, help="only so many sentences, drawn with a fixed seed")
    parser.add_argument("--extractors", default="cues")
    parser.add_argument("--named", action="store_true", help="no entities for pronouns without a name")
    parser.add_argument("--own", action="store_true", help="an end is only the mention that the extractor took")
    parser.add_argument("--errors", action="store_true", help="list what is wrong (of the annotated) and missed")
    options = parser.parse_args()
    table = tomllib.loads(TABLE.read_text(encoding="utf-8"))
    rows, measured = read_rows(table), frozenset(table["measured"])
    rules = [read_rule(text) for text in table["follows"]["rules"]]
    passages = list(read_passages(options.file, options.fold))
    if options.sample:
        passages = random.Random(20261122).sample(passages, min(options.sample, len(passages)))
    relative: dict[str, list[tuple[Span, Span]]] = {}

    def change(annotated: AnnotatedDocument) -> AnnotatedDocument:
        relative[annotated.document.id] = list(relative_pronouns(annotated))
        return annotated if options.named else with_unnamed(annotated)

    documents = [
        Document(id=Document.make_id(uri=str(n), text=p.text), name=str(n), text=p.text, source=Source(uri=str(n)))
        for n, p in enumerate(passages)
    ]
    settings = BuildSettings(extractors=tuple(options.extractors.split(",")), strict=True)
    shards = Reading(load_ontology(), settings, change=change).shards(documents)
    totals: dict[str, dict[str, Tally]] = {"passage": {}, "document": {}, "strict": {}}
    for document, passage, records in zip(documents, passages, shards, strict=True):
        response = own_claims(records, rows) if options.own else claims(records, rows, rules, relative[document.id])
        for title, annotated in (("passage", passage.annotated), ("document", passage.of_document), ("strict", None)):
            for name, tally in score_passage(passage.facts, response, annotated).items():
                totals[title][name] = totals[title].get(name, Tally()) + tally
        if options.errors:
            _print_errors(passage, response, measured)
    print(f"fold {options.fold}: {len(passages)} sentences, {sum(len(p.facts) for p in passages)} facts")
    for title, by_relation in totals.items():
        show(title, by_relation, measured, each=title == "document")


def _print_errors(passage: Passage, response: Sequence[SpanFact], measured: frozenset[str]) -> None:
    for title, facts, others in (("wrong", response, passage.facts), ("missed", passage.facts, response)):
        for fact in facts:
            if fact.relation in passage.annotated & measured and not any(fact.agrees(other) for other in others):
                ends = (span.of(passage.text) for end in (fact.subject, fact.object) for span in end[:1])
                print(f"{title}\t{fact.relation}\t{' | '.join(ends)}\t{passage.text}")


if __name__ == "__main__":
    main()
