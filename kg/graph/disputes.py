"""Claims that cannot all be true: a statement and its denial, and two things where only one can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from kg.graph.joining import NEWS_DAYS
from kg.model import Claim, Evidence, GraphRecords, Period
from kg.schema.ontology import Ontology

#: Statuses under which something is said to hold or to have held.
_HELD = frozenset({"occurred", "acting", "past"})


def with_disputes(graph: GraphRecords, ontology: Ontology) -> GraphRecords:
    """Return the graph with each claim's ``disputed_by`` filled, symmetrically, and nothing else changed.

    A claim is disputed by its denial at the same time, and by one that puts another thing where the ontology says
    that there is one only, "always" or at the same time. No disagreement are two times that do not overlap or are not
    known, a place and what contains it, two posts of different titles, and what one article says of both without
    quoting two people for it: it means two things. Two values of a thing that has one only always disagree.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for first, second in (*_denied(graph), *_rivals(graph, ontology), *_rival_values(graph, ontology)):
        found[first.id].add(second.id)
        found[second.id].add(first.id)
    marked = {
        name: [replace(claim, disputed_by=frozenset(found[claim.id])) for claim in claims.values()]
        for name, claims in (("claims", graph.claims), ("value_claims", graph.value_claims))
    }
    return graph.replace(**marked)


def _denied(graph: GraphRecords) -> Iterator[tuple[Claim, Claim]]:
    denials: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in graph.claims.values():
        if claim.polarity == "negative":
            denials[claim.subject, claim.predicate, claim.object].append(claim)
    for claim in graph.claims.values():
        if claim.polarity == "positive" and claim.outcome != "cancelled":
            for denial in denials[claim.subject, claim.predicate, claim.object]:
                same_step = {claim.status, denial.status} <= _HELD or claim.status == denial.status == "planned"
                if same_step and _may_meet(claim, denial, graph) and _two_voices(claim, denial, graph):
                    yield claim, denial


def _rivals(graph: GraphRecords, ontology: Ontology) -> Iterator[tuple[Claim, Claim]]:
    inside = _containment(graph, ontology)
    for (predicate, _, side), claims in sorted(_slots(graph.claims.values(), ontology).items()):
        prop = ontology.properties[predicate]
        always = (prop.one_object if side == "object" else prop.one_subject) == "always"
        for first, second in combinations(claims, 2):
            ends = (first.object, second.object) if side == "object" else (first.subject, second.subject)
            if (
                ends[0] != ends[1]
                and not _contained(ends[0], ends[1], inside)
                and (always or _meet(first, second, graph))
                and _same_post(first, second)
                and _two_voices(first, second, graph)
            ):
                yield first, second


def _rival_values(graph: GraphRecords, ontology: Ontology) -> Iterator[tuple[Claim, Claim]]:
    """Yield pairs of values of which a thing can have one; a month and a day in it are one value.

    Plans for two different dates disagree too, also in one article: the reader is told whose each is. What an article
    calls given up since ("was originally due to", "extended from 2024 to 2030") is history and no rival; so is a plan
    for a date that had passed when the article came out, and one that its own maker has replaced, each stated at a
    time of its own. What is only possible contradicts nothing.
    """
    given_up = {
        (claim.predicate, claim.subject, claim.object)
        for claim in graph.value_claims.values()
        if claim.polarity == "positive" and claim.status == "past"
    }
    slots: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in graph.value_claims.values():
        prop = ontology.values.get(claim.predicate)
        if prop is None or not prop.one_object or claim.polarity != "positive" or claim.status == "possible":
            continue
        if (claim.predicate, claim.subject, claim.object) not in given_up and not _is_overtaken(claim, graph):
            slots[claim.predicate, claim.subject].append(claim)
    for _, claims in sorted(slots.items()):
        for first, second in combinations(claims, 2):
            one, other = Period.read(first.object), Period.read(second.object)
            same = one.overlaps(other) if one is not None and other is not None else first.object == second.object
            if not same and not _changed_mind(first, second, graph):
                yield first, second


def _is_overtaken(claim: Claim, graph: GraphRecords) -> bool:
    """Say whether a plan is for a date before any article that tells of it: "in 2015 agreed to run it until 2024"."""
    aim = Period.read(claim.object)
    rows = _rows(claim, graph)
    if claim.status != "planned" or aim is None or aim.last is None or not rows:
        return False
    for row in rows:
        document = graph.documents.get(row.document_id)
        told = Period.read(document.source.published_at) if document is not None else None
        if told is None or told.first is None or aim.last >= told.first:
            return False
    return True


def _changed_mind(first: Claim, second: Claim, graph: GraphRecords) -> bool:
    """Say whether one party planned the one at one time and the other at another one: "agreed in 2015", "said in 2023".

    Plans of two parties disagree however old they are: neither has taken its own back.
    """
    if {first.status, second.status} != {"planned"}:
        return False
    one, other = _rows(first, graph), _rows(second, graph)
    makers = {row.said_by for row in one}, {row.said_by for row in other}
    if None in makers[0] | makers[1] or makers[0] != makers[1]:
        return False
    times = _periods(first, graph), _periods(second, graph)
    return all(times) and not any(a.overlaps(b) for a in times[0] for b in times[1])


def _slots(claims: Iterable[Claim], ontology: Ontology) -> dict[tuple[str, str, str], list[Claim]]:
    """Return what is said of each place that only one thing can fill: by property, the fixed end, and the free side."""
    slots: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in claims:
        prop = ontology.properties.get(claim.predicate)
        if prop is None or claim.polarity == "negative" or claim.status not in _HELD:
            continue
        if prop.one_object:
            slots[claim.predicate, claim.subject, "object"].append(claim)
        if prop.one_subject or (prop.one_object and prop.symmetric):
            slots[claim.predicate, claim.object, "subject"].append(claim)
    return slots


def _containment(graph: GraphRecords, ontology: Ontology) -> Mapping[str, set[str]]:
    inside: dict[str, set[str]] = defaultdict(set)
    for claim in graph.claims.values():
        prop = ontology.properties.get(claim.predicate)
        if prop is not None and prop.contains and claim.asserted:
            inside[claim.subject].add(claim.object)
    return inside


def _contained(left: str, right: str, inside: Mapping[str, set[str]]) -> bool:
    """Say whether one of two things lies in the other, through any number of steps."""
    for inner, outer in ((left, right), (right, left)):
        seen, todo = {inner}, [inner]
        while todo:
            new = inside.get(todo.pop(), set()) - seen
            seen |= new
            todo += new
        if outer in seen:
            return True
    return False


def _same_post(first: Claim, second: Claim) -> bool:
    """Say whether the titles, where both have some, end in one word: a president is no rival of a prime minister."""
    ends = [{title.split()[-1].casefold() for title in claim.titles if title.split()} for claim in (first, second)]
    return not all(ends) or bool(ends[0] & ends[1])


def _two_voices(first: Claim, second: Claim, graph: GraphRecords) -> bool:
    """Say whether the two come from different articles, or from different people whom one article quotes."""
    one, other = _rows(first, graph), _rows(second, graph)
    if not {row.document_id for row in one} & {row.document_id for row in other}:
        return True
    speakers = {row.said_by for row in one}, {row.said_by for row in other}
    return not speakers[0] & speakers[1] and None not in speakers[0] & speakers[1]


def _may_meet(first: Claim, second: Claim, graph: GraphRecords) -> bool:
    """Say whether two claims may be of one time: one of the times is unknown, or they overlap.

    Where an article states none, it speaks of the month before and after it: news is denied a day or two later.
    """
    one, other = _periods(first, graph), _periods(second, graph)
    stated = all(any(row.time for row in _rows(claim, graph)) for claim in (first, second))
    return not one or not other or any(a.days_from(b) <= (0 if stated else NEWS_DAYS) for a in one for b in other)


def _meet(first: Claim, second: Claim, graph: GraphRecords) -> bool:
    """Say whether two claims are known to be of one time."""
    one, other = _periods(first, graph), _periods(second, graph)
    return any(a.overlaps(b) for a in one for b in other)


def _periods(claim: Claim, graph: GraphRecords) -> list[Period]:
    """Return when the claim is said to hold: the dates that its sentences state, or those of present-tense articles."""
    periods = [period for row in _rows(claim, graph) if (period := Period.read(row.time))]
    if not periods and claim.status != "past":
        dates = (graph.documents[row.document_id].source.published_at for row in _rows(claim, graph)
                 if row.document_id in graph.documents)  # fmt: skip
        periods = [period for date in dates if (period := Period.read(date))]
    return periods


def _rows(claim: Claim, graph: GraphRecords) -> list[Evidence]:
    return [graph.evidence[id] for id in sorted(claim.evidence) if id in graph.evidence]
