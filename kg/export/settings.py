"""Options of the writers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from kg.rdf.vocabulary import BASE, Profile, RdfSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSettings:
    """How a graph is written; each format reads the fields that concern it.

    ``base`` begins the IRIs of entities, claims, evidence and documents. ``include_text`` False leaves
    the articles' full text out of the RDF formats. ``unasserted_edges`` True makes edges in GraphML, GEXF
    and CSV of planned, possible and denied claims too. ``layout`` False leaves positions out of GEXF.
    ``communities`` has the number of each entity's group, 0 the largest: GEXF is then coloured by it, and not by class.
    ``excel_safe`` True guards CSV cells that a spreadsheet would run as formulas, and adds the mark by
    which it knows UTF-8. ``profile`` "owl2" keeps the RDF formats to what OWL 2 reasoners accept; such a file is for
    them, and is not read back.
    """

    base: str = BASE
    include_text: bool = True
    unasserted_edges: bool = False
    layout: bool = True
    communities: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    excel_safe: bool = False
    profile: Profile = "rdf"

    def rdf(self, *, graph_per_document: bool = False) -> RdfSettings:
        """Return the part that concerns the quads."""
        return RdfSettings(
            base=self.base,
            include_text=self.include_text,
            graph_per_document=graph_per_document,
            profile=self.profile,
        )
