"""Measure canonicalising on the articles of several gold files as one graph."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.resolve.bcubed import BCubed, bcubed
from kg.resolve.canonicalise import canonicalise
from kg.resolve.measure_gold import GoldFigures, article_text, gold_figures, gold_graph, gold_mention_pairs
from kg.resolve.settings import ResolveSettings
from kg.resolve.words import NameWords
from kg.schema.ontology import Ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class TogetherFigures:
    """The figures of the one graph, and B-cubed by gold file and over all ("together")."""

    figures: GoldFigures
    scores: tuple[tuple[str, BCubed], ...]


def measure_together(golds: Sequence[Path], articles: Sequence[Path], ontology: Ontology) -> TogetherFigures:
    """Canonicalise the annotated entities of all files at once: each is one chain a document.

    An entity that two files know must bear the same id in both; a country's id is made the same here.
    """
    files = [(path.stem, json.loads(path.read_text("utf-8"))) for path in golds]
    countries = NameWords.of(ontology).geography.demonyms
    for row in (row for _, gold in files for row in gold["documents"]):
        for entity in row["entities"]:
            known = [
                countries[name.lower()]
                for name in (entity["name"], *entity.get("aliases", ()))
                if name.lower() in countries
            ]
            if entity["type"] == ResolveSettings().country_class and known:
                entity["id"] = f"country {known[0]}"
    wanted = {row["id"] for _, gold in files for row in gold["documents"]}
    texts = {
        path.name: article_text(path)
        for folder in articles
        for path in sorted(folder.rglob("*"))
        if path.name in wanted
    }
    graph, gold_ids = gold_graph({"documents": [row for _, gold in files for row in gold["documents"]]}, texts)
    graph = canonicalise(graph, ontology)
    scores = [
        (name, bcubed(gold_mention_pairs(graph, gold_ids, {row["id"] for row in gold["documents"]})))
        for name, gold in files
    ]
    scores.append(("together", bcubed(gold_mention_pairs(graph, gold_ids))))
    return TogetherFigures(figures=gold_figures(graph, gold_ids), scores=tuple(scores))
