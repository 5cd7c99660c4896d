"""Measure canonicalising on annotated articles: what is merged and what is split wrongly."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.model import CoreferenceChain, Document, GraphRecords, Mention, Source, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class GoldFigures:
    """Counts over annotated documents; ``merges`` and ``splits`` name what went wrong, sorted.

    ``n_wrong_merges`` adds up, over the entities made, the annotated entities beyond the first;
    ``n_splits``, over the annotated entities, the made entities beyond the first.
    """

    n_chains: int
    n_annotated: int
    n_made: int
    n_wrong_merges: int
    n_splits: int
    merges: tuple[str, ...] = field(default=())
    splits: tuple[str, ...] = field(default=())

    def __str__(self) -> str:
        return (
            f"{self.n_chains} chains of {self.n_annotated} annotated entities gave {self.n_made}: "
            f"{self.n_wrong_merges} wrong merges, {self.n_splits} splits"
        )


def _mentions(document_id: str, text: str, entity: Mapping[str, Any], taken: list[Span]) -> list[Mention]:
    found = []
    for form in sorted({entity["name"], *entity.get("aliases", ())}, key=lambda f: (-len(f), f)):
        for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", text):
            span = Span(start=match.start(), end=match.end())
            if not any(span.overlaps(other) for other in taken):
                taken.append(span)
                mention_id = Mention.make_id(document_id=document_id, span=span, kind="name")
                found.append(
                    Mention(
                        id=mention_id,
                        document_id=document_id,
                        span=span,
                        text=match[0],
                        kind="name",
                        type=entity["type"],
                        score=1.0,
                        annotator="gold",
                    )
                )
    return found


def article_text(path: Path) -> str:
    """Return an article's text: of a JSON file its title and text."""
    raw = path.read_text("utf-8")
    if path.suffix != ".json":
        return raw
    record = json.loads(raw)
    return "\n".join(str(record[field]) for field in ("title", "text") if record.get(field))


def gold_graph(gold: Mapping[str, Any], texts: Mapping[str, str]) -> tuple[GraphRecords, dict[str, str]]:
    """Return a graph of one chain a document and annotated entity, and the entity's gold id by chain id.

    ``texts`` holds the articles by document name. An entity whose names do not stand in the text is left
    out. Longer names are found first, so that "Houston" inside "Houston Airport" is no mention.
    """
    documents, mentions, chains, gold_ids = [], [], [], {}
    for row in gold["documents"]:
        text = texts[row["id"]]
        document_id = Document.make_id(uri=row["id"], text=text)
        documents.append(Document(id=document_id, name=row["id"], text=text, source=Source(uri=row["id"])))
        taken: list[Span] = []
        by_length = sorted(row["entities"], key=lambda e: (-len(e["name"]), e["id"]))
        for entity in by_length:
            own = sorted(_mentions(document_id, text, entity, taken), key=lambda m: m.span)
            if not own:
                continue
            ids = tuple(m.id for m in own)
            best = min(own, key=lambda m: (m.text != entity["name"], m.span))
            chain = CoreferenceChain(
                id=CoreferenceChain.make_id(document_id=document_id, mention_ids=ids),
                document_id=document_id,
                mentions=ids,
                representative=best.id,
                type=entity["type"],
                type_votes=((entity["type"], 1.0),),
            )
            mentions.extend(own)
            chains.append(chain)
            gold_ids[chain.id] = entity["id"]
    return GraphRecords.of(documents=documents, mentions=mentions, chains=chains), gold_ids


def gold_figures(graph: GraphRecords, gold_ids: Mapping[str, str]) -> GoldFigures:
    """Compare a canonicalised graph with the gold ids of its chains."""
    made: dict[str, set[str]] = defaultdict(set)
    for entity in graph.entities.values():
        for chain in entity.chains:
            made[gold_ids[chain]].add(entity.id)
    merges, n_wrong = [], 0
    for entity in graph.entities.values():
        held = sorted({gold_ids[chain] for chain in entity.chains})
        if len(held) > 1:
            n_wrong += len(held) - 1
            merges.append(f"{entity.name} ({entity.type}): {', '.join(held)}")
    splits = [f"{gold_id}: {', '.join(sorted(ids))}" for gold_id, ids in made.items() if len(ids) > 1]
    return GoldFigures(
        n_chains=len(gold_ids),
        n_annotated=len(set(gold_ids.values())),
        n_made=len(graph.entities),
        n_wrong_merges=n_wrong,
        n_splits=sum(len(ids) - 1 for ids in made.values()),
        merges=tuple(sorted(merges)),
        splits=tuple(sorted(splits)),
    )
