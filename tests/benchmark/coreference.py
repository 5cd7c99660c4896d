"""Measures coreference against gold in CoNLL columns (OntoGUM): pronouns, noun phrases, and the CoNLL figures.

Run: ``python -m tests.benchmark.coreference FOLDER [--half A|B] [--errors] [--missed]``. The files, sorted by
name, fall into two halves by turns: rules and weights are made on A; B shows what they are worth.

Mentions of gold and of the annotator are the same where the parser gives them the same head word. A gold cluster
is named where a proper noun heads one of its mentions. A link of a pronoun or noun phrase is right where its gold
cluster is the cluster of a name in the chain it was linked to. Recall of pronouns is over those whose gold cluster
is named, found by the annotator or not. The CoNLL figures take names and pronouns of named clusters and chains.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from kg.annotate import Annotator
from kg.annotate.token_table import TokenTable
from kg.evaluate.coreference import Clusters, GoldText, conll_f1, read_conll, score_clusters
from kg.model import AnnotatedDocument, Document, Mention, Source
from kg.schema import load_ontology, ontology_directory

HE_SHE = frozenset({"he", "him", "his", "himself", "she", "her", "hers", "herself"})
IT = frozenset({"it", "its", "itself"})
THEY = frozenset({"they", "them", "their", "themselves"})
OTHERS = frozenset(
    {"i", "me", "my", "mine", "myself", "you", "your", "we", "us", "our", "ours", "who", "whose", "which"}
)
GROUPS = {"he, she": HE_SHE, "it": IT, "they": THEY}
THIRD_PERSON = HE_SHE | IT | THEY


@dataclass(kw_only=True)
class Figures:
    """Counts by group, the clusters of each document, and what is wrong or missed, in words."""

    counts: Counter[str] = field(default_factory=Counter)
    clusters: list[tuple[Clusters, Clusters]] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)


def measure(annotated: AnnotatedDocument, gold: GoldText, figures: Figures) -> None:
    """Add one document to the figures."""
    table = TokenTable.of(annotated.parse)

    def head(start: int, end: int) -> int:
        found = table.tokens_of(start, end)
        if found is None:
            return next((i for i, last in enumerate(table.end) if last >= end), len(table) - 1)
        return table.head_of(*found)

    cluster_at = {}
    for span in sorted(gold.mentions, key=lambda m: m.start - m.end):  # the smallest last
        cluster_at[head(span.start, span.end)] = span.cluster
    named = {cluster for i, cluster in cluster_at.items() if table.pos[i] == "PROPN"}

    def cluster_of(mention: Mention, i: int) -> str | None:
        """The parser may see another head in the gold's longer phrase: the smallest around the last letter."""
        around = [g for g in gold.mentions if g.start < mention.span.end <= g.end]
        return cluster_at.get(i) or (min(around, key=lambda g: g.end - g.start).cluster if around else None)

    by_id = {mention.id: mention for mention in annotated.mentions}
    linked: dict[int, set[str]] = {}
    response = []
    for chain in annotated.chains:
        own = [(by_id[id_], head(by_id[id_].span.start, by_id[id_].span.end)) for id_ in chain.mentions]
        truth = {cluster for m, i in own if m.kind == "name" and (cluster := cluster_of(m, i))}
        response.append({i for m, i in own if m.kind in ("name", "pronoun")})
        for mention, i in own:
            if mention.kind not in ("pronoun", "nominal"):
                continue
            linked[i] = truth
            group = _group(table.lower[i]) if mention.kind == "pronoun" else "noun phrase"
            right = cluster_of(mention, i) in truth
            figures.counts[f"{group} linked"] += 1
            figures.counts[f"{group} right"] += right
            if not right:
                figures.wrong.append(_in_words(gold, table, i, f"{by_id[chain.representative].text} ({chain.type})"))
    key: dict[str, set[int]] = {cluster: set() for cluster in named}
    for i, cluster in cluster_at.items():
        if cluster not in named:
            continue
        pronoun = table.lower[i] in THIRD_PERSON | OTHERS
        if pronoun or table.pos[i] == "PROPN":
            key[cluster].add(i)
        group = _group(table.lower[i]) if pronoun else "noun phrase" if table.pos[i] == "NOUN" else "name"
        figures.counts[f"{group} gold"] += 1
        figures.counts[f"{group} found"] += cluster in linked.get(i, ())
        if i not in linked and (table.lower[i] in THIRD_PERSON or group == "noun phrase"):
            name = next(table.words[j] for j, c in cluster_at.items() if c == cluster and table.pos[j] == "PROPN")
            figures.missed.append(f"[{group}] " + _in_words(gold, table, i, name))
    figures.clusters.append(([key[name] for name in sorted(key)], _disjoint(response)))


def _group(lower: str) -> str:
    return next((name for name, words in GROUPS.items() if lower in words), "I, we, you, who")


def _disjoint(clusters: Iterable[set[int]]) -> list[set[int]]:
    """Leave each head in the first cluster that has it."""
    seen: set[int] = set()
    result = []
    for cluster in clusters:
        result.append(cluster - seen)
        seen |= cluster
    return result


def _in_words(gold: GoldText, table: TokenTable, i: int, meant: str) -> str:
    start, end = table.start[i], table.end[i]
    return f"{gold.name}: ...{gold.text[max(0, start - 220) : end]}[= {meant}]{gold.text[end : end + 50]}"


def show(title: str, figures: Figures) -> None:
    """Print the figures of a set of documents."""
    print(f"{title}: {len(figures.clusters)} documents")
    counts = figures.counts
    for group in (*GROUPS, "I, we, you, who", "noun phrase"):
        _show_links(group, *(counts[f"{group} {what}"] for what in ("right", "linked", "found", "gold")))
    sums = [sum(counts[f"{group} {what}"] for group in GROUPS) for what in ("right", "linked", "found", "gold")]
    _show_links("third person", *sums)
    scores = score_clusters(figures.clusters)
    for name, tally in scores.items():
        print(f"  {name:16} precision {tally.precision:.3f}  recall {tally.recall:.3f}  F1 {tally.f1:.3f}")
    print(f"  CoNLL F1 of names and pronouns {conll_f1(scores):.3f}")


def _show_links(group: str, right: int, linked: int, found: int, gold: int) -> None:
    print(
        f"  {group:16} precision {right / max(1, linked):.3f} ({right}/{linked})  "
        f"recall {found / max(1, gold):.3f} ({found}/{gold})"
    )


def main() -> None:
    """Read the options, annotate, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("A", "B"))
    parser.add_argument("--errors", action="store_true", help="list wrong links")
    parser.add_argument("--missed", action="store_true", help="list what of named clusters was not linked")
    options = parser.parse_args()
    golds = [read_conll(path) for path in sorted(options.folder.glob("*.conll"))]
    annotator = Annotator(load_ontology(ontology_directory()))
    documents = [Document(id=g.name, name=g.name, text=g.text, source=Source(uri=g.name)) for g in golds]
    halves = {"A": Figures(), "B": Figures()}
    for number, (annotated, gold) in enumerate(zip(annotator.pipe(documents), golds, strict=True)):
        measure(annotated, gold, halves["AB"[number % 2]])
    for name, figures in halves.items():
        if options.half in (None, name):
            show(f"half {name}", figures)
            if options.errors:
                print("\n".join(figures.wrong))
            if options.missed:
                print("\n".join(figures.missed))
    if options.half is None:
        show("all", Figures(
            counts=halves["A"].counts + halves["B"].counts, clusters=halves["A"].clusters + halves["B"].clusters
        ))  # fmt: skip


if __name__ == "__main__":
    main()
