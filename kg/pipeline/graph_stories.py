"""What a graph tells: stories, summaries, disputes, timelines, paths, differences and marked articles."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, Literal

from kg.model import STATUSES
from kg.pipeline.graph_records import RecordsOfGraph

if TYPE_CHECKING:
    from kg.analyse import Disagreement, TimelineRow
    from kg.analyse.paths import Path as ClaimPath
    from kg.analyse.paths import StepStatus
    from kg.analyse.story import Story


class Stories(RecordsOfGraph):
    """What is told of a graph, in sentences that lead to their quotes."""

    def story(
        self, entity_id: str | None = None, *, by: Literal["community", "week"] | None = None, max_claims: int = 30
    ) -> Story:
        """Return in sentences, with footnotes to their quotes, what the articles say: of all, or of one entity.

        ``by`` tells it community by community or week by week; ``max_claims`` limits each part.

        Raises:
            InputError: no entity has this id.
        """
        from kg.analyse import story

        records, ontology = self._records, self._ontology
        if by == "community":
            return story.community_story(records, ontology, entity_id=entity_id, max_claims=max_claims)
        if by == "week":
            return story.week_story(records, ontology, entity_id=entity_id, max_claims=max_claims)
        if entity_id is not None:
            return story.entity_story(records, ontology, entity_id, max_claims=max_claims)
        return story.whole_story(records, ontology, max_claims=max_claims)

    def summary(
        self,
        entity_id: str | None = None,
        *,
        by: Literal["community", "week"] | None = None,
        format: Literal["md", "html"] = "md",
    ) -> str:
        """Return a page of Markdown or HTML that says what the articles say: of all, or as `story` divides it.

        Raises:
            InputError: no entity has this id.
        """
        from kg.analyse import summary
        from kg.analyse.story_text import story_html, story_markdown

        if entity_id is not None or by is not None or format == "html":
            told = self.story(entity_id, by=by)
            return story_html(told) if format == "html" else story_markdown(told)

        return summary(self._records, self._ontology)

    def disputes(self, entity_id: str | None = None) -> tuple[Disagreement, ...]:
        """Return what the sources disagree about, each with all its sides; about one entity if its id is given."""
        from kg.analyse import disagreements

        return disagreements(self._records, entity_id=entity_id)

    def timeline(self, entity_id: str) -> tuple[TimelineRow, ...]:
        """Return an entity's roles as intervals and its dated claims, earliest first."""
        from kg.analyse import timeline

        return timeline(self._records, self._ontology, entity_id)

    def paths(
        self,
        source_id: str,
        target_id: str,
        *,
        max_paths: int = 5,
        max_length: int = 4,
        statuses: Collection[StepStatus] = STATUSES,
        without: Collection[str] = (),
    ) -> tuple[ClaimPath, ...]:
        """Return how two entities are connected by claims, best first; empty where they are not.

        ``max_length`` is the most steps, ``statuses`` what a step may rest on, ``without`` ids of entities to avoid.

        Raises:
            InputError: no entity has one of the ids, both are one entity, or ``max_length`` is out of range.
        """
        from kg.analyse import paths

        return paths(
            self._records,
            source_id,
            target_id,
            max_paths=max_paths,
            max_length=max_length,
            statuses=statuses,
            without=without,
        )

    def diff(self, newer: RecordsOfGraph, *, max_rows: int = 30) -> Story:
        """Return in sentences what changed from this graph to a newer one; without parts where nothing did."""
        from kg.analyse.diff_story import diff_story

        return diff_story(self._records, newer.records, newer.ontology, max_rows=max_rows)

    def patch(self, newer: RecordsOfGraph) -> Iterator[str]:
        """Yield an RDF Patch, line by line, that makes the triples of a newer graph of those of this one."""
        from kg.analyse.rdf_patch import rdf_patch

        return rdf_patch(self._records, newer.records, newer.ontology, old_ontology=self._ontology)

    def marked(self) -> str:
        """Return the articles as a page of HTML, with entities in colour and the words of each claim.

        A graph that was built shows mentions; one that was loaded from a file shows the claims' sentences alone.
        """
        from kg.analyse.marked import marked_articles
        from kg.analyse.marked_page import marked_html

        return marked_html(marked_articles(self._records, self._ontology), self._ontology)
