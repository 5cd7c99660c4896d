"""How two entities are connected: the shortest chains of claims between them, each step with its sentences."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING, Any, Literal

from kg.analyse.show import CardClaim, card_claim, entity_with, name_of, qualifiers, source_words
from kg.errors import InputError
from kg.model import STATUSES, Claim, GraphRecords, Status

if TYPE_CHECKING:
    import networkx as nx

#: What a step may rest on: claims of a status, or denied ones, whatever their status.
StepStatus = Status | Literal["denied"]
STEP_STATUSES: tuple[StepStatus, ...] = (*STATUSES, "denied")

#: More steps than this say nothing any more, and make the parts of a step's cost overlap.
MAX_LENGTH = 10
#: A step's cost is a whole number, so that equal paths stay equal in whichever order it is added up: the step itself,
#: then whether nothing of it has happened, then how doubtful it is, then how many others its ends are tied to. Each
#: part times the longest path stays below one unit of the part before.
_STEP, _NOT_HAPPENED, _DOUBT, _HUB = 10**15, 10**13, 10**7, 10**4
#: Confidences below it count as it: the doubt of a step, minus its logarithm in thousandths, is then at most 6908.
_LEAST_CONFIDENCE = 0.001
#: So many paths that cost the same as the last are compared by their names before the rest is cut.
_EQUALS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Two entities that claims tie to one another, in the order of the walk; a claim's ``outgoing`` says its direction.

    ``claims`` are those that hold or held first, then by confidence; at least one.
    """

    source_id: str
    source: str
    target_id: str
    target: str
    claims: tuple[CardClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """A chain of steps without a repeated entity, from the first entity to the last.

    ``confidence`` is the product of those of each step's first claim. ``happened`` says that each step has a claim
    that holds or held; otherwise one of them is only planned, possible or denied.
    """

    entity_ids: tuple[str, ...]
    names: tuple[str, ...]
    steps: tuple[Step, ...]
    confidence: float
    happened: bool

    def as_text(self, *, labels: Mapping[str, str] | None = None, max_sentences: int = 1) -> str:
        """Return the path as plain text: the names in a row, then each step's claims with their sentences."""
        steps = "1 step" if len(self.steps) == 1 else f"{len(self.steps)} steps"
        open_ = "" if self.happened else ", not all of it has happened"
        lines = [f"{' - '.join(self.names)}  ({steps}, confidence {self.confidence:.2f}{open_})"]
        for step in self.steps:
            for claim in step.claims:
                lines.append(f"  {_said(step, claim, labels or {})}")
                lines += [f'    "{s.text}"  [{source_words(s, claim)}]' for s in claim.sentences[:max_sentences]]
        return "\n".join(lines) + "\n"


def paths(
    graph: GraphRecords,
    source_id: str,
    target_id: str,
    *,
    max_paths: int = 5,
    max_length: int = 4,
    statuses: Collection[StepStatus] = STATUSES,
    without: Collection[str] = (),
) -> tuple[Path, ...]:
    """Return how two entities are connected, best first; empty where they are not.

    A claim is walked in either direction. Fewer steps come first, then paths of which every step has happened, then
    the greatest confidence, then those through entities with fewer ties, since a country ties everybody to everybody.
    ``max_length`` is the most steps (1 to 10), ``statuses`` what a step may rest on, and ``without`` are ids of
    entities that no path may lead through.

    Source: Yen 1971, "Finding the k shortest loopless paths in a network".

    Raises:
        InputError: no entity has one of the ids, both are one entity, or ``max_length`` is out of range.
    """
    for id in (source_id, target_id):
        entity_with(graph, id)
    if source_id == target_id:
        raise InputError(f"both names mean {name_of(graph, source_id)}", remedy="name two entities")
    if not 1 <= max_length <= MAX_LENGTH:
        raise InputError(f"a path has 1 to {MAX_LENGTH} steps, not {max_length}")
    ties = _ties(graph, frozenset(statuses), frozenset(without) - {source_id, target_id})
    near = _between(ties, source_id, target_id, max_length)
    if not near:
        return ()
    ranked = _ranked(_network(ties, near), source_id, target_id, max_paths, max_length)
    found = sorted(((cost, _path(graph, ties, ids)) for cost, ids in ranked), key=lambda row: (row[0], row[1].names))
    return tuple(path for _, path in found[:max_paths])


#: The columns of `path_rows`.
PATH_COLUMNS = (
    "path", "step", "subject", "relation", "object", "status", "polarity", "confidence", "sentence", "document",
)  # fmt: skip


def path_rows(found: Sequence[Path]) -> list[dict[str, Any]]:
    """Return one row a claim, in the order of the paths and their steps, with its best sentence."""
    rows = []
    for number, path in enumerate(found, 1):
        for place, step in enumerate(path.steps, 1):
            for claim in step.claims:
                subject, object = (step.source, step.target) if claim.outgoing else (step.target, step.source)
                best = claim.sentences[0] if claim.sentences else None
                rows.append(
                    {
                        "path": number,
                        "step": place,
                        "subject": subject,
                        "relation": claim.predicate,
                        "object": object,
                        "status": claim.status,
                        "polarity": claim.polarity,
                        "confidence": claim.confidence,
                        "sentence": best.text if best else None,
                        "document": best.document if best else None,
                    }
                )
    return rows


def _ties(graph: GraphRecords, statuses: frozenset[str], without: frozenset[str]) -> dict[str, dict[str, list[Claim]]]:
    """Return each entity's neighbours with the claims between the two, best first; both directions."""
    ties: dict[str, dict[str, list[Claim]]] = defaultdict(dict)
    for claim in graph.claims.values():
        ends = (claim.subject, claim.object)
        said = "denied" if claim.polarity == "negative" else claim.status
        if said not in statuses or claim.subject == claim.object or not without.isdisjoint(ends):
            continue
        claims = ties[claim.subject].setdefault(claim.object, [])
        ties[claim.object].setdefault(claim.subject, claims)
        claims.append(claim)
    for neighbours in ties.values():
        for claims in neighbours.values():
            claims.sort(key=lambda c: (not c.asserted, c.polarity == "negative", -c.confidence, c.predicate, c.id))
    return ties


def _between(ties: Mapping[str, Mapping[str, object]], source_id: str, target_id: str, max_length: int) -> set[str]:
    """Return the entities on walks of at most so many steps between the two."""
    from_source, from_target = (_distances(ties, id, max_length) for id in (source_id, target_id))
    return {
        id
        for id, distance in from_source.items()
        if id in from_target and distance + from_target[id] <= max_length
    }  # fmt: skip


def _distances(ties: Mapping[str, Mapping[str, object]], start: str, limit: int) -> dict[str, int]:
    distances, front = {start: 0}, [start]
    for distance in range(1, limit + 1):
        front = sorted({other for id in front for other in ties.get(id, ())} - distances.keys())
        distances |= dict.fromkeys(front, distance)
    return distances


def _network(ties: Mapping[str, Mapping[str, list[Claim]]], near: set[str]) -> nx.Graph:
    import networkx as nx

    network = nx.Graph()
    network.add_nodes_from(sorted(near))
    for id in sorted(near):
        for other in sorted(near & ties[id].keys()):
            if id < other:
                n_ties = len(ties[id]).bit_length() + len(ties[other]).bit_length()
                network.add_edge(id, other, cost=_cost(ties[id][other][0]) + _HUB * min(n_ties, 99))
    return network


def _cost(claim: Claim) -> int:
    doubt = round(-1000 * math.log(max(claim.confidence, _LEAST_CONFIDENCE)))
    return _STEP + _NOT_HAPPENED * (not claim.asserted) + _DOUBT * doubt


def _ranked(
    network: nx.Graph, source_id: str, target_id: str, max_paths: int, max_length: int
) -> Iterator[tuple[int, list[str]]]:
    """Yield the cheapest paths with their costs, and after the last one wanted those that cost the same."""
    import networkx as nx

    every = nx.shortest_simple_paths(network, source_id, target_id, weight="cost")
    short = takewhile(lambda ids: len(ids) <= max_length + 1, every)
    last = 0
    for number, ids in enumerate(islice(short, max_paths + _EQUALS), 1):
        cost = sum(network.edges[pair]["cost"] for pair in pairwise(ids))
        if number > max_paths and cost > last:
            return
        last = cost
        yield cost, ids


def _path(graph: GraphRecords, ties: Mapping[str, Mapping[str, list[Claim]]], ids: list[str]) -> Path:
    steps = tuple(
        Step(
            source_id=one,
            source=name_of(graph, one),
            target_id=other,
            target=name_of(graph, other),
            claims=tuple(card_claim(graph, claim, outgoing=claim.subject == one) for claim in ties[one][other]),
        )
        for one, other in pairwise(ids)
    )
    best = [ties[one][other][0] for one, other in pairwise(ids)]
    return Path(
        entity_ids=tuple(ids),
        names=tuple(name_of(graph, id) for id in ids),
        steps=steps,
        confidence=round(math.prod(claim.confidence for claim in best), 4),
        happened=all(claim.asserted for claim in best),
    )


def _said(step: Step, claim: CardClaim, labels: Mapping[str, str]) -> str:
    subject, object = (step.source, step.target) if claim.outgoing else (step.target, step.source)
    words = [*(["denied"] if claim.polarity == "negative" else []), *qualifiers(claim, claim.speakers)]
    said = f"  ({'; '.join(words)})" if words else ""
    return f"{subject} {labels.get(claim.predicate, claim.predicate)} {object}{said}"
