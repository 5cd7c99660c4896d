"""From planned to happened: which later statements tell what became of a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.graph.joining import NEWS_DAYS, Said, by_time, near
from kg.model import Outcome, Period, Polarity, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The statements that make one claim, with what they come to; a claim before its ends and evidence are known."""

    polarity: Polarity
    status: Status
    time: str | None
    said: tuple[Said, ...]
    outcome: Outcome | None = None

    @property
    def documents(self) -> frozenset[str]:
        """Return the ids of the documents that state it."""
        return frozenset(row.mention.document_id for row in self.said)

    @property
    def published(self) -> tuple[str, ...]:
        """Return the known dates of its documents, sorted."""
        return tuple(sorted({row.published for row in self.said if row.published and Period.read(row.published)}))


def drafts(said: Iterable[Said], *, recurs: bool) -> list[Draft]:
    """Return the claims that statements of one subject, predicate and object make, sorted.

    What was planned in one article and happened, was put off or fell through in another one is one claim: it takes
    the later status and time, and keeps the statements of both. An article that speaks of both itself means two
    things ("met on Monday and will meet again"), and a plan that two later statements fit stays by itself.
    """
    found = list(_alike(said, recurs=recurs))
    plans = [d for d in found if (d.polarity, d.status) == ("positive", "planned")]
    others = [d for d in found if d not in plans]
    # Later steps first: a plan that was put off is first one with the plan that took its place.
    plans = _moved_on(plans, recurs=recurs)
    happened = [d for d in others if (d.polarity, d.status) == ("positive", "occurred")]
    denied = [d for d in others if d.polarity == "negative" and d.status in ("occurred", "planned")]
    rest = [d for d in others if d not in happened and d not in denied]
    plans, happened = _followed(plans, happened, recurs=recurs)
    plans, denied = _followed(plans, denied, recurs=recurs)
    return _distinct([*plans, *happened, *denied, *rest])


def _distinct(rows: Iterable[Draft]) -> list[Draft]:
    """Return drafts sorted, of two that make one claim both as one: a plan may have given a time to the first."""
    found: dict[tuple[str, str, str], Draft] = {}
    for row in rows:
        key = row.polarity, row.status, row.time or ""
        known = found.get(key)
        found[key] = (
            row if known is None else replace(row, said=known.said + row.said, outcome=known.outcome or row.outcome)
        )
    return [found[key] for key in sorted(found)]


def _alike(said: Iterable[Said], *, recurs: bool) -> Iterator[Draft]:
    groups: dict[tuple[Polarity, Status], list[Said]] = defaultdict(list)
    for row in said:
        groups[row.mention.polarity, row.mention.status].append(row)
    for (polarity, status), rows in sorted(groups.items()):
        for time, group in by_time(rows, recurs=recurs).items():
            yield Draft(polarity=polarity, status=status, time=time, said=tuple(group))


def _moved_on(plans: Iterable[Draft], *, recurs: bool) -> list[Draft]:
    """Return plans with each that was put off made one with the first plan that took its place."""
    standing = sorted(plans, key=lambda d: (d.time or "", d.published))
    for plan in tuple(standing):
        plan = next(d for d in standing if d.said[-len(plan.said) :] == plan.said)
        places = [other for other in standing if other is not plan and _put_off(plan, other, recurs=recurs)]
        if places:
            place = min(places, key=lambda d: (d.published, d.time or ""))
            standing[standing.index(place)] = _one(plan, place)
            standing.remove(plan)
    return standing


def _followed(plans: Sequence[Draft], later: Sequence[Draft], *, recurs: bool) -> tuple[list[Draft], list[Draft]]:
    """Return the plans that no later statement follows, and the later ones with the plans that they follow."""
    open_plans: list[Draft] = []
    followed = list(later)
    for plan in plans:
        fits = [i for i, other in enumerate(later) if _follows(plan, other, recurs=recurs)]
        exact = [i for i in fits if plan.time is not None and _agree(plan.time, later[i].time)]
        if len(exact or fits) == 1:
            at = (exact or fits)[0]
            followed[at] = _one(plan, followed[at])
        else:
            open_plans.append(plan)
    return open_plans, followed


def _one(plan: Draft, later: Draft) -> Draft:
    """Return one claim of a plan and of what became of it."""
    said = (*plan.said, *later.said)
    if later.polarity == "negative":
        return replace(plan, said=said, outcome="cancelled")
    if later.outcome == "slipped" or plan.outcome == "slipped" or _moved(plan.time, later.time):
        return replace(later, said=said, outcome="slipped")
    outcome: Outcome | None = "confirmed" if later.status == "occurred" else None
    time = max((t for t in (plan.time, later.time) if t is not None), key=len, default=None)
    return replace(later, said=said, time=time, outcome=outcome)


def _put_off(plan: Draft, other: Draft, *, recurs: bool) -> bool:
    """Say whether another plan names a later date for the same thing, in a later article."""
    return (
        _moved(plan.time, other.time)
        and not plan.documents & other.documents
        and bool(plan.published and other.published)
        and plan.published[0] < other.published[0]
        and (not recurs or _days(plan.time, other.time) <= NEWS_DAYS)
    )


def _follows(plan: Draft, later: Draft, *, recurs: bool) -> bool:
    """Say whether a later statement tells what became of a plan."""
    if plan.documents & later.documents:
        return False
    known = bool(plan.published and later.published)
    if known and later.published[-1] < plan.published[0]:
        return False
    if later.polarity == "negative" and later.status == "planned" and not (known and _after(plan, later)):
        return False  # "will not meet" is a denial, unless a later article says so
    if plan.time is not None and later.time is not None:
        return _agree(plan.time, later.time) or (
            _moved(plan.time, later.time) and (not recurs or _days(plan.time, later.time) <= NEWS_DAYS)
        )
    if not recurs:
        return True
    if plan.time is not None:
        return not later.published or any(near(plan.time, day) for day in later.published)
    if later.time is not None:
        # A look back on what was long ago ("last met in October 2018") tells of no plan of today. Where no article
        # has a date, news is told to the day, and what was is not.
        days = plan.published or later.published
        return any(near(later.time, day) for day in days) if days else _of_one_day(later.time)
    return not known or any(near(first, day) for first in plan.published for day in later.published)


def _after(plan: Draft, later: Draft) -> bool:
    return plan.published[-1] < later.published[-1]


def _agree(first: str | None, second: str | None) -> bool:
    left, right = Period.read(first), Period.read(second)
    return left is not None and right is not None and left.overlaps(right)


def _moved(first: str | None, second: str | None) -> bool:
    left, right = Period.read(first), Period.read(second)
    return left is not None and right is not None and (left.last or left.first) < right.first  # type: ignore[operator]


def _of_one_day(time: str) -> bool:
    period = Period.read(time)
    return period is not None and period.first == period.last


def _days(first: str | None, second: str | None) -> int:
    left, right = Period.read(first), Period.read(second)
    return 0 if left is None or right is None else left.days_from(right)
