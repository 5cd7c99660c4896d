"""Who held which post when: role claims as intervals, and who held one at a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kg.model import OPEN, Claim, Evidence, GraphRecords, Period
from kg.schema import Ontology
from kg.schema.ontology import Side

#: Whether sources say that a role was held at a date, or it only follows from what they say before and after.
Certainty = Literal["stated", "likely"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """A role that one entity held in another for a time.

    ``since`` and ``until`` are its stated ends, as ISO; ``seen`` are the first and the last date at which sources
    have the holder in it: dates that they state, or their own for the present tense. ``over_by`` is the first date of
    an article that calls it over. ``acting`` says that no source has the holder in full office. None: not known.
    """

    holder: str
    predicate: str
    body: str
    titles: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None
    seen: tuple[str, str] | None = None
    over_by: str | None = None
    acting: bool = False
    claims: tuple[str, ...] = ()

    @property
    def begins(self) -> str:
        """Return the earliest date that is known of it, "" where none is."""
        known = [date for date in (self.since, self.seen and self.seen[0], self.until) if date]
        return min(known, default="")


def tenures(graph: GraphRecords, ontology: Ontology) -> tuple[Tenure, ...]:
    """Return every role that the graph knows, earliest first.

    Claims of one holder in one body are one tenure, whatever their titles, unless a stated end lies before another
    date. What the ontology marks as beginning or ending a role (appointments, dismissals, successions) gives an end
    that no sentence states of the role itself. Where a body has one holder at a time, the next one's beginning ends an
    open tenure.
    """
    claims: dict[tuple[str, str, str], list[Claim]] = defaultdict(list)
    for claim in graph.claims.values():
        prop = ontology.properties.get(claim.predicate)
        if prop is not None and prop.role and claim.asserted:
            claims[claim.subject, claim.predicate, claim.object].append(claim)
    found = [tenure for rows in claims.values() for tenure in _tenures(graph, rows)]
    found = _with_changes(found, graph, ontology)
    return tuple(sorted(_with_successors(found, ontology), key=_order))


def held_at(rows: Sequence[Tenure], tenure: Tenure, date: str, *, one_holder: bool) -> Certainty | None:
    """Say whether a role was held at an ISO date: as stated, or likely, since nothing says that it had ended.

    ``rows`` are all tenures; where a body has one holder, one who came later, up to the date, makes it unlikely.
    """
    when = Period.read(date)
    first = Period.read(tenure.begins)
    if when is None or (first is not None and first.first is not None and when.last and when.last < first.first):
        return None
    end = Period.read(tenure.until)
    if end is not None and end.last is not None and when.first is not None and end.last < when.first:
        return None
    stated = Period.read(f"{tenure.since or OPEN}/{tenure.until or OPEN}") if tenure.since and tenure.until else None
    seen = Period.read("/".join(tenure.seen)) if tenure.seen else None
    if any(period is not None and period.overlaps(when) for period in (stated, seen, Period.read(tenure.since), end)):
        return "stated"
    if not tenure.begins or (tenure.over_by is not None and tenure.over_by <= date):
        return None
    later = (
        row
        for row in rows
        if one_holder
        and (row.predicate, row.body) == (tenure.predicate, tenure.body)
        and row.holder != tenure.holder
        and tenure.begins < row.begins <= date
    )
    return None if next(later, None) is not None else "likely"


def holding_at(graph: GraphRecords, ontology: Ontology, date: str) -> Mapping[str, Certainty]:
    """Return the ids of the claims that hold, or happened, at an ISO date, with how surely; sorted.

    A role holds as `held_at` says; what is no role holds where its stated time overlaps the date.
    """
    when = Period.read(date)
    if when is None:
        return {}
    rows = tenures(graph, ontology)
    found: dict[str, Certainty] = {}
    for tenure in rows:
        prop = ontology.properties[tenure.predicate]
        certainty = held_at(rows, tenure, date, one_holder=prop.one_subject is not None)
        found |= dict.fromkeys(tenure.claims, certainty) if certainty else {}
    for claim in graph.claims.values():
        prop_ = ontology.properties.get(claim.predicate)
        stated = Period.read(claim.time if claim.until is None else f"{claim.time or OPEN}/{claim.until}")
        if (prop_ is None or not prop_.role) and claim.asserted and stated is not None and stated.overlaps(when):
            found[claim.id] = "stated"
    return dict(sorted(found.items()))


def _order(tenure: Tenure) -> tuple[str, str, str, str]:
    return tenure.begins, tenure.body, tenure.holder, tenure.predicate


def _tenures(graph: GraphRecords, claims: Sequence[Claim]) -> Iterator[Tenure]:
    """Yield the tenures of one holder in one body: one, or two where the first ended before the second began."""
    rows = [(claim, row) for claim in claims for row in _rows(graph, claim)]
    ends = sorted({end for _, row in rows if (end := _bounds(row)[1])})
    groups: dict[str, list[tuple[Claim, Evidence]]] = defaultdict(list)
    undated: list[tuple[Claim, Evidence]] = []
    for claim, row in rows:
        since, until, at = _bounds(row)
        date = since or at or until
        if date is None:
            undated.append((claim, row))
        else:
            groups[next((end for end in ends if date <= end), "")].append((claim, row))
    # A present-tense sentence without date speaks of now, a "former" of the first term that is over.
    last, first = (
        max(groups, key=lambda end: end or "~", default=""),
        min(groups, key=lambda end: end or "~", default=""),
    )
    for claim, row in undated:
        groups[first if row.status == "past" else last].append((claim, row))
    for _, group in sorted(groups.items()):
        yield _tenure(graph, group)


def _tenure(graph: GraphRecords, rows: Sequence[tuple[Claim, Evidence]]) -> Tenure:
    claim = rows[0][0]
    bounds = [_bounds(row) for _, row in rows]
    since = sorted(s for s, _, _ in bounds if s)
    until = sorted(u for _, u, _ in bounds if u)
    seen = sorted({at for _, _, at in bounds if at} | {d for _, row in rows if row.status != "past" and not row.time
                                                      and (d := _published(graph, row))})  # fmt: skip
    over = sorted(d for _, row in rows if row.status == "past" and (d := _published(graph, row)))
    present = [row for _, row in rows if row.status != "past"]
    return Tenure(
        holder=claim.subject,
        predicate=claim.predicate,
        body=claim.object,
        titles=tuple(sorted({title for c, _ in rows for title in c.titles})),
        since=since[0] if since else None,
        until=until[-1] if until else None,
        seen=(seen[0], seen[-1]) if seen else None,
        over_by=over[0] if over else None,
        acting=bool(present) and all(row.status == "acting" for row in present),
        claims=tuple(sorted({c.id for c, _ in rows})),
    )


def _with_changes(found: Iterable[Tenure], graph: GraphRecords, ontology: Ontology) -> list[Tenure]:
    """Return tenures with the ends that appointments, dismissals and successions of their holders give them.

    One counts where the same sentence speaks of the role, or where the holder has one role only.
    """
    rows = list(found)
    n_roles: dict[str, int] = defaultdict(int)
    for row in rows:
        n_roles[row.holder] += 1
    for claim in sorted(graph.claims.values(), key=lambda c: c.id):
        prop = ontology.properties.get(claim.predicate)
        if prop is None or not claim.asserted or claim.time is None or not (prop.begins or prop.ends):
            continue
        places = {(row.document_id, row.start) for row in _rows(graph, claim)}
        for i, row in enumerate(rows):
            spoken_of = any(
                (e.document_id, e.start) in places for id in row.claims for e in _rows(graph, graph.claims[id])
            )
            if not spoken_of and n_roles[row.holder] > 1:
                continue
            if row.since is None and row.holder == _at_side(claim, prop.begins):
                rows[i] = row = replace(row, since=claim.time)
            if row.until is None and row.holder == _at_side(claim, prop.ends):
                rows[i] = replace(row, until=claim.time)
    return rows


def _at_side(claim: Claim, side: Side | None) -> str | None:
    return None if side is None else claim.subject if side == "subject" else claim.object


def _with_successors(found: Sequence[Tenure], ontology: Ontology) -> Iterator[Tenure]:
    for row in found:
        prop = ontology.properties[row.predicate]
        known = row.since or (row.seen and row.seen[1])
        if prop.one_subject and row.until is None and known:
            nexts = [
                other.since
                for other in found
                if (other.predicate, other.body) == (row.predicate, row.body)
                and other.holder != row.holder
                and other.since is not None
                and other.since > known
                and _same_office(row, other)
            ]
            row = replace(row, until=min(nexts)) if nexts else row
        yield row


def _same_office(first: Tenure, second: Tenure) -> bool:
    """Say whether the titles end in one word, or one of the two has none."""
    ends = [{title.split()[-1].casefold() for title in row.titles if title.split()} for row in (first, second)]
    return not all(ends) or bool(ends[0] & ends[1])


def _bounds(row: Evidence) -> tuple[str | None, str | None, str | None]:
    """Return since, until and the date at which it was so, as a sentence states them."""
    if Period.read(row.time) is None:
        return None, None, None
    since, slash, until = (row.time or "").partition("/")
    if not slash:
        return None, None, since
    return (None if since == OPEN else since), (None if until == OPEN else until), None


def _rows(graph: GraphRecords, claim: Claim) -> list[Evidence]:
    rows = (graph.evidence[id] for id in sorted(claim.evidence) if id in graph.evidence)
    return [row for row in rows if row.polarity == "positive" and row.status != "planned"]


def _published(graph: GraphRecords, row: Evidence) -> str | None:
    document = graph.documents.get(row.document_id)
    date = None if document is None else document.source.published_at
    return date if Period.read(date) is not None else None
