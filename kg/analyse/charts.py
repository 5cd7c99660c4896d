"""The figures of a graph as charts: what a page draws as SVG and matplotlib as pictures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kg.analyse.statistics import Statistics

#: More parts of a stack than this cannot be told apart; the others are one.
MAX_SERIES = 6
#: Bars of a chart, without those of the rankings, whose length the caller chose.
MAX_BARS = 15
OTHER = "other"
#: Months without a claim are shown between others up to this many.
MAX_MONTHS = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart. ``bars``: one value a label. ``stacks``: one value a series and label. ``dots``: both axes are numbers.

    ``values`` has a row a label, with one value, or one a series. The labels of ``dots`` are whole numbers of at least
    1, as are their values: both axes are logarithmic. ``unit`` says what is counted, in the plural.
    """

    name: str
    title: str
    about: str
    kind: Literal["bars", "stacks", "dots"]
    unit: str
    labels: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    series: tuple[str, ...] = ()

    @property
    def totals(self) -> tuple[float, ...]:
        """Return the sum of each label's values."""
        return tuple(sum(row) for row in self.values)


def charts(figures: Statistics, labels: Mapping[str, str]) -> tuple[Chart, ...]:
    """Return the charts of a graph, without those that would be empty; ``labels`` name classes and relations."""

    def called(counts: Mapping[str, int]) -> dict[str, float]:
        shown = list(counts.items())[:MAX_BARS]
        more = sum(counts.values()) - sum(count for _, count in shown)
        named = {labels.get(key, key): float(count) for key, count in shown}
        return named | ({OTHER: float(more)} if more else {})

    sampled = " Estimated from a sample." if figures.betweenness_sampled else ""
    every = (
        _bars("types", "What the entities are", "Entities by class.", "entities", called(figures.entities_by_type)),
        _bars("relations", "What is said of them", "Edges by relation.", "edges", called(figures.edges_by_type)),
        _bars(
            "statuses",
            "How it is said",
            "Claims by status; denied ones count twice.",
            "claims",
            _said(figures),
        ),
        _months(figures, labels),
        _degrees(figures),
        _bars(
            "brokers",
            "Who connects the others",
            f"The share of shortest ways between two entities that lead through one (betweenness).{sampled}",
            "share",
            {row.name: row.score for row in figures.top_betweenness if row.score},
        ),
        _bars(
            "pagerank",
            "Who is well connected",
            "Ties to entities that are well tied themselves count more (PageRank).",
            "share",
            {row.name: row.score for row in figures.top_pagerank if row.score},
        ),
        _bars(
            "communities",
            "Who belongs together",
            "The largest communities: entities that are tied more to one another than to others.",
            "entities",
            {group.name: group.size for group in figures.communities},
        ),
        _newsrooms(figures),
    )
    return tuple(chart for chart in every if chart.labels)


def _bars(name: str, title: str, about: str, unit: str, counts: Mapping[str, float]) -> Chart:
    return Chart(
        name=name,
        title=title,
        about=about,
        kind="bars",
        unit=unit,
        labels=tuple(counts),
        values=tuple((value,) for value in counts.values()),
    )


def _said(figures: Statistics) -> dict[str, float]:
    denied = figures.claims_by_polarity.get("negative", 0)
    return {**figures.claims_by_status, **({"denied": denied} if denied else {})}


def _months(figures: Statistics, labels: Mapping[str, str]) -> Chart:
    months = _between(month for month in figures.months if month)
    totals = Counter[str]()
    for month in months:
        totals.update(figures.months.get(month, {}))
    series = [key for key, _ in sorted(totals.items(), key=lambda item: (-item[1], item[0]))][:MAX_SERIES]
    rows = []
    for month in months:
        counts = figures.months.get(month, {})
        told = [float(counts.get(key, 0)) for key in series]
        rows.append((*told, float(sum(counts.values()) - sum(told))))
    others = any(row[-1] for row in rows)
    return Chart(
        name="months",
        title="When it was first reported",
        about="Claims by relation and by the month of the first article that has them.",
        kind="stacks",
        unit="claims",
        labels=tuple(months),
        values=tuple(row if others else row[:-1] for row in rows),
        series=(*(labels.get(key, key) for key in series), *([OTHER] if others else [])),
    )


def _between(months: Iterable[str]) -> list[str]:
    """Return months with those between them, unless they are so many that they would tell nothing.

    >>> _between(["2024-11", "2025-02"])
    ['2024-11', '2024-12', '2025-01', '2025-02']
    """
    known = sorted(months)
    numbers = [12 * int(month[:4]) + int(month[5:]) - 1 for month in known]
    if not known or numbers[-1] - numbers[0] > MAX_MONTHS:
        return known
    return [f"{n // 12:04}-{n % 12 + 1:02}" for n in range(numbers[0], numbers[-1] + 1)]


def _degrees(figures: Statistics) -> Chart:
    degrees = {degree: n for degree, n in figures.degrees.items() if degree}
    return Chart(
        name="degrees",
        title="How many ties the entities have",
        about="How many entities (upwards) have so many edges (to the right); both scales are logarithmic.",
        kind="dots",
        unit="entities",
        labels=tuple(map(str, degrees)),
        values=tuple((float(n),) for n in degrees.values()),
    )


def _newsrooms(figures: Statistics) -> Chart:
    rooms = [room for room in figures.newsrooms if room.name]
    return Chart(
        name="newsrooms",
        title="Who reports it",
        about="Claims by newsroom: those that no other newsroom has, and those that another has too.",
        kind="stacks",
        unit="claims",
        labels=tuple(room.name for room in rooms),
        values=tuple((float(room.n_alone), float(room.n_claims - room.n_alone)) for room in rooms),
        series=("in no other", "in others too"),
    )
