"""Whether confidence is a probability: of claims believed at .8, four in five should be right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.evaluate.built import Triple
from kg.evaluate.gold import Gold
from kg.evaluate.metrics import Report, compare, gold_triples
from kg.model import GraphRecords
from kg.schema import Ontology

#: Edges of the bins, in tenths from .5 up; what is believed less is one bin.
_EDGES = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Claims whose confidence lies in [low, high): their number, mean confidence and the share that is right."""

    low: float
    high: float
    n_claims: int
    confidence: float
    right: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """The bins that hold claims, from low to high, and the expected calibration error over them.

    ``error`` is the mean distance of confidence and share right, bins weighted by their claims; 0 without claims.
    Source: Naeini et al. 2015, "Obtaining Well Calibrated Probabilities Using Bayesian Binning".
    """

    bins: tuple[Bin, ...]
    error: float

    def as_text(self) -> str:
        """Return the table, a line a bin, and the error under it."""
        rows = [f"{b.low:.1f}-{b.high:.1f}   {b.n_claims:5}   {b.confidence:.3f}   {b.right:.3f}" for b in self.bins]
        head = "confidence  claims  mean    right"
        return "\n".join([head, *rows, f"expected calibration error {self.error:.3f}"]) + "\n"


def reliability(scored: Sequence[tuple[float, bool]]) -> Reliability:
    """Return the reliability of (confidence, right) rows; a confidence of 1 falls into the last bin.

    >>> reliability([(0.75, True), (0.75, True), (0.75, True), (0.75, False)]).error
    0.0
    >>> reliability([(0.95, False), (0.95, True)]).bins[0].right
    0.5
    """
    bins = []
    for low, high in pairwise(_EDGES):
        rows = [(c, right) for c, right in scored if low <= c < high or (high == _EDGES[-1] and c >= high)]
        if rows:
            mean = sum(c for c, _ in rows) / len(rows)
            share = sum(right for _, right in rows) / len(rows)
            bins.append(Bin(low=low, high=high, n_claims=len(rows), confidence=mean, right=share))
    error = sum(b.n_claims * abs(b.confidence - b.right) for b in bins) / len(scored) if scored else 0.0
    return Reliability(bins=tuple(bins), error=error)


def scored_claims(
    gold: Gold, graph: GraphRecords, report: Report, ontology: Ontology
) -> tuple[tuple[float, bool], ...]:
    """Return (confidence, right) for each positive claim in each gold document that counts, sorted.

    Claims that match only optional gold are left out, as in the figures. A claim that several articles state is
    counted in each.
    """
    symmetric = frozenset(name for name, p in ontology.properties.items() if p.symmetric)
    core, optional = gold_triples(gold, symmetric)
    rows: list[tuple[float, bool]] = []
    for claim in graph.claims.values():
        if claim.polarity == "negative":
            continue
        left, right = (report.matches.get(end, "?" + end) for end in (claim.subject, claim.object))
        if claim.predicate in symmetric:
            left, right = sorted((left, right))
        triple: Triple = (left, claim.predicate, right)
        names = {graph.documents[graph.evidence[id].document_id].name.rpartition("/")[2] for id in claim.evidence}
        for name in sorted(names & core.keys()):
            hit, wrong, _ = compare([triple], core[name], optional[name], ontology)
            if hit or wrong:
                rows.append((claim.confidence, bool(hit)))
    return tuple(sorted(rows))
