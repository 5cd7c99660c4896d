"""Measures relations with gold entities, and entities, coreference and relations end to end, on DWIE.

Run: ``python -m tests.benchmark.dwie FILE.jsonl [--half A|B] [--extractors cues,model] [--errors]``. Of the
documents, sorted by id, the first 110 are A, which was read and on which rules were made; the rest are B.

With gold entities: names, adjectives of countries and their clusters are given (with what pronouns and noun phrases the
annotator linked to them); a relation is right where both ends and its name are. Which of DWIE's relations are measured,
and how ours read there, is in dwie.toml. End to end: spans count as equal where they begin and end alike; entities
and relations by mention, soft and hard as DWIE's authors define them (`kg.evaluate.entity_level`), classes being our
11 and "adjective"; coreference over all clusters of more than one mention. "aligned" takes the predicted
cluster for the gold cluster that shares most mentions with it.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from kg.evaluate.coreference import Tally, conll_f1, score_clusters
from kg.evaluate.entity_level import (
    Labelled,
    Related,
    entities_by_mention,
    entities_hard,
    entities_soft,
    match_sets,
    relations_hard,
    relations_soft,
)
from kg.model import AnnotatedDocument, CoreferenceChain, Document, GraphRecords, Mention, MentionKind, Source, Span
from kg.pipeline.oracle import with_entities
from kg.pipeline.run import Reading
from kg.pipeline.settings import BuildSettings
from kg.schema import load_ontology
from tests.benchmark.dwie_relations import ADJECTIVE, DwieMapping, read_table
from tests.benchmark.dwie_set import DwieDocument, read_dwie

#: Documents of half A.
OURS_TO_READ = 110

IdTriple = tuple[int, str, int]


def gold_chains(
    gold: DwieDocument, document_id: str, state: Mapping[str, str]
) -> tuple[list[Mention], list[CoreferenceChain], dict[str, int]]:
    """Return gold entities as mentions and chains, and which entity each chain, or its adjective, is.

    An adjective is in the chain of the first country that it belongs to by the gazetteer, else in its own.
    """
    groups: dict[int, list[Mention]] = {}
    first_of: dict[str, int] = {}
    members: dict[int, list[tuple[str, int]]] = {}
    taken: set[Span] = set()
    for number, entity in sorted(enumerate(gold.entities), key=lambda row: row[1].adjective):
        spans = [span for span in entity.spans if not any(span.overlaps(other) for other in taken)]
        if entity.type is None or not spans:
            continue
        taken.update(spans)
        texts = [span.of(gold.text) for span in spans]
        canonical = next((state[t] for t in texts if t in state), None) if entity.type == "Country" else None
        home = first_of.get(canonical, number) if canonical and entity.adjective else number
        if canonical:
            first_of.setdefault(canonical, number)
        kind: MentionKind = "demonym" if entity.adjective else "name"
        groups.setdefault(home, []).extend(
            Mention(id=Mention.make_id(document_id=document_id, span=span, kind=kind), document_id=document_id,
                    span=span, text=text, kind=kind, type=entity.type, score=1.0, annotator="oracle",
                    canonical=canonical)
            for span, text in zip(spans, texts, strict=True)
        )  # fmt: skip
        members.setdefault(home, []).append((ADJECTIVE if entity.adjective else "", number))
    chains, entity_of = list[CoreferenceChain](), dict[str, int]()
    for home, mentions in groups.items():
        mentions.sort(key=lambda m: m.span)
        ids = tuple(m.id for m in mentions)
        names = [m for m in mentions if m.kind == "name"] or mentions
        chain = CoreferenceChain(
            id=CoreferenceChain.make_id(document_id=document_id, mention_ids=ids),
            document_id=document_id, mentions=ids,
            representative=max(names, key=lambda m: (len(m.text), -m.span.start)).id, type=mentions[0].type,
            type_votes=((mentions[0].type or "", 1.0),),
        )  # fmt: skip
        chains.append(chain)
        entity_of |= {prefix + mentions[0].id: number for prefix, number in members[home]}
    return sorted((m for row in groups.values() for m in row), key=lambda m: m.span), chains, entity_of


@dataclass(kw_only=True)
class Figures:
    """Sums over documents."""

    documents: int = 0
    tallies: dict[str, Tally] = field(default_factory=dict)
    of_relation: dict[str, Tally] = field(default_factory=dict)
    clusters: list[tuple[list[frozenset[object]], list[frozenset[object]]]] = field(default_factory=list)
    rows: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)

    def add(self, name: str, tally: Tally) -> None:
        """Add to the sum of one figure."""
        self.tallies[name] = self.tallies.get(name, Tally()) + tally


def given(
    gold: DwieDocument, records: GraphRecords, mapping: DwieMapping, measured: frozenset[str], figures: Figures
) -> None:
    """Add the relations of one document that was read with gold entities."""
    entity_of = gold_chains(gold, next(iter(records.documents)), mapping.state)[2]
    number_of: dict[str, int] = {}
    for chain in records.chains.values():
        for prefix in ("", ADJECTIVE):
            found = next((entity_of[prefix + m] for m in chain.mentions if prefix + m in entity_of), None)
            if found is not None:
                number_of[prefix + chain.id] = found

    def numbered(gazetteer: bool) -> set[IdTriple]:
        return {
            (number_of[s], r, number_of[o])
            for s, r, o in mapping.triples(records, gazetteer=gazetteer)
            if s in number_of and o in number_of
        }

    key, response, plain = set(gold.relations), numbered(True), numbered(False)
    adjectives = {(s, "gpe0", o) for s, r, o in response if r == "adjective"}
    figures.add("relations", match_sets(_of(key, measured), _of(response, measured)))
    figures.add("without the gazetteer", match_sets(_of(key, measured), _of(plain, measured)))
    short = frozenset(r for r in measured if not r.endswith("-x"))
    figures.add("without the adjectives (-x)", match_sets(_of(key, short), _of(response, short)))
    figures.add("with gpe0", match_sets(_of(key, measured | {"gpe0"}), _of(response, measured) | adjectives))
    for relation in measured:
        one = frozenset({relation})
        figures.of_relation[relation] = figures.of_relation.get(relation, Tally()) + match_sets(
            _of(key, one), _of(response, one)
        )
    figures.rows["all"] += len(key)
    figures.rows["measured"] += len(_of(key, measured))
    for title, triples in (("wrong", _of(response, short) - key), ("missed", _of(key, short) - response)):
        for s, r, o in sorted(triples):
            figures.errors.append(f"{title}\t{r}\t{gold.name}\t{_name(gold, s)}\t{_name(gold, o)}")


def _of(triples: Iterable[IdTriple], relations: frozenset[str]) -> set[IdTriple]:
    return {triple for triple in triples if triple[1] in relations}


def _name(gold: DwieDocument, number: int) -> str:
    return max((span.of(gold.text) for span in gold.entities[number].spans), key=len)


def end_to_end(
    gold: DwieDocument, records: GraphRecords, mapping: DwieMapping, measured: frozenset[str], figures: Figures
) -> None:
    """Add entities, coreference and relations of one document that was read from its text alone."""
    key = {
        i: (frozenset[object](e.spans), "adjective" if e.adjective else e.type)
        for i, e in enumerate(gold.entities)
        if e.type
    }
    response: dict[str, Labelled] = {}
    for chain in records.chains.values():
        for prefix, kind, label in (("", "name", chain.type), (ADJECTIVE, "demonym", "adjective")):
            spans = frozenset[object](
                m.span for m in (records.mentions[id_] for id_ in chain.mentions) if m.kind == kind
            )
            if chain.reported and spans and label:
                response[prefix + chain.id] = (spans, label)
    labelled_key: list[Labelled] = [(spans, str(label)) for spans, label in key.values()]
    labelled = list(response.values())
    figures.add("mentions, without class", match_sets(
        {m for spans, _ in labelled_key for m in spans}, {m for spans, _ in labelled for m in spans}
    ))  # fmt: skip
    figures.add("entities by mention", entities_by_mention(labelled_key, labelled))
    figures.add("entities, soft", entities_soft(labelled_key, labelled))
    figures.add("entities, hard", entities_hard(labelled_key, labelled))
    figures.clusters.append(([spans for spans, _ in labelled_key], [spans for spans, _ in labelled]))
    gold_rows = {(s, r, o) for s, r, o in _of(gold.relations, measured) if s in key and o in key}
    outside = len(_of(gold.relations, measured)) - len(gold_rows)
    rows = [(s, r, o) for s, r, o in mapping.triples(records) if r in measured and s in response and o in response]
    related_key: list[Related] = [(key[s][0], r, key[o][0]) for s, r, o in gold_rows]
    related: list[Related] = [(response[s][0], r, response[o][0]) for s, r, o in rows]
    lost = Tally(recall_of=outside)
    figures.add("relations, soft", relations_soft(related_key, related) + lost)
    figures.add("relations, hard", relations_hard(related_key, related) + lost)
    nearest = {name: _nearest(spans, key) for name, (spans, _) in response.items()}
    aligned = {(nearest[s], r, nearest[o]) for s, r, o in rows}
    figures.add("relations, aligned", match_sets(gold_rows, aligned) + lost)


def _nearest(spans: frozenset[object], key: Mapping[int, tuple[frozenset[object], object]]) -> object:
    shared = {number: len(spans & row[0]) for number, row in key.items()}
    best = max(shared, key=lambda number: (shared[number], -number), default=None)
    return best if best is not None and shared[best] else spans


def show(title: str, given_figures: Figures, text_figures: Figures | None) -> None:
    """Print the figures of a half."""
    rows = given_figures.rows
    print(f"half {title}: {given_figures.documents} documents; {rows['measured']} of {rows['all']} relations measured")
    print(" with gold entities")
    _show(given_figures.tallies)
    for name, tally in sorted(given_figures.of_relation.items(), key=lambda row: -row[1].recall_of):
        if tally.recall_of or tally.precision_of:
            print(f"    {name:18} precision {tally.precision:.2f}"
                  f" ({tally.precision_right:.0f}/{tally.precision_of:.0f})"
                  f"  recall {tally.recall:.2f} ({tally.recall_right:.0f}/{tally.recall_of:.0f})")  # fmt: skip
    if text_figures is not None:
        print(" end to end")
        _show(text_figures.tallies)
        scores = score_clusters(text_figures.clusters)
        _show(scores)
        print(f"  CoNLL F1 {conll_f1(scores):.3f}")


def _show(tallies: Mapping[str, Tally]) -> None:
    for name, tally in tallies.items():
        print(f"  {name:28} precision {tally.precision:.3f}  recall {tally.recall:.3f}  F1 {tally.f1:.3f}")


def read_records(
    golds: Sequence[DwieDocument],
    extractors: tuple[str, ...],
    change: Callable[[AnnotatedDocument], AnnotatedDocument] | None,
) -> Iterable[GraphRecords]:
    """Yield what the pipeline reads in each document."""
    documents = [
        Document(id=Document.make_id(uri=g.name, text=g.text), name=g.name, text=g.text, source=Source(uri=g.name))
        for g in golds
    ]
    return Reading(load_ontology(), BuildSettings(extractors=extractors, strict=True), change=change).shards(documents)


def main() -> None:
    """Read the options, read the documents twice, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--half", choices=("A", "B"))
    parser.add_argument("--extractors", default="cues")
    parser.add_argument("--given-only", action="store_true", help="leave out the end-to-end part")
    parser.add_argument("--errors", action="store_true", help="list wrong and missed relations, given gold entities")
    options = parser.parse_args()
    table = read_table()
    mapping, measured = DwieMapping.of(table), frozenset(table["measured"])
    everything = list(read_dwie(options.file, table))
    halves = {"A": everything[:OURS_TO_READ], "B": everything[OURS_TO_READ:]}
    extractors = tuple(options.extractors.split(","))
    by_name = {gold.name: gold for gold in everything}

    def gold_entities(annotated: AnnotatedDocument) -> AnnotatedDocument:
        names, chains, _ = gold_chains(by_name[annotated.document.name], annotated.document.id, mapping.state)
        home = {mention: chain.id for chain in chains for mention in chain.mentions}
        countries = {m.canonical.casefold(): home[m.id] for m in reversed(names) if m.canonical}
        return with_entities(annotated, names, chains, countries)

    for half, golds in halves.items():
        if options.half not in (None, half):
            continue
        figures, text_figures = Figures(documents=len(golds)), Figures(documents=len(golds))
        for gold, records in zip(golds, read_records(golds, extractors, gold_entities), strict=True):
            given(gold, records, mapping, measured, figures)
        if not options.given_only:
            for gold, records in zip(golds, read_records(golds, extractors, None), strict=True):
                end_to_end(gold, records, mapping, measured, text_figures)
        show(half, figures, None if options.given_only else text_figures)
        if options.errors:
            print("\n".join(figures.errors))


if __name__ == "__main__":
    main()
