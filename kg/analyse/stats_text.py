"""The figures of a graph as text: what is in it first, then who matters, when and from whom, then its structure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from kg.model import counted

if TYPE_CHECKING:
    from kg.analyse.statistics import Ranked, Statistics

#: So many relations of a month are named.
_NAMED = 5


def stats_text(figures: Statistics) -> str:
    """Return the figures as plain text; a part without anything to say is left out."""
    return "\n".join(line.rstrip() for line in _lines(figures)) + "\n"


def _lines(figures: Statistics) -> Iterator[str]:
    yield f"Articles     {figures.n_documents:,}"
    yield f"Entities     {figures.n_entities:,}"
    said = f"{_listed(figures.claims_by_status)}; {_listed(figures.claims_by_polarity)}; "
    said += f"{figures.claims_with_one_source:,} with one source; {figures.claims_attributed:,} attributed"
    yield f"Relations    {figures.n_relations:,}  ({said})"
    yield f"Values       {figures.n_values:,}"
    if figures.n_open_claims:
        yield f"Open claims  {figures.n_open_claims:,}"
    yield f"Sentences    {figures.n_evidence:,}"
    if figures.n_rejected:  # a graph that was read from a file knows of none: its summary.md lists them
        yield f"Left out     {figures.n_rejected:,}"
    yield from _counts("Entities by class", figures.entities_by_type)
    yield from _counts("Edges by relation", figures.edges_by_type)
    yield from _ranking("Most edges", figures.top_degree)
    if any(row.name for row in figures.newsrooms):
        width = max(len(row.name or "unknown") for row in figures.newsrooms)
        yield from ("", "Newsrooms")
        for row in figures.newsrooms:
            articles, relations = counted(row.n_documents, "article"), counted(row.n_claims, "relation")
            yield f"  {row.name or 'unknown':<{width}}  {articles}, {relations}, {row.n_alone:,} of them in no other"
    if any(figures.months):
        yield from ("", "Months")
        for month, relations_of in figures.months.items():
            first = dict(list(relations_of.items())[:_NAMED])
            yield f"  {month or 'unknown'}  {sum(relations_of.values()):>5,}  ({_listed(first)})"
    yield from ("", "Communities")
    yield from (f"  {community.size:>3,}  {', '.join(community.names)}" for community in figures.communities)
    yield from ("", "Structure")
    yield f"  Edges        {figures.n_edges:,}, relations that differ in status or time alone being one"
    if figures.n_unasserted_edges:
        yield f"               {figures.n_unasserted_edges:,} of them only planned or possible; the denied are no edges"
    degrees = f"min {figures.degree_min}, median {figures.degree_median:g}"
    yield f"  Degree       {degrees}, mean {figures.degree_mean:.2f}, max {figures.degree_max:,}"
    yield f"  Density      {figures.density:.4f}"
    alone = f"{figures.n_isolated:,} {'entity' if figures.n_isolated == 1 else 'entities'} alone"
    yield f"  Components   {figures.n_components:,}, the largest of {figures.largest_component:,}; {alone}"
    yield f"  Communities  {figures.n_communities:,}, modularity {figures.modularity:.3f}"
    yield from _ranking("PageRank", figures.top_pagerank)
    sampled = " (estimated from a sample)" if figures.betweenness_sampled else ""
    yield from _ranking(f"Betweenness{sampled}", figures.top_betweenness)


def _counts(title: str, numbers: Mapping[str, int]) -> Iterator[str]:
    """Yield counts by a key in columns, read downwards."""
    if not numbers:
        return
    yield from ("", title)
    name, count = max(map(len, numbers)), max(len(f"{n:,}") for n in numbers.values())
    cells = [f"{key:<{name}}  {n:>{count},}" for key, n in numbers.items()]
    columns = max(1, 78 // (len(cells[0]) + 4))
    rows = -(-len(cells) // columns)
    for row in range(rows):
        yield "  " + "    ".join(cells[row::rows])


def _ranking(title: str, ranking: Sequence[Ranked]) -> Iterator[str]:
    if not ranking:
        return
    yield from ("", title)
    width = max(len(row.name) for row in ranking)
    yield from (f"  {row.name:<{width}}  {row.type:<12}  {row.score:.4g}" for row in ranking)


def _listed(numbers: Mapping[str, int]) -> str:
    return ", ".join(f"{key} {n:,}" for key, n in numbers.items()) or "none"
