"""The figures of a graph as one page of HTML with charts, which asks nothing of anybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.analyse import svg
from kg.analyse.charts import Chart, charts
from kg.analyse.html_page import escaped, html_page, isolated
from kg.analyse.statistics import Community, Statistics

_STYLE = (
    svg.STYLE
    + """\
ul.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.2rem, 1fr)); gap: .75rem; padding: 0;
  margin: 1.25rem 0; list-style: none; }
ul.tiles li, figure { background: var(--card); border: 1px solid var(--line); border-radius: .6rem;
  padding: .8rem 1rem; }
ul.tiles b { display: block; font-size: 1.5rem; line-height: 1.25; font-variant-numeric: tabular-nums; }
ul.tiles span { color: var(--soft); font-size: .9rem; }
div.charts { columns: 27rem 2; column-gap: 1rem; }
figure { margin: 0 0 1rem; break-inside: avoid; }
figcaption h2 { margin: 0; font-size: 1.1rem; }
figcaption p { margin: .1rem 0 .8rem; color: var(--soft); font-size: .9rem; }
ul.key { display: flex; flex-wrap: wrap; gap: .2rem 1rem; padding: 0; margin: .6rem 0 0; list-style: none;
  font-size: .9rem; }
ul.key i { display: inline-block; width: .8rem; height: .8rem; border-radius: .2rem; margin-right: .4rem; }
details { margin-top: .7rem; font-size: .9rem; }
summary { color: var(--soft); cursor: pointer; }
div.wide { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: .2rem .5rem; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
dl { margin: 0; font-size: .92rem; }
dt { font-weight: 600; margin-top: .6rem; overflow-wrap: anywhere; }
dd { margin: 0; color: var(--soft); overflow-wrap: anywhere; }
"""
)


def stats_html(figures: Statistics, labels: Mapping[str, str], *, title: str = "The graph in figures") -> str:
    """Return the page; ``labels`` are the names of classes and relations that it shows in place of their ids."""
    parts = [f"<h1>{escaped(title)}</h1>\n", f'<p class="about">{escaped(_about(figures))}</p>\n']
    tiles = (
        ("articles", figures.n_documents),
        ("entities", figures.n_entities),
        ("relations", figures.n_relations),
        ("values", figures.n_values),
        ("sentences", figures.n_evidence),
        ("communities", figures.n_communities),
    )
    parts.append('<ul class="tiles">\n')
    parts += [f"<li><b>{count:,}</b><span>{name}</span></li>\n" for name, count in tiles]
    parts.append('</ul>\n<div class="charts">\n')
    for chart in charts(figures, labels):
        parts += _figure(chart, figures.communities if chart.name == "communities" else ())
    parts.append("</div>\n")
    return html_page(title, "".join(parts), style=_STYLE)


def _about(figures: Statistics) -> str:
    several = figures.n_relations - figures.claims_with_one_source
    alone = f"{figures.n_isolated:,} entities have no tie" if figures.n_isolated else "every entity has a tie"
    return (
        f"{figures.largest_component:,} of {figures.n_entities:,} entities are connected with one another, {alone}. "
        f"{several:,} of {figures.n_relations:,} relations stand in more than one article; "
        f"{figures.claims_attributed:,} are attributed to somebody."
    )


def _figure(chart: Chart, communities: tuple[Community, ...]) -> Iterator[str]:
    yield f'<figure id="{chart.name}">\n<figcaption><h2>{escaped(chart.title)}</h2>'
    yield f"<p>{escaped(chart.about)}</p></figcaption>\n{svg.svg(chart)}"
    if chart.series:
        yield '<ul class="key">\n'
        for number, name in enumerate(chart.series):
            yield f'<li><i class="{svg.colour(chart, number)}"></i>{isolated(name)}</li>\n'
        yield "</ul>\n"
    if communities:
        yield "<details><summary>Their members</summary>\n<dl>\n"
        for group in communities:
            kind = " · ".join(word for word in (group.type and f"mostly {group.type}", group.place) if word)
            rest = f"{', '.join(map(isolated, group.names))}{' …' if group.size > len(group.names) else ''}"
            yield f"<dt>{isolated(group.name)}</dt><dd>{escaped(kind)}{' · ' if kind else ''}{rest}</dd>\n"
        yield "</dl>\n</details>\n"
    else:
        yield from _table(chart)
    yield "</figure>\n"


def _table(chart: Chart) -> Iterator[str]:
    """Yield the same numbers as a table, for those who do not see the chart or want to copy them."""
    yield '<details><summary>As a table</summary>\n<div class="wide"><table>\n<thead><tr><th scope="col"></th>'
    yield "".join(f'<th scope="col">{escaped(name)}</th>' for name in chart.series or (chart.unit,))
    yield "</tr></thead>\n<tbody>\n"
    for label, row in zip(chart.labels, chart.values, strict=True):
        yield f"<tr><td>{isolated(label)}</td>"
        yield "".join(f"<td>{svg.number(value)}</td>" for value in row) + "</tr>\n"
    yield "</tbody>\n</table></div>\n</details>\n"
