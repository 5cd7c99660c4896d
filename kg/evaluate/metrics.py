"""Precision, recall and F1 of a built graph against gold."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.evaluate.built import BuiltEntity, BuiltGraph, QuotedEvidence, Triple, from_file, from_records
from kg.evaluate.gold import Gold
from kg.evaluate.names import norm
from kg.model import GraphRecords
from kg.schema import Ontology, load_ontology


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Counts of right, wrong and missed items, and the shares they give, each in [0, 1]; 0 of 0 is 0."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Return the share of what was found that is right."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Return the share of what gold has that was found."""
        return _share(self.right, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def as_dict(self) -> dict[str, float]:
        """Return the shares, rounded to three digits, and the counts (tp, fp, fn)."""
        shares = {name: round(getattr(self, name), 3) for name in ("precision", "recall", "f1")}
        return shares | {"tp": self.right, "fp": self.wrong, "fn": self.missed}


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """How a graph compares with gold.

    ``relations`` are counted in each document, ``graph`` in the union of all. ``type_share`` is the share
    of matched entities whose class agrees. ``matches`` gives the gold id for an entity's id. ``wrong`` and
    ``missed`` are (document, triple) pairs in the gold's order of documents, then sorted; an end that
    matches no gold entity is written "?" and its label.
    """

    documents: int
    documents_without_claims: int
    entities: Figures
    type_share: float
    relations: Figures
    graph: Figures
    quotes_checked: int
    quotes_valid: int
    matches: Mapping[str, str] = field(default_factory=dict)
    wrong: tuple[tuple[str, Triple], ...] = ()
    missed: tuple[tuple[str, Triple], ...] = ()
    extra_entities: tuple[str, ...] = ()
    missed_entities: tuple[str, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Return the figures as JSON takes them."""
        return {
            "documents": self.documents,
            "documents_without_claims": self.documents_without_claims,
            "entities": self.entities.as_dict() | {"type": round(self.type_share, 3)},
            "relations": self.relations.as_dict(),
            "graph": self.graph.as_dict(),
            "quotes": {"checked": self.quotes_checked, "valid": self.quotes_valid},
        }

    def as_text(self) -> str:
        """Return the figures as a table, one line a layer, with a line break at the end."""
        rows = (
            (k, "  ".join(f"{x} {y}" for x, y in v.items()) if isinstance(v, dict) else v)
            for k, v in self.as_dict().items()
        )
        return "".join(f"{k:26} {v}\n" for k, v in rows)


@dataclass(slots=True)
class _GoldEntity:
    types: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    optional: bool = True


def evaluate(
    gold: Gold, graph: GraphRecords | Path, *, ontology: Ontology | None = None, articles: Path | None = None
) -> Report:
    """Score a graph, in memory or in an RDF file, against gold; ``ontology`` None: the packaged one.

    Optional gold and relations outside the ontology are not counted. A property is accepted where gold
    has one that lies directly under or over it, and a symmetric one in either order. One entity is
    matched to one gold entity, so a duplicate counts as wrong and a merge of two as a miss. A quote is
    valid where it is the document's text between its offsets, or, for a graph without text, where the
    article of that name in the folder ``articles`` holds it.
    Raises InputError where the graph's file or an article cannot be read, FormatError where the file is no RDF.
    """
    ontology = ontology or load_ontology()
    built = from_records(graph) if isinstance(graph, GraphRecords) else from_file(graph, ontology)
    symmetric = frozenset(name for name, p in ontology.properties.items() if p.symmetric)
    gold_entities = _gold_entities(gold)
    n_claims = Counter(end for found in built.claims.values() for s, _, o in found for end in (s, o))
    matches = align(gold_entities, built.entities, n_claims)
    matched = set(matches.values())

    def label(id: str) -> str:
        entity = built.entities.get(id)
        return matches.get(id) or "?" + ((entity.label if entity else "") or id)

    wrong_rows: list[tuple[str, Triple]] = []
    missed_rows: list[tuple[str, Triple]] = []
    n_right = 0
    all_found: set[Triple] = set()
    all_core: set[Triple] = set()
    all_optional: set[Triple] = set()
    core, optional = gold_triples(gold, symmetric)
    for document in gold.documents:
        found = {
            _ordered(label(s), p, label(o), symmetric)
            for s, p, o in built.claims.get(document.id, ())
            if p in ontology.properties
        }
        right, wrong, missed = compare(found, core[document.id], optional[document.id], ontology)
        n_right += len(right)
        wrong_rows += [(document.id, triple) for triple in sorted(wrong)]
        missed_rows += [(document.id, triple) for triple in sorted(missed)]
        all_found |= found
        all_core |= core[document.id]
        all_optional |= optional[document.id]
    right, wrong, missed = compare(all_found, all_core, all_optional - all_core, ontology)
    missed_entities = sorted(id for id, g in gold_entities.items() if not g.optional and id not in matched)
    extra_entities = sorted(id for id in built.entities if id not in matches)
    n_typed = sum(bool(gold_entities[g].types & built.entities[s].types) for s, g in matches.items())
    document_ids = [document.id for document in gold.documents]
    quotes = [quote for quote in built.quotes if quote.document in document_ids]
    return Report(
        documents=len(document_ids),
        documents_without_claims=sum(id not in built.claims for id in document_ids),
        entities=Figures(
            right=sum(not gold_entities[g].optional for g in matched),
            wrong=len(extra_entities),
            missed=len(missed_entities),
        ),
        type_share=_share(n_typed, len(matches)),
        relations=Figures(right=n_right, wrong=len(wrong_rows), missed=len(missed_rows)),
        graph=Figures(right=len(right), wrong=len(wrong), missed=len(missed)),
        quotes_checked=len(quotes),
        quotes_valid=sum(_is_valid(quote, built, articles) for quote in quotes),
        matches=dict(sorted(matches.items())),
        wrong=tuple(wrong_rows),
        missed=tuple(missed_rows),
        extra_entities=tuple(extra_entities),
        missed_entities=tuple(missed_entities),
    )


def gold_triples(gold: Gold, symmetric: frozenset[str]) -> tuple[Mapping[str, set[Triple]], Mapping[str, set[Triple]]]:
    """Return each document's counted and optional triples; the ends of a symmetric one are sorted."""
    core: dict[str, set[Triple]] = defaultdict(set)
    optional: dict[str, set[Triple]] = defaultdict(set)
    for document in gold.documents:
        for r in document.relations:
            side = optional if r.optional else core
            side[document.id].add(_ordered(r.subject, r.predicate, r.object, symmetric))
    return core, optional


def align(
    gold: Mapping[str, _GoldEntity], built: Mapping[str, BuiltEntity], n_claims: Mapping[str, int]
) -> dict[str, str]:
    """Match entities to gold one to one: most shared names first, then equal type, then most claims."""
    by_name: dict[str, set[str]] = defaultdict(set)
    for gold_id, wanted in gold.items():
        for name in wanted.names:
            by_name[name].add(gold_id)
    pairs = []
    for id, entity in built.items():
        for gold_id in {g for name in entity.names for g in by_name.get(name, ())}:
            shared = entity.names & gold[gold_id].names
            pairs.append(
                (
                    -len(shared),
                    not gold[gold_id].types & entity.types,
                    -n_claims.get(id, 0),
                    -max(map(len, shared)),
                    gold_id,
                    id,
                )
            )
    matches: dict[str, str] = {}
    taken: set[str] = set()
    for *_, gold_id, id in sorted(pairs):
        if gold_id not in taken and id not in matches:
            matches[id] = gold_id
            taken.add(gold_id)
    return matches


def compare(
    found: Iterable[Triple], core: set[Triple], optional: set[Triple], ontology: Ontology
) -> tuple[set[Triple], set[Triple], set[Triple]]:
    """Return (gold triples that were found, wrong triples, missed gold triples).

    A broader or narrower property counts as found where gold has the other one.
    """
    near = _near_properties(ontology)
    right, wrong = set(), set()
    for s, p, o in found:
        options = [(s, p, o), *((s, q, o) for q in near.get(p, ()))]
        match = next((t for t in options if t in core), None)
        if match:
            right.add(match)
        elif not any(t in optional for t in options):
            wrong.add((s, p, o))
    return right, wrong, core - right


def _near_properties(ontology: Ontology) -> dict[str, list[str]]:
    """Return for each property those directly under it, then those directly over it."""
    near: dict[str, list[str]] = defaultdict(list)
    pairs = [(name, parent) for name, p in sorted(ontology.properties.items()) for parent in p.parents]
    for name, parent in pairs:
        near[parent].append(name)
    for name, parent in pairs:
        near[name].append(parent)
    return near


def _gold_entities(gold: Gold) -> dict[str, _GoldEntity]:
    """Join the documents' entries: an entity is optional only where all its documents say so."""
    entities: dict[str, _GoldEntity] = {}
    for document in gold.documents:
        for entry in document.entities:
            entity = entities.setdefault(entry.id, _GoldEntity())
            entity.types.add(entry.type)
            entity.names |= {norm(name) for name in entry.names}
            entity.optional &= entry.optional
    return entities


def _ordered(s: str, p: str, o: str, symmetric: frozenset[str]) -> Triple:
    return (min(s, o), p, max(s, o)) if p in symmetric else (s, p, o)


def _is_valid(quote: QuotedEvidence, built: BuiltGraph, articles: Path | None) -> bool:
    if quote.quote is None or quote.document is None:
        return False
    text = built.texts.get(quote.document)
    if text is not None and quote.start is not None:
        return text[quote.start : quote.end] == quote.quote
    if articles is None:
        return False
    try:
        return quote.quote in (articles / quote.document).read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"cannot read the article {quote.document!r}", cause=error.strerror or "", remedy="name their folder"
        ) from error


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
