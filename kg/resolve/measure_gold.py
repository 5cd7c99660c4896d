"""Measure canonicalising on annotated articles: what is merged and what is split wrongly."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Container, Mapping
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


def gold_mention_pairs(
    graph: GraphRecords, gold_ids: Mapping[str, str], documents: Container[str] | None = None
) -> list[tuple[str, str]]:
    """Return (gold id, entity id) of each mention of a graph whose chains are the gold's.

    ``documents`` are the names of those that count; None: all. A chain without entity stands alone.
    """
    entity_of = {chain: entity.id for entity in graph.entities.values() for chain in entity.chains}
    return [
        (gold_ids[chain.id], entity_of.get(chain.id, f"no entity: {chain.id}"))
        for chain in graph.chains.values()
        if chain.id in gold_ids
        if documents is None or graph.documents[chain.document_id].name in documents
        for _ in chain.mentions
    ]


def built_mention_pairs(gold: Mapping[str, Any], graph: GraphRecords) -> list[tuple[str, str]]:
    """Return (gold id, entity id) of the name mentions of a built graph that the gold has with the same span.

    What the gold or the build alone sees is left out: finding names is measured elsewhere.
    """
    texts = {document.name: document.text for document in graph.documents.values()}
    rows = [row for row in gold["documents"] if row["id"] in texts]
    ideal, gold_ids = gold_graph({"documents": rows}, texts)
    names = {document.id: document.name for document in ideal.documents.values()}
    gold_of = {
        (names[chain.document_id], ideal.mentions[i].span): gold_ids[chain.id]
        for chain in ideal.chains.values()
        for i in chain.mentions
    }
    found = []
    for entity in graph.entities.values():
        for chain_id in sorted(entity.chains):
            chain = graph.chains[chain_id]
            for mention in (graph.mentions[i] for i in chain.mentions if i in graph.mentions):
                key = (graph.documents[chain.document_id].name, mention.span)
                if mention.kind == "name" and key in gold_of:
                    found.append((gold_of[key], entity.id))
    return found
